"""LibreOffice opens the Word file of every kind and variant and finds as many pages as the PDF has, but for one.

As LibreOffice 7.4 reads a file it sets a fifth of a 字 between digits and 汉字 against what the file says
(docs/formats/docx.md), so that a ledger of a hundred pages may run to two more; read as the file says, it does not.
"""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from tools.libreoffice import as_said, printed

from docgen.pipeline import fonts_here, write
from docgen.typesetting.fonts import FontSet
from tests.documents.papers import Sample, samples

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {str(sample): write(sample.document, "docx").data for sample in samples()}


@pytest.fixture(scope="module")
def as_read(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every sample as LibreOffice prints it, in one call."""
    return printed(files, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def put_right(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same with LibreOffice's two misreadings put right."""
    return as_said(files, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


def pages(path: Path) -> int:
    with pdfplumber.open(path) as opened:
        return len(opened.pages)


@pytest.mark.parametrize("sample", samples(), ids=str)
def test_as_many_pages_as_the_pdf(
    sample: Sample, as_read: dict[str, Path], put_right: dict[str, Path], fonts: FontSet
) -> None:
    wanted = write(sample.document, "pdf", fonts=fonts).pages
    assert wanted is not None
    assert wanted == pytest.approx(pages(put_right[str(sample)]), abs=1)
    assert wanted == pytest.approx(pages(as_read[str(sample)]), abs=1 if wanted < 50 else 2)
