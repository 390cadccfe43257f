"""The Word file as a file: valid, native, nothing lost, the same every time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from docgen.document import Document, Layout, Paragraph
from docgen.resources import templates_dir
from docgen.standards.gbt9704 import GBT9704, Standard, StyleName
from docgen.units import mm, pt
from docgen.writers.docx.geometry import footer_distance
from docgen.writers.docx.layouts import FOOTERS
from docgen.writers.docx.styles import named_styles, style_id
from docgen.writers.docx.wordml import element, parsed
from docgen.writers.docx.write import write
from docgen.writers.text import lines_of
from tests.trees import ALL, HOSTILE, LEDGER, LETTER, NOTICE, REPORT, SPEECH, text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARSER = etree.XMLParser(resolve_entities=False)

every_layout = pytest.mark.parametrize("document", ALL.values(), ids=ALL)


def part(packed: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return etree.fromstring(archive.read(name), PARSER)


def printed(root: etree._Element) -> str:
    """The text in document order, white space taken out."""
    pieces = (node.text or "" for node in root.iter(f"{W}t"))
    return re.sub(r"\s", "", "".join(pieces))


def folded(document: Document) -> str:
    return re.sub(r"\s", "", "".join(lines_of(document)))


def paragraphs(root: etree._Element) -> Iterator[tuple[str, str]]:
    """(style, text) of every paragraph."""
    for made in root.iter(f"{W}p"):
        style = made.find(f"{W}pPr/{W}pStyle")
        assert style is not None
        yield style.get(f"{W}val", ""), "".join(node.text or "" for node in made.iter(f"{W}t"))


@every_layout
def test_the_text_is_that_of_the_tree(document: Document) -> None:
    assert folded(document) == printed(part(write(document, GBT9704)))


@every_layout
def test_every_paragraph_of_text_keeps_its_blanks(document: Document) -> None:
    spaced = [line for line in lines_of(document) if "  " in line]
    whole = [line for _, line in paragraphs(part(write(document, GBT9704)))]
    assert [] == [line for line in spaced for piece in line.split("\t") if not any(piece in made for made in whole)]


@every_layout
def test_the_file_is_valid(document: Document, tmp_path: Path) -> None:
    file = tmp_path / "made.docx"
    file.write_bytes(write(document, GBT9704, draft=True))
    assert [] == [str(error) for error in OpenXmlValidator().validate(file).errors]


@every_layout
def test_the_same_tree_gives_the_same_bytes(document: Document) -> None:
    assert write(document, GBT9704) == write(document, GBT9704)


@every_layout
def test_word_and_python_docx_find_the_properties(document: Document) -> None:
    found = docx.Document(io.BytesIO(write(document, GBT9704))).core_properties
    given = document.properties
    assert (given.title, given.author, given.keywords, "zh-CN") == (
        found.title,
        found.author,
        found.keywords,
        found.language,
    )


@every_layout
def test_styles_are_named_as_in_the_standard(document: Document) -> None:
    root = part(write(document, GBT9704))
    assert set() == {style for style, _ in paragraphs(root)} - {style_id(name) for name in StyleName}


@every_layout
def test_fonts_come_from_styles_but_for_rare_characters(document: Document) -> None:
    wide = {font.wide for font in GBT9704.fonts.values()}
    named = [
        run.get(f"{W}eastAsia")
        for run in part(write(document, GBT9704)).iter(f"{W}rFonts")
        if run.get(f"{W}eastAsia") not in (None, *wide)
    ]
    assert [] == named


@every_layout
def test_numbers_and_labels_are_typed(document: Document) -> None:
    packed = write(document, GBT9704)
    root = part(packed)
    assert [] == [*root.iter(f"{W}numPr"), *root.iter(f"{W}fldChar"), *root.iter(f"{W}fldSimple")]
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        heads = [name for name in archive.namelist() if re.search("header|footer", name)]
    assert {""} | {"—1—"} >= {printed(part(packed, name)) for name in heads}


@pytest.mark.parametrize("layout", Layout)
def test_no_layout_loses_what_it_seldom_has(layout: Layout) -> None:
    full = replace(REPORT, layout=layout, byline=SPEECH.byline, cover=LEDGER.cover)
    assert folded(full) == printed(part(write(full, GBT9704)))


def test_nothing_private_use_appears() -> None:
    assert None is re.search("[\ue000-\uf8ff]", printed(part(write(HOSTILE, GBT9704))))


def test_values_are_no_template_even_when_they_look_like_one() -> None:
    lines = [line for _, line in paragraphs(part(write(HOSTILE, GBT9704)))]
    assert ["{{ 单位.名称 }}", "{% for x in y %}", "{_{ x }_}", "=1+1"] == lines[
        lines.index("{{ 单位.名称 }}") : lines.index("=1+1") + 1
    ]


def test_a_draft_says_so_in_the_header_and_moves_nothing() -> None:
    draft, final = write(NOTICE, GBT9704, draft=True), write(NOTICE, GBT9704)
    assert "送审稿" == printed(part(draft, "word/headerDraft.xml"))
    root = part(draft)
    for reference in list(root.iter(f"{W}headerReference")):
        reference.getparent().remove(reference)  # type: ignore[union-attr]
    assert etree.tostring(part(final), method="c14n") == etree.tostring(root, method="c14n")


def test_rare_characters_name_the_wider_face_and_keep_the_text() -> None:
    root = part(write(REPORT, GBT9704))
    rare = {
        run.findtext(f"{W}t"): run.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia")  # type: ignore[union-attr]
        for run in root.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rFonts[@{W}eastAsia]") is not None
    }
    assert {"喆": "仿宋", "琞": "仿宋", "𬍛珺": "仿宋", "昇": "仿宋"} == {
        characters: rare[characters] for characters in ("喆", "琞", "𬍛珺", "昇")
    }


def test_chinese_quotation_marks_take_the_eastern_face() -> None:
    runs = part(write(NOTICE, GBT9704)).iter(f"{W}r")
    quoting = [run for run in runs if re.search("[“”—…]", run.findtext(f"{W}t") or "")]
    hints = {run.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") for run in quoting}  # type: ignore[union-attr]
    assert {"eastAsia"} == hints


def test_body_paragraphs_hold_no_forced_break() -> None:
    root = part(write(NOTICE, GBT9704))
    broken = {
        made.find(f"{W}pPr/{W}pStyle").get(f"{W}val")  # type: ignore[union-attr]
        for made in root.iter(f"{W}p")
        if made.find(f".//{W}br") is not None
    }
    assert {"Mark", "Title"} == broken


def test_turned_pages_are_sections_of_their_own_and_the_imprint_follows_upright() -> None:
    sizes = [
        (int(size.get(f"{W}w", "0")), int(size.get(f"{W}h", "0")))
        for size in part(write(NOTICE, GBT9704)).iter(f"{W}pgSz")
    ]
    assert [(11906, 16838), (16838, 11906), (11906, 16838)] == sizes


def test_a_letter_has_no_number_on_its_first_page_and_a_cover_none() -> None:
    assert [True] == [bool(sect.findall(f"{W}titlePg")) for sect in part(write(LETTER, GBT9704)).iter(f"{W}sectPr")]
    assert [True, False] == [
        bool(sect.findall(f"{W}titlePg")) for sect in part(write(LEDGER, GBT9704)).iter(f"{W}sectPr")
    ]


def test_header_rows_repeat_and_no_row_splits() -> None:
    rows = list(part(write(LEDGER, GBT9704)).iter(f"{W}tr"))
    assert [0] == [index for index, row in enumerate(rows) if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert len(rows) == len([row for row in rows if row.find(f"{W}trPr/{W}cantSplit") is not None])


def test_merged_cells_cover_the_grid() -> None:
    for table in part(write(LEDGER, GBT9704)).iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        assert {columns} == {len(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")}


def styles_before_the_date(document: Document) -> list[tuple[str | None, bool, bool]]:
    """Of the paragraphs before 成文日期, nearest first: style, whether kept with the next one, whether kept whole."""
    made = list(part(write(document, GBT9704)).iter(f"{W}p"))
    found = [
        (
            paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"),
            paragraph.find(f"{W}pPr/{W}keepNext") is not None,
            paragraph.find(f"{W}pPr/{W}keepLines") is not None,
        )
        for paragraph in made
    ]
    date = [style for style, _, _ in found].index("Date")
    return found[date - 1 : date - 4 : -1]


@pytest.mark.parametrize(("lines", "whole"), [(1, True), (2, True), (5, False)])
def test_the_signature_keeps_with_the_end_of_the_text(lines: int, whole: bool) -> None:
    last = Paragraph(runs=text("国" * (28 * lines - 4)))
    document = replace(REPORT, body=(Paragraph(runs=text("一段。")), last), attachment_note=None)
    assert [("Signature", True, False), ("Body", True, whole)] == styles_before_the_date(document)[:2]


def test_page_1_shows_text_though_the_sign_off_does_not_fit() -> None:
    """The one paragraph is kept with nothing; a higher footer leaves page 1 room for all but its last line."""
    assert ("Body", False, False) == styles_before_the_date(NOTICE)[2]
    root = part(write(NOTICE, GBT9704))
    first = next(root.iter(f"{W}sectPr"))
    assert ["default", "even", "first"] == [found.get(f"{W}type") for found in first.iter(f"{W}footerReference")]
    footer = part(write(NOTICE, GBT9704), "word/footerPageOne.xml")
    (height,) = (int(found.get(f"{W}line", "0")) for found in footer.iter(f"{W}spacing"))
    usual = (mm(35) - footer_distance(GBT9704) - pt(14)).twips  # above the number on other pages
    assert (height - usual) % 579 in (0, 1, 578)
    assert height - usual > 500


def test_measures_are_those_of_the_standard_given() -> None:
    wide = Standard(name="出自别处", mark_top=mm(80))
    usual, other = (
        part(write(REPORT, standard), "word/styles.xml").find(f"{W}style[@{W}styleId='Mark']/{W}pPr/{W}spacing")
        for standard in (GBT9704, wide)
    )
    assert usual is not None
    assert other is not None
    moved = int(other.get(f"{W}before", "0")) - int(usual.get(f"{W}before", "0"))
    assert abs(moved - mm(8).twips) <= 1


def test_a_paper_with_one_empty_paragraph_is_written() -> None:
    document = Document(
        layout=Layout.SPEECH, properties=NOTICE.properties, title=(text("题"),), body=(Paragraph(runs=text("")),)
    )
    assert "题" == printed(part(write(document, GBT9704)))


@pytest.mark.parametrize("layout", Layout)
def test_layout_files_hold_the_styles_of_the_table(layout: Layout) -> None:
    root = part((templates_dir() / "docx" / f"{layout.value}.docx").read_bytes(), "word/styles.xml")
    wanted = parsed(element("w:styles", {}, *named_styles(GBT9704, layout, ()).values()))
    assert etree.tostring(wanted, method="c14n") == etree.tostring(root, method="c14n")


@pytest.mark.parametrize("layout", Layout)
def test_layout_files_are_valid_and_carry_no_ballast(layout: Layout, tmp_path: Path) -> None:
    file = templates_dir() / "docx" / f"{layout.value}.docx"
    assert [] == [str(error) for error in OpenXmlValidator().validate(file).errors]
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
    assert set(FOOTERS) <= names
    assert set() == {name for name in names if re.search("stylesWithEffects|thumbnail|customXml|glossary", name)}


def test_layout_files_are_what_the_tool_makes(tmp_path: Path) -> None:
    tool = templates_dir().parent / "tools" / "make_layouts.py"
    subprocess.run([sys.executable, str(tool), str(tmp_path)], check=True)
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert {file.name: file.read_bytes() for file in (templates_dir() / "docx").iterdir()} == made


def test_the_docx_way_never_loads_the_pdf_renderer() -> None:
    asked = "import sys, docgen.writers.docx.write; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert "False" == done.stdout.strip()
