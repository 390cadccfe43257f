"""The sheet 台账定义 and the ledger sheets it defines: columns are data, and what they mean is their role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, Literal

from docgen.dataset.records import Entry, FormColumn, LedgerForm, PersonName
from docgen.dataset.rows import Column, Findings, Row, read_rows
from docgen.dataset.values import Fault, Reader, not_listed, quoted, reader_of
from docgen.dates import Deadline
from docgen.numerals import parse_number
from docgen.problems import Code
from docgen.sources.book import Sheet

__all__ = ["DEFINITION_COLUMNS", "UNIT", "entry_of", "read_entries", "read_forms"]

UNIT: Final = "单位"
_ITEMS = Literal["标题", "表头", "列", "数据列", "说明", "空行"]
DEFINITION_COLUMNS: Final = (
    Column("台账", reader_of(str), True),
    Column("项目", reader_of(_ITEMS), True),
    Column("内容", reader_of(str), True),
    Column("角色", reader_of(str)),
    Column("宽度", reader_of(float)),
)
_MANY_TIMES: Final = frozenset({"情况", "其他"})
_ONCE: Final = frozenset({"标题", "表头", "空行"})
_REQUIRED: Final = frozenset({"序号", "问题"})
_READERS: Final[dict[str, Reader]] = {
    "序号": reader_of(int),
    "时限": reader_of(Deadline),
    "领导": reader_of(tuple[PersonName, ...]),
    **dict.fromkeys(("责任人", "填报人"), reader_of(PersonName)),
    **dict.fromkeys(("登记日期", "完成日期", "销号日期"), reader_of(date)),
}


def read_forms(sheet: Sheet, findings: Findings) -> tuple[tuple[LedgerForm, ...], tuple[str, ...]]:
    """The forms that are defined without error, and the names of all that are defined, in order."""
    rows = read_rows(sheet, DEFINITION_COLUMNS, findings, year=0)
    groups: dict[str, list[Row]] = {}
    for row in rows or []:
        if row["台账"]:
            groups.setdefault(row["台账"], []).append(row)
    forms = [_form(name, group, findings) for name, group in groups.items()]
    return tuple(form for form in forms if form is not None), tuple(groups)


def _form(name: str, rows: list[Row], findings: Findings) -> LedgerForm | None:
    """One form from its rows; None when something in it is wrong."""
    for item in _ONCE:
        for row in [row for row in rows if row["项目"] == item][1:]:
            findings.at(row, "项目", Fault(Code.DUPLICATE, f"“{item}”在“{name}”中已有一行。", "只留一行。"))
    columns = [row for row in rows if row["项目"] in ("列", "数据列")]
    _check_columns(name, columns, findings)
    _check_presence(name, rows, columns, findings)
    blank_rows = [(row, parse_number(row["内容"] or "")) for row in rows if row["项目"] == "空行"]
    for row, number in blank_rows:
        if not isinstance(number, int) or number < 0:
            fault = Fault(Code.VALUE_NOT_NUMBER, f"写的是{quoted(row['内容'])}，空行应填行数。", "填整数，如 2。")
            findings.at(row, "内容", fault)
    if any(row.faulty for row in rows) or not any(row["角色"] == "问题" for row in columns):
        return None
    contents = {item: [row["内容"] for row in rows if row["项目"] == item] for item in ("标题", "表头", "说明")}
    return LedgerForm(
        name=name,
        title=contents["标题"][0],
        head=tuple(part for part in (contents["表头"] or [""])[0].split("｜") if part.strip()),
        columns=tuple(_column(row) for row in columns),
        notes=tuple(contents["说明"]),
        blank_rows=int(blank_rows[0][1] or 0) if blank_rows else 2,
        personal=any(row["角色"] == "责任人" for row in columns),
        origin=rows[0].origin,
    )


def _column(row: Row) -> FormColumn:
    return FormColumn(
        name=_name(row),
        printed=row["内容"],
        role=row["角色"],
        width=row["宽度"] or 1.0,
        on_paper=row["项目"] == "列",
    )


def _name(row: Row) -> str:
    """The header of the data sheet: the printed heading without blanks and line breaks."""
    return re.sub(r"\s+", "", row["内容"] or "")


def _check_columns(name: str, columns: Sequence[Row], findings: Findings) -> None:
    """Roles known and used once; headings used once."""
    roles: dict[str, Row] = {}
    names: dict[str, Row] = {}
    for row in columns:
        role, header = row["角色"], _name(row)
        if row.faulty:
            continue
        if role is None:
            fault = Fault(
                Code.VALUE_MISSING, f"没有填，不知列“{header}”作什么用。", "填上角色；只是印出来的列填“其他”。"
            )
            findings.at(row, "角色", fault)
        elif role not in LedgerForm.ROLES:
            findings.at(row, "角色", not_listed(role, LedgerForm.ROLES))
        elif role in roles and role not in _MANY_TIMES:
            fault = Fault(Code.DUPLICATE, f"“{role}”在“{name}”中已给了列“{_name(roles[role])}”。", "改成“其他”。")
            findings.at(row, "角色", fault)
        elif header in names or header == UNIT:
            findings.at(row, "内容", Fault(Code.DUPLICATE, f"“{header}”在“{name}”中已有这一列。", "改列名。"))
        else:
            roles[role], names[header] = row, row
        if row["宽度"] is not None and row["宽度"] <= 0:
            findings.at(row, "宽度", Fault(Code.VALUE_NOT_LISTED, "应大于 0。", "填各列宽度之比，如 1 或 2.5。"))


def _check_presence(name: str, rows: Sequence[Row], columns: Sequence[Row], findings: Findings) -> None:
    """A form has a title and a column that says what is put right."""
    sheet = rows[0].origin.sheet
    broken = any(row.faulty for row in rows)
    if not any(row["项目"] == "标题" for row in rows) and not broken:
        message = f"“{name}”没有标题。"
        findings.add(
            Code.VALUE_MISSING, message, "加一行：项目填“标题”。", sheet=sheet, cell=rows[0].origin.cell("台账")
        )
        rows[0].faulty = True
    if not any(row["角色"] == "问题" for row in columns) and not broken:
        message = f"“{name}”没有角色是“问题”的列，不知按什么计项。"
        hint = "给写问题（项目、制度名称）的那一列填角色“问题”。"
        findings.add(Code.VALUE_MISSING, message, hint, sheet=sheet, cell=rows[0].origin.cell("台账"))


def read_entries(sheet: Sheet, form: LedgerForm, findings: Findings, *, year: int) -> list[Row] | None:
    """The rows of a ledger's sheet; None when its header cannot be used."""
    columns = [Column(UNIT, reader_of(str), True)]
    for column in form.columns:
        reader = _READERS.get(column.role, reader_of(str))
        columns.append(Column(column.name, reader, column.role in _REQUIRED))
    return read_rows(sheet, columns, findings, year=year, unit=UNIT, all_wanted=True)


def entry_of(row: Row, form: LedgerForm) -> Entry:
    """The entry of a row without errors."""
    values: dict[str, Any] = {header: value for header, value in row.values.items() if header != UNIT}
    roles: dict[str, str] = {}
    for column in form.columns:
        roles.setdefault(column.role, column.name)
    return Entry(ledger=form.name, unit=row[UNIT], values=values, roles=roles, origin=row.origin)
