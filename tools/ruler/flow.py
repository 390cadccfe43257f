"""How the text runs: line ends and line starts, 28 字 a line, 22 行 a page, the sign-off, the heads of 附件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from tools.ruler.head import ink_of
from tools.ruler.measures import Measure, Print, taken
from tools.ruler.passages import Found, Passage, Sort, width
from tools.ruler.sheets import POINT, Row, Sheet, meetings

from docgen.document import SignOff

__all__ = ["flow"]

#: 字 of 三号 in the 版心, mm: 156 over 28.
CELL = 156 / 28
PITCH = 28.95
#: What a line can hold, pt: the 版心, and a quarter of a point that nothing follows.
ROOM = 156 / POINT + 0.3
#: What is not divided (GB/T 15834, 15835): a number with its unit, a Latin word, 〔2018〕1号, —— and ……, each with what
#: must not begin a line after it and what must not end one before it.
PIECE = re.compile(
    r"(?:[（［【《〈「『“‘]|〔(?![0-9]{4}〕))*"
    r"(?:〔[0-9]{4}〕第?[0-9]+号"
    r"|第?[!-~]*[0-9][!-~]*(?:[～—][0-9.]+)*(?:个?工作日|个?百分点|平方公里|平方米|公里|[一-鿿％‰℃])?"
    r"|[!-~]+|—+|…+|.)"
    r"[、。，．：；？！）〕］】》〉」』”’·…—～％‰℃),.:;?!\]%]*"
)


def flow(sheets: list[Sheet], found: list[Found], by: Print) -> Iterator[Measure]:
    """The measures of all passages."""
    for item in found:
        if not item.rows:
            yield taken("文字在页上", 0, 0.0, by, note=item.passage.text[:20])
            continue
        yield taken("文字在页上", item.rows[0].sheet, 1.0, by)
        yield from _edges(sheets, item, by)
    yield from _pages(sheets, found, by)
    yield from _spaces(sheets, found, by)


def _edges(sheets: list[Sheet], item: Found, by: Print) -> Iterator[Measure]:
    """Where the lines of a passage begin and end, and how much is on them."""
    passage = item.passage
    if not passage.spread:
        return
    at = 0
    for line, (row, after) in enumerate(pairwise(item.rows)):
        at += len(row.text)
        piece = PIECE.match(passage.text, at)
        next_piece = width(piece[0]) + 0.2 * meetings(row.text[-1] + piece[0]) if piece else 1.0
        landscape = sheets[row.sheet - 1].landscape
        edge = 260.0 if landscape else 184.0
        left = (edge - row.right) / (row.size * POINT)
        short = left - row.blanks > 4 and next_piece > left - row.blanks
        note = f"{row.text[-12:]}｜{after.text[:6]}"
        if short:  # one unbreakable piece leaves more than four 字
            yield taken("行末", row.sheet, edge, by, wanted=edge, note=f"空{left:.1f}字：{note}", short=True)
        else:
            yield taken("横排行末" if landscape else "行末", row.sheet, row.right, by, note=note)
        if abs(row.size - 16) < 0.3 and not landscape and (by is Print.PDF or not _narrow(row, next_piece)):
            cells = round((row.left - 28) / CELL * 2) / 2 + row.cells
            room = ROOM - (row.left - 28) / POINT - row.natural
            full = room >= 0 and room < next_piece * 16
            yield taken("每行字数", row.sheet, 28.0 if full else cells, by, note=f"{cells}字：{note}")
        if passage.sort in {Sort.TEXT, Sort.RECIPIENTS} and not landscape:
            yield taken("行首", after.sheet, after.left, by, note=after.text[:8])
        if line == 0 and passage.sort is Sort.TEXT and abs(row.size - 16) < 0.3:
            yield taken("段首", row.sheet, row.left, by, note=row.text[:8])


def _narrow(row: Row, next_piece: float) -> bool:
    """Whether half-width characters decide where a line ends: LibreOffice sets them as wide as Fandol has them."""
    return next_piece % 1 > 0 or any(glyph.text < "\x7f" for glyph in row.glyphs)


def _pages(sheets: list[Sheet], found: list[Found], by: Print) -> Iterator[Measure]:
    """22 行 on each page that is full of body text: the text goes on on the next one in the same paragraph."""
    closing = {Sort.SIGNATURE, Sort.DATE, Sort.ATTACHMENTS}
    last = {id(one) for one, two in pairwise(found) if two.passage.sort in closing}
    crossing = {
        row.sheet
        for item in found
        if item.passage.sort is Sort.TEXT and id(item) not in last
        for row, after in pairwise(item.rows)
        if after.sheet == row.sheet + 1
    }
    for item in found:
        if item.passage.sort is not Sort.TEXT:
            continue
        steps = [
            (row.sheet, (after.baseline - row.baseline) / POINT)
            for row, after in pairwise(item.rows)
            if after.sheet == row.sheet and abs(row.size - 16) < 0.3
        ]
        if steps:
            page, worst = max(steps, key=lambda step: abs(step[1] - PITCH))
            yield taken("行距", page, worst, by)
    for sheet in sheets:
        rows = sheet.rows
        plain = all(abs(row.size - 16) < 0.3 for row in rows)
        if sheet.index > 1 and sheet.index in crossing and plain and not sheet.landscape:
            pitch = median(after.baseline - row.baseline for row, after in pairwise(rows))
            lines = (rows[-1].baseline - rows[0].baseline) / pitch + 1
            yield taken("每面行数", sheet.index, lines, by)


def _spaces(sheets: list[Sheet], found: list[Found], by: Print) -> Iterator[Measure]:
    first = ""
    for before, item in pairwise([Found(passage=found[0].passage, rows=()), *found] if found else []):
        if not item.rows:
            continue
        passage, row = item.passage, item.rows[0]
        match passage.sort:
            case Sort.ATTACHMENTS:
                first = passage.text if passage.item == 0 else first
                yield from _note(before, passage, row, first, by)
            case Sort.SIGNATURE | Sort.DATE if passage.sign_off:
                yield from _sign_off(before, passage, row, by)
            case Sort.REMARK if abs(row.size - 16) < 0.3:
                yield taken("附注左空", row.sheet, row.left, by)
            case Sort.LABEL:
                top_row = sheets[row.sheet - 1].rows[0]
                yield taken("附件标识行", row.sheet, 1.0 if top_row is row else 2.0, by)
            case Sort.PART_TITLE if before.passage.sort is Sort.LABEL and before.rows:
                sheet = sheets[row.sheet - 1]
                title, label = ink_of(sheet, row), ink_of(sheet, before.rows[0])
                together = title and label and before.rows[0].sheet == row.sheet
                yield taken("附件标识至标题", row.sheet, title.top - label.top if together else None, by)
            case _:
                pass


def _blank_lines(before: Found, row: Row) -> float | None:
    if not before.rows or before.rows[-1].sheet != row.sheet:
        return None
    return (row.baseline - before.rows[-1].baseline) / POINT / PITCH - 1


def _note(before: Found, passage: Passage, row: Row, first: str, by: Print) -> Iterator[Measure]:
    """A draft may have typed the colon in half width: then what follows it begins half a 字 earlier."""
    above = _blank_lines(before, row)
    if passage.item == 0 and passage.after_text and above is not None:
        yield taken("附件说明上空", row.sheet, above, by)
    if passage.item == 0:
        yield taken("附件说明左空", row.sheet, row.left, by, note=row.text[:8])
        return
    half = CELL / 2 if first.startswith("附件:") else 0.0
    yield taken("附件序号左端", row.sheet, row.left + half, by, note=row.text[:8])


def _sign_off(before: Found, passage: Passage, row: Row, by: Print) -> Iterator[Measure]:
    closing = passage.sign_off
    assert closing is not None
    use = "用印" if closing.sealed else "不用印"
    above = _blank_lines(before, row)
    if passage.sort is Sort.SIGNATURE and passage.item == 0 and passage.after_text and above is not None:
        # a seal covers both lines of a long name, and begins within one 行 of the text (7.3.5.1)
        wanted = 2.0 if closing.sealed and len(closing.signature) > 1 else None
        yield taken(f"{use}署名上空", row.sheet, above, by, wanted=wanted)
    signature, date = _blanks(closing)
    wanted = date if passage.sort is Sort.DATE else signature[passage.item]
    name = f"{use}日期右空" if passage.sort is Sort.DATE else f"{use}署名右空"
    yield taken(name, row.sheet, (184 - row.right) / CELL, by, wanted=wanted, note=row.text)


def _blanks(closing: SignOff) -> tuple[list[float], float]:
    """字 to the right of each signature line and of the date (7.3.5.1, 7.3.5.2)."""
    lines = [width("".join(run.text for run in line)) for line in closing.signature]
    date = width("".join(run.text for run in closing.date))
    longest = max(lines, default=0.0)
    if closing.sealed:
        right = 4.0
        block = 4 + (date - longest) / 2
        if block < 0:
            block, right = 0.0, (longest - date) / 2
    elif longest - date >= 2:
        block, right = 2.0, longest - date
    else:
        block, right = 4 + date - longest, 2.0
    return [block + (longest - line) / 2 for line in lines], right
