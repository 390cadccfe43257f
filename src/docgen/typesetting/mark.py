"""The size of 发文机关标志 (7.2.4): as large as the standard's figure when it fits, else condensed, then smaller.

The mark of a joint paper is its agencies, one a row, spread to the width of the longest, and 文件 beside them, in the
middle of their height. It may be smaller still, since page 1 must show text (7.3.3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from docgen.document import Document, JointMark, Layout, Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.keeping import line_count
from docgen.typesetting.signers import signer_rows
from docgen.typesetting.widths import plain, width
from docgen.units import Length, emu

__all__ = ["RULED", "JointPlaces", "MarkSize", "fit", "joint_of", "joint_places", "mark_rows", "mark_size"]

#: The layouts whose mark has a red line under it, across the 版心 (7.2.7, 10.3).
RULED: Final = frozenset({Layout.OFFICIAL, Layout.MINUTES})


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSize:
    """`size` of the characters, `scale` of their widths in per cent (100 = not condensed), `line` pitch."""

    size: Length
    scale: int
    line: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class JointPlaces:
    """Where a joint mark stands across the 版心, condensed: the names from `left`, then the word."""

    left: Length
    names: Length
    gap: Length
    word: Length


def joint_of(document: Document) -> JointMark | None:
    """What makes a mark a joint one; only 文件格式 has it: in a letter the main agency's mark stands alone (10.1)."""
    return document.joint if document.layout is Layout.OFFICIAL and document.mark else None


def mark_rows(document: Document) -> tuple[Text, ...]:
    """The lines of the mark from top to bottom; those of a joint mark are its agencies'."""
    joint = joint_of(document)
    further = joint.others if joint else ()
    return (*document.mark, *(line for agency in further for line in agency))


def mark_size(document: Document, standard: Standard) -> MarkSize | None:
    """The size in which the mark of a document is set; None without a mark."""
    if not document.mark:
        return None
    joint = joint_of(document)
    if joint is None:
        return fit(document.mark, standard)
    rows = mark_rows(document)
    gaps, room = len(rows) - 1, _room(document, standard)
    smaller = room.times(1 / (1 + standard.mark_pitch * gaps))
    full = max(standard.styles[StyleName.TITLE].size, min(standard.styles[StyleName.MARK].size, smaller))
    size = _fitted(_longest(rows) + _beside(joint, standard), full, standard)
    pitch = max(standard.mark_pitch_least, min(standard.mark_pitch, (room / size.size - 1) / max(gaps, 1)))
    return replace(size, line=size.size.times(pitch))


def fit(lines: tuple[Text, ...], standard: Standard) -> MarkSize:
    """Fit the longest line into `mark_width` of the 版心.

    First the characters are condensed as far as `mark_condensed`, then made smaller as far as `mark_least`, then
    condensed again as far as it takes: a mark never leaves the 版心 and is never smaller than the least size.
    """
    return _fitted(_longest(lines), standard.styles[StyleName.MARK].size, standard)


def joint_places(document: Document, joint: JointMark, size: MarkSize, standard: Standard) -> JointPlaces:
    """The names and the word beside them, both together in the middle of the 版心."""
    pitch = size.size.times(size.scale / 100)
    names = pitch.times(_longest(mark_rows(document)))
    word = pitch.times(width(plain(joint.word)))
    gap = pitch.times(standard.mark_beside) if joint.word else emu(0)
    return JointPlaces(left=(standard.page.body_width - names - gap - word).times(0.5), names=names, gap=gap, word=word)


@lru_cache(maxsize=256)  # asked for by all that stands below a mark, and many are as long as others
def _fitted(longest: float, full: Length, standard: Standard) -> MarkSize:
    available = standard.page.body_width * standard.mark_width
    size, scale = _whole(full, standard), 100
    if longest * size > available:
        smaller = size.times(min(1.0, available / (longest * size * standard.mark_condensed)))
        size = max(_whole(smaller, standard), min(size, standard.mark_least))
        scale = int(100 * available / (longest * size))
    return MarkSize(size=size, scale=scale, line=size.times(standard.mark_pitch))


def _whole(size: Length, standard: Standard) -> Length:
    """The size in whole half points, as Word has it."""
    full = standard.styles[StyleName.MARK].size
    half = full.times(1 / full.half_points)
    return Length(size // half * half)


def _longest(lines: tuple[Text, ...]) -> float:
    return max((width(plain(line)) for line in lines), default=0.0)


def _beside(joint: JointMark, standard: Standard) -> float:
    """What the word takes at the right of the names, in characters of the mark."""
    return standard.mark_beside + width(plain(joint.word)) if joint.word else 0.0


def _room(document: Document, standard: Standard) -> Length:
    """What page 1 has for the mark when all that stands between it and the first line of text has its own."""
    page, styles = standard.page, standard.styles
    title, recipients = styles[StyleName.TITLE], styles[StyleName.RECIPIENTS]
    gaps = standard.number_gap + standard.title_gap + standard.recipients_gap
    lines = (
        page.line_pitch.times(gaps + 1),
        styles[StyleName.NUMBER].line.times(max(len(signer_rows(document.signers)), 1)),
        standard.line_gap + standard.line_weight,
        title.line.times(sum(line_count(line, title, page.body_width) for line in document.title)),
        recipients.line.times(line_count(document.recipients, recipients, page.body_width)),
    )
    return page.top + page.body_height - standard.mark_top - Length(sum(lines))
