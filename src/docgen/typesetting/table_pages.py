"""Tables divided into pages before layout: which rows stand on which page, and what a merged cell does at its end.

Renderers lay long tables out in more than linear time, and differ in what they do with a merged cell that meets the
end of a page. Here the lines of every cell are broken and the height of every row is known, so each page gets a table
of its own: header rows again on top, a merged cell written once and empty where it goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Final

from docgen.document import (
    Align,
    AttachmentNote,
    Attendance,
    Block,
    Cell,
    FieldLine,
    Paragraph,
    Part,
    Role,
    Row,
    SignOff,
    Table,
    Text,
)
from docgen.standards.gbt9704 import Standard, Style, StyleName
from docgen.typesetting import sign_off as signing
from docgen.typesetting.adornment import bare, is_adorned, line_height, split
from docgen.typesetting.cell_lines import adorned_ends
from docgen.typesetting.columns import column_widths
from docgen.typesetting.covering import coverings
from docgen.typesetting.keeping import line_count
from docgen.typesetting.line_breaking import balanced, break_cell, break_lines
from docgen.typesetting.widths import plain, width
from docgen.units import TWIP, Length, emu
from docgen.walk import runs

__all__ = [
    "SetCell",
    "SetRow",
    "SetTable",
    "below_title",
    "block_height",
    "cell_style",
    "divide",
    "header_measure",
    "heading_height",
    "height_of",
    "is_note",
    "piece",
    "text_height",
    "whole",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCell:
    """A cell as it is printed: for each paragraph its lines, as texts where a hand has adorned it."""

    lines: tuple[tuple[str, ...] | tuple[Text, ...], ...]
    rows: int
    columns: int
    header: bool
    align: Align


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRow:
    """A row with its height, and the `least` height that the tree asks for where that is more than a line."""

    cells: tuple[SetCell, ...]
    height: Length
    least: Length | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTable:
    """A table, or what of it stands on one page (`paged`); `breaks` says that it begins a new page."""

    widths: tuple[Length, ...]
    header: tuple[SetRow, ...]
    rows: tuple[SetRow, ...]
    breaks: bool = False
    paged: bool = False

    @property
    def width(self) -> Length:
        """The width of the whole table."""
        return Length(sum(self.widths))

    @property
    def height(self) -> Length:
        """The height of all its rows, the head among them."""
        return height_of((*self.header, *self.rows))


def header_measure(cell: Cell, measure: float) -> float | None:
    """The width in 字 that divides the head of a column evenly over its lines; None for a head of one line."""
    if any(map(is_adorned, cell.lines)):
        return None
    lines = [line for text in cell.lines for line in balanced(plain(text), measure)]
    return max(map(width, lines)) if len(lines) > len(cell.lines) else None


def whole(table: Table, standard: Standard, available: Length | None = None) -> SetTable:
    """The table in one piece, `available` wide (the 版心 when not given)."""
    widths = column_widths(table, available or standard.page.body_width)
    header = _set_rows(table.header, table, widths, standard)
    rows = _set_rows(table.rows, table, widths, standard)
    return SetTable(widths=widths, header=header, rows=rows)


def divide(part: Part, standard: Standard, *, landscape: bool) -> list[Block | SetTable]:
    """The blocks of a part that starts on a new page, with its tables divided by the room that each page has."""
    if not any(isinstance(block, Table) for block in part.body):
        return [*part.body]
    page = standard.page
    wide, high = (page.body_height, page.body_width) if landscape else (page.body_width, page.body_height)
    used = heading_height(part, standard, wide)
    blocks: list[Block | SetTable] = []
    noted = any(run.footnote for run in runs(part))  # what the foot of a page keeps free is the renderer's to find
    for block, following in zip_longest(part.body, part.body[1:]):
        if isinstance(block, Paragraph) and block.new_page:
            used = emu(0)
        if isinstance(block, Table) and noted:
            blocks.append(whole(block, standard, wide))
        elif isinstance(block, Table):
            below = standard.styles[StyleName.NOTE].line if is_note(following) else Length(0)
            # borders that fall together: half of the heavy outer one stands out above and below
            outer = standard.table_outer_border
            pieces, used = _pieces(
                whole(block, standard, wide), used, high - outer, below, edge=outer - standard.table_border
            )
            blocks.extend(pieces)
        else:
            blocks.append(block)
            used += block_height(block, standard, wide)
            while used > high:
                used -= high
    return blocks


def is_note(block: Block | None) -> bool:
    """Whether a block is the 说明 of a table above it: its last two rows stand on the page where it begins."""
    return isinstance(block, Paragraph) and block.role is Role.NOTE


def _pieces(
    table: SetTable, used: Length, high: Length, below: Length, *, edge: Length
) -> tuple[list[SetTable], Length]:
    """The table page by page, and how much of the last page is used. A last row (合计) stands on no page alone.

    `below` is the room that what follows needs to begin on the last page: else two rows go over with it. `edge` is by
    how much the border below the last row is heavier than those between rows: LibreOffice counts it to that row.
    """
    high -= _ROUNDING
    head = height_of(table.header)
    starts = [0]
    room = high - used - head
    for index, row in enumerate(table.rows):
        needed = row.height + edge if index == len(table.rows) - 1 else row.height
        if needed > room and (index > starts[-1] or (used and len(starts) == 1)):
            starts.append(index)
            room = high - head
        room -= row.height
    count = len(table.rows)
    two = height_of(table.rows[-_LAST:])
    if two + below <= high - head:
        if len(starts) > 1 and starts[-1] == count - 1 and starts[-1] - starts[-2] > 1:
            starts[-1] -= 1
            room = high - head - two
        if room < below and starts[-1] < count - _LAST:
            starts.append(count - _LAST)
            room = high - head - two
    begins_anew = len(starts) > 1 and not starts[1]  # not even its first row fits below what stands there
    pieces = [
        piece(table, first, last, breaks=begins_anew or first > 0)
        for first, last in pairwise((*starts[begins_anew:], count))
    ]
    return pieces, high - room


def piece(table: SetTable, first: int, last: int, *, breaks: bool = False) -> SetTable:
    """A table of rows `first` to `last`, cells that cross either end cut there: their text stays where they begin."""
    rows = []
    for index in range(first, last):
        cells = [_cut(cell, min(cell.rows, last - index)) for cell in table.rows[index].cells]
        rows.append(replace(table.rows[index], cells=tuple(cells)))
    if rows:
        rows[0] = replace(rows[0], cells=_carried(table, first, last))
    return SetTable(widths=table.widths, header=table.header, rows=tuple(rows), breaks=breaks, paged=True)


def _cut(cell: SetCell, rows: int) -> SetCell:
    return replace(cell, rows=rows)


def _carried(table: SetTable, first: int, last: int) -> tuple[SetCell, ...]:
    """The cells of row `first`, with an empty one for each cell that began above it and goes on."""
    start = _group_start(table.rows, first)
    cells = []
    for cell, row, _ in coverings(table.rows[start : first + 1], len(table.widths))[-1]:
        above = first - start - row
        lines = ((),) if above else cell.lines
        cells.append(replace(cell, lines=lines, rows=min(cell.rows - above, last - first)))
    return tuple(cells)


def _group_start(rows: Sequence[SetRow], first: int) -> int:
    """The row from which every column can be followed down to `first`: the last one that begins all its cells."""
    full = sum(cell.columns for cell in rows[0].cells) if rows else 0
    for index in range(first, -1, -1):
        if sum(cell.columns for cell in rows[index].cells) == full:
            return index
    return 0


def _set_rows(rows: Sequence[Row], table: Table, widths: tuple[Length, ...], standard: Standard) -> tuple[SetRow, ...]:
    head, text = (standard.styles[name] for name in (StyleName.TABLE_HEADER, StyleName.TABLE_CELL))
    inners = [width - standard.table_padding.times(2) for width in widths]
    cells: list[list[SetCell]] = []
    needs: list[tuple[int, int, Length]] = []  # row, rows covered, height of the text
    for index, covering in enumerate(coverings(rows, len(widths))):
        set_cells: list[SetCell] = []
        for cell, row, column in covering:
            if row == index:  # others have begun above
                style = head if cell.header else text
                inner = inners[column] + sum(widths[column + 1 : column + cell.columns])
                made = _set_cell(cell, table.columns[column].align, style, inner)
                set_cells.append(made)
                needs.append((index, cell.rows, text_height(made, style)))
        cells.append(set_cells)
    heights = _row_heights(rows, needs, standard)
    line, beside = standard.styles[StyleName.TABLE_CELL].line, standard.table_padding_above.times(2)
    return tuple(
        SetRow(cells=tuple(made), height=height, least=line.times(row.height) + beside if row.height > 1 else None)
        for made, height, row in zip(cells, heights, rows, strict=True)
    )


def _row_heights(rows: Sequence[Row], needs: list[tuple[int, int, Length]], standard: Standard) -> list[Length]:
    """Each row as high as its cells want; what a merged cell wants beyond its rows goes to the last of them."""
    line, beside = standard.styles[StyleName.TABLE_CELL].line, standard.table_padding_above.times(2)
    heights = [line.times(row.height) + beside for row in rows]
    for index, covered, wanted in needs:
        if covered == 1:
            heights[index] = max(heights[index], wanted + beside)
    for index, covered, wanted in needs:
        last = min(index + covered, len(rows))
        between = standard.table_border.times(last - index - 1)  # the rules that a merged cell covers
        missing = wanted + beside - between - Length(sum(heights[index:last]))
        if covered > 1 and missing > 0:
            heights[last - 1] += missing
    return [Length(height) + standard.table_border for height in heights]


def _set_cell(cell: Cell, default: Align, style: Style, inner: Length) -> SetCell:
    measure = inner / (style.size + style.spacing)
    align = cell.align or (Align.CENTER if cell.header else default)
    broken = balanced if cell.header else break_cell
    lines = tuple(
        _adorned(line, style, inner) if (characters := bare(line)) is None else broken(characters, measure)
        for line in cell.lines or ((),)
    )
    return SetCell(lines=lines, rows=cell.rows, columns=cell.columns, header=cell.header, align=align)


def _adorned(line: Text, style: Style, inner: Length) -> tuple[Text, ...]:
    made: list[Text] = []
    rest, start = line, 0
    for end in adorned_ends(line, style, inner)[:-1]:
        before, rest = split(rest, end - start)
        made.append(before)
        start = end
    return (*made, rest)


def cell_style(header: bool) -> StyleName:
    """In which style a head of a column, or any other cell, is set."""
    return StyleName.TABLE_HEADER if header else StyleName.TABLE_CELL


def text_height(cell: SetCell, style: Style) -> Length:
    """What the lines of a cell take."""
    return Length(sum([_line_height(line, style) for paragraph in cell.lines for line in paragraph]))


def _line_height(line: str | Text, style: Style) -> Length:
    return style.line if isinstance(line, str) else line_height(line, style)


def height_of(rows: Sequence[SetRow]) -> Length:
    """The height of rows, one below the other."""
    return Length(sum(row.height for row in rows))


#: Rows that stay with what may not be on a page alone.
_LAST: Final = 2
#: By which renderers' pages may be lower than ours: they count in twips, and so do all rows, whose heights are whole.
_ROUNDING: Final = TWIP.times(2)
_ROLES: Final = {Role.CAPTION: StyleName.CAPTION, Role.NOTE: StyleName.NOTE}


def block_height(
    block: Paragraph | FieldLine | AttachmentNote | Attendance | SignOff, standard: Standard, wide: Length
) -> Length:
    """What a block that is no table takes, `wide` as its lines are."""
    match block:
        case FieldLine():
            return standard.styles[StyleName.FIELD_LINE].line
        case AttachmentNote():
            return standard.page.line_pitch.times(standard.attachment_gap + len(block.lines))
        case Attendance():
            style = standard.styles[StyleName.ATTENDANCE]
            left = standard.attendance_indent + width(plain(block.label))
            measure = wide / (style.size + style.spacing) - left
            return style.line.times(sum(len(break_lines(plain(names), measure)) for names in block.names))
        case SignOff():
            return signing.place(block, standard).height
    style = standard.styles[_ROLES.get(block.role, StyleName.BODY)]
    return style.line.times(line_count(block.lead + block.runs, style, wide))


def heading_height(part: Part, standard: Standard, wide: Length) -> Length:
    """What label and title of a part take at the top of its first page."""
    styles = standard.styles
    title = styles[StyleName.ATTACHMENT_TITLE]
    label = getattr(part, "label", ())
    height = styles[StyleName.ATTACHMENT_LABEL].line.times(2) if label else emu(0)
    for line in part.title:
        height += title.line.times(max(1, -int(-width(plain(line)) * title.size // wide)))
    return height + below_title(part, standard)


def below_title(part: Part, standard: Standard) -> Length:
    """What is left free between the title of a part and its text (figure 10); a form's blanks follow at once."""
    if part.title and part.body and not isinstance(part.body[0], FieldLine):
        return standard.page.line_pitch.times(standard.title_after)
    return emu(0)
