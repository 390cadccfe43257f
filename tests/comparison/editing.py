"""Papers of the examples as Word files, and what a hand does to them in Word."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from docgen.kinds.job import Request
from docgen.pipeline import plan, write
from tests.documents.papers import road_of

__all__ = ["edited", "opening", "paper", "replaced"]


@cache
def paper(kind: str, unit: str = "", example: str = "anquan") -> bytes:
    """A paper as the batch makes it: the first of its kind, of a unit where one is named."""
    road = road_of(example)
    jobs = plan(road.dataset, Request(kinds=(kind,), units=(unit,) if unit else ()))
    composed = road.compose(jobs[0]).value
    assert composed is not None
    return write(composed.document, "docx", names=road.names).data


def edited(content: bytes, *changes: Callable[[WordDocument], object]) -> bytes:
    """The file after changes in Word."""
    document = docx.Document(BytesIO(content))
    for change in changes:
        change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def opening(document: WordDocument, words: str) -> Paragraph:
    """The paragraph that begins with these words."""
    return next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith(words))


def replaced(words: str, by: str) -> Callable[[WordDocument], object]:
    """Words of one run replaced, wherever they stand first."""

    def change(document: WordDocument) -> None:
        cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
        paragraphs = [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
        run = next(run for paragraph in paragraphs for run in paragraph.runs if words in run.text)
        run.text = run.text.replace(words, by, 1)

    return change
