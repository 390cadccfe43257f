"""A classified document has its 份号 (7.2.1)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_SECRET: Final = re.compile(r"(?:秘密|机密|绝密)(?:★.*)?")
_COPY: Final = re.compile(r"\d{3,8}")


def _judge(writing: Writing) -> Outcome:
    corners = writing.of(Role.CORNER)
    secret = next((corner for corner in corners if _SECRET.fullmatch(corner.text)), None)
    if secret is None:
        return Absent("没有密级")
    if any(_COPY.fullmatch(corner.text) for corner in corners):
        return []
    return [Finding(where=secret.place, found=f"标了“{secret.text}”，没有份号")]


RULE = Rule(
    code="T32",
    what="涉密公文标注份号",
    why="涉密公文逐份登记、逐份清退，靠的是份号",
    mend="在左上角第一行加份号，一般六位数字",
    clause="7.2.1；条例第九条（一）",
    strength=Strength.MUST,
    judge=_judge,
)
