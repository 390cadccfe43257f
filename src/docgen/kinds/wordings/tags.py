"""The tags of a wording, {{ }} {% %} {# #}, each with its place, and what is wrong with how they are written.

Jinja stops at its first error and knows no column; staff want all of them, each where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["Fault", "Tag", "scanned"]

_OPENINGS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STRAY: Final = re.compile(r"\}\}|%\}|#\}")
#: Tags typed with a Chinese keyboard: at least one of the two characters is full-width.
_FULL_WIDTH: Final = re.compile(r"｛[｛{%％#]|\{[｛％]|[｝}%％#]｝|％\}")
#: What a Chinese keyboard types inside a tag → what belongs there.
_INSIDE: Final = dict(zip("（），．。：｜＝＋［］“”‘’！＜＞", "(),..:|=+[]\"\"''!<>", strict=True))
_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong at a place: line and column, both from 1."""

    line: int
    column: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag: `text` is what stands between its marks, as long as there; `column` that of its first character."""

    opening: str
    text: str
    line: int
    column: int

    @property
    def word(self) -> str:
        """The word that a {% %} begins with."""
        found = re.match(r"[\s+-]*(\w*)", self.text)
        return found[1] if found else ""

    def place(self, name: str) -> int:
        """The column of a name within the tag, of the last of a path; where it is not found, of what the tag says."""
        *before, last = name.split(".")
        path = r"\s*\.\s*".join(re.escape(step) for step in before)
        for pattern in (rf"(?<!\w){path}\s*\.\s*({re.escape(last)})(?!\w)", rf"(?<!\w)({re.escape(last)})(?!\w)"):
            if last and (found := re.search(pattern, self.text)):
                return self.column + found.start(1)
        return self.column + len(self.text) - len(self.text.lstrip())


def scanned(text: str) -> tuple[list[Tag], list[str], list[Fault]]:
    """The tags of a text, its lines with the tags blanked out, and the faults of their marks."""
    tags: list[Tag] = []
    plain: list[str] = []
    faults: list[Fault] = []
    for number, line in enumerate(text.split("\n"), 1):
        rest = list(line)
        position = 0
        while (start := _next_opening(line, position)) >= 0:
            opening = line[start : start + 2]
            end = _closing(line, start + 2, _OPENINGS[opening])
            if end < 0:
                message = f"“{opening}”没有闭合，少了“{_OPENINGS[opening]}”"
                faults.append(
                    Fault(line=number, column=start + 1, message=message, hint="一个记号从头到尾写在一行里，用半角字符")
                )
                rest[start:] = " " * (len(line) - start)
                break
            tag = Tag(opening=opening, text=line[start + 2 : end], line=number, column=start + 3)
            wrong = [] if opening == "{#" else list(_inside(tag))
            faults += wrong
            if not wrong:
                tags.append(tag)
            rest[start : end + 2] = "\ufffc" * (end + 2 - start)
            position = end + 2
        plain.append("".join(rest))
        faults += _outside(plain[-1], number)
    return tags, plain, faults


def _next_opening(line: str, position: int) -> int:
    found = re.compile(r"\{[{%#]").search(line, position)
    return found.start() if found else -1


def _closing(line: str, position: int, mark: str) -> int:
    """Where the closing mark stands, not counting one within quotation marks; -1 when there is none before the next."""
    hidden = _QUOTED.sub(lambda quoted: "\ufffc" * len(quoted[0]), line[position:])
    end, other = hidden.find(mark), _next_opening(hidden, 0)
    return -1 if end < 0 or 0 <= other < end else position + end


def _inside(tag: Tag) -> Iterator[Fault]:
    """Full-width punctuation outside quotation marks."""
    for place, character in enumerate(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), tag.text)):
        if character in _INSIDE:
            yield Fault(
                line=tag.line,
                column=tag.column + place,
                message=f"记号里用了全角的“{character}”",
                hint=f"改成半角的 {_INSIDE[character]}",
            )


def _outside(line: str, number: int) -> Iterator[Fault]:
    for found in _FULL_WIDTH.finditer(line):
        yield Fault(
            line=number, column=found.start() + 1, message=f"“{found[0]}”是全角字符", hint="改成半角的 {{ }} 或 {% %}"
        )
    for found in _STRAY.finditer(line):
        yield Fault(line=number, column=found.start() + 1, message=f"多出一个“{found[0]}”", hint="删去，或补上前一半")
