"""Real papers as the web has them: each part taken for what it is, the text kept, both files alike."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from docgen.pipeline import fonts_here, write
from docgen.readers.draft_lines import squeezed
from docgen.typesetting.fonts import FontSet
from tests.documents.reading_back import docx_lines, glyph_zero, pdf_text
from tests.goldens import compare
from tests.readers.drafts import PUBLIC, outline, read

MM = 72 / 25.4


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize("name", PUBLIC)
def test_what_each_line_was_taken_for(name: str, pytestconfig: pytest.Config) -> None:
    """The goldens hold the report, then the tree."""
    made = read(PUBLIC[name].read_bytes())
    told = [
        f"{taken.first}—{taken.last} {taken.element}：{taken.reason}{'？' if taken.doubt else ''}{taken.doubt}"
        for taken in made.taken
    ]
    text = "\n".join([*told, "", *outline(made.document), ""])
    compare(f"drafts/{name}", text, pytestconfig)


@pytest.mark.parametrize("name", PUBLIC)
def test_both_files_hold_the_text_of_the_draft(name: str, fonts: FontSet) -> None:
    draft = PUBLIC[name].read_text(encoding="utf-8")
    document = read(draft).document
    assert squeezed(draft) == squeezed("".join(docx_lines(write(document, "docx").data)))
    pdf = write(document, "pdf", fonts=fonts).data
    assert squeezed(draft) == squeezed("".join(pdf_text(pdf).lines))
    assert [] == glyph_zero(pdf)


@pytest.fixture(scope="module")
def first_page(fonts: FontSet) -> list[dict[str, float | str]]:
    """The lines of the first page of 国办函〔2018〕71号: text, and the edges of its characters in mm."""
    data = write(read(PUBLIC["guobanhan-2018-71"].read_bytes()).document, "pdf", fonts=fonts).data
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        lines = pdf.pages[0].extract_text_lines()
        return [
            {"text": line["text"], **{edge: line[edge] / MM for edge in ("x0", "x1", "top", "bottom")}}
            for line in lines
        ]


def line_of(page: list[dict[str, float | str]], text: str) -> dict[str, float]:
    (found,) = [line for line in page if line["text"] == text]
    return {edge: float(found[edge]) for edge in ("x0", "x1", "top", "bottom")}


def test_a_number_under_the_title_is_centred_between_title_and_recipients(
    first_page: list[dict[str, float | str]],
) -> None:
    number = line_of(first_page, "国办函〔2018〕71号")
    assert 106.0 == pytest.approx((number["x0"] + number["x1"]) / 2, abs=0.5)  # the middle of 28–184
    title = line_of(first_page, "试点工作方案》的通知")
    recipients = line_of(first_page, "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：")
    assert 8 < number["top"] - title["bottom"] < 12  # half a 行 between the lines
    assert 8 < recipients["top"] - number["bottom"] < 12
    assert 28.0 == pytest.approx(recipients["x0"], abs=0.3)


def test_signature_and_date_stand_as_the_standard_has_them(first_page: list[dict[str, float | str]]) -> None:
    """7.3.5.1: the date four 字 from the right, the signature centred on it."""
    signature, date = line_of(first_page, "国务院办公厅"), line_of(first_page, "2018年10月27日")
    assert 184 - 4 * 5.571 == pytest.approx(date["x1"], abs=0.5 * 5.571)
    assert (date["x0"] + date["x1"]) / 2 == pytest.approx((signature["x0"] + signature["x1"]) / 2, abs=1.4)
