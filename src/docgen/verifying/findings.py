"""What a finished file says otherwise than the dataset: which figure or name, where, from which cell it should come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from docgen.document import Run, Voice
from docgen.verifying.differences import Gap, gaps
from docgen.verifying.script import Piece, Script

__all__ = ["Finding", "Sort", "agreeing", "findings"]

#: Characters shown on each side of what differs.
_AROUND: Final = 10
#: Characters of a wording that are shown.
_LONGEST: Final = 40
#: What makes a figure longer where it is put before or behind one.
_OF_FIGURE: Final = re.compile(r"[0-9.,%％〇一二三四五六七八九十百千万亿点]")
_DIGIT: Final = re.compile(r"[0-9]")
_STATED: Final = (Voice.FACT, Voice.DATA)


class Sort(Enum):
    """What differs."""

    FIGURE = "数字"  # computed by facts/
    DATA = "名称等"  # the text of a cell: a name, a day, an entry of a ledger
    WORDING = "文字"  # sentences of the wording, and what nobody put there


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One difference. `expected` is empty where something was added, `found` where it is missing.

    `cells` are where the value stands in the dataset; `sentence` is the line of the paper around it as it should be,
    empty where there is nothing around it. `runs` are the values that it concerns.
    """

    sort: Sort
    place: str
    expected: str
    found: str
    sentence: str = ""
    cells: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()


def findings(expected: Script[Run], found: Script[str]) -> tuple[Finding, ...]:
    """All that differs, in the order of the paper; none where the file says what the dataset says."""
    differing = gaps(expected.text, found.text)
    values: dict[int, None] = {}
    loose: list[Gap] = []
    made: list[tuple[int, Finding]] = []
    for gap in differing:
        stated = [number for number in _touched(expected, found, gap) if _states(expected.pieces[number])]
        if len(stated) > 1 and any(_within(expected, number, gap) for number in stated):
            made.append((gap[0], _of_passage(expected, found, gap, stated)))
        else:
            values |= dict.fromkeys(stated)
            loose += [] if stated else [gap]
    made += [(expected.starts[number], _of_value(expected, found, number, differing)) for number in values]
    made += [(group[0][0], _of_wording(expected, found, group)) for group in _by_line(expected, loose)]
    return tuple(finding for _, finding in sorted(made, key=lambda pair: pair[0]))


def agreeing(expected: Script[Run], differing: Sequence[Finding]) -> Iterator[Run]:
    """The figures and data of a paper that its file states rightly; a run divided over lines counts once."""
    wrong = {id(run) for finding in differing for run in finding.runs}
    return (piece.of for piece in expected.pieces if _states(piece) and id(piece.of) not in wrong)


def _states(piece: Piece[Run]) -> bool:
    return piece.of.voice in _STATED


def _touched(expected: Script[Run], found: Script[str], gap: Gap) -> Iterator[int]:
    """The pieces that a gap reaches into. What was put in beside a figure and reads on with it changes that figure."""
    start, end, there, there_end = gap
    if not expected.pieces:
        return
    if start < end:
        yield from range(expected.at(start), expected.at(end - 1) + 1)
        return
    behind = expected.at(start) if start < len(expected.text) else len(expected.pieces)
    if behind < len(expected.pieces) and expected.starts[behind] < start:
        yield behind
        return
    put_in = found.text[there:there_end]
    for number, inner, edge in ((behind - 1, -1, put_in[0]), (behind, 0, put_in[-1])):
        if 0 <= number < len(expected.pieces) and _reads_on(expected.pieces[number], inner, edge):
            yield number
            return


def _reads_on(piece: Piece[Run], inner: int, edge: str) -> bool:
    return _states(piece) and bool(_OF_FIGURE.fullmatch(piece.text[inner]) and _OF_FIGURE.fullmatch(edge))


def _of_value(expected: Script[Run], found: Script[str], number: int, differing: Sequence[Gap]) -> Finding:
    piece, start = expected.pieces[number], expected.starts[number]
    end = start + len(piece.text)
    inside = [gap for gap in differing if gap[1] >= start and gap[0] <= end]
    if len(piece.text) > _LONGEST:  # of a whole paragraph of data only what differs
        start, end = max(start, inside[0][0] - _AROUND), min(end, inside[-1][1] + _AROUND)
    there, there_end = _start_in_other(start, differing), _end_in_other(end, differing)
    words = "".join(expected.text[max(a, start) : min(b, end)] for a, b, _, _ in inside)
    words += "".join(found.text[c:d] for a, b, c, d in inside if start <= a and b <= end)
    return Finding(
        sort=Sort.FIGURE if piece.of.voice is Voice.FACT or _DIGIT.search(words) else Sort.DATA,
        place=_place(found, there),
        expected=expected.text[start:end],
        found=found.text[there:there_end],
        sentence=_around(expected.text, expected.line_around(start), start, end, expected.text[start:end]),
        cells=tuple(piece.of.origins),
        runs=(piece.of,),
    )


def _within(expected: Script[Run], number: int, gap: Gap) -> bool:
    """Whether a gap takes a piece in whole."""
    start = expected.starts[number]
    return gap[0] <= start and start + len(expected.pieces[number].text) <= gap[1]


def _of_passage(expected: Script[Run], found: Script[str], gap: Gap, stated: Sequence[int]) -> Finding:
    """Words with several values in them that are gone or written anew: told as one."""
    start, end, there, there_end = gap
    runs = tuple(expected.pieces[number].of for number in stated)
    return Finding(
        sort=Sort.WORDING,
        place=_place(found, there),
        expected=_short(expected.text[start:end]),
        found=_short(found.text[there:there_end]),
        cells=tuple(dict.fromkeys(origin for run in runs for origin in run.origins)),
        runs=runs,
    )


def _start_in_other(position: int, differing: Sequence[Gap]) -> int:
    """Where in the other text a piece begins that begins here: with a gap, where it begins at or in one."""
    shift = 0
    for start, end, there, there_end in differing:
        if position < start:
            break
        if position < end or position == start:
            return there
        shift = there_end - end
    return position + shift


def _end_in_other(position: int, differing: Sequence[Gap]) -> int:
    """Where in the other text a piece ends that ends here: with a gap, where it ends in one or right before words
    that were put in.
    """
    shift = 0
    for start, end, _, there_end in differing:
        if position < start or (position == start and start < end):
            break
        if position <= end:
            return there_end
        shift = there_end - end
    return position + shift


def _by_line(expected: Script[Run], loose: Sequence[Gap]) -> Iterator[list[Gap]]:
    """Gaps of one line together: a sentence that was written anew is told once."""
    group: list[Gap] = []
    for gap in loose:
        if group and expected.line_around(group[0][0]) != expected.line_around(gap[0]):
            yield group
            group = []
        group.append(gap)
    if group:
        yield group


def _of_wording(expected: Script[Run], found: Script[str], group: Sequence[Gap]) -> Finding:
    start, end, there, there_end = group[0][0], group[-1][1], group[0][2], group[-1][3]
    should, stands = _short(expected.text[start:end]), _short(found.text[there:there_end])
    return Finding(
        sort=Sort.WORDING,
        place=_place(found, there),
        expected=should,
        found=stands,
        sentence=_around(expected.text, expected.line_around(start), start, end, should or stands),
    )


def _place(found: Script[str], position: int) -> str:
    return found.pieces[found.at(position)].of if found.pieces else ""


def _around(text: str, line: tuple[int, int], start: int, end: int, shown: str) -> str:
    """The line with what is to be seen in it at its place, its far ends cut off; nothing where that is all of it."""
    first, last = max(line[0], start - _AROUND), min(max(line[1], end), end + _AROUND)
    if first == start and last == end:
        return ""
    before, behind = "…" if first > line[0] else "", "…" if last < line[1] else ""
    return f"{before}{text[first:start]}〔{shown}〕{text[end:last]}{behind}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
