"""A set table as it is painted: which of its rows stand on a page, and in which fonts its characters are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from docgen.standards.gbt9704 import Standard
from docgen.typesetting import row_groups
from docgen.typesetting.table_pages import SetTable, cell_style, piece
from docgen.writers.markup import Markings
from docgen.writers.painted.grid import Grid, grid_of, height_of, plain_texts, width_of

__all__ = ["PaintedTable", "painted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedTable:
    """A table, and by head (True) or cell (False) the family of each character that its face lacks.

    `ends`: after how many of its rows a page may end, in order, the last of them all. `size`: its width and height in
    px, where it stands on one page.
    """

    table: SetTable
    standard: Standard
    ends: tuple[int, ...]
    others: Mapping[bool, Mapping[str, str]]
    size: tuple[float, float]

    @property
    def breaks(self) -> bool:
        """Whether it begins a new page."""
        return self.table.breaks

    def end(self, start: int, fits: Callable[[float], bool], *, page_is_empty: bool) -> int | None:
        """Up to which row those from `start` on stand on a page; None where not even the first group fits below others.

        A page that has nothing else takes the first group all the same.
        """
        head, rows = self.table.header, self.table.rows
        ends = [end for end in self.ends if end > start] or [start]
        taken = bisect_left(ends, True, key=lambda end: not fits(height_of((*head, *rows[start:end]), self.standard)))
        return ends[max(taken - 1, 0)] if taken or page_is_empty else None

    def grid(self, start: int, end: int | None) -> Grid:
        """Rows `start` to `end` below the head, to the last where that is None, laid out."""
        is_whole = not start and end is None
        last = len(self.table.rows) if end is None else end
        return grid_of(self.table if is_whole else piece(self.table, start, last), self.standard)


def painted(table: SetTable, standard: Standard, markings: Markings) -> PaintedTable | None:
    """A table as we paint it; its fonts are noted in `markings`.

    None for one that has what a hand has adorned, or characters without any font: the renderer lays it out.
    """
    texts = plain_texts(table)
    if texts is None:
        return None
    found = {
        header: markings.others_of(text, standard.styles[cell_style(header)].face) for header, text in texts.items()
    }
    others = {header: each for header, each in found.items() if each is not None}
    if len(others) < len(found):
        return None
    return PaintedTable(
        table=table,
        standard=standard,
        ends=row_groups.ends(table, standard),
        others=others,
        size=(width_of(table, standard), height_of((*table.header, *table.rows), standard)),
    )
