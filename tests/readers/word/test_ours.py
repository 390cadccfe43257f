"""A paper of ours, written and read back, is the same paper: the tree, and the files written from it to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.document import Document, Layout
from docgen.pipeline import fonts_here, read_word, write
from docgen.typesetting.fonts import FontSet
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
    assert write(document, "docx").data == write(found, "docx").data


@pytest.mark.parametrize("layout", Layout)
def test_the_pdf_of_a_paper_read_back_is_the_same_to_the_byte(layout: Layout, fonts: FontSet) -> None:
    documents = [sample.document for sample in samples() if sample.document.layout is layout][:1]
    documents += [document for document in papers().values() if document.layout is layout][:3]
    assert documents
    for document in documents:
        found = reread(document)
        assert write(document, "pdf", fonts=fonts).data == write(found, "pdf", fonts=fonts).data


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
