"""No blanks between Chinese characters."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Finding, Outcome, Rule, Strength
from docgen.checks.writing import Passage, Role, Writing

__all__ = ["RULE"]

_WRONG: Final = re.compile(
    r"[\u4e00-\u9fff，。；：、）》”][ \t\u00a0]+(?!\S{2,6}[：:])(?=[\u4e00-\u9fff，。；：、（《“])"
)
_SPACED_OUT: Final = re.compile(r"(?:\S[ 　]+)+\S")  # 通     知, set wide by hand
_TO_WRITE_IN: Final = re.compile(r"年 +月|[：:] {2,}")  # a line of a form
_LISTED: Final = re.compile(r"[^。]*\S(?: {2,}|\t)\S[^。]*")  # 主  任：张  三    副县长, a roll set in columns by hand
_ARTICLE: Final = re.compile(r"第[〇零一二三四五六七八九十百千]+[编章节条款]\s+")  # 第一条 …, a gap that belongs there


def _judge(writing: Writing) -> Outcome:
    return [
        Finding(where=passage.place, found=passage.text[max(0, wrong.start() - 3) : wrong.end() + 4])
        for passage in writing.of(Role.BODY, Role.TITLE, Role.RECIPIENTS, Role.ATTACHMENT_NOTE)
        if not _SPACED_OUT.fullmatch(passage.text, _begin(passage))
        and not _TO_WRITE_IN.search(passage.text)
        and not _LISTED.fullmatch(passage.text)
        for wrong in _WRONG.finditer(passage.text, _begin(passage))
    ]


def _begin(passage: Passage) -> int:
    """Where blanks begin to be wrong: after 第一条; in a title after the agencies of a joint paper, parted by them."""
    if article := _ARTICLE.match(passage.text):
        return article.end()
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
