"""Passages and grids with what they were taken for: what both ways of reading a Word file come to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from docgen.document import Text
from docgen.readers.word.passages import Grid, Passage
from docgen.readers.word.texts import plain
from docgen.standards.gbt9704 import StyleName

__all__ = ["HEADINGS", "Known", "agencies_of"]

HEADINGS: Final = (StyleName.HEADING_1, StyleName.HEADING_2, StyleName.HEADING_3, StyleName.HEADING_4)

#: The bookmark of ours on each line of a name that is set in several, among those of several agencies.
_LINE: Final = re.compile(r"_机关(\d+)行(\d+)_")


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


def agencies_of(rows: Iterable[tuple[Text, tuple[str, ...]]]) -> tuple[tuple[Text, ...], ...]:
    """Agencies, each as its lines, from lines in reading order with the bookmarks that begin on each."""
    numbered: dict[int, dict[int, Text]] = {}
    alone: list[Text] = []
    for text, bookmarks in rows:
        found = next((match for name in bookmarks if (match := _LINE.match(name))), None)
        if found:
            numbered.setdefault(int(found[1]), {})[int(found[2])] = text
        else:
            alone.append(text)
    made: list[tuple[Text, ...]] = []
    while alone or numbered:
        place = len(made)
        if place in numbered or not alone:
            lines = numbered.pop(place if place in numbered else min(numbered))
            made.append(tuple(lines[line] for line in sorted(lines)))
        else:
            made.append((alone.pop(0),))
    return tuple(made)
