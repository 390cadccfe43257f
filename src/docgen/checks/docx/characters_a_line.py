"""28 characters fill a line (5.2.3)."""

from __future__ import annotations

from docgen.checks.docx.body import body_of
from docgen.checks.docx.word_file import Section, WordFile, WordParagraph, WordRun
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.ooxml.properties import measured
from docgen.units import Length, pt

__all__ = ["RULE", "grid_space"]

_PER_POINT = 4096  # w:charSpace counts in 4096ths of a point


def _judge(file: WordFile) -> Outcome:
    paragraphs = body_of(file)
    if not paragraphs or not file.sections:
        return Absent("没有按公文格式排的正文")
    section = file.sections[0]
    found = []
    for paragraph in paragraphs:
        if paragraph.main is None or _pitch(paragraph, paragraph.main, section) <= 0:
            continue
        advance = _pitch(paragraph, paragraph.main, section)
        width = section.width - section.left - section.right
        characters = int(width / advance)
        if characters != file.standard.page.characters:
            found.append(Finding(where=paragraph.place, found=f"每行{characters}字（字距{advance.pt:.2f}磅）"))
    return found


def _pitch(paragraph: WordParagraph, main: WordRun, section: Section) -> Length:
    """What a character takes where nothing was set wider by hand so that a line ends earlier (字距加宽)."""
    return min(_advance(run, section) for run in paragraph.runs if run.size == main.size)


def _advance(run: WordRun, section: Section) -> Length:
    """What a character takes of a line."""
    return run.size + run.spacing + grid_space(section)


def grid_space(section: Section) -> Length:
    """What the section's grid adds to every character."""
    if section.grid.get("type") not in ("linesAndChars", "snapToChars"):
        return pt(0)
    space = measured(section.grid, "charSpace") / _PER_POINT
    return pt(space)


RULE = Rule(
    code="W04",
    what="正文每行28字：三号字的字距缩到15.75磅上下，或文档网格每行28字",
    why="16磅的字不缩字距每行只排得下27个",
    mend="字符间距设“紧缩0.25磅”，或文档网格设每行28字",
    clause="5.2.3",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
