"""版记 on an even page by option (GB/T 33476.2 7.3.1; 7.5): blank page, numbers, both formats."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from docgen.checks.checking import check_file
from docgen.checks.rule import Verdict
from docgen.document import Document
from docgen.pipeline import needs_fonts, write
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.fonts import FontSet, font_set
from docgen.typesetting.imprint import Page, page_of
from tests.trees import FORM, LETTER, NOTICE, ONE_LINE, SHORT_NOTICE
from tests.writers.office import pdfs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVEN = replace(GBT9704, imprint_even_page=True)
#: Paragraphs of one line → what stands on each page without the option and with it.
PAPERS = {
    "page 2 is full": (
        replace(SHORT_NOTICE, body=(ONE_LINE,) * 24),
        ["文页", "文页", "版页"],
        ["文页", "文页", "", "版"],
    ),
    "page 3 has room": (
        replace(SHORT_NOTICE, body=(ONE_LINE,) * 30),
        ["文页", "文页", "文版页"],
        ["文页", "文页", "文页", "版页"],
    ),
    "page 2 has room": (replace(SHORT_NOTICE, body=(ONE_LINE,) * 12), ["文页", "文版页"], ["文页", "文版页"]),
    "one turned page": (
        replace(SHORT_NOTICE, body=(ONE_LINE,), sign_off=None, parts=NOTICE.parts[-1:]),
        ["文页", "表页", "版页"],
        ["文页", "表页", "", "版"],
    ),
    "two turned pages": (
        replace(SHORT_NOTICE, body=(ONE_LINE,), sign_off=None, parts=NOTICE.parts[-2:]),
        ["文页", "表页", "表页", "版页"],
        ["文页", "表页", "表页", "版页"],
    ),
}
each = pytest.mark.parametrize("name", PAPERS)


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return font_set(GBT9704, tmp_path_factory.mktemp("fonts"))


def pages(data: bytes) -> list[str]:
    """What each page holds: 文 text, 表 a turned table, 版 imprint, 页 a page number."""
    found = []
    with pdfplumber.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            characters = "".join(character["text"] for character in page.chars)
            turned = page.width > page.height
            marks = {"文": "核对" in characters and not turned, "表": turned, "版": "抄送" in characters}
            found.append("".join(mark for mark, there in {**marks, "页": "—" in characters}.items() if there))
    return found


@each
def test_the_imprint_goes_to_the_next_even_page_and_a_blank_one_takes_both_numbers(name: str, fonts: FontSet) -> None:
    document, off, on = PAPERS[name]
    assert off == pages(write(document, "pdf", fonts=fonts).data)
    assert on == pages(write(document, "pdf", fonts=fonts, standard=EVEN).data)


@each
def test_the_word_file_has_an_even_page_section_with_the_footers_that_fit(
    name: str, fonts: FontSet, tmp_path: Path
) -> None:
    document, off, on = PAPERS[name]
    data = write(document, "docx", fonts=fonts, standard=EVEN).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        last = etree.fromstring(archive.read("word/document.xml")).findall(f".//{W}sectPr")[-1]
        bare = "word/footerNoNumber.xml" in archive.namelist()
    kind = last.find(f"{W}type")
    assert kind is not None
    assert ("nextPage" if off == on else "evenPage") == kind.get(f"{W}val")
    assert ("" in on) == bare
    path = tmp_path / "even.docx"
    path.write_bytes(data)
    assert [] == [str(error) for error in OpenXmlValidator().validate(path).errors]


@pytest.mark.slow
def test_libreoffice_prints_the_same_pages_and_leaves_the_blank_one_out(
    fonts: FontSet, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A blank page that a section asks for is no page of LibreOffice's PDF unless it is told so; the numbers tell."""
    made = {name.replace(" ", "-"): paper[0] for name, paper in PAPERS.items()}
    files = {name: write(document, "docx", fonts=fonts, standard=EVEN).data for name, document in made.items()}
    found = pdfs(files, tmp_path_factory.mktemp("office"))
    expected = {name.replace(" ", "-"): [page for page in paper[2] if page] for name, paper in PAPERS.items()}
    assert expected == {name: pages(path.read_bytes()) for name, path in found.items()}


@each
def test_no_rule_speaks_of_the_blank_page_or_of_the_number_that_is_not_there(name: str, fonts: FontSet) -> None:
    document = PAPERS[name][0]
    for suffix in ("docx", "pdf"):
        report = check_file(write(document, suffix, fonts=fonts, standard=EVEN).data, f"件.{suffix}").value
        assert report is not None
        failed = [judged.rule.code for judged in report.of(Verdict.FAILED) if judged.rule.code[0] in "MW"]
        assert [] == failed


@pytest.mark.parametrize("document", [LETTER, FORM])
def test_a_letter_s_and_a_form_s_imprint_stays_where_it_is(document: Document, fonts: FontSet) -> None:
    assert write(document, "pdf", fonts=fonts).data == write(document, "pdf", fonts=fonts, standard=EVEN).data


@pytest.mark.parametrize(
    ("text_pages", "whole", "page"),
    [(1, 1, Page.NEXT), (2, 2, Page.LAST), (2, 3, Page.AFTER_BLANK), (3, 4, Page.LAST), (3, 3, Page.NEXT)],
)
def test_the_pages_with_and_without_it_tell_its_place(text_pages: int, whole: int, page: Page) -> None:
    assert page is page_of(SHORT_NOTICE, EVEN, text_pages, whole)
    assert Page.LAST is page_of(SHORT_NOTICE, GBT9704, text_pages, whole)


def test_a_word_file_takes_fonts_only_for_this() -> None:
    assert [False, True, True] == [needs_fonts("docx"), needs_fonts("docx", EVEN), needs_fonts("pdf")]
