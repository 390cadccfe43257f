"""Files that docgen had no part in: not a character is lost without a word."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from docgen.document import Document, Run
from docgen.pipeline import read_word, write
from docgen.problems import Problem
from docgen.walk import runs
from docgen.writers.text import lines_of
from tests.readers.word.other_files import by_libreoffice, by_python_docx
from tests.readers.word.xml_files import W, files

FILES = {**files(), **by_python_docx()}
_LOST = f"{{{W}}}"


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def characters(content: bytes) -> str:
    """Every character of the text, notes, headers and footers, as an own walk over the XML finds it."""
    found = ""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(document\d?|footnotes|endnotes|header\d*)\.xml", name):
                data = package.read(name).replace(b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode())
                found += "".join(_texts(etree.fromstring(data, etree.XMLParser(resolve_entities=False))))
    return squeezed(found)


def _texts(root: etree._Element) -> Iterator[str]:
    for node in root.iter(f"{_LOST}t"):
        above = [etree.QName(one).localname for one in node.iterancestors("*")]
        if "Fallback" in above or {"del", "moveFrom"} & set(above) or _row_deleted(node):
            continue
        yield node.text or ""


def _row_deleted(node: etree._Element) -> bool:
    row = next(node.iterancestors(f"{_LOST}tr"), None)
    return row is not None and row.find(f"{_LOST}trPr/{_LOST}del") is not None


def said(document: Document, problems: tuple[Problem, ...]) -> str:
    """The characters of the tree, of its footnotes and of the problems."""
    notes = [run.text for one in runs(document) for note in one.footnote for run in note if isinstance(run, Run)]
    named = [problem.message for problem in problems if problem.code.code in ("D01", "D02")]
    return squeezed("".join([*lines_of(document), *notes, *named]))


def lost(name: str, content: bytes) -> dict[str, int]:
    read = read_word(content, f"{name}.docx")
    assert read.value is not None, read.problems
    assert not read.value.ours
    write(read.value.document, "docx")
    return dict(Counter(characters(content)) - Counter(said(read.value.document, read.problems)))


def test_there_are_more_than_thirty_files() -> None:
    assert len(FILES) > 30


@pytest.mark.parametrize("name", FILES)
def test_no_character_is_lost(name: str) -> None:
    assert {} == lost(name, FILES[name])


@pytest.mark.slow
def test_no_character_of_a_file_by_libreoffice_is_lost(tmp_path: Path) -> None:
    saved = by_libreoffice(tmp_path)
    assert len(saved) > 5
    assert {} == {name: gone for name, content in saved.items() if (gone := lost(name, content))}
