"""A paper of ours, written and read back, is the same paper: the tree, and the files written from it to the byte."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest

from docgen.document import Document, Layout, Run
from docgen.pipeline import fonts_here, read_word, write
from docgen.readers.word.closing import imprint_of
from docgen.typesetting.fonts import FontSet
from tests import hand_edited
from tests.documents.papers import Sample, samples
from tests.readers.word.papers import papers
from tests.readers.word.trees import as_laid_out, differences, told


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


def reread(document: Document) -> Document:
    read = read_word(write(document, "docx").data, "本件.docx")
    assert () == read.problems
    assert read.value is not None
    assert read.value.ours
    return read.value.document


@pytest.mark.parametrize("sample", samples(), ids=str)
def test_every_kind_of_paper_is_read_back(sample: Sample) -> None:
    found = reread(sample.document)
    assert [] == list(differences(told(as_laid_out(sample.document)), told(found)))
    assert write(sample.document, "docx").data == write(found, "docx").data


@pytest.mark.parametrize("name", papers())
def test_every_form_of_a_part_is_read_back(name: str) -> None:
    document = papers()[name]
    found = reread(document)
    assert [] == list(differences(told(as_laid_out(document)), told(found)))
    again = write(found, "docx").data
    assert again == write(reread(found), "docx").data
    if document is not hand_edited.PAPER:  # whose runs are divided where nobody sees it
        assert write(document, "docx").data == again


@pytest.mark.parametrize("layout", Layout)
def test_the_pdf_of_a_paper_read_back_has_every_character_at_its_place(layout: Layout, fonts: FontSet) -> None:
    documents = [sample.document for sample in samples() if sample.document.layout is layout][:1]
    documents += [document for document in papers().values() if document.layout is layout][:3]
    assert documents
    for document in documents:
        first, second = (placed(write(one, "pdf", fonts=fonts).data) for one in (document, reread(document)))
        assert [page[0] for page in first] == [page[0] for page in second]
        for (_, one), (_, other) in zip(first, second, strict=True):
            assert all(abs(a - b) < 0.1 for a, b in zip(one, other, strict=True))  # pt; columns are in whole twips


def placed(data: bytes) -> list[tuple[str, list[float]]]:
    """The characters of each page, and where they and the rules stand in points."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [
            (
                "".join(char["text"] for char in page.chars),
                [edge for one in (*page.chars, *page.rects, *page.lines) for edge in (one["x0"], one["top"])],
            )
            for page in pdf.pages
        ]


@pytest.mark.slow
def test_every_paper_of_both_examples_is_read_back(tmp_path: Path) -> None:
    from docgen.kinds.job import Request
    from docgen.pipeline import plan
    from tests.documents.papers import EXAMPLES, road_of

    wrong, read = [], 0
    for example in EXAMPLES:
        for job in plan(road_of(example).dataset, Request()):
            composed = road_of(example).compose(job).value
            if composed is None:
                continue
            document = composed.document
            found = reread(document)
            read += 1
            wrong += [f"{job}: {one}" for one in differences(told(as_laid_out(document)), told(found))][:2]
    assert [] == wrong
    assert read > 1000


def test_a_list_of_copies_that_a_hand_broke_is_one() -> None:
    texts = [
        (Run(text=words),) for words in ("抄送：县委办公室，", "县人大办公室。", "县服务中心党组", "2024年5月7日印发")
    ]
    made, rest = imprint_of(texts)
    assert [] == rest
    assert "县委办公室，县人大办公室。" == "".join(run.text for run in made.copies)
    assert ("县服务中心党组", "2024年5月7日") == (made.printer[0].text, made.print_date[0].text)
