"""The problems of the ledgers as they stand on a day: one item a problem, one measure a counted row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from docgen.dataset.records import Campaign, Dataset, Entry
from docgen.dates import Deadline, DeadlineKind
from docgen.facts.figures import Cell

__all__ = ["Item", "Measure", "State", "items"]


class State(Enum):
    """How far a problem or a measure has come on the day counted. The three add up to all."""

    DONE = "完成"
    NEARLY = "基本完成"
    OPEN = "未完成"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is counted as 条: a row (`rows` holds more only where leaders alone reported one measure).

    `due` is the last day on which its deadline is kept; None without a deadline and for 长期坚持. `stated`: the form
    has a column 措施 and the row fills it.
    """

    rows: tuple[Entry, ...]
    state: State
    due: date | None
    completed_on: date | None  # None while it is not done
    stated: bool

    @property
    def entry(self) -> Entry:
        """The row that stands for it."""
        return self.rows[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is counted as 项: a problem, project or rule of one ledger of one unit (and person), as of a day."""

    unit: str
    ledger: str
    person: str | None  # 责任人 of a person's own ledger
    number: int  # 序号
    problem: str
    measures: tuple[Measure, ...]
    rows: tuple[Entry, ...]  # every row of it, leaders' own ones too
    state: State
    deadline: Deadline | None  # the latest of its measures'
    due: date | None  # the last day on which the deadline is kept
    past_due: bool  # `due` is before the day counted: a deadline is kept on its last day
    overdue_days: int  # days past `due` on the day counted; 0 when done or not past
    leaders: tuple[str, ...]  # 牵头领导 in rank order
    is_new: bool  # 回头看新发现
    task_source: str | None  # 任务来源
    approval: str | None  # 评价; where measures differ, the worst
    satisfied: bool
    dissatisfied: bool
    registered_on: date | None  # the first 登记日期
    completed_on: date | None  # of the measure done last; None while the problem is not done
    cancelled_on: date | None  # 销号; None while a row is not crossed off

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The rows that count: one a measure."""
        return tuple(measure.entry for measure in self.measures)

    @property
    def always(self) -> bool:
        """长期坚持: never overdue."""
        return self.deadline is not None and self.deadline.kind is DeadlineKind.ALWAYS

    @property
    def overdue(self) -> bool:
        """Past its last day and not done."""
        return self.overdue_days > 0

    @property
    def on_time(self) -> bool:
        """Done, on the last day at the latest."""
        return self.completed_on is not None and self.due is not None and self.completed_on <= self.due

    @property
    def late(self) -> bool:
        """Done, but after the last day."""
        return self.completed_on is not None and self.due is not None and self.completed_on > self.due

    def cells(self, role: str) -> Iterator[Cell]:
        """The cells of a role's column in the rows that count."""
        for measure in self.measures:
            for row in measure.rows:
                yield row.origin, row.roles.get(role, "")


class _Ranks(dict[tuple[str, str], int]):
    """Rank order by unit and name; `last` comes after all of them."""

    def __init__(self, ranks: Mapping[tuple[str, str], int]) -> None:
        super().__init__(ranks)
        self.last = max(ranks.values(), default=0) + 1


def items(dataset: Dataset, as_of: date) -> tuple[Item, ...]:
    """Every problem registered by the day: units by 排序, ledgers as in 台账定义, persons by rank, rows in order."""
    problems: dict[tuple[str, str, str | None, int | str], list[Entry]] = {}
    for entry in dataset.entries:
        registered = _day(entry, "登记日期")
        if registered is None or registered <= as_of:
            key = (entry.unit, entry.ledger, entry.person, entry.number or entry.problem)
            problems.setdefault(key, []).append(entry)
    units = {unit.name: place for place, unit in enumerate(dataset.units)}
    ledgers = {form.name: place for place, form in enumerate(dataset.forms)}
    ranks = _Ranks({(leader.unit, leader.name): leader.rank for leader in dataset.leaders})
    last = len(dataset.entries) + ranks.last
    found = [_item(rows, dataset.campaign, ranks, as_of) for rows in problems.values()]
    found.sort(
        key=lambda item: (
            units.get(item.unit, last),
            ledgers.get(item.ledger, last),
            ranks.get((item.unit, item.person or ""), last),
        )
    )
    return tuple(found)


def _item(rows: Sequence[Entry], campaign: Campaign, ranks: _Ranks, as_of: date) -> Item:
    measures = _measures(rows, campaign, as_of)
    counted = [row for measure in measures for row in measure.rows]
    first = counted[0]
    state = _together(measure.state for measure in measures)
    dated = (row for row in counted if row.deadline)
    deadline = max(dated, key=lambda row: _lateness(row, campaign), default=first).deadline
    never = deadline is not None and deadline.kind is DeadlineKind.ALWAYS
    due = None if never else _last(measure.due for measure in measures)
    days_past = (as_of - due).days if due is not None else 0
    approval = _approval(counted, campaign)
    cancelled = [day for row in counted if (day := _day(row, "销号日期")) is not None and day <= as_of]
    return Item(
        unit=first.unit,
        ledger=first.ledger,
        person=first.person,
        number=first.number,
        problem=first.problem,
        measures=measures,
        rows=tuple(rows),
        state=state,
        deadline=deadline,
        due=due,
        past_due=days_past > 0,
        overdue_days=0 if state is State.DONE else max(days_past, 0),
        leaders=_leaders(rows, ranks),
        is_new=any(row.by_role("来源") in campaign.source_new for row in counted),
        task_source=next((str(source) for row in counted if (source := row.by_role("任务来源"))), None),
        approval=approval,
        satisfied=approval in campaign.approval_good,
        dissatisfied=approval in campaign.approval_bad,
        registered_on=min((day for row in rows if (day := _day(row, "登记日期"))), default=None),
        completed_on=_last(m.completed_on for m in measures) if state is State.DONE else None,
        cancelled_on=max(cancelled) if len(cancelled) == len(counted) else None,
    )


def _measures(rows: Sequence[Entry], campaign: Campaign, as_of: date) -> tuple[Measure, ...]:
    """A measure a counted row; where only leaders wrote, a measure for each wording, done when all say so."""
    groups = [[row] for row in rows if row.counted]
    if not groups:
        wordings: dict[str, list[Entry]] = {}
        for row in rows:
            wordings.setdefault(row.measure or "", []).append(row)
        groups = list(wordings.values())
    return tuple(_measure(group, campaign, as_of) for group in groups)


def _measure(rows: Sequence[Entry], campaign: Campaign, as_of: date) -> Measure:
    state = _together(_state(row, campaign, as_of) for row in rows)
    return Measure(
        rows=tuple(rows),
        state=state,
        due=_last(_due(row, campaign) for row in rows),
        completed_on=_last(_day(row, "完成日期") for row in rows) if state is State.DONE else None,
        stated=bool(rows[0].measure),
    )


def _state(row: Entry, campaign: Campaign, as_of: date) -> State:
    """The state of a row on the day: what was completed later, or nobody says when, is not done yet."""
    status = str(row.by_role("状态") or "")
    completed = _day(row, "完成日期")
    undated = "完成日期" not in row.roles  # a form without the column cannot tell when
    if status in campaign.states_done and (undated or (completed is not None and completed <= as_of)):
        return State.DONE
    if status in campaign.states_nearly and (completed is None or completed <= as_of):
        return State.NEARLY
    return State.OPEN


def _together(states: Iterable[State]) -> State:
    found = set(states)
    if found == {State.DONE}:
        return State.DONE
    return State.OPEN if State.OPEN in found else State.NEARLY


def _due(row: Entry, campaign: Campaign) -> date | None:
    """The last day of a row's deadline; 立行立改 is due 立行立改天数 (活动) after the day it was entered."""
    deadline = row.deadline
    if deadline is None or deadline.kind is DeadlineKind.ALWAYS:
        return None
    entered = _day(row, "登记日期")
    return deadline.due or (entered and entered + timedelta(days=campaign.at_once_days))


def _last(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _leaders(rows: Iterable[Entry], ranks: _Ranks) -> tuple[str, ...]:
    """Every 牵头领导 of the rows in rank order; those that 领导干部 does not have come last, as written."""
    names = dict.fromkeys((row.unit, name) for row in rows for name in row.leaders)
    return tuple(name for _, name in sorted(names, key=lambda key: ranks.get(key, ranks.last)))


def _lateness(row: Entry, campaign: Campaign) -> date:
    always = row.deadline is not None and row.deadline.kind is DeadlineKind.ALWAYS
    return date.max if always else _due(row, campaign) or date.min


def _approval(rows: Iterable[Entry], campaign: Campaign) -> str | None:
    """The worst 评价 of the rows: one of 不满意评价, then any that is in neither list, then one of 满意评价."""
    given = [str(value) for row in rows if (value := row.by_role("评价"))]

    def goodness(value: str) -> int:
        return 0 if value in campaign.approval_bad else 2 if value in campaign.approval_good else 1

    return min(given, key=goodness, default=None)


def _day(row: Entry, role: str) -> date | None:
    value = row.by_role(role)
    return value if isinstance(value, date) else None
