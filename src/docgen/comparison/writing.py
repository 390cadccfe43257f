"""A PDF or a plain draft as passages: its text alone, for neither tells paragraphs' looks as a Word file does."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.pdf.anatomy import writing_of
from docgen.checks.pdf.pages import opened
from docgen.checks.writing import Role, Writing
from docgen.comparison.passages import Content, Passage
from docgen.comparison.places import Places
from docgen.problems import Problem
from docgen.standards.gbt9704 import GBT9704

__all__ = ["content_of", "content_of_pdf"]


def content_of_pdf(content: bytes) -> Content | Problem:
    """What the pages of a PDF say."""
    pages = opened(content, GBT9704)
    return pages if isinstance(pages, Problem) else content_of(writing_of(pages))


def content_of(writing: Writing, *, draft: bool = False) -> Content:
    """What a writing says. Cells of its tables are passages one after another: where rows end is not known.

    A `draft` has the parts of a 公文 though its mark be still to come.
    """
    return Content(blocks=tuple(_passages(writing, Places(official=draft or writing.official))))


def _passages(writing: Writing, places: Places) -> Iterator[Passage]:
    for passage in writing.passages:
        text = passage.text.strip()
        if text:
            place, counted = places.of(passage.role, text)
            yield Passage(place=place, text=text, counted=counted and passage.role is not Role.CELL)
