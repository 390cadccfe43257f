"""What a layout's placeholders are filled with: runs and paragraphs from the tree, never text for Jinja to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree
from markupsafe import Markup

from docgen.document import Document, Layout, Paragraph, Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.literals import SIGNERS
from docgen.typesetting.signers import places, signer_rows
from docgen.typesetting.widths import literal
from docgen.units import Length
from docgen.writers.docx import letter
from docgen.writers.docx.body import ROLES, Setting, blocks
from docgen.writers.docx.fill import Furniture
from docgen.writers.docx.geometry import CORNER_LINES
from docgen.writers.docx.imprint import imprint
from docgen.writers.docx.paragraphs import no_rule, paragraph, set_property, stops
from docgen.writers.docx.runs import justified, lines, runs, tab
from docgen.writers.docx.styles import spacing
from docgen.writers.docx.wordml import Element, value

__all__ = ["furniture"]


def furniture(document: Document, standard: Standard) -> Furniture:
    """Everything that the layouts name. What a document does not have is empty; layouts ask before they print."""
    corner = _corner(document)
    large = document.layout is Layout.READING
    title = StyleName.READING_TITLE if large else StyleName.TITLE
    recipients = StyleName.READING_SALUTATION if large else StyleName.RECIPIENTS
    cover = document.cover
    fields = cover.fields if cover else ()
    return {
        "corner": [_markup(runs(item, standard, StyleName.CORNER)) for item in corner],
        "mark": _markup(lines(document.mark, standard, _mark_style(document))),
        "letter_head": _markup(letter.head(document.mark, standard) if document.mark else ()),
        "number": _markup([*_number(document, standard), *_above_title(document, standard)]),
        "title": _markup(lines(document.title, standard, title)),
        "byline": _markup([*_byline(document, standard), *_under_title(document, standard)]),
        "recipients": _markup(justified(document.recipients, standard, recipients, standard.page.body_width)),
        "cover_title": _markup(lines(cover.title, standard, StyleName.COVER_TITLE) if cover else ()),
        "cover_fields": [_markup(runs(line, standard, StyleName.COVER_FIELD)) for line in fields],
        "imprint": _markup([imprint(document.imprint, document.layout, standard)] if document.imprint else ()),
    }


def _mark_style(document: Document) -> StyleName:
    return StyleName.TITLE if document.layout is Layout.FORM else StyleName.MARK


def _corner(document: Document) -> tuple[Text, ...]:
    """份号, 密级, 紧急程度, packed upward. On a red-header page their lines are there even when empty."""
    given = tuple(item for item in (document.copy_number, document.security, document.urgency) if item)
    if document.layout is Layout.OFFICIAL and document.mark:
        return given + ((),) * (CORNER_LINES - len(given))
    return given[1:] if document.layout is Layout.LETTER else given


def _byline(document: Document, standard: Standard) -> Iterator[Element]:
    """姓名、职务、日期 under the title; only the first line keeps its distance."""
    name = StyleName.BYLINE
    for index, line in enumerate(document.byline):
        close = spacing(standard.styles[name].line) if index else None
        yield paragraph(name, runs(line, standard, name), close)


def _above_title(document: Document, standard: Standard) -> list[Element]:
    """What a draft has above its title, one blank 行 from it."""
    made = _lines_of(document.above_title, document, standard)
    if made:
        set_property(made[-1], spacing(_pitch(document.above_title[-1], standard), below=standard.page.line_pitch))
    return made


def _under_title(document: Document, standard: Standard) -> list[Element]:
    """What a draft has between title and 主送机关, as far from the title as a byline."""
    made = _lines_of(document.under_title, document, standard)
    if made:
        gap = standard.page.line_pitch.times(standard.form_gap)
        set_property(made[0], spacing(_pitch(document.under_title[0], standard), gap))
    return made


def _lines_of(found: tuple[Paragraph, ...], document: Document, standard: Standard) -> list[Element]:
    return list(blocks(found, Setting(standard=standard, layout=document.layout, width=standard.page.body_width)))


def _pitch(paragraph: Paragraph, standard: Standard) -> Length:
    return standard.styles[ROLES[paragraph.role]].line


def _number(document: Document, standard: Standard) -> list[Element]:
    """The paragraphs of 发文字号: alone and centred, with 签发人 (7.2.6), or in a letter opposite the first field."""
    if document.layout is Layout.LETTER:
        return _letter_row(document, standard)
    if document.signers:
        return list(_signer_rows(document, standard))
    if not document.number and not (document.layout is Layout.OFFICIAL and document.mark):
        return []
    # a mark without a number yet has its red line all the same: the rule hangs on this paragraph
    return [paragraph(StyleName.NUMBER, runs(document.number, standard, StyleName.NUMBER))]


def _signer_rows(document: Document, standard: Standard) -> Iterator[Element]:
    name = StyleName.NUMBER
    style = standard.styles[name]
    placed = places(document.signers, standard)
    rows = signer_rows(document.signers)
    label = runs(literal(SIGNERS), standard, name)
    for index, row in enumerate(rows):
        first, last = not index, index == len(rows) - 1
        made: list[Element] = []
        at = [placed.label] if first else [placed.names[0]]
        if last:
            made += [tab(), *runs(document.number, standard, name)]
            at = [placed.number, *at]
        for column, signer in enumerate(row):
            made.append(tab())
            if first and not column:
                made += label
            elif column:
                at.append(placed.names[column])
            made += runs(signer, standard, StyleName.SIGNER, inside=name)
        where = stops(*(("left", _across(position, style.size + style.spacing, standard)) for position in at))
        yield paragraph(
            name,
            made,
            where,
            value("w:jc", "left"),
            None if first else spacing(style.line),
            None if last else no_rule(),
        )


def _letter_row(document: Document, standard: Standard) -> list[Element]:
    """The first field at the left edge, 发文字号 at the right edge of the same line (10.1)."""
    name = StyleName.NUMBER
    given = [item for item in (document.copy_number, document.security, document.urgency) if item][:1]
    made = [run for item in given for run in runs(item, standard, StyleName.CORNER, inside=name)]
    if document.number:
        made += [tab(), *runs(document.number, standard, name)]
    if not made:
        return []
    return [paragraph(name, made, stops(("right", standard.page.body_width)), value("w:jc", "left"))]


def _across(count: float, pitch: Length, standard: Standard) -> Length:
    """A place `count` 字 from the left edge: from the right half of the 版心 it is measured from the right edge."""
    characters = standard.page.characters
    if count > characters / 2:
        return standard.page.body_width - pitch.times(characters - count)
    return pitch.times(count)


def _markup(made: Iterable[Element]) -> Markup:
    return Markup("".join(etree.tostring(part, encoding="unicode") for part in made))  # noqa: S704 - lxml escaped it
