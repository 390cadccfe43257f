"""WeasyPrint told of the boxes that we paint: by which element each is written, how it is laid out and when painted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import weasyprint.draw
from weasyprint import html
from weasyprint.layout import block

from docgen.typesetting import weasyprint_steps
from docgen.typesetting.weasyprint_steps import Step
from docgen.writers.hastened.pages import leave_open
from docgen.writers.painted.number_box import NumberBox
from docgen.writers.painted.slot import Box
from docgen.writers.painted.table_box import TableBox, styles_of

__all__ = ["STEPS", "install"]


def _table(element: Any, box: Any, get_image_from_uri: Any, _base_url: Any) -> list[Any]:
    """The box of a `table` element, called by WeasyPrint as for pictures: a painted one, or its own."""
    if "set" not in element.get("class", "").split():
        return [box]
    made = TableBox(element.tag, box.style, element, get_image_from_uri(url=element.get("id")))
    made.string_set, made.bookmark_label = box.string_set, box.bookmark_label
    made.styles = styles_of(box)
    return [made]


def _number(element: Any, box: Any, get_image_from_uri: Any, _base_url: Any) -> list[Any]:
    """The box of a `number` element."""
    return [NumberBox(element.tag, box.style, element, get_image_from_uri(url=element.get("id")))]


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
    if isinstance(box, Box):
        return box.laid_out(context, bottom_space, skip_stack, page_is_empty)
    return _switch(context, box, bottom_space, skip_stack, around, page_is_empty, *rest, **named)


def _draw_block_level(page: Any, stream: Any, blocks_and_cells: Mapping[Any, Any]) -> None:
    """Draw boxes in their order; the signature is WeasyPrint's, which would mark each of ours as a picture."""
    for box, inner in blocks_and_cells.items():
        if isinstance(box, Box):
            leave_open(stream, box)
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
    """Let WeasyPrint know of painted boxes. ChangedError when it is not the release that was read."""
    weasyprint_steps.install(STEPS)
    html.HTML_HANDLERS.update(table=_table, number=_number)
