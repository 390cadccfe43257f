"""Page numbers and marks in the margins laid out once: page 3 has the same ones in every paper of a layout.

WeasyPrint makes sixteen boxes for the margins of a page, computes the style of each and lays those out that hold
something. What they hold depends on the rules, the kind of page, its number and its measures.
"""

from __future__ import annotations

from typing import Any, Final

from weasyprint import layout
from weasyprint.layout import page as pages

from docgen.latest import Latest
from docgen.typesetting.weasyprint_steps import Step

__all__ = ["STEPS"]

#: Pages whose margins are kept, with the style sheets that they depend on, so that no others can have their identity.
_MOST: Final = 300
_kept: Final[Latest[tuple[object, ...], tuple[list[Any], list[Any]]]] = Latest(_MOST)
_make: Final = pages.make_margin_boxes
_MEASURES: Final = ("margin_top", "margin_bottom", "margin_left", "margin_right")


def _make_margin_boxes(context: Any, page: Any, state: Any) -> list[Any]:
    """The boxes in the margins of a page, laid out; the signature is WeasyPrint's."""
    sheets = [each[0] for each in context.style_for._sheets]
    numbers = tuple(state[1].get("page", ()))
    measures = (*(getattr(page, name) for name in _MEASURES), page.border_width(), page.border_height())
    key = (*map(id, sheets), page.page_type, numbers, measures)
    known = _kept.again(key) or _kept.keep(key, (list(_make(context, page, state)), sheets))
    return known[0]


#: What is replaced.
STEPS: Final = (Step(owner=pages, name="make_margin_boxes", new=_make_margin_boxes, owners=(layout,)),)
