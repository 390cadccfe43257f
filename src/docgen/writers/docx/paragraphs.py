"""A paragraph of a named style, and the few things that may be said directly: distances, indents, stops, breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeAlias

from docgen.standards.gbt9704 import Standard, StyleName
from docgen.units import Length
from docgen.writers.docx.styles import style_id
from docgen.writers.docx.wordml import Xml, boolean, element, name_of, value

__all__ = [
    "SEALED",
    "Made",
    "Ready",
    "WordParagraph",
    "WordTable",
    "agency_line",
    "bookmark",
    "hair",
    "is_paragraph",
    "keep_with_next",
    "kept",
    "no_rule",
    "paragraph",
    "set_property",
    "stops",
]

#: The bookmark of a sign-off that leaves room for a seal.
SEALED: Final = "_留印章位"
#: The order that the schema wants of the properties used here (CT_PPr).
_ORDER: Final = (
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
_RANK: Final = {f"w:{name}": rank for rank, name in enumerate(_ORDER)}
_KEEP_NEXT: Final = boolean("w:keepNext", True)
#: A paragraph of a table that does not keep with the next yet, up to where its properties say so.
_LOOSE: Final = re.compile(f'(<w:pStyle w:val="[^"]*"/>)(?!{_KEEP_NEXT})')


@dataclass(slots=True)
class WordParagraph:
    """A paragraph until it is written: its style, properties by rank (beside the style), and runs."""

    style: StyleName
    content: Xml
    properties: dict[int, Xml] = field(default_factory=dict)

    @property
    def xml(self) -> Xml:
        """`w:p`."""
        said = "".join([self.properties[rank] for rank in sorted(self.properties)]) if self.properties else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style_id(self.style)}"/>{said}</w:pPr>{self.content}</w:p>'


@dataclass(slots=True)
class WordTable:
    """A table until it is written: what stands before its rows, and these."""

    head: Xml
    rows: list[Xml]

    @property
    def xml(self) -> Xml:
        """`w:tbl`."""
        return f"<w:tbl>{self.head}{''.join(self.rows)}</w:tbl>"


@dataclass(frozen=True, slots=True)
class Ready:
    """Blocks that nothing more is said to."""

    xml: Xml


#: A block of the text until it is written.
Made: TypeAlias = WordParagraph | WordTable | Ready


def paragraph(style: StyleName, content: Xml | Iterable[Xml] = "", *properties: Xml | None) -> WordParagraph:
    """A paragraph; `properties` may come in any order, those that are None are left out."""
    made = WordParagraph(style, content if isinstance(content, str) else "".join(content))
    for given in properties:
        if given is not None:
            set_property(made, given)
    return made


def set_property(made: WordParagraph, given: Xml) -> None:
    """Put a property into a paragraph where the schema wants it, in place of one of the same name."""
    made.properties[_RANK[name_of(given)]] = given


def keep_with_next(made: Made, *, whole: bool = False) -> None:
    """Keep the end of a paragraph (the `whole` of it), or the last row of a table, on the page of what follows."""
    if isinstance(made, WordTable):
        made.rows[-1] = kept(made.rows[-1])
    elif isinstance(made, WordParagraph):
        if whole:
            set_property(made, boolean("w:keepLines", True))
        set_property(made, _KEEP_NEXT)


def kept(row: Xml) -> Xml:
    """A row of a table that stays on the page of the next one: its paragraphs say so."""
    pieces = _LOOSE.split(row)
    pieces[1::2] = [f"{style}{_KEEP_NEXT}" for style in pieces[1::2]]
    return "".join(pieces)


def is_paragraph(made: Made) -> bool:
    """Whether a block is a paragraph (and no table)."""
    return isinstance(made, WordParagraph)


def agency_line(agency: int, line: int) -> Xml:
    """The bookmark of a line of the name of one among several agencies, where that name is set in several lines."""
    return bookmark(f"_机关{agency}行{line}_")


def bookmark(name: str) -> Xml:
    """A mark that nobody sees and every program keeps, for what the text alone does not say; its first character is _.

    `finish.number_bookmarks` makes its name and number those of one bookmark only.
    """
    return element("w:bookmarkStart", {"w:id": 0, "w:name": name}) + element("w:bookmarkEnd", {"w:id": 0})


def no_rule() -> Xml:
    """A line of 发文字号 that has no red rule under it."""
    return element("w:pBdr", {}, value("w:bottom", "nil"))


@lru_cache(maxsize=256)  # of names as long as others
def stops(*positions: tuple[str, Length]) -> Xml:
    """Tab stops: (`left` | `center` | `right`, distance from the left edge of the 版心)."""
    made = (element("w:tab", {"w:val": kind, "w:pos": at.twips}) for kind, at in positions)
    return element("w:tabs", {}, *made)


def hair(standard: Standard) -> WordParagraph:
    """An empty paragraph too thin to be seen: tables and sections must not touch without one."""
    return paragraph(StyleName.BODY, "", *_thin(standard.hair))


@lru_cache(maxsize=16)
def _thin(high: Length) -> tuple[Xml, Xml]:
    size = element("w:spacing", {"w:before": 0, "w:after": 0, "w:line": high.twips, "w:lineRule": "exact"})
    return size, element("w:ind", {"w:firstLineChars": 0, "w:firstLine": 0})
