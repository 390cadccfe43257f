"""The last touches of a file: its properties, with fixed dates, the mark of a draft, a footer of page 1 alone."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lxml import etree

from docgen.document import Layout, Properties
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.literals import DRAFT
from docgen.typesetting.widths import literal
from docgen.writers.docx.package import Parts, serialized
from docgen.writers.docx.paragraphs import paragraph
from docgen.writers.docx.runs import runs
from docgen.writers.docx.wordml import DECLARATION, PARSER, Xml, element, escaped, part

__all__ = [
    "CORE",
    "HEADER_ID",
    "LAYOUT_PROPERTY",
    "add_draft_header",
    "add_empty_footer",
    "add_first_footer",
    "add_layout_property",
    "core_properties",
    "empty_footer_references",
    "first_footer_references",
    "header_references",
    "number_bookmarks",
    "related",
]

CORE: Final = "docProps/core.xml"
HEADER_ID: Final = "rIdDraft"
_FOOTER_ID: Final = "rIdPageOne"
_NO_NUMBER_ID: Final = "rIdNoNumber"

#: The name of the property that says the layout, as Word shows it among a file's own properties.
LAYOUT_PROPERTY: Final = "公文版式"
_CUSTOM: Final = "docProps/custom.xml"
_CUSTOM_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_OUTER: Final = "_rels/.rels"

_DAY: Final = "2000-01-01T00:00:00Z"  # fixed: the same inputs give the same bytes
_CORE_NS: Final = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_CORE_DECLARED: Final = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _CORE_NS.items())
_A_DAY: Final = ' xsi:type="dcterms:W3CDTF"'
_HEADER: Final = "word/headerDraft.xml"
_FOOTER: Final = "word/footerPageOne.xml"
_NO_NUMBER: Final = "word/footerNoNumber.xml"
_RELATIONSHIPS: Final = "word/_rels/document.xml.rels"
_TYPES: Final = "[Content_Types].xml"
_RELATION_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES_NS: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_NONE_YET: Final = f'<Relationships xmlns="{_RELATION_NS}"/>'.encode()
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: How a bookmark begins and ends that `paragraphs.bookmark` makes, around its name.
_BOOKMARK: Final = '<w:bookmarkStart w:id="0" w:name="'
_BOOKMARK_END: Final = '"/><w:bookmarkEnd w:id="0"/>'
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def core_properties(given: Properties) -> bytes:
    """docProps/core.xml: title, author, subject, keywords, status, language; the dates are always the same."""
    said = (
        ("dc:title", given.title),
        ("dc:subject", given.subject),
        ("dc:creator", given.author),
        ("cp:keywords", given.keywords),
        ("cp:contentStatus", given.status),
        ("cp:lastModifiedBy", given.author),
        ("dcterms:created", _DAY),
        ("dcterms:modified", _DAY),
        ("dc:language", "zh-CN"),
    )
    made = (
        f"<{name}{_A_DAY if name.startswith('dcterms:') else ''}>{escaped(text)}</{name}>"
        for name, text in said
        if text
    )
    return f"{DECLARATION}<cp:coreProperties{_CORE_DECLARED}>{''.join(made)}</cp:coreProperties>".encode()


def add_layout_property(parts: Parts, layout: Layout) -> None:
    """Say the layout in the file's own properties, which Word, WPS and LibreOffice keep: the reader asks for it."""
    root = etree.Element(f"{{{_CUSTOM_NS}}}Properties", nsmap={"op": _CUSTOM_NS, "vt": _VALUES_NS})
    attributes = {"fmtid": "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", "pid": "2", "name": LAYOUT_PROPERTY}
    made = etree.SubElement(root, f"{{{_CUSTOM_NS}}}property", attributes)
    etree.SubElement(made, f"{{{_VALUES_NS}}}lpwstr").text = layout.value
    parts[_CUSTOM] = serialized(root)
    parts[_OUTER] = related(parts[_OUTER], "rIdCustom", "custom-properties", _CUSTOM)
    _override(parts, _CUSTOM, "application/vnd.openxmlformats-officedocument.custom-properties+xml")


def add_draft_header(parts: Parts, standard: Standard) -> None:
    """Put 送审稿 above the 版心. A header stands in the margin: it moves nothing."""
    name = StyleName.DRAFT_MARK
    header = element("w:hdr", {}, paragraph(name, runs(literal(DRAFT), standard, name)).xml)
    _add(parts, _HEADER, header, HEADER_ID, "header")


def add_first_footer(parts: Parts, footer: Xml) -> None:
    """Give page 1 a footer of its own; `first_footer_references` name it."""
    _add(parts, _FOOTER, footer, _FOOTER_ID, "footer")


def add_empty_footer(parts: Parts) -> None:
    """A footer without a number, for the 版记 after a blank page (7.5): without any, the usual one is inherited."""
    _add(parts, _NO_NUMBER, element("w:ftr", {}, paragraph(StyleName.PAGE_NUMBER).xml), _NO_NUMBER_ID, "footer")


def _add(parts: Parts, name: str, root: Xml, identifier: str, kind: str) -> None:
    parts[name] = part(root)
    parts[_RELATIONSHIPS] = related(parts[_RELATIONSHIPS], identifier, kind, name.removeprefix("word/"))
    _override(parts, name, f"{_TYPE}.{kind}+xml")


@lru_cache(maxsize=64)  # those of a layout
def related(relationships: bytes, identifier: str, kind: str, target: str) -> bytes:
    """Relationships, those of a part that has none yet empty, with one more."""
    root = etree.fromstring(relationships or _NONE_YET, PARSER)
    attributes = {"Id": identifier, "Type": f"{_RELATION}/{kind}", "Target": target}
    etree.SubElement(root, f"{{{_RELATION_NS}}}Relationship", attributes)
    return serialized(root)


def number_bookmarks(made: Xml, first: int = 0) -> Xml:
    """Give every bookmark an identifier and, of one name, a number: a name stands once in a file.

    `first` is the first identifier that is free.
    """
    before, *marked = made.split(_BOOKMARK)
    counted: dict[str, int] = {}
    found = [before]
    for piece in marked:
        name, _, rest = piece.partition(_BOOKMARK_END)
        if '"' in name:  # a layout's own, around something
            found += (_BOOKMARK, piece)
            continue
        place = first + sum(counted.values())
        counted[name] = counted.get(name, 0) + 1
        found.append(f'<w:bookmarkStart w:id="{place}" w:name="{name}{counted[name]}"/><w:bookmarkEnd w:id="{place}"/>')
        found.append(rest)
    return "".join(found)


def _override(parts: Parts, name: str, kind: str) -> None:
    """Say the content type of a part."""
    parts[_TYPES] = _typed(parts[_TYPES], name, kind)


@lru_cache(maxsize=64)
def _typed(types: bytes, name: str, kind: str) -> bytes:
    """Content types with that of one part more."""
    root = etree.fromstring(types, PARSER)
    etree.SubElement(root, f"{{{_TYPES_NS}}}Override", {"PartName": f"/{name}", "ContentType": kind})
    return serialized(root)


def first_footer_references() -> list[Xml]:
    """The reference to page 1's own footer."""
    return [element("w:footerReference", {"w:type": "first", "r:id": _FOOTER_ID})]


def empty_footer_references() -> list[Xml]:
    """References to the footer without a number, for odd and even pages."""
    return [element("w:footerReference", {"w:type": kind, "r:id": _NO_NUMBER_ID}) for kind in ("default", "even")]


def header_references() -> list[Xml]:
    """References to the draft's header, for odd, even and first pages."""
    return [element("w:headerReference", {"w:type": kind, "r:id": HEADER_ID}) for kind in ("default", "even", "first")]
