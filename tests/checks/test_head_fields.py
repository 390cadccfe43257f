"""份号, 密级 and 紧急程度 are known for what they are, in 文件格式 above the mark and in 信函格式 beside the number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.checks.checking import check_file
from docgen.checks.rule import Verdict
from docgen.document import Document
from docgen.pipeline import fonts_here, write
from docgen.typesetting.fonts import FontSet
from tests.trees import LETTER, NOTICE, text

PAPERS = {
    "letter with 份号 and 加急": LETTER,
    "letter with 特急": replace(LETTER, copy_number=(), urgency=text("特急")),
    "letter with all": replace(LETTER, security=text("机密")),
    "notice with all": replace(NOTICE, copy_number=text("000001"), security=text("机密★1年"), urgency=text("特急")),
    "notice with two": replace(NOTICE, security=text("机密"), urgency=text("特急")),
}


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize("document", PAPERS.values(), ids=PAPERS)
def test_they_make_no_rule_of_layout_speak(document: Document, fonts: FontSet) -> None:
    for suffix in ("docx", "pdf"):
        report = check_file(write(document, suffix, fonts=fonts).data, f"件.{suffix}").value
        assert report is not None
        assert [] == [judged.rule.code for judged in report.of(Verdict.FAILED) if judged.rule.code[0] in "MW"]
