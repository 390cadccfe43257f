"""`make check-report`: what `docgen check` finds on good papers, and whether every mutation makes its rule speak."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.checks.mutations import MUTATIONS, new_findings
from tests.documents.papers import samples

from docgen.checks.all_rules import DOCX_RULES, PDF_RULES, TEXT_RULES
from docgen.checks.checking import check_file
from docgen.pipeline import fonts_here, write
from docgen.typesetting.fonts import FontSet


def main(say: Callable[[str], object]) -> bool:
    """Say the figures; whether all of them are as they should be."""
    with tempfile.TemporaryDirectory() as folder:
        fonts = fonts_here(Path(folder))
        kinds = (("文字", TEXT_RULES), ("Word", DOCX_RULES), ("PDF", PDF_RULES))
        say("规则：" + "，".join(f"{name} {len(rules)} 条" for name, rules in kinds))
        return all([_mutated(say, fonts), *(_clean(say, fonts, suffix) for suffix in ("docx", "pdf"))])


def _mutated(say: Callable[[str], object], fonts: FontSet) -> bool:
    wrong = []
    for mutation in MUTATIONS:
        spoke = set(new_findings(mutation, fonts))
        if spoke != {mutation.rule, *mutation.then}:
            wrong.append(f"{mutation}：响了 {sorted(spoke)}，应为 {sorted({mutation.rule, *mutation.then})}")
    touched = len({mutation.rule for mutation in MUTATIONS})
    say(f"单处改动 {len(MUTATIONS)} 个，触及规则 {touched} 条，不如所料 {len(wrong)} 个")
    for line in wrong:
        say(f"  {line}")
    return not wrong


def _clean(say: Callable[[str], object], fonts: FontSet, suffix: str) -> bool:
    """The samples of both examples: only rules on the text may speak."""
    verdicts: Counter[str] = Counter()
    wrong, spoke = [], Counter[str]()
    for sample in samples():
        report = check_file(write(sample.document, suffix, fonts=fonts).data, str(sample)).value
        assert report is not None
        verdicts.update(report.counts)
        for judged in report.judged:
            if judged.findings and judged.rule.code[0] != "T":
                wrong.append(f"{sample}：{judged.rule.code} {judged.findings[0]}")
            elif judged.findings:
                spoke[judged.rule.code] += 1
    figures = "，".join(f"{verdict} {number}" for verdict, number in verdicts.items())
    say(f"好文件 {len(samples())} 件的 {suffix}：{figures}；版面不符 {len(wrong)} 处")
    say(f"  文字有话说的：{'，'.join(f'{code} {number} 件' for code, number in sorted(spoke.items())) or '无'}")
    for line in wrong:
        say(f"  {line}")
    return not wrong


if __name__ == "__main__":
    sys.exit(not main(lambda line: sys.stdout.write(f"{line}\n")))
