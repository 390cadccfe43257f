"""The campaign at a glance on a day: every number is a figure of `facts`, as papers state it. Runs in the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from docgen.dataset.records import Dataset as Records
from docgen.dataset.records import Stage
from docgen.facts import Facts, Item, Scope
from docgen.settings import Settings
from docgen.web.reading import records_of, seen

__all__ = ["Bar", "Glance", "Light", "Part", "Phase", "Told", "glance"]

#: Items whose last day is so near are told of.
_SOON: Final = timedelta(days=7)
_SHOWN: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How far the problems of one group have come. The three parts add up to `total`; `light` is of a unit only."""

    name: str
    total: int
    done: int
    late: int
    rate: str
    category: str = ""
    light: str = ""
    why: str = ""

    @property
    def rest(self) -> int:
        """What is not done and not late."""
        return self.total - self.done - self.late


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stage of the campaign; `left` and `width` are its place in hundredths of the whole."""

    name: str
    start: date
    end: date
    state: str
    left: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A problem, as a row behind a bar."""

    unit: str
    ledger: str
    number: int
    problem: str
    state: str
    deadline: str
    late: int
    leaders: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The campaign on a day. `today` is the day's place on the line of the stages, in hundredths, if it is on it."""

    day: date
    figures: dict[str, str]
    phases: tuple[Phase, ...]
    today: float | None
    categories: tuple[Bar, ...]
    ledgers: tuple[Bar, ...]
    units: tuple[Bar, ...]
    rows: tuple[Told, ...] = ()
    count: int = 0


class Light:
    """Red, yellow, green: how a unit stands against its deadlines."""

    RED: Final = "红"
    YELLOW: Final = "黄"
    GREEN: Final = "绿"


_FIGURES: Final = ("问题总数", "完成数", "完成率", "逾期数", "按期完成率", "报送率", "未报单位数", "督办单位数")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Whose problems are told as rows; nothing given: none. `persons`: those of persons' own ledgers too."""

    unit: str = ""
    category: str = ""
    ledger: str = ""
    late: bool = False
    persons: bool = False


def glance(root: Path, number: int, settings: Settings, day: date | None, part: Part) -> Glance:
    """The campaign on a day, by default the last one of its reports; with rows where a part is asked for."""
    records = records_of(*seen(root, number, settings))
    day = day or records.campaign.due
    facts = Facts(records, day)
    whole = facts.of()
    start, end = _span(records)
    rows: list[Item] = []
    if part.unit or part.category or part.ledger or part.late:
        scope = Scope(unit=part.unit or None, category=part.category or None, ledger=part.ledger or None)
        of_all = (item for item in facts.items(scope) if part.persons or not item.person)
        rows = [item for item in of_all if item.overdue or not part.late]
    shown = [each for each in records.units if (part.category or each.category) == each.category]
    return Glance(
        day=day,
        figures={name: str(whole[name]) or "—" for name in _FIGURES},
        phases=tuple(_phase(stage, day, start, end) for stage in records.stages),
        today=_place(day, start, end) if start <= day <= end else None,
        categories=tuple(
            _bar(facts, name, Scope(category=name)) for name in dict.fromkeys(each.category for each in records.units)
        ),
        ledgers=tuple(_bar(facts, form.name, Scope(ledger=form.name)) for form in records.forms),
        units=tuple(_of_unit(facts, each.name, each.category) for each in shown if each.must_report),
        rows=tuple(_told(item) for item in rows[:_SHOWN]),
        count=len(rows),
    )


def _span(records: Records) -> tuple[date, date]:
    days = [day for stage in records.stages for day in (stage.start, stage.end)] or [records.campaign.due]
    return min(days), max(days) + timedelta(days=1)


def _place(day: date, start: date, end: date) -> float:
    return 100 * ((day - start) / (end - start))


def _phase(stage: Stage, day: date, start: date, end: date) -> Phase:
    left = _place(stage.start, start, end)
    state = "已过" if day > stage.end else "未到" if day < stage.start else "进行中"
    width = _place(stage.end + timedelta(days=1), start, end) - left
    return Phase(name=stage.name, start=stage.start, end=stage.end, state=state, left=left, width=width)


def _bar(facts: Facts, name: str, scope: Scope) -> Bar:
    figures = facts.of(scope)
    total, done, late = (int(figures[each].value or 0) for each in ("问题总数", "完成数", "逾期数"))
    return Bar(name=name, total=total, done=done, late=late, rate=str(figures["完成率"]) or "—")


def _of_unit(facts: Facts, name: str, category: str) -> Bar:
    made = _bar(facts, name, Scope(unit=name))
    light, why = _light(facts, name, made, facts.items(Scope(unit=name)))
    return Bar(
        name=name,
        total=made.total,
        done=made.done,
        late=made.late,
        rate=made.rate,
        category=category,
        light=light,
        why=why,
    )


def _light(facts: Facts, unit: str, made: Bar, items: Iterable[Item]) -> tuple[str, str]:
    """Red: late with a problem or with its report. Yellow: something is still to be done. Green: all is done."""
    silent = not facts.reported(unit)
    if made.late or (silent and facts.as_of >= facts.dataset.campaign.due):
        said = [f"逾期 {made.late} 项"] if made.late else []
        return Light.RED, "，".join((*said, *(["未报送"] if silent else [])))
    soon = sum(item.due is not None and item.completed_on is None and item.due - facts.as_of <= _SOON for item in items)
    if made.rest or silent:
        said = [f"还有 {made.rest} 项"] if made.rest else []
        said += [f"其中 7 天内到期 {soon} 项"] if soon else []
        return Light.YELLOW, "，".join((*said, *(["还没有报送"] if silent else [])))
    return Light.GREEN, "全部完成" if made.total else "没有登记问题"


def _told(item: Item) -> Told:
    row = item.rows[0]
    return Told(
        unit=item.unit,
        ledger=item.ledger,
        number=item.number,
        problem=item.problem,
        state=str(item.state),
        deadline=str(item.deadline or ""),
        late=item.overdue_days,
        leaders="、".join(item.leaders),
        cell=row.origin.trace(row.roles.get("问题", "")).partition(" › ")[2],
    )
