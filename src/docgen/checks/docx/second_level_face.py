"""Headings （一） are in 楷体 (7.3.3)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.acceptance import face_of
from docgen.standards.gbt9704 import Face

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    places = [passage.place for passage in file.writing.of(Role.BODY) if passage.level == 2]
    if not places or not file.writing.official:
        return Absent("没有“（一）”一级的标题")
    found = []
    for paragraph in (file.by_place[place] for place in places):
        first = paragraph.chinese_runs[0]  # a run-in heading is followed by text in the body's face
        if _is_item(paragraph.text) and face_of(first.face) is Face.BODY:
            continue
        if face_of(first.face) is not Face.KAI:
            found.append(Finding(where=paragraph.place, found=first.face or "没有设中文字体"))
    return found


def _is_item(text: str) -> bool:
    """A single sentence with its full stop: an item of a list, which may be set as body text."""
    return text.endswith("。") and text.count("。") == 1


RULE = Rule(
    code="W12",
    what="“（一）”一级的标题用楷体",
    why="四级标题靠字体分出层次",
    mend="标题的中文字体设楷体",
    clause="7.3.3",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
