"""The first page shows text of the body (7.3.3): only a laid-out page can tell."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Fix, Outcome, Rule, Strength, Unmeasured
from docgen.checks.writing import Role

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    if not file.writing.of(Role.NUMBER):
        return Absent("没有版头")
    return Unmeasured("Word文件里没有页，要排出来才知道；请另存为PDF再查一次")


RULE = Rule(
    code="W28",
    what="公文首页必须显示正文",
    why="首页只有版头和主送机关，正文可以被换掉",
    mend="主送机关太多时移到版记；缩小标志和标题的行距",
    clause="7.3.3",
    strength=Strength.MUST,
    fix=Fix.UNSAFE,
    judge=_judge,
)
