"""Where on the pages of a PDF the words from the data stand, so that a click on a figure leads to its cells.

The runs of the tree know their cells, the PDF knows where its characters are; the two are brought together by the text
itself, paragraph by paragraph and row by row, each looked for behind the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from itertools import groupby
from typing import Final

import pypdfium2
from pypdfium2 import raw

from docgen.batch.cell_ranges import cell_ranges
from docgen.document import Document, Row, Run, Voice
from docgen.walk import runs

__all__ = ["Box", "Spot", "spots"]

#: Left, top, width and height in points, from the upper left corner of the page.
Box = tuple[float, float, float, float]
#: What stands on a page and in no paragraph: page numbers and the mark of a draft.
_BESIDE: Final = re.compile(r"—\d+—|送审稿")
_AROUND: Final = 1.0
_BREAKS: Final = (10, 13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Words from the data: what they say, the ranges of cells they come from, where they stand (a box a line).

    `figure`: counted or reckoned, not copied from a cell.
    """

    page: int
    text: str
    cells: tuple[str, ...]
    figure: bool
    boxes: tuple[Box, ...]


def spots(document: Document, pdf: pypdfium2.PdfDocument) -> list[Spot]:
    """All that could be found, in the order of the tree; a paragraph that the pages have otherwise is left out."""
    places = [place for number in range(len(pdf)) for place in _characters(pdf, number)]
    text = "".join(character for character, _, _ in places)
    found: list[Spot] = []
    behind = 0
    for passage in _passages(document):
        wanted = "".join(_plain(run.text) for run in passage)
        start = text.find(wanted, behind) if wanted else -1
        if wanted and start < 0:
            start = text.find(wanted)
        if start < 0:
            continue
        behind = start + len(wanted)
        for run in passage:
            end = start + len(_plain(run.text))
            if run.origins and run.voice in (Voice.DATA, Voice.FACT) and end > start:
                found += _spots_of(run, places[start:end])
            start = end
    return found


def _passages(node: object) -> Iterator[tuple[Run, ...]]:
    """Paragraphs, and rows of tables as a whole: a lone number of a cell could be found anywhere."""
    if isinstance(node, Row):
        yield tuple(runs(node))
    elif isinstance(node, tuple):
        if node and all(isinstance(each, Run) for each in node):
            yield node
        else:
            for child in node:
                yield from _passages(child)
    elif is_dataclass(node) and not isinstance(node, Run):
        for field in fields(node):
            yield from _passages(getattr(node, field.name))


def _spots_of(run: Run, places: Sequence[tuple[str, int, Box]]) -> Iterator[Spot]:
    """A spot for each page that the words stand on."""
    for page, group in groupby(places, key=lambda place: place[1]):
        yield Spot(
            page=page,
            text=run.text,
            cells=cell_ranges(run.origins),
            figure=run.voice is Voice.FACT,
            boxes=tuple(_lines([box for _, _, box in group])),
        )


def _lines(boxes: Sequence[Box]) -> Iterator[Box]:
    """One box for the characters of a line."""
    line: list[Box] = []
    for box in boxes:
        if line and abs(box[1] + box[3] - line[-1][1] - line[-1][3]) > box[3]:
            yield _around(line)
            line = []
        line.append(box)
    if line:
        yield _around(line)


def _around(line: Sequence[Box]) -> Box:
    left, top = min(box[0] for box in line), min(box[1] for box in line)
    right, bottom = max(box[0] + box[2] for box in line), max(box[1] + box[3] for box in line)
    return left - _AROUND, top - _AROUND, right - left + 2 * _AROUND, bottom - top + 2 * _AROUND


def _plain(text: str) -> str:
    return "".join(text.split())


def _characters(pdf: pypdfium2.PdfDocument, number: int) -> Iterator[tuple[str, int, Box]]:
    """The characters of a page in the order in which it has them, blanks and what stands beside the text left out."""
    page = pdf[number]
    height, texts = page.get_height(), page.get_textpage()
    line: list[tuple[str, int, Box]] = []
    for index in range(texts.count_chars()):
        code = raw.FPDFText_GetUnicode(texts, index)
        if code in _BREAKS:
            yield from _unless_beside(line)
            line = []
        elif not (character := chr(code)).isspace():
            left, bottom, right, top = texts.get_charbox(index, loose=True)
            line.append((character, number, (left, height - top, right - left, top - bottom)))
    yield from _unless_beside(line)


def _unless_beside(line: list[tuple[str, int, Box]]) -> list[tuple[str, int, Box]]:
    return [] if _BESIDE.fullmatch("".join(character for character, _, _ in line)) else line
