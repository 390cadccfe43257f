"""Agencies of a joint paper (联合行文) as staff write them: ； parts them, a line break within a name is hand-set.

`甲县农业农村局；甲县财政局文件` is a mark of two agencies with 文件 beside both.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["WORD", "parted", "word_apart"]

#: What stands beside the names of a joint mark (7.2.4).
WORD: Final = "文件"
_BETWEEN: Final = re.compile("[；;]")


def parted(text: str) -> tuple[tuple[str, ...], ...]:
    """The agencies of a text in order, each as the lines it is set in; empty lines and names are left out."""
    names = (tuple(line.strip() for line in name.split("\n") if line.strip()) for name in _BETWEEN.split(text))
    return tuple(name for name in names if name)


def word_apart(agencies: tuple[tuple[str, ...], ...]) -> tuple[tuple[tuple[str, ...], ...], str]:
    """The agencies of a joint mark and 文件, when the last one ends with it: it belongs to all of them."""
    *others, last = agencies
    if not others or not last[-1].endswith(WORD):
        return agencies, ""
    name = (*last[:-1], *((rest,) if (rest := last[-1].removesuffix(WORD).rstrip()) else ()))
    return (*others, *((name,) if name else ())), WORD
