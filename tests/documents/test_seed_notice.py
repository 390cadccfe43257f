"""The worked example's notice holds its source text, character for character and in order, in both formats."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from docgen.document import Document
from docgen.kinds.job import Job
from docgen.pipeline import Road, fonts_here, load, write
from docgen.resources import templates_dir
from tests.documents.reading_back import pdf_text, squeezed

EXAMPLE = Path(__file__).parents[2] / "data_examples" / "huitoukan" / "dataset.xlsx"
SOURCE = (Path(__file__).parent / "huitoukan-notice.txt").read_text(encoding="utf-8")

#: All that a paper adds to its source: the mark above the number, the imprint at the end.
MARK = "中共娄底市委党的群众路线教育实践活动领导小组办公室文件"


@pytest.fixture(scope="module")
def notice() -> Document:
    dataset = load(EXAMPLE).value
    assert dataset is not None
    composed = Road(dataset=dataset, wording=templates_dir() / "wording").compose(Job(kind="notice", title="")).value
    assert composed is not None
    return composed.document


def imprint(document: Document) -> str:
    """What the imprint prints, in order."""
    assert document.imprint is not None
    parts = (document.imprint.copies, document.imprint.printer, document.imprint.print_date)
    copies, printer, day = ("".join(run.text for run in part) for part in parts)
    return f"抄送：{copies}{'' if copies.endswith('。') else '。'}{printer}{day}印发"


def test_docx_holds_the_source(notice: Document) -> None:
    body = docx.Document(io.BytesIO(write(notice, "docx").data)).element.body
    text = "".join(node.text or "" for node in body.iter(qn("w:t")))
    assert MARK + squeezed(SOURCE) + squeezed(imprint(notice)) == squeezed(text)


def test_pdf_holds_the_source(notice: Document, tmp_path: Path) -> None:
    """By the PDF's tags, so that cells are read one after another; page numbers are no tagged text."""
    text = "".join(pdf_text(write(notice, "pdf", fonts=fonts_here(tmp_path)).data).lines)
    assert MARK + squeezed(SOURCE) + squeezed(imprint(notice)) == squeezed(text)
