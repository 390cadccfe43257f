"""Runs: typeface, size, colour, weight, spacing."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from docgen.checks.docx.characters_a_line import grid_space
from docgen.checks.docx.word_file import WordParagraph, WordRun
from docgen.checks.mending.draft import Draft
from docgen.checks.mending.layout import indented
from docgen.checks.mending.ordered import given, without
from docgen.checks.rule import Finding
from docgen.checks.writing import Role
from docgen.ooxml.properties import toggled
from docgen.standards.acceptance import face_of
from docgen.standards.gbt9704 import Face, StyleName
from docgen.units import SIZES, Length

__all__ = [
    "attachment_label",
    "black",
    "body_face",
    "body_size",
    "corner",
    "east_asian_face",
    "first_level",
    "imprint",
    "mark_face",
    "number",
    "other_parts",
    "plain_title",
    "red_mark",
    "second_level",
    "spacing",
    "title_face",
    "title_size",
]

_SENTENCE = "。；"
_AUTO, _BLACK = "auto", "000000"


def body_face(draft: Draft, findings: Iterable[Finding]) -> None:
    """W05: 仿宋 for the runs in the typeface of the paragraph's most; an emphasis in another one stays."""
    _main_face(draft, findings, Face.BODY)


def title_face(draft: Draft, findings: Iterable[Finding]) -> None:
    """W07."""
    _main_face(draft, findings, Face.TITLE)


def mark_face(draft: Draft, findings: Iterable[Finding]) -> None:
    """W14."""
    _main_face(draft, findings, Face.TITLE)


def first_level(draft: Draft, findings: Iterable[Finding]) -> None:
    """W11."""
    _heading_face(draft, findings, Face.HEI)


def second_level(draft: Draft, findings: Iterable[Finding]) -> None:
    """W12."""
    _heading_face(draft, findings, Face.KAI)


def attachment_label(draft: Draft, findings: Iterable[Finding]) -> None:
    """W23: 黑体, no indent. With a colon it may be an 附件说明 whose names stand below it."""
    for paragraph in _paragraphs(draft, findings):
        if paragraph.text.strip().endswith(("：", ":")):
            continue
        for run, node in draft.runs(paragraph):
            if face_of(run.face) is not Face.HEI:
                _set_face(draft, run, node, Face.HEI)
        given(draft.property(paragraph, "ind"), firstLineChars=0, firstLine=0)


def east_asian_face(draft: Draft, findings: Iterable[Finding]) -> None:
    """W19: what is printed stays. Chinese set in a typeface of its own keeps it, and the Latin slot follows.

    Where no Chinese font is set, the one that was put into the Latin slot is meant.
    """
    for paragraph in draft.file.paragraphs:
        for run, node in draft.runs(paragraph) if paragraph.chinese_runs else ():
            meant, actual = face_of(run.latin), face_of(run.face)
            if meant is None or meant is actual:
                continue
            fonts = draft.look(node, "rFonts")
            if actual is None:
                _without_theme(given(fonts, eastAsia=run.latin), "eastAsia")
            else:
                _without_theme(given(fonts, ascii=run.face, hAnsi=run.face), "ascii", "hAnsi")


def body_size(draft: Draft, findings: Iterable[Finding]) -> None:
    """W06: 三号 for the runs in the size of the paragraph's most, drawn together so that 28 fill a line.

    An indent of two 字 stays one, of the new size.
    """
    body = draft.standard.styles[StyleName.BODY]
    for paragraph in _paragraphs(draft, findings):
        wrong = paragraph.main.size if paragraph.main else None
        if round(paragraph.indent, 1) == body.indent and "numPr" not in paragraph.properties:
            indented(draft, paragraph, (body.size + body.spacing).times(body.indent))
        for run, node in draft.runs(paragraph):
            if run.size == wrong:
                _set_size(draft, node, draft.standard.styles[StyleName.BODY].size)
                _set_spacing(draft, node)


def title_size(draft: Draft, findings: Iterable[Finding]) -> None:
    """W08. What is larger than 一号 may be a mark that was taken for a title."""
    for paragraph in _paragraphs(draft, findings):
        wrong = paragraph.main.size if paragraph.main else None
        if wrong is None or wrong > SIZES["一号"]:
            continue
        for run, node in draft.runs(paragraph):
            if run.size == wrong:
                _set_size(draft, node, draft.standard.styles[StyleName.TITLE].size)


def imprint(draft: Draft, findings: Iterable[Finding]) -> None:
    """W26: 四号 仿宋."""
    for paragraph in _paragraphs(draft, findings):
        for run, node in draft.runs(paragraph):
            _set_size(draft, node, draft.standard.styles[StyleName.IMPRINT].size)
            if face_of(run.face) is not Face.BODY:
                _set_face(draft, run, node, Face.BODY)


def number(draft: Draft, findings: Iterable[Finding]) -> None:
    """W30: all but the name of a 签发人, which has a typeface of its own."""
    for paragraph in _paragraphs(draft, findings):
        wrong = paragraph.chinese_runs[0]
        for run, node in draft.runs(paragraph):
            if (run.face, run.size) == (wrong.face, wrong.size):
                _set_size(draft, node, draft.standard.styles[StyleName.NUMBER].size)
                _set_face(draft, run, node, Face.BODY)


def other_parts(draft: Draft, findings: Iterable[Finding]) -> None:
    """W31."""
    for paragraph in _paragraphs(draft, findings):
        wrong = paragraph.main
        for run, node in draft.runs(paragraph):
            if wrong is not None and (run.face, run.size) == (wrong.face, wrong.size):
                _set_size(draft, node, draft.standard.styles[StyleName.BODY].size)
                _set_face(draft, run, node, Face.BODY)
                _set_spacing(draft, node)


def corner(draft: Draft, findings: Iterable[Finding]) -> None:
    """W32."""
    for paragraph in _paragraphs(draft, findings):
        for run, node in draft.runs(paragraph):
            _set_size(draft, node, draft.standard.styles[StyleName.CORNER].size)
            _set_face(draft, run, node, Face.HEI)


def black(draft: Draft, findings: Iterable[Finding]) -> None:
    """W29: the colour of ink that the reader's program takes; what a theme or a style says no longer holds."""
    for paragraph in _paragraphs(draft, findings):
        for run, node in draft.runs(paragraph):
            if run.properties.get("color@val", _AUTO).lower() not in (_AUTO, _BLACK):
                color = without(draft.look(node, "color"), "themeColor", "themeTint", "themeShade")
                given(color, val=_BLACK)


def spacing(draft: Draft, findings: Iterable[Finding]) -> None:
    """W04: every run of the paragraph's own size takes a 28th of the line."""
    for paragraph in _paragraphs(draft, findings):
        size = paragraph.main.size if paragraph.main else None
        if size != draft.standard.styles[StyleName.BODY].size:
            continue
        for run, node in draft.runs(paragraph):
            if run.size == size:
                _set_spacing(draft, node)


def plain_title(draft: Draft, findings: Iterable[Finding]) -> None:
    """W10."""
    for paragraph in _paragraphs(draft, findings):
        for run, node in draft.runs(paragraph):
            if toggled(run.properties, "b"):
                given(draft.look(node, "b"), val=0)


def red_mark(draft: Draft, findings: Iterable[Finding]) -> None:
    """W13: the red of the standard; a colour of the theme would go before it."""
    for paragraph in _paragraphs(draft, findings):
        for run, node in draft.runs(paragraph):
            if not run.red:
                color = without(draft.look(node, "color"), "themeColor", "themeTint", "themeShade")
                given(color, val=draft.standard.red.removeprefix("#").upper())


def _paragraphs(draft: Draft, findings: Iterable[Finding]) -> list[WordParagraph]:
    """The paragraphs that findings name, each once."""
    places = dict.fromkeys(finding.where for finding in findings)
    return [draft.file.by_place[place] for place in places if place in draft.file.by_place]


def _main_face(draft: Draft, findings: Iterable[Finding], face: Face) -> None:
    for paragraph in _paragraphs(draft, findings):
        wrong = paragraph.main.face if paragraph.main else None
        for run, node in draft.runs(paragraph):
            if run.face == wrong:
                _set_face(draft, run, node, face)


def _heading_face(draft: Draft, findings: Iterable[Finding], face: Face) -> None:
    """A heading that stands alone. Where text follows it in the paragraph, a person must say how far it goes."""
    places = {passage.place for passage in draft.file.writing.of(Role.BODY)}
    for paragraph in _paragraphs(draft, findings):
        if paragraph.place not in places or any(mark in paragraph.text for mark in _SENTENCE):
            continue
        for run, node in draft.runs(paragraph):
            if face_of(run.face) is not face:
                _set_face(draft, run, node, face)


def _set_face(draft: Draft, run: WordRun, node: etree._Element, face: Face) -> None:
    """The Chinese font; the Latin one too where it is a Chinese typeface, so that figures go with the text."""
    font = draft.standard.fonts[face]
    name = font.named if _in_gb2312(run.text) else font.wide
    fonts = _without_theme(given(draft.look(node, "rFonts"), eastAsia=name), "eastAsia")
    if face_of(run.latin) is not None:
        _without_theme(given(fonts, ascii=name, hAnsi=name), "ascii", "hAnsi")


def _without_theme(fonts: etree._Element, *slots: str) -> etree._Element:
    """A theme's font goes before a named one."""
    return without(fonts, *(f"{slot}Theme" for slot in slots))


def _in_gb2312(text: str) -> bool:
    """Whether the named fonts hold all its characters."""
    han = "".join(character for character in text if "\u4e00" <= character <= "\u9fff")
    try:
        han.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _set_size(draft: Draft, node: etree._Element, size: Length) -> None:
    given(draft.look(node, "sz"), val=size.half_points)
    given(draft.look(node, "szCs"), val=size.half_points)


def _set_spacing(draft: Draft, node: etree._Element) -> None:
    size = draft.standard.styles[StyleName.BODY].size
    space = grid_space(draft.file.sections[0]) if draft.file.sections else Length(0)
    given(draft.look(node, "spacing"), val=(draft.standard.page.character_spacing(size) - space).twips)
