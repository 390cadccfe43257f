"""Pages that stand in many papers painted once: what a page was painted as is kept with it, from its second paper on.

A page paints the same in every paper unless its glyphs have other widths there, which the first page that sets a glyph
decides, to a thousandth. So those are compared first, and a page with pictures, groups or characters without a glyph is
painted each time.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any, Final

import pydyf
from weasyprint import document
from weasyprint.pdf import stream as streams

from docgen.typesetting.weasyprint_steps import Step
from docgen.writers.hastened.painting import agree, enter, held
from docgen.writers.pdf_file import joined

__all__ = ["STEPS", "paint_last"]

_paint_page: Final = document.Page.paint
#: What of a paper's resources a page may have added to that is named by its number in that paper.
_NUMBERED: Final = ("XObject", "Pattern", "Shading")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Painted:
    """What a page adds to a paper: its stream, marks, fonts with their glyphs, and states; `holds` keeps the fonts.

    `last`: boxes that are painted behind it in every paper.
    """

    scale: float
    content: bytes
    tags: dict[Any, Any]
    fonts: dict[Any, Any]
    states: dict[str, Any]
    last: tuple[Any, ...]
    holds: tuple[Any, ...]


class _Recording(streams.Stream):  # type: ignore[misc]  # WeasyPrint carries no types
    """A stream that has a paper's resources to itself, and holds the fonts of Pango that are set in it."""

    def __init__(self, like: Any) -> None:
        resources: dict[str, Any] = {name: {} for name in ("ExtGState", *_NUMBERED)}
        resources["ColorSpace"] = like._resources["ColorSpace"]
        profiles = (like._color_profiles, like._output_intent)
        super().__init__({}, like.page_rectangle, resources, {}, {}, *profiles, compress=like.compress)
        self._ctm_stack = [like.ctm]
        self.holds: dict[int, Any] = {}
        self.last: list[Any] = []

    def add_font(self, pango_font: Any) -> Any:
        """A font, and its size; the signature is WeasyPrint's."""
        found = super().add_font(pango_font)
        if id(found[0]) not in self.holds:
            self.holds[id(found[0])] = held(pango_font)
        return found


def paint_last(stream: Any, box: Any) -> None:
    """Have a box painted when all else of its page is: what it shows differs from paper to paper."""
    stream.last.append(box)


def _paint(self: Any, stream: Any, scale: float = 1) -> None:
    """Paint a page into a paper; the signature is WeasyPrint's."""
    self.papers = getattr(self, "papers", 0) + 1
    if self.papers == 2:  # most pages stand in one paper only
        self.painted = _recorded(self, stream, scale)
    painted: _Painted | None = getattr(self, "painted", None)
    if painted is None or painted.scale != scale or stream._tags != {} or not _agree(painted, stream):
        stream.last = []
        _paint_page(self, stream, scale)
        last = stream.last
    else:
        _enter(painted, stream)
        last = painted.last
    if last:
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            for box in last:
                box.paint(stream)


def _enter(painted: _Painted, stream: Any) -> None:
    """Enter in a paper what a page was painted as."""
    for key, font in painted.fonts.items():
        known = stream._fonts.get(key)
        if known is None:
            known = stream._fonts[key] = copy(font)
            known.widths, known.to_unicode, known.missing = {}, {}, {}
        enter(font, known)
    stream._tags.update(painted.tags)
    for name, state in painted.states.items():
        stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))
    stream.stream.append(painted.content)


def _recorded(page: Any, stream: Any, scale: float) -> _Painted | None:
    """What a page is painted as; None where that depends on the paper."""
    recording = _Recording(stream)
    _paint_page(page, recording, scale)
    resources, fonts = recording._resources, recording._fonts
    numbered = any(resources[name] for name in _NUMBERED) or any(name[0] not in "aA" for name in resources["ExtGState"])
    if numbered or any(font.missing for font in fonts.values()):
        return None
    return _Painted(
        scale=scale,
        content=joined(recording.stream),
        tags=recording._tags,
        fonts=fonts,
        states=resources["ExtGState"],
        last=tuple(recording.last),
        holds=tuple(recording.holds.values()),
    )


def _agree(painted: _Painted, stream: Any) -> bool:
    """Whether glyphs that the paper has set already are as wide there as on the page."""
    return all(key not in stream._fonts or agree(font, stream._fonts[key]) for key, font in painted.fonts.items())


#: What is replaced.
STEPS: Final = (Step(owner=document.Page, name="paint", new=_paint),)
