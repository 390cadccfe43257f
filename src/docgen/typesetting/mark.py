"""The size of 发文机关标志 (7.2.4): as large as the standard's figure when it fits, else condensed, then smaller."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.document import Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.widths import plain, width
from docgen.units import Length

__all__ = ["MarkShape", "mark_shape"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkShape:
    """`size` of the characters, `scale` of their widths (1 = not condensed), `pitch` from line to line."""

    size: Length
    scale: float
    pitch: Length


def mark_shape(lines: tuple[Text, ...], standard: Standard) -> MarkShape:
    """Fit the longest line into `mark_width` of the 版心.

    First the characters are condensed as far as `mark_condensed`, then made smaller as far as `mark_least`, then
    condensed again as far as it takes: a mark never leaves the 版心 and is never smaller than the least size.
    """
    size = standard.styles[StyleName.MARK].size
    longest = max((width(plain(line)) for line in lines), default=0.0)
    available = standard.page.body_width * standard.mark_width
    if longest * size <= available:
        return MarkShape(size=size, scale=1.0, pitch=size.times(standard.mark_pitch))
    scale = max(available / (longest * size), standard.mark_condensed)
    size = max(Length(int(min(size, available / (longest * scale)))), standard.mark_least)
    return MarkShape(size=size, scale=min(scale, available / (longest * size)), pitch=size.times(standard.mark_pitch))
