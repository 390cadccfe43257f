"""One word, one spelling: 台账 and 台帐 do not stand in one document."""

from __future__ import annotations

from typing import Final

from docgen.checks.rule import Finding, Outcome, Rule, Strength
from docgen.checks.writing import Writing

__all__ = ["RULE"]

#: recommended spelling, its variants.
_WORDS: Final = (
    ("台账", "台帐"),
    ("账目", "帐目"),
    ("账户", "帐户"),
    ("其他", "其它"),
    ("人才", "人材"),
)


def _judge(writing: Writing) -> Outcome:
    whole = "".join(passage.text for passage in writing.passages)
    return [
        Finding(where=passage.place, found=f"“{variant}”，别处作“{word}”")
        for word, variant in _WORDS
        if word in whole
        for passage in writing.passages
        for _ in range(passage.text.count(variant))
    ]


RULE = Rule(
    code="T17",
    what="同一个词全文一种写法（台账、台帐不混用）",
    why="混用让人以为是两样东西，也查不全",
    mend="统一成推荐的写法；引用原件名称的照原件",
    clause="GB/T 15835 同一文内体例一致；第一批异形词整理表",
    strength=Strength.CUSTOM,
    judge=_judge,
)
