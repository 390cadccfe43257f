"""版记 (7.4): how many lines it takes and how high it is, so that both formats keep the same room for it."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from math import ceil
from typing import Final

from docgen.document import Document, Imprint, Layout, Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.adornment import bare, words
from docgen.typesetting.latin_gap import filled
from docgen.typesetting.line_breaking import break_lines
from docgen.typesetting.literals import COPIES, PRINTED, RECIPIENTS
from docgen.typesetting.widths import plain, width
from docgen.units import Length, mm

__all__ = ["Page", "height", "may_turn", "page_of", "printed_apart"]

#: 字 between 印发机关 and its date where both stand on one line, at least.
_BETWEEN: Final = 1.0
#: Forms have 抄送 in their text; of a letter 10.1 says where it stands.
_MAY_TURN: Final = frozenset({Layout.OFFICIAL, Layout.MINUTES})


class Page(Enum):
    """The page of the 版记 (7.4, 7.5)."""

    LAST = "last"  # the last page of the text, or one of its own where that has no room
    NEXT = "next"  # the page after the text, numbered
    AFTER_BLANK = "after blank"  # after a blank page; neither is numbered


def page_of(document: Document, standard: Standard, text: int, whole: int) -> Page:
    """Where the 版记 stands so that it is on an even page, if that is asked for (`imprint_even_page`).

    `text` and `whole` are the pages of the document without its 版记 and with it.
    """
    if not may_turn(document, standard) or whole % 2 == 0:
        return Page.LAST
    return Page.NEXT if text == whole else Page.AFTER_BLANK


def may_turn(document: Document, standard: Standard) -> bool:
    """Whether the 版记 of a document is to be on an even page."""
    return standard.imprint_even_page and document.imprint is not None and document.layout in _MAY_TURN


def height(imprint: Imprint, standard: Standard, *, ruled: bool = True) -> Length:
    """From its first rule to its last; `ruled`: it has rules (a letter's has none, 10.1)."""
    style = standard.styles[StyleName.IMPRINT]
    above = _addressed(imprint.recipients, RECIPIENTS, standard) + _addressed(imprint.copies, COPIES, standard)
    below = _printed(imprint, standard)
    blocks = sum(1 for lines in (above, below) if lines)
    # the padding is from rule to ink; a line is higher than its ink
    padding = standard.imprint_padding.times(2) - (style.line - style.size)
    made = style.line.times(above + below) + padding.times(blocks)
    if not ruled:
        return made
    return made + standard.imprint_outer.times(2) + standard.imprint_inner.times(max(0, blocks - 1))


def printed_apart(imprint: Imprint, standard: Standard) -> bool:
    """Whether 印发日期 goes to a line of its own below 印发机关: both do not fit on one (7.4.3 wants one)."""
    if not imprint.printer or not imprint.print_date:
        return False
    return filled(plain(imprint.printer)) + _BETWEEN + filled(plain(imprint.print_date) + PRINTED) > _measure(standard)


def _addressed(text: Text, label: str, standard: Standard) -> int:
    """Lines of 主送 or 抄送: wrapped ones stand under the first character after the colon."""
    return len(break_lines(_words(text, standard), _measure(standard) - width(label))) if text else 0


def _printed(imprint: Imprint, standard: Standard) -> int:
    if not imprint.printer:
        return 1 if imprint.print_date else 0
    return len(break_lines(_words(imprint.printer, standard), _measure(standard))) + printed_apart(imprint, standard)


def _words(text: Text, standard: Standard) -> str:
    """What stands in the lines: footnotes too, which a PDF has in brackets here, and blanks as wide as pictures."""
    characters = bare(text)
    if characters is not None:
        return characters
    size = standard.styles[StyleName.IMPRINT].size
    return "".join(
        (run.text if run.picture is None else "\N{IDEOGRAPHIC SPACE}" * ceil(mm(run.picture.width) / size))
        + (words((replace(run, text="", picture=None),)) if run.footnote else "")
        for run in text
    )


def _measure(standard: Standard) -> float:
    """字 of a line between the blanks at both sides."""
    size = standard.styles[StyleName.IMPRINT].size
    return standard.page.body_width / size - 2 * standard.imprint_indent
