"""The Word file as a page: LibreOffice prints it, a ruler in mm judges it by the figures of the standard."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from docgen.document import Layout, Paragraph
from docgen.standards.gbt9704 import GBT9704
from docgen.writers.docx.write import write
from tests.trees import ALL, REPORT, SPEECH, text
from tests.writers.office import bands, pdfs

pytestmark = pytest.mark.slow

MM = 25.4 / 72
GRID = replace(SPEECH, title=(), byline=(), recipients=(), body=(Paragraph(runs=text("国" * 28 * 60)),))
FILES = {
    **ALL,
    "grid": GRID,
    "bare": replace(REPORT, copy_number=(), security=(), urgency=(), signers=()),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {name: write(document, GBT9704) for name, document in FILES.items()}
    return pdfs(made, tmp_path_factory.mktemp("office"))


def sizes(pdf: Path) -> list[tuple[int, int]]:
    with pdfplumber.open(pdf) as opened:
        return [(round(page.width * MM), round(page.height * MM)) for page in opened.pages]


def line(pdf: Path, words: str, *, last: bool = False) -> tuple[float, float]:
    """Left and right end in mm of the first (or last) line of the first two pages that says just this."""
    found = []
    with pdfplumber.open(pdf) as opened:
        for page in opened.pages[:2]:
            rows: dict[int, list[dict[str, float]]] = {}
            for letter in page.chars:
                rows.setdefault(round(letter["bottom"]), []).append(letter)
            found += [row for row in rows.values() if "".join(str(letter["text"]) for letter in row).strip() == words]
    row = found[-1 if last else 0]
    return min(letter["x0"] for letter in row) * MM, max(letter["x1"] for letter in row) * MM


@pytest.mark.parametrize("name", ["notice", "report", "bare", "hostile"])
def test_the_mark_begins_72_mm_from_the_top_whatever_stands_above(printed: dict[str, Path], name: str) -> None:
    mark = next(band for band in bands(printed[name], 1) if band.red)
    assert pytest.approx(72, abs=1.5) == mark.top


@pytest.mark.parametrize("name", ["notice", "report", "bare", "hostile"])
def test_the_red_line_lies_4_mm_below_the_number_and_the_title_20_below_it(printed: dict[str, Path], name: str) -> None:
    found = bands(printed[name], 1)
    at, rule = next((at, band) for at, band in enumerate(found) if band.red and band.bottom - band.top < 1)
    assert (pytest.approx(28, abs=0.3), pytest.approx(184, abs=0.3)) == (rule.left, rule.right)
    assert pytest.approx(4, abs=1.0) == rule.top - found[at - 1].bottom
    assert pytest.approx(20.6, abs=1.5) == found[at + 1].top - rule.bottom


def test_number_and_signers_keep_one_character_from_the_edges(printed: dict[str, Path]) -> None:
    found = bands(printed["report"], 1)
    at = next(at for at, band in enumerate(found) if band.red and band.bottom - band.top < 1)
    assert pytest.approx(184 - 5.6, abs=0.7) == found[at - 2].right
    assert pytest.approx(28 + 5.6, abs=0.7) == found[at - 1].left


def test_what_follows_the_title_is_one_line_below_it(printed: dict[str, Path]) -> None:
    found = bands(printed["report"], 1)
    at = next(at for at, band in enumerate(found) if band.red and band.bottom - band.top < 1)
    assert pytest.approx(10.5, abs=1.5) == found[at + 3].top - found[at + 2].bottom


@pytest.mark.parametrize(("page", "left", "right"), [(1, 160, 184), (2, 28, 60)])
def test_the_dash_of_the_page_number_is_at_269_mm_outside(
    printed: dict[str, Path], page: int, left: float, right: float
) -> None:
    number = [band for band in bands(printed["report"], page, left, right) if band.top > 262.5]
    assert 1 == len(number)
    outer = (number[0].right, 184 - 5) if page == 1 else (number[0].left, 28 + 5)
    assert pytest.approx(outer[1], abs=1.5) == outer[0]
    dash = bands(
        printed["report"], page, outer[0] - 4 if page == 1 else outer[0], outer[0] if page == 1 else outer[0] + 4
    )
    assert pytest.approx(269, abs=1.0) == (dash[-1].top + dash[-1].bottom) / 2


@pytest.mark.parametrize(("page", "end"), [(2, 28 + 5), (3, 184 - 5)])
def test_a_turned_page_has_its_number_where_an_upright_one_has_it(
    printed: dict[str, Path], page: int, end: float
) -> None:
    """Seen turned back: 28 mm from the foot, at the outer side; that is the left edge of the turned sheet."""
    beside = bands(printed["ledger"], page, 0, 34, gap=5)
    assert 1 == len(beside)
    assert pytest.approx(297 - 269, abs=1.5) == (beside[0].left + beside[0].right) / 2
    assert pytest.approx(end, abs=1.5) == (beside[0].top if page == 2 else beside[0].bottom)


@pytest.mark.parametrize("name", ["report", "notice", "form", "hostile"])
def test_the_last_rule_of_the_imprint_is_where_the_text_area_ends(printed: dict[str, Path], name: str) -> None:
    last = len(sizes(printed[name]))
    rules = [
        band for band in bands(printed[name], last) if band.bottom - band.top < 0.6 and band.right - band.left > 150
    ]
    assert pytest.approx(262, abs=1.0) == rules[-1].bottom
    assert (pytest.approx(28, abs=0.3), pytest.approx(184, abs=0.3)) == (rules[-1].left, rules[-1].right)


def test_28_characters_a_line_and_22_lines_a_page(printed: dict[str, Path]) -> None:
    with pdfplumber.open(printed["grid"]) as opened:
        lines = Counter(round(letter["top"]) for letter in opened.pages[1].chars if letter["text"] == "国")
        ends = {round(letter["x1"] * MM, 1) for letter in opened.pages[1].chars if letter["text"] == "国"}
    assert [28] * 22 == list(lines.values())
    assert pytest.approx(184, abs=0.7) == max(ends)


def test_a_letter_has_its_mark_at_30_mm_and_double_rules_170_wide(printed: dict[str, Path]) -> None:
    found = bands(printed["letter"], 1)
    red = [band for band in found if band.red]
    assert pytest.approx(30, abs=1.5) == red[0].top
    rules = [band for band in red if band.bottom - band.top < 1.2]
    assert {(21.0, 191.0)} == {(round(rule.left, 0), round(rule.right, 0)) for rule in rules}
    upper, lower = rules[:-2], rules[-2:]
    words = found[found.index(upper[0]) - 1]
    assert pytest.approx(4, abs=1.0) == upper[0].top - words.bottom
    assert upper[0].bottom - upper[0].top > upper[-1].bottom - upper[-1].top
    assert lower[0].bottom - lower[0].top < lower[1].bottom - lower[1].top
    assert pytest.approx(277, abs=1.0) == lower[1].bottom


def test_a_letter_numbers_its_pages_from_the_second(printed: dict[str, Path]) -> None:
    with pdfplumber.open(printed["letter"]) as opened:
        assert ["", "— 2 —"] == [
            (page.crop((0, 263 / MM, page.width, 274 / MM)).extract_text() or "").strip() for page in opened.pages[:2]
        ]


def test_pages_lie_as_their_parts_want(printed: dict[str, Path]) -> None:
    upright, turned = (210, 297), (297, 210)
    notice = sizes(printed["notice"])
    assert [turned, turned, upright] == notice[-3:]
    assert {upright} == set(notice[:-3])
    ledger = sizes(printed["ledger"])
    assert upright == ledger[0]
    assert {turned} == set(ledger[1:])


def test_header_rows_come_again_on_every_page_of_a_ledger(printed: dict[str, Path]) -> None:
    with pdfplumber.open(printed["ledger"]) as opened:
        assert [1] * (len(opened.pages) - 1) == [
            (page.extract_text() or "").count("突出问题") for page in opened.pages[1:]
        ]


def test_the_date_keeps_four_characters_and_the_signature_is_centred_on_it(printed: dict[str, Path]) -> None:
    date = line(printed["notice"], "2015年1月6日")
    signature = line(printed["notice"], "教育实践活动领导小组办公室", last=True)
    assert pytest.approx(184 - 4 * 5.57, abs=2.8) == date[1]
    # LibreOffice sets a fifth of a character between digits and 汉字 whatever the file says: 5.6 mm in this date.
    assert pytest.approx(sum(signature) / 2, abs=3.2) == sum(date) / 2


@pytest.mark.parametrize("layout", Layout)
def test_every_layout_was_printed(printed: dict[str, Path], layout: Layout) -> None:
    assert [] != [name for name, document in FILES.items() if document.layout is layout and sizes(printed[name])]


def test_the_signature_never_stands_alone(printed: dict[str, Path]) -> None:
    with pdfplumber.open(printed["notice"]) as opened:
        pages = ["".join((page.extract_text() or "").split()) for page in opened.pages]
    signed = next(page for page in pages if "2015年1月6日" in page)
    assert "现将《" in pages[0]  # and page 1 shows text (7.3.3)
    assert signed.index("请认真组织实施。") < signed.index("2015年1月6日")
