"""密级 and 紧急程度 one above the other: 机　密 and 特　急 are three 字 wide alike (7.2.2, 7.2.3, figures 4, 11)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from docgen.document import Document, Text
from docgen.typesetting.adornment import bare
from docgen.typesetting.widths import plain

__all__ = ["spread"]

_LEVELS: Final = frozenset({"绝密", "机密", "秘密"})
_URGENCIES: Final = frozenset({"特急", "加急", "平急"})
_BLANK: Final = "　"


def spread(document: Document) -> Document:
    """The document with a 密级 that has no period spread by a blank 字, and with it the 紧急程度 below it."""
    security = _spread(document.security, _LEVELS)
    if _BLANK not in plain(security):
        return document
    return replace(document, security=security, urgency=_spread(document.urgency, _URGENCIES))


def _spread(text: Text, words: frozenset[str]) -> Text:
    word = bare(text)
    if word is None or word not in words:
        return text
    origins = tuple(origin for run in text for origin in run.origins)
    return (replace(text[0], text=_BLANK.join(word), origins=origins),)
