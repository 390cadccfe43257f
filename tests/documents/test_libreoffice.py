"""LibreOffice opens the Word file of every kind and variant and finds as many pages as the PDF has, but for one."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from docgen.pipeline import fonts_here, write
from docgen.typesetting.fonts import FontSet
from tests.documents.papers import Sample, samples
from tests.writers.office import pdfs

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every sample as LibreOffice prints it, in one call."""
    files = {str(sample): write(sample.document, "docx").data for sample in samples()}
    return pdfs(files, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize("sample", samples(), ids=str)
def test_as_many_pages_as_the_pdf(sample: Sample, printed: dict[str, Path], fonts: FontSet) -> None:
    with pdfplumber.open(printed[str(sample)]) as opened:
        found = len(opened.pages)
    assert found == pytest.approx(write(sample.document, "pdf", fonts=fonts).pages, abs=1)
