"""Both profiles under the ruler: distances from the page's edge in literal millimetres, in the PDF and the DOCX."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from docgen.document import Document, Paragraph
from docgen.standards.gbt9704 import Standard
from docgen.standards.profiles import PROFILES
from docgen.typesetting.fonts import FontSet, font_set
from docgen.writers.docx import write as docx
from docgen.writers.pdf import write
from tests.trees import LEDGER, LETTER, NOTICE, REPORT, SPEECH, text
from tests.writers.office import bands as printed_bands
from tests.writers.office import pdfs
from tests.writers.pages import bands, lines

MM = 25.4 / 72
BOTH = pytest.mark.parametrize("name", list(PROFILES))
GRID = replace(SPEECH, title=(), byline=(), recipients=(), body=(Paragraph(runs=text("国" * 28 * 60)),))
#: Profile → 天头 and 地脚, 行距 in mm.
MARGINS = {"gbt9704": (37.0, 35.0, 10.21), "gbt33476": (34.58, 32.58, 10.39)}


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return font_set(PROFILES["gbt9704"], tmp_path_factory.mktemp("fonts"))


def pdf(document: Document, name: str, fonts: FontSet) -> bytes:
    return write(document, PROFILES[name], fonts).content


def near(value: float, tolerance: float) -> object:
    return pytest.approx(value, abs=tolerance)


def pages(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return len(opened.pages)


def rules(data: bytes, page: int) -> list[tuple[float, ...]]:
    return [band for band in bands(data, page) if band[3] - band[2] > 150 and band[1] - band[0] < 1.2]


@BOTH
def test_the_mark_lies_72_mm_from_the_top_and_the_line_4_below_the_number(name: str, fonts: FontSet) -> None:
    found = bands(pdf(NOTICE, name, fonts), 1)
    at = next(at for at, band in enumerate(found) if band[3] - band[2] > 155)

    assert (near(72, 1), near(4, 0.7)) == (
        next(band[0] for band in found if band[0] > 60),
        found[at][0] - found[at - 1][1],
    )
    assert found[at + 1][0] - found[at][1] == near(20.6, 1.5)


@BOTH
def test_the_mark_of_a_letter_lies_30_mm_from_the_top_and_its_second_rule_ends_20_from_the_foot(
    name: str, fonts: FontSet
) -> None:
    data = pdf(LETTER, name, fonts)
    red = rules(data, 1)

    assert bands(data, 1)[0][0] == near(30, 1)
    assert red[-1][1] == near(277, 0.5)


@BOTH
@pytest.mark.parametrize("document", [NOTICE, REPORT], ids=["notice", "report"])
def test_the_last_rule_of_the_imprint_lies_at_262_mm(name: str, document: Document, fonts: FontSet) -> None:
    data = pdf(document, name, fonts)

    assert rules(data, pages(data))[-1][1] == near(262, 0.7)


@BOTH
def test_the_dash_of_the_page_number_lies_at_269_mm_on_odd_and_even_pages(name: str, fonts: FontSet) -> None:
    data = pdf(NOTICE, name, fonts)
    odd, even = bands(data, 1, (174, 264, 177, 274)), bands(data, 2, (34, 264, 37, 274))

    assert ((odd[0][0] + odd[0][1]) / 2, (even[0][0] + even[0][1]) / 2) == (near(269, 0.7), near(269, 0.7))


@BOTH
def test_the_number_of_a_turned_page_lies_where_an_upright_page_has_it(name: str, fonts: FontSet) -> None:
    data = pdf(LEDGER, name, fonts)
    with pdfplumber.open(io.BytesIO(data)) as opened:
        turned = next(page for page in opened.pages if page.width > page.height)
        dash = next(char for char in turned.chars if char["text"] == "—" and not char["upright"])

    assert (dash["x0"] + dash["x1"]) / 2 * MM == near(28, 1)


@BOTH
def test_a_page_holds_22_lines_of_28_characters_at_the_pitch_of_the_profile(name: str, fonts: FontSet) -> None:
    data = pdf(GRID, name, fonts)
    second = [line for line in lines(data, 2) if "国" in line.text]

    assert [28] * 22 == [len(line.text) for line in second]
    assert second[-1].baseline - second[0].baseline == near(21 * MARGINS[name][2], 0.2)
    assert {184.0} == {round(line.right, 0) for line in second}


@BOTH
def test_the_word_file_has_the_margins_of_the_profile(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(docx.write(NOTICE, PROFILES[name]))) as archive:
        body = archive.read("word/document.xml").decode()
    found = {
        side: int(re.search(rf'<w:pgMar[^>]*w:{side}="(\d+)"', body)[1]) for side in ("top", "bottom", "left", "right")
    }  # type: ignore[index]
    top, bottom, _ = MARGINS[name]

    assert {side: round(twips / 56.6929, 1) for side, twips in found.items()} == {
        "top": round(top, 1),
        "bottom": round(bottom, 1),
        "left": 28.0,
        "right": 26.0,
    }


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    papers = {"notice": NOTICE, "report": REPORT, "letter": LETTER, "grid": GRID}
    made = {f"{name}-{key}": docx.write(each, PROFILES[name]) for name in PROFILES for key, each in papers.items()}
    return pdfs(made, tmp_path_factory.mktemp("office"))


@pytest.mark.slow
@BOTH
@pytest.mark.parametrize("paper", ["notice", "report"])
def test_the_word_file_printed_keeps_the_distances_from_the_page_s_edge(
    name: str, paper: str, printed: dict[str, Path]
) -> None:
    path = printed[f"{name}-{paper}"]
    first = printed_bands(path, 1)
    last = printed_bands(path, pages(path.read_bytes()))
    dash = printed_bands(path, 1, 174, 177)[-1]

    assert next(band.top for band in first if band.red) == near(72, 1)
    assert next(band for band in reversed(last) if band.right - band.left > 150).bottom == near(262, 1)
    assert (dash.top + dash.bottom) / 2 == near(269, 1)


@pytest.mark.slow
@BOTH
def test_the_word_file_printed_holds_22_lines_of_28_characters(name: str, printed: dict[str, Path]) -> None:
    data = printed[f"{name}-grid"].read_bytes()
    second = [line for line in lines(data, 2) if "国" in line.text]

    assert [28] * 22 == [len(line.text) for line in second]
    assert second[-1].baseline - second[0].baseline == near(21 * MARGINS[name][2], 0.2)


@pytest.mark.slow
@BOTH
def test_the_mark_of_a_letter_printed_from_word_lies_30_mm_from_the_top(name: str, printed: dict[str, Path]) -> None:
    first = printed_bands(printed[f"{name}-letter"], 1)

    assert (near(30, 1), near(277, 1)) == (first[0].top, [band for band in first if band.red][-1].bottom)


def test_profiles_differ_in_margins_and_pitch_only() -> None:
    one, other = PROFILES.values()

    assert replace(other, name=one.name, page=one.page) == one
    assert isinstance(other, Standard)
