"""Sections: how the sheet lies, margins, which footers, and the parts of the footers themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from docgen.document import Orientation
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.units import Length
from docgen.writers.docx.geometry import footer_distance
from docgen.writers.docx.paragraphs import Made, WordParagraph, hair, paragraph, set_property
from docgen.writers.docx.styles import UNRULED_STYLE, indents, spacing
from docgen.writers.docx.wordml import Xml, boolean, element, value, words

__all__ = ["Section", "body_width", "close", "closed", "page_number", "properties"]

#: Ready blocks that end with a paragraph: what of it stands before the end of its properties, and what after.
_LAST_PARAGRAPH: Final = re.compile(
    r"(?P<before>.*)(?P<last><w:p><w:pPr>(?:(?!<w:p>).)*?)(?P<after></w:pPr>(?:(?!<w:p>).)*</w:p>)", re.DOTALL
)


@dataclass(slots=True)
class Section:
    """Blocks on sheets that lie one way. `numbered` is False for a cover: its page has no number.

    `first` refers to a footer that its first page alone has; `footers`, when given, stand in for the usual ones.
    `even`: it begins on an even page. `head` is ready XML that stands before the blocks.
    """

    orientation: Orientation
    blocks: list[Made]
    numbered: bool = True
    first: list[Xml] = field(default_factory=list)
    footers: list[Xml] = field(default_factory=list)
    even: bool = False
    head: Xml = ""

    @property
    def xml(self) -> Xml:
        """All of it but its properties."""
        return self.head + "".join([block.xml for block in self.blocks])


def body_width(standard: Standard, orientation: Orientation) -> Length:
    """The width of the 版心 as the sheet lies: 156 mm, or its 225 mm when turned."""
    page = standard.page
    return page.body_width if orientation is Orientation.PORTRAIT else page.body_height


@lru_cache(maxsize=64)  # upright or turned, with footers or without
def properties(
    standard: Standard,
    orientation: Orientation,
    references: tuple[Xml, ...],
    *,
    first: bool = False,
    even: bool = False,
) -> Xml:
    """`w:sectPr`. `first`: page 1 has a footer of its own, or none; `even`: it begins on an even page.

    A turned sheet keeps its 版心: the portrait page's left edge is then at the top (clause 8).
    """
    page = standard.page
    turned = orientation is Orientation.LANDSCAPE
    width, height = (page.height, page.width) if turned else (page.width, page.height)
    sides = (page.left, page.bottom, page.right, page.top) if turned else (page.top, page.left, page.bottom, page.right)
    top, left, bottom, right = (side.twips for side in (sides[0], sides[1], sides[2], sides[3]))
    footer = footer_distance(standard) - (page.bottom - page.right if turned else 0)  # as far below the 版心
    size: dict[str, object] = {"w:w": width.twips, "w:h": height.twips}
    if turned:
        size["w:orient"] = "landscape"
    return element(
        "w:sectPr",
        {},
        *references,
        value("w:type", "evenPage" if even else "nextPage"),
        element("w:pgSz", size),
        element(
            "w:pgMar",
            {
                "w:top": top,
                "w:right": right,
                "w:bottom": bottom,
                "w:left": left,
                "w:header": standard.draft_top.twips,
                "w:footer": footer.twips,
                "w:gutter": 0,
            },
        ),
        element("w:cols", {"w:space": 0}),
        boolean("w:titlePg", True) if first else None,
        # a grid of 15 lines would leave 8 points of a turned 版心 over, which LibreOffice shares out above and below
        None if turned else element("w:docGrid", {"w:type": "lines", "w:linePitch": page.grid_pitch.twips}),
    )


def close(section: Section, sect: Xml, standard: Standard) -> Xml:
    """A section that another one follows: its properties hang on its last paragraph."""
    last = section.blocks[-1] if section.blocks else None
    if last is None and (ended := _LAST_PARAGRAPH.fullmatch(section.head)) and "<w:sectPr" not in ended["last"]:
        return f"{ended['before']}{ended['last']}{sect}{ended['after']}"
    if not isinstance(last, WordParagraph):
        last = hair(standard)
        section.blocks.append(last)
    set_property(last, sect)
    return section.xml


def closed(section: Section, sect: Xml, standard: Standard) -> Xml:
    """The last section, its properties behind it; Word wants a paragraph before them."""
    ends = section.blocks[-1].xml if section.blocks else section.head
    if ends and not ends.endswith("</w:p>"):
        section.blocks.append(hair(standard))
    return section.xml + sect


def page_number(standard: Standard, side: str, orientation: Orientation, free: Length | None = None) -> Xml:
    """`w:ftr` with `— 1 —` at the outer side, one 字 from the edge (7.5); turned sheets as upright ones.

    `free` is what the page keeps free above the foot of the 版心: text ends where the footer begins.
    """
    name = StyleName.PAGE_NUMBER
    style = standard.styles[name]
    gap = standard.number_indent
    indent = indents(style, left=0 if side == "right" else gap, right=gap if side == "right" else 0)
    field = [
        element("w:fldChar", {"w:fldCharType": "begin"}),
        words("w:instrText", " PAGE "),
        element("w:fldChar", {"w:fldCharType": "separate"}),
        words("w:t", "1"),
        element("w:fldChar", {"w:fldCharType": "end"}),
    ]
    before, after = standard.number_marks
    runs = [_dash(before), *(element("w:r", {}, part) for part in field), _dash(after)]
    number = paragraph(name, runs, indent, value("w:jc", side)).xml
    if orientation is Orientation.LANDSCAPE:
        return element("w:ftr", {}, _at_the_side(number, standard), paragraph(name).xml)
    if free:
        above = standard.page.bottom + free - footer_distance(standard) - standard.styles[name].line
        return element("w:ftr", {}, paragraph(name, (), spacing(above)).xml, number)
    return element("w:ftr", {}, number)


def _at_the_side(number: Xml, standard: Standard) -> Xml:
    """A cell along the left edge of a turned sheet, which is the foot of an upright one; its text runs downwards."""
    page = standard.page
    line = standard.styles[StyleName.PAGE_NUMBER].line
    across = page.bottom - standard.number_below - line.times(1 / 2)
    width = {"w:w": line.twips, "w:type": "dxa"}
    place = {"w:vertAnchor": "page", "w:horzAnchor": "page", "w:tblpX": across.twips, "w:tblpY": page.left.twips}
    properties = element(
        "w:tblPr",
        {},
        value("w:tblStyle", UNRULED_STYLE),
        element("w:tblpPr", dict(place)),
        value("w:tblOverlap", "never"),
        element("w:tblW", dict(width)),
        element("w:tblLayout", {"w:type": "fixed"}),
    )
    height = element("w:trHeight", {"w:val": page.body_width.twips, "w:hRule": "exact"})
    turned = element("w:tcPr", {}, element("w:tcW", dict(width)), value("w:textDirection", "tbRl"))
    row = element("w:tr", {}, element("w:trPr", {}, height), element("w:tc", {}, turned, number))
    return element("w:tbl", {}, properties, element("w:tblGrid", {}, element("w:gridCol", {"w:w": line.twips})), row)


def _dash(text: str) -> Xml:
    hint = element("w:rPr", {}, element("w:rFonts", {"w:hint": "eastAsia"}))
    return element("w:r", {}, hint, words("w:t", text))
