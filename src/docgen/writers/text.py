"""Document → plain text in reading order, one paragraph or one paragraph of a cell a line.

The order and the literals of the standard (签发人：, 抄送：, 印发, the brackets of 附注) are those of the pages, so
that goldens can be read and the text of a DOCX or a PDF can be compared with the tree. What stands apart on one line
(the fields above a form, 发文字号 and 签发人, names side by side each under its seal, 印发机关 and 印发日期) are
divided by a tab. Pictures and footnotes of a hand-edited paper are named in brackets where they stand: 〔图：…〕,
〔脚注：…〕. `texts_of` has the same lines with their runs, so that each character knows the cells it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from docgen.document import (
    Attachment,
    AttachmentNote,
    Attendance,
    Block,
    Document,
    FieldLine,
    Imprint,
    IssuedText,
    Layout,
    Paragraph,
    Part,
    Run,
    SignOff,
    Table,
    Text,
)
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.adornment import words
from docgen.typesetting.literals import COPIES, PRINTED, RECIPIENTS, REMARK, SIGNERS
from docgen.typesetting.mark import joint_of, mark_rows
from docgen.typesetting.sign_off import signature_lines
from docgen.typesetting.signers import signer_rows

__all__ = ["lines_of", "text_of", "texts_of"]

_TAB: Final[Text] = (Run(text="\t"),)


def text_of(document: Document) -> str:
    """The document's text, a newline after each line."""
    return "".join(f"{line}\n" for line in lines_of(document))


def lines_of(document: Document) -> tuple[str, ...]:
    """Every paragraph and every paragraph of a cell in reading order; blank cells are empty lines."""
    return tuple(words(line) for line in texts_of(document))


def texts_of(document: Document) -> tuple[Text, ...]:
    """The same lines as runs; a literal of the standard is a run of its own."""
    return tuple(_lines(document))


def _lines(document: Document) -> Iterator[Text]:
    yield from _head(document)
    if document.cover:
        yield from document.cover.title
        yield from document.cover.fields
    yield from _blocks(document.above_title)
    if document.layout is not Layout.FORM:
        yield from document.title
    yield from document.byline
    yield from _blocks(document.under_title)
    yield from _given(document.recipients)
    yield from _blocks(document.body)
    yield from _note(document.attachment_note)
    for entry in document.attendance:
        yield from _attendance(entry)
    if document.sign_off:
        yield from _sign_off(document.sign_off)
    if document.remark:
        opening, closing = REMARK
        yield (*_literal(opening), *document.remark, *_literal(closing))
    if document.imprint and document.layout is Layout.FORM:  # the reply slip after it goes back alone
        yield from _imprint(document.imprint)
    for part in document.parts:
        yield from _part(part)
    if document.imprint and document.layout is not Layout.FORM:
        yield from _imprint(document.imprint)


def _head(document: Document) -> Iterator[Text]:
    """What stands above the title, in the order of the layout; a form's own title stands above its number."""
    corner = [item for item in (document.copy_number, document.security, document.urgency) if item]
    number = document.number
    if document.layout is Layout.LETTER:
        yield from document.mark
        first, rest = corner[:1], corner[1:]
        if first or number:
            yield _apart(*first, number)
        yield from rest
        return
    yield from corner
    yield from mark_rows(document)
    if joint := joint_of(document):
        yield from _given(joint.word)
    if document.layout is Layout.FORM:
        yield from document.title
    rows = [_apart(*row) for row in signer_rows(document.signers)]
    rows[:1] = [(*_literal(SIGNERS), *row) for row in rows[:1]]
    yield from rows[:-1]
    if number or rows:
        yield _apart(number, *rows[-1:])
    if document.issuing:
        yield _beside(document.issuing.office, document.issuing.date)


def _part(part: Part) -> Iterator[Text]:
    if isinstance(part, Attachment):
        yield from _given(part.label)
    yield from part.title
    yield from _blocks(part.body)
    if isinstance(part, IssuedText):
        yield from _note(part.attachment_note)


def _blocks(blocks: Iterable[Block]) -> Iterator[Text]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.lead + block.runs
            case FieldLine():
                yield _beside(*block.fields)
            case Table():
                for row in (*block.header, *block.rows):
                    for cell in row.cells:
                        yield from cell.lines
            case AttachmentNote():
                yield from _note(block)
            case Attendance():
                yield from _attendance(block)
            case SignOff():
                yield from _sign_off(block)


def _attendance(entry: Attendance) -> Iterator[Text]:
    first, *rest = entry.names
    yield entry.label + first
    yield from rest


def _sign_off(closing: SignOff) -> Iterator[Text]:
    for names in signature_lines(closing, GBT9704):
        yield _beside(*names)
    yield from _given(closing.date)


def _note(note: AttachmentNote | None) -> Iterator[Text]:
    if note:
        yield from note.lines


def _imprint(imprint: Imprint) -> Iterator[Text]:
    if imprint.recipients:
        yield (*_literal(RECIPIENTS), *imprint.recipients)
    if imprint.copies:
        yield (*_literal(COPIES), *imprint.copies)
    printed = (*imprint.print_date, *_literal(PRINTED)) if imprint.print_date else ()
    if imprint.printer or printed:
        yield _apart(imprint.printer, printed)


def _literal(text: str) -> Text:
    return (Run(text=text),)


def _beside(*texts: Text) -> Text:
    """Texts on one line, a tab between them."""
    divided = [run for text in texts for run in (*_TAB, *text)]
    return tuple(divided[1:])


def _apart(*texts: Text) -> Text:
    """The same of those that there are."""
    return _beside(*(text for text in texts if text))


def _given(text: Text) -> Iterator[Text]:
    if text:
        yield text
