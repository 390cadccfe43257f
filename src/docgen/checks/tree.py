"""A document tree as writing: here every role is known."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.writing import Passage, Role, Writing
from docgen.document import Attachment, Attendance, Block, Document, FieldLine, IssuedText, Paragraph, Table, Text
from docgen.walk import runs

__all__ = ["writing_of"]


def writing_of(document: Document) -> Writing:
    """The writing of a tree. Places are the names of the parts, and the number of the paragraph in its part."""
    return Writing(passages=tuple(passage for passage in _passages(document) if passage.text.strip()))


def _passages(document: Document) -> Iterator[Passage]:
    for text in (document.copy_number, document.security, document.urgency):
        yield _passage(text, Role.CORNER)
    yield from _mark(document)
    yield _passage(document.number, Role.NUMBER)
    if document.signers:
        names = "　".join(_plain(name) for name in document.signers)
        yield Passage(text=f"签发人：{names}", role=Role.NUMBER, place="签发人")
    if document.issuing:
        yield _passage((*document.issuing.office, *document.issuing.date), Role.ISSUING)
    yield _joined(document.title, Role.TITLE)
    yield _passage(document.recipients, Role.RECIPIENTS)
    yield from _blocks(document.body, "正文")
    if document.attachment_note:
        yield from (_passage(line, Role.ATTACHMENT_NOTE) for line in document.attachment_note.lines)
    yield from (passage for entry in document.attendance for passage in _attendance(entry))
    if document.sign_off:
        agencies = (document.sign_off.signature, *document.sign_off.others)
        yield from (_passage(line, Role.SIGNATURE) for agency in agencies for line in agency)
        yield _passage(document.sign_off.date, Role.DATE)
    yield _passage(document.remark, Role.REMARK)
    for part in document.parts:
        yield from _part(part)
    if document.imprint:
        if document.imprint.recipients:
            yield Passage(text=f"主送：{_plain(document.imprint.recipients)}", role=Role.IMPRINT, place="版记")
        if document.imprint.copies:
            yield Passage(text=f"抄送：{_plain(document.imprint.copies)}", role=Role.IMPRINT, place="版记")
        yield _passage((*document.imprint.printer, *document.imprint.print_date), Role.IMPRINT)
    yield from _footnotes(document)


def _footnotes(document: Document) -> Iterator[Passage]:
    """脚注, numbered in the order of the text."""
    notes = (run.footnote for run in runs(document) if run.footnote)
    for number, lines in enumerate(notes, 1):
        yield from (Passage(text=_plain(line), role=Role.CELL, place=f"脚注{number}") for line in lines)


def _mark(document: Document) -> Iterator[Passage]:
    """The mark; of a joint paper a passage an agency, and the word beside them."""
    yield _joined(document.mark, Role.MARK)
    if document.joint:
        yield from (_joined(agency, Role.MARK) for agency in document.joint.others)
        yield _passage(document.joint.word, Role.MARK)


def _part(part: IssuedText | Attachment) -> Iterator[Passage]:
    name = "".join(_plain(line) for line in part.title)
    if isinstance(part, Attachment):
        yield Passage(text=_plain(part.label), role=Role.LABEL, place=f"附件《{name}》")
    yield Passage(text=name, role=Role.PART_TITLE, place=f"《{name}》标题")
    yield from _blocks(part.body, f"《{name}》")
    if isinstance(part, IssuedText) and part.attachment_note:
        yield from (_passage(line, Role.ATTACHMENT_NOTE) for line in part.attachment_note.lines)


def _blocks(blocks: tuple[Block, ...], part: str) -> Iterator[Passage]:
    for number, block in enumerate(blocks, 1):
        place = f"{part}第{number}段"
        match block:
            case Paragraph():
                yield Passage(text=_plain((*block.lead, *block.runs)), role=Role.BODY, place=place)
            case FieldLine():
                yield from (Passage(text=_plain(field), role=Role.CELL, place=place) for field in block.fields)
            case Attendance():
                yield from _attendance(block)
            case Table():
                for row in (*block.header, *block.rows):
                    for cell in row.cells:
                        yield from (Passage(text=_plain(line), role=Role.CELL, place=place) for line in cell.lines)


def _attendance(entry: Attendance) -> Iterator[Passage]:
    first, *rest = entry.names
    yield _passage((*entry.label, *first), Role.ATTENDANCE)
    yield from (_passage(names, Role.ATTENDANCE) for names in rest)


def _passage(text: Text, role: Role) -> Passage:
    return Passage(text=_plain(text), role=role, place=role.value)


def _joined(lines: tuple[Text, ...], role: Role) -> Passage:
    return Passage(text="".join(_plain(line) for line in lines), role=role, place=role.value)


def _plain(text: Text) -> str:
    return "".join(run.text for run in text)
