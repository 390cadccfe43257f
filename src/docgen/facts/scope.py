"""What a figure covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docgen.dataset.records import Unit
from docgen.facts.items import Item

__all__ = ["EVERYTHING", "Scope"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which units (by 规范化简称), ledger and person are covered; None stands for all, and all that is given holds."""

    unit: str | None = None
    units: frozenset[str] | None = None
    category: str | None = None  # 类别 of the units
    ledger: str | None = None
    person: str | None = None  # 责任人 of a person's own ledger

    def has_unit(self, unit: Unit) -> bool:
        """Whether a unit is covered."""
        return (
            self.unit in (None, unit.name)
            and (self.units is None or unit.name in self.units)
            and self.category in (None, unit.category)
        )

    def has_item(self, item: Item) -> bool:
        """Whether an item of a unit that is covered is covered too."""
        return self.ledger in (None, item.ledger) and self.person in (None, item.person)


#: Every unit, ledger and person.
EVERYTHING: Final = Scope()
