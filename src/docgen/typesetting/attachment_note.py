"""Indents of 附件说明 (7.3.4, figure 9): a wrapped line stands under the first character of the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from docgen.document import AttachmentNote
from docgen.typesetting.widths import plain, width

__all__ = ["NoteLine", "lines"]

_LABEL: Final = re.compile(r"附件[:：]")
_NUMBER: Final = re.compile(r"\d+[．.、]\s*")
_INDENT: Final = 2.0  # 字 before 附件：


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """`left`: 字 from the 版心 to the name (where wrapped lines start); `hanging`: how far before it a line begins."""

    text: str
    left: float
    hanging: float


def lines(note: AttachmentNote) -> tuple[NoteLine, ...]:
    """The indents of each line, in 字. Numbers stand under one another whether or not 附件： comes before them."""
    texts = [plain(line) for line in note.lines]
    label = width(match.group()) if texts and (match := _LABEL.match(texts[0])) else 0.0
    numbers = [width(match.group()) for text in texts if (match := _NUMBER.match(_LABEL.sub("", text, count=1)))]
    number = max(numbers, default=0.0)
    left = _INDENT + label + number
    placed = []
    for text in texts:
        own = width(match.group()) if (match := _LABEL.match(text)) else 0.0
        mark = _NUMBER.match(_LABEL.sub("", text, count=1))
        placed.append(NoteLine(text=text, left=left, hanging=own + (width(mark.group()) if mark else number)))
    return tuple(placed)
