"""What a batch would make anew in a folder, and what the papers there say now against what they would say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.batch.edited import Shelf
from docgen.batch.order import Order
from docgen.batch.plan import PlannedPaper
from docgen.batch.workshop import Workshop
from docgen.pipeline import Product, compared
from docgen.problems import Problem

if TYPE_CHECKING:
    from docgen.comparison.changes import Comparison

__all__ = ["Changed", "Now", "changed"]


class Now(Enum):
    """How a paper as it would be stands to its files."""

    NEW = "还没有的"
    OTHERWISE = "内容变了的"
    SAME_WORDS = "文字没变、要重做的"  # the program, a template, a standard or a look is another one
    NOT_MADE = "现在做不出来的"
    AS_IS = "没有变的"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A paper. `path` is the file that was looked at; `edited`: staff have edited it.

    `comparison` has the changes of its text; `problems` say why it would not be made, or could not be compared.
    """

    paper: PlannedPaper
    path: str
    now: Now
    edited: bool = False
    comparison: Comparison | None = None
    problems: tuple[Problem, ...] = ()


def changed(papers: Sequence[PlannedPaper], order: Order) -> Iterator[Changed]:
    """Each paper in the order of the plan; nothing is written. Word files are compared where there are any."""
    order = order.of(papers)
    shelf, workshop = Shelf(order.out, order.known, order.taken), Workshop(order)
    try:
        for paper in papers:
            yield _changed(paper, order.out, shelf, workshop)
    finally:
        workshop.close()


def _changed(paper: PlannedPaper, out: Path, shelf: Shelf, workshop: Workshop) -> Changed:
    form, path = min(paper.files, key=lambda file: (not (out / file[1]).is_file(), file[0] != "docx"))
    standing = shelf.standing(dict(paper.files))
    finished = workshop.make(paper, standing, only=form)
    if finished.refused is not None:
        return Changed(paper=paper, path=path, now=Now.NOT_MADE, problems=finished.refused)
    product = finished.made[form]
    if product is None:
        missing = [other for _, other in paper.files if not (out / other).is_file()]
        others = [other for each, other in paper.files if standing.get(each) != finished.sources[each]]
        now = Now.NEW if missing else Now.SAME_WORDS if others else Now.AS_IS
        return Changed(paper=paper, path=(*missing, *others, path)[0], now=now)
    if not isinstance(product, Product):
        return Changed(paper=paper, path=path, now=Now.NOT_MADE, problems=product)
    if not (out / path).is_file():
        return Changed(paper=paper, path=path, now=Now.NEW)
    edited = not standing
    if form == "xlsx":  # a workbook has no passages to compare
        return Changed(paper=paper, path=path, now=Now.OTHERWISE, edited=edited)
    found = compared(((out / path).read_bytes(), path), (product.data, path))
    if found.value is None:
        return Changed(paper=paper, path=path, now=Now.OTHERWISE, edited=edited, problems=found.problems)
    now = Now.OTHERWISE if found.value.changes else Now.SAME_WORDS
    return Changed(paper=paper, path=path, now=now, edited=edited, comparison=found.value)
