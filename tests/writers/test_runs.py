"""A document laid out in runs of pages looks as one laid out in one, and papers share what they have in common."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from docgen.document import (
    Attachment,
    Document,
    Imprint,
    Look,
    Orientation,
    Paragraph,
    Run,
)
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.fonts import FontSet, font_set
from docgen.writers import pdf, runs
from docgen.writers.hastened import pages
from docgen.writers.runs import Common, divided
from tests.trees import LEDGER, NOTICE, text
from tests.writers.forms import FILLED
from tests.writers.renderer import set_in_one_font

PLAN, *_ = NOTICE.parts
ODD = replace(NOTICE, body=tuple(Paragraph(runs=text("认真组织实施。" * 300)) for _ in range(2)))
TURNED = replace(
    NOTICE,
    parts=(PLAN, Attachment(title=(text("登记表"),), body=PLAN.body, orientation=Orientation.LANDSCAPE)),
    imprint=Imprint(copies=text("市纪委。"), printer=text("市政府办公室"), print_date=text("2015年1月6日")),
)


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return font_set(GBT9704, tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def common(monkeypatch: pytest.MonkeyPatch) -> Common:
    fresh = Common()
    monkeypatch.setattr(pdf, "_common", fresh)
    return fresh


def painted(document: Document, fonts: FontSet) -> list[bytes]:
    with pikepdf.open(io.BytesIO(pdf.write(document, GBT9704, fonts, draft=True).content)) as opened:
        return [page.Contents.read_bytes() for page in opened.pages]


@pytest.mark.parametrize("document", [NOTICE, ODD, TURNED], ids=["notice", "odd", "turned"])
def test_pages_are_those_of_a_document_laid_out_in_one(
    document: Document, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(divided(document)) == len(document.parts) + 1
    set_in_one_font(monkeypatch)
    in_runs = painted(document, fonts)
    monkeypatch.setattr(pdf, "divided", lambda document: (document,))
    assert painted(document, fonts) == in_runs


def notices(count: int) -> list[Document]:
    return [replace(NOTICE, number=text(f"青办发〔2015〕{number}号")) for number in range(1, count + 1)]


@pytest.fixture
def painting(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The pages that are painted, one by one."""
    found: list[object] = []
    step = pages._paint_page
    monkeypatch.setattr(pages, "_paint_page", lambda page, *given: found.append(page) or step(page, *given))
    return found


@pytest.mark.usefixtures("common")
def test_pages_of_a_fourth_paper_are_not_painted_again(fonts: FontSet, painting: list[object]) -> None:
    *earlier, last = notices(4)
    for paper in earlier:
        pdf.write(paper, GBT9704, fonts)
    painting.clear()
    written = pdf.write(last, GBT9704, fonts)
    text_alone = replace(NOTICE, parts=(), imprint=None)
    assert pdf.write(text_alone, GBT9704, fonts).pages * 2 == len(painting), "those of the text, here and alone"
    assert written.pages > len(painting) // 2


def test_a_page_with_glyphs_that_are_wider_in_a_paper_is_painted_there(
    fonts: FontSet, common: Common, painting: list[object]
) -> None:
    *earlier, last = notices(4)
    for paper in earlier:
        pdf.write(paper, GBT9704, fonts)
    for run in common._kept.values():
        for page in run.pages:
            for font in page.painted.fonts.values():
                font.widths.update({glyph: width + 1 for glyph, width in font.widths.items()})
    painting.clear()
    written = pdf.write(last, GBT9704, fonts)
    assert written.pages == len(painting)


@pytest.mark.usefixtures("common")
def test_a_page_that_adds_what_is_named_by_its_number_is_painted_each_time(
    fonts: FontSet, painting: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_NUMBERED", (*pages._NUMBERED, "ColorSpace"))  # as if every page had added to it
    made = [pdf.write(paper, GBT9704, fonts) for paper in notices(4)]
    painting.clear()
    assert made[-1] == pdf.write(notices(4)[-1], GBT9704, fonts)
    assert made[-1].pages == len(painting)


def test_a_part_of_a_third_paper_is_not_laid_out_again(
    fonts: FontSet, common: Common, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = notices(4)
    alone = []
    for paper in papers:
        monkeypatch.setattr(pdf, "_common", Common())
        alone.append(pdf.write(paper, GBT9704, fonts).content)
    monkeypatch.setattr(pdf, "_common", common)
    made = [pdf.write(paper, GBT9704, fonts).content for paper in papers[:2]]
    laid_out = []
    monkeypatch.setattr(pdf, "_laid_out", lambda *given, step=pdf._laid_out: laid_out.append(given) or step(*given))
    made += [pdf.write(paper, GBT9704, fonts).content for paper in papers[2:]]
    assert alone == made
    assert 2 == len(laid_out), "their texts alone"


def test_papers_with_a_filled_form_share_its_pages(
    fonts: FontSet, common: Common, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = []
    for paper in FILLED:
        monkeypatch.setattr(pdf, "_common", Common())
        alone.append(pdf.write(paper, GBT9704, fonts).content)
    monkeypatch.setattr(pdf, "_common", common)
    laid_out = []
    monkeypatch.setattr(pdf, "_laid_out", lambda *given, step=pdf._laid_out: laid_out.append(given) or step(*given))
    assert alone == [pdf.write(paper, GBT9704, fonts).content for paper in FILLED]
    assert 2 + 2 == len(laid_out), "the text for the first two papers, and a form of one page and of two"
    laid_out.clear()
    assert alone == [pdf.write(paper, GBT9704, fonts).content for paper in FILLED]
    assert [] == laid_out


def test_a_table_without_room_in_a_page_that_is_kept_is_laid_out(fonts: FontSet, common: Common) -> None:
    first, second = FILLED[:2]
    made = [pdf.write(paper, GBT9704, fonts).content for paper in (first, second)]
    for run in common._kept.values():
        for slot in run.sheet.slots.values():
            slot.room = 1.0
    before = [run for run in common._kept.values() if run.sheet.slots]
    assert made == [pdf.write(paper, GBT9704, fonts).content for paper in (first, second)]
    assert before == [run for run in common._kept.values() if run.sheet.slots]


def test_no_more_pages_are_kept_than_allowed(fonts: FontSet, common: Common, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_MOST_PAGES", 1)
    for _ in range(3):
        pdf.write(NOTICE, GBT9704, fonts)
    assert 1 >= sum(len(run.pages) for run in common._kept.values())


def test_what_a_hand_has_adorned_is_laid_out_in_one() -> None:
    bold = Paragraph(runs=(Run(text="务必按时报送。", look=Look(bold=True)),))
    assert 1 == len(divided(replace(NOTICE, body=(*NOTICE.body, bold))))


def test_other_layouts_are_laid_out_in_one() -> None:
    assert 1 == len(divided(LEDGER))
