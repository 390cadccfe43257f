"""The sheet 活动: rows 项目 | 内容 | 说明, read by name into one record."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from docgen.dataset.records import Campaign, RowOrigin
from docgen.dataset.rows import Column, Findings, Row, read_rows
from docgen.dataset.values import YEARS, Fault, Read, near, out_of_range, quoted, read_cell, reader_of
from docgen.problems import Code
from docgen.sources.book import Sheet

__all__ = ["CAMPAIGN_COLUMNS", "CampaignReading", "read_campaign"]

_FIELDS: Final = {info.alias or name: info for name, info in Campaign.model_fields.items() if name != "origin"}
CAMPAIGN_COLUMNS: Final = ("项目", "内容", "说明")
_REPEATED: Final = "依据"
#: The numbers that can be reckoned with.
_RANGES: Final = {
    "年度": YEARS,
    "语速": range(1, 1001),
    "百分比小数位数": range(5),
    "督办逾期天数": range(3661),
    "督办办理工作日": range(367),
    "立行立改天数": range(3661),
}
_CLASSES: Final = "分类标准"
_CLASS: Final = re.compile(r"([^≥>＞、，,；;\s]+)\s*(?:≥|>=|＞＝)\s*([0-9]+(?:\.[0-9]+)?)")
_ANY_YEAR: Final = 2000  # stands in while 年度 itself cannot be read


@dataclass(slots=True)
class CampaignReading:
    """What could be read of 活动. `campaign` is None when something in it is wrong; `values` holds the rest."""

    campaign: Campaign | None = None
    values: dict[str, Any] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    @property
    def year(self) -> int:
        """The campaign's year, for days written without one."""
        return int(self.values.get("年度") or _ANY_YEAR)

    def words(self, *names: str) -> tuple[str, ...]:
        """The words of the named lists (完成状态 …), one after the other; empty when one of them could not be read."""
        if self.unread.intersection(names):
            return ()
        return tuple(word for name in names for word in self.values.get(name) or _default(name))


def _default(name: str) -> tuple[str, ...]:
    default = _FIELDS[name].get_default()
    return default if isinstance(default, tuple) else ()


def read_campaign(sheet: Sheet, findings: Findings) -> CampaignReading:
    """Read 活动. Unknown and repeated 项目, missing and malformed 内容 are reported."""
    columns = (Column("项目", reader_of(str), True), Column("内容", None, True), Column("说明", reader_of(str)))
    rows = read_rows(sheet, columns, findings, year=_ANY_YEAR)
    reading = CampaignReading()
    if rows is None:
        return reading
    before = len([None for row in rows if row.faulty])
    named = _by_name(rows, findings)
    if named.get("年度"):
        _read_item("年度", named["年度"], reading, findings)
    for name, group in named.items():
        if name != "年度":
            _read_item(name, group, reading, findings)
    absent = [name for name, info in _FIELDS.items() if info.is_required() and name not in named]
    reading.unread.update(name for name in _FIELDS if not reading.values.get(name) and name in {*absent, *named})
    for name in absent:
        findings.add(Code.VALUE_MISSING, f"缺少项目“{name}”。", f"加一行：项目填“{name}”，并填内容。", sheet=sheet.name)
    if not (before or absent or any(row.faulty for row in rows)):
        cells = {name: group[0].origin.cell("内容") for name, group in named.items()}
        origin = RowOrigin(file=findings.file, sheet=sheet.name, row=1, cells=cells)
        reading.campaign = Campaign(**reading.values, origin=origin)
    return reading


def _by_name(rows: list[Row], findings: Findings) -> dict[str, list[Row]]:
    """项目 → its rows; a misspelt one stands under the name it was meant to be, so that it is not missed as well."""
    named: dict[str, list[Row]] = {}
    written = {str(row["项目"]) for row in rows}
    for row in rows:
        name = row["项目"]
        if name is None:
            continue
        if name not in _FIELDS:
            guess = near(name, [known for known in _FIELDS if known not in written])
            if guess is None:
                findings.at(row, "项目", Fault(Code.COLUMN_UNKNOWN, f"{quoted(name)}不认识，这一行没有使用。"))
                continue
            message = f"写的是{quoted(name)}，没有这个项目，是不是“{guess}”？"
            findings.at(row, "项目", Fault(Code.VALUE_NOT_LISTED, message, f"改成“{guess}”，或删去这一行。"))
            named.setdefault(guess, [])
        elif name in named and name != _REPEATED:
            fault = Fault(Code.DUPLICATE, f"“{name}”前面已有（{named[name][0].origin.cell('项目')}）。", "只留一行。")
            findings.at(row, "项目", fault)
        else:
            named.setdefault(name, []).append(row)
    return named


def _read_item(name: str, rows: list[Row], reading: CampaignReading, findings: Findings) -> None:
    """Read the 内容 of one 项目 into `reading.values`; what is blank and may be is left to its default."""
    values = []
    for row in rows:
        read = _read_content(name, row, reading.year)
        if read.fault is not None:
            findings.at(row, "内容", Fault(read.fault.code, f"（{name}）{read.fault.message}", read.fault.hint))
        elif read.value is None and _FIELDS[name].is_required():
            findings.at(row, "内容", Fault(Code.VALUE_MISSING, f"（{name}）没有填。", "补填这一格。"))
        if read.value is not None:
            values.append(read.value)
    if values:
        reading.values[name] = tuple(values) if name == _REPEATED else values[0]


def _read_content(name: str, row: Row, year: int) -> Read:
    cell = row["内容"]
    if name == _CLASSES:
        read = read_cell(cell, reader_of(str), year)
        return read if read.value is None else _classes(read.value)
    annotation = str if name == _REPEATED else _FIELDS[name].annotation
    read = read_cell(cell, reader_of(annotation), year)
    allowed = _RANGES.get(name)
    if allowed is None or read.value is None or read.value in allowed:
        return read
    return Read(None, out_of_range(read.value, allowed))


def _classes(text: str) -> Read:
    """好≥90、较好≥75 … from the best class to the poorest, each with the points from which it holds."""
    parts = [part.strip() for part in re.split(r"[、，,；;\n]+", text) if part.strip()]
    matches = [_CLASS.fullmatch(part) for part in parts]
    classes = tuple((match[1], float(match[2])) for match in matches if match)
    if len(classes) != len(parts) or [points for _, points in classes] != sorted(
        {points for _, points in classes}, reverse=True
    ):
        hint = "按分数从高到低写，如：好≥90、较好≥75、一般≥60、差≥0。"
        return Read(None, Fault(Code.VALUE_NOT_LISTED, f"写的是{quoted(text)}，看不懂分类标准。", hint))
    return Read(classes)
