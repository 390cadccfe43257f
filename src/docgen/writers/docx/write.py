"""The whole way on one screen: layout filled, body built, sections closed, parts packed. Pure: no file is written."""

from __future__ import annotations

from dataclasses import replace

from docgen.document import Attachment, Document, IssuedText, Layout, Orientation, Paragraph, Part
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.imprint import Page as ImprintPage
from docgen.typesetting.mark import RULED, mark_size
from docgen.typesetting.table_pages import below_title
from docgen.writers.docx import finish, layouts, notes
from docgen.writers.docx.body import ROLES, Setting, text_and_close
from docgen.writers.docx.fill import fill
from docgen.writers.docx.first_page import kept_free, tightened
from docgen.writers.docx.furniture import furniture
from docgen.writers.docx.geometry import spaces
from docgen.writers.docx.package import pack
from docgen.writers.docx.paragraphs import Made, Ready, WordParagraph, hair, is_paragraph, paragraph, set_property
from docgen.writers.docx.runs import lines, runs
from docgen.writers.docx.sections import Section, body_width, close, closed, page_number, properties
from docgen.writers.docx.styles import spacing
from docgen.writers.docx.wordml import Xml, boolean

__all__ = ["write"]


def write(
    document: Document, standard: Standard, *, draft: bool = False, imprint_on: ImprintPage = ImprintPage.LAST
) -> bytes:
    """The document as a Word file. The same document and standard give the same bytes.

    `draft` prints 送审稿 in the page header and moves nothing. `imprint_on` is the page of the 版记.
    Lengths, typefaces and pitches are those of `standard`.
    """
    standard = tightened(document, standard)
    layout = layouts.load(document.layout)
    head, tail = fill(layout.blocks, furniture(document, standard))
    parts = layout.parts | layouts.measured_parts(document.layout, mark_size(document, standard), standard)
    references = layout.references
    if draft:
        parts |= layouts.draft_parts(document.layout, standard)
        references = {key: finish.header_references() + found for key, found in references.items()}
    recurring = parts.keys() - {layouts.DOCUMENT, finish.CORE}
    closing, tail = (tail, "") if document.layout is Layout.FORM else ("", tail)
    made = _sections(document, standard, Section(Orientation.PORTRAIT, [], head=head), closing)
    if free := kept_free(document, standard):
        finish.add_first_footer(parts, page_number(standard, "right", Orientation.PORTRAIT, free))
        made[0].first = finish.first_footer_references()
    even = bool(tail) and imprint_on is not ImprintPage.LAST
    if even or (tail and made[-1].orientation is Orientation.LANDSCAPE):
        # 版记 after turned pages has a portrait page of its own; a paragraph first, or it hangs on the page before.
        made.append(Section(Orientation.PORTRAIT, [hair(standard)], even=even))
    if even and imprint_on is ImprintPage.AFTER_BLANK:
        finish.add_empty_footer(parts)
        made[-1].footers = finish.empty_footer_references()
    if tail:
        made[-1].blocks += [Ready(tail), hair(standard)]
    body = finish.number_bookmarks(_joined(made, document, standard, references), layout.bookmarks)
    main = b"".join((layout.opening, body.encode(), layout.closing))
    parts[layouts.DOCUMENT] = notes.settle(main, parts, document, standard)
    parts[finish.CORE] = finish.core_properties(document.properties)
    return pack(parts, recurring)


def _sections(document: Document, standard: Standard, first: Section, closing: Xml) -> list[Section]:
    """The document's blocks by the way their sheets lie. `closing` follows the text: a form's 抄送."""
    made = [first]
    if document.cover:
        made[0].numbered = False
    setting = Setting(standard=standard, layout=document.layout, width=body_width(standard, Orientation.PORTRAIT))
    turned = document.layout is Layout.LEDGER
    if turned and document.body:
        made.append(Section(Orientation.LANDSCAPE, []))
        setting = _turned(setting, Orientation.LANDSCAPE)
    flowing = replace(setting, flowing=True)
    closing_text = (document.attachment_note, document.sign_off, document.remark)
    text = text_and_close(document.body, *closing_text, flowing, document.attendance)
    if (document.layout in RULED or document.layout is Layout.LETTER) and not document.recipients:
        _set_off(text, document, standard)
    made[-1].blocks += text
    if closing:
        made[-1].blocks += [Ready(closing), hair(standard)]
    for part in document.parts:
        orientation = part.orientation if isinstance(part, Attachment) else Orientation.PORTRAIT
        blocks = _part(part, _turned(setting, orientation))
        if not made[-1].blocks and not made[-1].head:
            made[-1].orientation = orientation
        elif made[-1].orientation is not orientation or not made[-1].numbered:
            made.append(Section(orientation, []))
        else:
            set_property(_first(blocks), boolean("w:pageBreakBefore", True))
        made[-1].blocks.extend(blocks)
    return made


def _set_off(text: list[Made], document: Document, standard: Standard) -> None:
    """Give the first paragraph the blank 行 under the title (7.3.2) where no 主送机关 keeps it."""
    first = document.body[0] if document.body else None
    untitled = document.layout is Layout.MINUTES and bool(document.mark) and not document.title
    if isinstance(first, Paragraph) and (document.title or document.under_title or untitled):
        distances = spaces(standard, document.layout, mark_size(document, standard)).above
        above = distances[StyleName.RECIPIENTS]
        if untitled and not document.under_title:  # the mark is the title
            above = distances[StyleName.TITLE]
        set_property(_first(text), spacing(standard.styles[ROLES[first.role]].line, above))


def _first(blocks: list[Made]) -> WordParagraph:
    """The first of blocks that begin with a paragraph."""
    first = blocks[0]
    assert isinstance(first, WordParagraph)
    return first


def _turned(setting: Setting, orientation: Orientation) -> Setting:
    width = body_width(setting.standard, orientation)
    return Setting(standard=setting.standard, layout=setting.layout, width=width)


def _part(part: Part, setting: Setting) -> list[Made]:
    """Label on line 1, title on line 3, text after one blank 行 (7.3.7); an issued text has no label."""
    standard = setting.standard
    made: list[Made] = []
    label = part.label if isinstance(part, Attachment) else ()
    if label:
        made.append(paragraph(StyleName.ATTACHMENT_LABEL, runs(label, standard, StyleName.ATTACHMENT_LABEL)))
    name = StyleName.TITLE if isinstance(part, IssuedText) else StyleName.ATTACHMENT_TITLE
    if part.title:
        pitch = standard.page.line_pitch
        where = spacing(standard.styles[name].line, pitch if label else None, below_title(part, standard))
        made.append(paragraph(name, lines(part.title, standard, name), where))
    note = part.attachment_note if isinstance(part, IssuedText) else None
    made.extend(text_and_close(part.body, note, None, (), setting))
    if not made or not is_paragraph(made[0]):
        made.insert(0, hair(standard))
    return made


def _joined(
    made: list[Section], document: Document, standard: Standard, references: dict[Orientation, list[Xml]]
) -> Xml:
    """The sections one after another, each but the last closed by a paragraph of its own."""
    found: list[Xml] = []
    for index, section in enumerate(made):
        unnumbered = not section.numbered or (document.layout is Layout.LETTER and not index)
        footers = (section.footers or references[section.orientation]) + section.first
        sect = properties(
            standard, section.orientation, tuple(footers), first=unnumbered or bool(section.first), even=section.even
        )
        found.append(close(section, sect, standard) if index < len(made) - 1 else closed(section, sect, standard))
    return "".join(found)
