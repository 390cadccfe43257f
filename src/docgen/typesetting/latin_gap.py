"""Where 汉字 meet Latin letters or digits: a line has to have room for a fifth of a 字 there, though none is shown.

Word and WPS set a blank at these places unless a paragraph forbids it, and LibreOffice 7.4 sets a fifth of a 字 even
where it is forbidden (docs/decisions/0003). A line that is to end alike in all of them is filled as if the blanks were
there. In the PDF the room is then shared out between all characters of the line, so that copied text has no blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from docgen.typesetting.widths import width

__all__ = ["GAP", "MOST_GAPS", "filled", "gaps", "latin_words", "meet"]

#: In 字 of the text's own size.
GAP: Final = 0.2
#: More than these in one unbreakable piece are taken for so many.
MOST_GAPS: Final = 6
_HAN: Final = (
    "\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U00020000-\U0003ffff"
)
_LATIN: Final = "0-9A-Za-z\u00c0-\u024f\u0370-\u04ff"
_MEETING: Final = re.compile(f"(?<=[{_HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}])(?=[{_HAN}])")
_WORD: Final = re.compile(f"[{_LATIN}]+")
_ANY_HAN: Final = re.compile(f"[{_HAN}]")


def gaps(text: str) -> Iterator[int]:
    """The places of a text, each before a character, at which 汉字 and Latin meet."""
    for word in _WORD.finditer(text):  # most paragraphs have few: sooner found than each place is looked at
        start, end = word.span()
        if start and _is_han(text[start - 1]):
            yield start
        if end < len(text) and _is_han(text[end]):
            yield end


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or _ANY_HAN.match(character) is not None


def latin_words(text: str, at: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The Latin words and numbers of a text that have a gap on one side or both."""
    places = set(at)
    for word in _WORD.finditer(text):
        if word.start() in places or word.end() in places:
            yield word.span()


def meet(before: str, after: str) -> bool:
    """Whether there is a gap between two characters."""
    return _MEETING.search(before + after) is not None


@lru_cache(maxsize=8192)  # pieces of a line are mostly single characters
def filled(text: str) -> float:
    """The width of a text with its gaps, in 字."""
    return width(text) + (0.0 if text.isascii() else GAP * len(_MEETING.findall(text)))
