"""How many pages a document will have, reckoned from its lines without laying it out: near enough to order paper by.

What only a renderer knows (a paragraph kept whole, a heading that goes over with its text) is not reckoned with, so a
paper may have a page more or less.
"""

from __future__ import annotations

from collections.abc import Sequence

from docgen.document import Block, Document, Layout, Orientation, Paragraph, Part, Table, Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting import imprint
from docgen.typesetting.keeping import line_count
from docgen.typesetting.mark import RULED
from docgen.typesetting.recipients import above_text
from docgen.typesetting.sign_off import place
from docgen.typesetting.table_pages import SetTable, block_height, divide, heading_height, whole
from docgen.units import Length, emu

__all__ = ["foreseen_pages"]

_MARKED = RULED | {Layout.LETTER}


def foreseen_pages(document: Document, standard: Standard) -> int:
    """The pages of a document as laid out for both writers."""
    page = standard.page
    pages, used = (0, emu(0)) if _only_parts(document) else _turned(_text_height(document, standard), page.body_height)
    turned = False
    for part in document.parts:
        turned = getattr(part, "orientation", Orientation.PORTRAIT) is Orientation.LANDSCAPE
        count, used = _part(part, standard, turned=turned)
        pages += count
    if document.imprint and document.layout in RULED:
        high = imprint.height(document.imprint, standard)
        pages += 1 if turned or used + high > page.body_height else 0
    return pages + (1 if document.cover else 0)


def _only_parts(document: Document) -> bool:
    """A ledger has nothing before its tables but its cover."""
    return document.layout is Layout.LEDGER and not document.body


def _turned(high: Length, page: Length) -> tuple[int, Length]:
    """How many pages a height takes, and what of the last one."""
    before = max(0, high - 1) // page
    return before + 1, Length(high - before * page)


def _text_height(document: Document, standard: Standard) -> Length:
    """From the top of page 1 to the end of the sign-off."""
    wide = standard.page.body_width
    reading = document.layout is Layout.READING
    high = _head_height(document, standard)
    if document.recipients:
        high += _lines(document.recipients, StyleName.READING_SALUTATION if reading else StyleName.RECIPIENTS, standard)
    for block in document.body:
        if isinstance(block, Table):
            high += _table(block, standard, wide)
        elif reading and isinstance(block, Paragraph):
            high += _lines(block.lead + block.runs, StyleName.READING_BODY, standard)
        else:
            high += block_height(block, standard, wide)
    for closing in (document.attachment_note, *document.attendance):
        high += block_height(closing, standard, wide) if closing else emu(0)
    if document.sign_off:
        high += place(document.sign_off, standard).height
    return high + (_lines(document.remark, StyleName.BODY, standard) if document.remark else emu(0))


def _head_height(document: Document, standard: Standard) -> Length:
    """Down to 主送机关: the head of a paper, or the title of one that has none."""
    if document.mark and document.layout in _MARKED:
        return above_text(document, standard) - standard.page.top
    title = StyleName.READING_TITLE if document.layout is Layout.READING else StyleName.TITLE
    high = Length(sum(_lines(line, title, standard) for line in document.title))
    if document.layout is Layout.FORM:  # the agency and 发文字号, each a line of its own
        high += Length(sum(_lines(line, title, standard) for line in document.mark)) + standard.page.line_pitch.times(2)
    between = len(document.byline) + len(document.under_title) + len(document.above_title)
    return high + standard.page.line_pitch.times(between + standard.recipients_gap)


def _lines(text: Text, name: StyleName, standard: Standard) -> Length:
    style = standard.styles[name]
    return style.line.times(line_count(text, style, standard.page.body_width))


def _table(table: Table, standard: Standard, wide: Length) -> Length:
    return whole(table, standard, wide).height


def _part(part: Part, standard: Standard, *, turned: bool) -> tuple[int, Length]:
    """The pages of a part, which begins on a new one, and what of the last is used."""
    page = standard.page
    wide, high = (page.body_height, page.body_width) if turned else (page.body_width, page.body_height)
    blocks: Sequence[Block | SetTable] = divide(part, standard, landscape=turned)
    pages, used = 1, heading_height(part, standard, wide)
    for block in blocks:
        if isinstance(block, SetTable):
            if block.breaks:
                pages, used = pages + 1, emu(0)
            used += block.height
        elif not isinstance(block, Table):
            more, used = _turned(used + block_height(block, standard, wide), high)
            pages += more - 1
    return pages, used
