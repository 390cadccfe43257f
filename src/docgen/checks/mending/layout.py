"""Paragraphs: alignment, indents, pitch, breaks of pages, kinsoku."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from docgen.checks.docx.word_file import WordParagraph
from docgen.checks.mending.draft import Draft
from docgen.checks.mending.ordered import given, without
from docgen.checks.rule import Finding
from docgen.checks.writing import Role
from docgen.ooxml.properties import W
from docgen.standards.gbt9704 import StyleName
from docgen.typesetting.widths import width
from docgen.units import Length

__all__ = [
    "blanks",
    "centred",
    "first_indent",
    "indented",
    "kinsoku",
    "new_page",
    "number_place",
    "pitch",
    "recipients",
]

_BLANKS: Final = " 　\u00a0\t"
_COLONS: Final = ("：", ":")
_FILE: Final = "文件"
#: What an exact pitch would cut off.
_TALL: Final = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))


def pitch(draft: Draft, findings: Iterable[Finding]) -> None:
    """W03: the exact pitch, off the grid; not where a picture stands in the line."""
    for paragraph in _paragraphs(draft, findings):
        if any(True for _ in draft.node(paragraph).iter(*_TALL)):
            continue
        given(draft.property(paragraph, "snapToGrid"), val=0)
        given(draft.property(paragraph, "spacing"), line=draft.standard.page.line_pitch.twips, lineRule="exact")


def centred(draft: Draft, findings: Iterable[Finding]) -> None:
    """W09."""
    for paragraph in _paragraphs(draft, findings):
        if paragraph.alignment not in ("center", "distribute"):
            given(draft.property(paragraph, "jc"), val="center")
        if paragraph.indent:
            _flush(draft, paragraph)


def recipients(draft: Draft, findings: Iterable[Finding]) -> None:
    """W25."""
    for paragraph in _paragraphs(draft, findings):
        if paragraph.alignment in ("center", "right"):
            given(draft.property(paragraph, "jc"), val="both")
        if paragraph.indent:
            _flush(draft, paragraph)


def first_indent(draft: Draft, findings: Iterable[Finding]) -> None:
    """W18: two 字, the other lines flush; not in a list that is numbered by Word, whose indents are the list's."""
    for paragraph in _paragraphs(draft, findings):
        if "numPr" not in paragraph.properties:
            _indent(draft, paragraph, draft.standard.styles[StyleName.BODY].indent)


def blanks(draft: Draft, findings: Iterable[Finding]) -> None:
    """W20: typed blanks at the start go, an indent as wide takes their place."""
    roles = {passage.place: passage.role for passage in draft.file.writing.passages}
    for paragraph in _paragraphs(draft, findings):
        typed = paragraph.text[: len(paragraph.text) - len(paragraph.text.lstrip(_BLANKS))]
        if not _strip(draft, paragraph):
            continue
        match roles[paragraph.place]:
            case Role.BODY:
                _indent(draft, paragraph, draft.standard.styles[StyleName.BODY].indent)
            case Role.ATTACHMENT_NOTE:
                _indent(draft, paragraph, paragraph.indent + width(typed))
            case _:
                _flush(draft, paragraph)


def kinsoku(draft: Draft, findings: Iterable[Finding]) -> None:
    """W21."""
    for paragraph in _paragraphs(draft, findings):
        given(draft.property(paragraph, "kinsoku"), val=1)


def new_page(draft: Draft, findings: Iterable[Finding]) -> None:
    """W24. With a colon it may be an 附件说明 whose names stand below it."""
    for paragraph in _paragraphs(draft, findings):
        if paragraph.text.strip().endswith(_COLONS):
            continue
        given(draft.property(paragraph, "pageBreakBefore"), val=1)


def number_place(draft: Draft, findings: Iterable[Finding]) -> None:
    """W27: at the left beside 签发人; centred under a mark that ends in 文件: another may be a letter's."""
    marks = draft.file.writing.of(Role.MARK)
    for paragraph in _paragraphs(draft, findings):
        if "签发人" in paragraph.text:
            given(draft.property(paragraph, "jc"), val="left")
        elif marks and marks[-1].text.endswith(_FILE):
            given(draft.property(paragraph, "jc"), val="center")
            _flush(draft, paragraph)


def _paragraphs(draft: Draft, findings: Iterable[Finding]) -> list[WordParagraph]:
    places = dict.fromkeys(finding.where for finding in findings)
    return [draft.file.by_place[place] for place in places if place in draft.file.by_place]


def _indent(draft: Draft, paragraph: WordParagraph, characters: float) -> None:
    """The first line's indent in 字 of the paragraph's own pitch, all other lines flush.

    In twips: a count of characters is taken of another size by LibreOffice than by Word.
    """
    if paragraph.main is not None:
        indented(draft, paragraph, (paragraph.main.size + paragraph.main.spacing).times(characters))


def indented(draft: Draft, paragraph: WordParagraph, length: Length) -> None:
    """The first line's indent, whatever was said of indents before."""
    given(
        without(draft.property(paragraph, "ind"), "hanging", "hangingChars", "start", "startChars"),
        firstLineChars=0,
        firstLine=length.twips,
        leftChars=0,
        left=0,
    )


def _flush(draft: Draft, paragraph: WordParagraph) -> None:
    given(draft.property(paragraph, "ind"), firstLineChars=0, firstLine=0)


def _strip(draft: Draft, paragraph: WordParagraph) -> bool:
    """Take the blanks away from the start; whether nothing but text stood before the first character."""
    node = draft.node(paragraph)
    texts: list[etree._Element] = []
    for each in node.iter():
        if each.tag == f"{W}t" and (each.text or "").strip(_BLANKS):
            texts.append(each)
            break
        if each.tag == f"{W}t":
            texts.append(each)
        elif each.tag in (f"{W}fldChar", f"{W}tab", *_TALL):
            return False
    for each in texts:
        each.text = (each.text or "").lstrip(_BLANKS)
    return True
