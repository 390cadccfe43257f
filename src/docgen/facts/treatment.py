"""What is to be done about each item: proposed by rule, decided by a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from docgen.dataset.records import Campaign, Dataset, Decision
from docgen.facts.items import Item, State
from docgen.facts.scope import Scope

__all__ = ["Course", "Supervision", "Treatment", "supervision", "treatments"]


class Course(StrEnum):
    """The four treatments, and none. False in a condition when nothing is to be done."""

    SUPERVISE = "督办"  # a supervision notice: to be done again, by a day
    FOLLOW = "跟踪"  # duty, measure and follow-up, one by one
    CONSOLIDATE = "巩固"  # a requirement to consolidate
    INCLUDE = "纳入"  # enters the ledger
    NONE = "不办理"

    def __bool__(self) -> bool:
        return self is not Course.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What is done about an item. `final` is what a person decided, or else what the rule proposes; `reason` is its."""

    item: Item
    by_rule: Course
    decided: Course | None
    reason: str
    final: Course
    decision: Decision | None = None  # the row of 处理


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision:
    """Whether a unit gets a 督办通知单, for which items, and the reason why or why not."""

    unit: str
    treatments: tuple[Treatment, ...]  # those whose final course is 督办
    reason: str

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


def supervision(dataset: Dataset, facts: _HasItems, unit: str) -> Supervision:
    """Why a unit gets a 督办通知单 or why it does not."""
    found = treatments(dataset, facts, unit)
    chosen = tuple(treatment for treatment in found if treatment.final is Course.SUPERVISE)
    return Supervision(unit=unit, treatments=chosen, reason=_why(found, chosen, dataset.campaign))


def _treatment(item: Item, campaign: Campaign, decisions: Sequence[Decision]) -> Treatment:
    by_rule, reason = _rule(item, campaign)
    decision = _decision(item, decisions)
    if decision is None:
        return Treatment(item=item, by_rule=by_rule, decided=None, reason=reason, final=by_rule)
    decided = Course(decision.decision or "")
    return Treatment(
        item=item,
        by_rule=by_rule,
        decided=decided,
        reason=decision.reason or reason,
        final=decided,
        decision=decision,
    )


def _rule(item: Item, campaign: Campaign) -> tuple[Course, str]:
    """The first rule that fits: 办得不好的督办, 未完成的跟踪, 基本完成的巩固, 新发现的纳入."""
    if item.dissatisfied:
        return Course.SUPERVISE, f"群众评价为“{item.approval}”"
    if item.state is State.OPEN and item.overdue_days > campaign.supervise_after:
        return Course.SUPERVISE, f"逾期{item.overdue_days}天未完成"
    if item.state is State.OPEN:
        return Course.FOLLOW, "尚未完成"
    if item.state is State.NEARLY:
        return Course.CONSOLIDATE, "基本完成"
    if item.is_new:
        return Course.INCLUDE, "新发现的问题"
    return Course.NONE, "已完成"


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


def _why(found: Sequence[Treatment], chosen: Sequence[Treatment], campaign: Campaign) -> str:
    if chosen:
        decided = sum(1 for treatment in chosen if treatment.by_rule is not Course.SUPERVISE)
        by_person = f"，其中{decided}项由审定列入" if decided else ""
        return f"有{len(chosen)}项需要督办{by_person}"
    if not found:
        return "没有登记的问题"
    dropped = sum(1 for treatment in found if treatment.by_rule is Course.SUPERVISE)
    if dropped:
        return f"按规则有{dropped}项需要督办，经审定不予督办"
    late = f"逾期超过{campaign.supervise_after}天" if campaign.supervise_after else "逾期"
    return f"没有{late}仍未完成的问题，也没有评价不满意的问题"
