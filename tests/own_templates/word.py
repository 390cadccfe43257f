"""Word files for the tests of templates: made by python-docx, or part by part where it has no word for a thing."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from docgen.dataset.records import Dataset
from docgen.own_templates.filling import Filled
from docgen.own_templates.lint import ready
from docgen.own_templates.papers import CUSTOM_WORD, Asked, made, shape_for
from docgen.pipeline import load
from docgen.problems import Result

SMALL = Path(__file__).parents[1] / "command" / "small.yaml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def small() -> Dataset:
    value = load(SMALL).value
    assert value is not None
    return value


def word(*paragraphs: str, change: Callable[[WordDocument], None] | None = None) -> bytes:
    """A Word file of paragraphs; a ¦ in one parts it into runs."""
    document = Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for piece in text.split("¦"):
            paragraph.add_run(piece)
    if change is not None:
        change(document)
    return saved(document)


def saved(document: WordDocument) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def table(document: WordDocument, rows: Sequence[Sequence[str]]) -> None:
    made_ = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(made_.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *others = text.split("\v")  # paragraphs of a cell
            cell.paragraphs[0].text = first
            for other in others:
                cell.add_paragraph(other)


def with_part(content: bytes, name: str, data: bytes | str) -> bytes:
    """The file with one part put in or replaced."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info.filename))
        new.writestr(name, data)
    return out.getvalue()


def part(content: bytes, name: str) -> str:
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def xml(text: str) -> object:
    """An element of WordprocessingML; the prefixes are python-docx's."""
    return parse_xml(text.replace(" NS", f" {W}", 1))


def fill(content: bytes, dataset: Dataset, unit: str | None = "东城分馆", word: str = CUSTOM_WORD) -> Result[Filled]:
    prepared = ready(content, "模板.docx", shape_for(dataset))
    assert prepared.value is not None, [str(problem) for problem in prepared.problems]
    return made(prepared.value, dataset, Asked(unit=unit, word=word))


def filled(content: bytes, dataset: Dataset, unit: str | None = "东城分馆", word: str = CUSTOM_WORD) -> WordDocument:
    result = fill(content, dataset, unit, word)
    assert result.value is not None, [str(problem) for problem in result.problems]
    return Document(io.BytesIO(result.value.content))


def texts(document: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def cells(document: WordDocument) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]
