"""Pieces → the document: the text of the draft, in the draft's order; with a mark, the whole paper.

Where the draft ends as the standard has it (附件说明, 署名, 附注), these are the document's own; elsewhere they are
blocks where they stand. Nothing moves unless a mark is asked for: then number, 密级 and the like and 版记 go to their
places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from docgen.agencies import parted, word_apart
from docgen.document import (
    Attachment,
    AttachmentNote,
    Attendance,
    Block,
    Document,
    Imprint,
    IssuedText,
    Issuing,
    JointMark,
    Layout,
    Paragraph,
    Part,
    Properties,
    Role,
    SignOff,
    Text,
)
from docgen.readers import marks
from docgen.readers.draft import paragraph_of
from docgen.readers.draft_lines import Line, run, squeezed
from docgen.readers.pieces import Element, Piece
from docgen.readers.signing import agencies

__all__ = ["Arranged", "arranged", "heading"]

_ROLES: Final = {
    Element.ABOVE: Role.NOTE,
    Element.PAGE: Role.NOTE,
    Element.CORNER: Role.SALUTATION,
    Element.MARK: Role.CENTERED,
    Element.NUMBER: Role.NUMBER,
    Element.ISSUING: Role.NOTE,
    Element.UNDER: Role.CENTERED,
    Element.RECIPIENTS: Role.SALUTATION,
    Element.BODY: Role.BODY,
    Element.CAPTION: Role.CAPTION,
    Element.TABLE_NOTE: Role.NOTE,
    Element.REMARK: Role.REMARK,
    Element.COPIES: Role.SALUTATION,
    Element.PRINTED: Role.SALUTATION,
}
#: The field of the document that each of the elements at the upper left goes to.
_CORNER: Final = {"份号": "copy_number", "密级和保密期限": "security", "紧急程度": "urgency"}
_UNDER_TITLE: Final = (Element.NUMBER, Element.ISSUING, Element.UNDER, Element.PAGE)
_SENTENCE_END: Final = ("。", "！", "？", "”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """The document, and in sentences what was moved from its place in the draft."""

    document: Document
    moved: tuple[str, ...] = ()


@dataclass(slots=True)
class _Part:
    """A part in the making: the main text (no `begins`), a forwarded text, an attachment."""

    begins: Element | None = None
    label: Text = ()
    title: tuple[Text, ...] = ()
    blocks: list[Block] = field(default_factory=list)


def arranged(
    pieces: Sequence[Piece], *, mark: tuple[str, ...] = (), name: str = "", layout: Layout = Layout.OFFICIAL
) -> Arranged:
    """Arrange the pieces.

    `mark` is 发文机关标志, a string a line, ； between the agencies of a joint one; `name` is what a draft without a
    title is called. `layout` is the form of the whole paper, and says nothing where there is no mark.
    """
    moved: list[str] = []
    placed: dict[str, object] = {}
    marked = parted("\n".join(mark))
    if marked:
        pieces = _moved(pieces, marked, layout, placed, moved)
        placed |= _mark(marked)
    title = next((place for place, piece in enumerate(pieces) if piece.element is Element.TITLE), None)
    head = 0 if title is None else title + 1
    while title is not None and head < len(pieces) and pieces[head].element in _UNDER_TITLE:
        head += 1
    recipients: Text = ()
    rest = head
    if rest < len(pieces) and pieces[rest].element is Element.RECIPIENTS:
        recipients, rest = run(pieces[rest].lines[0].text), rest + 1
    main, *others = _parts(pieces[rest:])
    lines = pieces[title].lines if title is not None else ()
    document = Document(
        layout=layout if mark else Layout.OFFICIAL,
        properties=Properties(title=squeezed("".join(line.text for line in lines)) or name, author=_author(pieces)),
        title=tuple(run(line.text) for line in lines),
        above_title=_paragraphs(pieces[: title or 0]),
        under_title=_paragraphs(pieces[title + 1 : head]) if title is not None else (),
        recipients=recipients,
        parts=tuple(_part(part) for part in others),
    )
    document = replace(_closed(document, main.blocks), **placed)  # type: ignore[arg-type]  # fields of Document by name
    return Arranged(document=document, moved=tuple(moved))


def _author(pieces: Sequence[Piece]) -> str:
    signed = next((piece for piece in pieces if piece.element is Element.SIGNATURE), None)
    return squeezed("".join(agencies([line.text for line in signed.lines])[0])) if signed else ""


def _paragraphs(pieces: Sequence[Piece]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(role=_ROLES[piece.element], runs=run(line.text)) for piece in pieces for line in piece.lines)


def _parts(pieces: Sequence[Piece]) -> list[_Part]:
    """The main text and what follows it, each with its blocks."""
    parts = [_Part()]
    for place, piece in enumerate(pieces):
        match piece.element:
            case Element.LABEL:
                parts.append(_Part(begins=Element.LABEL, label=run(piece.lines[0].text)))
            case Element.ATTACHED:
                parts[-1].title = tuple(run(line.text) for line in piece.lines)
            case Element.ISSUED:
                parts.append(_Part(begins=Element.ISSUED, title=tuple(run(line.text) for line in piece.lines)))
            case _:
                _add(parts[-1].blocks, piece, pieces[place + 1 : place + 2])
    return parts


def _add(blocks: list[Block], piece: Piece, following: Sequence[Piece]) -> None:
    texts = [run(line.text) for line in piece.lines]
    match piece.element:
        case Element.TABLE | Element.FIELDS:
            blocks.extend(line.block for line in piece.lines if line.block is not None)
        case Element.HEADING:
            blocks.append(heading(piece, blocks[-1] if blocks else None, following[0] if following else None))
        case Element.CHAPTER:
            blocks.append(Paragraph(level=piece.level, lead=texts[0], role=Role.CENTERED))
        case Element.NOTE:
            blocks.append(AttachmentNote(lines=tuple(texts)))
        case Element.ATTENDANCE:
            blocks.append(_attendance(piece))
        case Element.SIGNATURE:
            first, *others = _runs(agencies([line.text for line in piece.lines]))
            last = blocks[-1] if blocks else None
            if isinstance(last, SignOff) and not last.signature and not others and len(first) == 1:
                blocks[-1] = replace(
                    last, signature=(last.date,), date=first[0]
                )  # in the draft's order, and kept together
            else:
                blocks.append(SignOff(signature=first, others=tuple(others), date=(), sealed=False))
        case Element.DATE:
            signed = blocks[-1] if blocks else None
            if isinstance(signed, SignOff) and not signed.date:
                blocks[-1] = replace(signed, date=texts[0], sealed=True)
            else:
                blocks.append(SignOff(signature=(), date=texts[0]))
        case _:
            blocks.extend(_paragraphs([piece]))


def _runs(names: tuple[tuple[str, ...], ...]) -> list[tuple[Text, ...]]:
    return [tuple(run(line) for line in name) for name in names]


def _attendance(piece: Piece) -> Attendance:
    """出席：…, a line as the draft has it; the label alone on its line takes the names below it."""
    first, *rest = (line.text for line in piece.lines)
    label = marks.listed(first) or ""
    names = [first[len(label) :].lstrip(), *rest]
    return Attendance(label=run(label), names=tuple(run(line) for line in names if line) or ((),))


def heading(piece: Piece, above: Block | None, following: Piece | None) -> Paragraph:
    """A numbered line. One that is a whole sentence, or one of a list, is text: a heading has text under it."""
    line = piece.lines[0]
    made = paragraph_of(run(line.text), piece.level)
    if made.runs:
        return made
    listed = isinstance(above, Paragraph) and above.level == piece.level and not above.lead
    if listed and line.text.endswith(_SENTENCE_END):  # the last of a list of sentences, whatever comes below
        return Paragraph(level=piece.level, runs=made.lead)
    below = following is not None and (
        following.element in (Element.BODY, Element.TABLE, Element.CAPTION)
        or (following.element is Element.HEADING and following.level > piece.level)
    )
    listed = piece.level >= 3 or line.text.endswith(_SENTENCE_END)
    return made if below or not listed or line.depth else Paragraph(level=piece.level, runs=made.lead)


def _closed(document: Document, blocks: list[Block]) -> Document:
    """The main text; what ends it as the standard has it goes to the fields of the document."""
    rest = list(blocks)
    remark: Text = ()
    note: AttachmentNote | None = None
    sign_off: SignOff | None = None
    last = rest[-1] if rest else None
    if isinstance(last, Paragraph) and last.role is Role.REMARK and (inner := _inside(last.runs)):
        remark = inner
        rest.pop()
    if rest and isinstance(rest[-1], SignOff):
        sign_off = rest[-1]
        rest.pop()
    first = len(rest)
    while first and isinstance(rest[first - 1], Attendance):
        first -= 1
    attendance = tuple(block for block in rest[first:] if isinstance(block, Attendance))
    del rest[first:]
    if rest and isinstance(rest[-1], AttachmentNote):
        note = rest[-1]
        rest.pop()
    return replace(
        document, body=tuple(rest), attachment_note=note, attendance=attendance, sign_off=sign_off, remark=remark
    )


def _inside(text: Text) -> Text:
    """附注 without its full-width brackets, which the writers print; empty when it has others."""
    words = text[0].text
    return run(words[1:-1]) if words.startswith("（") and words.endswith("）") and len(words) > 2 else ()


def _part(part: _Part) -> Part:
    if part.begins is Element.LABEL:
        return Attachment(label=part.label, title=part.title, body=tuple(part.blocks))
    last = part.blocks[-1] if part.blocks else None
    if isinstance(last, AttachmentNote):
        return IssuedText(title=part.title, body=tuple(part.blocks[:-1]), attachment_note=last)
    return IssuedText(title=part.title, body=tuple(part.blocks))


def _moved(
    pieces: Sequence[Piece],
    marked: tuple[tuple[str, ...], ...],
    layout: Layout,
    placed: dict[str, object],
    moved: list[str],
) -> Sequence[Piece]:
    """The pieces that stay; the others go to the 版头 and the 版记, and `moved` says so."""
    staying: list[Piece] = []
    imprint = Imprint()
    said = _as_written(marked)
    for piece in pieces:
        line = piece.lines[0]
        text = line.text
        corner = marks.corner(text) if piece.element is Element.CORNER else ""
        if piece.element is Element.NUMBER and "number" not in placed and not _in_part(staying):
            number, signers = marks.number_and_signers(text) or (text, ())
            placed |= {"number": run(number), "signers": tuple(run(name) for name in signers)}
            moved.append(_says(line, "发文字号和签发人" if signers else "发文字号", "版头"))
        elif piece.element is Element.ISSUING and layout is Layout.MINUTES and (found := marks.issued(text)):
            placed["issuing"] = Issuing(office=run(found[0]), date=run(found[1]))
            moved.append(_says(line, Element.ISSUING.value, "版头"))
        elif piece.element in (Element.MARK, Element.ABOVE) and _words(piece) in said:
            said.discard(_words(piece))
            moved.append(_says(line, "发文机关标志", "版头"))
        elif corner and _CORNER[corner] not in placed:
            placed[_CORNER[corner]] = run(text)
            moved.append(_says(line, corner, "版头"))
        elif piece.element is Element.COPIES and not imprint.copies and text.startswith("抄"):
            imprint = replace(imprint, copies=run(text[len(marks.copies(text) or "") :].lstrip()))
            moved.append(_says(line, "抄送机关", "版记"))
        elif layout is Layout.LETTER and piece.element is Element.PRINTED:
            staying.append(piece)  # 10.1: no 印发机关 and no 印发日期 in a letter's 版记
        elif piece.element is Element.PRINTED and not imprint.printer and (found := marks.printed(text)):
            imprint = replace(imprint, printer=run(found[0]), print_date=run(found[1]))
            moved.append(_says(line, "印发机关和印发日期", "版记"))
        else:
            staying.append(piece)
    if imprint != Imprint():
        placed["imprint"] = imprint
    return staying


def _mark(marked: tuple[tuple[str, ...], ...]) -> dict[str, object]:
    """The fields of the document that hold the mark: of several agencies, the main one, the others and 文件."""
    if len(marked) == 1:
        return {"mark": _runs(marked)[0]}
    names, word = word_apart(marked)
    first, *others = _runs(names)
    return {"mark": first, "joint": JointMark(others=tuple(others), word=run(word) if word else ())}


def _as_written(marked: tuple[tuple[str, ...], ...]) -> set[str]:
    """How lines of a draft may show the mark: whole, an agency a line, a hand-set line a line, 文件 alone."""
    names, word = word_apart(marked)
    shown = {"".join(line for name in marked for line in name), word}
    for name in (*marked, *names):
        shown |= {"".join(name), *name}
    return {squeezed(line) for line in shown if line}


def _words(piece: Piece) -> str:
    return squeezed("".join(line.text for line in piece.lines))


def _in_part(pieces: Sequence[Piece]) -> bool:
    return any(piece.element in (Element.ISSUED, Element.LABEL) for piece in pieces)


def _says(line: Line, what: str, where: str) -> str:
    return f"第 {line.number} 行{what}“{line.text}”移到{where}"
