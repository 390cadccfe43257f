"""Deadlines in working days, by the days off and the working weekends that 节假日 gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.dataset.records import Day
from docgen.dates import format_day

__all__ = ["WorkingDeadline", "add_working_days"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDeadline:
    """The last day of a term. `unknown`: the year of which 节假日 says nothing, for want of which calendar days are
    counted.
    """

    day: date
    count: int
    unknown: int | None = None

    @property
    def term(self) -> str:
        """The term alone: 10个工作日, or 10日，按自然日计算."""
        return f"{self.count}个工作日" if self.unknown is None else f"{self.count}日，按自然日计算"

    @property
    def text(self) -> str:
        """The day and the term as a paper states them: 2015年2月28日（10个工作日）."""
        return f"{format_day(self.day)}（{self.term}）"

    def __str__(self) -> str:
        return self.text


def add_working_days(start: date, count: int, days: Iterable[Day]) -> WorkingDeadline:
    """The last day of a term of `count` (≥ 0) working days, the first being the first working day after `start`.

    Saturdays and Sundays are off, as 节假日 says otherwise. Where it has no row at all for a year that the term
    touches, nobody knows that year's days off: the term is then counted in calendar days and says so.
    """
    kinds = {row.day: row.kind for row in days}
    years = {day.year for day in kinds}
    day, left = start, count
    while left > 0:
        day += timedelta(days=1)
        if day.year not in years:
            return WorkingDeadline(day=start + timedelta(days=count), count=count, unknown=day.year)
        left -= kinds.get(day, "放假" if day.weekday() >= 5 else "上班") == "上班"
    return WorkingDeadline(day=day, count=count)
