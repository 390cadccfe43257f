"""The size of 发文机关标志 (7.2.4): as large as the standard's figure when it fits, else condensed, then smaller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docgen.document import Layout, Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.widths import plain, width
from docgen.units import Length

__all__ = ["RULED", "MarkSize", "fit"]

#: The layouts whose mark has a red line under it, across the 版心 (7.2.7, 10.3).
RULED: Final = frozenset({Layout.OFFICIAL, Layout.MINUTES})


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSize:
    """`size` of the characters, `scale` of their widths in per cent (100 = not condensed), `line` pitch."""

    size: Length
    scale: int
    line: Length


def fit(lines: tuple[Text, ...], standard: Standard) -> MarkSize:
    """Fit the longest line into `mark_width` of the 版心.

    First the characters are condensed as far as `mark_condensed`, then made smaller as far as `mark_least`, then
    condensed again as far as it takes: a mark never leaves the 版心 and is never smaller than the least size.
    """
    full = standard.styles[StyleName.MARK].size
    longest = max((width(plain(line)) for line in lines), default=0.0)
    available = standard.page.body_width * standard.mark_width
    size, scale = full, 100
    if longest * full > available:
        size = full.times(min(1.0, available / (longest * full * standard.mark_condensed)))
        size = max(size, standard.mark_least)
        scale = int(100 * available / (longest * size))
    return MarkSize(size=size, scale=scale, line=size.times(standard.mark_pitch))
