"""A Word file together with its pages as a renderer set them: where its paragraphs stand, what the pages measure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from docgen.checks.all_rules import PDF_RULES
from docgen.checks.checking import Report
from docgen.checks.pdf.pages import opened
from docgen.checks.pdf.spots import located, spots_of_text
from docgen.checks.rule import Judged, judge
from docgen.problems import Problem, Result

__all__ = ["with_pages"]

_WHOSE: Final = "LibreOffice排出的"
_NOTE: Final = "页面是 LibreOffice 排的，与 Word、WPS 排的可能略有出入，请以实际打印的为准。"
_NEEDS_PAGES: Final = "W28"  # 公文首页必须显示正文: M08 measures it
#: Rules on typefaces: the renderer's may be stand-ins; the rules on the file judge those that it names.
_OF_THE_FILE: Final = frozenset({"M21", "M26", "M27"})


def with_pages(report: Report, pdf: bytes, *, measured: bool) -> Result[Report]:
    """The report of a Word file with its places on `pdf`; `measured` adds the rules on pages, whose page it is said."""
    pages = opened(pdf, report.standard)
    if isinstance(pages, Problem):
        return Result(value=None, problems=(pages,))
    spots = dict(zip(report.texts, spots_of_text(pages, list(report.texts.values())), strict=True))
    judged: list[Judged[Any]] = [
        replace(
            each,
            findings=tuple(replace(finding, spots=spots.get(finding.where, ())) for finding in each.findings),
        )
        for each in report.judged
    ]
    if measured:
        judged = [each for each in judged if each.rule.code != _NEEDS_PAGES]
        judged += [
            _named(located(judge(rule, pages), pages)) for code, rule in PDF_RULES.items() if code not in _OF_THE_FILE
        ]
    return Result(value=replace(report, judged=tuple(judged), pages=pages, note=_NOTE))


def _named(judged: Judged[Any]) -> Judged[Any]:
    """Each finding says that it is of the renderer's page."""
    findings = tuple(
        replace(finding, where=f"{_WHOSE}{finding.where or '页面'}", spots=finding.spots) for finding in judged.findings
    )
    return replace(judged, findings=findings)
