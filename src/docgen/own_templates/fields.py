"""THE table of fields that a template may name: meaning, sort and value of each, group after group.

The context of a paper, `docgen fields`, the JSON Schema and the lint all derive from it. The columns come from the
record classes, so that a new column needs only its meaning here; a test compares the two.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from docgen.dataset.records import (
    Campaign,
    Checkpoint,
    Dataset,
    Decision,
    GroupOfInspectors,
    Inspection,
    Leader,
    LedgerForm,
    Meeting,
    Narrative,
    Paper,
    Record,
    SelfCheck,
    Stage,
    Submission,
    Unit,
)
from docgen.dates import Deadline
from docgen.facts.definitions import COUNTS, FAMILIES, RATES
from docgen.own_templates.meanings import MEANINGS
from docgen.own_templates.shapes import Shape, Sort, group, leaf, plain_name, rows

__all__ = ["OF_A_UNIT", "TABLES", "Table", "columns", "headers", "shape_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Records that a template loops over. `of` picks those of a unit (None: of all units)."""

    name: str
    record: type[Record]
    meaning: str
    of: Callable[[Dataset, str | None], Iterable[Record]]


def _of_unit(records: Iterable[Any], unit: str | None) -> Iterable[Any]:
    return (record for record in records if unit is None or record.unit == unit)


def _leaders(dataset: Dataset, unit: str | None) -> Iterable[Record]:
    if unit is not None:
        return dataset.leaders_of(unit)
    return (leader for each in dataset.units for leader in dataset.leaders_of(each.name))


#: Every table; those without a column 单位 are the same for every unit.
TABLES: Final[tuple[Table, ...]] = (
    Table(name="名单", record=Leader, meaning="领导干部，按排序", of=_leaders),
    Table(name="阶段", record=Stage, meaning="工作阶段，按序号", of=lambda dataset, _: dataset.stages),
    Table(name="要点", record=Checkpoint, meaning="检查要点，按序号", of=lambda dataset, _: dataset.checkpoints),
    Table(name="会议", record=Meeting, meaning="会议", of=lambda dataset, unit: _of_unit(dataset.meetings, unit)),
    Table(
        name="督查", record=Inspection, meaning="督查记录", of=lambda dataset, unit: _of_unit(dataset.inspections, unit)
    ),
    Table(
        name="自查情况",
        record=SelfCheck,
        meaning="自查情况",
        of=lambda dataset, unit: _of_unit(dataset.self_checks, unit),
    ),
    Table(
        name="报送",
        record=Submission,
        meaning="台账的报送",
        of=lambda dataset, unit: _of_unit(dataset.submissions, unit),
    ),
    Table(
        name="处理", record=Decision, meaning="审定的处理", of=lambda dataset, unit: _of_unit(dataset.decisions, unit)
    ),
    Table(
        name="报告",
        record=Narrative,
        meaning="报告的叙述部分",
        of=lambda dataset, unit: _of_unit(dataset.narratives, unit),
    ),
)
#: The names that only a paper of one unit has: a template that uses one is made for each unit.
OF_A_UNIT: Final = frozenset({"单位", "督导组"})

_ROLE_SORTS: Final = {
    "序号": Sort.NUMBER,
    "时限": Sort.DEADLINE,
    "领导": Sort.NAMES,
    "登记日期": Sort.DAY,
    "完成日期": Sort.DAY,
    "销号日期": Sort.DAY,
}


def headers(record: type[Record] | type[Campaign]) -> dict[str, Sort]:
    """Header → sort of every column of a record class, in order."""
    return {
        info.alias or name: _sort(info.annotation) for name, info in record.model_fields.items() if name != "origin"
    }


def _sort(annotation: Any) -> Sort:
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        (annotation,) = (each for each in typing.get_args(annotation) if each is not type(None))
    if typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    if typing.get_origin(annotation) is tuple:
        return Sort.NAMES
    sorts = {bool: Sort.FLAG, int: Sort.NUMBER, float: Sort.NUMBER, date: Sort.DAY, Deadline: Sort.DEADLINE}
    return sorts.get(annotation, Sort.TEXT)


def columns(record: type[Record] | type[Campaign], sheet: str) -> dict[str, Shape]:
    """The fields of a record class with their meanings."""
    return {
        plain_name(header): leaf(sort, MEANINGS[sheet][header])
        for header, sort in headers(record).items()
        if header in MEANINGS[sheet]
    }


def _derived(name: str) -> dict[str, Shape]:
    """The fields of a group that no column holds."""
    return {field: leaf(sort, meaning) for field, (sort, meaning) in DERIVED.get(name, {}).items()}


#: Group → field → sort and meaning of what is derived for it (`context` gives the values).
DERIVED: Final[dict[str, dict[str, tuple[Sort, str]]]] = {
    "单位": {"名称": (Sort.TEXT, "单位的名称，同规范化简称")},
    "发文": {
        "文号": (Sort.TEXT, "整个发文字号；没有序号的，留空待填"),
        "落款": (Sort.TEXT, "署名；没有写署名的，用单位全称"),
        "落款日期": (Sort.TEXT, "成文日期；没有成文的，印“2015年　月　日”待填"),
    },
    "台账": {
        "单位": (Sort.TEXT, "单位的规范化简称"),
        "首行": (Sort.FLAG, "是不是这个问题的第一条措施；只列问题不列措施时用"),
        "完成": (Sort.FLAG, "这个问题是不是完成了"),
        "基本完成": (Sort.FLAG, "这个问题是不是基本完成"),
        "未完成": (Sort.FLAG, "这个问题是不是未完成，与 数.未完成数 一致"),
        "逾期": (Sort.FLAG, "这个问题是不是逾期没有完成"),
        "逾期天数": (Sort.NUMBER, "这个问题逾期几天"),
    },
}


def _ledger(form: LedgerForm) -> Shape:
    inside = {name: leaf(sort, meaning) for name, (sort, meaning) in DERIVED["台账"].items()}
    for column in form.columns:
        sort = _ROLE_SORTS.get(column.role, Sort.TEXT)
        inside[plain_name(column.name)] = leaf(sort, MEANINGS["台账"].get(column.role, column.role))
    return rows(f"{form.title}，一行一条措施", inside)


def _figures(families: Mapping[str, Iterable[str]] | None) -> dict[str, Shape]:
    found = {each.name: leaf(Sort.NUMBER, f"{each.which}（{each.subject.unit}）") for each in COUNTS}
    found |= {each.name: leaf(Sort.NUMBER, f"{each.numerator}除以{each.denominator}，带%") for each in RATES}
    for family in FAMILIES:
        values = (
            None
            if families is None
            else {
                plain_name(value): leaf(Sort.NUMBER, f"{family.name}是“{value}”的（{family.subject.unit}）")
                for value in families[family.name]
            }
        )
        found[family.name] = group(family.which, values)
    return found


def shape_of(dataset: Dataset | None = None, families: Mapping[str, Iterable[str]] | None = None) -> dict[str, Shape]:
    """Name → field of everything a template may name. Without a dataset its ledgers and their columns are open."""
    unit = _derived("单位") | columns(Unit, "单位")
    ledgers = None if dataset is None else {plain_name(form.name): _ledger(form) for form in dataset.forms}
    figures = _figures(families)
    ledger_group = group("台账的各行；一张表一项", ledgers)
    return {
        "单位": group("这件文书的单位；用了它，就一个单位做一件", unit),
        "活动": group("活动表的各项", columns(Campaign, "活动")),
        "发文": group("发文表中本件的一行", _derived("发文") | columns(Paper, "发文")),
        "截至": leaf(Sort.DAY, "统计截至日期"),
        "自称": leaf(Sort.TEXT, "主办机关的自称，如 我办"),
        "台账": ledger_group,
        "数": group("各项数；做单位的件，是本单位的数，否则是全部的", figures),
        **{table.name: rows(table.meaning, columns(table.record, table.record.SHEET)) for table in TABLES},
        "督导组": group("本单位的督导组", columns(GroupOfInspectors, "督导组")),
        "各单位": rows(
            "全部单位，按排序；每个里面还有它自己的 数 和 台账",
            unit | {"数": group("这个单位的数", figures), "台账": ledger_group},
        ),
        "未包括": leaf(Sort.NAMES, "没有报送、未包括在内的单位"),
    }
