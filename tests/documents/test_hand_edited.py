"""What a hand gives a paper in Word comes out in both formats, wherever it stands: text, footnotes, pictures."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Collection
from itertools import count
from typing import Any

import pdfplumber
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from docgen.document import (
    Align,
    Attachment,
    AttachmentNote,
    Attendance,
    Cell,
    Column,
    Document,
    FieldLine,
    Imprint,
    IssuedText,
    Layout,
    Look,
    Orientation,
    Paragraph,
    Picture,
    Properties,
    Role,
    Row,
    Run,
    Script,
    SignOff,
    Table,
)
from docgen.pipeline import fonts_here, laid_out, write
from docgen.problems import Code
from docgen.typesetting.fonts import FontSet
from docgen.walk import runs
from docgen.writers.text import lines_of
from tests.documents.reading_back import docx_lines, glyph_zero, pdf_text, squeezed
from tests.hand_edited import PAPER, drawn

_NOTE = re.compile("〔脚注：([^〕]*)〕")
_PICTURES = [drawn("PNG", (30, 20)), drawn("JPEG", (40, 60), "#a04040")]


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


WORDS = st.text(
    st.one_of(
        st.sampled_from("整改落实情况台账各级部门单位责任措施时限，。、；：“”（）《》喆堃龥"),
        st.sampled_from("ABCxyz0123456789%.-"),
    ),
    min_size=1,
    max_size=40,
)
LOOKS = st.builds(
    Look,
    bold=st.booleans(),
    italic=st.booleans(),
    underline=st.booleans(),
    strike=st.booleans(),
    color=st.sampled_from(["", "C00000", "0070C0"]),
    size=st.sampled_from([None, 9, 10.5, 16, 22, 40, 72]),
    script=st.sampled_from([None, Script.RAISED, Script.LOWERED]),
)
FOOTNOTES = st.lists(WORDS.map(lambda words: (Run(text=words),)), min_size=1, max_size=2).map(tuple)
PICTURES = st.builds(
    Picture,
    content=st.sampled_from(_PICTURES),
    width=st.sampled_from([5.0, 30.0, 100.0, 300.0]),
    height=st.sampled_from([4.0, 25.0, 60.0, 400.0]),
    name=st.sampled_from(["", "图样"]),
)
RUNS = st.one_of(
    st.builds(Run, text=WORDS, look=st.none() | LOOKS, footnote=st.just(()) | FOOTNOTES),
    st.builds(Run, text=st.just(""), picture=PICTURES, footnote=st.just(()) | FOOTNOTES),
)
TEXTS = st.lists(RUNS, min_size=1, max_size=4).map(tuple)
PARAGRAPHS = st.builds(
    Paragraph,
    level=st.integers(0, 4),
    lead=TEXTS,
    runs=st.just(()) | TEXTS,
    role=st.sampled_from([Role.BODY, Role.SALUTATION, Role.CAPTION, Role.NOTE, Role.CENTERED]),
    align=st.none() | st.sampled_from(Align),
    new_page=st.booleans(),
)
CELLS = st.builds(
    Cell, lines=st.lists(TEXTS, min_size=1, max_size=2).map(tuple), rows=st.integers(1, 4), columns=st.integers(1, 3)
)
ROWS = st.lists(st.builds(Row, cells=st.lists(CELLS, max_size=4).map(tuple)), min_size=1, max_size=4).map(tuple)
#: Merges as strangers have them: past the table's end, across others, rows short and long.
TABLES = st.builds(
    Table, columns=st.just((Column(width=1), Column(width=2), Column(width=1))), header=st.just(()) | ROWS, rows=ROWS
)
BODIES = st.lists(st.one_of(PARAGRAPHS, TABLES), min_size=1, max_size=4).map(tuple)


@st.composite
def papers(draw: st.DrawFn) -> Document:
    """A paper of any layout with adorned texts in every place that Word lets a hand come to."""
    agency, place = Run(text="青石县人民政府"), st.sampled_from([Orientation.PORTRAIT, Orientation.LANDSCAPE])
    part = Attachment(
        title=draw(st.just(()) | TEXTS.map(lambda text: (text,))), body=draw(BODIES), orientation=draw(place)
    )
    labelled = Attachment(label=draw(TEXTS), title=(draw(TEXTS),), body=draw(BODIES), orientation=draw(place))
    return Document(
        layout=draw(st.sampled_from([Layout.OFFICIAL, Layout.LETTER])),
        properties=Properties(title="试", author="试"),
        mark=((agency,),),
        number=(Run(text="青政〔2015〕1号"),),
        title=(draw(TEXTS),),
        recipients=draw(TEXTS),
        body=(*draw(BODIES), FieldLine(fields=(draw(TEXTS), draw(TEXTS)))),
        attachment_note=AttachmentNote(lines=(draw(TEXTS),)),
        attendance=(Attendance(label=(Run(text="出席："),), names=(draw(TEXTS),)),),
        sign_off=SignOff(signature=((agency,), draw(TEXTS)), date=draw(TEXTS), sealed=draw(st.booleans())),
        remark=draw(TEXTS),
        parts=(part, IssuedText(title=(draw(TEXTS),), body=draw(BODIES)), labelled),
        imprint=Imprint(copies=draw(TEXTS), printer=(agency,), print_date=(Run(text="2015年1月6日"),)),
    )


Found = tuple[str, dict[int, str], int]


def in_tree(document: Document, in_place: Collection[int] = ()) -> Found:
    """The text with each footnote's number at its call, the footnotes by number, how many pictures.

    `in_place`: those that stand in brackets where they are called.
    """
    numbers, notes = count(1), dict[int, str]()

    def numbered(found: re.Match[str]) -> str:
        number, note = next(numbers), squeezed(found[1])
        if number in in_place:
            return f"〔{number}{note}〕"
        notes[number] = note
        return str(number)

    text = re.sub("〔图(：图样)?〕", "", "\n".join(lines_of(document)))
    text = _NOTE.sub(numbered, text)
    return squeezed(text), notes, sum(run.picture is not None for run in runs(document))


def in_word(data: bytes) -> Found:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(held, "w") as numbered:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "word/document.xml":
                pictures = part.count(b"<wp:inline")
                part = re.sub(rb'<w:footnoteReference w:id="(\d+)"/>', rb"<w:t>\1</w:t>", part)
            if name == "word/footnotes.xml":
                found = re.findall(r'<w:footnote w:id="\d+">.*?</w:footnote>', part.decode(), re.DOTALL)
            numbered.writestr(name, part)
        notes = found[0:] if "word/footnotes.xml" in archive.namelist() else []
    texts = [squeezed("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", note))) for note in notes]
    return squeezed("".join(docx_lines(held.getvalue()))), dict(enumerate(texts, 1)), pictures


def in_pdf(data: bytes) -> Found:
    text = pdf_text(data)
    notes: dict[int, str] = {}  # one that has no room on its page stands on the next, behind that page's own
    pictures = 0

    def look(node: dict[str, Any], *, top: bool) -> None:
        nonlocal pictures
        pictures += node["type"] == "Figure"
        if top and node["type"] == "NonStruct":
            for child in node["children"]:
                marker = child
                while marker.get("children"):
                    marker = marker["children"][0]
                number = squeezed(text._text(marker))
                note = squeezed(text._text(child)).removeprefix(number)
                notes[int(number)] = notes.get(int(number), "") + note
        children = node.get("children", [])
        heads = [child for child in children if child["type"] == "THead"]
        for child in children:
            if child not in heads[1:]:  # a head that is repeated
                look(child, top=node["type"] == "Document")

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for node in pdf.structure_tree:
            look(node, top=False)
    return squeezed("".join(text.lines)), dict(sorted(notes.items())), pictures


#: Such papers are not made smaller: that takes longer than the test.
@settings(max_examples=40, phases=[Phase.explicit, Phase.generate])
@given(document=papers())
def test_nothing_is_lost(document: Document, fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> None:
    document, _ = laid_out(document)
    tree = in_tree(document)
    word = write(document, "docx").data
    assert tree == in_word(word)
    written = write(document, "pdf", fonts=fonts)
    assert [] == [problem for problem in written.problems if problem.code is Code.GLYPH_MISSING]
    text, *others = in_pdf(written.data)
    in_place = set(tree[1]) - set(others[0])
    expected, *rest = in_tree(document, in_place)
    assert rest == others
    # the tags of a line that ends among notes in place are in another order
    assert (Counter(expected) == Counter(text)) if in_place else (expected == text)
    assert [] == glyph_zero(written.data)
    path = tmp_path_factory.mktemp("valid") / "paper.docx"
    path.write_bytes(word)
    assert [] == [str(error) for error in OpenXmlValidator().validate(path).errors]


def test_same_in_both_and_the_same_bytes(fonts: FontSet) -> None:
    for suffix, reader in (("docx", in_word), ("pdf", in_pdf)):
        first, second = (write(PAPER, suffix, fonts=fonts).data for _ in range(2))
        assert first == second
        text, notes, pictures = in_tree(PAPER)
        text = re.sub("〔图：[^〕]*〕", "", text)
        assert (text, notes, pictures) == reader(first)
