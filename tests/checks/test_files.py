"""Files that are no paper, or not ours: nothing raises, and nothing passes that was not measured."""

from __future__ import annotations

import io
import zipfile

import docx
import pikepdf
import pytest

from docgen.checks.checking import check_document, check_file
from docgen.checks.docx.word_file import WordFile, read
from docgen.checks.rule import Verdict
from docgen.problems import Code
from tests.checks.mutations import REPORT, good, good_docx
from tests.checks.strangers import stranger


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Code.FILE_UNREADABLE),
        (b"PK\x03\x04 cut off", Code.FILE_UNREADABLE),
        (b"%PDF-1.7 cut off", Code.FILE_UNREADABLE),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(64), Code.FILE_ENCRYPTED),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_the_file_s_name(content: bytes, code: Code) -> None:
    result = check_file(content, "来文.docx")

    assert result.value is None
    assert [(code, "来文.docx")] == [(problem.code, problem.place.file) for problem in result.problems]


def test_an_archive_without_a_document_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("readme.txt", "no document")

    assert [Code.FILE_UNREADABLE] == [problem.code for problem in check_file(target.getvalue(), "a").problems]


def test_an_encrypted_pdf_is_refused() -> None:
    target = io.BytesIO()
    file = pikepdf.new()
    file.add_blank_page()
    file.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))

    assert [Code.FILE_ENCRYPTED] == [problem.code for problem in check_file(target.getvalue(), "a").problems]


def test_a_damaged_pdf_is_refused_and_never_raises() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(stranger())) as file:
        file.pages[0].Resources.Font = pikepdf.Array([1, 2])
        file.save(target)

    assert [Code.FILE_UNREADABLE] == [problem.code for problem in check_file(target.getvalue(), "a").problems]


def test_entities_of_a_word_file_are_not_resolved() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good_docx(REPORT))) as package, zipfile.ZipFile(target, "w") as copy:
        for info in package.infolist():
            data = package.read(info)
            if info.filename == "word/document.xml":
                data = data.replace(b"<w:document", '<!DOCTYPE d [<!ENTITY e "放大">]><w:document'.encode(), 1)
                data = data.replace("特此报告".encode(), b"&e;")
            copy.writestr(info, data)
    file = read(target.getvalue())

    assert isinstance(file, WordFile)
    assert [] == [passage.text for passage in file.writing.passages if "放大" in passage.text or "特此" in passage.text]


def test_a_page_without_text_passes_nothing() -> None:
    target = io.BytesIO()
    file = pikepdf.new()
    file.add_blank_page(page_size=(595.28, 841.89))
    file.save(target)
    report = check_file(target.getvalue(), "扫描件.pdf").value

    assert report is not None
    assert {Verdict.UNMEASURED} == {judged.verdict for judged in report.judged}


def test_word_s_own_blank_file_is_judged_by_what_it_has() -> None:
    """The template that Word starts from: letter paper, Latin fonts, no page number, no 公文 in it."""
    target = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("今天开会。")
    document.save(target)
    report = check_file(target.getvalue(), "新建.docx").value

    assert report is not None
    assert {"W01", "W02", "W15"} == {judged.rule.code for judged in report.of(Verdict.FAILED)}
    assert "W05" in {judged.rule.code for judged in report.of(Verdict.ABSENT)}


def test_a_tree_is_judged_by_its_text_alone() -> None:
    report = check_document(good(REPORT))

    assert {"T"} == {judged.rule.code[0] for judged in report.judged}
    assert report.passed


def test_the_report_counts_every_rule_once() -> None:
    report = check_document(good(REPORT))

    assert len(report.judged) == sum(report.counts.values())
    assert [judged.rule.code for judged in report.judged] == [rule["code"] for rule in report.fields()["rules"]]
    assert report.lines()[-1].startswith(good(REPORT).properties.title)
