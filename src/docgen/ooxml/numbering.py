"""Numbers that Word writes before paragraphs by itself: what is printed, and the indents of the list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from docgen.numerals import chinese
from docgen.ooxml.properties import Properties, W, children, flat, value

__all__ = ["Numbering"]

_CHINESE: Final = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand")
_RINGED: Final = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")
_RINGS: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_ROMAN: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
#: With what the numbers of Chinese and Arabic figures end.
_PLAIN: Final = "0123456789〇零一二三四五六七八九十百千"
#: The marks of a list as Word has them in its symbol fonts, and what they look like.
_BULLETS: Final = {
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf075": "◆",
    "\uf0b7": "·",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0a7": "▪",
}
_MOST: Final = 9999  # beyond it numbers are written in Arabic figures whatever the form
_LONGEST: Final = 9  # digits of a number that a file is believed
_PLACE: Final = re.compile(r"%(\d)")


class Numbering:
    """word/numbering.xml, counting as paragraphs go by in their order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[tuple[str, int], etree._Element] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._own: dict[tuple[str, int], etree._Element] = {}  # a list's own form of a level
        self._starts: dict[tuple[str, int], int] = {}  # a list that begins anew, until it has begun
        for node in children(root, "abstractNum") if root is not None else ():
            for level in children(node, "lvl"):
                self._levels[value(node, "abstractNumId"), _number(value(level, "ilvl"))] = level
        for node in children(root, "num") if root is not None else ():
            name = value(node, "numId")
            self._lists[name] = value(node.find(f"{W}abstractNumId"), "val")
            for override in children(node, "lvlOverride"):
                self._override(name, override)

    def _override(self, name: str, override: etree._Element) -> None:
        level = _number(value(override, "ilvl"))
        own, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
        if own is not None:
            self._own[name, level] = own
        if start is not None:
            self._starts[name, level] = _number(value(start, "val"))

    def before(self, own: etree._Element | None) -> tuple[str, Properties]:
        """The number of the next paragraph, whose w:numPr this is, and the indents of its level.

        Empty for a list that is marked otherwise than by Chinese or Arabic numbers.
        """
        if own is None:
            return "", {}
        printed, indents, plain = self.next(
            value(own.find(f"{W}numId"), "val"), _number(value(own.find(f"{W}ilvl"), "val", "0"))
        )
        return (printed if plain else ""), indents

    def next(self, name: str, level: int) -> tuple[str, Properties, bool]:
        """What is printed before the next paragraph of a list, the indents of its level, and whether it is a number
        of Chinese or Arabic figures alone.
        """
        form = self._lists.get(name, "")
        node = self._form(name, level)
        if node is None:
            return "", {}, False
        counts = self._counts.setdefault(form, {})
        for depth in range(level + 1):
            if (anew := self._starts.pop((name, depth), None)) is not None:
                counts[depth] = anew - (1 if depth == level else 0)
        counts[level] = counts.get(level, self._start(name, level) - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        indents = {key: text for key, text in flat(node.find(f"{W}pPr")).items() if key.startswith("ind@")}
        printed, plain = self._printed(name, node, counts)
        return printed, indents, plain

    def tied(self, name: str, style: str) -> int | None:
        """The level of a list that a paragraph style is tied to."""
        form = self._lists.get(name, "")
        found = (level for (own, level), node in self._levels.items() if own == form and _styled(node) == style)
        return next(found, None)

    def _form(self, name: str, level: int) -> etree._Element | None:
        found = self._own.get((name, level))
        return self._levels.get((self._lists.get(name, ""), level)) if found is None else found

    def _start(self, name: str, level: int) -> int:
        node = self._form(name, level)
        return _number(value(node.find(f"{W}start"), "val", "1")) if node is not None else 1

    def _printed(self, name: str, node: etree._Element, counts: Mapping[int, int]) -> tuple[str, bool]:
        """The text of a level, and whether all its figures are Chinese or Arabic ones."""
        text = value(node.find(f"{W}lvlText"), "val")
        arabic = node.find(f"{W}isLgl") is not None
        parts, plain = [], True
        for place in _PLACE.finditer(text):
            level = int(place[1]) - 1
            number = counts.get(level, self._start(name, level))
            form = self._form(name, level)
            figure = _figure("decimal" if arabic else value(_child(form, "numFmt"), "val"), number)
            plain &= bool(figure) and figure[-1] in _PLAIN
            parts.append(figure)
        if value(node.find(f"{W}numFmt"), "val") == "bullet":
            return _BULLETS.get(text, text), False
        return (_PLACE.sub(lambda _: parts.pop(0), text), plain) if parts else ("", False)


def _styled(node: etree._Element) -> str:
    return value(node.find(f"{W}pStyle"), "val")


def _child(node: etree._Element | None, name: str) -> etree._Element | None:
    return node.find(f"{W}{name}") if node is not None else None


def _figure(form: str, number: int) -> str:
    """A number in one of Word's forms (17.18.59); in Arabic figures where the form is not known."""
    if number > _MOST:
        return str(number)
    if form in _CHINESE:
        return chinese(number)
    if form in _RINGED and 0 < number <= len(_RINGS):
        return _RINGS[number - 1]
    if form in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and number > 0:
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form == "ideographTraditional" and number > 0:
        return _STEMS[(number - 1) % len(_STEMS)]
    if form in ("none", "bullet"):
        return ""
    if form == "decimalFullWidth":
        return str(number)
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    found = ""
    for worth, letters in _ROMAN:
        found += letters * (number // worth)
        number %= worth
    return found


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < _LONGEST else 0
