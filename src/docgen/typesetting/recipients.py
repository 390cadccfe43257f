"""主送机关 that are so many that page 1 would show no text go to the 版记 (7.3.2, 7.4.2)."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from docgen.document import Document, Imprint, Layout, Paragraph, Run, Text
from docgen.standards.gbt9704 import Standard, Style, StyleName
from docgen.typesetting.adornment import holds_picture
from docgen.typesetting.keeping import line_count
from docgen.typesetting.mark import RULED, MarkSize, mark_rows, mark_size
from docgen.typesetting.signers import signer_rows
from docgen.typesetting.widths import plain
from docgen.units import Length, emu

__all__ = ["above_text", "to_imprint"]

_MARKED: Final = RULED | {Layout.LETTER}


def to_imprint(document: Document, standard: Standard) -> Document:
    """The document with its 主送机关 in the 版记 where page 1 has no room for a line of text below them; else as it is.

    Only whole papers (those with a mark) have a 版记 to move them to. A hand's pictures have no room in one: with a
    picture they stay. The colon at their end becomes a full stop, as 抄送 has it.
    """
    movable = document.mark and document.layout in _MARKED and document.recipients and document.body
    if not movable or holds_picture(document.recipients) or _shows_text(document, standard):
        return document
    imprint = replace(document.imprint or Imprint(), recipients=_stopped(document.recipients))
    return replace(document, recipients=(), imprint=imprint)


def _stopped(text: Text) -> Text:
    """A picture or a footnote behind the colon stays where it is."""
    written = [place for place, run in enumerate(text) if run.text.strip()]
    if not written:
        return (*text, Run(text="。"))
    at = written[-1]
    last = text[at]
    return (*text[:at], replace(last, text=f"{last.text.rstrip().rstrip('：:')}。"), *text[at + 1 :])


def _shows_text(document: Document, standard: Standard) -> bool:
    """Whether text of the body begins on page 1."""
    page, style = standard.page, standard.styles[StyleName.RECIPIENTS]
    lines = line_count(document.recipients, style, page.body_width) + _opening(document)
    under = (style.line - _ink(style, standard)).times(0.5)  # what the last line has below its ink
    end = above_text(document, standard) + style.line.times(lines - 1) + _ink(style, standard) + under
    return end <= page.top + page.body_height


def _opening(document: Document) -> int:
    """The lines that the text has to begin with on a page: a heading takes a line of its text with it."""
    first = document.body[0]
    heading = isinstance(first, Paragraph) and first.level and not first.runs and len(document.body) > 1
    return 2 if heading else 1


def above_text(document: Document, standard: Standard) -> Length:
    """From the top of page 1 to the ink of 主送机关."""
    size = mark_size(document, standard)
    assert size is not None, "papers with a mark only"
    title, across = standard.styles[StyleName.TITLE], standard.page.body_width
    titles = sum([line_count(line, title, across) for line in document.title])
    between = len(document.under_title) + len(document.byline)
    letter = document.layout is Layout.LETTER
    return _above(standard, size, len(mark_rows(document)), _rows(document), titles, between, letter=letter)


@lru_cache(maxsize=256)  # many papers have as many lines
def _above(
    standard: Standard, size: MarkSize, marks: int, rows: int, titles: int, between: int, *, letter: bool
) -> Length:
    """The same of so many lines of the mark, of 发文字号, of the title (none without one) and under it."""
    styles, pitch = standard.styles, standard.page.line_pitch
    mark = Style(face=styles[StyleName.MARK].face, size=size.size, line=size.line)
    number, title = styles[StyleName.NUMBER], styles[StyleName.TITLE]
    end = (standard.letter_mark_top if letter else standard.mark_top) + _block(mark, marks, standard)
    if letter:
        rule = standard.letter_rule_thick + standard.letter_rule_space + standard.letter_rule_thin
        end += standard.letter_rule_gap + rule + standard.letter_below + _block(number, rows, standard)
    else:
        end += pitch.times(standard.number_gap) + _block(number, rows, standard)
        end += standard.line_gap + standard.line_weight
    if titles:
        end += pitch.times(standard.title_gap) + _block(title, titles, standard)
    if between:
        end += pitch.times(standard.form_gap + between)
    return end + pitch.times(standard.recipients_gap)


def _rows(document: Document) -> int:
    """Lines between mark and title: 发文字号 with 签发人 and 编印单位, or beside the fields of a letter."""
    if document.layout is Layout.LETTER:
        corner = sum(1 for text in (document.copy_number, document.security, document.urgency) if plain(text))
        return max(1, corner)
    numbered = max(len(signer_rows(document.signers)), 1 if document.number or not document.issuing else 0)
    return numbered + (1 if document.issuing else 0)


def _block(style: Style, lines: int, standard: Standard) -> Length:
    """From the ink of the first of some lines to that of the last."""
    return style.line.times(lines - 1) + _ink(style, standard) if lines else emu(0)


def _ink(style: Style, standard: Standard) -> Length:
    font = standard.fonts[style.face]
    return style.size.times(font.rise + font.drop)
