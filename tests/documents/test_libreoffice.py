"""LibreOffice opens the Word file of every kind and variant, as it is, and sets it as the PDF is set.

The same number of pages for every paper; over all of them the same first character on 95 of 100 pages and 92 of 100
lines of text alike. What is not alike has digits of 楷体 or Latin letters in it: Fandol's are as wide as they like
(docs/layout-report.md).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.layout_report import Agreement, compare, read
from tools.libreoffice import printed

from docgen.pipeline import fonts_here, write
from tests.documents.papers import samples

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def agreements(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Agreement]:
    """Every sample as LibreOffice prints it, in one call, against its PDF."""
    fonts = fonts_here(tmp_path_factory.mktemp("fonts"))
    folder = tmp_path_factory.mktemp("office")
    office = printed({str(sample): write(sample.document, "docx").data for sample in samples()}, folder)
    found = {}
    for sample in samples():
        ours = Path(folder / "ours.pdf")
        ours.write_bytes(write(sample.document, "pdf", fonts=fonts).data)
        found[str(sample)] = compare(read(ours), read(office[str(sample)]))
    return found


def share(pair: tuple[int, int]) -> float:
    return pair[0] / pair[1]


def test_as_many_pages_as_the_pdf(agreements: dict[str, Agreement]) -> None:
    assert {} == {name: one.pages for name, one in agreements.items() if one.pages[0] != one.pages[1]}


def test_pages_begin_alike(agreements: dict[str, Agreement]) -> None:
    assert share(sum(agreements.values(), Agreement()).firsts) >= 0.95


def test_lines_of_text_are_alike(agreements: dict[str, Agreement]) -> None:
    assert share(sum(agreements.values(), Agreement()).body) >= 0.92
