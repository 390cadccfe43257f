"""Good papers break no rule of layout, and on our own pages nothing that is there goes unmeasured."""

from __future__ import annotations

import pytest

from docgen.checks.checking import Report, check_file
from docgen.checks.rule import Verdict
from docgen.pipeline import fonts_here, write
from docgen.typesetting.fonts import FontSet
from tests.checks.strangers import stranger
from tests.documents.papers import Sample, samples


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


def each_paper() -> list[object]:
    """Ledgers are many pages of one kind: all but one of them are left to `make test-all`."""
    few = [sample for sample in samples() if sample.job.kind != "ledger" or str(sample) == "anquan-ledger-第一煤矿"]
    marks = {str(sample): () if sample in few else (pytest.mark.slow,) for sample in samples()}
    return [pytest.param(sample, id=str(sample), marks=marks[str(sample)]) for sample in samples()]


def checked(content: bytes) -> Report:
    report = check_file(content, "文件").value
    assert report is not None
    return report


def breaches(report: Report, rules: str) -> list[str]:
    return [
        f"{judged.rule.code} {finding}"
        for judged in report.of(Verdict.FAILED)
        if judged.rule.code[0] in rules
        for finding in judged.findings
    ]


@pytest.mark.parametrize("sample", each_paper())
def test_a_word_file_of_ours_breaks_no_rule_of_layout(sample: Sample) -> None:
    report = checked(write(sample.document, "docx").data)

    assert [] == breaches(report, "W")
    assert {"W28"} >= {judged.rule.code for judged in report.of(Verdict.UNMEASURED)}


@pytest.mark.parametrize("sample", each_paper())
def test_a_pdf_of_ours_breaks_no_rule_of_layout_and_is_measured_whole(sample: Sample, fonts: FontSet) -> None:
    report = checked(write(sample.document, "pdf", fonts=fonts).data)

    assert [] == breaches(report, "M")
    assert () == report.of(Verdict.UNMEASURED)


def test_pages_made_by_other_hands_pass_when_they_are_right() -> None:
    report = checked(stranger())

    assert [] == breaches(report, "TWM")
    assert () == report.of(Verdict.UNMEASURED)
    assert {"M03", "M04", "M06", "M09", "M14", "M16", "M19", "M23"} <= {
        judged.rule.code for judged in report.of(Verdict.PASSED)
    }
