"""Days and deadlines as offices write them: 2015年1月6日, 元月15日, 2月底前, 长期坚持, 立行立改."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

__all__ = ["Deadline", "DeadlineKind", "format_day"]


class DeadlineKind(Enum):
    """What sort of deadline a cell states."""

    DAY = "day"  # due on `due`: a day, or the end of a month, quarter or half-year
    ALWAYS = "always"  # 长期坚持: never overdue
    AT_ONCE = "at once"  # 立行立改: due on the day it was entered; `due` is None when that is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A deadline. `text` is what the cell says and what papers print; `due` is the last day on which it is kept."""

    text: str
    kind: DeadlineKind
    due: date | None = None

    def __str__(self) -> str:
        return self.text


def format_day(day: date) -> str:
    """A day in the form of 7.3.5.4: Arabic digits, full year, no padding: 2015年1月6日."""
    return f"{day.year}年{day.month}月{day.day}日"
