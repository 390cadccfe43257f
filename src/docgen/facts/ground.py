"""What the figures of one scope are counted from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Protocol

from docgen.dataset.records import (
    Dataset,
    Decision,
    Inspection,
    Leader,
    LedgerForm,
    Meeting,
    Record,
    SelfCheck,
    Submission,
    Unit,
)
from docgen.facts.figures import Cell, Figure
from docgen.facts.items import Item, Measure
from docgen.facts.scope import Scope
from docgen.facts.treatment import Course, Treatment

__all__ = ["SPOT_CHECK", "Ground", "Standing", "UnitClass"]

#: 类别 of the 督查 records that figures count and bulletins tell.
SPOT_CHECK: Final = "重点抽查"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitClass:
    """The class of a unit: proposed by 分类标准 from its 完成率 as printed, decided by a person in 处理."""

    unit: str
    rate: Figure
    proposed: str | None  # None without a problem to rate, or without 分类标准
    decision: Decision | None = None

    @property
    def decided(self) -> str | None:
        """The class a person decided on."""
        return self.decision.decision if self.decision else None

    @property
    def reason(self) -> str | None:
        """The reason that person gave."""
        return self.decision.reason if self.decision else None

    @property
    def final(self) -> str | None:
        """The class that holds: decided, or else proposed."""
        return self.decided or self.proposed

    @property
    def cells(self) -> Iterable[Cell]:
        """The cell of the decision, or those of the rate that the proposal rests on."""
        return ((self.decision.origin, "决定"),) if self.decided and self.decision else self.rate.cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a unit stands on the day: what it has sent in, what was found there, what is to be done again."""

    unit: Unit
    submissions: tuple[Submission, ...]  # of the ledgers covered, sent or not
    reported: bool  # every ledger covered was sent
    spot_checks: tuple[Inspection, ...]  # 重点抽查 up to the day
    inspections: tuple[Inspection, ...]  # of any kind up to the day
    fed_back: bool  # every spot check was fed back
    meetings: tuple[Meeting, ...]  # held up to the day
    supervised: tuple[Treatment, ...]  # items for 督办

    def cells(self, header: str, *records: Record) -> Iterator[Cell]:
        """The cells of a column of the records, or the unit's own row when there are none."""
        if not records:
            yield self.unit.origin, "规范化简称"
        for record in records:
            yield record.origin, header


class _Known(Protocol):
    """What a ground asks of the figures of the day (`Facts`), each as told there."""

    dataset: Dataset

    def items(self, scope: Scope) -> tuple[Item, ...]: ...
    def units(self, scope: Scope) -> tuple[Unit, ...]: ...
    def unit_class(self, unit: str) -> UnitClass: ...
    def inspections(self, scope: Scope, kind: str | None = SPOT_CHECK) -> tuple[Inspection, ...]: ...
    def submissions(self, unit: str, ledger: str | None) -> tuple[Submission, ...]: ...
    def reported(self, unit: str, ledger: str | None) -> bool: ...
    def treatments(self, unit: str) -> tuple[Treatment, ...]: ...
    def leaders(self, unit: str) -> tuple[Leader, ...]: ...
    def meetings(self, unit: str) -> tuple[Meeting, ...]: ...
    def self_checks(self, unit: str) -> tuple[SelfCheck, ...]: ...
    def has_come(self, day: date | None) -> bool: ...


class Ground:
    """Everything of one scope as of one day, each part gathered when a figure first needs it."""

    def __init__(self, facts: _Known, scope: Scope) -> None:
        self._facts = facts
        self._scope = scope

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The problems."""
        return self._facts.items(self._scope)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that a column 措施 states."""
        return tuple(measure for item in self.items for measure in item.measures if measure.stated)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units, without the 主办机关 where it stands in 单位 only to issue papers (应报告 否)."""
        office = self._facts.dataset.campaign.office
        return tuple(unit for unit in self._facts.units(self._scope) if unit.must_report or unit.name != office)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Where each unit stands."""
        return tuple(self._standing(unit) for unit in self.units)

    @cached_property
    def classes(self) -> tuple[UnitClass, ...]:
        """The class of each unit: always by all its ledgers."""
        return tuple(self._facts.unit_class(unit.name) for unit in self.units)

    @cached_property
    def spot_checks(self) -> tuple[Inspection, ...]:
        """The findings of 重点抽查."""
        return self._facts.inspections(self._scope)

    @cached_property
    def supervised(self) -> tuple[Treatment, ...]:
        """The items for 督办."""
        return tuple(treatment for standing in self.standings for treatment in standing.supervised)

    @cached_property
    def leaders(self) -> tuple[Leader, ...]:
        """The leaders of the units, or the person alone."""
        person = self._scope.person
        return tuple(
            leader for unit in self.units for leader in self._facts.leaders(unit.name) if person in (None, leader.name)
        )

    @cached_property
    def ledgers(self) -> tuple[tuple[LedgerForm, Item], ...]:
        """The ledgers in which a problem is registered, each with its first problem."""
        first: dict[str, Item] = {}
        for item in self.items:
            first.setdefault(item.ledger, item)
        return tuple((form, first[form.name]) for form in self._facts.dataset.forms if form.name in first)

    @cached_property
    def self_checks(self) -> tuple[SelfCheck, ...]:
        """What the units' own checks did."""
        return tuple(check for unit in self.units for check in self._facts.self_checks(unit.name))

    def _standing(self, unit: Unit) -> Standing:
        facts = self._facts
        alone = Scope(unit=unit.name)
        spot_checks = facts.inspections(alone)
        return Standing(
            unit=unit,
            submissions=facts.submissions(unit.name, self._scope.ledger),
            reported=facts.reported(unit.name, self._scope.ledger),
            spot_checks=spot_checks,
            inspections=facts.inspections(alone, None),
            fed_back=bool(spot_checks) and all(facts.has_come(check.fed_back_on) for check in spot_checks),
            meetings=tuple(meeting for meeting in facts.meetings(unit.name) if facts.has_come(meeting.held_on)),
            supervised=tuple(
                treatment
                for treatment in facts.treatments(unit.name)
                if treatment.final is Course.SUPERVISE and self._scope.has_item(treatment.item)
            ),
        )
