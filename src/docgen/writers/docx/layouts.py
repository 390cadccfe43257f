"""The layout files of templates/docx: read, compiled and given their measures once a process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from jinja2 import Template
from lxml import etree

from docgen.document import Layout, Orientation
from docgen.resources import templates_dir
from docgen.standards.gbt9704 import Standard
from docgen.typesetting.mark import MarkSize
from docgen.writers.docx import finish, letter, sections
from docgen.writers.docx.fill import compiled
from docgen.writers.docx.package import Parts, serialized, unpack
from docgen.writers.docx.styles import font_table, named_styles
from docgen.writers.docx.wordml import PARSER, Element, Xml, element, part, qname

__all__ = ["DOCUMENT", "SLOT", "STYLES", "LoadedLayout", "draft_parts", "load", "measured_parts"]

#: The bookmark of the paragraph in a layout that the body replaces.
SLOT = "正文"
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
FONTS = "word/fontTable.xml"
#: The footers with a page number, the side on which it stands and the sheets they are for.
FOOTERS = {
    "word/footerOdd.xml": ("right", Orientation.PORTRAIT),
    "word/footerEven.xml": ("left", Orientation.PORTRAIT),
    "word/footerTurnedOdd.xml": ("right", Orientation.LANDSCAPE),
    "word/footerTurnedEven.xml": ("left", Orientation.LANDSCAPE),
}
LETTER_FOOTER = "word/footerFirst.xml"
#: Where a style of ours is to stand.
_PLACE: Final = re.compile("<!--docgen:(\\w*)-->")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedLayout:
    """A layout file: its parts, and its main part in pieces.

    `opening` and `closing` stand around the blocks, which are compiled, those before the text and those after it apart;
    `references` are the footers of each orientation; `bookmarks` is the first identifier that no bookmark of it has.
    """

    parts: Parts
    opening: bytes
    blocks: Template
    closing: bytes
    references: dict[Orientation, list[Xml]]
    bookmarks: int


@cache
def load(layout: Layout) -> LoadedLayout:
    """The file of a layout, by its name (`official.docx`)."""
    parts = unpack((templates_dir() / "docx" / f"{layout.value}.docx").read_bytes())
    root = etree.fromstring(parts[DOCUMENT], PARSER)
    body = root.find(qname("w:body"))
    assert body is not None, "a Word file has a body"
    references = _references(body)
    marks = [int(mark.get(qname("w:id"), "0")) for mark in body.iter(qname("w:bookmarkStart")) if not _is_slot(mark)]
    pieces: tuple[list[Element], list[Element]] = ([], [])
    after = False
    for child in list(body):
        body.remove(child)
        if any(map(_is_slot, child.iter(qname("w:bookmarkStart")))):
            after = True
        elif child.tag != qname("w:sectPr") and child.find(f".//{qname('w:sectPr')}") is None:
            pieces[after].append(child)
    blocks = compiled(*("".join(_text(child, root) for child in piece) for piece in pieces))
    finish.add_layout_property(parts, layout)
    opening, closing = serialized(root).split(b"<w:body/>")
    return LoadedLayout(
        parts=parts,
        opening=opening + b"<w:body>",
        blocks=blocks,
        closing=b"</w:body>" + closing,
        references=references,
        bookmarks=max(marks, default=-1) + 1,
    )


def _references(body: Element) -> dict[Orientation, list[Xml]]:
    found: dict[Orientation, list[Xml]] = {}
    for sect in body.iter(qname("w:sectPr")):
        size = sect.find(qname("w:pgSz"))
        turned = size is not None and size.get(qname("w:orient")) == "landscape"
        named = [
            element("w:footerReference", {"w:type": child.get(qname("w:type")), "r:id": child.get(qname("r:id"))})
            for child in sect
            if child.tag == qname("w:footerReference")
        ]
        found[Orientation.LANDSCAPE if turned else Orientation.PORTRAIT] = named
    return found


def _is_slot(mark: Element) -> bool:
    return mark.get(qname("w:name")) == SLOT


def _text(child: Element, root: Element) -> Xml:
    """A block without the declarations of namespaces, which the main part has."""
    text = etree.tostring(child, encoding="unicode", with_tail=False)
    opened, tag_end, rest = text.partition(">")
    for prefix, uri in root.nsmap.items():
        opened = opened.replace(f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"', "", 1)
    return f"{opened}{tag_end}{rest}"


@lru_cache(maxsize=256)  # every unit may have a mark of its own
def measured_parts(layout: Layout, mark: MarkSize | None, standard: Standard) -> Parts:
    """The parts that hold measures, from the standard given: styles, fonts and footers."""
    found = {STYLES: _styles(layout, mark, standard), FONTS: part(font_table(standard))}
    found |= _footers(standard)
    if LETTER_FOOTER in load(layout).parts:
        found[LETTER_FOOTER] = part(letter.first_footer(standard))
    return found


@lru_cache(maxsize=16)
def _footers(standard: Standard) -> Parts:
    return {
        name: part(sections.page_number(standard, side, orientation)) for name, (side, orientation) in FOOTERS.items()
    }


@lru_cache(maxsize=64)
def draft_parts(layout: Layout, standard: Standard) -> Parts:
    """The parts that a draft has beside, or otherwise than, a final paper: its header, and what names that."""
    before = load(layout).parts
    parts = dict(before)
    finish.add_draft_header(parts, standard)
    return {name: content for name, content in parts.items() if before.get(name) != content}


def _styles(layout: Layout, mark: MarkSize | None, standard: Standard) -> bytes:
    """The layout's own styles with ours put in place of those of the same identifier: additions by staff remain."""
    made = named_styles(standard, layout, mark)
    pieces = _around_styles(layout, tuple(made))
    return "".join([made[piece] if place % 2 else piece for place, piece in enumerate(pieces)]).encode()


@lru_cache(maxsize=16)  # a mark of another size changes a few styles only, and not where they stand
def _around_styles(layout: Layout, identifiers: tuple[str, ...]) -> list[str]:
    """The styles of a layout as text, divided where those of the identifiers are to stand: text, identifier, text …"""
    root = etree.fromstring(load(layout).parts[STYLES], PARSER)
    present = {style.get(qname("w:styleId")): style for style in root.findall(qname("w:style"))}
    for identifier in identifiers:
        old = present.get(identifier) if identifier else root.find(qname("w:docDefaults"))
        place = etree.Comment(f"docgen:{identifier}")
        if old is None:
            root.append(place)
        else:
            root.replace(old, place)
    return _PLACE.split(serialized(root).decode())
