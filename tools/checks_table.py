"""Write the table of rules in docs/checks.md anew: everything between its two marks is made from the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docgen.checks.all_rules import DOCX_RULES, PDF_RULES, TEXT_RULES
from docgen.checks.rule import Rule, worded
from docgen.standards.gbt9704 import GBT9704

PAGE = Path(__file__).parents[1] / "docs" / "checks.md"
BEGIN, END = "<!-- rules -->", "<!-- /rules -->"
GROUPS = (
    ("文字（Word 和 PDF 都查）", TEXT_RULES),
    ("Word 文件的设置", DOCX_RULES),
    ("PDF 的版面", PDF_RULES),
)


def table() -> str:
    """The rules as Markdown tables."""
    parts = []
    for heading, rules in GROUPS:
        rows = [f"| {' | '.join(_cells(rule))} |" for rule in rules.values()]
        head = "| 编号 | 规则 | 效力 | 条款 | 为什么 | 怎么改 | 谁来改 |\n|---|---|---|---|---|---|---|"
        parts.append(f"## {heading}\n\n{head}\n" + "\n".join(rows))
    return "\n\n".join(parts)


def _cells(rule: Rule[Any]) -> tuple[str, ...]:
    rule = worded(rule, GBT9704)
    return rule.code, rule.what, rule.strength.value, rule.clause, rule.why, rule.mend, rule.fix.value


def page(text: str) -> str:
    """The page with its table made anew."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
