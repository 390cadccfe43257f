"""A file as comparison sees it: passages in reading order, each with the words that say where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

__all__ = ["OFF", "ON", "Content", "Grid", "Look", "Passage", "row_text"]

#: How something that is set or not is said in a look.
ON: Final = "是"
OFF: Final = "否"
#: What is set (字体, 字号, 对齐 …) → how, both as staff say it.
Look = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph, or a cell with its paragraphs joined. `place` is where a person finds it: 正文第3段, 表1第2行第3列.

    `look` is how the paragraph is set; `spans` cover the text: (number of characters, how they are set). `counted` is
    False for a part that has a name of its own (标题): its place alone says which one it is.
    """

    place: str
    text: str
    look: Look = field(default_factory=dict)
    spans: tuple[tuple[int, Look], ...] = ()
    counted: bool = True
    pictures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: rows of cells, those that a merge covers left out. `columns` is how many there are beside each other."""

    place: str
    rows: tuple[tuple[Passage, ...], ...]
    columns: int

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(row_text(row) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a file says. `beside` stands outside the text: 页眉, 页脚, 脚注.

    `sheets` say how the paper of each section lies; `looks`: whether the file tells how it is set at all. `notes` are
    sentences on how it was read.
    """

    blocks: tuple[Passage | Grid, ...]
    beside: tuple[Passage, ...] = ()
    sheets: tuple[Look, ...] = ()
    looks: bool = False
    notes: tuple[str, ...] = ()


def row_text(row: tuple[Passage, ...]) -> str:
    """The words of a row."""
    return "".join(cell.text for cell in row)
