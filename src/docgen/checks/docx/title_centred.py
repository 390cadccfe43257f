"""标题 is centred (7.3.1)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    paragraphs = file.of(Role.MARK, Role.TITLE, Role.PART_TITLE) if file.writing.official else ()
    if not paragraphs:
        return Absent("没有标题")
    return [
        Finding(where=paragraph.place, found="居中却有首行缩进" if paragraph.alignment == "center" else "没有居中")
        for paragraph in paragraphs
        if paragraph.alignment not in ("center", "distribute") or paragraph.indent
    ]


RULE = Rule(
    code="W09",
    what="发文机关标志和标题居中，不带首行缩进",
    why="有了首行缩进，居中就偏了",
    mend="段落对齐设居中，首行缩进设无",
    clause="7.2.4；7.3.1",
    strength=Strength.MUST,
    fix=Fix.SAFE,
    judge=_judge,
)
