"""附件说明: full-width colon, Arabic numbers with a point, nothing after a name (7.3.4)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_RIGHT: Final = re.compile(
    r"(?:附件：)?(?:\d{1,2}[．.、]\s*)?(?!\d+[．.、]|附件\s*\d{0,2}\s*[:：])\S.*[^。；，、：:;,.]"
)


def _judge(writing: Writing) -> Outcome:
    notes = writing.of(Role.ATTACHMENT_NOTE)
    if not notes:
        return Absent("没有附件说明")
    found = [Finding(where=note.place, found=note.text) for note in notes if not _RIGHT.fullmatch(note.text)]
    numbered = [bool(re.match(r"(?:附件[：:])?\s*\d+[．.、]", note.text)) for note in notes]
    if any(numbered) and len([number for number in numbered if number]) == 1:
        found.append(Finding(where=notes[0].place, found="只有一个附件却编了序号"))
    return found


RULE = Rule(
    code="T10",
    what="附件说明写作“附件：1．名称”，全角冒号，名称后不加标点，只有一个附件不编号",
    why="附件说明是附件的目录，名称后的标点会被当成名称的一部分",
    mend="冒号改全角，去掉名称后的标点",
    clause="7.3.4",
    strength=Strength.MUST,
    judge=_judge,
)
