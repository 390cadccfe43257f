"""A paragraph of a named style, and the few things that may be said directly: distances, indents, stops, breaks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docgen.standards.gbt9704 import Standard, StyleName
from docgen.units import Length
from docgen.writers.docx.styles import style_id
from docgen.writers.docx.wordml import Element, boolean, element, qname, value

__all__ = [
    "SEALED",
    "agency_line",
    "bookmark",
    "hair",
    "is_paragraph",
    "keep_with_next",
    "no_rule",
    "paragraph",
    "set_property",
    "stops",
]

#: The bookmark of a sign-off that leaves room for a seal.
SEALED: Final = "_留印章位"
#: The order that the schema wants of the properties used here (CT_PPr).
_ORDER: Final = (
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "pBdr",
    "tabs",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
    "sectPr",
)
_RANK: Final = {qname(f"w:{name}"): rank for rank, name in enumerate(_ORDER)}


def paragraph(style: StyleName, children: Iterable[Element] = (), *properties: Element | None) -> Element:
    """A paragraph; `properties` may come in any order, those that are None are left out."""
    made = element("w:p", {}, element("w:pPr", {}, value("w:pStyle", style_id(style))), *children)
    for given in properties:
        if given is not None:
            set_property(made, given)
    return made


def set_property(made: Element, given: Element) -> None:
    """Put a property into a paragraph where the schema wants it, in place of one of the same name."""
    properties = made.find(qname("w:pPr"))
    if properties is None:
        properties = element("w:pPr")
        made.insert(0, properties)
    for old in properties.findall(given.tag):
        properties.remove(old)
    rank = _RANK[given.tag]
    before = sum(1 for child in properties if _RANK.get(child.tag, -1) < rank)
    properties.insert(before, given)


def keep_with_next(made: Element, *, whole: bool = False) -> None:
    """Keep the end of a paragraph (the `whole` of it), or the last row of a table, on the page of what follows."""
    if whole:
        set_property(made, boolean("w:keepLines", True))
    for kept in (made,) if is_paragraph(made) else made.findall(qname("w:tr"))[-1].iter(qname("w:p")):
        set_property(kept, boolean("w:keepNext", True))


def is_paragraph(made: Element) -> bool:
    """Whether a block is a paragraph (and no table)."""
    return bool(made.tag == qname("w:p"))


def agency_line(agency: int, line: int) -> tuple[Element, Element]:
    """The bookmark of a line of the name of one among several agencies, where that name is set in several lines."""
    return bookmark(f"_机关{agency}行{line}_")


def bookmark(name: str) -> tuple[Element, Element]:
    """A mark that nobody sees and every program keeps, for what the text alone does not say; its first character is _.

    `finish.number_bookmarks` makes its name and number those of one bookmark only.
    """
    return element("w:bookmarkStart", {"w:id": 0, "w:name": name}), element("w:bookmarkEnd", {"w:id": 0})


def no_rule() -> Element:
    """A line of 发文字号 that has no red rule under it."""
    return element("w:pBdr", {}, value("w:bottom", "nil"))


def stops(*positions: tuple[str, Length]) -> Element:
    """Tab stops: (`left` | `center` | `right`, distance from the left edge of the 版心)."""
    made = (element("w:tab", {"w:val": kind, "w:pos": at.twips}) for kind, at in positions)
    return element("w:tabs", {}, *made)


def hair(standard: Standard) -> Element:
    """An empty paragraph too thin to be seen: tables and sections must not touch without one."""
    size = element("w:spacing", {"w:before": 0, "w:after": 0, "w:line": standard.hair.twips, "w:lineRule": "exact"})
    return paragraph(StyleName.BODY, (), size, element("w:ind", {"w:firstLineChars": 0, "w:firstLine": 0}))
