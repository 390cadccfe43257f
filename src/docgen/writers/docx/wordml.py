"""WordprocessingML as text: elements made in the order in which they are given, everything in them escaped here.

A paper holds thousands of elements that nobody looks into again, so none of them becomes a node. What has to be looked
into, layouts and pictures, is parsed: `Element`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TypeAlias

from lxml import etree

__all__ = [
    "DECLARATION",
    "NS",
    "PARSER",
    "Element",
    "Xml",
    "boolean",
    "element",
    "escaped",
    "name_of",
    "parsed",
    "part",
    "qname",
    "value",
    "words",
]

Element = etree._Element
#: Well-formed elements in a row, without declarations of the namespaces in NS.
Xml: TypeAlias = str

NS: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xml": "http://www.w3.org/XML/1998/namespace",
}

#: For every part that is read: no entities, nothing from the network.
PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)

_DECLARED: Final = "".join(f' xmlns:{prefix}="{NS[prefix]}"' for prefix in ("w", "r"))
#: What every part begins with.
DECLARATION: Final = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_NAMES: Final[dict[str, str]] = {}
_NAME: Final = re.compile(r"<([\w:]+)")

#: What XML does not hold as it is, and what it cannot hold at all.
_SPECIAL: Final = re.compile('[&<>"\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_REFUSED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_TEXT: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
_IN_ATTRIBUTES: Final = {**_IN_TEXT, ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}


def qname(name: str) -> str:
    """`w:p` → `{…/wordprocessingml/2006/main}p`."""
    known = _NAMES.get(name)
    if known is None:
        prefix, _, local = name.partition(":")
        known = _NAMES[name] = f"{{{NS[prefix]}}}{local}"
    return known


def name_of(given: Xml) -> str:
    """The name of an element, `w:ind`."""
    found = _NAME.match(given)
    assert found is not None, given
    return found.group(1)


def escaped(text: str) -> Xml:
    """Characters as they stand in an element. Raises ValueError for one that XML cannot hold."""
    return text if _SPECIAL.search(text) is None else _replaced(text, _IN_TEXT)


def _replaced(text: str, escapes: dict[int, str]) -> Xml:
    if found := _REFUSED.search(text):
        raise ValueError(f"XML cannot hold U+{ord(found.group()):04X}")
    return text.translate(escapes)


def element(name: str, attributes: dict[str, object] | None = None, *children: Xml | None) -> Xml:
    """An element with its attributes and children, the children that are None left out."""
    opened = name
    if attributes:
        opened += "".join([f' {key}="{_attribute(str(given))}"' for key, given in attributes.items()])
    inner = "".join([child for child in children if child])
    return f"<{opened}>{inner}</{name}>" if inner else f"<{opened}/>"


def _attribute(text: str) -> Xml:
    return text if _SPECIAL.search(text) is None else _replaced(text, _IN_ATTRIBUTES)


def words(name: str, text: str) -> Xml:
    """An element (`w:t`, `w:instrText`) of characters, blanks kept."""
    return f'<{name} xml:space="preserve">{escaped(text)}</{name}>'


@lru_cache(maxsize=1024, typed=True)  # names of styles, and how lines lie: a few dozen
def value(name: str, given: object) -> Xml:
    """An element that holds one `w:val`."""
    return element(name, {"w:val": given})


def boolean(name: str, on: bool) -> Xml:
    """A switch: nothing but its name when on, `w:val="0"` when off."""
    return f"<{name}/>" if on else value(name, 0)


def part(root: Xml) -> bytes:
    """A part of the file from its one root element."""
    return f"{DECLARATION}{_declaring(root)}".encode()


def parsed(root: Xml) -> Element:
    """An element to look into."""
    return etree.fromstring(_declaring(root), PARSER)


def _declaring(root: Xml) -> Xml:
    at = re.search(r"[\s/>]", root)
    assert at is not None, "an element ends somewhere"
    return root[: at.start()] + _DECLARED + root[at.start() :]
