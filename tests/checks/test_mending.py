"""`--fix`: what is safe is mended, the text and all else stay; a second time changes nothing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from docgen.checks.all_rules import DOCX_RULES, TEXT_RULES
from docgen.checks.checking import check_file
from docgen.checks.mending.mend import MENDS, mended
from docgen.problems import Code
from tests.checks.mutations import BULLETIN, LETTER, MUTATIONS, REPORT, Mutation, good_docx
from tests.checks.strangers import stranger
from tests.checks.typed import BODY, DRAFTS, draft, typed, with_parts

SAFE = [each for each in MUTATIONS if each.route == "docx" and each.rule in MENDS]
#: Those that leave the words of the good file as they are.
SILENT = [each for each in SAFE if each.rule != "W32"]


def said(content: bytes) -> set[tuple[str, str]]:
    """Every finding, and every verdict."""
    report = check_file(content, "文件").value
    assert report is not None
    verdicts = {(judged.rule.code, judged.verdict.value) for judged in report.judged}
    return verdicts | {(judged.rule.code, str(finding)) for judged in report.judged for finding in judged.findings}


def broken(content: bytes) -> set[str]:
    report = check_file(content, "文件").value
    assert report is not None
    return {judged.rule.code for judged in report.judged if judged.findings}


def fixed(content: bytes) -> bytes:
    result = mended(content, "文件")
    assert result.value is not None
    return result.value.content


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def texts(content: bytes) -> list[str]:
    """Every paragraph of the document, of tables and text boxes too; typed blanks before one are its indent."""
    root = etree.fromstring(parts(content)["word/document.xml"], etree.XMLParser(resolve_entities=False))
    names = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    found = ["".join(each.itertext("{*}t")) for each in root.iterfind(".//w:p", names)]
    return [text.lstrip(" 　") for text in found]


def test_every_safe_rule_on_word_files_has_its_mend_and_no_other() -> None:
    assert {code for code, rule in DOCX_RULES.items() if rule.safe} == set(MENDS)


def test_no_rule_on_the_text_is_mended_by_a_machine() -> None:
    assert set() == {code for code, rule in TEXT_RULES.items() if rule.safe}


def test_every_mend_has_a_mutation() -> None:
    assert set(MENDS) == {each.rule for each in SAFE}


@pytest.mark.parametrize("mutation", SILENT, ids=str)
def test_a_mutation_is_mended_and_nothing_else_said(mutation: Mutation) -> None:
    good = good_docx(mutation.base)
    mutated = mutation.change(good)
    assert isinstance(mutated, bytes)
    result = mended(mutated, "文件").value
    assert result is not None

    assert said(good) == said(result.content)
    assert texts(good) == texts(result.content)
    assert {mutation.rule, *mutation.then} == {each.rule.code for each in result.rules}
    assert result.content == fixed(result.content)


def test_an_urgency_in_another_typeface_is_mended() -> None:
    (mutation,) = [each for each in SAFE if each not in SILENT]
    mutated = mutation.change(good_docx(mutation.base))
    assert isinstance(mutated, bytes)

    assert "W32" in broken(mutated)
    assert set() == broken(fixed(mutated))
    assert texts(mutated) == texts(fixed(mutated))


@pytest.mark.parametrize("base", [REPORT, BULLETIN, LETTER])
def test_a_good_file_stays_as_it_is_to_the_byte(base: str) -> None:
    assert good_docx(base) == fixed(good_docx(base))


@pytest.mark.parametrize("mutation", SAFE, ids=str)
def test_word_accepts_what_was_mended(mutation: Mutation, tmp_path: Path) -> None:
    mutated = mutation.change(good_docx(mutation.base))
    assert isinstance(mutated, bytes)
    path = tmp_path / "mended.docx"
    path.write_bytes(fixed(mutated))

    assert [] == [str(error) for error in OpenXmlValidator().validate(path).errors]


STRANGERS = {
    "as Word has it": typed(right=False),
    "blanks for indents": typed(blanks=True),
    "the head in a table": typed(head_in_table=True, right=False),
    "numbered by Word": typed(numbered=True, right=False),
    "text boxes": typed(box=True, right=False),
    "a picture": typed(picture=True, right=False),
    "a turned page": typed(landscape=True, right=False),
    **{path.stem: draft(path) for path in DRAFTS},
}


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_s_file_keeps_its_text_and_its_other_parts(name: str) -> None:
    own = {"customXml/item9.xml": b"<a>\r\n</a>", "word/media/unknown.bin": b"\0\1", "word/people.xml": b"<p/>"}
    content = with_parts(STRANGERS[name], own)
    after = fixed(content)
    kept = {part: data for part, data in parts(content).items() if part not in ("word/document.xml",)}
    changed = {part for part, data in kept.items() if parts(after)[part] != data}

    assert texts(content) == texts(after)
    assert {"word/settings.xml", "word/footer1.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"} >= changed
    assert after == fixed(after)
    assert broken(after) < broken(content)


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_s_file_stays_valid(name: str, tmp_path: Path) -> None:
    """python-docx's own template has faults of its own; no new one comes in."""
    errors = []
    for number, content in enumerate((STRANGERS[name], fixed(STRANGERS[name]))):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(content)
        errors.append({str(error) for error in OpenXmlValidator().validate(path).errors})

    assert set() == errors[1] - errors[0]


def test_a_file_typed_with_word_s_defaults_comes_out_right() -> None:
    after = fixed(typed(right=False))

    assert set() == broken(after)
    section = docx.Document(io.BytesIO(after)).sections[0]
    lengths = (section.page_width, section.page_height, section.top_margin, section.left_margin, section.right_margin)
    assert [210, 297, 37, 28, 26] == [round(length.mm) for length in lengths if length is not None]
    first = docx.Document(io.BytesIO(after)).paragraphs[4]
    assert BODY[0] == first.text
    assert 16 == first.runs[0].font.size.pt  # type: ignore[union-attr]
    assert 28.95 == first.paragraph_format.line_spacing.pt  # type: ignore[union-attr]


def test_a_header_that_even_pages_would_lose_keeps_odd_and_even_alike() -> None:
    document = docx.Document(io.BytesIO(typed()))
    document.sections[0].header.paragraphs[0].text = "内部资料"
    target = io.BytesIO()
    document.save(target)

    assert "W16" in broken(fixed(target.getvalue()))


def test_a_footer_with_words_of_its_own_is_left_alone() -> None:
    document = docx.Document(io.BytesIO(typed()))
    document.sections[0].footer.paragraphs[0].text = "承办单位：市林业局"
    target = io.BytesIO()
    document.save(target)
    after = fixed(target.getvalue())

    assert "W15" in broken(after)
    assert "承办单位：市林业局" in parts(after)["word/footer1.xml"].decode()


def test_a_picture_in_a_line_is_not_cut_off_by_an_exact_pitch() -> None:
    document = docx.Document(io.BytesIO(typed()))
    paragraph = next(each for each in document.paragraphs if each.text.startswith("各地要落实责任"))
    paragraph.paragraph_format.line_spacing = 1.0
    picture = docx.Document(io.BytesIO(typed(picture=True))).part
    image = next(each.blob for name, each in picture.related_parts.items() if "image" in each.partname and name)
    paragraph.add_run().add_picture(io.BytesIO(image))
    target = io.BytesIO()
    document.save(target)

    assert "W03" in broken(fixed(target.getvalue()))


def test_a_heading_with_text_after_it_is_left_to_a_person() -> None:
    content = typed(("一、提高认识。各地要高度重视。", *BODY[2:3]), right=False)

    assert "W11" in broken(fixed(content))


def test_a_signed_file_and_a_pdf_are_refused_with_a_word_on_what_to_do() -> None:
    signed = mended(with_parts(typed(), {"_xmlsignatures/sig1.xml": b"<s/>"}), "签名.docx")
    page = mended(stranger(), "页.pdf")

    assert (None, None) == (signed.value, page.value)
    assert [Code.ASKED_WRONGLY] * 2 == [problem.code for problem in (*signed.problems, *page.problems)]
    assert all(problem.hint for problem in (*signed.problems, *page.problems))
