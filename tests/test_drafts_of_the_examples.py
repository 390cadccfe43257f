"""The drafts in data_examples/drafts are whole papers: laid out without a doubt, and no rule speaks on the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.checks.checking import check_file
from docgen.checks.rule import Verdict
from docgen.document import Document, Layout
from docgen.pipeline import fonts_here, formatted, write
from docgen.typesetting.fonts import FontSet

DRAFTS = Path(__file__).parent.parent / "data_examples" / "drafts"
MARKS = {
    "会议纪要": ("岚川能源集团办公会议纪要", Layout.MINUTES),
    "联合通知": ("青石县教育局；青石县公安局；青石县市场监督管理局文件", Layout.OFFICIAL),
}


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


def document(name: str) -> Document:
    mark, layout = MARKS[name]
    made = formatted((DRAFTS / f"{name}.txt").read_bytes(), ".txt", mark=[mark], name=name).value
    assert made is not None
    assert [] == [taken.doubt for taken in made.taken if taken.doubt]
    assert layout is made.document.layout
    return made.document


def test_every_draft_has_its_mark() -> None:
    assert {path.stem for path in DRAFTS.glob("*.txt")} == set(MARKS)


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
@pytest.mark.parametrize("name", MARKS)
def test_no_rule_speaks(name: str, suffix: str, fonts: FontSet) -> None:
    report = check_file(write(document(name), suffix, fonts=fonts).data, name).value
    assert report is not None
    assert [] == [f"{judged.rule.code} {judged.findings}" for judged in report.of(Verdict.FAILED)]
