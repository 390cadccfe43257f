"""What the fields of a wording are: a text, a day, a number, several of something, or a record with fields of its own.

The lint follows a wording's expressions through these shapes, so that it knows every field before a paper is made.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, Final, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from docgen.facts.definitions import BY_NAME

__all__ = ["ANY", "DAY", "FIGURES", "FLAG", "NUMBER", "TEXT", "Leaf", "Many", "Map", "Pair", "Rec", "Shape", "record"]


class Leaf(Enum):
    """A value that is printed as it is; `FLAG` only in conditions; of `ANY` nothing is known."""

    TEXT = "文字"
    DAY = "日期"
    NUMBER = "数"
    FLAG = "是否"
    ANY = "不限"


@dataclass(frozen=True, slots=True)
class Rec:
    """A record: name → shape. `open`: the data gives it more names, each with a ： in it (来源：中央)."""

    fields: Mapping[str, Shape] = field(default_factory=dict)
    open: bool = False

    def __or__(self, more: Mapping[str, Shape]) -> Rec:
        """The same with more fields."""
        return Rec({**self.fields, **more}, self.open)


@dataclass(frozen=True, slots=True)
class Many:
    """Several of a shape, in order."""

    of: Shape


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values that a loop takes apart: `{% for 部分, 段落 in … %}`."""

    first: Shape
    second: Shape


@dataclass(frozen=True, slots=True)
class Map:
    """Names that the data gives, each with a value; a loop goes over `.items()`."""

    first: Shape
    second: Shape


Shape: TypeAlias = Leaf | Rec | Many | Pair | Map

TEXT: Final = Leaf.TEXT
DAY: Final = Leaf.DAY
NUMBER: Final = Leaf.NUMBER
FLAG: Final = Leaf.FLAG
ANY: Final = Leaf.ANY

#: The figures of docs/figures.md, as 数 holds them.
FIGURES: Final = Rec(
    dict.fromkeys(BY_NAME, NUMBER),
    open=True,  # 来源：中央 …
)


def record(model: type[BaseModel]) -> Rec:
    """The fields of a row of a sheet, under the headers of their columns."""
    return Rec(
        {info.alias or name: _of(info.annotation) for name, info in model.model_fields.items() if name != "origin"}
    )


def _of(annotation: Any) -> Shape:
    if get_origin(annotation) in (Union, types.UnionType):
        (annotation,) = (each for each in get_args(annotation) if each is not type(None))
    if get_origin(annotation) is tuple:
        inner = get_args(annotation)
        return Many(_of(inner[0])) if inner[1:] == (Ellipsis,) else Many(ANY)
    return {date: DAY, int: NUMBER, bool: FLAG}.get(annotation, TEXT)
