"""What the rules on the words of a title have in common: whether there is one, and where it is."""

from __future__ import annotations

import re

from docgen.checks.rule import Absent, Finding, Outcome, Unmeasured
from docgen.checks.writing import Role, Writing

__all__ = ["title_with"]


def title_with(writing: Writing, wanted: re.Pattern[str]) -> Outcome:
    """A finding where the title of a 公文 has nothing of the form `wanted`. A 纪要 may have its mark for its title."""
    if not writing.of(Role.NUMBER):
        return Absent("没有发文字号，不是正式公文")
    if not writing.title and writing.minutes:
        return Absent("纪要以标志为题")
    if not writing.title:
        return Unmeasured("没有认出标题")
    if wanted.search(writing.title):
        return []
    return [Finding(where=writing.of(Role.TITLE)[0].place, found=writing.title)]
