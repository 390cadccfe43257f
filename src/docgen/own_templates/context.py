"""The values behind the table of fields, for one paper: of a unit, or of the whole office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from docgen.dataset.records import Blank, Dataset, Paper, Record, Sourced, Unit
from docgen.document import Text, Voice
from docgen.facts import Facts, Figures, Item, Scope, State
from docgen.kinds.papers import counted_to, furniture, self_name
from docgen.own_templates.fields import TABLES
from docgen.own_templates.shapes import plain_name
from docgen.own_templates.values import Fields, with_origin

__all__ = ["Subject", "context", "ranks"]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a paper is about. `unit`: whose it is, None: the whole office's. `issues`: whether the unit issues it.

    `paper` is the 发文 row that holds; `left_out` the units that have not reported; `shared` the figures by day.
    """

    dataset: Dataset
    paper: Paper
    unit: Unit | None = None
    issues: bool = False
    left_out: tuple[str, ...] = ()
    shared: dict[date, Facts] = field(default_factory=dict, repr=False)

    @cached_property
    def as_of(self) -> date:
        """统计截至日期 of the paper."""
        return counted_to(self.paper, self.dataset.campaign)

    @property
    def facts(self) -> Facts:
        """The figures as of the paper's day."""
        if self.as_of not in self.shared:
            self.shared[self.as_of] = Facts(self.dataset, self.as_of)
        return self.shared[self.as_of]

    @property
    def covered(self) -> tuple[Unit, ...]:
        """The units that figures and rows are of."""
        if self.unit is not None:
            return (self.unit,)
        return tuple(unit for unit in self.dataset.units if unit.name not in self.left_out)


def context(subject: Subject) -> dict[str, Any]:
    """Name → value of every field of `fields.shape_of`; 单位 and 督导组 only of a paper of one unit."""
    dataset, unit = subject.dataset, subject.unit
    campaign = dataset.campaign.fields()
    scope = _scope(subject)
    found: dict[str, Any] = {
        "活动": Fields.of("活动", campaign),
        "发文": Fields.of("发文", {**subject.paper.fields(), **_of_the_paper(subject)}),
        "截至": subject.as_of,
        "自称": self_name(campaign["主办机关"]),
        "台账": _ledgers(subject, scope),
        "数": _figures(subject.facts.of(scope)),
        "各单位": tuple(_unit(each, subject, inside=True) for each in subject.covered),
        "未包括": tuple(
            Sourced(each.name, each.origin.trace("规范化简称"))
            for each in dataset.units
            if each.name in subject.left_out
        ),
    }
    for table in TABLES:
        found[table.name] = _rows(table.name, table.of(dataset, unit.name if unit else None))
    if unit is not None:
        found["单位"] = _unit(unit, subject)
        found["督导组"] = _group(unit, dataset)
    return found


def ranks(subject: Subject) -> Mapping[str, int]:
    """Rank order of the leaders of the units covered, by name: units by 排序, then leaders by rank."""
    names = (leader.name for unit in subject.covered for leader in subject.dataset.leaders_of(unit.name))
    return {name: place for place, name in enumerate(dict.fromkeys(names))}


def _scope(subject: Subject) -> Scope:
    if subject.unit is not None:
        return Scope(unit=subject.unit.name)
    return Scope(units=frozenset(unit.name for unit in subject.covered)) if subject.left_out else Scope()


def _rows(name: str, records: Iterable[Record]) -> tuple[Fields, ...]:
    return tuple(Fields.of(f"{name}的一行", record.fields()) for record in records)


def _unit(unit: Unit, subject: Subject, *, inside: bool = False) -> Fields:
    values = {**unit.fields(), "名称": Sourced(unit.name, unit.origin.trace("规范化简称"))}
    if inside:
        scope = Scope(unit=unit.name)
        values |= {"数": _figures(subject.facts.of(scope)), "台账": _ledgers(subject, scope)}
    return Fields.of("单位", values)


def _group(unit: Unit, dataset: Dataset) -> Fields:
    group = next((group for group in dataset.groups if group.name == unit.group), None)
    if group is not None:
        return Fields.of("督导组", group.fields())
    place = unit.origin.trace("督导组")
    return Fields("督导组", lambda name: Blank(name=f"督导组的{name}", origin=place))


def _of_the_paper(subject: Subject) -> dict[str, Any]:
    made = furniture(subject.dataset, subject.paper, issuer=subject.unit if subject.issues else None)
    sign_off = made["sign_off"]
    return {
        "文号": _said("文号", made["number"]),
        "落款": _said("署名", *sign_off.signature),
        "落款日期": _said("成文日期", sign_off.date),
    }


def _said(name: str, *lines: Text) -> Any:
    """What the furniture of a paper says, as a value: its text with its cells, or a `Blank`."""
    runs = [run for line in lines for run in line]
    origins = tuple(dict.fromkeys(origin for run in runs for origin in run.origins))
    if not runs or any(run.voice is Voice.BLANK for run in runs):
        return Blank(name=name, origin=origins[0] if origins else "")
    text = "\n".join("".join(run.text for run in line) for line in lines)
    return Sourced(text, origins[0] if origins else "")


def _figures(figures: Figures) -> Fields:
    """数: counted when first asked for; a family (来源, 分类) is a group of its values."""
    names = {plain_name(name): name for name in figures if "：" not in name}
    families = {name.partition("：")[0] for name in figures if "：" in name}

    def find(name: str) -> Any:
        if name in families:
            return Fields.of(f"数.{name}", figures.family(name))
        return figures[names[name]]

    return Fields("数", find)


def _ledgers(subject: Subject, scope: Scope) -> Fields:
    forms = {plain_name(form.name): form for form in subject.dataset.forms}
    known: dict[str, tuple[Fields, ...]] = {}

    def find(name: str) -> Any:
        if name not in known:
            form = forms[name]
            within = Scope(unit=scope.unit, units=scope.units, ledger=form.name)
            headers = tuple(column.name for column in form.columns)
            found = subject.facts.items(within)
            known[name] = tuple(row for item in found for row in _item_rows(item, headers))
        return known[name]

    return Fields("台账", find)


def _item_rows(item: Item, headers: tuple[str, ...]) -> Iterable[Fields]:
    """The rows of a problem that count, one a measure."""
    for entry in item.entries:
        values: dict[str, Any] = {
            "单位": Sourced(entry.unit, entry.origin.trace("单位")),
            "首行": entry is item.entries[0],
            "完成": item.state is State.DONE,
            "基本完成": item.state is State.NEARLY,
            "未完成": item.state is State.OPEN,
            "逾期": item.overdue,
            "逾期天数": item.overdue_days,
        }
        for header in headers:
            values[header] = with_origin(entry.values.get(header), entry.origin, header)
        yield Fields.of(f"{item.ledger}的一行", values)
