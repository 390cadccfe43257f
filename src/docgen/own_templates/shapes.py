"""What a field of a template is: its sort, and of a group or of rows the fields inside. For lint, lists and schemas."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

__all__ = ["ANY", "Shape", "Sort", "group", "leaf", "plain_name", "rows"]


class Sort(Enum):
    """What a field holds, in the words of the list of fields."""

    TEXT = "文字"
    NUMBER = "数"
    DAY = "日期"
    DEADLINE = "时限"
    FLAG = "是否"
    NAMES = "几个词"  # several texts: names, agencies
    GROUP = "一组"
    ROWS = "几行"
    ANY = "不定"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A field. `fields` are those of a group, or of each row; None: whatever the dataset has, not known here."""

    sort: Sort
    meaning: str = ""
    fields: Mapping[str, Shape] | None = field(default_factory=dict)

    def find(self, name: str) -> Shape | None:
        """The field of a name, however it is punctuated; ANY where the fields are not known; None: there is none."""
        if self.fields is None:
            return ANY
        return self.fields.get(name) or self.fields.get(plain_name(name))


def plain_name(name: str) -> str:
    """A header as a tag can have it: letters, figures and _ only (“四风”方面突出问题 → 四风方面突出问题)."""
    kept = "".join(char for char in unicodedata.normalize("NFKC", name) if char == "_" or char.isalnum())
    return f"_{kept}" if kept[:1].isdigit() else kept


def leaf(sort: Sort, meaning: str) -> Shape:
    """A field that is printed."""
    return Shape(sort=sort, meaning=meaning)


def group(meaning: str, fields: Mapping[str, Shape] | None) -> Shape:
    """A field with fields inside."""
    return Shape(sort=Sort.GROUP, meaning=meaning, fields=fields)


def rows(meaning: str, fields: Mapping[str, Shape] | None) -> Shape:
    """A field that is looped over; `fields` are those of each row."""
    return Shape(sort=Sort.ROWS, meaning=meaning, fields=fields)


#: Of what nothing is known before the dataset is there.
ANY: Final = Shape(sort=Sort.ANY, fields=None)
