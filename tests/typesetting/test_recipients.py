"""主送机关 go to the 版记 just where page 1 would show no text (7.3.2): as the PDF and LibreOffice tell."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from itertools import count

import pdfplumber
import pytest

from docgen.document import Document, Imprint, Layout
from docgen.pipeline import write
from docgen.problems import Code
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.fonts import FontSet, font_set
from docgen.typesetting.recipients import to_imprint
from docgen.typesetting.widths import plain
from docgen.writers.docx.write import write as docx
from docgen.writers.pdf import write as pdf
from tests.documents.reading_back import docx_lines
from tests.trees import LETTER, MINUTES, NOTICE, REPORT, heading, para, text, texts
from tests.writers.office import pdfs

NAMES = "青石镇人民政府，白沙乡人民政府，" * 60
BODY = tuple(para("各单位要认真核对整改落实情况，逐项登记。" * 3) for _ in range(3))
PAPERS = {
    "downward": replace(NOTICE, title=texts("关于印发方案的通知"), mark=texts("青石县人民政府文件")),
    "mark of two lines": NOTICE,
    "upward": REPORT,
    "letter": LETTER,
    "minutes": MINUTES,
    "heading": replace(NOTICE, body=(heading(1, "一、总体要求"), *BODY)),
}


def addressed(name: str, characters: int) -> Document:
    paper = PAPERS[name]
    body = paper.body if name == "heading" else BODY
    recipients = text(f"{NAMES[:characters].rstrip('，')}：")
    return replace(paper, recipients=recipients, body=body, parts=(), attachment_note=None)


@cache
def first_moved(name: str) -> int:
    """Characters of the shortest recipients that move, by whole lines of 28."""
    return next(number for number in count(27, 28) if moved(addressed(name, number)) is not None)


def moved(document: Document) -> Document | None:
    placed = to_imprint(document, GBT9704)
    return None if placed is document else placed


def shows_text(data: bytes) -> bool:
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return "各单位要" in re.sub(r"\s", "", opened.pages[0].extract_text() or "")


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return font_set(GBT9704, tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize("name", PAPERS)
def test_the_pdf_shows_text_up_to_the_line_before_and_none_from_there(name: str, fonts: FontSet) -> None:
    number = first_moved(name)
    last, first = addressed(name, number - 28), addressed(name, number)
    placed = moved(first)
    assert placed is not None
    assert [True, False, True] == [
        shows_text(pdf(document, GBT9704, fonts).content) for document in (last, first, placed)
    ]


@pytest.mark.slow
def test_so_does_libreoffice_s_print_of_the_word_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = {}
    for name in PAPERS:
        number = first_moved(name)
        made[f"{name}-last"] = docx(addressed(name, number - 28), GBT9704)
        made[f"{name}-moved"] = docx(to_imprint(addressed(name, number), GBT9704), GBT9704)
    found = pdfs({name.replace(" ", "-"): data for name, data in made.items()}, tmp_path_factory.mktemp("office"))
    assert [] == [name for name, path in found.items() if not shows_text(path.read_bytes())]


def test_the_colon_becomes_a_full_stop_and_the_imprint_keeps_what_it_has() -> None:
    document = addressed("downward", first_moved("downward"))
    placed = moved(document)
    assert placed is not None
    assert placed.imprint is not None
    assert document.imprint is not None
    assert f"{plain(document.recipients).rstrip('：')}。" == plain(placed.imprint.recipients)
    assert (document.imprint.copies, ()) == (placed.imprint.copies, placed.recipients)


def test_a_paper_without_an_imprint_gets_one_for_them() -> None:
    placed = moved(replace(addressed("downward", 600), imprint=None))
    assert placed is not None
    assert Imprint(recipients=placed.imprint.recipients if placed.imprint else ()) == placed.imprint


def test_nothing_moves_where_there_is_no_mark_or_no_text_or_no_head() -> None:
    document = addressed("downward", 600)
    for stays in (replace(document, mark=()), replace(document, body=()), replace(document, layout=Layout.SPEECH)):
        assert None is moved(stays)


def test_it_is_said_and_both_formats_print_the_same(fonts: FontSet) -> None:
    document = addressed("downward", first_moved("downward"))
    word, page = write(document, "docx"), write(document, "pdf", fonts=fonts)
    assert [[Code.RECIPIENTS_MOVED]] * 2 == [
        [problem.code for problem in product.problems if problem.code is Code.RECIPIENTS_MOVED]
        for product in (word, page)
    ]
    with pdfplumber.open(io.BytesIO(page.data)) as opened:
        drawn = "".join(character["text"] for sheet in opened.pages for character in sheet.chars)
    said = re.sub(r"\s", "", "".join(docx_lines(word.data)))
    assert sorted(said) == sorted(re.sub(r"—\d+—", "", re.sub(r"\s", "", drawn)))
    assert f"主送：{NAMES[:8]}" in said
