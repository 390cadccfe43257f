"""Any text that a dataset may hold comes out the same in both formats; what no font here has is said, not boxed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.dataset.characters import refused
from docgen.document import Cell, Column, Document, Layout, Paragraph, Properties, Row, Run, Table, Voice
from docgen.pipeline import fonts_here, write
from docgen.problems import Code
from docgen.typesetting.fonts import FontSet
from tests.documents.reading_back import docx_lines, glyph_zero, pdf_text, squeezed

#: What the texts of offices are made of.
SCRIPTS = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0x3400, max_codepoint=0x4DBF),
    st.sampled_from("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·～％＋－＝／＆＜＞〇○●★※→①②⑳Ⅰ㎡℃°±×÷≤≥"),
    st.characters(min_codepoint=0x20, max_codepoint=0x7E),
    st.sampled_from("fiflffiàéíóúüñçßøåæœ"),
    st.characters(min_codepoint=0x391, max_codepoint=0x3C9, exclude_characters="\u03a2"),
    st.characters(min_codepoint=0x410, max_codepoint=0x44F),
    st.sampled_from("喆堃婳昇玥琞赟犇骉珺璟祎昉旻曌䶮𬍛&<>\"'{}=1"),
)
TEXT = st.text(SCRIPTS, min_size=1, max_size=120).filter(lambda text: text.strip() and refused(text) is None)


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


def document(text: str) -> Document:
    """The text as a title, a heading, a paragraph and a cell."""
    line = (Run(text=text, voice=Voice.DATA),)
    table = Table(
        columns=(Column(width=1), Column(width=1)), rows=(Row(cells=(Cell(lines=(line,)), Cell(lines=(line,)))),)
    )
    return Document(
        layout=Layout.SPEECH,
        properties=Properties(title="试", author="试"),
        title=(line,),
        body=(Paragraph(level=1, lead=line), Paragraph(level=2, lead=line, runs=line), table),
    )


def missing(problems: tuple[object, ...]) -> str:
    """The characters said to be in no font."""
    return "".join(str(problem) for problem in problems if getattr(problem, "code", None) is Code.GLYPH_MISSING)


@settings(max_examples=40, deadline=None)
@given(text=TEXT)
def test_same_in_both(text: str, fonts: FontSet) -> None:
    tree = squeezed(text) * 6
    assert tree == squeezed("".join(docx_lines(write(document(text), "docx").data)))
    pdf = write(document(text), "pdf", fonts=fonts)
    absent = {character for character in text if character in missing(pdf.problems)}
    left = re.sub(f"[{re.escape(''.join(absent))}]", "", tree) if absent else tree
    found = squeezed("".join(pdf_text(pdf.data).lines))
    assert left == (re.sub(f"[{re.escape(''.join(absent))}]", "", found) if absent else found)


def test_names_have_their_characters(fonts: FontSet) -> None:
    """The rare characters of names are drawn from a font that has them: no glyph 0, no problem."""
    pdf = write(document("喆堃婳昇玥琞赟犇骉珺璟祎昉旻曌䶮𬍛"), "pdf", fonts=fonts)
    assert "" == missing(pdf.problems)
    assert [] == glyph_zero(pdf.data)
