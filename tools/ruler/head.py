"""The head of page 1: mark, number, red line, title; the double rules of a letter."""

from __future__ import annotations

from collections.abc import Iterator

from tools.ruler.measures import Measure, Print, taken
from tools.ruler.passages import Found, Sort, squeezed
from tools.ruler.sheets import POINT, Box, Row, Sheet

from docgen.document import Document, Layout

__all__ = ["head"]

#: Red rules are longer than this (mm); no stroke of a mark is.
LONG = 120.0


def head(document: Document, sheets: list[Sheet], found: list[Found], by: Print) -> Iterator[Measure]:
    """The measures of a paper with a mark; of others that of its title only."""
    sheet = sheets[0]
    title = next((item.rows for item in found if item.passage.sort is Sort.TITLE and item.rows), ())
    if document.mark and document.layout is Layout.OFFICIAL:
        yield from _official(document, sheet, title, by)
    elif document.mark and document.layout is Layout.LETTER:
        yield from _letter(document, sheet, title, by)
    if document.mark and document.layout in {Layout.OFFICIAL, Layout.LETTER}:
        texts = [item for item in found if item.passage.sort is Sort.TEXT and item.rows]
        yield taken("首页有正文", 1, float(bool(texts) and texts[0].rows[0].sheet == 1), by)
    for row in title if document.layout is not Layout.LEDGER else ():
        yield taken("标题居中", row.sheet, (row.left + row.right) / 2, by, note=row.text)
    yield from _under_title(document, sheets, title, found, by)


def _official(document: Document, sheet: Sheet, title: tuple[Row, ...], by: Print) -> Iterator[Measure]:
    rules = sheet.red_rules(LONG)
    line = rules[0].box if len(rules) == 1 else None
    mark = sheet.red_ink(0, line.top - 0.5) if line else None
    yield taken("标志上边", 1, mark.top if mark else None, by)
    yield taken("标志居中", 1, (mark.left + mark.right) / 2 if mark else None, by)
    yield taken("红线左端", 1, line.left if line else None, by, note=f"{len(rules)}条")
    yield taken("红线右端", 1, line.right if line else None, by)
    beside = [squeezed(document.number)] if document.number else [squeezed(name) for name in document.signers[-1:]]
    number = ink_of(sheet, _holding(sheet, *beside)) if beside else None
    if beside:
        yield taken("字号至红线", 1, line.top - number.bottom if line and number else None, by)
    if title and not document.above_title:
        top = ink_of(sheet, title[0])
        yield taken("红线至标题", 1, top.top - line.bottom if line and top else None, by)


def _letter(document: Document, sheet: Sheet, title: tuple[Row, ...], by: Print) -> Iterator[Measure]:
    rules = [rule.box for rule in sheet.red_rules(LONG)]
    double = len(rules) == 4
    mark = sheet.red_ink(0, rules[0].top - 0.5) if double else None
    yield taken("信函标志上边", 1, mark.top if mark else None, by)
    yield taken("标志居中", 1, (mark.left + mark.right) / 2 if mark else None, by)
    yield taken("信函双线距标志", 1, rules[0].top - mark.bottom if mark else None, by, note=f"{len(rules)}条")
    for rule in rules:
        yield taken("信函双线长", 1, rule.right - rule.left, by)
        yield taken("信函双线居中", 1, (rule.right + rule.left) / 2, by)
    yield taken("信函末线距页底", 1, sheet.height - rules[-1].bottom if double else None, by)
    corner = [squeezed(item) for item in (document.copy_number, document.security, document.urgency) if item]
    last = None
    if document.number:
        row = _holding(sheet, squeezed(document.number))
        last = ink_of(sheet, row)
        yield taken("信函字号右端", 1, row.right if row else None, by)
        yield taken("信函双线至字号", 1, last.top - rules[1].bottom if last and double else None, by)
    if len(corner) > 1:
        last = ink_of(sheet, _holding(sheet, corner[-1]))
    if last and title:
        top = ink_of(sheet, title[0])
        yield taken("信函字号至标题", 1, top.top - last.bottom if top else None, by)


def _under_title(
    document: Document, sheets: list[Sheet], title: tuple[Row, ...], found: list[Found], by: Print
) -> Iterator[Measure]:
    """From the title's ink to that of 主送机关, when it follows the title at once."""
    if not document.recipients or document.byline or document.under_title or not title:
        return
    if document.layout not in {Layout.OFFICIAL, Layout.LETTER}:
        return
    rows = next((item.rows for item in found if item.passage.sort is Sort.RECIPIENTS and item.rows), ())
    if rows and rows[0].sheet == title[-1].sheet:
        sheet = sheets[rows[0].sheet - 1]
        above, below = ink_of(sheet, title[-1]), ink_of(sheet, rows[0])
        yield taken("标题至主送", rows[0].sheet, below.top - above.bottom if above and below else None, by)


def _holding(sheet: Sheet, *texts: str) -> Row | None:
    return next((row for row in sheet.rows if all(text in row.text for text in texts)), None)


def ink_of(sheet: Sheet, row: Row | None) -> Box | None:
    """The ink of a row: of the strip from a size above its baseline to a quarter below."""
    if row is None:
        return None
    size = row.size * POINT
    return sheet.ink(Box(row.left - 0.5, row.baseline - size, row.right + 0.5, row.baseline + size / 4))
