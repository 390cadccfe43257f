"""Every section has a page number in its footer, as a field (7.5)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role

__all__ = ["RULE"]

_NAMES = {"default": "奇数页", "even": "偶数页"}


def _judge(file: WordFile) -> Outcome:
    if not file.sections:
        return Absent("没有分节信息")
    found = []
    for section in file.sections:
        if section.even and section is file.sections[-1] and file.of(Role.IMPRINT):
            continue  # 7.5: the imprint after a blank page has no number
        kinds = ("default", "even") if "evenAndOddHeaders" in file.settings else ("default",)
        for kind in kinds:
            footer = section.footers.get(kind)
            where = f"第{section.number}节{_NAMES[kind] if len(kinds) > 1 else ''}页脚"
            if footer is None or not footer.paged:
                found.append(Finding(where=where, found=(footer.text if footer else "") or "没有页码"))
    return found


RULE = Rule(
    code="W15",
    what="每一节的页脚都有自动页码（版记自成一节、排在双页的除外）",
    why="手打的页码改一页就全错",
    mend="在页脚插入页码（PAGE域）",
    clause="7.5",
    strength=Strength.MUST,
    fix=Fix.SAFE,
    judge=_judge,
)
