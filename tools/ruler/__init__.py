"""A ruler laid on printed pages: every measure of the standard in literal mm, by other means than the writers' own.

Given a PDF and the tree it prints (which elements the paper has, which lines end a paragraph), `measure` returns what
was found. Nothing of `docgen.standards` or `docgen.checks` is used: writer and check read one table, so they would
agree on a wrong one.
"""

from __future__ import annotations

from pathlib import Path

from tools.ruler.flow import flow
from tools.ruler.furniture import furniture
from tools.ruler.head import head
from tools.ruler.measures import TABLE, Measure, Print
from tools.ruler.passages import located, passages_of
from tools.ruler.sheets import Sheet, opened

from docgen.document import Document

__all__ = ["TABLE", "Measure", "Print", "laid_on", "measure", "opened"]


def measure(pdf: Path, document: Document, by: Print) -> list[Measure]:
    """Every measure that applies to a paper; `by` says whose print it is, and so the tolerances."""
    with opened(pdf) as sheets:
        return laid_on(sheets, document, by)


def laid_on(sheets: list[Sheet], document: Document, by: Print) -> list[Measure]:
    """The same of pages that were opened."""
    found = located(passages_of(document), [row for sheet in sheets for row in sheet.rows])
    return [*head(document, sheets, found, by), *furniture(document, sheets, found, by), *flow(sheets, found, by)]
