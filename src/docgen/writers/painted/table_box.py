"""A set table as a box: as wide and high as it is, or as what of it fits on a page.

The layouts write `<table class="set" id="table:3">` with a `th` and a `td`, whose styles are those of heads and cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from weasyprint import css
from weasyprint.text import line_break

from docgen.latest import Latest
from docgen.writers.hastened.font_files import apart
from docgen.writers.hastened.structure import Element
from docgen.writers.painted.grid import Grid, Placed, Rule, has_words, paragraphs, start_of
from docgen.writers.painted.line import line_of, number
from docgen.writers.painted.slot import Box, no_break
from docgen.writers.painted.structure import mark_of, structure_of
from docgen.writers.painted.table import PaintedTable

__all__ = ["TableBox", "styles_of"]

#: Styles of other families that are kept, each with the one it inherits from, so that no other can have its identity.
_MOST: Final = 500
_kept: Final[Latest[tuple[int, str], tuple[Any, Any]]] = Latest(_MOST)


class TableBox(Box):
    """The box of a painted table, or of what of it stands on a page.

    `styles`: by head or cell the style of its text; `rows`: once it is laid out, the first of its rows on the page and
    the one behind its last there, None where it ends there.
    """

    styles: Mapping[bool, Any]
    rows: tuple[int, int | None]
    _grid: tuple[PaintedTable, Grid] | None = None

    @property
    def grid(self) -> Grid:
        """What of the table stands on the page, laid out."""
        table: PaintedTable = self.content
        if self._grid is None or self._grid[0] is not table:
            self._grid = (table, table.grid(*self.rows))
        return self._grid[1]

    def laid_out(self, context: Any, bottom_space: float, skip_stack: Any, page_is_empty: bool) -> tuple[Any, ...]:
        """What of the table stands on a page and where it goes on: what WeasyPrint's layout of a block gives."""
        table, start = self.content, next(iter(skip_stack or {0: None}))
        end = table.end(
            start,
            lambda high: not context.overflows_page(bottom_space, self.position_y + high),
            page_is_empty=page_is_empty,
        )
        if end is None:
            return None, None, no_break(), [], False, None
        self.replacement.room = context.page_bottom - bottom_space - self.position_y
        made = self.copy()
        rest = None if end == len(table.table.rows) else {end: None}
        made.rows = (start, end if rest else None)
        made.width, made.height = made.grid.width, made.grid.height
        return made, rest, no_break(), [], False, None

    def paint(self, stream: Any) -> None:
        """Paint its rules, then its cells, each paragraph marked as one content."""
        grid, left, top = self.grid, self.position_x, self.position_y
        stream.push_state()
        stream.set_color(self.style["color"], stroke=True)
        stream.set_alpha(1, stroke=True)
        stream.set_alpha(1)
        _paint_rules(stream, grid.rules, left, top)
        for placed in grid.cells:
            self._paint_cell(stream, placed, left, top)
        stream.pop_state()

    def structure(self, parent: Any, pdf: Any, page: int, nums: dict[int, Any], tags: dict[Any, Any]) -> tuple[Element]:
        """Its structure element, entered in a PDF: what `hastened.structure` asks of a box."""
        return (structure_of(self, self.grid, parent, pdf, page, nums, tags),)

    def _paint_cell(self, stream: Any, placed: Placed, left: float, top: float) -> None:
        """Its lines, centred between its rules."""
        style = self.styles[placed.cell.header]
        stream.set_color(style["color"])
        height, base = line_break.strut(style)
        lines = paragraphs(placed.cell)
        y = top + placed.middle - height * sum(map(len, lines)) / 2 + base
        for place, paragraph in enumerate(lines):
            if has_words(paragraph):
                mcid = len(stream._tags)
                stream._tags[mark_of(self, placed, place)] = {"tag": "Span", "mcid": mcid}
                stream.stream.append(b"/Span\n<</MCID %d>>\nBDC\nBT" % mcid)
                for row, words in enumerate(paragraph):
                    if words.strip():
                        self._paint_line(stream, words, placed, left, y + row * height)
                stream.stream.append(b"ET\nEMC")
            y += height * len(paragraph)

    def _paint_line(self, stream: Any, words: str, placed: Placed, left: float, y: float) -> None:
        lines = [line_of(part, style, stream) for part, style in self._parts(words, placed)]
        x = left + start_of(placed, sum(line.width for line in lines))
        for line in lines:
            if line.text.strip():
                line.paint(stream, x, y)
            x += line.width

    def _parts(self, words: str, placed: Placed) -> Iterator[tuple[str, Any]]:
        """A line by the styles that it is set in."""
        header = placed.cell.header
        others, style = self.content.others[header], self.styles[header]
        if others.keys().isdisjoint(words):
            yield words, style
            return
        start = 0
        for place, character in enumerate(words):
            if character in others:
                if start < place:
                    yield words[start:place], style
                yield character, _in_family(style, others[character])
                start = place + 1
        if start < len(words):
            yield words[start:], style


def _paint_rules(stream: Any, rules: tuple[Rule, ...], left: float, top: float) -> None:
    """Paint rules, which are no content."""
    stream.stream.append(b"/Artifact\nBMC")
    thickness = None
    for rule in rules:
        if rule.thickness != thickness:
            thickness = rule.thickness
            stream.stream.append(b"%b w" % number(thickness))
        start, end = (b"%b %b" % (number(left + x), number(top + y)) for x, y in (rule.start, rule.end))
        stream.stream.append(b"%b m\n%b l\nS" % (start, end))
    stream.stream.append(b"EMC")


def styles_of(table: Any) -> Mapping[bool, Any]:
    """By head or cell the style of the text of a table, from the box that WeasyPrint has made of its element."""
    return {cell.element_tag == "th": cell.style for cell in table.children}


def _in_family(style: Any, family: str) -> Any:
    """The style of a `span` in a cell that has a font family of its own."""
    key = (id(style), family)
    known = _kept.again(key)
    if known is None:
        own = {"font_family": ((family,), (0, 0, (0, 0, 0)))}
        fonts = apart(family) or style.font_config
        around = (None, style.root_style, style.base_url, fonts, style.initial_page_sizes)
        known = _kept.keep(key, (css.ComputedStyle(style, own, *around), style))
    return known[0]
