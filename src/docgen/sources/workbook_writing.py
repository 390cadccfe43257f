"""Book → xlsx. Plain SpreadsheetML written part by part: the same book gives the same bytes.

openpyxl stamps the time into every file, rounds numbers to 16 digits, turns texts that begin with = into formulas and
drops the results of formulas; a dataset must survive conversion whole.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from docgen.cell_names import column_letters
from docgen.sources.book import Book, Cell, CellError, Sheet
from docgen.sources.workbook import EPOCH_1900

__all__ = ["packed", "workbook_bytes"]

_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the first day a zip can name
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: What XML cannot carry, or reads as something else, is written _xHHHH_ (ECMA-376 part 1, §22.4.2.4).
_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Number formats by style; then one style for each number of decimals of a percentage.
_HEADER, _TEXT, _NUMBER, _DAY, _MOMENT, _CLOCK, _PERCENT = range(1, 8)
_FORMATS: Final = {_DAY: "yyyy-mm-dd", _MOMENT: "yyyy-mm-dd hh:mm:ss.000", _CLOCK: "hh:mm:ss.000"}
_MAX_DECIMALS: Final = 9
_FIRST_DAY: Final = date(1900, 3, 1)  # serial numbers before this day count a 29 February 1900 that never was
_WIDTHS: Final = (6, 48)  # narrowest and widest column, in half-width characters


def workbook_bytes(book: Book) -> bytes:
    """The xlsx of a book."""
    sheets = [(number, sheet) for number, sheet in enumerate(book.sheets, 1)]
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(book),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{number}.xml") for number, _ in sheets), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(),
        **{f"xl/worksheets/sheet{number}.xml": _sheet(sheet) for number, sheet in sheets},
    }
    return packed({name: (_HEAD + text).encode("utf-8") for name, text in parts.items()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The file of parts in their order, without the moment of its making: the same parts are the same file."""
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return memory.getvalue()


def _content_types(sheets: int) -> str:
    parts = [f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>']
    parts.append(f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>')
    for number in range(1, sheets + 1):
        name = f"/xl/worksheets/sheet{number}.xml"
        parts.append(f'<Override PartName="{name}" ContentType="{_TYPE}.worksheet+xml"/>')
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(parts)}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    lines = (
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _workbook(book: Book) -> str:
    sheets = "".join(
        f'<sheet name={_attribute(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(book.sheets, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _styles() -> str:
    """The header bold on grey and centred; texts wrapped and at the top; days, moments, times and percentages."""
    codes = {
        **_FORMATS,
        **{_PERCENT + decimals: "0." + "0" * decimals + "%" for decimals in range(1, _MAX_DECIMALS + 1)},
        _PERCENT: "0%",
    }
    formats = "".join(
        f'<numFmt numFmtId="{200 + style}" formatCode="{code}"/>' for style, code in sorted(codes.items())
    )
    top = '<alignment vertical="top" wrapText="1"/>'
    centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
    cells = [
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
        '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" '
        f'applyAlignment="1">{centred}</xf>',
    ]
    for style in range(_TEXT, _PERCENT + _MAX_DECIMALS + 1):
        number = 200 + style if style in codes else 0
        cells.append(
            f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
            f'applyAlignment="1">{top}</xf>'
        )
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(codes)}">{formats}</numFmts>'
        '<fonts count="2"><font/><font><b/></font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
        '</fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/></patternFill></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _sheet(sheet: Sheet) -> str:
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if sheet.rows.get(1) else ""
    merges = "".join(f'<mergeCell ref="{merge}"/>' for merge in sheet.merges)
    merged = f'<mergeCells count="{len(sheet.merges)}">{merges}</mergeCells>' if merges else ""
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"{_columns(sheet)}<sheetData>{''.join(_rows(sheet))}</sheetData>{merged}</worksheet>"
    )


def _columns(sheet: Sheet) -> str:
    """Columns as wide as their longest line, within limits."""
    widths: dict[int, int] = {}
    for cells in sheet.rows.values():
        for index, cell in cells.items():
            wide = max((_half_widths(line) for line in str(cell.value or "").split("\n")), default=0)
            widths[index] = max(widths.get(index, 0), wide)
    lines = (
        f'<col min="{index}" max="{index}" width="{min(max(width + 2, _WIDTHS[0]), _WIDTHS[1])}" customWidth="1"/>'
        for index, width in sorted(widths.items())
    )
    return f"<cols>{''.join(lines)}</cols>" if widths else ""


def _half_widths(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line[: _WIDTHS[1]])


def _rows(sheet: Sheet) -> Iterator[str]:
    for number, cells in sheet.rows.items():
        line = "".join(_cell(f"{column_letters(index)}{number}", cell, number == 1) for index, cell in cells.items())
        yield f'<row r="{number}">{line}</row>'


def _cell(address: str, cell: Cell, header: bool) -> str:
    kind, text, style = _written(cell)
    if header and style == _TEXT:
        style = _HEADER
    formula = "" if cell.formula is None else f"<f>{_text(cell.formula)}</f>"
    if kind == "inlineStr" and not formula:
        return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    kind = "str" if kind == "inlineStr" else kind
    value = "" if cell.value is None else f'<v xml:space="preserve">{text}</v>' if kind == "str" else f"<v>{text}</v>"
    return f'<c r="{address}" s="{style}" t="{kind}">{formula}{value}</c>'


def _written(cell: Cell) -> tuple[str, str, int]:
    """Type, text and style of a cell's value."""
    value = cell.value
    if isinstance(value, str):
        return "inlineStr", _text(value), _TEXT
    if isinstance(value, bool):
        return "b", str(int(value)), _TEXT
    if isinstance(value, CellError):
        return "e", _text(value.text), _TEXT
    if isinstance(value, datetime | date):
        return _written_day(value)
    if isinstance(value, time):
        clock = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
        return "n", repr(clock / timedelta(days=1)), _CLOCK
    style = _NUMBER if cell.percent is None else _PERCENT + min(cell.percent, _MAX_DECIMALS)
    return "n", "" if value is None else repr(value), style


def _written_day(value: date | datetime) -> tuple[str, str, int]:
    """A day or a moment: a serial number, or the ISO form where there is none or it is not exact."""
    is_moment = isinstance(value, datetime)
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    exact = moment.microsecond % 1000 == 0 and moment.tzinfo is None
    if moment.replace(tzinfo=None) < datetime(_FIRST_DAY.year, _FIRST_DAY.month, _FIRST_DAY.day) or not exact:
        return "d", value.isoformat(), _MOMENT if is_moment else _DAY
    serial = (moment - EPOCH_1900) / timedelta(days=1)
    return "n", repr(serial) if is_moment else repr(int(serial)), _MOMENT if is_moment else _DAY


def _text(text: str) -> str:
    return escape(_ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text))


def _attribute(text: str) -> str:
    return quoteattr(_ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text))
