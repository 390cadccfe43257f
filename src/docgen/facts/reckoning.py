"""All figures of a dataset as of one day: the one place that documents ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, Final

from docgen.dataset.fields import Fields
from docgen.dataset.records import Dataset, Decision, Inspection, Leader, Meeting, SelfCheck, Submission, Unit, by_unit
from docgen.facts.definitions import BY_NAME, FAMILIES, Count, Family, Rate
from docgen.facts.figures import Cell, CellsOf, Figure, count, rate
from docgen.facts.ground import SPOT_CHECK, Ground, UnitClass
from docgen.facts.items import Item, items
from docgen.facts.scope import EVERYTHING, Scope
from docgen.facts.treatment import Supervision, Treatment, supervision, treatments
from docgen.latest import Latest

__all__ = ["Facts", "Figures"]

#: Scopes whose figures are kept: a paper asks for those of its unit and its ledgers several times, and there may be
#: hundreds of units; those of the first go, since papers are made unit by unit.
_MOST_SCOPES: Final = 512


class Figures:
    """The figures of one scope, by name: `figures["完成率"]`; counted when first asked for."""

    def __init__(self, facts: Facts, scope: Scope) -> None:
        self._facts = facts
        self._ground = Ground(facts, scope)
        self._known: dict[str, Figure] = {}

    def __getitem__(self, name: str) -> Figure:
        """The figure of a name in docs/figures.md, 来源：中央 among them; KeyError when the table has none."""
        known = self._known.get(name)
        if known is not None:
            return known
        definition = BY_NAME.get(name)
        if definition is None:
            self._known.update(self._family(name.partition("：")[0]))
            return self._known[name]
        if isinstance(definition, Rate):
            part, whole = self[definition.numerator], self[definition.denominator]
            made = rate(name, part, whole, self._facts.dataset.campaign.decimals)
        else:
            made = self._count(definition)
        self._known[name] = made
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts.figure_names)

    def fields(self) -> Fields:
        """Every figure under its name, in the order of the table; wording reads them as 数.问题总数."""
        return Fields(self._facts.figure_names, self.__getitem__)

    def family(self, name: str) -> dict[str, Figure]:
        """The figures of a family by value, 来源 → {中央: …, 省委: …}; KeyError when the table has none."""
        found = self._family(name)
        return {full.removeprefix(f"{name}："): figure for full, figure in found.items()}

    def _count(self, definition: Count[Any]) -> Figure:
        """What fits, added up. A zero rests on all that was looked through; where that is nothing, on the units."""
        members = definition.subject.members(self._ground)
        fitting = [*filter(definition.fits, members)]
        value: int | None = len(fitting)
        if definition.amount is not None:
            amounts = [amount for member in fitting if (amount := definition.amount(member)) is not None]
            value = sum(amounts) if amounts else None
        cells = CellsOf(_cells, fitting or members, definition, self._ground)
        return count(definition.name, value, definition.subject.unit, cells)

    def _family(self, name: str) -> dict[str, Figure]:
        family = next((family for family in FAMILIES if family.name == name), None)
        if family is None:
            raise KeyError(name)
        members = family.subject.members(self._ground)
        found: dict[str, Figure] = {}
        for value in self._facts.values(family):
            fitting = [member for member in members if (family.value(member) or family.without) == value]
            full = f"{name}：{value}"
            cells = CellsOf(_cells, fitting or members, family, self._ground)
            found[full] = count(full, len(fitting), family.subject.unit, cells)
        return found


def _cells(members: Sequence[Any], definition: Count[Any] | Family[Any], ground: Ground) -> tuple[Cell, ...]:
    """The cells of members; where they have none, those of the units."""
    cells = tuple(cell for member in members for cell in definition.cells(member))
    return cells or tuple((unit.origin, "规范化简称") for unit in ground.units)


class Facts:
    """What holds as of a day (统计截至日期), that day included. Cheap to make: what is asked for is computed once."""

    def __init__(self, dataset: Dataset, as_of: date) -> None:
        self.dataset = dataset
        self.as_of = as_of
        self._figures: Latest[Scope, Figures] = Latest(_MOST_SCOPES)
        self._items_of: Latest[Scope, tuple[Item, ...]] = Latest(_MOST_SCOPES)
        self._treatments: dict[str, tuple[Treatment, ...]] = {}
        self._classes: dict[str, UnitClass] = {}
        self._family_values: dict[str, tuple[str, ...]] = {}

    def of(self, scope: Scope = EVERYTHING) -> Figures:
        """The figures of a scope."""
        found = self._figures.again(scope)
        if found is None:
            found = self._figures.keep(scope, Figures(self, scope))
        return found

    def items(self, scope: Scope = EVERYTHING) -> tuple[Item, ...]:
        """The problems of a scope: units by 排序, ledgers as in 台账定义, persons by rank, then as entered."""
        found = self._items_of.again(scope)
        if found is None:
            listed = chain.from_iterable([self._listed(unit.name, scope) for unit in self.units(scope)])
            found = tuple(listed if scope.person is None else filter(scope.has_item, listed))
            self._items_of.keep(scope, found)
        return found

    def _listed(self, unit: str, scope: Scope) -> Sequence[Item]:
        """The problems of a unit, those of other ledgers than the scope's left out where it has one."""
        if scope.ledger is None:
            return self._items.get(unit, ())
        return self._items_by_ledger.get((unit, scope.ledger), ())

    def units(self, scope: Scope = EVERYTHING) -> tuple[Unit, ...]:
        """The units of a scope, by 排序."""
        units = self.dataset.units if scope.unit is None else self.dataset.units_named((scope.unit,))
        return tuple([unit for unit in units if scope.has_unit(unit)])

    def reported(self, unit: str, ledger: str | None = None) -> bool:
        """Whether a unit had sent every ledger of 台账定义, or only the one asked for, by the day."""
        wanted = [form.name for form in self.dataset.forms] if ledger is None else [ledger]
        sent: dict[str, bool] = {}
        for row in self._submissions.get(unit, ()):
            sent[row.ledger] = sent.get(row.ledger, True) and self.has_come(row.sent_on)
        return all(sent.get(name, False) for name in wanted)

    def unreported(self, scope: Scope = EVERYTHING) -> tuple[str, ...]:
        """The units of a scope that must report and have not, by 排序; with a ledger in the scope, not that ledger."""
        return tuple(
            unit.name for unit in self.units(scope) if unit.must_report and not self.reported(unit.name, scope.ledger)
        )

    def inspections(self, scope: Scope = EVERYTHING, kind: str | None = SPOT_CHECK) -> tuple[Inspection, ...]:
        """The findings of a kind (None: of every kind) up to the day, units by 排序, then by day and as entered."""
        return tuple(
            found
            for unit in self.units(scope)
            for found in self._inspections.get(unit.name, ())
            if kind in (None, found.kind) and self.has_come(found.inspected_on)
        )

    def inspected(self, scope: Scope = EVERYTHING, kind: str | None = SPOT_CHECK) -> tuple[str, ...]:
        """The units inspected up to the day, by 排序; spot checks only, unless another kind (or None: any) is asked."""
        return tuple(dict.fromkeys(found.unit for found in self.inspections(scope, kind)))

    def unit_class(self, unit: str) -> UnitClass:
        """The class of a unit: proposed by its 完成率 as printed (rate and class agree on paper), and as decided."""
        if unit not in self._classes:
            figure = self.of(Scope(unit=unit))["完成率"]
            standards = sorted(self.dataset.campaign.classes, key=lambda standard: -standard[1])
            proposed = next((name for name, least in standards if figure.value is not None and figure >= least), None)
            rows = [row for row in self._decisions.get(unit, ()) if row.matter == "分类" and row.decision]
            self._classes[unit] = UnitClass(
                unit=unit, rate=figure, proposed=proposed, decision=rows[-1] if rows else None
            )
        return self._classes[unit]

    def treatments(self, unit: str) -> tuple[Treatment, ...]:
        """What is done about each item of a unit."""
        if unit not in self._treatments:
            self._treatments[unit] = treatments(self.dataset, self, unit)
        return self._treatments[unit]

    def supervision(self, unit: str) -> Supervision:
        """Whether a unit gets a 督办通知单, and why or why not."""
        return supervision(unit, self.treatments(unit))

    def leaders(self, unit: str) -> tuple[Leader, ...]:
        """The leaders of a unit in rank order."""
        return self.dataset.leaders_of(unit)

    def submissions(self, unit: str, ledger: str | None = None) -> tuple[Submission, ...]:
        """What a unit has entered in 报送, sent or not; of one ledger or of all."""
        return tuple(row for row in self._submissions.get(unit, ()) if ledger in (None, row.ledger))

    def meetings(self, unit: str) -> tuple[Meeting, ...]:
        """The meetings of a unit, held or not."""
        return self.dataset.meetings_of(unit)

    def self_checks(self, unit: str) -> tuple[SelfCheck, ...]:
        """What a unit's own checks did."""
        return self.dataset.self_checks_of(unit)

    def has_come(self, day: date | None) -> bool:
        """Whether a day is known and not after the day counted."""
        return day is not None and day <= self.as_of

    @cached_property
    def figure_names(self) -> dict[str, None]:
        """The names of all figures, in the order of the table, those of families by their values in the dataset."""
        values = (f"{family.name}：{value}" for family in FAMILIES for value in self.values(family))
        return dict.fromkeys((*BY_NAME, *values))

    def values(self, family: Family[Any]) -> tuple[str, ...]:
        """The values of a family of figures in the whole dataset, so that every scope states the same ones."""
        if family.name not in self._family_values:
            members = family.subject.members(Ground(self, EVERYTHING))
            found = dict.fromkeys(family.value(member) for member in members)
            stated = dict.fromkeys((*family.listed(self.dataset), *(value for value in found if value)))
            self._family_values[family.name] = (*stated, family.without) if None in found else tuple(stated)
        return self._family_values[family.name]

    @cached_property
    def _items(self) -> dict[str | None, tuple[Item, ...]]:
        return by_unit(items(self.dataset, self.as_of))

    @cached_property
    def _items_by_ledger(self) -> dict[tuple[str, str], list[Item]]:
        found: dict[tuple[str, str], list[Item]] = {}
        for of_unit in self._items.values():
            for item in of_unit:
                found.setdefault((item.unit, item.ledger), []).append(item)
        return found

    @cached_property
    def _inspections(self) -> dict[str | None, tuple[Inspection, ...]]:
        return by_unit(sorted(self.dataset.inspections, key=lambda found: found.inspected_on))

    @cached_property
    def _submissions(self) -> dict[str | None, tuple[Submission, ...]]:
        return by_unit(self.dataset.submissions)

    @cached_property
    def _decisions(self) -> dict[str | None, tuple[Decision, ...]]:
        return by_unit(self.dataset.decisions)
