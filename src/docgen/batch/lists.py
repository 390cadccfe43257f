"""The lists beside the papers: who gets how many copies (分发清单), and who has not reported yet (催报)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from docgen.dataset.records import Dataset, Unit
from docgen.dates import format_day
from docgen.document import Align, Document
from docgen.facts import Facts
from docgen.kinds.job import CONSOLIDATED
from docgen.register.entries import Entry
from docgen.register.form import table_form

__all__ = ["distribution_list", "reminder_list"]

_DISTRIBUTION: Final = (
    ("序号", 1.9, Align.CENTER),
    ("单位", 4.4, Align.LEFT),
    ("收文机构", 7.0, Align.LEFT),
    ("文号", 5.4, Align.LEFT),
    ("份数", 1.9, Align.CENTER),
    ("份号", 5.4, Align.CENTER),
    ("签收人", 3.2, Align.CENTER),
    ("签收日期", 3.4, Align.CENTER),
    ("备注", 3.0, Align.LEFT),
)
_REMINDERS: Final = (
    ("序号", 1.9, Align.CENTER),
    ("单位", 5.0, Align.LEFT),
    ("未报送的台账", 7.0, Align.LEFT),
    ("督导组", 4.0, Align.LEFT),
    ("主要负责人", 3.0, Align.CENTER),
    ("催报时间", 3.2, Align.CENTER),
    ("催报人", 2.6, Align.CENTER),
    ("接听人", 2.6, Align.CENTER),
    ("答复报送时间", 4.0, Align.LEFT),
)
#: Kinds of the office's own papers that go to every unit that gets the notice.
_TO_ALL: Final = frozenset({"notice", "bulletin"})
#: The kind whose copies are numbered (份号).
_NUMBERED: Final = "notice"


def distribution_list(dataset: Dataset, entries: Sequence[Entry]) -> Document:
    """A line for every unit that gets a paper, in unit order, with room to sign for it; the sum below."""
    lines = [line for entry in entries for line in _gets(dataset, entry)]
    rows = [(str(order), *line, "", "", "") for order, line in enumerate(lines, 1)]
    total = sum(int(line[3]) for line in lines if line[3])
    rows.append(("", "合计", "", "", str(total), "", "", "", ""))
    alone = entries[0] if len(entries) == 1 else None
    return table_form("分发清单", _DISTRIBUTION, rows, about=f"{alone.number}《{alone.title}》" if alone else "")


def _gets(dataset: Dataset, entry: Entry) -> Iterator[tuple[str, str, str, str, str]]:
    """单位、收文机构、文号、份数、份号 of a paper's receivers."""
    number = str(entry.number)
    if entry.unit not in ("", CONSOLIDATED):
        for unit in (unit for unit in dataset.units if unit.name == entry.unit):
            yield unit.name, unit.counterpart or unit.full_name, number, str(unit.copies), ""
        return
    if entry.kind not in _TO_ALL:
        yield entry.recipients or "—", "", number, "" if entry.copies is None else str(entry.copies), ""
        return
    before = 0
    for unit in (unit for unit in dataset.units if unit.gets_notice):
        numbers = _copy_numbers(before + 1, before + unit.copies) if entry.kind == _NUMBERED else ""
        yield unit.name, unit.counterpart or unit.full_name, number, str(unit.copies), numbers
        before += unit.copies


def _copy_numbers(first: int, last: int) -> str:
    """份号, six digits (7.2.1)."""
    return f"{first:06}" if first == last else f"{first:06}—{last:06}"


def reminder_list(dataset: Dataset, day: date) -> Document:
    """The units that must report and had not by a day, with the ledgers that are missing and room for what they say."""
    facts = Facts(dataset, day)
    must = [unit for unit in facts.units() if unit.must_report]
    silent = [unit for unit in must if not facts.reported(unit.name)]
    rows = [
        (str(order), unit.name, _missing(dataset, facts, unit), unit.group or "", unit.head or "", "", "", "", "")
        for order, unit in enumerate(silent, 1)
    ]
    counts = (f"应报送：{len(must)}个", f"已报送：{len(must) - len(silent)}个", f"未报送：{len(silent)}个")
    return table_form("未报送单位催报表", _REMINDERS, rows, fields=(f"截至：{format_day(day)}", *counts))


def _missing(dataset: Dataset, facts: Facts, unit: Unit) -> str:
    missing = [form.name for form in dataset.forms if not facts.reported(unit.name, form.name)]
    return "全部" if len(missing) == len(dataset.forms) > 1 else "、".join(missing)
