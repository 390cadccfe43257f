"""The mark of a joint paper (7.2.4): agencies spread to one width, 文件 beside them in the middle of their height.

Names alone are paragraphs set 分散对齐 between two indents. With a word beside them they stand in the left cell of a
table without rules and the word in the right one, centred across and down: staff can edit either, and both keep their
places.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.document import Document, JointMark, Text
from docgen.standards.gbt9704 import Standard, Style, StyleName
from docgen.typesetting.mark import JointPlaces, MarkSize, joint_of, joint_places, mark_rows, mark_size
from docgen.units import Length, emu
from docgen.writers.docx.geometry import marked, spaces
from docgen.writers.docx.paragraphs import WordParagraph, agency_line, paragraph
from docgen.writers.docx.runs import runs
from docgen.writers.docx.styles import UNRULED_STYLE, spacing
from docgen.writers.docx.wordml import Xml, boolean, element, value

__all__ = ["joint_mark"]


def joint_mark(document: Document, standard: Standard) -> Iterator[Xml]:
    """The paragraphs of the names, or the table of names and word; nothing on a paper of one agency."""
    joint, size = joint_of(document), mark_size(document, standard)
    if joint is None or size is None:
        return
    at = joint_places(document, joint, size, standard)
    above = spaces(standard, document.layout, size).above[StyleName.MARK]
    if joint.word:
        yield _table(document, joint, at, size, above, standard)
    else:
        yield from (name.xml for name in _names(document, size, standard, above=above, beside=at.left))


def _names(
    document: Document, size: MarkSize, standard: Standard, *, above: Length, beside: Length
) -> Iterator[WordParagraph]:
    """A paragraph a name, between two indents `beside` wide."""
    style, name = marked(standard, size), StyleName.MARK
    side = max(0, (beside - _spare(style)).twips)
    lines = [
        agency_line(number, line) if len(agency) > 1 else ""
        for number, agency in enumerate(_agencies(document))
        for line in range(len(agency))
    ]
    for index, text in enumerate(mark_rows(document)):
        yield paragraph(
            name,
            lines[index] + runs(text, standard, name),
            spacing(style.line, above if not index else None),
            element("w:ind", {"w:left": side, "w:right": side, "w:firstLine": 0}),
            value("w:jc", "distribute"),
        )


def _agencies(document: Document) -> tuple[tuple[Text, ...], ...]:
    return (document.mark, *(document.joint.others if document.joint else ()))


def _table(
    document: Document, joint: JointMark, at: JointPlaces, size: MarkSize, above: Length, standard: Standard
) -> Xml:
    names = list(_names(document, size, standard, above=emu(0), beside=emu(0)))
    style = marked(standard, size)
    word = paragraph(
        StyleName.MARK, runs(joint.word, standard, StyleName.MARK), spacing(style.line), value("w:jc", "center")
    )
    widths = (at.names + _spare(style), at.gap + at.word + _spare(style))
    properties = element(
        "w:tblPr",
        {},
        value("w:tblStyle", UNRULED_STYLE),
        element("w:tblW", {"w:w": sum(width.twips for width in widths), "w:type": "dxa"}),
        value("w:jc", "center"),
        element("w:tblLayout", {"w:type": "fixed"}),
    )
    grid = element("w:tblGrid", {}, *(element("w:gridCol", {"w:w": width.twips}) for width in widths))
    cells = (
        _cell(names, widths[0], above=above, left=emu(0)),
        _cell([word], widths[1], above=above, left=at.gap),
    )
    row = element("w:tr", {}, element("w:trPr", {}, boolean("w:cantSplit", True)), *cells)
    return element("w:tbl", {}, properties, grid, row)


def _spare(style: Style) -> Length:
    """What a cell is wider than its text, so that no rounding of sizes breaks a name."""
    return style.size.times(1 / style.size.half_points)


def _cell(blocks: list[WordParagraph], width: Length, *, above: Length, left: Length) -> Xml:
    """A cell; the distance above is its margin, since room above a paragraph would push a centred word down."""
    margins = element(
        "w:tcMar",
        {},
        element("w:top", {"w:w": above.twips, "w:type": "dxa"}),
        element("w:left", {"w:w": left.twips, "w:type": "dxa"}),
    )
    properties = element(
        "w:tcPr", {}, element("w:tcW", {"w:w": width.twips, "w:type": "dxa"}), margins, value("w:vAlign", "center")
    )
    return element("w:tc", {}, properties, *(block.xml for block in blocks))
