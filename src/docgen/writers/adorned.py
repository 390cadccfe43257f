"""A text that a hand has adorned as HTML: the elements of `markup` around its characters, looks inside them.

Pictures and footnotes stand behind the character that they follow. A picture is named by its hash and handed over
beside the HTML (`pictures`), so that the renderer fetches nothing. A bold run is set in fonts drawn bolder, of the
characters collected in `bold`; so are italic ones, which no Chinese typeface has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from markupsafe import Markup, escape

from docgen.document import Look, Picture, Run, Text
from docgen.standards.gbt9704 import Face, Style
from docgen.typesetting.adornment import (
    SCRIPT_SHIFTS,
    calls,
    flat,
    outline,
    picture_height,
    picture_width,
    segments,
    size_of,
)
from docgen.typesetting.latin_gap import gaps as open_gaps
from docgen.units import Length, pt
from docgen.writers.markup import Markings, breaks_at_quotes, spans

__all__ = ["NOTE", "SCHEME", "Adorned", "css"]

#: The beginning of the identifier of a footnote; its number follows.
NOTE: Final = "note-"

#: Of the address of a picture; what follows is the hash of its file.
SCHEME: Final = "picture:"
#: What a picture is called that has no name: every one is read aloud as something.
_UNNAMED: Final = "图片"
#: Sizes of its text above which a character would raise its line, were it not lowered while lines are laid out.
_HIGH: Final = 1.6


def css(length: Length) -> str:
    """A length as CSS takes it, exact to a thousandth of a point."""
    return f"{length.pt:.3f}".rstrip("0").rstrip(".") + "pt"


class Adorned:
    """Marks up the adorned texts of one document; what it took besides is remembered."""

    def __init__(self, markings: Markings, footnote: Style) -> None:
        self._markings = markings
        self._footnote = footnote
        self._called: dict[int, tuple[Run, int]] = {}  # each is held, or another might have its identity
        self.pictures: dict[str, bytes] = {}
        self.bold: dict[Face, set[str]] = {}
        self.slanted: dict[Face, set[str]] = {}
        self.bold_slanted: dict[Face, set[str]] = {}

    @property
    def notes(self) -> int:
        """How many footnotes there are."""
        return len(self._called)

    def flowing(self, text: Text, style: Style, *, gaps: bool) -> Markup:
        """A text that the renderer breaks into lines, as `Markings.flowing` has it."""
        whole = outline(text)
        pieces = _Pieces(self, text, style)
        kept = [(place - 1, place) for place in calls(text) if place]
        for start, end, names in spans(whole, open_gaps(whole) if gaps else (), kept):
            pieces.breakable(start)
            pieces.add(f'<span class="{names}">')
            pieces.until(end)
            pieces.add("</span>")
        pieces.breakable(len(whole))
        return pieces.closed()

    def broken(self, lines: Iterable[Text], style: Style) -> Markup:
        """Lines that were broken before, divided by line ends."""
        made = []
        for line in lines:
            pieces = _Pieces(self, line, style)
            pieces.until(len(outline(line)))
            made.append(pieces.closed())
        return Markup("\n").join(made)

    def characters(self, text: str, style: Style) -> str:
        """Characters of one look."""
        parts: list[str] = []
        self._markings.characters(text, style.face, parts)
        return "".join(parts)

    def opened(self, look: Look, style: Style, text: str) -> str:
        """The beginning of the element that has a look."""
        named = self._drawn(look, style, text)
        lines = [name for name, on in (("underline", look.underline), ("line-through", look.strike)) if on]
        said = [
            f"text-decoration: {' '.join(lines)}" if lines else "",
            f"color: #{look.color}" if look.color else "",
            *_sized(look, style),
        ]
        return f'<span{named} style="{"; ".join(each for each in said if each)}">'

    def _drawn(self, look: Look, style: Style, text: str) -> str:
        """The class of characters that are drawn bold, slanted or both; they are remembered."""
        if not look.bold and not look.italic:
            return ""
        bold = look.bold or style.bold
        kept = self.bold_slanted if bold and look.italic else self.bold if bold else self.slanted
        kept.setdefault(style.face, set()).update(text)
        manner = "_".join(name for name, on in (("strong", bold), ("slanted", look.italic)) if on)
        return f' class="{manner}_{style.face.name}"'

    def behind(self, run: Run) -> Iterator[str]:
        """What stands behind the characters of a run, or in place of them."""
        if run.picture is not None:
            yield self._picture(run.picture)
        if run.footnote:
            yield self._call(run)

    def _picture(self, picture: Picture) -> str:
        key = sha256(picture.content).hexdigest()
        self.pictures[key] = picture.content
        wide, high = css(picture_width(picture)), css(picture_height(picture))
        name = escape(picture.name or _UNNAMED)
        return f'<img src="{SCHEME}{key}" alt="{name}" style="width: {wide}; height: {high}"/>'

    def _call(self, run: Run) -> str:
        """A footnote; where a table's head is printed again, its number alone."""
        if id(run) in self._called:
            return f'<span class="called">{self._called[id(run)][1]}</span>'
        number = len(self._called) + 1
        self._called[id(run)] = run, number
        marker = f'<span class="called">{number}</span> '
        lines = (self.flowing(flat(line), self._footnote, gaps=False) for line in run.footnote)
        paragraphs = "".join(
            f'<span class="FOOTNOTE">{"" if index else marker}{line}</span>' for index, line in enumerate(lines)
        )
        return f'<span class="note" id="{NOTE}{number}">{paragraphs}</span>'


def _sized(look: Look, style: Style) -> Iterator[str]:
    """Size and place of characters whose line keeps its pitch, as in an exact line of Word, whatever their size."""
    if look.size is None and look.script is None:
        return
    size = size_of(look, style)
    yield f"font-size: {css(size)}; line-height: 0"
    shift = Length(0)
    if look.script is not None:
        shift = (style.size if look.size is None else pt(look.size)).times(SCRIPT_SHIFTS[look.script])
    if size > style.line.times(_HIGH):
        lowered = size.times(1 / 3)  # laid out on the line's middle and painted where it belongs
        yield f"vertical-align: {css(shift - lowered)}; position: relative; top: {css(-lowered)}"
    elif shift:
        yield f"vertical-align: {css(shift)}"


class _Pieces:
    """One text while its pieces are put together, from left to right."""

    def __init__(self, adorned: Adorned, text: Text, style: Style) -> None:
        self._adorned = adorned
        self._style = style
        self._whole = outline(text)
        self._segments = list(segments(text))
        self._parts: list[str] = []
        self._at = 0
        self._next = 0  # the first segment that has not ended

    def add(self, part: str) -> None:
        """An element's beginning or end."""
        self._parts.append(part)

    def breakable(self, end: int) -> None:
        """Up to a place, with places to break beside quotation marks."""
        for place in range(self._at, min(end + 1, len(self._whole))):
            if place and breaks_at_quotes(self._whole, place):
                self.until(place)
                self._parts.append("<wbr/>")
        self.until(end)

    def until(self, end: int) -> None:
        """Up to a place of the outline, with what stands behind its last character."""
        while self._next < len(self._segments):
            segment = self._segments[self._next]
            stop = min(end, segment.end)
            if stop > self._at and segment.run.picture is None:
                self._characters(segment.run, self._whole[self._at : stop])
            self._at = max(self._at, stop)
            if segment.end > end:
                break
            self._parts.extend(self._adorned.behind(segment.run))
            self._next += 1

    def closed(self) -> Markup:
        """All pieces."""
        return Markup("".join(self._parts))  # noqa: S704 - every piece of text in it is escaped where it is made

    def _characters(self, run: Run, text: str) -> None:
        words = self._adorned.characters(text, self._style)
        if run.look is None or run.look == Look():
            self._parts.append(words)
        else:
            self._parts += [self._adorned.opened(run.look, self._style, text), words, "</span>"]
