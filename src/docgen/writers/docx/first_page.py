"""Page 1 of a paper whose one paragraph fits there while its sign-off does not: room for all but its last line.

The last line of text goes over with the sign-off (7.3.5.5) and page 1 shows text (7.3.3). `w:keepNext` cannot say so:
some programs move the paragraph whole, and leave page 1 without text. A footer that is higher on page 1 only says it to
all: where the footer begins the text ends.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import Final

from docgen.document import Document, Paragraph
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting import sign_off as signing
from docgen.typesetting.keeping import line_count
from docgen.typesetting.mark import RULED, mark_rows, mark_size
from docgen.typesetting.signers import signer_rows
from docgen.units import Length, emu
from docgen.writers.docx.geometry import CORNER_LINES, corner_pitch, spaces

__all__ = ["kept_free", "tightened"]

#: What must be left over, in 行, for the last line that fits in Word to fit in LibreOffice.
_SPARE: Final = 0.06


def tightened(document: Document, standard: Standard) -> Standard:
    """The standard for this document: a hair less blank under the title where page 1 has no hair to spare."""
    if not kept_free(document, standard) or _room(document, standard) % 1 >= _SPARE:
        return standard
    return replace(standard, recipients_gap=standard.recipients_gap - _SPARE)


def kept_free(document: Document, standard: Standard) -> Length:
    """What page 1 keeps free above its foot; zero where the text needs no such thing."""
    if document.layout not in RULED or not document.mark or not document.sign_off:
        return emu(0)
    if len(document.body) != 1 or document.attachment_note or document.under_title or document.byline:
        return emu(0)
    paragraph = document.body[0]
    if not isinstance(paragraph, Paragraph) or paragraph.new_page:
        return emu(0)
    page, pitch = standard.page, standard.page.line_pitch
    text = line_count(paragraph.lead + paragraph.runs, standard.styles[StyleName.BODY], page.body_width)
    closing = ceil(signing.place(document.sign_off, standard).height / pitch)
    room = int(_room(document, standard))
    if text < 2 or not text <= room < text + closing:
        return emu(0)
    return pitch.times(room - text + 1)  # whole lines, or LibreOffice shares the rest of the grid out above the mark


def _room(document: Document, standard: Standard) -> float:
    """行 that page 1 has for text."""
    return (standard.page.body_height - _head(document, standard)) / standard.page.line_pitch


def _head(document: Document, standard: Standard) -> Length:
    """From the top of the 版心 to the first line of text."""
    styles, width = standard.styles, standard.page.body_width
    mark, number = mark_size(document, standard), styles[StyleName.NUMBER]
    above = spaces(standard, document.layout, mark)
    title, recipients = styles[StyleName.TITLE], styles[StyleName.RECIPIENTS]
    heights = [
        corner_pitch(standard, mark).times(CORNER_LINES) if mark else emu(0),
        mark.line.times(len(mark_rows(document))) if mark else emu(0),
        number.line.times(max(len(signer_rows(document.signers)), 1)),
        above.rule or emu(0),
        standard.line_weight,
        title.line.times(sum(line_count(line, title, width) for line in document.title)),
        recipients.line.times(line_count(document.recipients, recipients, width) if document.recipients else 0),
        *(above.above[name] for name in (StyleName.MARK, StyleName.NUMBER, StyleName.TITLE, StyleName.RECIPIENTS)),
    ]
    return Length(sum(heights))
