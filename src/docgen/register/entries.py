"""What the register holds: numbers (机关代字 + year + serial) and, for each, the columns an office keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from docgen.numerals import plain_digits

__all__ = ["Entry", "IssuedFile", "Number", "Origin", "Reserved", "State", "Wanted", "number_of", "void_files"]

#: 代字〔年〕序号号; staff also type other brackets, blanks and 第.
_NUMBER: Final = re.compile(
    r"(?P<series>[^\s〔〕［］\[\]（）()【】{}<>《》0-9]+)[〔［\[（(【](?P<year>\d{4})[〕］\]）)】]第?(?P<serial>\d{1,6})号?"
)
_YEARS: Final = range(1900, 2101)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Number:
    """发文字号 (7.2.5): `series` is the 机关代字; serials of a series count from 1 every year."""

    series: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.series}〔{self.year}〕{self.serial}号"


def number_of(text: str) -> Number | None:
    """The number a text is, whatever its brackets; None when it is none."""
    found = _NUMBER.fullmatch("".join(plain_digits(text).split()))
    if found is None or int(found["year"]) not in _YEARS or not int(found["serial"]):
        return None
    return Number(series=found["series"], year=int(found["year"]), serial=int(found["serial"]))


class State(Enum):
    """Where a number stands. It goes from FREE or nothing to RESERVED, to ISSUED, to VOID, and never back from there.

    FREE is a number that was reserved and given back: the next paper of its series takes it.
    """

    RESERVED = "reserved"
    FREE = "free"
    ISSUED = "issued"
    VOID = "void"

    @property
    def word(self) -> str:
        """As staff read it."""
        return {"reserved": "预留", "free": "退回待用", "issued": "已发", "void": "作废"}[self.value]


class Origin(Enum):
    """Who chose a number first: the counter, 发文 (序号 was filled in), or another book it was copied from."""

    ALLOTTED = "allotted"
    GIVEN = "given"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedFile:
    """A file of an issued paper as it left the house. `path` is relative to the folder it was put in."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A number asked for. `serial` None: the next of the series. `paper` tells the paper from every other one."""

    series: str
    year: int
    serial: int | None = None
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """What `reserve` gives, in the order asked. `returned` were found reserved by processes that are gone."""

    numbers: tuple[Number, ...]
    returned: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the register: 文号、标题、密级、份数、拟稿、签发、日期、主送、抄送、归档, and what became of it.

    `paper` is the key that `Wanted` had, `content` the hash of the paper's text; both empty of a number used elsewhere.
    """

    number: Number
    state: State = State.ISSUED
    origin: Origin = Origin.ALLOTTED
    title: str = ""
    security: str = ""
    copies: int | None = None
    drafter: str = ""
    signer: str = ""
    signed_on: date | None = None
    printed_on: date | None = None  # 印发日期, where it is not the day of signing
    recipients: str = ""
    copies_to: str = ""
    archive: str = ""
    paper: str = ""
    kind: str = ""
    unit: str = ""
    content: str = ""
    reason: str = ""  # why it is void
    files: tuple[IssuedFile, ...] = field(default=())


def void_files(entries: Iterable[Entry]) -> frozenset[str]:
    """The sha256 of the files of papers whose number is void: these are not printed."""
    return frozenset(file.sha256 for entry in entries if entry.state is State.VOID for file in entry.files)
