"""Where the cells, lines and rules of a set table lie, in px (1/96 inch) from its upper left corner.

Borders fall together (CSS 2, 17.6.2): a rule is centred on the line between two cells, the rule around the table on its
edge, and half of each is taken from the cells beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Final

from docgen.document import Align
from docgen.standards.gbt9704 import Standard
from docgen.typesetting.covering import Covering, coverings
from docgen.typesetting.table_pages import SetCell, SetRow, SetTable, cell_style, text_height
from docgen.units import Length

__all__ = [
    "Grid",
    "Placed",
    "Rule",
    "grid_of",
    "has_words",
    "height_of",
    "paragraphs",
    "plain_texts",
    "px",
    "start_of",
    "width_of",
]

_EMU_PER_PX: Final = 9525


def px(length: Length) -> float:
    """A length in px."""
    return length / _EMU_PER_PX


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A cell, its first row and column, and the room inside its padding."""

    cell: SetCell
    row: int
    column: int
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half way between top and bottom, where its lines are centred."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule from one point to another, and how thick it is."""

    start: tuple[float, float]
    end: tuple[float, float]
    thickness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table laid out: `header` is how many of its rows are the head."""

    width: float
    height: float
    header: int
    cells: tuple[Placed, ...]
    rules: tuple[Rule, ...]

    def rows(self) -> list[list[Placed]]:
        """The cells by the row in which they begin; a row that only merged cells cross has none."""
        made: list[list[Placed]] = [[] for _ in range(max((cell.row for cell in self.cells), default=-1) + 1)]
        for cell in self.cells:
            made[cell.row].append(cell)
        return made


def paragraphs(cell: SetCell) -> list[tuple[str, ...]]:
    """The lines of each paragraph of a plain cell; an empty one takes a line, as in Word."""
    return [tuple(line for line in paragraph if isinstance(line, str)) for paragraph in cell.lines]


def has_words(paragraph: tuple[str, ...]) -> bool:
    """Whether there is something to see in the lines of a paragraph."""
    return any(map(str.strip, paragraph))


def plain_texts(table: SetTable) -> dict[bool, str] | None:
    """The text of all heads (True) and of all other cells; None where a hand has adorned a line."""
    texts: dict[bool, list[str]] = {True: [], False: []}
    for row in (*table.header, *table.rows):
        for cell in row.cells:
            for paragraph in cell.lines:
                for line in paragraph:
                    if not isinstance(line, str):
                        return None
                    texts[cell.header].append(line)
    return {header: "".join(lines) for header, lines in texts.items()}


def start_of(placed: Placed, width: float) -> float:
    """Where a line of a width begins: one that is too wide begins at the left."""
    room = max(placed.right - placed.left - width, 0.0)
    shares = {Align.CENTER: room / 2, Align.RIGHT: room}
    return placed.left + shares.get(placed.cell.align, 0.0)


def height_of(rows: Sequence[SetRow], standard: Standard) -> float:
    """The height of a table of these rows, with the rule around it."""
    return _down(rows, standard)[-1] + px(standard.table_outer_border) / 2


def width_of(table: SetTable, standard: Standard) -> float:
    """The width of a table, with the rule around it."""
    return _across(table, standard)[-1] + px(standard.table_outer_border) / 2


def _down(rows: Sequence[SetRow], standard: Standard) -> list[float]:
    """Where the rules above each row lie, and the one below the last."""
    return list(accumulate(_heights(rows, standard), initial=px(standard.table_outer_border) / 2))


def _across(table: SetTable, standard: Standard) -> list[float]:
    """Where the rules beside each column lie, from the left."""
    return list(accumulate(map(px, table.widths), initial=px(standard.table_outer_border) / 2))


def grid_of(table: SetTable, standard: Standard) -> Grid:
    """A set table laid out."""
    outer, inner = px(standard.table_outer_border), px(standard.table_border)
    rows = (*table.header, *table.rows)
    across, down = _across(table, standard), _down(rows, standard)
    found = coverings(rows, len(table.widths))

    def half(place: int, last: int) -> float:
        """Half the thickness of the rule at a place between the first and the last."""
        return (outer if place in (0, last) else inner) / 2

    aside, above = px(standard.table_padding), px(standard.table_padding_above)
    cells = []
    for cell, row, column in (each for index, covering in enumerate(found) for each in covering if each.row == index):
        end, under = min(column + cell.columns, len(table.widths)), row + cell.rows
        cells.append(
            Placed(
                cell=cell,
                row=row,
                column=column,
                left=across[column] + half(column, len(table.widths)) + aside,
                right=across[end] - half(end, len(table.widths)) - aside,
                top=down[row] + half(row, len(rows)) + above,
                bottom=down[under] - half(under, len(rows)) - above,
            )
        )
    owners = [[each for each in covering for _ in range(each.cell.columns)] for covering in found]
    level = _rules(owners, down, across, outer, inner)
    upright = _rules([list(column) for column in zip(*owners, strict=True)], across, down, outer, inner)
    turned = (Rule(start=rule.start[::-1], end=rule.end[::-1], thickness=rule.thickness) for rule in upright)
    return Grid(
        width=across[-1] + outer / 2,
        height=down[-1] + outer / 2,
        header=len(table.header),
        cells=tuple(cells),
        rules=tuple(sorted((*level, *turned), key=lambda rule: rule.thickness)),
    )


def _heights(rows: Sequence[SetRow], standard: Standard) -> Iterator[float]:
    """The height of each row from rule to rule. A least height has room for the rules in it (CSS 2, 17.5.3)."""
    more = px(Length(standard.table_outer_border - standard.table_border)) / 2
    for place, row in enumerate(rows):
        around = more * ((place == 0) + (place == len(rows) - 1))
        own = px(row.height) + around
        if row.least is not None:
            text = max((_height(cell, standard) for cell in row.cells if cell.rows == 1), default=0.0)
            if text <= px(row.least):
                own = max(px(row.least), text + px(standard.table_border) + around)
        yield own


def _height(cell: SetCell, standard: Standard) -> float:
    """What the lines of a cell and the room above and below them take."""
    style = standard.styles[cell_style(cell.header)]
    return px(text_height(cell, style) + standard.table_padding_above.times(2))


def _rules(
    owners: Sequence[Sequence[Covering[SetCell]]],
    down: Sequence[float],
    across: Sequence[float],
    outer: float,
    inner: float,
) -> Iterator[Rule]:
    """The level rules of a table, each as long as nothing interrupts it; upright ones with rows and columns changed.

    `owners`: for each row and column the cell that covers it.
    """
    last, end = len(owners), len(across) - 1
    for place in range(last + 1):
        around = place in (0, last)
        drawn = (around or owners[place - 1][column] is not owners[place][column] for column in range(end))
        for is_drawn, columns in groupby(enumerate(drawn), key=lambda one: one[1]):
            if is_drawn:
                reached = [column for column, _ in columns]
                begins, ends = reached[0], reached[-1] + 1
                before = (outer if begins == 0 else inner) / 2
                behind = (outer if ends == end else inner) / 2
                yield Rule(
                    start=(across[begins] - before, down[place]),
                    end=(across[ends] + behind, down[place]),
                    thickness=outer if around else inner,
                )
