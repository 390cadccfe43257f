"""标题 says who, about what, and which kind: 关于……的 (7.3.1)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.document.titles import title_with
from docgen.checks.rule import Outcome, Rule, Strength
from docgen.checks.writing import Writing

__all__ = ["RULE"]

_ABOUT: Final = re.compile(r"关于|转发|印发|批转|发布|公布|公告|通告|公报|命令|令$|决议|纪要|单$")


def _judge(writing: Writing) -> Outcome:
    return title_with(writing, _ABOUT)


RULE = Rule(
    code="T36",
    what="标题写明事由：关于……的＋文种",
    why="标题由发文机关名称、事由和文种组成，登记、检索都看标题",
    mend="写成“××关于……的通知”",
    clause="7.3.1；条例第九条（七）",
    strength=Strength.GENERAL,
    judge=_judge,
)
