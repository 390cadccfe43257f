"""A document of five thousand characters is advised to be shorter."""

from __future__ import annotations

from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_MOST: Final = 5000


def _judge(writing: Writing) -> Outcome:
    body = writing.of(Role.BODY)
    if not body or not writing.official:
        return Absent("没有公文正文")
    count = sum(len("".join(passage.text.split())) for passage in body)
    return [Finding(where="正文", found=f"{count}字")] if count > _MOST else []


RULE = Rule(
    code="T37",
    what="正文不超过5000字，部署具体任务的不超过4000字",
    why="《整治形式主义为基层减负若干规定》提倡短文",
    mend="压缩篇幅，细目放进附件",
    clause="整治形式主义为基层减负若干规定（2024）",
    strength=Strength.ADVISED,
    judge=_judge,
)
