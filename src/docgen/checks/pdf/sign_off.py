"""署名 and 成文日期 stand where 7.3.5 puts them, sealed or not."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of, lines_of
from docgen.checks.pdf.pages import Line, Pages
from docgen.checks.pdf.spots import lines_on
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.acceptance import ACCEPTED
from docgen.standards.gbt9704 import GBT9704
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
    longest = max(above, key=lambda line: line.right - line.left)
    if _sealed(longest, date) or _unsealed(longest, date):
        return []
    text = f"署名右空{_blank(longest):.1f}字，日期右空{_blank(date):.1f}字，中线差{abs(_offset(longest, date)):.1f}字"
    return [Finding(where=date.place, found=text, spots=lines_on(longest, date))]


def _cells(length: float) -> float:
    return length / (GBT9704.page.body_width.mm / GBT9704.page.characters)


def _blank(line: Line) -> float:
    """字 between the line and the right edge."""
    return _cells((GBT9704.page.left + GBT9704.page.body_width).mm - line.right)


def _offset(name: Line, date: Line) -> float:
    """字 from the middle of the name to that of the date."""
    return _cells((date.left + date.right - name.left - name.right) / 2)


def _sealed(name: Line, date: Line) -> bool:
    """7.3.5.1: the date keeps four 字 and the name is centred on it; a name too long for that keeps to the edge.

    Centred by the 字 of both too: a face with narrow figures draws the date shorter than it counts.
    """
    counted = GBT9704.sealed_date_right + (width(date.text) - width(name.text)) / 2
    if min(abs(_offset(name, date)), abs(_blank(name) - counted)) > ACCEPTED.sign_off:
        return False
    return abs(_blank(date) - GBT9704.sealed_date_right) <= ACCEPTED.sign_off or abs(_blank(name)) <= 1


def _unsealed(name: Line, date: Line) -> bool:
    """7.3.5.2: name or date keeps two 字, and the date begins two 字 after the name."""
    two = GBT9704.unsealed_right
    kept = min(abs(_blank(name) - two), abs(_blank(date) - two)) <= ACCEPTED.sign_off
    return kept and abs(_cells(date.left - name.left) - two) <= ACCEPTED.sign_off


RULE = Rule(
    code="M19",
    what="成文日期右空四字、署名以日期居中（盖章）；不盖章的署名右空二字，日期首字比署名首字右移二字",
    why="印章要端正地压住署名和日期",
    mend="调整署名、日期的右缩进",
    clause="7.3.5",
    strength=Strength.GENERAL,
    judge=_judge,
)
