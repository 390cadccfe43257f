"""督查 records as the bulletin and the letters of feedback read them: by unit, up to the paper's day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from docgen.dataset.records import Inspection, Sourced, Unit
from docgen.facts import SPOT_CHECK, Facts

__all__ = ["Inspected", "inspected_units", "ways"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A unit and its inspections, by date."""

    unit: Unit
    inspections: tuple[Inspection, ...]

    @property
    def outcome(self) -> str | None:
        """The grade given last, with its cell."""
        graded = [one for one in self.inspections if one.outcome]
        return Sourced(graded[-1].outcome or "", graded[-1].origin.trace("结果")) if graded else None

    @property
    def days(self) -> tuple[date, ...]:
        """The days of its inspections, each once, with its cell."""
        return tuple(dict.fromkeys(inspection.fields()["日期"] for inspection in self.inspections))

    def fields(self) -> dict[str, Any]:
        """What wording reads: the unit, its days, and the inspections that hold a merit, a finding, a requirement."""
        rows = [inspection.fields() for inspection in self.inspections]
        return {
            "单位": self.unit.fields(),
            "日期": self.days,
            "成效": [row["成效"] for row in rows if row["成效"]],
            "问题": [row["问题"] for row in rows if row["问题"]],
            "要求": [row for row in rows if row["要求"] or row["整改时限"]],
        }


def inspected_units(facts: Facts, kind: str | None = SPOT_CHECK) -> tuple[Inspected, ...]:
    """The units inspected up to the day of the figures, in unit order; spot checks, or another kind (None: any)."""
    found = groupby(facts.inspections(kind=kind), key=lambda inspection: inspection.unit)
    return tuple(Inspected(unit=facts.dataset.unit(name), inspections=tuple(rows)) for name, rows in found)


def ways(inspected: Sequence[Inspected]) -> tuple[Sourced, ...]:
    """The methods used, each once with its cell, in the order met; a cell may hold several, with 、 between them."""
    methods: dict[str, Sourced] = {}
    for unit in inspected:
        for inspection in unit.inspections:
            for method in (inspection.method or "").replace("，", "、").split("、"):
                if method.strip():
                    methods.setdefault(method.strip(), Sourced(method.strip(), inspection.origin.trace("方法")))
    return tuple(methods.values())
