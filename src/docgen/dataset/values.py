"""One cell → one typed value. What is read rightly but oddly is a note; what cannot be read is an error.

Nothing here knows of sheets or places: a `Fault` says what was read and how to mend it, and the caller says where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from docgen.dataset.characters import name_of, refused, why_refused
from docgen.dataset.records import PersonName
from docgen.dates import Deadline, DeadlineKind, ImpossibleDay, format_day, parse_day, parse_deadline
from docgen.numerals import parse_number, plain_digits
from docgen.problems import Code
from docgen.sources.book import Cell, CellError
from docgen.sources.workbook import day_of_serial

__all__ = [
    "YEARS",
    "Fault",
    "Read",
    "Reader",
    "near",
    "not_listed",
    "out_of_range",
    "quoted",
    "read_cell",
    "reader_of",
    "split_names",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of a value, its place not yet known."""

    code: Code
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell holds. `value` None without a fault: the cell is blank."""

    value: Any
    fault: Fault | None = None


_BLANK: Final = Read(None)
_Scalar = str | int | float | bool | date | datetime | time
Reader = Callable[[_Scalar, int], Read]

#: Years a campaign or a paper may be of.
YEARS: Final = range(1900, 2101)
_TRUE: Final = frozenset({"是", "有", "√", "✓", "true", "yes", "y"})
_FALSE: Final = frozenset({"否", "无", "×", "✗", "false", "no", "n"})
_AROUND: Final = " \t\n\u00a0\u3000"
_BETWEEN_NAMES: Final = re.compile(r"[、，,；;\n]+")
_NAME: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")  # longer, a blank may divide post and name
_FULL_WIDTH: Final = re.compile(r"[０-９]")
_SERIALS: Final = range(15_000, 73_051)  # 1941 to 2099: a bare number in a date column that lost its format
_COMPACT_DAYS: Final = range(19_000_101, 21_001_232)


def quoted(text: object) -> str:
    """A value as a message names it, cut when long: “9月31日”."""
    written = re.sub(r"\s+", " ", str(text))
    return f"“{written if len(written) <= 30 else written[:28] + '……'}”"


def near(word: str, known: Mapping[str, object] | list[str] | tuple[str, ...], cutoff: float = 0.6) -> str | None:
    """The known word that a word was probably meant to be."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=cutoff)), None)


def not_listed(word: str, known: list[str] | tuple[str, ...], code: Code = Code.VALUE_NOT_LISTED) -> Fault:
    """A word that is not among those allowed, with the one that was probably meant."""
    guess = near(word, known)
    asked = f"是不是{quoted(guess)}？" if guess else ""
    listed = "、".join(known) if len(known) <= 12 else ""
    return Fault(
        code, f"写的是{quoted(word)}，不在规定的取值内。{asked}", f"改成下列之一：{listed}。" if listed else ""
    )


def out_of_range(number: int, allowed: range) -> Fault:
    """A number that cannot be reckoned with."""
    bounds = f"{allowed[0]} 至 {allowed[-1]}"
    return Fault(Code.VALUE_NOT_NUMBER, f"写的是{quoted(number)}，应在 {bounds} 之间。", f"填 {bounds} 的整数。")


def split_names(text: str) -> tuple[str, ...]:
    """Names of a cell, separated by 、 ，, ； or a new line."""
    return tuple(name for name in (part.strip() for part in _BETWEEN_NAMES.split(text)) if name)


def read_cell(cell: Cell | None, reader: Reader, year: int) -> Read:
    """The typed value of a cell. `year` stands in where a day is written without one."""
    if cell is None:
        return _BLANK
    value = cell.value
    if value is None:
        return Read(
            None,
            Fault(
                Code.FORMULA_WITHOUT_VALUE,
                f"是公式 ={cell.formula}，文件里没有存它的结果。",
                "用 Excel 或 WPS 打开后保存一次；或复制后“选择性粘贴—数值”。",
            ),
        )
    if isinstance(value, CellError):
        return Read(None, Fault(Code.CELL_ERROR, f"是错误值 {value.text}。", "改正公式，或直接填写内容。"))
    if isinstance(value, str):
        return _read_text(value, reader, year)
    if cell.percent is not None and reader is _text:
        return Read(f"{value * 100:.{cell.percent}f}%" if isinstance(value, int | float) else value)
    return reader(value, year)


def _read_text(written: str, reader: Reader, year: int) -> Read:
    text = written.replace("\r\n", "\n").replace("\r", "\n")
    trimmed = text.strip(_AROUND)
    bad = refused(trimmed)
    if bad is not None:
        position = text.index(bad) + 1
        message = f"第{position}个字符 {name_of(bad)} {why_refused(bad)}。"
        return Read(None, Fault(Code.CHARACTER_REFUSED, message, "删去这个字符，或改用能印出的字。"))
    if not trimmed:
        return _BLANK
    read = reader(trimmed, year)
    if read.fault is None and trimmed != text:
        return Read(read.value, Fault(Code.VALUE_BLANKS, "内容前后有空白，已按去掉空白读入。"))
    return read


def _text(value: _Scalar, year: int) -> Read:
    if isinstance(value, bool):
        return Read("是" if value else "否")
    if isinstance(value, float):
        return Read(str(int(value)) if value.is_integer() else f"{value:.15g}")
    if isinstance(value, datetime):
        clock = "" if value.time() == time() else f" {value:%H:%M}"
        return Read(format_day(value.date()) + clock)
    if isinstance(value, date):
        return Read(format_day(value))
    return Read(f"{value:%H:%M}" if isinstance(value, time) else str(value))


def _names(value: _Scalar, year: int) -> Read:
    return Read(split_names(str(_text(value, year).value)))


def _persons(value: _Scalar, year: int) -> Read:
    names = split_names(str(_text(value, year).value))
    bare = tuple(_bare(name) for name in names)
    return Read(bare, _spread([name for name in names if _bare(name) != name]))


def _person(value: _Scalar, year: int) -> Read:
    name = str(_text(value, year).value)
    return Read(_bare(name), _spread([name] if _bare(name) != name else []))


def _bare(name: str) -> str:
    """A name as it is compared and printed: without the blanks that spread two characters to the width of three."""
    bare = "".join(name.split())
    return bare if _NAME.fullmatch(bare) else name


def _spread(names: Sequence[str]) -> Fault | None:
    if not names:
        return None
    return Fault(Code.VALUE_BLANKS, f"写的是{quoted('、'.join(names))}，姓名中间的空白已去掉。")


def _fraction(value: _Scalar, year: int) -> Read:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Read(float(value))
    number = parse_number(value) if isinstance(value, str) else None
    if number is None:
        return Read(
            None, Fault(Code.VALUE_NOT_NUMBER, f"写的是{quoted(value)}，应为数。", "只填阿拉伯数字，不带单位。")
        )
    return Read(float(number), _stored_as_text(str(value), "数"))


def _whole(value: _Scalar, year: int) -> Read:
    read = _fraction(value, year)
    if read.value is None:
        return read
    if not read.value.is_integer() or read.value < 0:
        message = f"写的是{quoted(value)}，应为不小于 0 的整数。"
        return Read(None, Fault(Code.VALUE_NOT_NUMBER, message, "只填阿拉伯数字，如 12。"))
    return Read(int(read.value), read.fault)


def _truth(value: _Scalar, year: int) -> Read:
    word = ("是" if value else "否") if isinstance(value, bool) else str(value).lower()
    if word in _TRUE or word in _FALSE:
        return Read(word in _TRUE)
    return Read(None, not_listed(str(value), ("是", "否")))


def _day(value: _Scalar, year: int) -> Read:
    if isinstance(value, datetime):
        return Read(value.date())
    if isinstance(value, date):
        return Read(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _day_of_number(value, year)
    read = parse_day(value, year) if isinstance(value, str) else None
    if read is None:
        return Read(None, _no_day(value, "日期", "填实际日期，如 2015年1月6日。"))
    if isinstance(read, ImpossibleDay):
        return Read(None, _impossible(value, read, year))
    return Read(read.day, _stored_as_text(str(value), "日期") if read.year_written else _year_assumed(read.day))


def _day_of_number(value: int | float, year: int) -> Read:
    day = None
    if value in _COMPACT_DAYS:
        read = parse_day(str(int(value)), year)
        if isinstance(read, ImpossibleDay):
            return Read(None, _impossible(int(value), read, year))
        day = None if read is None else read.day
    elif int(value) in _SERIALS:
        day = day_of_serial(int(value))
    if day is None:
        return Read(None, _no_day(value, "日期", "填实际日期，如 2015年1月6日。"))
    return Read(day, Fault(Code.VALUE_AS_TEXT, f"日期存成了数 {value:.15g}，已读作{format_day(day)}。"))


def _deadline(value: _Scalar, year: int) -> Read:
    if not isinstance(value, str):
        read_day = _day(value, year)
        day = read_day.value
        return read_day if day is None else Read(_on(day, format_day(day)), read_day.fault)
    read = parse_deadline(value, year)
    if read is None:
        hint = "填日期（2015年1月15日）、期末（2月底前、一季度末、上半年、年底前）、长期坚持或立行立改。"
        return Read(None, _no_day(value, "时限", hint))
    if isinstance(read, ImpossibleDay):
        return Read(None, _impossible(value, read, year))
    deadline, year_written = read
    if _FULL_WIDTH.search(value):
        deadline = Deadline(text=plain_digits(value), kind=deadline.kind, due=deadline.due)
        return Read(deadline, _stored_as_text(value, "时限"))
    if deadline.due is not None and not year_written:
        return Read(deadline, _year_assumed(deadline.due))
    if deadline.due is not None and re.fullmatch(r"[0-9\s./:T-]+", value):
        return Read(_on(deadline.due, format_day(deadline.due)), _stored_as_text(value, "日期"))
    return Read(deadline)


def _on(day: date, text: str) -> Deadline:
    return Deadline(text=text, kind=DeadlineKind.DAY, due=day)


def _stored_as_text(written: str, what: str) -> Fault:
    if _FULL_WIDTH.search(written):
        return Fault(Code.VALUE_FULL_WIDTH, f"写的是全角数字{quoted(written)}，已照常读入。")
    return Fault(Code.VALUE_AS_TEXT, f"{what}{quoted(written)}存成了文本，已照常读入。")


def _year_assumed(day: date) -> Fault:
    return Fault(Code.YEAR_ASSUMED, f"没有写年份，按活动年度读作{format_day(day)}。")


def _no_day(value: object, what: str, hint: str) -> Fault:
    return Fault(Code.VALUE_NOT_DATE, f"写的是{quoted(value)}，看不出是哪一天，应为{what}。", hint)


def _impossible(value: object, impossible: ImpossibleDay, year: int) -> Fault:
    example = f"改成实际日期，如 {format_day(impossible.nearest or date(year, 1, 6))}。"
    return Fault(Code.VALUE_NOT_DATE, f"写的是{quoted(value)}，{impossible.reason}。", example)


def _one_of(words: tuple[str, ...]) -> Reader:
    def read(value: _Scalar, year: int) -> Read:
        word = str(_text(value, year).value)
        return Read(word) if word in words else Read(None, not_listed(word, words))

    return read


_READERS: Final[dict[object, Reader]] = {
    str: _text,
    PersonName: _person,
    int: _whole,
    float: _fraction,
    bool: _truth,
    date: _day,
    Deadline: _deadline,
}


def reader_of(annotation: object) -> Reader:
    """The reader for the annotation of a record's field: `str`, `date | None`, `tuple[str, ...]`, `Literal[…]` …"""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(part for part in get_args(annotation) if part is not NoneType)
    if get_origin(annotation) is Literal:
        return _one_of(get_args(annotation))
    if get_origin(annotation) is tuple:
        return _persons if PersonName in get_args(annotation) else _names
    return _READERS[annotation]
