"""Every line of the text of every sample's PDF is where `typesetting.paragraph_lines` says before any page is made."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.layout_report import read

from docgen.document import Attachment, Block, Layout, Orientation, Paragraph, Role
from docgen.pipeline import fonts_here, write
from docgen.standards.gbt9704 import GBT9704, StyleName
from docgen.typesetting.fonts import FontSet
from docgen.typesetting.paragraph_lines import paragraph_lines
from docgen.typesetting.widths import plain
from tests.documents.papers import Sample, samples

pytestmark = pytest.mark.slow

FLOWING = [sample for sample in samples() if sample.document.layout not in (Layout.READING, Layout.LEDGER)]


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


def upright(sample: Sample) -> list[Block]:
    parts = [
        part
        for part in sample.document.parts
        if not isinstance(part, Attachment) or part.orientation is Orientation.PORTRAIT
    ]
    return [*sample.document.body, *(block for part in parts for block in part.body)]


@pytest.mark.parametrize("sample", FLOWING, ids=str)
def test_lines_end_where_they_were_said_to(sample: Sample, fonts: FontSet, tmp_path: Path) -> None:
    pdf = tmp_path / "paper.pdf"
    pdf.write_bytes(write(sample.document, "pdf", fonts=fonts).data)
    found = "\n".join(["", *(line.text for page in read(pdf) for line in page), ""])
    style, across = GBT9704.styles[StyleName.BODY], GBT9704.page.body_width
    wrong = []
    for block in upright(sample):
        if isinstance(block, Paragraph) and block.role is Role.BODY:
            said = ["".join(line.split()) for line in paragraph_lines(plain(block.lead + block.runs), style, across)]
            if "\n".join(["", *said, ""]) not in found:
                wrong.append(said)
    assert [] == wrong
