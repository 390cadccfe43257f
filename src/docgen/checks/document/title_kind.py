"""The title of a 公文 ends with its 文种 (7.3.1)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.document.titles import title_with
from docgen.checks.rule import Outcome, Rule, Strength
from docgen.checks.writing import Writing

__all__ = ["RULE"]

#: The fifteen of 《党政机关公文处理工作条例》 art. 8; a form (督办通知单) carries one of them in its name.
_KINDS: Final = "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要"
_ENDS: Final = re.compile(rf"(?:{_KINDS})单?(?:（[^）]*）)?$")


def _judge(writing: Writing) -> Outcome:
    return title_with(writing, _ENDS)


RULE = Rule(
    code="T15",
    what="标题以文种结尾（通知、通报、报告、请示、函等十五种）",
    why="文种告诉收文的人该怎么办：执行、答复还是存阅",
    mend="在标题末尾写明文种",
    clause="7.3.1；条例第八条、第九条（七）",
    strength=Strength.MUST,
    judge=_judge,
)
