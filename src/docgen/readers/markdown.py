"""Markdown → lines. What is read as markup is listed in docs/formats/draft.md; all else is text, as in a .txt.

A line is a paragraph: offices do not break their lines by hand, and two points must not become one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from docgen.document import Align, Table
from docgen.readers.draft_lines import Line, measure, table_of

__all__ = ["lines_of"]

_HEADING: Final = re.compile(r"(#{1,6})\s+(\S.*)")
_RULE: Final = re.compile(r"([-*_])(?:\s*\1){2,}")
_UNDERLINE: Final = re.compile(r"(=|-)\1{2,}")
_QUOTE: Final = re.compile(r"\s*(?:>\s?)+")
_BULLET: Final = re.compile(r"\s*[-*+]\s+(?=\S)")
_DELIMITERS: Final = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_CELL_END: Final = re.compile(r"(?<!\\)\|")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS: Final = (
    re.compile(r"(?<!\*)\*\*(?=\S)(.{1,500}?)(?<=\S)\*\*"),
    re.compile(r"(?<!\*)\*(?=\S)([^*]{1,500}?)(?<=\S)\*(?!\*)"),
)
_HIDDEN: Final = 0xE000  # escaped characters are put out of the way of markup, into the private use area, and back
_TAKEN: Final = re.compile("[\ue000-\ue07f]")  # a text that has such characters of its own is left as it is


def lines_of(raw: Sequence[str]) -> tuple[Line, ...]:
    """The lines that hold something, without their markup. `raw` are those of the file."""
    found: list[Line] = []
    at, gap = 0, False
    while at < len(raw):
        text = raw[at]
        table, end = _table(raw, at)
        if table is not None:
            found.append(Line(number=at + 1, last=end, text="", gap=gap, block=table))
            at, gap = end, False
            continue
        under = _UNDERLINE.fullmatch(text.strip())
        if under and not gap and found and found[-1].block is None and not found[-1].depth:
            found[-1] = replace(found[-1], depth=1 if under[1] == "=" else 2)
        elif text.strip() and not _RULE.fullmatch(text.strip()):
            found.append(_line(at + 1, text, gap=gap))
        gap = not text.strip() or _RULE.fullmatch(text.strip()) is not None
        at += 1
    return tuple(line for line in found if line.text or line.block)


def _line(number: int, text: str, *, gap: bool) -> Line:
    before = text[: len(text) - len(text.lstrip())]
    indent = measure(before)
    for opening in (_QUOTE, _BULLET):
        found = opening.match(text)
        text = text[found.end() :] if found else text
    heading = _HEADING.fullmatch(text.strip())
    depth = len(heading[1]) if heading else 0
    return Line(
        number=number,
        last=number,
        text=_plain(_unclosed(heading[2]) if heading else text),
        gap=gap,
        indent=indent,
        depth=depth,
    )


def _unclosed(heading: str) -> str:
    """A heading without the # that may close it."""
    words = heading.rstrip("#")
    return words if words != heading and words[-1:].isspace() else heading


def _plain(text: str) -> str:
    """A text without ** and * around words, escaped characters as themselves. _ is no markup: forms have ____."""
    if _TAKEN.search(text):
        return text.strip()
    text = _ESCAPED.sub(lambda match: chr(_HIDDEN + ord(match[1])), text)
    for emphasis in _EMPHASIS:
        text = emphasis.sub(r"\1", text)
    return _TAKEN.sub(lambda match: chr(ord(match[0]) - _HIDDEN), text).strip()


def _table(raw: Sequence[str], at: int) -> tuple[Table | None, int]:
    """A pipe table: a heading, a line of dashes, rows; colons in the dashes say how a column lies."""
    if "|" not in raw[at] or at + 1 >= len(raw) or not _is_delimiters(raw[at + 1], raw[at]):
        return None, at
    end = at + 2
    while end < len(raw) and "|" in raw[end]:
        end += 1
    table = table_of([[[_plain(cell)] for cell in _cells(line)] for line in (raw[at], *raw[at + 2 : end])])
    aligns = [_align(cell) for cell in _cells(raw[at + 1])]
    aligns += [Align.LEFT] * (len(table.columns) - len(aligns))
    columns = tuple(replace(column, align=align) for column, align in zip(table.columns, aligns, strict=False))
    return replace(table, columns=columns), end


def _is_delimiters(text: str, heading: str) -> bool:
    return _DELIMITERS.fullmatch(text.strip()) is not None and "|" in text and len(_cells(text)) == len(_cells(heading))


def _cells(text: str) -> list[str]:
    text = text.strip().removeprefix("|")
    return _CELL_END.split(text if text.endswith("\\|") else text.removesuffix("|"))


def _align(dashes: str) -> Align:
    dashes = dashes.strip()
    if dashes.endswith(":"):
        return Align.CENTER if dashes.startswith(":") else Align.RIGHT
    return Align.LEFT
