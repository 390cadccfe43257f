"""Where the parts of a 公文 stand on its pages: mark, number, red line, title, body, page numbers, imprint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from docgen.checks.pdf.pages import Box, Line, Pages, Sheet, Stroke
from docgen.checks.writing import FIELD, LIKE_NUMBER, Appearance, Role, Writing, recognised
from docgen.standards.acceptance import ACCEPTED, face_of
from docgen.standards.gbt9704 import Face, Standard, StyleName
from docgen.typesetting.latin_gap import filled
from docgen.typesetting.widths import width
from docgen.units import pt

__all__ = ["Head", "body_lines", "goes_on", "head_of", "ink_of", "lines_of", "may_go_on", "page_number", "writing_of"]

_BIG: Final = (Role.MARK, Role.TITLE)
_LABEL: Final = "抄送："
_ADDRESSED: Final = re.compile(r"(?:抄送|主送|抄报)[：:]")
_NOTED: Final = re.compile(r"附件[：:]|\d{1,2}[．.]")
#: What stays on one line: a number with its unit, a character with the marks that cling to it.
_PIECE: Final = re.compile(r"[（《“〈〔‘]*(?:[0-9A-Za-z.,%％—…〔〕/-]+.?|.)[，。、；：？！）》”〉〕’]*")
_PAGE_NUMBER: Final = re.compile(r"[—\-–－一]?\s*(\d{1,4})\s*[—\-–－一]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The upper part of page 1. Each is None or empty where there is none."""

    sheet: Sheet
    mark: tuple[Line, ...]
    number: Line | None
    rules: tuple[Stroke, ...]  # red ones
    title: tuple[Line, ...]
    after_title: Line | None
    standard: Standard = field(repr=False)  # judged by

    @property
    def blank(self) -> bool:
        """套打: the mark is there and has no ink, for it is on the paper already."""
        return bool(self.mark) and all(ink_of(self.sheet, line) is None for line in self.mark)

    @property
    def letter(self) -> bool:
        """信函格式: its red rules are wider than the 版心 (10.1)."""
        wide = (self.standard.page.body_width + self.standard.letter_rule_width).mm / 2
        return any(rule.box.right - rule.box.left > wide for rule in self.rules)


@lru_cache(maxsize=1)  # every rule asks
def head_of(pages: Pages) -> Head:
    """The head of page 1."""
    sheet = pages.sheets[0]
    lines = [line for line in sheet.lines if line.text and page_number(sheet, line) is None]
    styles = pages.standard.styles
    large = (styles[StyleName.TITLE].size.pt + styles[StyleName.BODY].size.pt) / 2
    big = [line for line in lines if line.size > large and not line.table]
    places = {passage.place: passage.role for passage in writing_of(pages).passages if passage.role in _BIG}
    roles: list[Role | None] = []
    for line in big:  # a passage begins at its first line; the lines after it are of the same role
        roles.append(places.get(line.place, roles[-1] if roles else None))
    mark = tuple(line for line, role in zip(big, roles, strict=True) if role is Role.MARK)
    title = tuple(line for line, role in zip(big, roles, strict=True) if role is Role.TITLE)
    numbered = {passage.place for passage in writing_of(pages).of(Role.NUMBER)}
    rows = [line for line in lines if line.place in numbered]  # several where there are several 签发人
    number = next((line for line in rows if LIKE_NUMBER.match(line.text)), rows[-1] if rows else None)
    last = title[-1].number if title else 0
    return Head(
        sheet=sheet,
        mark=mark,
        number=number,
        rules=tuple(rule for rule in sheet.rules if rule.red),
        title=title,
        after_title=next((line for line in lines if title and line.number > last), None),
        standard=pages.standard,
    )


def ink_of(sheet: Sheet, line: Line) -> Box | None:
    """The ink of a line: that of the strip half a size above and below its characters' bodies."""
    size = pt(line.size).mm
    return sheet.ink(Box(left=line.left, top=line.baseline - size, right=line.right, bottom=line.baseline + size / 4))


def page_number(sheet: Sheet, line: Line) -> int | None:
    """The number that a line below the 版心 is, or None."""
    page = line.standard.page
    below = (page.top + page.body_height).mm
    found = _PAGE_NUMBER.fullmatch(line.text)
    return int(found[1]) if found and line.baseline > below and not sheet.landscape else None


def lines_of(pages: Pages, role: Role) -> list[Line]:
    """The lines of the passages of a role, found by the place each passage begins at."""
    wanted = {passage.place for passage in writing_of(pages).of(role)}
    return [line for sheet in pages.sheets for line in sheet.lines if line.place in wanted]


def goes_on(line: Line, after: Line) -> bool:
    """Whether a line had no room for the first piece of the next one: then both are of one paragraph.

    A piece of more than the 字 that may be left blank is none: such a line is taken for the end of its paragraph.
    """
    return _room(line) <= min(ACCEPTED.short_line, _first_piece(after))


def may_go_on(line: Line, after: Line) -> bool:
    """The same of a piece however long: whether the two may be of one paragraph."""
    return _room(line) - (filled(line.text) - width(line.text)) <= _first_piece(after)


def _room(line: Line) -> float:
    """What a line leaves blank, in 字."""
    page = line.standard.page
    return ((page.left + page.body_width).mm - line.edge) / (page.body_width.mm / page.characters)


def _first_piece(line: Line) -> float:
    piece = _PIECE.match(line.text)
    return filled(piece[0]) if piece else 1.0


def body_lines(sheet: Sheet) -> list[Line]:
    """The upright lines of 三号 that stand in no table, without title, head and page number."""
    if sheet.landscape:
        return []
    return [line for line in sheet.lines if not line.table and not line.red and line.text and _of_body(line)]


def _of_body(line: Line) -> bool:
    return abs(line.size - line.standard.styles[StyleName.BODY].size.pt) <= ACCEPTED.body_size.pt


@lru_cache(maxsize=1)
def writing_of(pages: Pages) -> Writing:
    """The text of the pages as passages: a line that fills the measure goes on in the next one."""
    return recognised(_appearances(pages), pages.standard)


def _appearances(pages: Pages) -> Iterator[Appearance]:
    gathered: list[Line] = []
    for sheet in pages.sheets:
        for line in sheet.lines:
            if not line.text or page_number(sheet, line) is not None:
                continue
            if gathered and not (_continues(gathered[-1], line, sheet) or _hangs(gathered, line)):
                yield _appearance(gathered, pages)
                gathered = []
            gathered.append(line)
    if gathered:
        yield _appearance(gathered, pages)


def _continues(before: Line, line: Line, sheet: Sheet) -> bool:
    if before.table or line.table or sheet.landscape:
        return False
    if FIELD.fullmatch(line.text):
        return False  # 密级 or 紧急程度 of a letter, below its number, which ends at the right edge (10.1)
    if abs(before.size - line.size) > ACCEPTED.body_size.pt or before.red != line.red:
        return False
    if face_of(before.font) is Face.TITLE is face_of(line.font) and before.sheet == line.sheet:
        return abs(before.left + before.right - line.left - line.right) < 2 * ACCEPTED.margin.mm  # lines of one title
    return goes_on(before, line) and abs(line.left - line.standard.page.left.mm) < ACCEPTED.margin.mm


def _hangs(gathered: Sequence[Line], line: Line) -> bool:
    """A line of the 附件说明 goes on under the name it began with (7.3.4)."""
    first, last = gathered[0], gathered[-1]
    if _ADDRESSED.match(first.text) and last.sheet == line.sheet and last.size == line.size:
        label = first.chars[len(_LABEL)].left if len(first.chars) > len(_LABEL) else first.left
        return abs(line.left - label) < ACCEPTED.margin.mm  # 主送 and 抄送 in the imprint (7.4.2)
    noted = (
        _NOTED.match(first.text) and last.sheet == line.sheet and abs(first.size - line.size) < ACCEPTED.body_size.pt
    )
    return bool(noted) and line.left > first.left + ACCEPTED.margin.mm and goes_on(last, line)


def _centred(line: Line, sheet: Sheet) -> bool:
    """In the middle of the 版心; a line that fills it is centred only if it is in a title's typeface."""
    page = line.standard.page
    left, width = (page.bottom, page.body_height) if sheet.landscape else (page.left, page.body_width)
    middle = abs((line.left + line.right - width.mm) / 2 - left.mm) < ACCEPTED.margin.mm
    return middle and (line.left > left.mm + ACCEPTED.margin.mm or face_of(line.font) is Face.TITLE)


def _appearance(lines: Sequence[Line], pages: Pages) -> Appearance:
    first = lines[0]
    sheet = pages.sheets[first.sheet - 1]
    small = first.size < pages.standard.styles[StyleName.BODY].size.pt - ACCEPTED.body_size.pt
    return Appearance(
        text="".join(line.text for line in lines),
        place=first.place,
        size=first.size,
        red=first.red,
        centred=_centred(first, sheet),
        indented=first.left > pages.standard.page.left.mm + ACCEPTED.margin.mm,
        table=first.table or (sheet.landscape and small),  # a note above or below a turned table
    )
