"""The end of a text: where 署名 and 成文日期 stand, how far 附件说明 goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from docgen.readers import marks
from docgen.readers.draft_lines import Line, measure
from docgen.readers.signing import side_by_side

__all__ = ["attendance", "note_length", "sign_offs"]

_SIGNATURE_LINES: Final = 6
_SIGNATURE: Final = 30.0  # 字 of the longest line of a signature
_FAR_RIGHT: Final = 4.0  # 字 of white space before a line that stands at the right
_MOST_ATTACHMENTS: Final = 99
_SHORT: Final = 40.0  # 字 of a name in 附件说明 without a number
_LISTED: Final = 120.0  # 字 of a line of names
_NOT_SIGNED: Final = ("特此", "此致", "敬礼", "以上", "专此", "妥否", "附", "抄送")


def sign_offs(lines: Sequence[Line], start: int) -> dict[int, tuple[int, bool]]:
    """First line of each sign-off → how many lines it has, and whether the last is the date."""
    found: dict[int, tuple[int, bool]] = {}
    for place in range(start, len(lines)):
        if lines[place].block is None and marks.date(lines[place].text):
            first = _signature_begins(lines, start, place)
            if first == place and _signed_below(lines, start, place):
                found[place], found[place + 1] = (1, True), (1, False)
                continue
            if first < place or _closes(lines, start, place):
                found[first] = (place - first + 1, True)
        elif _undated(lines, start, place):
            found[place] = (1, False)
    return found


def _signature_begins(lines: Sequence[Line], start: int, day: int) -> int:
    """The first line of the signature above a date; the date's own place when there is none."""
    first = day
    while first > start and day - first < _SIGNATURE_LINES:
        line = lines[first - 1]
        if not _may_sign(line):
            break
        near = first == day
        if near and not (marks.is_agency(line.text) or line.indent >= _FAR_RIGHT or _joint(line.text)):
            break
        agency = marks.is_agency(line.text) or bool(side_by_side(line.text))
        if not near and not (agency or _set_apart(lines, start, first - 1)):
            break
        first -= 1
    return first


def _signed_below(lines: Sequence[Line], start: int, day: int) -> bool:
    """Whether an agency that closes the text stands below a date, the two in the wrong order."""
    if day == start or day + 1 >= len(lines) or (not lines[day - 1].block and lines[day - 1].depth):
        return False
    name = lines[day + 1]
    ended = lines[day - 1].text.endswith(("。", "）", ")")) or lines[day].gap
    return (
        ended
        and _may_sign(name)
        and marks.is_agency(name.text)
        and _over(lines[day + 2] if day + 2 < len(lines) else None)
    )


def _set_apart(lines: Sequence[Line], start: int, place: int) -> bool:
    """Whether a line above another one of a signature goes with it: as far in, and further than the text above."""
    line, below = lines[place], lines[place + 1]
    if not line.gap and not below.gap:
        return line.indent == below.indent
    above = lines[place - 1].indent if place > start else 0.0
    return line.indent == below.indent != above


def _may_sign(line: Line) -> bool:
    text = " ".join(line.text.split())  # blanks between agencies side by side are no part of their names
    return (
        marks.title_like(replace(line, text=text))
        and (measure(text) <= _SIGNATURE or bool(side_by_side(text)))
        and not text.startswith(_NOT_SIGNED)
        and not marks.only_in_brackets(text)
        and not any(mark in text for mark in "，；：:《》")
        and not marks.file_name(text)
        and not line.depth
    )


def _joint(text: str) -> bool:
    """Agencies side by side, or a post and a name: 市长　张三."""
    return len(text.split()) == 2 or bool(side_by_side(text))


def _closes(lines: Sequence[Line], start: int, place: int) -> bool:
    """A date with no signature ends a text when a sentence stands above it and no sentence below."""
    above = lines[place - 1] if place > start else None
    below = lines[place + 1] if place + 1 < len(lines) else None
    ended = above is not None and above.text.endswith(("。", "）", ")"))
    return ended and (below is None or below.gap or marks.only_in_brackets(below.text) or marks.label(below.text))


def _undated(lines: Sequence[Line], start: int, place: int) -> bool:
    """An agency far to the right at the very end, or before 附件 or 附注, with no date or with one on its line."""
    line = lines[place]
    if place > start and line.block is None and marks.signed_and_dated(line.text):
        return _over(lines[place + 1] if place + 1 < len(lines) else None) and not lines[place - 1].depth
    if place == start or not _may_sign(line) or not marks.is_agency(line.text) or line.indent < _FAR_RIGHT:
        return False
    below = lines[place + 1] if place + 1 < len(lines) else None
    return _over(below) and lines[place - 1].text.endswith("。")


def _over(below: Line | None) -> bool:
    """Whether the text is over above this line."""
    return below is None or marks.label(below.text) or marks.only_in_brackets(below.text)


def note_length(lines: Sequence[Line], at: int, closings: dict[int, tuple[int, bool]], *, signed: bool) -> int:
    """How many lines from `at` are 附件说明 (附件：…, 附件1：…, or 附件： and the names below it); 0 when none is."""
    text = lines[at].text
    if marks.numbered_label(text):
        return _labelled(lines, at, closings, signed=signed)
    if not marks.note_start(text):
        return 0
    count = 1
    while _goes_on(lines, at, count, closings):
        count += 1
    if count > 1 or not marks.label(text) or signed:
        return 0 if count == 1 and marks.label(text) else count
    while count <= 3 and at + count < len(lines) and at + count not in closings and _name(lines[at + count]):
        count += 1
    return count if count > 1 and (at + count == len(lines) or at + count in closings) else 0


def _goes_on(lines: Sequence[Line], at: int, count: int, closings: dict[int, tuple[int, bool]]) -> bool:
    place = at + count
    if place >= len(lines) or place in closings or lines[place].block is not None:
        return False
    text = lines[place].text
    return marks.file_name(text) or (marks.item(text) and not text.endswith("。"))


def _name(line: Line) -> bool:
    return line.block is None and measure(line.text) <= _SHORT and not marks.sentence(line.text)


def _labelled(lines: Sequence[Line], at: int, closings: dict[int, tuple[int, bool]], *, signed: bool) -> int:
    """附件1：… lines: a list of them is 附件说明 before the sign-off, and after it where another or nothing follows."""
    count = 0
    while (
        at + count < len(lines)
        and count < _MOST_ATTACHMENTS
        and at + count not in closings
        and (found := marks.numbered_label(lines[at + count].text))
        and not marks.sentence(found[1])
    ):
        count += 1
    over = at + count == len(lines) or at + count in closings
    return count if over or (signed and (count > 1 or marks.file_name(lines[at].text))) else 0


def attendance(lines: Sequence[Line], start: int, closings: dict[int, tuple[int, bool]]) -> dict[int, int]:
    """出席, 请假 and 列席 at the end of a 纪要: first line of each → how many lines it has.

    They end the text: after them comes nothing but a sign-off, 附注, 附件, 抄送 or 印发.
    """
    for first in range(start, len(lines)):
        if marks.attended(lines[first].text) and (found := _entries(lines, first, closings)):
            return found
    return {}


def _entries(lines: Sequence[Line], first: int, closings: dict[int, tuple[int, bool]]) -> dict[int, int]:
    """The entries from line `first` on; none when other text follows them."""
    found: dict[int, int] = {}
    latest = first
    for place in range(first, len(lines)):
        text = lines[place].text
        if place in closings or _ends(text):
            return found
        if lines[place].block is not None or marks.level(text) or measure(text) > _LISTED:
            return {}
        if marks.listed(text):
            latest = place
        elif marks.sentence(text) and "。" in text:
            return {}
        found[latest] = place - latest + 1
    return found


def _ends(text: str) -> bool:
    """Whether a line is of what may follow the text of a paper."""
    named = marks.label(text) or marks.note_start(text) or marks.numbered_label(text)
    return bool(named or marks.copies(text) or marks.printed(text) or marks.only_in_brackets(text))
