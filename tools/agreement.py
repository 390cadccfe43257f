"""How two prints of one paper agree: pages, first characters of pages, lines."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from tools.ruler.sheets import Sheet, opened

__all__ = ["Agreement", "Line", "compare", "lines_of", "read"]

#: What stands in text of at least this size (pt) is a body line; cells, notes and 版记 are smaller.
BODY = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The characters on one baseline, left to right, without blanks; `size` is that of the largest (pt)."""

    text: str
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How two prints of one paper agree: pages of each; of pages, body lines and small lines: alike, and how many."""

    pages: tuple[int, int] = (0, 0)
    papers: tuple[int, int] = (0, 0)  # with equal page counts, all
    firsts: tuple[int, int] = (0, 0)
    body: tuple[int, int] = (0, 0)
    small: tuple[int, int] = (0, 0)

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            **{
                name: tuple(one + two for one, two in zip(getattr(self, name), getattr(other, name), strict=True))
                for name in self.__slots__
            }
        )


def read(pdf: Path) -> list[list[Line]]:
    """The lines of each page, top to bottom, without page numbers and what is turned."""
    with opened(pdf) as sheets:
        return lines_of(sheets)


def lines_of(sheets: list[Sheet]) -> list[list[Line]]:
    """The same of pages that were opened."""
    return [[Line(text=row.text, size=row.size) for row in sheet.rows] for sheet in sheets]


def compare(ours: list[list[Line]], theirs: list[list[Line]]) -> Agreement:
    """Compare two prints of one paper."""
    heads = [_heads(ours), _heads(theirs)]
    return Agreement(
        pages=(len(ours), len(theirs)),
        papers=(int(len(ours) == len(theirs)), 1),
        firsts=(sum(one == two for one, two in zip(*heads, strict=False)), max(map(len, heads))),
        body=_alike(*([line.text for page in paper for line in page if line.size >= BODY] for paper in (ours, theirs))),
        small=_alike(*([line.text for page in paper for line in page if line.size < BODY] for paper in (ours, theirs))),
    )


def _heads(paper: list[list[Line]]) -> list[str]:
    """The first character of each page; under a table's header where the page begins with the one before's."""
    found = []
    before: list[str] = []
    for page in paper:
        texts = [line.text for line in page]
        repeated = next((at for at, text in enumerate(texts) if text not in before), 0)
        found.append(texts[repeated][0] if texts else "")
        before = texts
    return found


def _alike(ours: list[str], theirs: list[str]) -> tuple[int, int]:
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()), max(len(ours), len(theirs))
