"""Days and deadlines as offices write them: 2015年1月6日, 元月15日, 2月底前, 长期坚持, 立行立改."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from docgen.numerals import plain_digits

__all__ = ["Deadline", "DeadlineKind", "ImpossibleDay", "Reading", "format_day", "parse_day", "parse_deadline"]


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


@dataclass(frozen=True, slots=True)
class Reading:
    """A day read from text, and whether its year was written there or taken from the campaign."""

    day: date
    year_written: bool = True


@dataclass(frozen=True, slots=True)
class ImpossibleDay:
    """A day that no calendar has: what the calendar says instead (9月只有30天), and the day nearest to it, if any."""

    reason: str
    nearest: date | None = None


_YEAR = r"(?:(?P<year>\d{4})\s*年)?\s*"
_MONTH = r"(?P<month>\d{1,2}|元|正|十[一二]?|[一二三四五六七八九])\s*月(?:份)?"
_DAY: Final = re.compile(_YEAR + _MONTH + r"\s*(?P<day>\d{1,2})\s*[日号]?")
_ISO: Final = re.compile(
    r"(?P<year>\d{4})\s*(?P<mark>[-./、年])\s*(?P<month>\d{1,2})\s*(?:(?P=mark)|月)\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?"
)
_COMPACT: Final = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_MONTH_END: Final = re.compile(_YEAR + _MONTH + r"\s*(?:底|末|底前|末前|中旬|上旬|下旬)?")
_QUARTER_END: Final = re.compile(_YEAR + r"第?(?P<quarter>[一二三四1234])季度(?:底|末)?")
_HALF_END: Final = re.compile(_YEAR + r"(?P<half>上半年|下半年)(?:底|末)?")
_YEAR_END: Final = re.compile(r"全年|(?:(?P<year>\d{4})年?)?[今本]?年(?:底|末|内|终)|(?P<alone>\d{4})年")
#: What may stand around a deadline without changing its last day.
_AROUND: Final = re.compile(
    r"^(?:力争|确保|拟|应?于|在|计划|预计|至|到|截至|截止)+"
    r"|(?:之?以?前|前)?(?:全部|基本)?(?:完成|到位|整改到位|见效|办结)?$"
)
_ALWAYS: Final = re.compile(
    r"(?:(?:立行立改|即知即改)[、，,；并]?)?(?:长期|持续|经常|一直|全程|始终|坚持)(?:长期|坚持|推进|整改|执行|有效)?"
    r"|常抓不懈|常态化(?:推进|坚持)?|经常性|贯穿始终"
)
_AT_ONCE: Final = re.compile(
    r"立行立改|(?:立即|立刻|马上)(?:整改|完成|办理)?|立[查说]立[改行]|即[知行]即改|边[查整]边改"
)
_MONTHS: Final = {
    "元": 1, "正": 1, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12,
}  # fmt: skip
_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4}
_TEN_DAYS: Final = {"上旬": 10, "中旬": 20}
#: Years that a campaign's paper can mean; outside them a year is a slip of the pen.
_YEARS: Final = range(1900, 2101)


def format_day(day: date) -> str:
    """A day in the form of 7.3.5.4: Arabic digits, full year, no padding: 2015年1月6日."""
    return f"{day.year}年{day.month}月{day.day}日"


def parse_day(text: str, year: int) -> Reading | ImpossibleDay | None:
    """The day a text states: 2015-01-06, 2015.1.6, 20150106, 2015年1月6日, 元月6日 (of `year`); None: it has none."""
    plain = _plain(text)
    match = _ISO.fullmatch(plain) or _COMPACT.fullmatch(plain) or _DAY.fullmatch(plain)
    return None if match is None else _day(match, int(match["day"]), year)


def parse_deadline(text: str, year: int) -> tuple[Deadline, bool] | ImpossibleDay | None:
    """The deadline a text states, and whether its year was written; years not written are `year`.

    A day; the end of a month (2月底前), of ten days (3月中旬), a quarter, a half-year or a year; 长期坚持 (never due);
    立行立改 (due at once). None: it states none of these.
    """
    plain = _plain(text)
    if _ALWAYS.fullmatch(plain):
        return Deadline(text=text, kind=DeadlineKind.ALWAYS), True
    if _AT_ONCE.fullmatch(plain):
        return Deadline(text=text, kind=DeadlineKind.AT_ONCE), True
    bare = _AROUND.sub("", plain)
    read = parse_day(bare, year) or _end_of_period(bare, year)
    if read is None or isinstance(read, ImpossibleDay):
        return read
    return Deadline(text=text, kind=DeadlineKind.DAY, due=read.day), read.year_written


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", plain_digits(text)) if ":" not in text else plain_digits(text).strip()


def _end_of_period(text: str, year: int) -> Reading | ImpossibleDay | None:
    """The last day of the month, ten days, quarter, half-year or year that a text names."""
    if match := _MONTH_END.fullmatch(text):
        month = _month(match["month"])
        last = monthrange(int(match["year"] or year), month)[1] if month in range(1, 13) else 1
        return _day(match, _TEN_DAYS.get(text[-2:], last), year)
    if match := _QUARTER_END.fullmatch(text):
        quarter = _QUARTERS.get(match["quarter"]) or int(match["quarter"])
        return _end(match["year"], year, quarter * 3)
    if match := _HALF_END.fullmatch(text):
        return _end(match["year"], year, 6 if match["half"] == "上半年" else 12)
    if match := _YEAR_END.fullmatch(text):
        return _end(match["year"] or match["alone"], year, 12)
    return None


def _end(written: str | None, year: int, month: int) -> Reading | ImpossibleDay:
    chosen = int(written or year)
    if chosen not in _YEARS:
        return ImpossibleDay(f"年份 {chosen} 不合常理")
    return Reading(date(chosen, month, monthrange(chosen, month)[1]), written is not None)


def _month(text: str) -> int:
    return _MONTHS.get(text) or int(text)


def _day(match: re.Match[str], day: int, year: int) -> Reading | ImpossibleDay:
    """The day of a match that has a month and perhaps a year."""
    written = match["year"]
    chosen, month = int(written or year), _month(match["month"])
    if chosen not in _YEARS:
        return ImpossibleDay(f"年份 {chosen} 不合常理")
    if month not in range(1, 13):
        return ImpossibleDay(f"没有{month}月")
    last = monthrange(chosen, month)[1]
    if day not in range(1, last + 1):
        named = f"{chosen}年{month}月" if month == 2 else f"{month}月"
        nearest = date(chosen, month, last if day else 1)
        return ImpossibleDay(f"{named}只有{last}天" if day else "没有0日", nearest)
    return Reading(date(chosen, month, day), written is not None)
