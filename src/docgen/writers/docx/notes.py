"""Footnotes and pictures put into the package: parts, relationships, content types, numbers in the order of the text.

The writers of text set a call of a footnote with its paragraphs inside, and pictures under the hash of their file; here
both become what Word has. A document without them is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Final

from lxml import etree

from docgen.document import Document, Picture
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.walk import runs
from docgen.writers.docx.finish import related
from docgen.writers.docx.layouts import STYLES
from docgen.writers.docx.looks import NAMESPACES, picture_key
from docgen.writers.docx.package import Parts, serialized
from docgen.writers.docx.paragraphs import paragraph
from docgen.writers.docx.styles import footnote_styles, style_id
from docgen.writers.docx.wordml import PARSER, Element, Xml, element, parsed, qname, value

__all__ = ["settle"]

_FOOTNOTES: Final = "word/footnotes.xml"
_FOOTNOTES_RELATIONS: Final = "word/_rels/footnotes.xml.rels"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_SETTINGS: Final = "word/settings.xml"
_TYPES: Final = "[Content_Types].xml"
_TYPES_NS: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_FOOTNOTES_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
#: The footnotes that Word takes for the rule above them: their kinds and identifiers.
_SEPARATORS: Final = (("separator", -1), ("continuationSeparator", 0))
#: What follows `w:footnotePr` in the settings (CT_Settings), as far as layouts have it.
_AFTER_FOOTNOTES: Final = frozenset({"endnotePr", "compat", "docVars", "rsids", "themeFontLang", "clrSchemeMapping"})
#: What follows `w:spacing` in a paragraph (CT_PPr), as far as we set it.
_AFTER_SPACING: Final = frozenset(qname(f"w:{name}") for name in ("ind", "jc", "outlineLvl", "sectPr"))
#: How calls of footnotes and pictures begin in the main part. Text holds no bare <.
_CALL: Final = b"<w:footnoteReference "
_DRAWING: Final = b"<w:drawing>"
_PNG: Final = b"\x89PNG"


def settle(main: bytes, parts: Parts, document: Document, standard: Standard) -> bytes:
    """The main part with its footnotes and pictures referring to parts of their own, which `parts` then has."""
    if _CALL not in main and _DRAWING not in main:
        return main
    root = etree.fromstring(main, PARSER)
    pictures = {picture_key(run.picture): run.picture for run in runs(document) if run.picture is not None}
    numbers = count(1)
    media: dict[str, str] = {}
    notes = _footnotes(root)
    for part, relations in ((root, _RELATIONS), (notes, _FOOTNOTES_RELATIONS)):
        if part is None:
            continue
        _open_lines(part, standard)
        _number(part, numbers)
        _embed(part, relations, pictures, media, parts)
    if notes is not None:
        _add_footnotes(notes, parts, standard, beneath=document.imprint is not None)
    return serialized(root)


def _footnotes(root: Element) -> Element | None:
    """The footnotes taken out of their calls and numbered; None without any."""
    calls = list(root.iter(qname("w:footnoteReference")))
    if not calls:
        return None
    part = parsed(element("w:footnotes", {}, *map(_separator, _SEPARATORS)))
    for number, call in enumerate(calls, 1):
        note = call[0]
        for node in (call, note):
            node.set(qname("w:id"), str(number))
        part.append(note)
    return part


def _separator(given: tuple[str, int]) -> Xml:
    kind, identifier = given
    close = element("w:spacing", {"w:before": 0, "w:after": 0, "w:line": 240, "w:lineRule": "auto"})
    rule = paragraph(StyleName.FOOTNOTE, element("w:r", {}, element(f"w:{kind}")), close)
    return element("w:footnote", {"w:type": kind, "w:id": identifier}, rule.xml)


def _open_lines(part: Element, standard: Standard) -> None:
    """Lines of paragraphs that hold a picture grow with it: an exact pitch would cut it off."""
    styles = {style_id(name): style for name, style in standard.styles.items()}
    for drawing in part.iter(qname("w:drawing")):
        made = next(drawing.iterancestors(qname("w:p")))
        named = made.find(f"{qname('w:pPr')}/{qname('w:pStyle')}")
        style = styles["" if named is None else named.get(qname("w:val"), "")]
        given = made.find(f"{qname('w:pPr')}/{qname('w:spacing')}")
        if given is None:
            given = _spacing(made, style.line.twips)
        given.set(qname("w:lineRule"), "atLeast")


def _spacing(made: Element, line: int) -> Element:
    """Give a paragraph that has none a `w:spacing`, where the schema wants it."""
    properties = made.find(qname("w:pPr"))
    if properties is None:
        properties = etree.Element(qname("w:pPr"))
        made.insert(0, properties)
    given = parsed(element("w:spacing", {"w:line": line}))
    following = next((place for place, child in enumerate(properties) if child.tag in _AFTER_SPACING), len(properties))
    properties.insert(following, given)
    return given


def _number(part: Element, numbers: Iterator[int]) -> None:
    """Identifiers and names of pictures: unique in the file."""
    for found in part.iter(f"{{{NAMESPACES['wp']}}}docPr"):
        number = next(numbers)
        inline = found.getparent()
        assert inline is not None
        for node in (found, next(inline.iter(f"{{{NAMESPACES['pic']}}}cNvPr"))):
            node.set("id", str(number))
            node.set("name", f"图片 {number}")


def _embed(part: Element, relations: str, pictures: dict[str, Picture], media: dict[str, str], parts: Parts) -> None:
    """Put the files of pictures into the package, each once, and refer to them."""
    known: dict[str, str] = {}
    embed = f"{{{NAMESPACES['r']}}}embed"
    for blip in part.iter(f"{{{NAMESPACES['a']}}}blip"):
        key = blip.get(embed, "")
        if key not in media:
            suffix = "png" if pictures[key].content.startswith(_PNG) else "jpeg"
            media[key] = f"media/picture{len(media) + 1}.{suffix}"
            parts[f"word/{media[key]}"] = pictures[key].content
            _add_type(parts, "Default", Extension=suffix, ContentType=f"image/{suffix}")
        if key not in known:
            known[key] = f"rIdPicture{len(known) + 1}"
            parts[relations] = related(parts.get(relations, b""), known[key], "image", media[key])
        blip.set(embed, known[key])


def _add_footnotes(notes: Element, parts: Parts, standard: Standard, *, beneath: bool) -> None:
    """`beneath`: under the text and not at the foot of the page, where the 版记 hangs (7.4)."""
    parts[_FOOTNOTES] = serialized(notes)
    _add_type(parts, "Override", PartName=f"/{_FOOTNOTES}", ContentType=_FOOTNOTES_TYPE)
    parts[_RELATIONS] = related(parts[_RELATIONS], "rIdFootnotes", "footnotes", "footnotes.xml")
    styles = etree.fromstring(parts[STYLES], PARSER)
    present = {style.get(qname("w:styleId")) for style in styles.findall(qname("w:style"))}
    named = map(parsed, footnote_styles(standard))
    styles.extend(style for style in named if style.get(qname("w:styleId")) not in present)
    parts[STYLES] = serialized(styles)
    settings = etree.fromstring(parts[_SETTINGS], PARSER)
    given = (element("w:footnote", {"w:id": identifier}) for _, identifier in _SEPARATORS)
    after = [child for child in settings if etree.QName(child).localname in _AFTER_FOOTNOTES]
    at = settings.index(after[0]) if after else len(settings)
    said = element("w:footnotePr", {}, value("w:pos", "beneathText") if beneath else None, *given)
    settings.insert(at, parsed(said))
    parts[_SETTINGS] = serialized(settings)


def _add_type(parts: Parts, kind: str, **attributes: str) -> None:
    """Say what a part, or every part of an ending, is; `Default` comes before `Override`, each once."""
    root = etree.fromstring(parts[_TYPES], PARSER)
    name = f"{{{_TYPES_NS}}}{kind}"
    if any(dict(found.attrib) == attributes for found in root.iter(name)):
        return
    made = etree.Element(name, attributes)
    defaults = len(root.findall(f"{{{_TYPES_NS}}}Default"))
    root.insert(defaults, made) if kind == "Default" else root.append(made)
    parts[_TYPES] = serialized(root)
