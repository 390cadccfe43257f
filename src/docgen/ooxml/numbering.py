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
_FIGURES: Final = ("decimal", "decimalFullWidth", "decimalHalfWidth", "decimalZero")
_PLACE: Final = re.compile(r"%(\d)")


class Numbering:
    """word/numbering.xml, counting as paragraphs go by in their order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[tuple[str, int], etree._Element] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for node in children(root, "abstractNum") if root is not None else ():
            for level in children(node, "lvl"):
                self._levels[value(node, "abstractNumId"), _number(value(level, "ilvl"))] = level
        for node in children(root, "num") if root is not None else ():
            self._lists[value(node, "numId")] = value(node.find(f"{W}abstractNumId"), "val")

    def before(self, own: etree._Element | None) -> tuple[str, Properties]:
        """The number of the next paragraph, whose w:numPr this is, and the indents of its level.

        Empty for a list that is marked otherwise than by Chinese or Arabic numbers.
        """
        if own is None:
            return "", {}
        name = self._lists.get(value(own.find(f"{W}numId"), "val"), "")
        level = _number(value(own.find(f"{W}ilvl"), "val", "0"))
        node = self._levels.get((name, level))
        if node is None:
            return "", {}
        counts = self._counts.setdefault(name, {})
        counts[level] = counts.get(level, self._start(name, level) - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        indents = {key: text for key, text in flat(node.find(f"{W}pPr")).items() if key.startswith("ind@")}
        return self._printed(name, node, counts), indents

    def _start(self, name: str, level: int) -> int:
        node = self._levels.get((name, level))
        return _number(value(node.find(f"{W}start"), "val", "1")) if node is not None else 1

    def _printed(self, name: str, node: etree._Element, counts: Mapping[int, int]) -> str:
        form = value(node.find(f"{W}lvlText"), "val")
        parts = []
        for place in _PLACE.finditer(form):
            level = int(place[1]) - 1
            number = self._figure(name, level, counts.get(level, self._start(name, level)))
            if not number:
                return ""
            parts.append(number)
        return _PLACE.sub(lambda _: parts.pop(0), form) if parts else ""

    def _figure(self, name: str, level: int, number: int) -> str:
        node = self._levels.get((name, level))
        form = value(node.find(f"{W}numFmt"), "val") if node is not None else ""
        if form in _CHINESE:
            return chinese(number)
        return str(number) if form in _FIGURES else ""


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
