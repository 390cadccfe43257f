"""What the public version of a briefing leaves out: every sentence that names a person of the unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from docgen.dataset.records import Dataset, Sourced, Unit
from docgen.problems import Code, Place, Problem

__all__ = ["without_names"]

_SENTENCE: Final = re.compile(r"[^。；！？]+[。；！？]?")


def without_names(context: dict[str, Any], unit: Unit, dataset: Dataset) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The context without sentences that name a leader, and a note for each cell that lost one.

    Only what the unit wrote is read (要点, 报告, 列举, 后段, 自查问题); a text of which nothing is left is dropped.
    """
    names = {leader.name for leader in dataset.leaders_of(unit.name)} | ({unit.head} if unit.head else set())
    lost: dict[str, None] = {}
    kept = {key: _kept(value, names, lost) for key, value in context.items() if key in _WRITTEN}
    notes = tuple(
        Problem(
            code=Code.NAMES_WITHHELD,
            message="公开版略去了含人名的语句",
            hint="需要公开的，改写该格，去掉人名",
            place=_place(origin),
            units=(unit.name,),
        )
        for origin in lost
    )
    return {**context, **kept}, notes


_WRITTEN: Final = frozenset({"要点", "报告", "列举", "后段", "自查问题"})


def _kept(value: Any, names: set[str], lost: dict[str, None]) -> Any:
    """A value without the sentences that name someone, through all that is nested in it."""
    if isinstance(value, Sourced):
        return _without(value, names, lost)
    if isinstance(value, Mapping):
        return {key: _kept(inner, names, lost) for key, inner in value.items() if key != "牵头领导"}
    if isinstance(value, list | tuple):
        inner = (_kept(one, names, lost) for one in value)
        return type(value)(one for one in inner if one != "")
    return value


def _without(text: Sourced, names: set[str], lost: dict[str, None]) -> Sourced:
    if not any(name in text for name in names):
        return text
    lost[text.origin] = None
    sentences = (match.group() for match in _SENTENCE.finditer(text))
    return Sourced("".join(one for one in sentences if not any(name in one for name in names)), text.origin)


def _place(origin: str) -> Place:
    file, _, rest = origin.partition(" › ")
    sheet, _, cell = rest.partition(" › ")
    return Place(file=file, sheet=sheet, cell=cell)
