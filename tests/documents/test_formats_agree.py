"""DOCX text == PDF text == tree text for a paper of each kind and variant; the files are sound."""

from __future__ import annotations

import io
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pikepdf
import pytest

from docgen.document import Cell, Document, Run
from docgen.pipeline import fonts_here, write
from docgen.typesetting.fonts import FontSet
from docgen.writers.text import lines_of
from tests.documents.papers import Sample, samples
from tests.documents.reading_back import docx_lines, glyph_zero, pdf_text, squeezed

STRAY_BLANK = re.compile(r"(?<=[\u4e00-\u9fff，。；：、]) +(?=[\u4e00-\u9fff])")


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


def tree_lines(document: Document) -> list[str]:
    """The tree's lines without white space, what stands apart on a line taken apart."""
    return [squeezed(item) for line in lines_of(document) for item in line.split("\t") if squeezed(item)]


def cells_of(node: object) -> list[str]:
    """The text of each cell that is not blank, in reading order."""
    if isinstance(node, Cell):
        text = "".join(run.text for line in node.lines for run in line)
        return [text] if text.strip() else []
    if isinstance(node, tuple):
        return [cell for child in node for cell in cells_of(child)]
    if isinstance(node, Run) or not is_dataclass(node):
        return []
    return [cell for field in fields(node) for cell in cells_of(getattr(node, field.name))]


@pytest.mark.parametrize("sample", samples(), ids=str)
def test_same_text_in_both(sample: Sample, fonts: FontSet) -> None:
    tree = tree_lines(sample.document)
    in_word = docx_lines(write(sample.document, "docx").data)
    assert tree == [squeezed(line) for line in in_word]
    written = write(sample.document, "pdf", fonts=fonts)
    in_pdf = pdf_text(written.data)
    assert "".join(tree) == squeezed("".join(in_pdf.lines))
    ours = {line for whole in lines_of(sample.document) for line in whole.split("\t") if STRAY_BLANK.search(line)}
    assert set() == {line for line in (*in_word, *in_pdf.lines) if STRAY_BLANK.search(line)} - ours
    assert [squeezed(cell) for cell in cells_of(sample.document)] == [squeezed(cell) for cell in in_pdf.cells if cell]
    assert [] == glyph_zero(written.data)
    assert [] == fonts_not_embedded(written.data)


def fonts_not_embedded(data: bytes) -> list[str]:
    """Names of the fonts of a PDF that have no font file in it."""
    absent = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                embedded = any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                absent += [] if embedded else [str(item.get("/FontName"))]
    return absent


@pytest.mark.parametrize("sample", samples(), ids=str)
def test_word_accepts_the_file(sample: Sample, tmp_path: Path) -> None:
    """Open XML as the schemas have it."""
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "paper.docx"
    path.write_bytes(write(sample.document, "docx").data)
    assert [] == [str(error) for error in OpenXmlValidator().validate(path).errors]


@pytest.mark.parametrize("sample", samples()[:3], ids=str)
def test_same_inputs_same_bytes(sample: Sample, fonts: FontSet) -> None:
    for suffix in ("docx", "pdf"):
        first, second = (write(sample.document, suffix, fonts=fonts).data for _ in range(2))
        assert first == second
