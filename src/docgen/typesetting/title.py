"""A title of one line that is too long for it becomes lines of a shape (7.3.1: 梯形 or 菱形, words whole).

Two lines are long and short or short and long; three are short, long, short, or ever longer, or ever shorter; never
long, short, long (沙漏) and no rectangle. Lines that a hand has set are kept as they are. Only line ends are added: the
lines joined are the title as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil, inf
from typing import Final

from docgen.document import Block, Document, IssuedText, Layout, Orientation, Paragraph, Part, Role, Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.cell_lines import split
from docgen.typesetting.latin_gap import filled
from docgen.typesetting.line_breaking import break_lines
from docgen.typesetting.title_places import NEVER, WHOLE, WORD, strains
from docgen.typesetting.widths import plain

__all__ = ["broken", "shape", "titles"]

#: A text that takes more lines is no title any more; its lines are filled.
_MOST_LINES: Final = 5
# What a shape costs, on the scale of `title_places`.
_LINE: Final = 3.0  # a line more than need be
_HOURGLASS: Final = 12.0  # 长短长
_RECTANGLE: Final = 9.0  # a line as long as the one above
_STEEP: Final = 5.0  # × how far two lines are from differing by _SLOPE 字
_SLOPE: Final = 2.5
_UNEVEN: Final = 8.0  # × the squared share by which each line is longer or shorter than they are on average
_SHORT: Final = 4.0  # a line of less than four 字
_FULL: Final = 4.0  # a line filled to the last 字
_FULL_FROM: Final = 0.96


def shape(document: Document, standard: Standard, names: Collection[str] = ()) -> Document:
    """The document with its titles broken: its own, its cover's, its parts' and its tables'. `names` are kept whole."""
    reading = document.layout is Layout.READING
    turned = document.layout is Layout.LEDGER
    setter = _Setter(standard=standard, names=names)
    cover = document.cover
    title = setter.set(document.title, StyleName.READING_TITLE if reading else StyleName.TITLE, turned=turned)
    body = setter.body(document.body, turned=turned)
    if title == document.title and body is document.body and not cover and not document.parts:
        return document
    return replace(
        document,
        title=title,
        cover=cover and replace(cover, title=setter.set(cover.title, StyleName.COVER_TITLE)),
        body=body,
        parts=tuple(setter.part(part) for part in document.parts),
    )


def titles(document: Document) -> Iterator[str]:
    """The lines of every title that `shape` may break, as they are."""
    cover = document.cover.title if document.cover else ()
    bodies = (document.body, *(part.body for part in document.parts))
    captions = (
        block.runs
        for blocks in bodies
        for block in blocks
        if isinstance(block, Paragraph) and block.role is Role.CAPTION
    )
    own = (document.title, cover, *(part.title for part in document.parts))
    yield from (plain(line) for lines in own for line in lines)
    yield from (plain(line) for line in captions)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setter:
    standard: Standard
    names: Collection[str]

    def part(self, part: Part) -> Part:
        if isinstance(part, IssuedText):
            return replace(part, title=self.set(part.title, StyleName.TITLE), body=self.body(part.body, turned=False))
        turned = part.orientation is Orientation.LANDSCAPE
        title = self.set(part.title, StyleName.ATTACHMENT_TITLE, turned=turned)
        return replace(part, title=title, body=self.body(part.body, turned=turned))

    def body(self, blocks: tuple[Block, ...], *, turned: bool) -> tuple[Block, ...]:
        """The blocks with the title of each table broken like any other: a paragraph a line."""
        made: list[Block] = []
        for block in blocks:
            if isinstance(block, Paragraph) and block.role is Role.CAPTION and not block.lead:
                made += self._caption(block, turned=turned)
            else:
                made.append(block)
        return tuple(made) if len(made) > len(blocks) else blocks  # each broken title is a block more

    def _caption(self, block: Paragraph, *, turned: bool) -> Iterator[Paragraph]:
        for number, line in enumerate(self.set((block.runs,), StyleName.CAPTION, turned=turned)):
            yield replace(block, runs=line, new_page=block.new_page and not number)

    def set(self, title: tuple[Text, ...], name: StyleName, *, turned: bool = False) -> tuple[Text, ...]:
        """The lines of a title in a style; on a turned sheet a line is as long as the 版心 is high otherwise.

        A break set by hand wins; a line so made that is too long is broken as a title is.
        """
        page, style = self.standard.page, self.standard.styles[name]
        measure = (page.body_height if turned else page.body_width) / (style.size + style.spacing)
        return tuple(line for given in title for line in self._divided(given, measure))

    def _divided(self, given: Text, measure: float) -> Iterator[Text]:
        rest = given
        sized = any(run.picture is not None or (run.look and run.look.size) for run in given)
        lines = () if sized else broken(plain(given), measure, self.names)[:-1]  # a hand has shaped it
        for line in lines:
            before, rest = split(rest, len(line))
            yield _without_blank(before)
        yield rest


def _without_blank(line: Text) -> Text:
    """A line without the blank that parted two agencies: its end parts them now, and centring knows no blank."""
    *before, last = line
    return (*before, replace(last, text=last.text.rstrip(" ")))


def broken(text: str, measure: float, names: Collection[str] = ()) -> tuple[str, ...]:
    """The lines of a title, each at most `measure` 字; one where one holds it. No character is lost or added.

    A piece is taken apart only where no line would hold it: a name or a 《…》 before a word, a word before all else.
    """
    least = ceil(filled(text) / measure)
    if least < 2:
        return (text,)
    if least > _MOST_LINES:
        return break_lines(text, measure)
    costs = strains(text, measure, names)
    for limit in (WHOLE, WORD, NEVER, inf):
        places = [0, *(place for place in range(1, len(text)) if costs[place] < limit), len(text)]
        found = min(_Search(text, costs, measure, places, count).best() for count in range(least, least + 3))
        if found[0] < inf:
            ends = [0, *found[1]]
            return tuple(text[start:end] for start, end in pairwise(ends))
    return break_lines(text, measure)


#: What lines cost together, and where they end.
_Found = tuple[float, tuple[int, ...]]


@dataclass(slots=True)
class _Search:
    """The best way to end `count` lines of a text at some of the `places`, by dynamic programming."""

    text: str
    costs: Sequence[float]
    measure: float
    places: Sequence[int]
    count: int
    known: dict[tuple[int, int, bool, int], _Found] = field(default_factory=dict)

    def best(self) -> _Found:
        """`inf` when lines so few, or so many, cannot hold the text."""
        cost, ends = self._from(0, 0, False, self.count)
        return cost + _LINE * self.count, ends

    def _from(self, before: int, start: int, shrinking: bool, left: int) -> _Found:
        """The best of `left` lines from place number `start`; the line above begins at `before` (itself: none)."""
        key = (before, start, shrinking, left)
        if key not in self.known:
            if left == 0:
                self.known[key] = (0.0 if start == len(self.places) - 1 else inf, ())
            else:
                self.known[key] = min(self._lines(before, start, shrinking, left), default=(inf, ()))
        return self.known[key]

    def _lines(self, before: int, start: int, shrinking: bool, left: int) -> list[_Found]:
        """The line from `start`, ended at each place that it reaches, with the best that follows."""
        above = self._width(before, start) if before < start else None
        made: list[_Found] = []
        for end in range(start + 1, len(self.places)):
            long = self._width(start, end)
            if long > self.measure:
                break
            cost, shorter = self._line(long, above, shrinking)
            below, ends = self._from(start, end, shorter, left - 1)
            strain = self.costs[self.places[end]] if end < len(self.places) - 1 else 0.0
            made.append((cost + strain + below, (self.places[end], *ends)))
        return made

    def _line(self, long: float, above: float | None, shrinking: bool) -> tuple[float, bool]:
        """What the length of a line costs below the one above, and whether lines have begun to grow shorter."""
        even = filled(self.text) / self.count
        cost = _UNEVEN * (long / even - 1) ** 2
        cost += _SHORT if long < 4 else _FULL if long > self.measure * _FULL_FROM else 0.0
        if above is None:
            return cost, False
        apart = abs(long - above)
        cost += _RECTANGLE if apart < 0.5 else _STEEP * max(1 - apart / _SLOPE, 0)
        if shrinking and long > above:
            cost += _HOURGLASS
        return cost, shrinking or long < above

    def _width(self, start: int, end: int) -> float:
        return filled(self.text[self.places[start] : self.places[end]].strip())
