"""What a hand gave a run: bold, italic, underlined, struck out, coloured, sized, raised; and pictures in a line."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from docgen.document import Look, Picture, Script
from docgen.typesetting.adornment import picture_height, picture_width
from docgen.units import pt
from docgen.writers.docx.wordml import Xml, boolean, element, name_of, value

__all__ = ["NAMESPACES", "drawing", "dressed", "picture_key"]

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
_RANK: Final = {f"w:{name}": rank for rank, name in enumerate(_ORDER)}
_SCRIPTS: Final = {Script.RAISED: "superscript", Script.LOWERED: "subscript"}


def dressed(properties: Iterable[Xml], look: Look) -> list[Xml]:
    """The properties of a run with those of a look beyond its style: the typeface stays, Chinese and Latin."""
    return sorted((*properties, *_properties(look)), key=lambda given: _RANK[name_of(given)])


def _properties(look: Look) -> list[Xml]:
    found: list[Xml] = []
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


def drawing(picture: Picture) -> Xml:
    """A run with a picture in the line of text; `r:embed` and the numbers are given when the parts are put together."""
    extent: dict[str, object] = {
        "cx": int(picture_width(picture)),
        "cy": int(picture_height(picture)),
    }
    names: dict[str, object] = {"id": 0, "name": "", **({"descr": picture.name} if picture.name else {})}
    declared = {f"xmlns:{prefix}": NAMESPACES[prefix] for prefix in ("wp", "a", "pic")}
    inline = element(
        "wp:inline",
        {**declared, "distT": 0, "distB": 0, "distL": 0, "distR": 0},
        element("wp:extent", extent),
        element("wp:effectExtent", {"l": 0, "t": 0, "r": 0, "b": 0}),
        element("wp:docPr", names),
        element("wp:cNvGraphicFramePr", {}, element("a:graphicFrameLocks", {"noChangeAspect": 1})),
        element("a:graphic", {}, element("a:graphicData", {"uri": NAMESPACES["pic"]}, _pic(picture, extent, names))),
    )
    return element("w:r", {}, element("w:drawing", {}, inline))


def _pic(picture: Picture, extent: dict[str, object], names: dict[str, object]) -> Xml:
    """The picture itself, in its frame from corner to corner."""
    return element(
        "pic:pic",
        {},
        element("pic:nvPicPr", {}, element("pic:cNvPr", names), element("pic:cNvPicPr")),
        element(
            "pic:blipFill",
            {},
            element("a:blip", {"r:embed": picture_key(picture)}),
            element("a:stretch", {}, element("a:fillRect")),
        ),
        element(
            "pic:spPr",
            {},
            element("a:xfrm", {}, element("a:off", {"x": 0, "y": 0}), element("a:ext", extent)),
            element("a:prstGeom", {"prst": "rect"}, element("a:avLst")),
        ),
    )
