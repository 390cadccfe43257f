"""Elements of WordprocessingML, made in the order in which they are given."""

from __future__ import annotations

from typing import Final

from lxml import etree

__all__ = ["NS", "PARSER", "Element", "boolean", "element", "qname", "value"]

Element = etree._Element

NS: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xml": "http://www.w3.org/XML/1998/namespace",
}

#: For every part that is read: no entities, nothing from the network.
PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)

_NAMES: Final[dict[str, str]] = {}
#: An element of each name, without anything; only `element` fills this.
_BLANKS: Final[dict[str, Element]] = {}


def qname(name: str) -> str:
    """`w:p` → `{…/wordprocessingml/2006/main}p`."""
    known = _NAMES.get(name)
    if known is None:
        prefix, _, local = name.partition(":")
        known = _NAMES[name] = f"{{{NS[prefix]}}}{local}"
    return known


def element(name: str, attributes: dict[str, object] | None = None, *children: Element | None) -> Element:
    """An element with its attributes and children, the children that are None left out."""
    blank = _BLANKS.get(name)
    if blank is None:
        blank = _BLANKS[name] = etree.Element(qname(name), nsmap={"w": NS["w"], "r": NS["r"]})
    made: Element = blank.__copy__()  # type: ignore[attr-defined]  # half the time of making one; no stub knows it
    if attributes:
        for key, given in attributes.items():
            made.set(qname(key), str(given))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def value(name: str, given: object) -> Element:
    """An element that holds one `w:val`."""
    return element(name, {"w:val": given})


def boolean(name: str, on: bool) -> Element:
    """A switch: nothing but its name when on, `w:val="0"` when off."""
    return element(name) if on else value(name, 0)
