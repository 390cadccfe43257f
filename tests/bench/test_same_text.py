"""What is compared says the same: ours, docxtpl's and Typst's papers hold the same text; no two papers are alike."""

from __future__ import annotations

import io

import docx
import pypdfium2
import pytest
from bench.ledgers import COLUMNS, ledger
from bench.papers import composed, jobs_of, road_of, units_dataset
from bench.script import script_of, words

from bench import by_docxtpl, by_typst
from docgen.pipeline import write

_UNITS = 3


@pytest.fixture(scope="module", params=["report", "notice"])
def papers(request):
    road = road_of(units_dataset(_UNITS))
    return [composed(road, job) for job in jobs_of(road.dataset, request.param, _UNITS)]


def _said(content: bytes) -> str:
    texts = docx.Document(io.BytesIO(content)).element.body.iter(f"{{{docx.oxml.ns.nsmap['w']}}}t")
    return "".join("".join(text.text or "" for text in texts).split())


def test_no_two_papers_are_alike(papers):
    assert _UNITS == len({words(script_of(paper)) for paper in papers})


def test_the_same_number_of_units_gives_the_same_units():
    assert units_dataset(_UNITS) == units_dataset(_UNITS)


def test_docxtpl_sets_every_character(papers, tmp_path):
    scripts = [script_of(paper) for paper in papers]
    template = tmp_path / "template.docx"
    template.write_bytes(by_docxtpl.template(write(papers[0], "docx").data, by_docxtpl.styles_in(scripts)))
    for script in scripts:
        by_docxtpl.render(template, script, tmp_path / "paper.docx")
        said = _said((tmp_path / "paper.docx").read_bytes())
        for section in script["sections"]:
            assert words({"sections": [section]}) in said


def test_our_word_file_holds_the_script(papers):
    for paper in papers:
        said = _said(write(paper, "docx").data)
        missing = [text for text in _texts(script_of(paper)) if text not in said]
        assert [] == missing


def test_typst_sets_every_paragraph(papers, tmp_path):
    compiled = by_typst.compiler(tmp_path)
    for paper in papers:
        script = script_of(paper)
        document = pypdfium2.PdfDocument(compiled(script))
        said = "".join("".join(page.get_textpage().get_text_range() for page in document).split())
        # A page number may stand within a paragraph that goes on over the page.
        missing = [text for text in _texts(script) if text[:12] not in said]
        assert [] == missing


def test_a_ledger_has_the_rows_asked_for():
    document, rows = ledger(30)
    tables = [block for part in document.parts for block in part.body if hasattr(block, "rows")]
    tables += [block for block in document.body if hasattr(block, "rows")]
    assert rows >= 30
    assert [(COLUMNS, rows)] == [(len(table.columns), len(table.rows)) for table in tables]


def _texts(script) -> list[str]:
    """Every paragraph and every cell, without white space."""
    said = []
    for section in script["sections"]:
        for block in section["blocks"]:
            cells = [cell for row in block.get("rows", ()) for cell in row]
            said += [block.get("lead", "") + block.get("text", ""), *cells]
    return ["".join(text.split()) for text in said if text.strip()]
