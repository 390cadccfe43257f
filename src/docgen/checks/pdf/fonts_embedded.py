"""Every font is carried in the file."""

from __future__ import annotations

from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    if not pages.embedded:
        return Absent("没有文字，可能是扫描件")
    return [Finding(where="", found=f"{font}没有嵌入") for font, carried in pages.embedded.items() if not carried]


RULE = Rule(
    code="M21",
    what="字体全部嵌入",
    why="没嵌入的字体换一台电脑就被顶替，版面全变",
    mend="导出时选“嵌入字体”或PDF/A",
    clause="5.2.2",
    strength=Strength.CUSTOM,
    judge=_judge,
)
