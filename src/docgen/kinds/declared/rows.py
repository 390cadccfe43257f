"""The rows that a declared kind may choose from and tabulate: units, items of ledgers, 报送, 督查; and the conditions.

The vocabulary is closed: a source of rows, the names of its fields, and for a field of each sort a few comparisons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from docgen.dataset.records import Inspection, LedgerForm, Sourced, Submission, Unit
from docgen.facts import Facts, Figure, Scope
from docgen.facts.definitions import BY_NAME
from docgen.kinds.progress import told
from docgen.kinds.wordings.shapes import FLAG, NUMBER, TEXT, Many, Rec, Shape, record

__all__ = ["SOURCES", "UNIT_FIELDS", "Condition", "RowsOf", "UnitRow", "condition_of"]

#: Name of a field → its shape, of a unit as declared kinds see it: its columns, where it stands, its figures.
UNIT_FIELDS: Final = Rec(
    {
        **record(Unit).fields,
        **dict.fromkeys(("已报送", "已督查", "已抽查", "须督办"), FLAG),
        "分类": TEXT,
        "未报送台账": Many(TEXT),
        **dict.fromkeys(BY_NAME, NUMBER),
    }
)


class UnitRow(Mapping[str, Any]):
    """A unit under the names of UNIT_FIELDS; what is counted is counted when first asked for."""

    def __init__(self, unit: Unit, facts: Facts) -> None:
        self.unit = unit
        self._facts = facts
        self._fields = unit.fields()

    def __getitem__(self, name: str) -> Any:
        if name in self._fields:
            return self._fields[name]
        facts, unit = self._facts, self.unit.name
        match name:
            case "已报送":
                return facts.reported(unit)
            case "已督查":
                return bool(facts.inspected(Scope(unit=unit), None))
            case "已抽查":
                return bool(facts.inspected(Scope(unit=unit)))
            case "须督办":
                return facts.supervision(unit).due
            case "分类":
                return facts.unit_class(unit).final or ""
            case "未报送台账":
                return tuple(_ledger(form) for form in facts.dataset.forms if not facts.reported(unit, form.name))
        if name in BY_NAME:
            return facts.of(Scope(unit=unit))[name]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(UNIT_FIELDS.fields)

    def __len__(self) -> int:
        return len(UNIT_FIELDS.fields)


def _ledger(form: LedgerForm) -> Sourced:
    return Sourced(form.name, form.origin.trace("台账"))


def _items(units: Sequence[Unit], facts: Facts) -> Iterator[Mapping[str, Any]]:
    for unit in units:
        for item in facts.items(Scope(unit=unit.name)):
            yield {
                **told(item, facts.dataset),
                "单位": unit.fields()["规范化简称"],
                "逾期": item.overdue,
                "新发现": item.is_new,
                "不满意": item.dissatisfied,
            }


def _submissions(units: Sequence[Unit], facts: Facts) -> Iterator[Mapping[str, Any]]:
    for unit in units:
        for form in facts.dataset.forms:
            given = next(iter(facts.submissions(unit.name, form.name)), None)
            fields = given.fields() if given else dict.fromkeys(record(Submission).fields, "")
            yield {
                **fields,
                "单位": unit.fields()["规范化简称"],
                "台账": _ledger(form),
                "已报送": facts.reported(unit.name, form.name),
            }


def _inspections(units: Sequence[Unit], facts: Facts) -> Iterator[Mapping[str, Any]]:
    for found in facts.inspections(Scope(units=frozenset(unit.name for unit in units)), None):
        yield found.fields()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsOf:
    """A source of rows: the fields of a row, the sheet they come from, and the rows of units as of a day."""

    fields: Rec
    sheets: tuple[str, ...]
    rows: Callable[[Sequence[Unit], Facts], Iterator[Mapping[str, Any]]]


_ITEM_FIELDS: Final = Rec(
    {
        **dict.fromkeys(
            ("单位", "台账", "序号", "问题", "目标", "时限", "领导称谓", "评价", "状态"),
            TEXT,
        ),
        **dict.fromkeys(("措施", "牵头领导", "责任单位", "进展", "后段措施"), Many(TEXT)),
        **dict.fromkeys(("长期坚持", "逾期", "新发现", "不满意"), FLAG),
        "逾期天数": NUMBER,
    }
)

SOURCES: Final[dict[str, RowsOf]] = {
    "单位": RowsOf(
        fields=UNIT_FIELDS,
        sheets=(),
        rows=lambda units, facts: (UnitRow(unit, facts) for unit in units),
    ),
    "问题": RowsOf(fields=_ITEM_FIELDS, sheets=("台账", "领导干部"), rows=_items),
    "报送": RowsOf(fields=record(Submission) | {"已报送": FLAG}, sheets=("报送",), rows=_submissions),
    "督查": RowsOf(fields=record(Inspection), sheets=("督查",), rows=_inspections),
}

_COMPARED: Final = re.compile(r"(不小于|不大于|大于|小于|等于)\s*(\d+(?:\.\d+)?)\s*%?")
_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "大于": lambda one, other: one > other,
    "小于": lambda one, other: one < other,
    "等于": lambda one, other: one == other,
    "不小于": lambda one, other: one >= other,
    "不大于": lambda one, other: one <= other,
}
_EMPTY: Final = "空"
_FILLED: Final = "不空"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a field of a row has to be: one of `words`, or a number compared; all as the declaration says it."""

    field: str
    words: tuple[str, ...] = ()
    compare: str = ""
    number: float = 0.0

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether a row fulfils it; a number that is not known fulfils no comparison."""
        value = row[self.field]
        if self.compare:
            known = value.value if isinstance(value, Figure) else value
            return isinstance(known, int | float) and _COMPARE[self.compare](known, self.number)
        if isinstance(value, bool):
            return ("是" if value else "否") in self.words
        if not value:
            return _EMPTY in self.words
        if _FILLED in self.words:
            return True
        found = {str(each) for each in value} if isinstance(value, tuple) else {str(value)}
        return bool(found & set(self.words))


def condition_of(name: str, written: object, shape: Shape) -> Condition | str:
    """The condition of a field as the YAML has it, or what is wrong with it."""
    words = tuple(str(each) for each in written) if isinstance(written, list) else (str(written),)
    if shape is FLAG:
        return Condition(field=name, words=words) if set(words) <= {"是", "否"} else "只能写 是 或 否"
    if shape is NUMBER:
        found = _COMPARED.fullmatch(words[0]) if len(words) == 1 else None
        if found is None:
            return "要写 大于 0、不小于 3、等于 0 这样的比较"
        return Condition(field=name, compare=found[1], number=float(found[2]))
    if isinstance(written, dict | date) or not all(words):
        return f"要写一个词、几个词（[甲, 乙]），或 {_EMPTY}、{_FILLED}"
    return Condition(field=name, words=words)
