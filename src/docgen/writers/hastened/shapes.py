"""Text shaped by Pango as seldom as can be.

WeasyPrint sets up all of Pango for every piece of text, and again to paint it. Here what Pango is told of a style is
made once a style, and a line that has been shaped stays so until it is painted.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any, Final
from weakref import ref

from weasyprint.css import computed_values, units
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango, unicode_to_char_p

from docgen.typesetting.weasyprint_steps import Step

__all__ = ["STEPS"]

ffi.cdef("""
    PangoContext * pango_layout_get_context (PangoLayout *layout);
    PangoAttrList * pango_attr_list_copy (PangoAttrList *list);
""")

#: Lines that are kept shaped, some kilobytes each; those of a longer paper are shaped again when they are painted.
_MOST: Final = 4000
_shaped: Final[deque[ref[Any]]] = deque()
_ALL: Final = 2**32 - 1  # the end of an attribute that holds for all of a text, however long
_PARAGRAPH_ENDS: Final = frozenset("\n\r\u2029")
_Layout: Final = line_break.Layout
_set_up: Final = _Layout.setup
_write: Final = _Layout.set_text
_measure: Final = line_break.strut


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What Pango is told of a style, as its own objects; `others` are the further attributes of a layout."""

    first: Any  # the layout that the context belongs to, which goes with it
    context: Any
    description: Any
    attributes: Any
    others: dict[str, Any]


def _told(style: Any) -> _Told:
    """What Pango is told of a style; it stays with the style, which nothing changes once text is laid out."""
    told: _Told | None = getattr(style, "told", None)
    if told is not None:
        return told
    layout = _Layout.__new__(_Layout)
    _set_up(layout, style)
    own = {name: value for name, value in layout.__dict__.items() if name not in ("layout", "style")}
    told = _Told(
        first=layout.layout,
        context=pango.pango_layout_get_context(layout.layout),
        description=line_break.get_font_description(style),
        attributes=_attributes(layout.layout, style),
        others=own,
    )
    style.told = told
    return told


def _attributes(layout: Any, style: Any) -> Any:
    """The attributes of any text of a style: those a layout has before there is text, spacing, no hyphens."""
    given = pango.pango_layout_get_attributes(layout)
    made = pango.pango_attr_list_new() if given == ffi.NULL else pango.pango_attr_list_copy(given)
    spacing = style["letter_spacing"]
    further = [] if spacing in ("normal", 0) else [pango.pango_attr_letter_spacing_new(int(spacing * TO_UNITS))]
    if style["overflow_wrap"] in ("anywhere", "break-word"):
        further.append(pango.pango_attr_insert_hyphens_new(False))
    for attribute in further:
        attribute.start_index, attribute.end_index = 0, _ALL
        pango.pango_attr_list_change(made, attribute)
    return ffi.gc(made, pango.pango_attr_list_unref)


def _setup(self: Any, style: Any) -> None:
    """Make the layout of a style; the signature is WeasyPrint's. One that adds attributes gets a list of its own."""
    told = _told(style)
    self.style = style
    self.__dict__.update(told.others)
    self.layout = ffi.gc(pango.pango_layout_new(told.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(self.layout, False)
    pango.pango_layout_set_font_description(self.layout, told.description)
    attributes = told.attributes
    if type(self) is not _Layout:
        attributes = ffi.gc(pango.pango_attr_list_copy(attributes), pango.pango_attr_list_unref)
    pango.pango_layout_set_attributes(self.layout, attributes)


def _set_text(self: Any, text: str, justify: bool = False) -> None:
    """Set the text of a layout; the signature is WeasyPrint's.

    What painting would ask for, one paragraph, is asked for at once where there is but one: asked later, it would
    have the line shaped again.
    """
    if self.style["word_spacing"] or self.justification_spacing or "\t" in text:
        _write(self, text, justify)
        return
    end = text.find("\n")
    self.text = text if end < 0 else text[: end + 2]  # the first line and a character more are enough
    pango.pango_layout_set_single_paragraph_mode(self.layout, _PARAGRAPH_ENDS.isdisjoint(self.text))
    pango.pango_layout_set_text(self.layout, unicode_to_char_p(self.text)[0], -1)


def _deactivate(self: Any) -> None:
    """Keep the layout for painting, and let go of the one kept longest; the signature is WeasyPrint's."""
    _shaped.append(ref(self))
    if len(_shaped) > _MOST:
        oldest = _shaped.popleft()()
        if oldest is not None:
            oldest.layout = None


def _reactivate(self: Any, style: Any) -> None:
    """Have the layout for painting; the signature is WeasyPrint's."""
    if self.layout is None:
        self.setup(style)
        self.set_text(self.text, justify=True)


def _strut(style: Any) -> tuple[float, float]:
    """Height and baseline of a line of a style, measured once a style; the signature is WeasyPrint's."""
    strut: tuple[float, float] | None = getattr(style, "strut", None)
    if strut is None:
        strut = style.strut = _measure(style)
    return strut


#: What is replaced.
STEPS: Final = (
    Step(owner=_Layout, name="setup", new=_setup),
    Step(owner=_Layout, name="set_text", new=_set_text),
    Step(owner=_Layout, name="deactivate", new=_deactivate),
    Step(owner=_Layout, name="reactivate", new=_reactivate),
    Step(
        owner=line_break,
        name="strut",
        new=_strut,
        owners=(inline, units, computed_values),
    ),
)
