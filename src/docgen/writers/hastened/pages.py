"""Pages that stand in many papers painted once: what a page was painted as is kept with it, from its second paper on.

A page paints the same in every paper unless its glyphs have other widths there, which the first page that sets a glyph
decides, to a thousandth. So those are compared first, and a page with pictures, groups or characters without a glyph is
painted each time. What a page shows that differs from paper to paper is painted when all else of the paper is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

import pydyf
from weasyprint import document
from weasyprint.pdf import stream as streams

from docgen.typesetting.weasyprint_steps import Step
from docgen.writers.hastened.painting import agree, enter, held, without_glyphs
from docgen.writers.pdf_file import joined

__all__ = ["STEPS", "leave_open"]

_paint_page: Final = document.Page.paint
#: What of a paper's resources a page may have added to that is named by its number in that paper.
_NUMBERED: Final = ("XObject", "Pattern", "Shading")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Painted:
    """What a page adds to a paper: its stream, marks, fonts with their glyphs, and states; `holds` keeps the fonts.

    `boxes`: those that are painted anew in every paper, each between two of `contents`.
    """

    scale: float
    contents: list[bytes]
    tags: dict[Any, Any]
    fonts: dict[Any, Any]
    states: dict[str, Any]
    boxes: list[Any]
    holds: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A place in a stream where a box is to be painted."""

    box: Any


class _Recording(streams.Stream):  # type: ignore[misc]  # WeasyPrint carries no types
    """A stream that has a paper's resources to itself, and holds the fonts of Pango that are set in it."""

    def __init__(self, like: Any) -> None:
        resources: dict[str, Any] = {name: {} for name in ("ExtGState", *_NUMBERED)}
        resources["ColorSpace"] = like._resources["ColorSpace"]
        profiles = (like._color_profiles, like._output_intent)
        super().__init__({}, like.page_rectangle, resources, {}, {}, *profiles, compress=like.compress)
        self._ctm_stack = [like.ctm]
        self.holds: dict[int, Any] = {}

    def add_font(self, pango_font: Any) -> Any:
        """A font, and its size; the signature is WeasyPrint's."""
        found = super().add_font(pango_font)
        if id(found[0]) not in self.holds:
            self.holds[id(found[0])] = held(pango_font)
        return found


def leave_open(stream: Any, box: Any) -> None:
    """Leave a place open for a box, which is painted when all else of its paper is: it shows other things in each one.

    So marks of what papers share are numbered first, and alike in each, and its glyphs are known (`paper_fonts`).
    """
    stream.stream.append(_Open(box=box))


def _paint(self: Any, stream: Any, scale: float = 1) -> None:
    """Paint a page into a paper; the signature is WeasyPrint's."""
    self.papers = getattr(self, "papers", 0) + 1
    if self.papers == 2:  # most pages stand in one paper only
        self.painted = _recorded(self, stream, scale)
    painted: _Painted | None = getattr(self, "painted", None)
    if painted is None or painted.scale != scale or stream._tags != {} or not _agree(painted, stream):
        _paint_page(self, stream, scale)
        pieces, boxes = _divided(stream.stream)
    else:
        _enter(painted, stream)
        pieces = [[content] if content else [] for content in painted.contents]
        pieces[0] = stream.stream + pieces[0]
        boxes = painted.boxes
    if boxes:
        stream._fonts.leave_open(stream, pieces, boxes)
    else:
        (stream.stream,) = pieces


def _divided(pieces: list[Any]) -> tuple[list[list[Any]], list[Any]]:
    """The pieces of a stream up to each place that was left open and behind the last, and the boxes of these places."""
    places = [place for place, piece in enumerate(pieces) if isinstance(piece, _Open)]
    starts = (0, *(place + 1 for place in places))
    divided = [pieces[start:end] for start, end in zip_longest(starts, places)]
    return divided, [pieces[place].box for place in places]


def _enter(painted: _Painted, stream: Any) -> None:
    """Enter in a paper what a page was painted as."""
    for key, font in painted.fonts.items():
        known = stream._fonts.get(key)
        if known is None:
            known = stream._fonts[key] = without_glyphs(font)
        enter(font, known)
    stream._tags.update(painted.tags)
    for name, state in painted.states.items():
        stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))


def _recorded(page: Any, stream: Any, scale: float) -> _Painted | None:
    """What a page is painted as; None where that depends on the paper."""
    recording = _Recording(stream)
    _paint_page(page, recording, scale)
    resources, fonts = recording._resources, recording._fonts
    pieces, boxes = _divided(recording.stream)
    numbered = any(resources[name] for name in _NUMBERED) or any(name[0] not in "aA" for name in resources["ExtGState"])
    if numbered or any(font.missing for font in fonts.values()):
        return None
    return _Painted(
        scale=scale,
        contents=[joined(piece) for piece in pieces],
        tags=recording._tags,
        fonts=fonts,
        states=resources["ExtGState"],
        boxes=boxes,
        holds=tuple(recording.holds.values()),
    )


def _agree(painted: _Painted, stream: Any) -> bool:
    """Whether glyphs that the paper has set already are as wide there as on the page."""
    return all(key not in stream._fonts or agree(font, stream._fonts[key]) for key, font in painted.fonts.items())


#: What is replaced.
STEPS: Final = (Step(owner=document.Page, name="paint", new=_paint),)
