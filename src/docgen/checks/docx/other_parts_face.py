"""主送机关, 附件说明, 署名, 成文日期 and 附注 are in 三号 仿宋 (5.2.2)."""

from __future__ import annotations

from docgen.checks.docx.faces import set_otherwise
from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.gbt9704 import Face, StyleName

__all__ = ["RULE"]

_ROLES = (Role.RECIPIENTS, Role.ATTACHMENT_NOTE, Role.SIGNATURE, Role.DATE, Role.REMARK)


def _judge(file: WordFile) -> Outcome:
    paragraphs = file.of(*_ROLES) if file.writing.official else ()
    if not paragraphs:
        return Absent("没有主送机关、附件说明、署名、成文日期")
    wanted = file.standard.styles[StyleName.BODY].size
    longest = ((paragraph, run) for paragraph in paragraphs if (run := paragraph.main) is not None)
    return set_otherwise(longest, wanted, Face.BODY)


RULE = Rule(
    code="W31",
    what="主送机关、附件说明、署名、成文日期、附注用3号仿宋体",
    why="公文没有特别说明的各要素一般用3号仿宋体字",
    mend="字体设仿宋，字号设三号",
    clause="5.2.2",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
