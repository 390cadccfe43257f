"""What a hand gave a run: bold, italic, underlined, struck out, coloured, sized, raised; and pictures in a line."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from lxml import etree

from docgen.document import Look, Picture, Script
from docgen.typesetting.adornment import picture_height, picture_width
from docgen.units import pt
from docgen.writers.docx.wordml import Element, boolean, element, qname, value

__all__ = ["NAMESPACES", "drawing", "dress", "picture_key"]

NAMESPACES: Final = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
#: The order that the schema wants of the properties used here (CT_RPr).
_ORDER: Final = (
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "strike",
    "color",
    "spacing",
    "w",
    "kern",
    "sz",
    "szCs",
    "u",
    "vertAlign",
    "lang",
)
_RANK: Final = {qname(f"w:{name}"): rank for rank, name in enumerate(_ORDER)}
_SCRIPTS: Final = {Script.RAISED: "superscript", Script.LOWERED: "subscript"}


def dress(run: Element, look: Look) -> Element:
    """Give a run a look beyond its style: the typeface stays, Chinese and Latin."""
    properties = run.find(qname("w:rPr"))
    if properties is None:
        properties = element("w:rPr")
        run.insert(0, properties)
    for given in _properties(look):
        rank = _RANK[given.tag]
        properties.insert(sum(1 for child in properties if _RANK[child.tag] < rank), given)
    return run


def _properties(look: Look) -> list[Element]:
    found: list[Element] = []
    for names, on in ((("b", "bCs"), look.bold), (("i", "iCs"), look.italic), (("strike",), look.strike)):
        found += [boolean(f"w:{name}", True) for name in names if on]
    if look.color:
        found.append(value("w:color", look.color.upper()))
    if look.size is not None:
        found += [value(f"w:{name}", pt(look.size).half_points) for name in ("sz", "szCs")]
    if look.underline:
        found.append(value("w:u", "single"))
    if look.script is not None:
        found.append(value("w:vertAlign", _SCRIPTS[look.script]))
    return found


def picture_key(picture: Picture) -> str:
    """What stands for the part of a picture until the parts are put together; the same for the same file."""
    return sha256(picture.content).hexdigest()


def drawing(picture: Picture) -> Element:
    """A run with a picture in the line of text; `r:embed` and the numbers are given when the parts are put together."""
    extent = {
        "cx": str(int(picture_width(picture))),
        "cy": str(int(picture_height(picture))),
    }
    names = {"id": "0", "name": "", **({"descr": picture.name} if picture.name else {})}
    inline = _node(
        "wp:inline",
        {"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
        _node("wp:extent", extent),
        _node("wp:effectExtent", {"l": "0", "t": "0", "r": "0", "b": "0"}),
        _node("wp:docPr", names),
        _node("wp:cNvGraphicFramePr", {}, _node("a:graphicFrameLocks", {"noChangeAspect": "1"})),
        _node("a:graphic", {}, _node("a:graphicData", {"uri": NAMESPACES["pic"]}, _pic(picture, extent, names))),
    )
    return element("w:r", {}, element("w:drawing", {}, inline))


def _pic(picture: Picture, extent: dict[str, str], names: dict[str, str]) -> Element:
    """The picture itself, in its frame from corner to corner."""
    return _node(
        "pic:pic",
        {},
        _node("pic:nvPicPr", {}, _node("pic:cNvPr", names), _node("pic:cNvPicPr", {})),
        _node(
            "pic:blipFill",
            {},
            _node("a:blip", {"r:embed": picture_key(picture)}),
            _node("a:stretch", {}, _node("a:fillRect", {})),
        ),
        _node(
            "pic:spPr",
            {},
            _node("a:xfrm", {}, _node("a:off", {"x": "0", "y": "0"}), _node("a:ext", extent)),
            _node("a:prstGeom", {"prst": "rect"}, _node("a:avLst", {})),
        ),
    )


def _node(name: str, attributes: dict[str, str], *children: Element) -> Element:
    made = etree.Element(_qualified(name), nsmap=NAMESPACES)
    for key, given in attributes.items():
        made.set(_qualified(key) if ":" in key else key, given)
    made.extend(children)
    return made


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
