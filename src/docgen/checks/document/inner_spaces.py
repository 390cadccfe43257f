"""No blanks between Chinese characters."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Finding, Outcome, Rule, Strength
from docgen.checks.writing import Passage, Role, Writing

__all__ = ["RULE"]

_WRONG: Final = re.compile(r"[\u4e00-\u9fff，。；：、）》”][ \t\u00a0]+(?=[\u4e00-\u9fff，。；：、（《“])")
_SPACED_OUT: Final = re.compile(r"(?:\S[ 　]+)+\S")  # 通     知, set wide by hand
_TO_WRITE_IN: Final = re.compile(r"年 +月|[：:] {2,}")  # a line of a form


def _judge(writing: Writing) -> Outcome:
    return [
        Finding(where=passage.place, found=passage.text[max(0, wrong.start() - 3) : wrong.end() + 4])
        for passage in writing.of(Role.BODY, Role.TITLE, Role.RECIPIENTS, Role.ATTACHMENT_NOTE)
        if not _SPACED_OUT.fullmatch(passage.text) and not _TO_WRITE_IN.search(passage.text)
        for wrong in _WRONG.finditer(passage.text, _begin(passage))
    ]


def _begin(passage: Passage) -> int:
    """Where blanks begin to be wrong: the agencies of a joint paper are parted by them in its title."""
    return max(passage.text.find("关于"), 0) if passage.role is Role.TITLE else 0


RULE = Rule(
    code="T18",
    what="汉字之间不夹空格",
    why="空格使字距不匀，查找时也找不到这个词",
    mend="删去空格",
    clause="5.2.3",
    strength=Strength.CUSTOM,
    judge=_judge,
)
