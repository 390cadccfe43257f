"""Where a table ends: neither its last row (合计) nor its 说明 stands on a page alone, in PDF and in Word files."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from docgen.document import Attachment, Column, Document, Orientation, Paragraph, Role, Table
from docgen.pipeline import write
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.fonts import FontSet, font_set
from tests.trees import LEDGER, header, row, text

NOTE = Paragraph(runs=text("说明：按期填写。"), role=Role.NOTE)


def ledger(rows: int, *, noted: bool) -> Document:
    table = Table(
        columns=(Column(width=1), Column(width=1)),
        header=(header("事项", "结果"),),
        rows=tuple(row(f"行{number}", "已办") for number in range(1, rows + 1)),
    )
    body = (table, NOTE) if noted else (table,)
    return replace(LEDGER, parts=(Attachment(title=(text("台账"),), body=body, orientation=Orientation.LANDSCAPE),))


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return font_set(GBT9704, tmp_path_factory.mktemp("fonts"))


def last_page(document: Document, fonts: FontSet) -> str:
    with pdfplumber.open(io.BytesIO(write(document, "pdf", fonts=fonts).data)) as pdf:
        return pdf.pages[-1].extract_text()


@pytest.mark.parametrize("noted", [True, False])
def test_the_last_page_of_a_ledger_has_two_rows(noted: bool, fonts: FontSet) -> None:
    for rows in range(12, 36):
        page = last_page(ledger(rows, noted=noted), fonts)
        assert [] == [each for each in (f"行{rows}", f"行{rows - 1}") if each not in page], rows
        assert noted == ("说明" in page)


@pytest.mark.parametrize(("noted", "kept"), [(True, ["行4", "行5"]), (False, ["行4"])])
def test_word_keeps_the_last_rows_with_what_follows(noted: bool, kept: list[str]) -> None:
    made = docx.Document(io.BytesIO(write(ledger(5, noted=noted), "docx").data))
    rows = made.tables[-1].rows[1:]

    assert kept == [
        each.cells[0].text
        for each in rows
        if all(
            paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for paragraph in each._tr.iter(qn("w:p"))
        )
    ]
