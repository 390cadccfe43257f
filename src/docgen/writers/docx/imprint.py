"""版记 (7.4): a table that hangs at the bottom of the 版心, so that its last rule is where the 版心 ends."""

from __future__ import annotations

from functools import lru_cache

from docgen.document import Imprint, Layout
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.imprint import printed_apart
from docgen.typesetting.literals import COPIES, PRINTED, RECIPIENTS
from docgen.typesetting.widths import literal, width
from docgen.units import Length
from docgen.writers.docx.geometry import imprint_padding
from docgen.writers.docx.paragraphs import WordParagraph, hair, paragraph, stops
from docgen.writers.docx.runs import runs, tab
from docgen.writers.docx.styles import IMPRINT_STYLE, UNRULED_STYLE, border, indents, spacing
from docgen.writers.docx.wordml import Xml, boolean, element, value

__all__ = ["imprint"]


def imprint(given: Imprint, layout: Layout, standard: Standard) -> Xml:
    """The table, a row an element. A letter's has no rules (10.1)."""
    made = [_frame(layout, standard)]
    for paragraphs in (_addressed(given, standard), _printed(given, standard)):
        if paragraphs:
            cells = "".join([each.xml for each in paragraphs])
            made.append(f"<w:tr>{_opening(standard.page.body_width)}{cells}</w:tc></w:tr>")
    if standard.imprint_raised:
        made.append(_raised(layout, standard))
    return element("w:tbl", {}, *made)


@lru_cache(maxsize=16)
def _frame(layout: Layout, standard: Standard) -> Xml:
    """What stands before the rows: where the table hangs, and its one column."""
    body = standard.page.body_width.twips
    # From the page's edge across: LibreOffice takes a table as wide as the text for no floating one otherwise.
    across: dict[str, object] = {"w:horzAnchor": "page", "w:tblpX": standard.page.left.twips}
    position = {"w:vertAnchor": "margin", **across, "w:tblpYSpec": "bottom"}
    properties = element(
        "w:tblPr",
        {},
        value("w:tblStyle", UNRULED_STYLE if layout is Layout.LETTER else IMPRINT_STYLE),
        element("w:tblpPr", position),
        value("w:tblOverlap", "never"),
        element("w:tblW", {"w:w": body, "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
    )
    return properties + element("w:tblGrid", {}, element("w:gridCol", {"w:w": body}))


@lru_cache(maxsize=16)
def _opening(wide: Length) -> Xml:
    """A row of one cell up to its paragraphs."""
    cell = element("w:tcPr", {}, element("w:tcW", {"w:w": wide.twips, "w:type": "dxa"}))
    return element("w:trPr", {}, boolean("w:cantSplit", True)) + "<w:tc>" + cell


def _raised(layout: Layout, standard: Standard) -> Xml:
    """An empty row below the last rule: a table that hangs at the bottom of the 版心 can be raised in no other way."""
    below = element("w:trHeight", {"w:val": standard.imprint_raised.twips, "w:hRule": "exact"})
    last = border("top", standard.imprint_outer) if layout is not Layout.LETTER else None
    rules = element("w:tcBorders", {}, last, value("w:bottom", "nil"))
    width = element("w:tcW", {"w:w": standard.page.body_width.twips, "w:type": "dxa"})
    empty = element("w:tc", {}, element("w:tcPr", {}, width, rules), hair(standard).xml)
    return element("w:tr", {}, element("w:trPr", {}, boolean("w:cantSplit", True), below), empty)


def _addressed(given: Imprint, standard: Standard) -> list[WordParagraph]:
    """主送 and 抄送 in one cell, no rule between (7.4.2); wrapped lines under the first character after the colon."""
    name = StyleName.IMPRINT
    style = standard.styles[name]
    above, below = imprint_padding(standard)
    texts = [(RECIPIENTS, given.recipients), (COPIES, given.copies)]
    there = [(label, text) for label, text in texts if text]
    side = standard.imprint_indent
    made = []
    for index, (label, text) in enumerate(there):
        where = indents(style, left=side + width(label), right=side, hanging=width(label))
        first, last = not index, index == len(there) - 1
        gaps = spacing(style.line, above if first else None, below if last else None)
        made.append(paragraph(name, runs(literal(label) + text, standard, name), where, gaps))
    return made


def _printed(given: Imprint, standard: Standard) -> list[WordParagraph]:
    """印发机关 at the left, its date at the right; on a line of its own when both do not fit on one."""
    name = StyleName.IMPRINT
    style = standard.styles[name]
    printer = runs(given.printer, standard, name)
    date = runs(given.print_date + literal(PRINTED), standard, name) if given.print_date else ""
    if not printer and not date:
        return []
    edge = standard.page.body_width - style.size.times(standard.imprint_indent)
    if not printed_apart(given, standard):
        return [paragraph(name, printer + tab() + date if date else printer, stops(("right", edge)))]
    above, below = imprint_padding(standard)
    return [
        paragraph(name, printer, spacing(style.line, above)),
        paragraph(name, date, spacing(style.line, None, below), value("w:jc", "right")),
    ]
