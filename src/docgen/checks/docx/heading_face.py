"""How the typeface of the headings of one level is judged; 一、 and （一） differ only in level and face (7.3.3)."""

from __future__ import annotations

from docgen.checks.docx.faces import NO_FACE
from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Outcome
from docgen.checks.writing import Role
from docgen.standards.acceptance import is_face
from docgen.standards.gbt9704 import Face

__all__ = ["judge_headings"]


def judge_headings(file: WordFile, level: int, mark: str, face: Face) -> Outcome:
    """Headings of a level, which `mark` names, that are set in another face than `face`."""
    places = [passage.place for passage in file.writing.of(Role.BODY) if passage.level == level]
    if not places or not file.writing.official:
        return Absent(f"没有“{mark}”一级的标题")
    found = []
    for paragraph in (file.by_place[place] for place in places):
        first = paragraph.chinese_runs[0]  # a run-in heading is followed by text in the body's face
        if _is_item(paragraph.text) and is_face(first.face, Face.BODY, file.standard):
            continue
        if not is_face(first.face, face, file.standard):
            found.append(Finding(where=paragraph.place, found=first.face or NO_FACE))
    return found


def _is_item(text: str) -> bool:
    """A single sentence, one of several parted by ；, or what a list below goes on with: it may be set as body text."""
    return text.endswith(("。", "；", ";", "：")) and text.count("。") <= 1
