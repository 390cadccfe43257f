"""署名 and 成文日期 stand where 7.3.5 puts them, sealed or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from docgen.checks.pdf.anatomy import head_of, lines_of
from docgen.checks.pdf.pages import Char, Line, Pages
from docgen.checks.pdf.spots import lines_on
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.acceptance import ACCEPTED
from docgen.typesetting.widths import width

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    dates, names = lines_of(pages, Role.DATE), lines_of(pages, Role.SIGNATURE)
    if not dates or not names or not head_of(pages).mark:
        return Absent("没有署名和成文日期")
    date = dates[0]
    above = [line for line in names if line.sheet == date.sheet and line.baseline < date.baseline]
    if not above:
        return [Finding(where=date.place, found="署名与成文日期不在同一页")]
    if crowded := [finding for line in above for finding in _touching(line)]:
        return crowded
    name = _over_date(above)
    if _sealed(name, date) or _unsealed(name, date):
        return []
    text = f"署名右空{_blank(name):.1f}字，日期右空{_blank(date):.1f}字，中线差{abs(_offset(name, date)):.1f}字"
    return [Finding(where=date.place, found=text, spots=lines_on(name, date))]


def _over_date(names: list[Line]) -> Line:
    """The name that the date goes by: the last of those side by side, else the longest line of the last row.

    Agencies that sign together have names side by side, each under its seal, in rows a seal apart (7.3.5.1); unsealed
    they are spread to one width.
    """
    last = names[-1]
    if len(beside := _beside(last)) > 1:
        return replace(last, chars=beside[-1])
    row = [last]
    for name in reversed(names[:-1]):
        if row[-1].baseline - name.baseline > 2 * name.standard.page.line_pitch.mm:
            break
        row.append(name)
    return max(row, key=lambda line: line.right - line.left)


def _beside(line: Line) -> list[tuple[Char, ...]]:
    """The names side by side on a line; a name that is spread, its characters alike far apart, is one."""
    names: list[list[Char]] = []
    for char in line.chars:
        if names and _cells(char.left - names[-1][-1].right, line) < line.standard.joint_gap / 2:
            names[-1].append(char)
        else:
            names.append([char])
    return [line.chars] if any(len(name) == 1 for name in names) else [tuple(name) for name in names]


def _touching(line: Line) -> Iterator[Finding]:
    """Names side by side that leave no room for seals which neither cross nor touch (7.3.5.1)."""
    middles = [(name[0].left + name[-1].right) / 2 for name in _beside(line)]
    for before, after in pairwise(middles):
        if after - before < ACCEPTED.seal.mm:
            yield Finding(where=line.place, found=f"两个署名的中线相距{after - before:.0f}毫米，两枚印章会相碰")


def _cells(length: float, line: Line) -> float:
    page = line.standard.page
    return length / (page.body_width.mm / page.characters)


def _blank(line: Line) -> float:
    """字 between the line and the right edge."""
    page = line.standard.page
    return _cells((page.left + page.body_width).mm - line.right, line)


def _offset(name: Line, date: Line) -> float:
    """字 from the middle of the name to that of the date."""
    return _cells((date.left + date.right - name.left - name.right) / 2, date)


def _sealed(name: Line, date: Line) -> bool:
    """7.3.5.1: the date keeps four 字 and the name is centred on it; a name too long for that keeps to the edge.

    Centred by the 字 of both too: a face with narrow figures draws the date shorter than it counts.
    """
    wanted = date.standard.sealed_date_right
    counted = wanted + (width(date.text) - width(name.text)) / 2
    if min(abs(_offset(name, date)), abs(_blank(name) - counted)) > ACCEPTED.sign_off:
        return False
    return abs(_blank(date) - wanted) <= ACCEPTED.sign_off or abs(_blank(name)) <= 1


def _unsealed(name: Line, date: Line) -> bool:
    """7.3.5.2: name or date keeps two 字, and the date begins two 字 after the name."""
    two = date.standard.unsealed_right
    kept = min(abs(_blank(name) - two), abs(_blank(date) - two)) <= ACCEPTED.sign_off
    return kept and abs(_cells(date.left - name.left, date) - two) <= ACCEPTED.sign_off


RULE = Rule(
    code="M19",
    what="成文日期右空四字、署名以日期居中（盖章）；不盖章的署名右空二字，日期首字比署名首字右移二字",
    why="印章要端正地压住署名和日期",
    mend="调整署名、日期的右缩进",
    clause="7.3.5",
    strength=Strength.GENERAL,
    judge=_judge,
)
