"""A text as verifying compares it: its characters without blanks, each knowing where it stands or what it states."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Generic, TypeVar

__all__ = ["Piece", "Script", "script_of", "squeezed"]

T = TypeVar("T")

_BLANK: Final = re.compile(r"\s+")


def squeezed(text: str) -> str:
    """A text without blanks: how wide they are is layout, and differs between formats."""
    return _BLANK.sub("", text)


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A stretch of a text that holds together. `line` counts the paragraphs it stands in."""

    text: str
    of: T
    line: int


@dataclass(frozen=True)
class Script(Generic[T]):
    """Pieces in reading order; none is empty."""

    pieces: tuple[Piece[T], ...]

    @cached_property
    def text(self) -> str:
        """All characters."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def starts(self) -> list[int]:
        """Where each piece begins in `text`."""
        starts, at = [], 0
        for piece in self.pieces:
            starts.append(at)
            at += len(piece.text)
        return starts

    def at(self, position: int) -> int:
        """The number of the piece that a character stands in; of the end, the last one's."""
        return min(max(bisect_right(self.starts, position) - 1, 0), len(self.pieces) - 1)

    def line_around(self, position: int) -> tuple[int, int]:
        """From where to where the line goes that a character stands in."""
        if not self.pieces:
            return 0, 0
        first = last = self.at(position)
        line = self.pieces[first].line
        while first and self.pieces[first - 1].line == line:
            first -= 1
        while last + 1 < len(self.pieces) and self.pieces[last + 1].line == line:
            last += 1
        return self.starts[first], self.starts[last] + len(self.pieces[last].text)


def script_of(pieces: Iterable[tuple[str, T, int]]) -> Script[T]:
    """A script of texts as they are, blanks and empty ones left out."""
    bare = ((squeezed(text), of, line) for text, of, line in pieces)
    return Script(pieces=tuple(Piece(text, of, line) for text, of, line in bare if text))
