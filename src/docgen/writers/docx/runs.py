"""Text → runs: characters that the named face lacks are named a wider one, Chinese quotation marks an eastern one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final

from docgen.document import Look, Text
from docgen.standards.gbt9704 import Font, Standard, Style, StyleName
from docgen.typesetting.adornment import advances, bare, flat, outline, split
from docgen.typesetting.paragraph_lines import NOTHING, Settled, settled
from docgen.units import Length
from docgen.writers.docx.looks import drawing, dressed
from docgen.writers.docx.paragraphs import paragraph
from docgen.writers.docx.styles import FOOTNOTE_CALL, character_style, fonts
from docgen.writers.docx.wordml import Xml, element, value, words

__all__ = ["justified", "line_break", "lines", "runs", "tab"]

#: Characters that both Latin and Chinese type have: without a hint Word takes the Latin face and its widths.
_SHARED: Final = re.compile("[“”‘’—…·×÷±°§¶〇①-⑳Ⅰ-Ⅻα-ωΑ-Ω]")
#: The language of a digit or Latin letter before which LibreOffice is to end a line as it does before 汉字.
_AS_CHINESE: Final = "zh-CN"


def runs(text: Text, standard: Standard, style: StyleName, *, inside: StyleName | None = None) -> Xml:
    """The runs of a text in a style; `inside` is the style of the paragraph when that is another one."""
    if not text:
        return ""
    characters = bare(text)
    if characters is None:
        return _adorned(text, standard, style, inside, None)
    return _plain_runs(characters, standard, style, None if inside is style else inside, None, None, False)


def _adorned(
    text: Text,
    standard: Standard,
    style: StyleName,
    inside: StyleName | None,
    pitch: Length | None,
    *,
    chinese: bool = False,
) -> Xml:
    """The runs of a text that a hand has adorned: each run of the tree by itself."""
    made: list[Xml] = []
    for run in text:
        if run.picture is not None:
            made.append(drawing(run.picture))
        made.append(_runs(run.text, standard, style, inside, pitch, chinese=chinese, look=run.look))
        if run.footnote:
            made.append(_call(run.footnote, standard))
    return "".join(made)


def _call(lines: tuple[Text, ...], standard: Standard) -> Xml:
    """The call of a footnote. Its paragraphs stand in it until the parts are put together (`notes`)."""
    name = StyleName.FOOTNOTE
    raised = value("w:rStyle", FOOTNOTE_CALL)
    number = element("w:r", {}, element("w:rPr", {}, raised), element("w:footnoteRef"))
    paragraphs = []
    for index, line in enumerate(lines):
        head = number + _runs(" ", standard, name, None, None) if not index else ""
        paragraphs.append(paragraph(name, head + runs(flat(line), standard, name)).xml)
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
    look: Look | None = None,
) -> Xml:
    """`pitch` is the spacing of characters where it is not the style's; `chinese`: whether Latin is marked so."""
    return _plain_runs(text, standard, style, None if inside is style else inside, pitch, look, chinese)


@lru_cache(maxsize=4096)  # names, figures and words in tables
def _plain_runs(
    text: str,
    standard: Standard,
    style: StyleName,
    inside: StyleName | None,
    pitch: Length | None,
    look: Look | None,
    chinese: bool,
) -> Xml:
    font = standard.fonts[standard.styles[style].face]
    return _written(text, font, style if inside else None, pitch, look, chinese=chinese)


def _written(
    text: str, font: Font, character: StyleName | None, pitch: Length | None, look: Look | None, *, chinese: bool
) -> Xml:
    """The runs of characters of a face; `character` is their style where it is not the paragraph's."""
    if font.named == font.wide or _is_common(text):  # nearly all
        return _piece(text, font, character, pitch, look, rare=False, chinese=chinese) if text else ""
    pieces = ((not common, "".join(characters)) for common, characters in groupby(text, key=_is_common))
    return "".join(_piece(piece, font, character, pitch, look, rare=rare, chinese=chinese) for rare, piece in pieces)


def justified(
    text: Text,
    standard: Standard,
    style: StyleName,
    across: Length,
    *,
    lead: tuple[Text, StyleName] | None = None,
    indent: float | None = None,
) -> Xml:
    """The runs of a justified paragraph of a style over the width `across`; `lead` before them in another style.

    Lines that others would end elsewhere than our policy does are respaced, and Latin before which one would hang a
    mark is marked as Chinese (`typesetting.paragraph_lines`, which says what `indent` is). What a hand made larger
    counts as wide as it is.
    """
    before, first = lead or ((), style)
    heading, characters = bare(before), bare(text)
    if heading is None or characters is None:
        return _justified((*before, *text), len(outline(before)), standard, style, first, across, indent)
    return _justified_plain(heading + characters, len(heading), standard, style, first, across, indent)


@lru_cache(maxsize=1024)  # sentences of wordings recur, and the copies of a notice are one text
def _justified_plain(
    words: str,
    heading: int,
    standard: Standard,
    style: StyleName,
    first: StyleName,
    across: Length,
    indent: float | None,
) -> Xml:
    """A paragraph of nothing but characters, the first `heading` of which are of the style `first`."""
    own = standard.styles[style]
    found = settled(words, own, across, indent=indent)
    made: list[Xml] = []
    for each in _stretches(words, heading, found, own):
        font = standard.fonts[(standard.styles[first] if each.start < heading else own).face]
        character = first if each.start < heading and first is not style else None
        text = words[each.start : each.end]
        made.append(_written(text, font, character, each.pitch, None, chinese=each.chinese))
    return "".join(made)


def _justified(
    rest: Text,
    heading: int,
    standard: Standard,
    style: StyleName,
    first: StyleName,
    across: Length,
    indent: float | None,
) -> Xml:
    """The same of one that a hand has adorned."""
    words, widths = outline(rest), advances(rest, standard.styles[style])
    found = settled(words, standard.styles[style], across, indent=indent, advances=widths)
    made: list[Xml] = []
    for each in _stretches(words, heading, found, standard.styles[style]):
        inside = first if each.start < heading else style
        part, rest = split(rest, each.end - each.start) if each.end < len(words) else (rest, ())
        made.append(_adorned(part, standard, inside, style, each.pitch, chinese=each.chinese))
    return "".join(made)


@dataclass(slots=True)
class _Stretch:
    """Characters of an outline that are set alike: `pitch` as in `_runs`, `chinese` whether Latin is marked so."""

    start: int
    end: int
    pitch: Length | None
    chinese: bool


def _stretches(words: str, heading: int, found: Settled, style: Style) -> Iterator[_Stretch]:
    """A paragraph in order, divided after its `heading` and wherever its lines ask for something."""
    if not heading and found is NOTHING:
        yield _Stretch(0, len(words), None, False)
        return
    extras: dict[int, Length] = {}
    places = {0, heading, len(words)}
    for line in found.respaced:
        places |= {line.start, line.end}
        extras[line.start] = line.extra
        if line.start < heading < line.end:
            extras[heading] = line.extra
    at = sorted(places.union(found.latin, (place + 1 for place in found.latin)))
    pitch: Length | None = None
    for start, end in pairwise(at if len(at) > 1 else (0, 0)):  # a footnote may be called where there is no character
        if start in places:
            pitch = style.spacing + extras[start] if start in extras else None
        yield _Stretch(start, end, pitch, start in found.latin)


def lines(texts: Iterable[Text], standard: Standard, style: StyleName) -> Xml:
    """Hand-set lines of a title or a mark in one paragraph: it stays one entry in the navigation pane."""
    return line_break().join(runs(text, standard, style) for text in texts)


def line_break() -> Xml:
    """A run that ends a line within a paragraph."""
    return element("w:r", {}, element("w:br"))


def tab() -> Xml:
    """A run that goes to the next tab stop."""
    return element("w:r", {}, element("w:tab"))


def _piece(
    piece: str,
    font: Font,
    character: StyleName | None,
    pitch: Length | None,
    look: Look | None,
    *,
    rare: bool,
    chinese: bool,
) -> Xml:
    hint = _SHARED.search(piece) is not None
    properties = ""
    if rare or hint or character or pitch is not None or chinese or look:
        properties = _properties(font, character, pitch, look, rare=rare, hint=hint, chinese=chinese)
    if "\t" not in piece:
        return f"<w:r>{properties}{words('w:t', piece)}</w:r>"
    parts = (f"<w:r>{properties}{words('w:t', part)}</w:r>" if part else "" for part in piece.split("\t"))
    return tab().join(parts)


@lru_cache(maxsize=1024)  # the same few dozen in all papers of an office
def _properties(
    font: Font,
    character: StyleName | None,
    pitch: Length | None,
    look: Look | None,
    *,
    rare: bool,
    hint: bool,
    chinese: bool,
) -> Xml:
    """`w:rPr` of characters that are set otherwise than their paragraph's style has it."""
    properties: list[Xml] = []
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
    return element("w:rPr", {}, *(dressed(properties, look) if look else properties))


@lru_cache(maxsize=4096)
def _is_common(text: str) -> bool:
    """Whether all of it is in GB 2312, the repertoire of the named faces."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
