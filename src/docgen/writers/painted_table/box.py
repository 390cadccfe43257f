"""A set table as a box of WeasyPrint's: as wide and high as it is, or as what of it fits on a page, painted by us.

The layouts write `<table class="set" id="table:3">` with a `th` and a `td`, whose styles are those of heads and cells;
in them is a `span` for each font that characters without a glyph are set in. The table itself is found by its `id`
among the pictures of the paper.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import weasyprint.draw
from weasyprint import html
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.text import line_break

from docgen.standards.gbt9704 import Standard
from docgen.typesetting import weasyprint_steps
from docgen.typesetting.table_pages import SetTable, piece
from docgen.typesetting.weasyprint_steps import Step
from docgen.writers.hastened.structure import Element
from docgen.writers.painted_table.grid import Grid, Placed, Rule, grid_of, has_words, height_of, paragraphs, start_of
from docgen.writers.painted_table.line import line_of, number
from docgen.writers.painted_table.structure import mark_of, structure_of

__all__ = ["STEPS", "PaintedTable", "install"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedTable:
    """A table, and by head (True) or cell (False) the family of each character that its face lacks.

    `ends`: after how many of its rows a page may end, in order, the last of them all.
    """

    table: SetTable
    standard: Standard
    ends: tuple[int, ...]
    others: Mapping[bool, Mapping[str, str]]

    def end(self, start: int, fits: Callable[[float], bool], *, page_is_empty: bool) -> int | None:
        """Up to which row those from `start` on stand on a page; None where not even the first group fits below others.

        A page that has nothing else takes the first group all the same.
        """
        head, rows = self.table.header, self.table.rows
        ends = [end for end in self.ends if end > start] or [start]
        taken = bisect_left(ends, True, key=lambda end: not fits(height_of((*head, *rows[start:end]), self.standard)))
        return ends[max(taken - 1, 0)] if taken or page_is_empty else None

    def grid(self, start: int, end: int) -> Grid:
        """Rows `start` to `end` below the head, laid out."""
        is_whole = not start and end == len(self.table.rows)
        return grid_of(self.table if is_whole else piece(self.table, start, end), self.standard)


class TableBox(boxes.BlockReplacedBox):  # type: ignore[misc]  # WeasyPrint carries no types
    """The box of a painted table, or of what of it stands on a page.

    `styles`: by head or cell the style of its text, and of each other family; `grid`: once it is laid out.
    """

    replacement: PaintedTable
    styles: Mapping[bool, Mapping[str, Any]]
    grid: Grid

    def laid_out(self, context: Any, bottom_space: float, skip_stack: Any, page_is_empty: bool) -> tuple[Any, ...]:
        """What of the table stands on a page and where it goes on: what WeasyPrint's layout of a block gives."""
        table, start = self.replacement, next(iter(skip_stack or {0: None}))
        following = {"break": "any", "page": None}  # which WeasyPrint writes into
        end = table.end(
            start,
            lambda high: not context.overflows_page(bottom_space, self.position_y + high),
            page_is_empty=page_is_empty,
        )
        if end is None:
            return None, None, following, [], False, None
        made = self.copy()
        made.grid = table.grid(start, end)
        made.width, made.height = made.grid.width, made.grid.height
        rest = None if end == len(table.table.rows) else {end: None}
        return made, rest, following, [], False, None

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
        style = self.styles[placed.cell.header][""]
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
        others, styles = self.replacement.others[header], self.styles[header]
        if others.keys().isdisjoint(words):
            yield words, styles[""]
            return
        start = 0
        for place, character in enumerate(words):
            if character in others:
                if start < place:
                    yield words[start:place], styles[""]
                yield character, styles[others[character]]
                start = place + 1
        if start < len(words):
            yield words[start:], styles[""]


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


def _handle(element: Any, box: Any, get_image_from_uri: Any, _base_url: Any) -> list[Any]:
    """The box of a `table` element, called by WeasyPrint as for pictures: a painted one, or its own."""
    if "set" not in element.get("class", "").split():
        return [box]
    made = TableBox(element.tag, box.style, element, get_image_from_uri(url=element.get("id")))
    made.string_set, made.bookmark_label = box.string_set, box.bookmark_label
    made.styles = {
        cell.element_tag == "th": {"": cell.style, **{one.element.get("title"): one.style for one in cell.children}}
        for cell in box.children
    }
    return [made]


def _lay_out(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: Any,
    around: Any,
    page_is_empty: bool,
    *rest: Any,
    **named: Any,
) -> Any:
    """Lay out a block; the signature is that of WeasyPrint's `block_level_layout_switch`."""
    if isinstance(box, TableBox):
        return box.laid_out(context, bottom_space, skip_stack, page_is_empty)
    return _switch(context, box, bottom_space, skip_stack, around, page_is_empty, *rest, **named)


def _draw_block_level(page: Any, stream: Any, blocks_and_cells: Mapping[Any, Any]) -> None:
    """Draw boxes in their order; the signature is WeasyPrint's, which would mark each painted table as a picture."""
    for box, inner in blocks_and_cells.items():
        if isinstance(box, TableBox):
            box.paint(stream)
        else:
            _draw(page, stream, {box: inner})


_switch: Final = block.block_level_layout_switch
_draw: Final = weasyprint.draw.draw_block_level
#: What is replaced.
STEPS: Final = (
    Step(owner=block, name="block_level_layout_switch", new=_lay_out),
    Step(owner=weasyprint.draw, name="draw_block_level", new=_draw_block_level),
)


def install() -> None:
    """Let WeasyPrint know of painted tables. ChangedError when it is not the release that was read."""
    weasyprint_steps.install(STEPS)
    html.HTML_HANDLERS["table"] = _handle
