"""Lines filled as if blanks stood between 汉字 and Latin (`latin_gap`), and set without them: WeasyPrint's steps around
a line.

The print layouts give a piece that follows such a place a margin at its left (`.before`), and one that has such places
inside or behind it a margin at its right (`.within1` …). Here the left margin of what begins a line is taken away
before the line is filled, since no blank stands there, and all others once it is full, so that justification shares
the room out. No other inline box of our layouts has margins.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from docgen.typesetting.weasyprint_steps import Step

__all__ = ["STEPS", "room_of"]

_fill: Final[Callable[..., Any]] = inline.get_next_linebox
_align: Final[Callable[..., Any]] = inline.text_align
_NONE: Final = Dimension(0, "px")


def room_of(line: Any) -> float:
    """The room (px) that was taken out of a line before it was aligned."""
    return float(getattr(line, "room", 0.0))


def _filled(context: Any, linebox: Any, position_y: Any, bottom_space: Any, skip_stack: Any, *rest: Any) -> Any:
    """The next line; the signature is that of WeasyPrint's `get_next_linebox`."""
    first = _first_with_room(linebox, inline.skip_first_whitespace(linebox, skip_stack))
    if first is None:
        return _fill(context, linebox, position_y, bottom_space, skip_stack, *rest)
    style = first.style
    first.style = style.copy()
    first.style["margin_left"] = _NONE
    try:
        return _fill(context, linebox, position_y, bottom_space, skip_stack, *rest)
    finally:
        first.style = style


def _first_with_room(box: Any, skip_stack: Any) -> Any:
    """The inline box that begins where a line begins and has room at its left, if there is one."""
    while skip_stack != "continue" and isinstance(box, (boxes.LineBox, boxes.InlineBox)) and box.children:
        index, skip_stack = next(iter(skip_stack.items())) if skip_stack else (0, None)
        box = box.children[index]
        if skip_stack is None and isinstance(box, boxes.InlineBox) and box.style["margin_left"] != _NONE:
            return box
    return None


def _aligned(context: Any, line: Any, available_width: float, last: bool) -> Any:
    """Take the room out of a line and align it; the signature is that of WeasyPrint's `text_align`."""
    line.room = -_close(line, 0.0)
    return _align(context, line, available_width, last)


def _close(box: Any, advance: float) -> float:
    """Take the margins of inline boxes away and shift what follows; return by how much that has moved."""
    if not isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.translate(advance, 0)
        return advance
    box.position_x += advance
    behind = 0.0
    if isinstance(box, boxes.InlineBox):
        advance, behind = advance - box.margin_left, box.margin_right
        box.margin_left = box.margin_right = 0
    start = advance
    for child in box.children:
        if child.is_in_normal_flow():
            advance = _close(child, advance)
    box.width += advance - start
    return advance - behind


#: What is replaced.
STEPS: Final = (
    Step(owner=inline, name="get_next_linebox", new=_filled),
    Step(owner=inline, name="text_align", new=_aligned),
)
