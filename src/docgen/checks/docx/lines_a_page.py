"""22 lines fill a page: the pitch of the body is the 版心 over 22 (5.2.3)."""

from __future__ import annotations

from docgen.checks.docx.body import body_of
from docgen.checks.docx.word_file import Section, WordFile, WordParagraph
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.ooxml.properties import measured, toggled
from docgen.standards.acceptance import ACCEPTED
from docgen.units import Length, twips

__all__ = ["RULE"]

_SINGLE = 240  # w:line of single spacing, in 240ths of a line


def _judge(file: WordFile) -> Outcome:
    paragraphs = body_of(file)
    if not paragraphs or not file.sections:
        return Absent("没有按公文格式排的正文")
    found = []
    for paragraph in paragraphs:
        pitch = _pitch(paragraph, file.sections[0])
        if pitch is None:
            found.append(Finding(where=paragraph.place, found="行距随字体变化，没有设固定值，也没有按22行对齐网格"))
        elif abs(pitch - file.standard.page.line_pitch) > ACCEPTED.pitch:
            found.append(Finding(where=paragraph.place, found=f"行距{pitch.pt:.2f}磅"))
    return found


def _pitch(paragraph: WordParagraph, section: Section) -> Length | None:
    properties = paragraph.properties
    line = measured(properties, "spacing@line", _SINGLE)
    if properties.get("spacing@lineRule") == "exact":
        return twips(line)
    gridded = section.grid.get("type") in ("lines", "linesAndChars", "snapToChars")
    if gridded and toggled(properties, "snapToGrid", default=True) and properties.get("spacing@lineRule") != "atLeast":
        pitch = measured(section.grid, "linePitch") * line / _SINGLE
        return twips(pitch)
    return None


RULE = Rule(
    code="W03",
    what="正文每面22行：行距{pitch}磅，或文档网格每页22行",
    why="行距小了排不满版心，大了只有21行",
    mend="段落行距设“固定值{pitch}磅”，或页面设置“文档网格”设每页22行",
    clause="5.2.3",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
