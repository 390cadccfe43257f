"""Document → .xlsx: the tables of the tree as sheets to print and to go on working in. The same bytes every time.

Each part with a table is a sheet: title, head line, table, 说明; a cover is a sheet of its own. Every value is text as
the tree has it but for plain whole numbers, so that nothing is ever taken for a formula. Pictures and footnotes are
named in brackets.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from docgen.document import Align, Document, FieldLine, Orientation, Paragraph, Table, Text
from docgen.standards.gbt9704 import GBT9704, Standard, StyleName
from docgen.typesetting.adornment import words
from docgen.typesetting.cell_lines import height
from docgen.typesetting.columns import column_widths
from docgen.typesetting.rows import divide, places, row_height
from docgen.typesetting.table_pages import cell_style
from docgen.typesetting.widths import plain
from docgen.units import Length
from docgen.writers.docx.finish import CORE, core_properties
from docgen.writers.docx.package import pack, unpack

__all__ = ["write"]

_PAPER_A4: Final = 9
#: The width of a column is counted in digits of the default font, 7 pixels at 96 to the inch, and 5 pixels of margin.
_DIGIT: Final = 7
_MARGIN: Final = 5
_PIXELS: Final = 96 / 72
#: Excel's name for a sheet: these not, and not more than 31.
_NOT_IN_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME: Final = 31
_INTEGER: Final = re.compile(r"[1-9]\d{0,8}")
#: What Excel reads as an escaped character, in text that means itself.
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_COVER: Final = "封面"
_SIDES: Final = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "justify"}


def write(document: Document, standard: Standard = GBT9704) -> bytes:
    """The workbook. A document without any table gives a workbook with an empty sheet."""
    book = Workbook()
    first = book.worksheets[0]
    divided = divide(document, standard)  # a row of a sheet cannot be higher than some 400 points
    if divided.cover:
        _Sheet(_new(book, _COVER), standard, Orientation.LANDSCAPE).cover(divided.cover.title, divided.cover.fields)
    for title, blocks, orientation in _tabled(divided):
        name = plain(title[0]) if title else document.properties.title
        _Sheet(_new(book, name), standard, orientation).tables(title, blocks)
    if len(book.worksheets) > 1:
        book.remove(first)
    written = io.BytesIO()
    book.save(written)
    return pack({**unpack(written.getvalue()), CORE: core_properties(document.properties)})


_Tabled = tuple[tuple[Text, ...], Sequence[object], Orientation]


def _tabled(document: Document) -> Iterator[_Tabled]:
    """Title, blocks and orientation of the body and the parts that have a table."""
    made: list[_Tabled] = [(document.title, document.body, Orientation.PORTRAIT)]
    for part in document.parts:
        orientation = getattr(part, "orientation", Orientation.PORTRAIT)
        made.append((part.title, part.body, orientation))
    yield from (item for item in made if any(isinstance(block, Table) for block in item[1]))


def _new(book: Workbook, name: str) -> Worksheet:
    """A sheet of a name that Excel accepts and no other sheet has."""
    wanted = _NOT_IN_NAME.sub("", name)[:_LONGEST_NAME] or _COVER
    taken = {sheet.title.lower() for sheet in book.worksheets}
    number, given = 1, wanted
    while given.lower() in taken:
        number += 1
        given = f"{wanted[: _LONGEST_NAME - len(str(number))]}{number}"
    sheet: Worksheet = book.create_sheet(given)
    return sheet


def _say(cell: SheetCell | MergedCell, lines: Sequence[Text]) -> None:
    """Put text into a cell as text. A lone whole number stays a number, to sort by."""
    text = "\n".join(words(line) for line in lines)
    if not text:
        return
    if _INTEGER.fullmatch(text):
        cell.value = int(text)
        return
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    cell.quotePrefix = text[0] in "=+-@"


class _Sheet:
    """One sheet while it is filled from top to bottom."""

    def __init__(self, sheet: Worksheet, standard: Standard, orientation: Orientation) -> None:
        self._sheet = sheet
        self._standard = standard
        page = standard.page
        turned = orientation is Orientation.LANDSCAPE
        self._available = page.body_height if turned else page.body_width
        self._row = 0
        self._columns = 1
        sides = (
            (page.left, page.bottom, page.right, page.top) if turned else (page.top, page.left, page.bottom, page.right)
        )
        margins = sheet.page_margins
        margins.top, margins.left, margins.bottom, margins.right = (side.pt / 72 for side in sides)
        sheet.page_setup.orientation = orientation.value
        sheet.page_setup.paperSize = _PAPER_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True

    def cover(self, title: Sequence[Text], fields: Sequence[Text]) -> None:
        """The cover: title lines, then the blanks, one a row, set in by a narrow first column."""
        style = self._standard.styles[StyleName.COVER_FIELD]
        indent = (style.size + style.spacing).times(self._standard.cover_indent)
        self._columns = 2
        self._widths((indent, self._available - indent))
        for line in title:
            self._line((line,), StyleName.COVER_TITLE, Align.CENTER)
        for line in fields:
            self._next(style.line.pt)
            self._put(2, 2, 1, (line,), StyleName.COVER_FIELD, Align.LEFT)

    def tables(self, title: Sequence[Text], blocks: Sequence[object]) -> None:
        """A part: its title, then its blocks. The heading of its first table is repeated on every page."""
        table = next(block for block in blocks if isinstance(block, Table))
        self._columns = len(table.columns)
        self._widths(column_widths(table, self._available))
        for line in title:
            self._line((line,), StyleName.ATTACHMENT_TITLE, Align.CENTER)
        for block in blocks:
            if isinstance(block, FieldLine):
                self._fields(block)
            elif isinstance(block, Paragraph):
                self._line((block.lead + block.runs,), StyleName.NOTE, Align.LEFT)
            elif isinstance(block, Table):
                self._table(block, repeat=block is table)

    def _widths(self, widths: Sequence[Length]) -> None:
        for number, wide in enumerate(widths, 1):
            pixels = wide.pt * _PIXELS
            self._sheet.column_dimensions[get_column_letter(number)].width = round((pixels - _MARGIN) / _DIGIT, 2)

    def _font(self, name: StyleName) -> Font:
        style = self._standard.styles[name]
        return Font(name=self._standard.fonts[style.face].named, size=style.size.pt)

    def _line(self, lines: Sequence[Text], name: StyleName, align: Align) -> None:
        """Text over the whole width."""
        style = self._standard.styles[name]
        taken = height(tuple(lines), self._available / style.size)
        self._next(style.line.pt * taken)
        self._put(1, self._columns, 1, lines, name, align)

    def _fields(self, block: FieldLine) -> None:
        """Labelled blanks, each over some columns; what is more than there are columns goes with the last."""
        self._next(self._standard.styles[StyleName.FIELD_LINE].line.pt)
        count = min(len(block.fields), self._columns)
        starts = [1 + self._columns * number // count for number in range(count)]
        ends = [*(start - 1 for start in starts[1:]), self._columns]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            fields = block.fields[number : number + 1] if number < count - 1 else block.fields[number:]
            self._put(start, end, 1, fields, StyleName.FIELD_LINE, Align.LEFT)

    def _table(self, table: Table, *, repeat: bool) -> None:
        standard = self._standard
        style = standard.styles[StyleName.TABLE_CELL]
        widths = column_widths(table, self._available)
        capacities = [(wide - standard.table_padding.times(2)) / style.size for wide in widths]
        top = self._row + 1
        for rows in (table.header, table.rows):
            for row, placed in zip(rows, places(rows, len(widths)), strict=True):
                self._next(style.line.pt * row_height(row, placed, capacities))
                for column, cell in placed:
                    name = cell_style(cell.header)
                    align = cell.align or (Align.CENTER if cell.header else table.columns[column].align)
                    area = (column + 1, column + cell.columns, cell.rows)
                    self._put(*area, cell.lines, name, align, border=True)
        if repeat and table.header:
            self._sheet.print_title_rows = f"{top}:{top + len(table.header) - 1}"
            self._sheet.freeze_panes = f"A{top + len(table.header)}"

    def _next(self, points: float) -> None:
        self._row += 1
        self._sheet.row_dimensions[self._row].height = round(points, 2)

    def _put(
        self,
        first: int,
        last: int,
        rows: int,
        lines: Sequence[Text],
        name: StyleName,
        align: Align,
        *,
        border: bool = False,
    ) -> None:
        """Text over columns and rows from the row at hand on."""
        sheet = self._sheet
        side = Side(style="thin") if border else None
        for row in range(self._row, self._row + rows):
            for column in range(first, last + 1):
                cell = sheet.cell(row=row, column=column)
                cell.font = self._font(name)
                cell.alignment = Alignment(horizontal=_SIDES[align], vertical="center", wrap_text=True)
                if side is not None:
                    cell.border = Border(left=side, right=side, top=side, bottom=side)
        _say(sheet.cell(row=self._row, column=first), lines)
        if rows > 1 or last > first:
            sheet.merge_cells(start_row=self._row, end_row=self._row + rows - 1, start_column=first, end_column=last)
