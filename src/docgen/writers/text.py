"""Document → plain text in reading order, one paragraph or one paragraph of a cell a line.

The order and the literals of the standard (签发人：, 抄送：, 印发, the brackets of 附注) are those of the pages, so
that goldens can be read and the text of a DOCX or a PDF can be compared with the tree. What stands apart on one line
(the fields above a form, 发文字号 and 签发人, names side by side each under its seal, 印发机关 and 印发日期) are
divided by a tab. Pictures and footnotes of a hand-edited paper are named in brackets where they stand: 〔图：…〕,
〔脚注：…〕.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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

__all__ = ["lines_of", "text_of"]


def text_of(document: Document) -> str:
    """The document's text, a newline after each line."""
    return "".join(f"{line}\n" for line in lines_of(document))


def lines_of(document: Document) -> tuple[str, ...]:
    """Every paragraph and every paragraph of a cell in reading order; blank cells are empty lines."""
    return tuple(_lines(document))


def _lines(document: Document) -> Iterator[str]:
    yield from _head(document)
    if document.cover:
        yield from _plain(document.cover.title)
        yield from _plain(document.cover.fields)
    yield from _blocks(document.above_title)
    if document.layout is not Layout.FORM:
        yield from _plain(document.title)
    yield from _plain(document.byline)
    yield from _blocks(document.under_title)
    yield from _given(document.recipients)
    yield from _blocks(document.body)
    yield from _note(document.attachment_note)
    for entry in document.attendance:
        yield from _attendance(entry)
    if document.sign_off:
        yield from _sign_off(document.sign_off)
    if document.remark:
        yield words(document.remark).join(REMARK)
    if document.imprint and document.layout is Layout.FORM:  # the reply slip after it goes back alone
        yield from _imprint(document.imprint)
    for part in document.parts:
        yield from _part(part)
    if document.imprint and document.layout is not Layout.FORM:
        yield from _imprint(document.imprint)


def _head(document: Document) -> Iterator[str]:
    """What stands above the title, in the order of the layout; a form's own title stands above its number."""
    corner = [words(item) for item in (document.copy_number, document.security, document.urgency) if item]
    number = words(document.number)
    if document.layout is Layout.LETTER:
        yield from _plain(document.mark)
        first, rest = corner[:1], corner[1:]
        if first or number:
            yield "\t".join(item for item in (*first, number) if item)
        yield from rest
        return
    yield from corner
    yield from _plain(mark_rows(document))
    if joint := joint_of(document):
        yield from _given(joint.word)
    if document.layout is Layout.FORM:
        yield from _plain(document.title)
    rows = [f"{SIGNERS}{row}" if index == 0 else row for index, row in enumerate(_signers(document))]
    yield from rows[:-1]
    if number or rows:
        yield "\t".join(item for item in (number, *rows[-1:]) if item)
    if document.issuing:
        yield f"{words(document.issuing.office)}\t{words(document.issuing.date)}"


def _signers(document: Document) -> tuple[str, ...]:
    return tuple("\t".join(words(name) for name in row) for row in signer_rows(document.signers))


def _part(part: Part) -> Iterator[str]:
    if isinstance(part, Attachment):
        yield from _given(part.label)
    yield from _plain(part.title)
    yield from _blocks(part.body)
    if isinstance(part, IssuedText):
        yield from _note(part.attachment_note)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield words(block.lead + block.runs)
            case FieldLine():
                yield "\t".join(words(field) for field in block.fields)
            case Table():
                for row in (*block.header, *block.rows):
                    for cell in row.cells:
                        yield from _plain(cell.lines)
            case AttachmentNote():
                yield from _note(block)
            case Attendance():
                yield from _attendance(block)
            case SignOff():
                yield from _sign_off(block)


def _attendance(entry: Attendance) -> Iterator[str]:
    first, *rest = _plain(entry.names)
    yield words(entry.label) + first
    yield from rest


def _sign_off(closing: SignOff) -> Iterator[str]:
    for names in signature_lines(closing, GBT9704):
        yield "\t".join(_plain(names))
    yield from _given(closing.date)


def _note(note: AttachmentNote | None) -> Iterator[str]:
    if note:
        yield from _plain(note.lines)


def _imprint(imprint: Imprint) -> Iterator[str]:
    if imprint.recipients:
        yield f"{RECIPIENTS}{words(imprint.recipients)}"
    if imprint.copies:
        yield f"{COPIES}{words(imprint.copies)}"
    printed = f"{words(imprint.print_date)}{PRINTED}" if imprint.print_date else ""
    if imprint.printer or printed:
        yield "\t".join(item for item in (words(imprint.printer), printed) if item)


def _plain(lines: Iterable[Text]) -> Iterator[str]:
    return (words(line) for line in lines)


def _given(text: Text) -> Iterator[str]:
    if text:
        yield words(text)
