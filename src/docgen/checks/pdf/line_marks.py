"""No line begins with a closing mark or ends with an opening one (GB/T 15834)."""

from __future__ import annotations

from itertools import pairwise

from docgen.checks.pdf.anatomy import head_of
from docgen.checks.pdf.flow import continued
from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength

__all__ = ["RULE"]

_NEVER_FIRST = "。，、；：？！）》〉”’〕】％%…—"
_NEVER_LAST = "（《〈“‘〔【"


def _judge(pages: Pages) -> Outcome:
    pairs = list(continued(pages))
    titles = head_of(pages).title
    pairs += list(pairwise(titles))
    if not pairs:
        return Absent("没有占两行以上的段落")
    found = [
        Finding(where=line.place, found=f"行末是“{line.text[-1]}”") for line, _ in pairs if line.text[-1] in _NEVER_LAST
    ]
    for line, after in pairs:
        split = after.text[0] in "—…" and line.text[-1] != after.text[0]  # a pair that begins a line is whole
        if after.text[0] in _NEVER_FIRST and not split:
            found.append(Finding(where=after.place, found=f"行首是“{after.text[0]}”"))
    return found


RULE = Rule(
    code="M17",
    what="行首不出现句号、逗号、后括号等，行末不出现前括号、前引号，破折号、省略号不拆开",
    why="标点避头尾，是中文排版的基本要求",
    mend="打开“按中文习惯控制首尾字符”，或微调字距",
    clause="9；GB/T 15834",
    strength=Strength.MUST,
    judge=_judge,
)
