"""Distances between inks, which the standard gives, turned into distances between lines, which Word takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docgen.document import Layout
from docgen.standards.gbt9704 import Standard, Style, StyleName
from docgen.typesetting.mark import RULED, MarkSize
from docgen.units import Length

__all__ = [
    "CORNER_LINES",
    "Spaces",
    "character",
    "corner_pitch",
    "footer_distance",
    "imprint_padding",
    "marked",
    "over",
    "spaces",
    "under",
]

#: Word and LibreOffice put four fifths of an exact line above the baseline.
_ABOVE: Final = 0.8
#: Lines kept for 份号, 密级 and 紧急程度 whether or not they are there, so that they never move the mark (7.2.4).
CORNER_LINES: Final = 3


def over(style: Style, standard: Standard) -> Length:
    """From the top of a line to the ink of its characters."""
    return style.line.times(_ABOVE) - style.size.times(standard.fonts[style.face].rise)


def under(style: Style, standard: Standard) -> Length:
    """From the ink of the characters to the bottom of their line."""
    return style.line.times(1 - _ABOVE) - style.size.times(standard.fonts[style.face].drop)


def character(style: Style) -> Length:
    """The pitch of characters: one 字 of this style."""
    return style.size + style.spacing


def imprint_padding(standard: Standard) -> tuple[Length, Length]:
    """Above and below the lines of 版记, so that rule and ink are as far apart as the figures have them."""
    style = standard.styles[StyleName.IMPRINT]
    return standard.imprint_padding - over(style, standard), standard.imprint_padding - under(style, standard)


def footer_distance(standard: Standard) -> Length:
    """From the bottom of the page to that of the footer, so that the dash lies where 7.5 wants it."""
    style = standard.styles[StyleName.PAGE_NUMBER]
    page = standard.page
    dash = page.bottom - standard.number_below
    return dash - style.line.times(1 - _ABOVE) - style.size.times(standard.fonts[style.face].dash)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spaces:
    """What stands above and below paragraphs of each style in one layout; `rule` is between 发文字号 and its rule."""

    above: dict[StyleName, Length]
    below: dict[StyleName, Length]
    rule: Length | None = None  # None: no rule


def spaces(standard: Standard, layout: Layout, mark: MarkSize | None) -> Spaces:
    """The distances of a layout with a mark of this size, or without one."""
    styles = standard.styles
    line = standard.page.line_pitch
    title, recipients, number = (styles[n] for n in (StyleName.TITLE, StyleName.RECIPIENTS, StyleName.NUMBER))
    large = styles[StyleName.READING_TITLE if layout is Layout.READING else StyleName.TITLE]
    above = {
        StyleName.RECIPIENTS: line.times(standard.recipients_gap) - under(large, standard) - over(recipients, standard),
        StyleName.BYLINE: line.times(standard.form_gap),
        StyleName.ATTACHMENT_TITLE: line,
        StyleName.IMPRINT: imprint_padding(standard)[0],
        StyleName.COVER_TITLE: line.times(standard.cover_title_top),
    }
    if layout in RULED and mark:
        above |= _official(standard, mark)
        above[StyleName.TITLE] = line.times(standard.title_gap) - over(title, standard)
    elif layout is Layout.LETTER and mark:
        above[StyleName.NUMBER] = standard.letter_below - over(number, standard)
        above[StyleName.TITLE] = line.times(standard.title_gap) - under(number, standard) - over(title, standard)
    elif layout is Layout.FORM:
        above[StyleName.NUMBER] = line.times(standard.form_gap)
    below = {
        StyleName.IMPRINT: imprint_padding(standard)[1],
        StyleName.COVER_TITLE: line.times(standard.cover_fields_gap),
    }
    if layout is Layout.FORM:
        below[StyleName.NUMBER] = line.times(standard.form_gap)
    ruled = layout in RULED and mark
    return Spaces(above=above, below=below, rule=standard.line_gap - under(number, standard) if ruled else None)


def marked(standard: Standard, size: MarkSize) -> Style:
    """The style of a mark of this size."""
    style = standard.styles[StyleName.MARK]
    return Style(face=style.face, size=size.size, line=size.line, align=style.align, color=style.color, bold=style.bold)


def _official(standard: Standard, size: MarkSize) -> dict[StyleName, Length]:
    page, styles = standard.page, standard.styles
    mark = marked(standard, size)
    corner = corner_pitch(standard, size).times(CORNER_LINES)
    return {
        StyleName.MARK: standard.mark_top - page.top - corner - over(mark, standard),
        StyleName.NUMBER: page.line_pitch.times(standard.number_gap)
        - under(mark, standard)
        - over(styles[StyleName.NUMBER], standard),
    }


def corner_pitch(standard: Standard, size: MarkSize) -> Length:
    """The pitch of the lines kept above a mark: less than 行距 where a large mark or a low 版心 leaves no room."""
    room = standard.mark_top - standard.page.top - over(marked(standard, size), standard)
    return min(standard.styles[StyleName.CORNER].line, room.times(1 / CORNER_LINES))
