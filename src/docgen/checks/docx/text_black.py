"""Text is black unless the standard says otherwise (5.2.4)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile, WordRun
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role

__all__ = ["RULE"]

_ROLES = tuple(role for role in Role if role not in (Role.MARK, Role.CELL))
_BLACK = ("auto", "000000")


def _judge(file: WordFile) -> Outcome:
    if not file.writing.official:
        return Absent("没有发文字号和发文机关标志，颜色由各单位自定")
    return [
        Finding(where=paragraph.place, found=f"“{run.text[:8]}”是彩色的（{_color(run)}）")
        for paragraph in file.of(*_ROLES)
        for run in paragraph.runs
        if _color(run).lower() not in _BLACK and run.text.strip()
    ]


def _color(run: WordRun) -> str:
    return run.properties.get("color@val", "auto")


RULE = Rule(
    code="W29",
    what="除发文机关标志外，文字都是黑色",
    why="没有特殊说明的，公文中文字的颜色均为黑色",
    mend="选中文字，颜色设“自动”",
    clause="5.2.4",
    strength=Strength.MUST,
    fix=Fix.SAFE,
    judge=_judge,
)
