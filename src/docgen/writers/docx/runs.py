"""Text → runs: characters that the named face lacks are named a wider one, Chinese quotation marks an eastern one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final

from docgen.document import Run, Text
from docgen.standards.gbt9704 import Font, Standard, Style, StyleName
from docgen.typesetting.adornment import advances, flat, is_adorned, outline, split
from docgen.typesetting.paragraph_lines import latin_after_marks, respaced
from docgen.typesetting.widths import plain
from docgen.units import Length
from docgen.writers.docx.looks import drawing, dress
from docgen.writers.docx.paragraphs import paragraph
from docgen.writers.docx.styles import FOOTNOTE_CALL, character_style, fonts
from docgen.writers.docx.wordml import NS, Element, element, value

__all__ = ["justified", "line_break", "lines", "runs", "tab"]

#: Characters that both Latin and Chinese type have: without a hint Word takes the Latin face and its widths.
_SHARED: Final = re.compile("[“”‘’—…·×÷±°§¶〇①-⑳Ⅰ-Ⅻα-ωΑ-Ω]")
#: The language of a digit or Latin letter before which LibreOffice is to end a line as it does before 汉字.
_AS_CHINESE: Final = "zh-CN"
_PRESERVE: Final = f"{{{NS['xml']}}}space"


def runs(text: Text, standard: Standard, style: StyleName, *, inside: StyleName | None = None) -> list[Element]:
    """The runs of a text in a style; `inside` is the style of the paragraph when that is another one."""
    if is_adorned(text):
        return _adorned(text, standard, style, inside, None)
    return _runs(plain(text), standard, style, inside, None)


def _adorned(
    text: Text,
    standard: Standard,
    style: StyleName,
    inside: StyleName | None,
    pitch: Length | None,
    *,
    chinese: bool = False,
) -> list[Element]:
    """The runs of a text that a hand has adorned: each run of the tree by itself."""
    made: list[Element] = []
    for run in text:
        if run.picture is not None:
            made.append(drawing(run.picture))
        words = _runs(run.text, standard, style, inside, pitch, chinese=chinese)
        made.extend(dress(each, run.look) for each in words) if run.look else made.extend(words)
        if run.footnote:
            made.append(_call(run.footnote, standard))
    return made


def _call(lines: tuple[Text, ...], standard: Standard) -> Element:
    """The call of a footnote. Its paragraphs stand in it until the parts are put together (`notes`)."""
    name = StyleName.FOOTNOTE
    raised = value("w:rStyle", FOOTNOTE_CALL)
    number = element("w:r", {}, element("w:rPr", {}, raised), element("w:footnoteRef"))
    paragraphs = []
    for index, line in enumerate(lines):
        head = [number, *_runs(" ", standard, name, None, None)] if not index else []
        paragraphs.append(paragraph(name, [*head, *runs(flat(line), standard, name)]))
    call = element("w:footnoteReference", {"w:id": 0}, element("w:footnote", {"w:id": 0}, *paragraphs))
    return element("w:r", {}, element("w:rPr", {}, value("w:rStyle", FOOTNOTE_CALL)), call)


def _runs(
    text: str,
    standard: Standard,
    style: StyleName,
    inside: StyleName | None,
    pitch: Length | None,
    *,
    chinese: bool = False,
) -> list[Element]:
    """`pitch` is the spacing of characters where it is not the style's; `chinese`: whether Latin is marked so."""
    font = standard.fonts[standard.styles[style].face]
    character = style if inside not in (None, style) else None
    made: list[Element] = []
    for rare, piece in _pieces(text, font):
        made.extend(_piece(piece, font, character, pitch, rare=rare, chinese=chinese))
    return made


def justified(
    text: Text,
    standard: Standard,
    style: StyleName,
    across: Length,
    *,
    lead: tuple[Text, StyleName] | None = None,
    indent: float | None = None,
) -> list[Element]:
    """The runs of a justified paragraph of a style over the width `across`; `lead` before them in another style.

    Lines that others would end elsewhere than our policy does are respaced, and Latin before which one would hang a
    mark is marked as Chinese (`typesetting.paragraph_lines`, which says what `indent` is). What a hand made larger
    counts as wide as it is.
    """
    before, first = lead or ((), style)
    whole = (*before, *text)
    if not is_adorned(whole):
        whole = (Run(text=plain(whole)),)  # runs of one style are one run of the file
    heading = len(outline(before))
    made: list[Element] = []
    rest: Text = whole
    for each in _stretches(whole, heading, standard.styles[style], across, indent):
        piece, rest = split(rest, each.end - each.start) if each.end < len(outline(whole)) else (rest, ())
        inside = first if each.start < heading else style
        made.extend(_adorned(piece, standard, inside, style, each.pitch, chinese=each.chinese))
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Characters of an outline that are set alike: `pitch` as in `_runs`, `chinese` whether Latin is marked so."""

    start: int
    end: int
    pitch: Length | None
    chinese: bool


def _stretches(text: Text, heading: int, style: Style, across: Length, indent: float | None) -> Iterator[_Stretch]:
    """A paragraph in order, divided after its `heading` and wherever its lines ask for something."""
    words, widths = outline(text), advances(text, style)
    extras: dict[int, Length] = {}
    places = {0, heading, len(words)}
    for line in respaced(words, style, across, indent=indent, advances=widths):
        places |= {line.start, line.end}
        extras[line.start] = line.extra
        if line.start < heading < line.end:
            extras[heading] = line.extra
    latin = frozenset(latin_after_marks(words, style, across, indent=indent, advances=widths))
    at = sorted(places | latin | {place + 1 for place in latin})
    pitch: Length | None = None
    for start, end in pairwise(at if len(at) > 1 else (0, 0)):  # a footnote may be called where there is no character
        if start in places:
            pitch = style.spacing + extras[start] if start in extras else None
        yield _Stretch(start=start, end=end, pitch=pitch, chinese=start in latin)


def lines(texts: Iterable[Text], standard: Standard, style: StyleName) -> list[Element]:
    """Hand-set lines of a title or a mark in one paragraph: it stays one entry in the navigation pane."""
    made: list[Element] = []
    for index, text in enumerate(texts):
        if index:
            made.append(line_break())
        made.extend(runs(text, standard, style))
    return made


def line_break() -> Element:
    """A run that ends a line within a paragraph."""
    return element("w:r", {}, element("w:br"))


def tab() -> Element:
    """A run that goes to the next tab stop."""
    return element("w:r", {}, element("w:tab"))


def _piece(
    piece: str, font: Font, character: StyleName | None, pitch: Length | None, *, rare: bool, chinese: bool
) -> Iterator[Element]:
    hint = bool(_SHARED.search(piece))
    for index, part in enumerate(piece.split("\t")):
        if index:
            yield tab()
        if not part:
            continue
        run = element("w:r")
        if rare or hint or character or pitch is not None or chinese:
            properties = element("w:rPr")
            if character:
                properties.append(value("w:rStyle", character_style(character)))
            if rare:
                properties.append(fonts(font, wide=True, hint=hint))
            elif hint:
                properties.append(element("w:rFonts", {"w:hint": "eastAsia"}))
            if pitch is not None:
                properties.append(value("w:spacing", pitch.twips))
            if chinese:
                properties.append(element("w:lang", {"w:val": _AS_CHINESE}))
            run.append(properties)
        words = element("w:t")
        words.text = part
        words.set(_PRESERVE, "preserve")
        run.append(words)
        yield run


def _pieces(text: str, font: Font) -> Iterator[tuple[bool, str]]:
    """Stretches of characters that the named face has (False) or lacks (True)."""
    if font.named == font.wide or _is_common(text):
        if text:
            yield False, text
        return
    for common, characters in groupby(text, key=_is_common):
        yield not common, "".join(characters)


@lru_cache(maxsize=4096)
def _is_common(text: str) -> bool:
    """Whether all of it is in GB 2312, the repertoire of the named faces."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
