"""Every character has a glyph: none prints as a box."""

from __future__ import annotations

from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength

__all__ = ["RULE"]

_UNKNOWN = "\ufffd"


def _judge(pages: Pages) -> Outcome:
    if not pages.embedded:
        return Absent("没有文字，可能是扫描件")
    found = [Finding(where=f"第{sheet}页", found=f"字体{font}里缺字，印成方框") for sheet, font in pages.blanks]
    found += [
        Finding(where=line.place, found=f"{line.text[:12]}中有认不出的字")
        for sheet in pages.sheets
        for line in sheet.lines
        if _UNKNOWN in line.text
    ]
    return found


RULE = Rule(
    code="M22",
    what="没有印成方框的字",
    why="人名、地名中的生僻字最容易缺",
    mend="换用收字多的字体（GBK或GB 18030的版本）",
    clause="5.2.2",
    strength=Strength.MUST,
    judge=_judge,
)
