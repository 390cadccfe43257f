"""The lengths of a box taken from its style at once.

WeasyPrint asks for nineteen lengths, one by one, whether they are percentages, each time that it lays a box out. Styles
without one have the same answer every time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, block, column, float, grid, inline, page, percent, table

from docgen.typesetting.weasyprint_steps import Step

__all__ = ["STEPS"]

_SIDES: Final = ("top", "right", "bottom", "left")
_LENGTHS: Final = (
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
_BORDERS: Final = tuple(f"border_{side}_width" for side in _SIDES)
_resolve: Final = percent.resolve_percentages


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the lengths of a box; the signature is WeasyPrint's."""
    style = box.style
    try:
        lengths = style.lengths
    except AttributeError:
        lengths = style.lengths = _lengths(style)
    if lengths is None or isinstance(box, boxes.PageBox):
        _resolve(box, containing_block)
        return
    box.__dict__.update(lengths)
    if style["border_collapse"] == "collapse":  # the borders of cells are settled between them
        for name in _BORDERS:
            box.__dict__.setdefault(name, style[name])


def _lengths(style: Any) -> Mapping[str, Any] | None:
    """The lengths of every box of a style; None where they depend on something else."""
    if style["box_sizing"] != "content-box":
        return None
    found: dict[str, Any] = {}
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            found[name] = 0 if name in ("min_width", "min_height") else "auto"
        elif getattr(value, "unit", None) == "px":
            found[name] = value.value
        else:
            return None
    if style["border_collapse"] != "collapse":
        found |= {name: style[name] for name in _BORDERS}
    return found


#: What is replaced.
STEPS: Final = (
    Step(
        owner=percent,
        name="resolve_percentages",
        new=_resolve_percentages,
        owners=(absolute, block, column, float, grid, inline, page, table),
    ),
)
