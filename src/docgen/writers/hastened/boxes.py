"""What a box's style says of it, found out once a style.

WeasyPrint asks six questions each time it meets a box, some four thousand times a paper, whether it stands in the flow
of the text, and looks at twelve properties of each for a background and at four for an outline that a text has not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import weasyprint.draw
from weasyprint.draw import border
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background

from docgen.typesetting.weasyprint_steps import Step

__all__ = ["STEPS"]

_CORNERS: Final = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
_in_flow: Final = boxes.Box.is_in_normal_flow
_lay_out: Final = background.layout_box_backgrounds
_outline: Final = border.draw_outline


def _is_in_normal_flow(self: Any) -> bool:
    """Whether a box is in normal flow; the signature is WeasyPrint's.

    Only a yes is kept: a note called out of the flow is put back into it by a change of its style.
    """
    style = self.style
    try:
        in_flow: bool = style.in_flow
    except AttributeError:
        in_flow = _in_flow(self)
        if in_flow:
            style.in_flow = True
    return in_flow


def _layout_box_backgrounds(
    page: Any, box: Any, images: Callable[..., Any], layout_children: bool = True, style: Any = None
) -> None:
    """Find the backgrounds of a box and of those in it; the signature is WeasyPrint's."""
    if style is not None or box is page or not _is_bare(box.style):
        _lay_out(page, box, images, layout_children, style)
        return
    box.border_top_left_radius = box.border_top_right_radius = (0, 0)
    box.border_bottom_right_radius = box.border_bottom_left_radius = (0, 0)
    if layout_children:
        for child in box.all_children():
            _layout_box_backgrounds(page, child, images)
    box.background = None


def _is_bare(style: Any) -> bool:
    """Whether a style has no background, no round corners, no shadow and no picture for its border."""
    try:
        bare: bool = style.bare
    except AttributeError:
        bare = style.bare = (
            all((0, "px") in style[corner] for corner in _CORNERS)
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and not style["box_shadow"]
            and get_color(style, "background_color").alpha == 0
        )
    return bare


def _draw_outline(stream: Any, box: Any) -> None:
    """Draw the outlines of a box and of those in it; the signature is WeasyPrint's."""
    if box.style["outline_width"]:
        _outline(stream, box)
        return
    for child in box.children:
        if isinstance(child, boxes.Box):
            _draw_outline(stream, child)


#: What is replaced.
STEPS: Final = (
    Step(owner=boxes.Box, name="is_in_normal_flow", new=_is_in_normal_flow),
    Step(owner=background, name="layout_box_backgrounds", new=_layout_box_backgrounds),
    Step(owner=border, name="draw_outline", new=_draw_outline, owners=(weasyprint.draw,)),
)
