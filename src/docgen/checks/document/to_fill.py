"""Nothing is left to fill in: 【待填：…】, ××, XXX."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Rule, Strength
from docgen.checks.wherever import wherever

__all__ = ["RULE"]

_WRONG: Final = re.compile(r"【待填[^】]*】|[×Xx]{2,}|\{\{|\}\}|\{%|\bNone\b")


RULE = Rule(
    code="T21",
    what="没有留下待填的内容和模板记号",
    why="送审稿可以待填，正式稿不可以",
    mend="补上内容",
    clause="条例第九条",
    strength=Strength.CUSTOM,
    judge=wherever(_WRONG),
)
