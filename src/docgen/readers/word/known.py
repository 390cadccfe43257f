"""Passages and grids with what they were taken for: what both ways of reading a Word file come to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from docgen.document import Text
from docgen.readers.word.passages import Grid, Passage
from docgen.readers.word.texts import plain
from docgen.standards.gbt9704 import StyleName

__all__ = ["HEADINGS", "Known"]

HEADINGS: Final = (StyleName.HEADING_1, StyleName.HEADING_2, StyleName.HEADING_3, StyleName.HEADING_4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A passage or a grid and what it is; `lines` is its text, `kind` the place it has in a paper.

    `level` 1–4 of a paragraph of the text; `lead` is how many characters of it are its heading. `centred`: 第一章.
    `begins`: a part begins here that has neither label nor title. `imprint`: a grid that is the 版记.
    """

    block: Passage | Grid
    kind: StyleName
    lines: tuple[Text, ...] = ()
    level: int = 0
    lead: int = 0
    centred: bool = False
    begins: bool = False
    imprint: bool = False

    @property
    def passage(self) -> Passage:
        """The paragraph; an empty one for a grid."""
        return self.block if isinstance(self.block, Passage) else Passage(place=self.block.place)

    @property
    def text(self) -> Text:
        """Its lines as one."""
        return tuple(run for line in self.lines for run in line)

    @property
    def words(self) -> str:
        """Its characters, without the blanks at their ends."""
        return plain(self.text).strip()

    def line(self, text: Text) -> Known:
        """The same with another text."""
        return replace(self, lines=(text,))
