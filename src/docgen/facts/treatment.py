"""What is to be done about each item: proposed by rule, decided by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from docgen.dataset.records import Campaign, Dataset, Decision
from docgen.facts.figures import Cell, Figure, count
from docgen.facts.items import Item, State
from docgen.facts.scope import Scope

__all__ = ["Course", "Reason", "Supervision", "Treatment", "Verdict", "supervision", "treatments"]


class Course(StrEnum):
    """The four treatments, and none. False in a condition when nothing is to be done."""

    SUPERVISE = "督办"  # a supervision notice: to be done again, by a day
    FOLLOW = "跟踪"  # duty, measure and follow-up, one by one
    CONSOLIDATE = "巩固"  # a requirement to consolidate
    INCLUDE = "纳入"  # enters the ledger
    NONE = "不办理"

    def __bool__(self) -> bool:
        return self is not Course.NONE


class Reason(StrEnum):
    """Why the rule proposes what it does; the sentence stands in templates/wording."""

    DISSATISFIED = "不满意"
    OVERDUE = "逾期"
    OPEN = "未完成"
    NEARLY = "基本完成"
    NEW = "新发现"
    DONE = "完成"


class Verdict(StrEnum):
    """Why a unit gets a 督办通知单 or none; the sentence stands in templates/wording."""

    DUE = "督办"
    NOTHING_REGISTERED = "无问题"
    DROPPED = "审定不督办"  # the rule proposed some, a person decided otherwise
    NOT_DUE = "不督办"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What is done about an item. `final` is what a person decided, or else what the rule proposes on its `ground`."""

    item: Item
    by_rule: Course
    ground: Reason
    decided: Course | None
    final: Course
    decision: Decision | None = None  # the row of 处理

    @property
    def figures(self) -> dict[str, Figure]:
        """What the rule's sentence states, by name: 逾期天数, on the cells of the deadline and of the state."""
        cells = (*self.item.cells("时限"), *self.item.cells("状态"))
        return {"逾期天数": count("逾期天数", self.item.overdue_days, "天", cells)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision:
    """Whether a unit gets a 督办通知单, for which items, and the reason why or why not.

    `figures` are what the sentence of the reason states, by name: 督办数, 审定列入数, 审定不督办数.
    """

    unit: str
    treatments: tuple[Treatment, ...]  # those whose final course is 督办
    reason: Verdict
    figures: Mapping[str, Figure]

    @property
    def due(self) -> bool:
        """Whether a notice is due."""
        return bool(self.treatments)


class _HasItems(Protocol):
    def items(self, scope: Scope) -> tuple[Item, ...]: ...


def treatments(dataset: Dataset, facts: _HasItems, unit: str) -> tuple[Treatment, ...]:
    """The treatment of every item of a unit (规范化简称), in the order of its items.

    Items of persons' own ledgers are left out: a person's ledger is that person's and goes into no paper of the unit.
    """
    decisions = [row for row in dataset.decisions if row.unit == unit and row.matter == "督办"]
    return tuple(
        _treatment(item, dataset.campaign, decisions) for item in facts.items(Scope(unit=unit)) if item.person is None
    )


def supervision(unit: str, found: Sequence[Treatment]) -> Supervision:
    """Why a unit gets a 督办通知单 or why it does not, by the treatments of its items."""
    chosen = tuple(treatment for treatment in found if treatment.final is Course.SUPERVISE)
    return Supervision(unit=unit, treatments=chosen, reason=_why(found, chosen), figures=_stated(found, chosen))


def _treatment(item: Item, campaign: Campaign, decisions: Sequence[Decision]) -> Treatment:
    by_rule, ground = _rule(item, campaign)
    decision = _decision(item, decisions)
    if decision is None:
        return Treatment(item=item, by_rule=by_rule, ground=ground, decided=None, final=by_rule)
    decided = Course(decision.decision or "")
    return Treatment(
        item=item,
        by_rule=by_rule,
        ground=ground,
        decided=decided,
        final=decided,
        decision=decision,
    )


def _rule(item: Item, campaign: Campaign) -> tuple[Course, Reason]:
    """The first rule that fits: 办得不好的督办, 未完成的跟踪, 基本完成的巩固, 新发现的纳入."""
    if item.dissatisfied:
        return Course.SUPERVISE, Reason.DISSATISFIED
    if item.state is State.OPEN and item.overdue_days > campaign.supervise_after:
        return Course.SUPERVISE, Reason.OVERDUE
    if item.state is State.OPEN:
        return Course.FOLLOW, Reason.OPEN
    if item.state is State.NEARLY:
        return Course.CONSOLIDATE, Reason.NEARLY
    if item.is_new:
        return Course.INCLUDE, Reason.NEW
    return Course.NONE, Reason.DONE


def _decision(item: Item, decisions: Iterable[Decision]) -> Decision | None:
    """The decision on an item: one that names it before one on its ledger, that before one on the unit; then the last.

    Only words of the list decide: a row whose 决定 is blank leaves the rule's proposal as it is.
    """
    courses = set(Course)
    fitting = [
        row
        for row in decisions
        if row.decision in courses and row.ledger in (None, item.ledger) and row.number in (None, item.number)
    ]
    precise = max(((row.number is not None, row.ledger is not None) for row in fitting), default=None)
    return next((r for r in reversed(fitting) if (r.number is not None, r.ledger is not None) == precise), None)


def _why(found: Sequence[Treatment], chosen: Sequence[Treatment]) -> Verdict:
    if chosen:
        return Verdict.DUE
    if not found:
        return Verdict.NOTHING_REGISTERED
    return Verdict.DROPPED if any(_by_rule(treatment) for treatment in found) else Verdict.NOT_DUE


def _stated(found: Sequence[Treatment], chosen: Sequence[Treatment]) -> dict[str, Figure]:
    """The figures of the reason: what is under supervision, and where a person decided otherwise than the rule."""
    added = [treatment for treatment in chosen if not _by_rule(treatment)]
    dropped = [treatment for treatment in found if _by_rule(treatment) and treatment not in chosen]
    return {
        name: count(name, len(those), "项", (cell for treatment in those for cell in _cells(treatment)))
        for name, those in (("督办数", chosen), ("审定列入数", added), ("审定不督办数", dropped))
    }


def _by_rule(treatment: Treatment) -> bool:
    return treatment.by_rule is Course.SUPERVISE


def _cells(treatment: Treatment) -> Iterable[Cell]:
    """Where it is written how the item is treated: the decision, or the state the rule went by."""
    if treatment.decision is not None:
        return ((treatment.decision.origin, "决定"),)
    return treatment.item.cells("状态")
