"""督查 records as the bulletin and the letters of feedback read them: by unit, up to the paper's day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from docgen.dataset.records import Blank, Dataset, Inspection, Unit

__all__ = ["SPOT_CHECK", "Inspected", "inspected_units", "ways"]

SPOT_CHECK: Final = "重点抽查"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A unit and its inspections, by date."""

    unit: Unit
    inspections: tuple[Inspection, ...]

    @property
    def outcome(self) -> str | None:
        """The grade given last."""
        graded = [inspection.outcome for inspection in self.inspections if inspection.outcome]
        return graded[-1] if graded else None

    def fields(self) -> dict[str, Any]:
        """What wording reads: the unit, its days, and each inspection's own fields in lists without blanks."""
        return {
            "单位": self.unit.fields(),
            "督查": [inspection.fields() for inspection in self.inspections],
            "日期": [inspection.inspected_on for inspection in self.inspections],
            "成效": self._given("成效"),
            "问题": self._given("问题"),
            "要求": self._given("要求"),
            "整改时限": self._given("整改时限"),
            "结果": self.outcome or Blank(name="结果", origin=self.inspections[-1].origin.trace("结果")),
        }

    def _given(self, header: str) -> list[Any]:
        values = (inspection.fields()[header] for inspection in self.inspections)
        return [value for value in values if not isinstance(value, Blank)]


def inspected_units(dataset: Dataset, as_of: date, kinds: Iterable[str] = ()) -> tuple[Inspected, ...]:
    """The units inspected up to a day, in unit order; `kinds` restricts to some 类别."""
    wanted = frozenset(kinds)
    made = []
    for unit in dataset.units:
        found = [
            inspection
            for inspection in dataset.inspections
            if inspection.unit == unit.name
            and inspection.inspected_on <= as_of
            and (not wanted or inspection.kind in wanted)
        ]
        if found:
            found.sort(key=lambda inspection: inspection.inspected_on)
            made.append(Inspected(unit=unit, inspections=tuple(found)))
    return tuple(made)


def ways(inspected: Sequence[Inspected]) -> tuple[str, ...]:
    """The methods used, each once, in the order met; a cell may hold several, with 、 between them."""
    methods: dict[str, None] = {}
    for unit in inspected:
        for inspection in unit.inspections:
            for method in (inspection.method or "").replace("，", "、").split("、"):
                if method.strip():
                    methods[method.strip()] = None
    return tuple(methods)
