"""What every page has: its sheet, its number; the 版记; the frame of a table on a page that lies on its side."""

from __future__ import annotations

from collections.abc import Iterator

from tools.ruler.measures import Measure, Print, taken
from tools.ruler.passages import Found, Sort
from tools.ruler.sheets import POINT, Box, Glyph, Sheet

from docgen.document import Attachment, Document, Layout, Orientation

__all__ = ["furniture"]


def furniture(document: Document, sheets: list[Sheet], found: list[Found], by: Print) -> Iterator[Measure]:
    """Sheets, page numbers, turned tables and the 版记 of a paper."""
    turned = document.layout is Layout.LEDGER or any(
        isinstance(part, Attachment) and part.orientation is Orientation.LANDSCAPE for part in document.parts
    )
    unnumbered = document.layout is Layout.LETTER or document.cover is not None
    for sheet in sheets:
        short, long = sorted((sheet.width / POINT, sheet.height / POINT))
        yield taken("纸宽", sheet.index, short if turned or not sheet.landscape else None, by)
        yield taken("纸长", sheet.index, long, by)
        yield from _page_number(sheet, by, numbered=sheet.index > 1 or not unnumbered)
        if sheet.landscape:
            yield from _turned(sheet, by)
    yield from _imprint(document, sheets, found, by)


def _page_number(sheet: Sheet, by: Print, *, numbered: bool) -> Iterator[Measure]:
    glyphs = sorted(
        (glyph for glyph in sheet.number_glyphs if glyph.text.strip()), key=lambda glyph: _upright(sheet, glyph).left
    )
    text = "".join(glyph.text for glyph in glyphs)
    printed = int(text.strip("—")) if text.strip("—").isdigit() else 0
    yield taken("页码", sheet.index, printed, by, wanted=sheet.index if numbered else 0, note=text)
    if not numbered or not printed or text != f"—{printed}—":
        return
    odd = sheet.index % 2
    outer = _dash(sheet, glyphs[-1] if odd else glyphs[0])
    for glyph in (glyphs[0], glyphs[-1]):
        ink = _dash(sheet, glyph)
        yield taken("页码横线", sheet.index, (ink.top + ink.bottom) / 2 if ink else None, by)
    if outer:
        yield taken("页码边空", sheet.index, 184 - outer.right if odd else outer.left - 28, by)


def _dash(sheet: Sheet, glyph: Glyph) -> Box | None:
    """The ink of a dash, on the upright sheet: half a size around the middle of its cell across the line."""
    if not sheet.landscape or glyph.turn == (0, 0):
        size = glyph.size * POINT
        return sheet.ink(Box(glyph.left, glyph.baseline - size, glyph.right, glyph.baseline + size / 4))
    length = glyph.size * POINT
    ink = sheet.ink(Box(glyph.left, glyph.baseline, glyph.right, glyph.baseline + length))
    return Box(ink.top, sheet.width - ink.right, ink.bottom, sheet.width - ink.left) if ink else None


def _upright(sheet: Sheet, glyph: Glyph) -> Box:
    """Where a glyph is when the sheet is held upright, the head of a turned page at its left edge (clause 8)."""
    if not sheet.landscape or glyph.turn == (0, 0):
        return Box(glyph.left, glyph.baseline, glyph.right, glyph.baseline)
    return Box(glyph.baseline, sheet.width - glyph.right, glyph.baseline, sheet.width - glyph.left)


def _turned(sheet: Sheet, by: Print) -> Iterator[Measure]:
    """Held upright, the head of the table is at the left edge of the sheet on every page."""
    if sheet.number_glyphs:
        yield taken("横排页码朝向", sheet.index, float(all(g.turn == (-1, 1) for g in sheet.number_glyphs)), by)
    frame, rules = sheet.frame(Box(30.5, 5, sheet.width - 5, sheet.height - 5), 150)
    if rules:
        yield taken("横排表左边", sheet.index, frame.left if frame else None, by)
        yield taken("横排表右边", sheet.index, frame.right if frame else None, by)
    yield taken("横排表头", sheet.index, frame.top if frame else None, by)


def _imprint(document: Document, sheets: list[Sheet], found: list[Found], by: Print) -> Iterator[Measure]:
    if document.imprint is None or document.layout is Layout.LETTER:
        return
    rows = [item.rows[-1] for item in found if item.passage.sort in {Sort.COPIES, Sort.PRINTER} and item.rows]
    number = rows[-1].sheet if rows else len(sheets)
    sheet = sheets[number - 1]
    rules = [] if sheet.landscape else sheet.dark_rules(Box(20, 180, 195, 267), 140)
    yield taken("版记末线", number, (rules[-1].box.top + rules[-1].box.bottom) / 2 if rules else None, by)
    kinds = sum(item.passage.sort in {Sort.COPIES, Sort.PRINTER} for item in found)
    lines = rules[-(kinds + 1) :]
    for at, rule in enumerate(lines):
        yield taken("版记线左端", number, rule.box.left, by)
        yield taken("版记线右端", number, rule.box.right, by)
        name = "版记首末线粗" if at in {0, len(lines) - 1} else "版记中线粗"
        yield taken(name, number, rule.thickness, by)
