"""Papers of ours after a hand has been at them: the tree holds just what stands in the edited file, in its order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tools.libreoffice import convert

from docgen.document import Align, Document, Layout, Look, Paragraph, Table
from docgen.pipeline import plain_paper, read_word, write
from docgen.walk import runs
from docgen.writers.text import lines_of
from tests.documents.reading_back import docx_lines
from tests.readers.word.papers import papers
from tests.readers.word.trees import as_laid_out, differences, told
from tests.readers.word.xml_files import W

NAMES = ("文件", "纪要", "信函", "讲话", "大字", "督办", "台账", "印发件", "联合署名")
WORDS = st.text("防汛工作一二三、（）。，12ABC“”龙䶮", min_size=1, max_size=30)
Q = f"{{{W}}}"


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@cache
def written(name: str) -> bytes:
    return write(papers()[name], "docx").data


def edited(content: bytes, edit: Callable[[etree._Element], None]) -> bytes:
    """The file with its main part changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(made, "w") as target:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
                edit(root)
                data = etree.tostring(root)
            target.writestr(name, data)
    return made.getvalue()


def read(content: bytes) -> Document:
    found = read_word(content, "改.docx")
    assert found.value is not None
    assert found.value.ours
    return found.value.document


def texts(root: etree._Element) -> list[etree._Element]:
    """The runs of the text and of tables: what stands in the head has its own form."""
    kept = ("Body", "Heading", "TableCell", "TableHeader", "Note", "Reading", "AttachmentTitle")
    return [
        node
        for node in root.iter(f"{Q}t")
        if (style := next(node.iterancestors(f"{Q}p")).find(f"{Q}pPr/{Q}pStyle")) is not None
        and str(style.get(f"{Q}val")).startswith(kept)
    ]


def body_paragraphs(root: etree._Element) -> list[etree._Element]:
    """The paragraphs that a person sees and takes for text."""
    named = [node for node in root.iter(f"{Q}p") if _style(node).startswith(("Body", "Heading", "ReadingBody"))]
    return [node for node in named if "".join(map(str, node.itertext())).strip()]


def _style(node: etree._Element) -> str:
    style = node.find(f"{Q}pPr/{Q}pStyle")
    return str(style.get(f"{Q}val")) if style is not None else ""


def paragraph(words: str, properties: str = "") -> etree._Element:
    xml = f'<w:p xmlns:w="{W}"><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve"></w:t></w:r></w:p>'
    made = etree.fromstring(xml, etree.XMLParser(resolve_entities=False))
    next(made.iter(f"{Q}t")).text = words
    return made


EDITS = st.lists(
    st.tuples(st.sampled_from(("change", "insert", "paste", "delete", "restyle", "row")), st.integers(0, 200), WORDS),
    min_size=1,
    max_size=6,
)


def _apply(root: etree._Element, kind: str, place: int, words: str) -> None:
    found = body_paragraphs(root)
    target = found[place % len(found)] if found else None
    if kind == "change" and (held := texts(root)):
        held[place % len(held)].text = words
    elif kind == "row":
        rows = list(root.iter(f"{Q}tr"))
        rows = [row for row in rows if any(_style(one) == "TableCell" for one in row.iter(f"{Q}p"))]
        if rows and not any(True for _ in rows[-1].iter(f"{Q}vMerge")):
            rows[-1].addnext(deepcopy(rows[-1]))
    elif target is not None and kind in ("insert", "paste"):
        style = '<w:pStyle w:val="ListParagraph"/>' if kind == "paste" else '<w:pStyle w:val="Body"/>'
        target.addnext(paragraph(words, style))
    elif target is not None and kind == "delete" and target.find(f"{Q}pPr/{Q}sectPr") is None and target.text is None:
        parent = target.getparent()
        if parent is not None and parent.tag == f"{Q}body" and len(found) > 2:
            parent.remove(target)
    elif target is not None and kind == "restyle":
        style = target.find(f"{Q}pPr/{Q}pStyle")
        if style is not None:
            style.set(f"{Q}val", ("Body", "Heading1", "Heading2", "Note")[place % 4])


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), EDITS)
def test_what_a_hand_left_is_what_is_read(name: str, edits: list[tuple[str, int, str]]) -> None:
    def edit(root: etree._Element) -> None:
        for kind, place, words in edits:
            _apply(root, kind, place, words)

    content = edited(written(name), edit)
    document = read(content)
    in_file = squeezed("".join(docx_lines(content)))
    in_tree = squeezed("".join(line for line in lines_of(document)))
    assert in_file == in_tree
    again = write(document, "docx").data
    assert in_tree == squeezed("".join(docx_lines(again)))


def test_a_heading_typed_by_hand_is_a_heading() -> None:
    def edit(root: etree._Element) -> None:
        last = body_paragraphs(root)[-1]
        last.addnext(paragraph("二、严明纪律", '<w:pStyle w:val="Heading1"/>'))
        last.addnext(paragraph("三、报送信息", '<w:pStyle w:val="2"/>'))

    found = [block for block in read(edited(written("文件"), edit)).body if isinstance(block, Paragraph)]
    assert (1, "二、严明纪律") == (found[-1].level, found[-1].lead[0].text)
    assert 1 == found[-2].level


def test_looks_that_a_hand_gave_are_kept_and_format_takes_them_away() -> None:
    def edit(root: etree._Element) -> None:
        run = next(node for node in root.iter(f"{Q}r") if "现将" in "".join(map(str, node.itertext())))
        properties = run.find(f"{Q}rPr")
        if properties is None:
            properties = etree.SubElement(run, f"{Q}rPr")
            run.insert(0, properties)
        etree.SubElement(properties, f"{Q}b")
        etree.SubElement(properties, f"{Q}color").set(f"{Q}val", "C00000")
        paragraph = run.getparent()
        assert paragraph is not None
        etree.SubElement(paragraph.find(f"{Q}pPr"), f"{Q}jc").set(f"{Q}val", "center")

    document = read(edited(written("文件"), edit))
    first = document.body[0]
    assert isinstance(first, Paragraph)
    assert Align.CENTER is first.align
    assert Look(bold=True, color="C00000") in {run.look for run in first.runs}
    plain, count = plain_paper(document)
    assert count == 2
    assert {None} == {run.look for run in runs(plain)}
    assert [] == list(differences(told(as_laid_out(papers()["文件"])), told(plain)))


def test_a_row_added_in_word_is_a_row() -> None:
    def edit(root: etree._Element) -> None:
        row = next(root.iter(f"{Q}tbl")).findall(f"{Q}tr")[-1]
        row.addnext(deepcopy(row))

    before, after = (
        next(block for block in document.body if isinstance(block, Table))
        for document in (papers()["督办"], read(edited(written("督办"), edit)))
    )
    assert len(before.rows) + 1 == len(after.rows)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["docx"])
def test_papers_that_another_program_saved_anew_are_read_the_same(form: str, tmp_path: Path) -> None:
    """LibreOffice rewrites a file wholesale, as WPS does. Left aside: pictures (it rounds their sizes), and a number
    above the title of a draft, whose missing rule it forgets."""
    asked = {name: document for name, document in papers().items() if name not in ("手改过的", "题上题下")}
    sources = []
    for name in asked:
        (tmp_path / "made").mkdir(exist_ok=True)
        sources.append(tmp_path / "made" / f"{name}.docx")
        sources[-1].write_bytes(write(asked[name], "docx").data)
    saved = convert(sources, form, tmp_path)
    wrong = {}
    for name, document in asked.items():
        found = read_word(saved[name].read_bytes(), name)
        assert found.value is not None
        assert () == found.problems
        if more := list(differences(told(as_laid_out(document)), told(found.value.document))):
            wrong[name] = more[:3]
    assert {} == wrong
    assert Layout.READING is read(saved["大字"].read_bytes()).layout
