"""What a layout's placeholders are filled with: runs and paragraphs from the tree, never text for Jinja to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.document import Document, Issuing, Layout, Paragraph, Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.literals import SIGNERS
from docgen.typesetting.mark import RULED, joint_of
from docgen.typesetting.signers import places, signer_rows
from docgen.typesetting.widths import literal
from docgen.units import Length
from docgen.writers.docx import letter
from docgen.writers.docx.body import ROLES, Setting, blocks
from docgen.writers.docx.fill import Furniture
from docgen.writers.docx.geometry import CORNER_LINES
from docgen.writers.docx.imprint import imprint
from docgen.writers.docx.joint_mark import joint_mark
from docgen.writers.docx.paragraphs import WordParagraph, no_rule, paragraph, set_property, stops
from docgen.writers.docx.runs import justified, lines, runs, tab
from docgen.writers.docx.styles import spacing
from docgen.writers.docx.wordml import Xml, value

__all__ = ["furniture"]


def furniture(document: Document, standard: Standard) -> Furniture:
    """Everything that the layouts name. What a document does not have is empty; layouts ask before they print."""
    corner = _corner(document, standard)
    large = document.layout is Layout.READING
    title = StyleName.READING_TITLE if large else StyleName.TITLE
    recipients = StyleName.READING_SALUTATION if large else StyleName.RECIPIENTS
    cover = document.cover
    fields = cover.fields if cover else ()
    lettered = document.mark and document.layout is Layout.LETTER
    return {
        "corner": [runs(item, standard, StyleName.CORNER) for item in corner],
        "mark": "" if joint_of(document) else lines(document.mark, standard, _mark_style(document)),
        "joint_mark": "".join(joint_mark(document, standard)),
        "letter_head": _joined(letter.head(document.mark, standard) if lettered else ()),
        "number": _joined([*_number(document, standard), *_above_title(document, standard)]),
        "title": lines(document.title, standard, title),
        "byline": _joined([*_byline(document, standard), *_under_title(document, standard)]),
        "recipients": justified(document.recipients, standard, recipients, standard.page.body_width),
        "cover_title": lines(cover.title, standard, StyleName.COVER_TITLE) if cover else "",
        "cover_fields": [runs(line, standard, StyleName.COVER_FIELD) for line in fields],
        "imprint": imprint(document.imprint, document.layout, standard) if document.imprint else "",
    }


def _mark_style(document: Document) -> StyleName:
    return StyleName.TITLE if document.layout is Layout.FORM else StyleName.MARK


def _corner(document: Document, standard: Standard) -> tuple[Text, ...]:
    """份号, 密级, 紧急程度, packed upward. On a red-header page their lines are there even when empty."""
    lines = (document.copy_number, document.security, document.urgency)
    given = tuple(item for item in lines if item)
    if document.layout in RULED and document.mark:
        return given + ((),) * (CORNER_LINES - len(given)) if standard.corner_packed else lines
    return given[1:] if document.layout is Layout.LETTER else given


def _byline(document: Document, standard: Standard) -> Iterator[WordParagraph]:
    """姓名、职务、日期 under the title; only the first line keeps its distance."""
    name = StyleName.BYLINE
    for index, line in enumerate(document.byline):
        close = spacing(standard.styles[name].line) if index else None
        yield paragraph(name, runs(line, standard, name), close)


def _above_title(document: Document, standard: Standard) -> list[WordParagraph]:
    """What a draft has above its title, one blank 行 from it."""
    made = _lines_of(document.above_title, document, standard)
    if made:
        set_property(made[-1], spacing(_pitch(document.above_title[-1], standard), below=standard.page.line_pitch))
    return made


def _under_title(document: Document, standard: Standard) -> list[WordParagraph]:
    """What a draft has between title and 主送机关, as far from the title as a byline."""
    made = _lines_of(document.under_title, document, standard)
    if made:
        gap = standard.page.line_pitch.times(standard.form_gap)
        set_property(made[0], spacing(_pitch(document.under_title[0], standard), gap))
    return made


def _lines_of(found: tuple[Paragraph, ...], document: Document, standard: Standard) -> list[WordParagraph]:
    made = blocks(found, Setting(standard=standard, layout=document.layout, width=standard.page.body_width))
    return [each for each in made if isinstance(each, WordParagraph)]  # all are


def _pitch(paragraph: Paragraph, standard: Standard) -> Length:
    return standard.styles[ROLES[paragraph.role]].line


def _number(document: Document, standard: Standard) -> list[WordParagraph]:
    """The paragraphs of 发文字号: alone and centred, with 签发人 (7.2.6), or in a letter opposite the first field."""
    if document.layout is Layout.LETTER:
        return _letter_row(document, standard)
    made: list[WordParagraph] = []
    if document.signers:
        made = list(_signer_rows(document, standard))
    elif document.number or (document.layout in RULED and document.mark and not document.issuing):
        # a mark without a number yet has its red line all the same: the rule hangs on this paragraph
        made = [paragraph(StyleName.NUMBER, runs(document.number, standard, StyleName.NUMBER))]
    if document.issuing:
        if made:  # the rule is under the last line
            set_property(made[-1], no_rule())
        made.append(_issuing(document.issuing, standard, first=not made))
    return made


def _issuing(issuing: Issuing, standard: Standard, *, first: bool) -> WordParagraph:
    """编印单位 at the left and its date at the right of a line, under 发文字号 if there is one."""
    name = StyleName.NUMBER
    style = standard.styles[name]
    side = (style.size + style.spacing).times(standard.issuing_indent)
    words = tab() + runs(issuing.office, standard, name) + tab() + runs(issuing.date, standard, name)
    where = stops(("left", side), ("right", standard.page.body_width - side))
    return paragraph(name, words, where, value("w:jc", "left"), None if first else spacing(style.line))


def _signer_rows(document: Document, standard: Standard) -> Iterator[WordParagraph]:
    name = StyleName.NUMBER
    style = standard.styles[name]
    placed = places(document.signers, standard)
    rows = signer_rows(document.signers)
    label = runs(literal(SIGNERS), standard, name)
    for index, row in enumerate(rows):
        first, last = not index, index == len(rows) - 1
        made: Xml = ""
        at = [placed.label] if first else [placed.names[0]]
        if last:
            made += tab() + runs(document.number, standard, name)
            at = [placed.number, *at]
        for column, signer in enumerate(row):
            made += tab()
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


def _letter_row(document: Document, standard: Standard) -> list[WordParagraph]:
    """The first field at the left edge, 发文字号 at the right edge of the same line (10.1)."""
    name = StyleName.NUMBER
    given = [item for item in (document.copy_number, document.security, document.urgency) if item][:1]
    made = "".join(runs(item, standard, StyleName.CORNER, inside=name) for item in given)
    if document.number:
        made += tab() + runs(document.number, standard, name)
    if not made:
        return []
    return [paragraph(name, made, stops(("right", standard.page.body_width)), value("w:jc", "left"))]


def _across(count: float, pitch: Length, standard: Standard) -> Length:
    """A place `count` 字 from the left edge: from the right half of the 版心 it is measured from the right edge."""
    characters = standard.page.characters
    if count > characters / 2:
        return standard.page.body_width - pitch.times(characters - count)
    return pitch.times(count)


def _joined(made: Iterable[WordParagraph]) -> Xml:
    return "".join(each.xml for each in made)
