"""A Word file as rules see it: sections, paragraphs with effective properties, footers, and the writing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from docgen.checks.writing import Appearance, Role, Writing, recognised
from docgen.ooxml.numbering import Numbering
from docgen.ooxml.package import opened
from docgen.ooxml.properties import Properties, Styles, W, children, flat, measured, overlaid, value
from docgen.problems import Problem
from docgen.standards.gbt9704 import GBT9704, Standard
from docgen.units import Length, pt, twips

__all__ = [
    "Footer",
    "R",
    "Section",
    "WordFile",
    "WordParagraph",
    "WordRun",
    "file_of",
    "paragraph_nodes",
    "read",
    "text_runs",
]

R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OWN_SIZE: Final = 20  # half points
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRun:
    """Characters of one look. `face` is the font of Chinese characters, `latin` of others; empty if none is set."""

    text: str
    face: str
    latin: str
    properties: Properties

    @property
    def size(self) -> Length:
        """Size of type; Word's own default is 10 pt."""
        size = measured(self.properties, "sz@val", _OWN_SIZE) / 2
        return pt(size)

    @property
    def spacing(self) -> Length:
        """What is added to each character."""
        added = measured(self.properties, "spacing@val")
        return twips(added)

    @property
    def white(self) -> bool:
        """Whether it is set in white, as on paper that is printed red already (套打)."""
        return self.properties.get("color@val", "auto").upper() == "FFFFFF"

    @property
    def red(self) -> bool:
        """Whether the colour is a red."""
        color = self.properties.get("color@val", "auto")
        if not re.fullmatch(r"[0-9A-Fa-f]{6}", color):
            return False
        red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
        return red > 2 * max(green, blue, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordParagraph:
    """A paragraph. `properties` are effective; `place` is 第n段. `breaks` counts line breaks typed inside it.

    `tab` is the kind of the stop (left, center, right) that a tab before its first character goes to; `label` is the
    number that Word writes before it by itself.
    """

    place: str
    runs: tuple[WordRun, ...]
    properties: Properties
    table: bool = False
    breaks: int = 0
    tab: str = ""
    label: str = ""
    starts_page: bool = False

    @property
    def text(self) -> str:
        """Its characters; a tab is nothing."""
        return "".join(run.text for run in self.runs)

    @property
    def chinese_runs(self) -> tuple[WordRun, ...]:
        """The runs that hold Chinese characters."""
        return tuple(run for run in self.runs if _CHINESE.search(run.text))

    @property
    def main(self) -> WordRun | None:
        """Its longest run of Chinese, else its longest."""
        return max(self.chinese_runs or self.runs, key=lambda run: len(run.text), default=None)

    @property
    def alignment(self) -> str:
        """left, both, center, right, distribute."""
        return {"start": "left", "end": "right"}.get(found := self.properties.get("jc@val", "left"), found)

    @property
    def indent(self) -> float:
        """First line's indent in 字 of the paragraph's own size."""
        if chars := measured(self.properties, "ind@firstLineChars"):
            return chars / 100
        size = self.main.size.twips if self.main else 0
        return measured(self.properties, "ind@firstLine") / size if size else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """A footer: its characters with fields shown as ◇, whether one is PAGE, and the paragraph that holds it."""

    text: str
    paged: bool
    paragraph: WordParagraph | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section. Footers by type: default, even, first; those not set are inherited from the section before."""

    number: int
    width: Length
    height: Length
    top: Length
    right: Length
    bottom: Length
    left: Length
    grid: Properties
    footers: dict[str, Footer]
    title_page: bool
    even: bool = False  # it begins on an even page

    @property
    def turned(self) -> bool:
        """Whether the sheet lies on its side."""
        return self.width > self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFile:
    """A Word file. `by_place` pairs each passage of `writing` with its paragraph.

    `revisions` counts the tracked changes of the text, `comments` what is written beside it.
    """

    sections: tuple[Section, ...]
    paragraphs: tuple[WordParagraph, ...]
    settings: Properties
    writing: Writing
    revisions: int
    comments: int
    by_place: dict[str, WordParagraph] = field(repr=False)
    standard: Standard = field(default=GBT9704, repr=False)  # judged by

    def of(self, *roles: Role) -> tuple[WordParagraph, ...]:
        """The paragraphs of these roles."""
        return tuple(self.by_place[passage.place] for passage in self.writing.of(*roles))


def read(content: bytes, standard: Standard = GBT9704) -> WordFile | Problem:
    """Read a .docx; a Problem says why it is not read."""
    parts = opened(content)
    return parts if isinstance(parts, Problem) else file_of(parts, standard)


def file_of(parts: Mapping[str, etree._Element], standard: Standard) -> WordFile:
    """The file that parts make, by their names."""
    theme = next((root for name, root in sorted(parts.items()) if name.startswith("word/theme/theme")), None)
    styles = Styles(parts.get("word/styles.xml"), theme)
    body = parts["word/document.xml"].find(f"{W}body")
    numbering = Numbering(parts.get("word/numbering.xml"))
    paragraphs = tuple(_paragraphs(body, styles, numbering)) if body is not None else ()
    return WordFile(
        sections=tuple(_sections(body, parts, styles)) if body is not None else (),
        paragraphs=paragraphs,
        settings=flat(parts.get("word/settings.xml")),
        writing=recognised(_appearances(paragraphs), standard),
        revisions=sum(1 for _ in body.iter(f"{W}ins", f"{W}del", f"{W}moveTo")) if body is not None else 0,
        comments=sum(1 for _ in children(parts["word/comments.xml"], "comment")) if "word/comments.xml" in parts else 0,
        by_place={paragraph.place: paragraph for paragraph in paragraphs},
        standard=standard,
    )


def paragraph_nodes(body: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs, those of tables too. A text box is read twice otherwise, and is no paragraph of the body."""
    for node in body.iter(f"{W}p"):
        if not any(True for _ in node.iterancestors(f"{W}txbxContent")):
            yield node


def text_runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs that hold characters, but for those of a text box that hangs on the paragraph."""
    for run in _own_runs(paragraph):
        if any(child.text for child in children(run, "t")):
            yield run


def _own_runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p"), None) is paragraph:
            yield run


def _paragraphs(body: etree._Element, styles: Styles, numbering: Numbering) -> Iterator[WordParagraph]:
    starts = False
    for number, node in enumerate(paragraph_nodes(body), 1):
        table = any(True for _ in node.iterancestors(f"{W}tbl"))
        paragraph = _paragraph(node, styles, numbering, place=f"第{number}段", table=table, starts=starts)
        if paragraph.text.strip():
            starts = False
        yield paragraph
        starts |= node.find(f"{W}pPr/{W}sectPr") is not None
        starts |= any(value(mark, "type") == "page" for mark in node.iter(f"{W}br"))


def _paragraph(
    node: etree._Element,
    styles: Styles,
    numbering: Numbering,
    *,
    place: str,
    table: bool = False,
    starts: bool = False,
) -> WordParagraph:
    own = node.find(f"{W}pPr")
    style = value(own.find(f"{W}pStyle") if own is not None else None, "val")
    base, base_run = styles.paragraph(style)
    label, indents = numbering.before(own.find(f"{W}numPr") if own is not None else None)
    properties = {**base, **indents, **flat(own)}
    runs = []
    breaks = 0
    for run in _own_runs(node):
        direct = flat(run.find(f"{W}rPr"))
        effective = overlaid(overlaid(base_run, styles.run(direct.get("rStyle@val", ""))), direct)
        text = "".join(child.text or "" for child in children(run, "t"))
        breaks += sum(1 for mark in children(run, "br") if value(mark, "type", "textWrapping") == "textWrapping")
        if text:
            face, latin = styles.face(effective, "eastAsia"), styles.face(effective, "ascii")
            runs.append(WordRun(text=text, face=face, latin=latin, properties=effective))
    return WordParagraph(
        place=place,
        runs=tuple(runs),
        properties=properties,
        table=table,
        breaks=breaks,
        tab=_tab(node),
        label=label,
        starts_page=starts or properties.get("pageBreakBefore@val", "0") not in ("0", "false", "off"),
    )


def _tab(node: etree._Element) -> str:
    typed = any(child.tag == f"{W}tab" for run in node.iter(f"{W}r") for child in run)
    return value(node.find(f"{W}pPr/{W}tabs/{W}tab"), "val") if typed else ""


def _appearances(paragraphs: tuple[WordParagraph, ...]) -> Iterator[Appearance]:
    for paragraph in paragraphs:
        main = paragraph.main
        if main is not None:
            yield Appearance(
                text=f"{paragraph.label}{paragraph.text.lstrip() if paragraph.label else paragraph.text}",
                place=paragraph.place,
                size=main.size.pt,
                red=main.red,
                centred=paragraph.alignment in ("center", "distribute"),
                indented=paragraph.indent >= 1,
                table=paragraph.table,
            )


def _sections(body: etree._Element, parts: Mapping[str, etree._Element], styles: Styles) -> Iterator[Section]:
    targets = {str(link.get("Id")): str(link.get("Target")) for link in parts.get("word/_rels/document.xml.rels", ())}
    footers: dict[str, Footer] = {}
    for number, node in enumerate(body.iter(f"{W}sectPr"), 1):
        for reference in children(node, "footerReference"):
            root = parts.get(f"word/{targets.get(str(reference.get(f'{R}id')), '')}")
            if root is not None:
                footers = {**footers, value(reference, "type"): _footer(root, styles)}
        size, margins = _attributes(node, "pgSz"), _attributes(node, "pgMar")
        sides = {side: _length(margins, side) for side in ("top", "right", "bottom", "left", "gutter")}
        yield Section(
            number=number,
            width=_length(size, "w"),
            height=_length(size, "h"),
            top=sides["top"],
            right=sides["right"],
            bottom=sides["bottom"],
            left=sides["left"] + sides["gutter"],
            grid=_attributes(node, "docGrid"),
            footers=dict(footers),
            title_page=node.find(f"{W}titlePg") is not None,
            even=value(node.find(f"{W}type"), "val") == "evenPage",
        )


def _length(attributes: Properties, name: str) -> Length:
    count = measured(attributes, name)
    return twips(count)


def _attributes(node: etree._Element, name: str) -> Properties:
    """The attributes of a child, without their namespace."""
    child = node.find(f"{W}{name}")
    return {str(key).rpartition("}")[2]: str(text) for key, text in child.attrib.items()} if child is not None else {}


def _footer(root: etree._Element, styles: Styles) -> Footer:
    codes = "".join(node.text or "" for node in root.iter(f"{W}instrText"))
    codes += "".join(value(node, "instr") for node in root.iter(f"{W}fldSimple"))
    paragraphs = [_paragraph(node, styles, Numbering(None), place="页脚") for node in root.iter(f"{W}p")]
    return Footer(
        text="".join(paragraph.text for paragraph in paragraphs),
        paged=bool(re.search(r"\bPAGE\b", codes)),
        paragraph=next((paragraph for paragraph in paragraphs if paragraph.text.strip()), None),
    )
