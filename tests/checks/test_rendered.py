"""A Word file with LibreOffice's pages: measured by the rules on pages, its places marked on them. And drafts."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docgen import office
from docgen.checks.draft_text import ROLES
from docgen.checks.rule import Verdict
from docgen.pipeline import check_draft, check_file, check_rendered
from docgen.problems import Code
from docgen.readers.pieces import Element
from tests.checks.mutations import REPORT, good_docx
from tests.checks.typed import typed


def test_without_libreoffice_it_is_said_how_to_come_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = office.printed(typed())

    assert result.value is None
    assert [Code.ENVIRONMENT_LACKS] == [problem.code for problem in result.problems]
    assert "apt-get install" in result.problems[0].hint


def test_a_program_that_never_ends_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n/bin/sleep 60 &\necho $! > {tmp_path}/child\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(office, "_SECONDS", 1)
    result = office.printed(typed())

    assert [Code.ENVIRONMENT_LACKS] == [problem.code for problem in result.problems]
    child = (tmp_path / "child").read_text(encoding="utf-8").strip()
    state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, encoding="utf-8", check=False)
    assert state.stdout.strip()[:1] in ("", "Z")


@pytest.mark.slow
def test_the_pages_are_measured_and_each_finding_says_whose_page_it_is() -> None:
    content = good_docx(REPORT)
    report = check_file(content, "报告.docx").value
    assert report is not None
    pages = check_rendered(report, content, measured=True).value
    assert pages is not None
    verdicts = {judged.rule.code: judged.verdict for judged in pages.judged}

    assert "W28" not in verdicts
    assert {Verdict.PASSED} == {verdicts[code] for code in ("M03", "M04", "M06", "M08", "M12", "M14", "M15")}
    assert [] == [
        finding
        for judged in pages.judged
        if judged.rule.code[0] == "M"
        for finding in judged.findings
        if not finding.where.startswith("LibreOffice排出的")
    ]


@pytest.mark.slow
def test_the_paragraphs_of_a_word_file_are_found_on_its_pages() -> None:
    content = typed(right=False)
    report = check_file(content, "来文.docx").value
    assert report is not None
    pages = check_rendered(report, content, measured=False).value
    assert pages is not None
    found = {judged.rule.code: judged.findings for judged in pages.judged if judged.findings}

    assert {"T", "W"} == {judged.rule.code[0] for judged in pages.judged}
    assert [] == [finding for finding in found["W06"] if not finding.spots]
    assert all(spot.page == 1 for finding in found["W07"] for spot in finding.spots)


DRAFT = """青石县民政局关于做好救助工作的通知
青民发[2024]12号

各乡镇民政办：
　　现将有关事项通知如下。
　　一、摸清底数
　　各乡镇要在24年12月5日前摸清底数。

青石县民政局
2024年11月8日
"""


def test_a_draft_is_judged_by_its_text_and_its_places_are_its_lines() -> None:
    report = check_draft(DRAFT.encode("gb18030"), ".txt", "稿件.txt").value
    assert report is not None
    found = [(judged.rule.code, finding.where) for judged in report.judged for finding in judged.findings]

    assert {"T"} == {judged.rule.code[0] for judged in report.judged}
    assert [("T01", "第2行"), ("T05", "第7行")] == found


def test_a_draft_that_is_no_text_is_a_problem_with_its_name() -> None:
    result = check_draft(b"\xff\xfe\0\0", ".txt", "稿件.txt")

    assert result.value is None
    assert [(Code.FILE_UNREADABLE, "稿件.txt")] == [(each.code, each.place.file) for each in result.problems]


def test_every_element_that_a_reader_knows_has_its_role() -> None:
    assert {element.name for element in Element} == set(ROLES)
