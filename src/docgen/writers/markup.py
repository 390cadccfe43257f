"""A line of the tree as HTML: exactly its characters, with elements around what is kept together or set otherwise.

What is copied from the page must be what was written, so nothing is put between characters but elements: `.k` keeps a
number and its unit on one line, `<wbr>` lets a line end beside a quotation mark, `.b` keeps blanks that HTML would
collapse, `.o` names the font of a character that the face lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import Markup, escape

from docgen.problems import Code, Problem
from docgen.standards.gbt9704 import Face
from docgen.typesetting.fonts import FontFile, FontSet
from docgen.typesetting.latin_gap import MOST_GAPS, latin_words
from docgen.typesetting.latin_gap import gaps as open_gaps
from docgen.typesetting.line_breaking import CLOSING_QUOTES, NOT_AT_END, NOT_AT_START, OPENING_QUOTES, kept_whole

__all__ = ["Markings", "breaks_at_quotes", "spans"]

_SPACES: Final = re.compile(r"^ +| +$| {2,}")


class Markings:
    """Marks up the texts of one document and remembers which other fonts that took and what no font has."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts
        self._others: dict[FontFile, None] = {}
        self._missing: dict[str, None] = {}

    @property
    def others(self) -> tuple[FontFile, ...]:
        """The fonts of characters that their face lacks, in the order of the text."""
        return tuple(self._others)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """GLYPH_MISSING, a problem a character, in the order of the text."""
        return tuple(_missing(character) for character in self._missing)

    def flowing(self, text: str, face: Face, *, gaps: bool) -> Markup:
        """A text that the renderer breaks into lines; `gaps`: with room where 汉字 and Latin meet, while it does so."""
        lacking = self._fonts.lacking(face, text)
        parts: list[str] = []
        position = 0
        for start, end, names in spans(text, open_gaps(text) if gaps else ()):
            self._breakable(text, position, start, face, lacking, parts)
            parts.append(f'<span class="{names}">')
            self._characters(text[start:end], face, lacking, parts)
            parts.append("</span>")
            position = end
        self._breakable(text, position, len(text), face, lacking, parts)
        return _markup(parts)

    def broken(self, lines: tuple[str, ...], face: Face) -> Markup:
        """Lines that were broken before: divided by line ends, set with `white-space: pre`."""
        text = "\n".join(lines)
        lacking = self._fonts.lacking(face, text)
        if not lacking:
            return escape(text)
        parts: list[str] = []
        for character in text:
            if character in lacking:
                self._characters(character, face, lacking, parts)
            else:
                parts.append(str(escape(character)))
        return _markup(parts)

    def characters(self, text: str, face: Face, parts: list[str]) -> None:
        """Characters without any place to break among them, added to `parts`."""
        self._characters(text, face, self._fonts.lacking(face, text), parts)

    def others_of(self, text: str, face: Face) -> dict[str, str] | None:
        """The family of the font of each character that the face lacks; None when one of them has no font."""
        found = {character: self._fonts.other(face, character) for character in sorted(self._fonts.lacking(face, text))}
        fonts = {character: font for character, font in found.items() if font is not None}
        if len(fonts) < len(found):
            return None
        self._others.update(dict.fromkeys(fonts.values()))
        return {character: font.family for character, font in fonts.items()}

    def _breakable(
        self, text: str, start: int, end: int, face: Face, lacking: frozenset[str], parts: list[str]
    ) -> None:
        """The stretch from `start` to `end`, with a place to break wherever a quotation mark allows one."""
        begun = start
        for place in range(start, min(end + 1, len(text))):
            if place and _may_break_at_quote(text[place - 1], text[place]):
                self._characters(text[begun:place], face, lacking, parts)
                parts.append("<wbr/>")
                begun = place
        self._characters(text[begun:end], face, lacking, parts)

    def _characters(self, text: str, face: Face, lacking: frozenset[str], parts: list[str]) -> None:
        if lacking.isdisjoint(text):
            parts.append(_blanks(text))
            return
        for piece in re.split(f"([{re.escape(''.join(sorted(lacking)))}])", text):
            if piece not in lacking:
                parts.append(_blanks(piece))
            elif (other := self._fonts.other(face, piece)) is not None:
                self._others[other] = None
                family = escape(other.family)
                parts.append(f"<span class='o' style='font-family: \"{family}\"'>{escape(piece)}</span>")
            else:
                self._missing[piece] = None
                parts.append(str(escape(piece)))


def spans(text: str, open_at: Iterable[int], held: Iterable[tuple[int, int]] = ()) -> Iterator[tuple[int, int, str]]:
    """What stands in an element of its own, and its classes.

    `k` is kept whole, as is what is `held` besides; `before` has one of the gaps at `open_at` before it, `within2` two
    inside or behind it.
    """
    kept, places = _joined((*kept_whole(text), *held)), list(open_at)
    whole, taken = frozenset(kept), 0
    words = latin_words(text, places)
    free = [word for word in words if not any(word[0] < end and start < word[1] for start, end in kept)]
    for start, end in sorted((*kept, *free)):
        last = end if (start, end) in whole else end + 1
        names = ["k"] if (start, end) in whole else []
        count = 0
        while taken < len(places) and places[taken] < last:
            if places[taken] == start:
                names.append("before")
            else:
                count += 1
            taken += 1
        if count:
            names.append(f"within{min(count, MOST_GAPS)}")
        yield start, end, " ".join(names)


def _joined(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap joined."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def breaks_at_quotes(text: str, place: int) -> bool:
    """Whether a line may end at a place of a text because of a quotation mark beside it."""
    return _may_break_at_quote(text[place - 1], text[place])


def _missing(character: str) -> Problem:
    return Problem(
        code=Code.GLYPH_MISSING,
        message=f"“{character}”（U+{ord(character):04X}）没有字体能印出",
        hint="安装含有该字的字体，或放进本单位字体文件夹",
    )


def _may_break_at_quote(before: str, after: str) -> bool:
    """Pango never breaks beside “ and ”; a line may end before an opening and after a closing one."""
    opens = after in OPENING_QUOTES and before not in NOT_AT_END and not before.isspace()
    closes = before in CLOSING_QUOTES and after not in NOT_AT_START and not after.isspace()
    return opens or closes


def _blanks(text: str) -> str:
    return _SPACES.sub(r'<span class="b">\g<0></span>', str(escape(text)))


def _markup(parts: list[str]) -> Markup:
    return Markup("".join(parts))  # noqa: S704 - every piece of text in it is escaped above
