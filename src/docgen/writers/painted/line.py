"""A line of a cell as it stands in a PDF: its glyphs, shaped and written once for all papers that have it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from weasyprint.draw import text
from weasyprint.matrix import Matrix
from weasyprint.text import line_break

from docgen.latest import Latest
from docgen.writers.hastened.painting import array_of, held, of_pictures, plain_runs
from docgen.writers.hastened.paper_fonts import own_font

__all__ = ["Line", "line_of", "number"]

#: Lines that are kept, those that were set last; each holds its style, so that no other can have its identity.
_MOST: Final = 4000
#: What an array of glyphs holds: glyphs, four digits each, and by what is moved between them.
_IN_ARRAY: Final = re.compile(rb"([0-9a-f]{4})(?=[0-9a-f]*>)|(-?[\d.]+(?:e-?\d+)?)(?=[<\]])")
_kept: Final[Latest[tuple[int, str], Line]] = Latest(_MOST)


@dataclass(slots=True)
class _Glyphs:
    """What writing glyphs notes of their font: the width of each and the characters it stands for."""

    widths: dict[int, int]
    to_unicode: dict[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Glyphs of one font of Pango: the operators that set them, and what of them the font must know.

    `divided`: by the glyphs that are in a second font, the operators that set these in it.
    """

    font: Any
    glyphs: _Glyphs
    operators: bytes
    divided: dict[frozenset[int], bytes] = field(default_factory=dict)

    def set_in(self, font: Any, own: Any, lacking: frozenset[int]) -> bytes:
        """The operators that set it in a font of a paper, and what that is lacking in another one of it."""
        known = self.divided.get(lacking)
        if known is None:
            known = self.divided[lacking] = _divided(self.operators, font.hash, own.hash, lacking)
        return known


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a style: its width in px, and its runs; none where it cannot be set by glyphs alone.

    `pango_layout` may have let go of what it shaped, and shapes it again when it is asked to.
    """

    text: str
    style: Any
    pango_layout: Any
    width: float
    runs: tuple[_Run, ...]

    def paint(self, stream: Any, x: float, y: float) -> None:
        """Set the line in a stream, from a point of its base line on."""
        if not self.runs:
            self.pango_layout.reactivate(self.style)
            emojis = text.draw_first_line(stream, self, "clip", "none", Matrix(d=-1, e=x, f=y))
            text.draw_emojis(stream, self.style, x, y, emojis)
            return
        stream.stream.append(b"1 0 0 -1 %b %b Tm" % (number(x), number(y)))
        for place, run in enumerate(self.runs):
            stream.stream.append(self._operators(stream, place, run))

    def _operators(self, stream: Any, place: int, run: _Run) -> bytes:
        """The operators of a run, whose glyphs are entered in the paper's font, or in its own where that has them not.

        How wide the paper has a glyph, to a thousandth, the size decides in which it first sets it: where that is
        another width, the run is written anew by it.
        """
        font, _ = stream.add_font(run.font)
        lacking = _without(run.glyphs.widths, font)
        if not lacking:
            return run.operators
        own = own_font(stream, font)
        to = font if own is None else own
        new = _without(lacking, to)
        if any(glyph in font.widths or glyph in to.widths for glyph in new):
            run = _runs(self.pango_layout, stream, {**to.widths, **font.widths})[place]
            lacking = _without(run.glyphs.widths, font)
            new = _without(lacking, to)
        for glyph, width in sorted(new.items()):
            to.widths[glyph] = width
            to.to_unicode.setdefault(glyph, run.glyphs.to_unicode[glyph])
        return run.operators if own is None else run.set_in(font, own, frozenset(lacking))


def _without(widths: Mapping[int, int], font: Any) -> dict[int, int]:
    """Glyphs with their widths that a font has not so; a difference of views would go through all that it has."""
    has = font.widths
    return {glyph: width for glyph, width in widths.items() if has.get(glyph) != width}


def line_of(words: str, style: Any, stream: Any) -> Line:
    """A line shaped in a style, or as it was shaped before."""
    key = (id(style), words)
    return _kept.again(key) or _kept.keep(key, _shaped(words, style, stream))


def _shaped(words: str, style: Any, stream: Any) -> Line:
    layout, _, _, width, _, _ = line_break.split_first_line(words, style, None, None, 0)
    return Line(text=words, style=style, pango_layout=layout, width=width, runs=_runs(layout, stream, {}))


def _runs(layout: Any, stream: Any, widths: Mapping[int, int]) -> tuple[_Run, ...]:
    """The runs of a line, written by the widths of glyphs that are given, and by their own."""
    layout.reactivate(layout.style)  # one that is long kept has let go of what was shaped
    found = plain_runs(layout.get_first_line()[0])
    if found is None:
        return ()
    made: list[_Run] = []
    for pango_font, items in groupby(found, key=lambda each: each[0].item.analysis.font):
        font, size = stream.add_font(pango_font)
        if of_pictures(font):
            return ()
        noted = _Glyphs(widths={**widths}, to_unicode={})
        arrays = "".join(array_of(stream, item, glyphs, noted, size, layout.text) for item, glyphs in items)
        noted.widths = {glyph: noted.widths[glyph] for glyph in noted.to_unicode}
        operators = b"/%b %b Tf\n[%b] TJ" % (font.hash.encode(), number(size), arrays.encode())
        made.append(_Run(font=held(pango_font), glyphs=noted, operators=operators))
    return tuple(made)


def _divided(operators: bytes, shared: str, own: str, lacking: Collection[int]) -> bytes:
    """The operators of a run with the glyphs that its font is without set in its own."""
    head, _, array = operators.partition(b"[")
    size = head.split()[1]
    made: list[tuple[bool, list[bytes]]] = []
    for glyph, moved in _IN_ARRAY.findall(array):
        is_own = int(glyph, 16) in lacking if glyph else bool(made) and made[-1][0]
        if not made or made[-1][0] != is_own:
            made.append((is_own, []))
        made[-1][1].append(b"<%b>" % glyph if glyph else moved)
    names = (shared.encode(), own.encode())
    arrays = ((names[is_own], b"".join(array).replace(b"><", b"")) for is_own, array in made)
    return b"\n".join(b"/%b %b Tf\n[%b] TJ" % (name, size, array) for name, array in arrays)


def number(value: float) -> bytes:
    """A length as PDF has it, to a ten-thousandth."""
    return f"{value:.4f}".rstrip("0").rstrip(".").encode()
