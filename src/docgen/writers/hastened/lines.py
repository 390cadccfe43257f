"""Lines found with less text shaped, and without looking for floats where there are none.

To break a line WeasyPrint shapes as much text as four lines hold; characters of a text as wide as ours need hardly more
than one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import isinf
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, float, inline, preferred
from weasyprint.text import line_break

from docgen.latest import Latest
from docgen.typesetting.weasyprint_steps import Step

__all__ = ["STEPS"]

#: Characters that are shaped beyond those that fill a line with characters as wide as they are high.
_BEYOND: Final = 16
#: Between two of these a line may end wherever they stand: the next line's first place to break is known.
_IDEOGRAPHS: Final = re.compile("[\u4e00-\u9fff]{2}")
#: Lines that are kept, with the style that each is of, so that no other can have its identity.
_MOST: Final = 4000
_lines: Final[Latest[tuple[object, ...], tuple[Any, Any]]] = Latest(_MOST)
#: Characters of a text whose first line is kept.
_LONGEST: Final = 120
_split: Final = line_break.split_first_line
_avoid: Final = float.avoid_collisions


def _split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: Any,
    justification_spacing: Any,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """The first line of a text; the signature is WeasyPrint's.

    The line is that of the whole text if it ends before the part looked at does, with a place to break behind it.
    """
    rest = (style, context, max_width, justification_spacing, is_line_start, minimum)
    size, wraps = style["font_size"], style["white_space"] == "normal"
    if not wraps or max_width is None or isinf(max_width) or max_width < size:
        return _once(text, *rest)
    enough = int(max_width / size) + _BEYOND
    if len(text) > enough + _BEYOND:
        part = text[:enough]
        found = _once(part, *rest)
        resume = found[2]
        if resume is not None and _IDEOGRAPHS.search(part.encode()[resume:].decode()):
            return found
    return _once(text, *rest)


def _once(text: str, style: Any, context: Any, max_width: Any, *rest: Any) -> Any:
    """A first line as WeasyPrint finds it, once for the same text of the same style in the same room."""
    if len(text) > _LONGEST:
        return _split(text, style, context, max_width, *rest)
    key = (id(style), text, max_width, *rest)
    known = _lines.again(key) or _lines.keep(key, (_split(text, style, context, max_width, *rest), style))
    return known[0]


def _avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
    """Where a box stands beside floats; the signature is WeasyPrint's."""
    if context.excluded_shapes or containing_block.style["direction"] != "ltr" or not isinstance(box, boxes.LineBox):
        return _avoid(context, box, containing_block, outer)
    left = containing_block.content_box_x()
    if outer:
        return left, box.position_y, containing_block.width
    bound = left + box.margin_left
    width = left + containing_block.width - box.margin_right - bound
    return bound - box.margin_left, box.border_box_y() - box.margin_top, width


#: What is replaced.
STEPS: Final = (
    Step(
        owner=line_break,
        name="split_first_line",
        new=_split_first_line,
        owners=(inline, preferred),
    ),
    Step(
        owner=line_break,
        name="can_break_text",
        new=lru_cache(maxsize=4096)(line_break.can_break_text),
        owners=(inline, preferred),
    ),
    Step(
        owner=float,
        name="avoid_collisions",
        new=_avoid_collisions,
        owners=(block, inline),
    ),
)
