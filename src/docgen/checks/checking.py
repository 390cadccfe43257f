"""Every rule that fits a tree or a file, applied, and what came of it as text and as fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from docgen.checks import draft_text
from docgen.checks.all_rules import DOCX_RULES, PDF_RULES, TEXT_RULES
from docgen.checks.docx.word_file import read
from docgen.checks.pdf.anatomy import writing_of as writing_of_pages
from docgen.checks.pdf.pages import Pages, opened
from docgen.checks.pdf.spots import located
from docgen.checks.rule import Finding, Judged, Rule, Spot, Verdict, judge, worded
from docgen.checks.tree import writing_of
from docgen.document import Document
from docgen.problems import Place, Problem, Result
from docgen.standards.gbt9704 import GBT9704, Standard

__all__ = ["SUFFIXES", "Report", "check_document", "check_file", "check_lines"]

#: What can be checked.
SUFFIXES = (".docx", ".pdf")
_SHOWN = 8  # 字 of a passage that tell which one it is
_NO_TEXT = "页面上没有文字，可能是扫描件"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of every rule, in the order of their codes: those of the text first.

    `texts` is place → the paragraph, where a place is only a count (第12段); `pages` are what the spots of findings
    lie on, where there are pages; `note` is a sentence on how the file was read, or empty.
    """

    file: str
    judged: tuple[Judged[Any], ...]
    standard: Standard = field(default=GBT9704, repr=False)  # judged by
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    pages: Pages | None = field(default=None, repr=False)
    note: str = ""

    def of(self, verdict: Verdict) -> tuple[Judged[Any], ...]:
        """The rules of one verdict."""
        return tuple(judged for judged in self.judged if judged.verdict is verdict)

    @property
    def passed(self) -> bool:
        """Whether nothing was found wrong; what was not measured does not count."""
        return not self.of(Verdict.FAILED)

    def place_of(self, finding: Finding) -> str:
        """Where a finding is, with the words that the paragraph begins with unless they are what was found."""
        text = self.texts.get(finding.where, "")
        words = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        return finding.where if not text or finding.found.startswith(text[:4]) else f"{finding.where}“{words}”"

    @property
    def counts(self) -> dict[str, int]:
        """Verdict → number of rules."""
        counted = Counter(judged.verdict for judged in self.judged)
        return {verdict.value: counted[verdict] for verdict in Verdict}

    def lines(self, *, full: bool = False) -> list[str]:
        """The report as lines of text; `full` names the rules that were kept or do not apply, too."""
        lines: list[str] = []
        for judged in self.of(Verdict.FAILED):
            rule = judged.rule
            lines.append(f"不符 {rule.code} {rule.what}（{rule.strength.value}，{rule.clause}）")
            lines += [
                f"    {self.place_of(finding)}{'：' if finding.where else ''}{finding.found}"
                for finding in judged.findings
            ]
            lines.append(f"    为什么：{rule.why}。怎么改：{rule.mend}（{rule.fix.value}）。")
        for verdict in (Verdict.UNMEASURED, *((Verdict.PASSED, Verdict.ABSENT) if full else ())):
            for judged in self.of(verdict):
                reason = f"：{judged.reason}" if judged.reason else ""
                lines.append(f"{verdict.value} {judged.rule.code} {judged.rule.what}{reason}")
        if self.note:
            lines.append(self.note)
        counts = "，".join(f"{name} {number} 条" for name, number in self.counts.items())
        lines.append(f"{self.file}（按 {self.standard.name}）：{counts}。")
        return lines

    def fields(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            "file": self.file,
            "standard": self.standard.name,
            "note": self.note,
            "counts": self.counts,
            "rules": [_fields(judged) for judged in self.judged],
        }


def check_document(document: Document) -> Report:
    """Apply the rules on the text to a tree."""
    return Report(file=document.properties.title, judged=_apply(TEXT_RULES, writing_of(document)))


def check_file(content: bytes, name: str, standard: Standard = GBT9704) -> Result[Report]:
    """Check a .docx or .pdf by what it holds, not by its name. A file that cannot be read gives no report."""
    if content.startswith(b"%PDF"):
        return _check_pdf(content, name, standard)
    word = read(content, standard)
    if isinstance(word, Problem):
        return _refused(word, name)
    judged = (*_apply(TEXT_RULES, word.writing), *_apply(DOCX_RULES, word))
    texts = {passage.place: passage.text for passage in word.writing.passages}
    return Result(value=Report(file=name, judged=judged, standard=standard, texts=texts))


def check_lines(said: Iterable[tuple[str, str, int, int]], name: str, standard: Standard = GBT9704) -> Report:
    """Apply the rules on the text to a plain draft: (element, text, first line, last line) in its order."""
    writing = draft_text.writing_of(said, standard)
    texts = {passage.place: passage.text for passage in writing.passages}
    return Report(file=name, judged=_apply(TEXT_RULES, writing), standard=standard, texts=texts)


def _check_pdf(content: bytes, name: str, standard: Standard) -> Result[Report]:
    pages = opened(content, standard)
    if isinstance(pages, Problem):
        return _refused(pages, name)
    if not any(sheet.lines or sheet.turned_chars for sheet in pages.sheets):
        rules: list[Rule[Any]] = [*TEXT_RULES.values(), *PDF_RULES.values()]
        judged: tuple[Judged[Any], ...] = tuple(
            Judged(rule=worded(rule, standard), verdict=Verdict.UNMEASURED, reason=_NO_TEXT) for rule in rules
        )
        return Result(value=Report(file=name, judged=judged, standard=standard))
    applied = (*_apply(TEXT_RULES, writing_of_pages(pages)), *_apply(PDF_RULES, pages))
    judged = tuple(located(one, pages) for one in applied)
    return Result(value=Report(file=name, judged=judged, standard=standard, pages=pages))


def _apply(rules: Mapping[str, Rule[Any]], subject: Any) -> tuple[Judged[Any], ...]:
    return tuple(judge(rule, subject) for rule in rules.values())


def _refused(problem: Problem, name: str) -> Result[Report]:
    return Result(
        value=None,
        problems=(Problem(code=problem.code, message=problem.message, hint=problem.hint, place=Place(file=name)),),
    )


def _fields(judged: Judged[Any]) -> dict[str, Any]:
    rule = judged.rule
    return {
        "code": rule.code,
        "verdict": judged.verdict.value,
        "strength": rule.strength.value,
        "clause": rule.clause,
        "what": rule.what,
        "why": rule.why,
        "mend": rule.mend,
        "fix": rule.fix.value,
        "reason": judged.reason,
        "findings": [
            {"where": finding.where, "found": finding.found, "spots": [_rounded(spot) for spot in finding.spots]}
            for finding in judged.findings
        ],
    }


def _rounded(spot: Spot) -> dict[str, float]:
    """Tenths of a millimetre: no ruler tells more."""
    return {name: round(value, 1) for name, value in asdict(spot).items()}
