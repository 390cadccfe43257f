"""Chinese characters take their font from w:eastAsia: a Chinese font set for Latin letters only has no effect."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Finding, Fix, Outcome, Rule, Strength
from docgen.standards.acceptance import face_of

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    found: dict[tuple[str, str], Finding] = {}
    for paragraph in file.paragraphs:
        for run in paragraph.chinese_runs:
            meant, actual = face_of(run.latin), face_of(run.face)
            if meant is not None and meant is not actual:
                text = f"“{run.text[:8]}”西文字体设了{run.latin}，中文字体却是{run.face or '没有设'}"
                found.setdefault((run.latin, run.face), Finding(where=paragraph.place, found=text))
    return list(found.values())


RULE = Rule(
    code="W19",
    what="中文字体设在“中文字体”上",
    why="只设西文字体，汉字仍用原来的字体，换一台电脑就变样",
    mend="字体对话框里把“中文字体”设成同一种",
    clause="5.2.2",
    strength=Strength.CUSTOM,
    fix=Fix.SAFE,
    judge=_judge,
)
