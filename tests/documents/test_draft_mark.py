"""送审稿: said small and black above the 版心 of every page; nothing else of a page moves, and no rule is confused."""

from __future__ import annotations

import io
from dataclasses import replace

import pdfplumber
import pikepdf
import pytest
from docx import Document as WordFile

from docgen.document import Document
from docgen.pipeline import check_file, fonts_here, write
from docgen.typesetting.fonts import FontSet
from tests.trees import FORM, LETTER, NOTICE, REPORT

NUMBERED = pytest.mark.parametrize(
    "document", [NOTICE, REPORT, LETTER, FORM], ids=lambda document: document.layout.value
)
MM = 25.4 / 72

Char = tuple[str, float, float, float]


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("cache"))


def draft_of(document: Document) -> Document:
    return replace(document, properties=replace(document.properties, status="送审稿"))


def chars(data: bytes) -> list[list[tuple[Char, object]]]:
    """A page: each character with its left and top and size, in tenths of a millimetre, and its colour."""
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return [
            [
                (
                    (
                        char["text"],
                        round(char["x0"] * MM, 1),
                        round(char["top"] * MM, 1),
                        round(char["size"], 1),
                    ),
                    char["non_stroking_color"],
                )
                for char in page.chars
            ]
            for page in opened.pages
        ]


@NUMBERED
def test_the_pdf_differs_by_the_mark_alone(document: Document, fonts: FontSet) -> None:
    final, draft = (write(each, "pdf", fonts=fonts).data for each in (document, draft_of(document)))

    assert chars(final)
    assert len(chars(final)) == len(chars(draft))
    for plain, marked in zip(chars(final), chars(draft), strict=True):
        rest = [char for char, _ in marked]
        for char, _ in plain:
            rest.remove(char)
        assert "送审稿" == "".join(text for text, *_ in rest)
        assert [12.0] * 3 == [size for *_, size in rest]
        assert all(15 <= top <= 21 for _, _, top, _ in rest)  # the sheet's upper 37 mm are the margin
        assert 28.0 == pytest.approx(rest[0][1], abs=0.5) or rest[0][1] == pytest.approx(35.0, abs=0.5)  # turned sheets
        black = {str(color) for char, color in marked if char in rest}
        assert black <= {"(0,)", "(0.0,)", "(0, 0, 0)", "(0.0, 0.0, 0.0)", "0", "[0]"}, black


@NUMBERED
@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_every_rule_finds_in_a_draft_what_it_finds_in_the_paper(
    document: Document, suffix: str, fonts: FontSet
) -> None:
    final, draft = (
        check_file(write(each, suffix, fonts=fonts).data, f"a.{suffix}").value
        for each in (document, draft_of(document))
    )

    assert final is not None
    assert draft is not None
    assert final.judged == draft.judged


def test_the_properties_say_it_too(fonts: FontSet) -> None:
    word = write(draft_of(NOTICE), "docx").data
    with pikepdf.open(io.BytesIO(write(draft_of(NOTICE), "pdf", fonts=fonts).data)) as opened:
        keywords = str(opened.docinfo["/Keywords"])

    assert "送审稿" == WordFile(io.BytesIO(word)).core_properties.content_status
    assert "示例数据, 送审稿" == keywords
    assert "" == WordFile(io.BytesIO(write(NOTICE, "docx").data)).core_properties.content_status
