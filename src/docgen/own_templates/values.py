"""What a template meets at filling: groups of fields, and how a value is printed into Word's XML, losing nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from jinja2 import TemplateError, Undefined
from markupsafe import Markup, escape

from docgen.dataset.records import Blank, RowOrigin, Sourced, sourced
from docgen.dates import Deadline, format_day
from docgen.facts import Figure
from docgen.own_templates.shapes import plain_name

__all__ = ["LIMIT", "Fields", "LimitError", "Printing", "guarded", "is_missing", "printed", "printing", "text_of"]

#: Turns of all loops of one filling together.
LIMIT: Final = 200_000


class LimitError(TemplateError):
    """A filling grew beyond its limits."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields by name, which a template reads with a dot; `find` raises KeyError for a name it does not have."""

    name: str
    find: Callable[[str], Any]

    @classmethod
    def of(cls, name: str, values: Mapping[str, Any]) -> Fields:
        """The fields of a mapping, by the names that tags have for them."""
        plain = {plain_name(header): value for header, value in values.items()}
        return cls(name, plain.__getitem__)

    def get(self, name: str) -> Any:
        """The value of a name; KeyError when there is none."""
        return self.find(plain_name(name))

    def __str__(self) -> str:
        raise TemplateError(f"“{self.name}”是一组字段，要写明是哪一项，如 {self.name}.名称")


@dataclass(slots=True)
class Printing:
    """What one filling has come to: the cells it states, what it could not say, how often its loops have turned.

    `ranks`: name of a leader → rank order, for 顿号.
    """

    ranks: Mapping[str, int] = field(default_factory=dict)
    origins: dict[str, None] = field(default_factory=dict)
    blanks: dict[tuple[str, str], None] = field(default_factory=dict)
    turns: int = 0


_now: ContextVar[Printing] = ContextVar("printing")


@contextmanager
def printing(ranks: Mapping[str, int]) -> Iterator[Printing]:
    """While this lasts, what is printed is noted."""
    token = _now.set(Printing(ranks=ranks))
    try:
        yield _now.get()
    finally:
        _now.reset(token)


def guarded(items: Any) -> Iterator[Any]:
    """The items of a loop, each turn counted; LimitError beyond the limit, TemplateError for what has no items."""
    if not isinstance(items, Sequence | Blank) or isinstance(items, str):
        raise TemplateError("循环只能用在“几行”“几个词”的字段上")
    state = _now.get()
    for item in items:
        state.turns += 1
        if state.turns > LIMIT:
            raise LimitError(f"循环超过 {LIMIT} 次")
        yield item


def is_missing(value: object) -> bool:
    """Whether the data does not give a value."""
    return isinstance(value, Undefined | Blank) or value in (None, "", ()) or _is_silent(value)


def _is_silent(value: object) -> bool:
    return isinstance(value, Figure) and value.value is None


def text_of(value: Any) -> str:
    """A value in the words of a paper; its cells are noted. TemplateError for what no paper prints."""
    state = _now.get()
    if isinstance(value, Blank):
        state.blanks[value.name, value.origin] = None
        return f"【待填：{value.name}】"
    if isinstance(value, Figure):
        if value.value is None:
            return text_of(Blank(name=value.name))
        state.origins.update(dict.fromkeys(value.origins))
        return value.text
    if origin := getattr(value, "origin", ""):
        state.origins[origin] = None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, float):
        return f"{Decimal(str(value)).normalize():f}"
    if isinstance(value, str | int | Deadline):
        return str(value)
    if isinstance(value, tuple) and not any(isinstance(item, Fields) for item in value):
        return "、".join(text_of(item) for item in value)
    if isinstance(value, Fields):
        return str(value)  # raises, with its name
    raise TemplateError("是几行，要用循环逐行印")


def printed(value: Any) -> Any:
    """A value as it goes into a `w:t`: escaped; breaks and tabs as Word has them; no character vanishes."""
    if isinstance(value, Undefined):
        return value  # printing it raises, with the name
    text = text_of(value)
    if refused := next((char for char in text if _not_for_xml(char)), ""):
        raise TemplateError(f"内容里有不能印出的字符 U+{ord(refused):04X}")
    lines = (
        Markup('</w:t><w:tab/><w:t xml:space="preserve">').join(escape(part) for part in line.split("\t"))
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    return Markup('</w:t><w:br/><w:t xml:space="preserve">').join(lines)


def _not_for_xml(char: str) -> bool:
    code = ord(char)
    return (
        (code < 0x20 and char not in "\t\n\r")
        or 0xD800 <= code < 0xE000
        or 0xFDD0 <= code < 0xFDF0
        or code
        in (
            0xFFFE,
            0xFFFF,
        )
    )


def with_origin(value: Any, origin: RowOrigin, header: str) -> Any:
    """A value of a ledger's row that knows its cell; what is not given is a `Blank`."""
    place = origin.trace(header)
    if value in (None, "", ()):
        return Blank(name=header, origin=place)
    return Sourced(str(value), place) if isinstance(value, Deadline) else sourced(value, place)


def ranked(names: Sequence[Any]) -> list[Any]:
    """Names in rank order; those that have no rank keep their places behind."""
    ranks = _now.get().ranks
    return sorted(names, key=lambda name: ranks.get(str(name), len(ranks) + LIMIT))
