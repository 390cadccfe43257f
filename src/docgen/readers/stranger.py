"""A stranger's draft, plain text or Markdown → document: what each line was taken for, why, and what was unsure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from docgen.document import Document, FieldLine, Layout, Table, Text
from docgen.problems import Result
from docgen.readers import markdown, marks, plain_text
from docgen.readers.arrangement import arranged
from docgen.readers.draft_lines import decoded, squeezed
from docgen.readers.pieces import Element, Piece
from docgen.readers.recognition import recognized

__all__ = ["SUFFIXES", "Formatted", "Said", "Taken", "formatted", "said"]

SUFFIXES: Final = (".txt", ".md")
_SHOWN: Final = 20  # characters of a line that the report quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Lines `first` to `last` of the file were taken for `element`, and why; `doubt` is what was unsure, or empty.

    Lines of text without a doubt that follow one another are told together.
    """

    first: int
    last: int
    element: str
    text: str
    reason: str
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatted:
    """The document, the report on every line, and in sentences what moved (with a mark only)."""

    document: Document
    taken: tuple[Taken, ...]
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Text of the draft, whole, and the element it was taken for; a cell of a table is a text by itself."""

    first: int
    last: int
    element: Element
    text: str


def formatted(
    data: bytes, suffix: str, *, mark: Sequence[str] = (), name: str = "", layout: Layout | None = None
) -> Result[Formatted]:
    """Understand a draft; `suffix` is one of SUFFIXES. FILE_UNREADABLE when it is no text.

    `mark` is 发文机关标志, a string a line, ； between the agencies of a joint one: with it number, 密级 and 抄送 go
    where the standard has them. `name` is what a draft without a title is called in the file's properties. `layout` is
    the form of the whole paper: 纪要 when the mark ends so, else 文件, unless it is given.
    """
    words = squeezed("".join(mark))
    layout = layout or (Layout.MINUTES if words.endswith("纪要") else Layout.OFFICIAL)
    read = _pieces(data, suffix, mark=words, minutes=layout is Layout.MINUTES)
    if read.value is None:
        return Result(value=None, problems=read.problems)
    pieces = read.value
    if mark and layout is Layout.LETTER:
        pieces = tuple(map(_left_in_a_letter, pieces))
    made = arranged(pieces, mark=tuple(mark), name=name, layout=layout)
    return Result(value=Formatted(document=made.document, taken=tuple(_told(pieces)), moved=made.moved))


def said(data: bytes, suffix: str) -> Result[tuple[Said, ...]]:
    """What a draft says, in its order; `suffix` is one of SUFFIXES. FILE_UNREADABLE when it is no text."""
    pieces = _pieces(data, suffix)
    if pieces.value is None:
        return Result(value=None, problems=pieces.problems)
    return Result(value=tuple(each for piece in pieces.value for each in _said(piece)))


def _pieces(data: bytes, suffix: str, *, mark: str = "", minutes: bool = False) -> Result[Sequence[Piece]]:
    raw = decoded(data)
    if raw.value is None:
        return Result(value=None, problems=raw.problems)
    reader = markdown if suffix == ".md" else plain_text
    return Result(value=recognized(reader.lines_of(raw.value), mark=mark, minutes=minutes))


def _said(piece: Piece) -> Iterator[Said]:
    """Its texts; 附件说明 is a text a line. What a web page put around the paper is none of the paper's."""
    about = piece.element is Element.UNDER and marks.metadata(piece.lines[0].text)
    if piece.element is Element.PAGE or about or (piece.element is Element.ABOVE and not piece.doubt):
        return
    if piece.element is Element.NOTE and len(piece.lines) > 1:
        for line in piece.lines:
            yield from _said(replace(piece, lines=(line,)))
        return
    blocks = [line.block for line in piece.lines if line.block is not None]
    texts = [text for block in blocks for text in _cells(block)] or ["".join(line.text for line in piece.lines)]
    first, last = piece.lines[0], piece.lines[-1]
    for text in texts:
        yield Said(first=first.number, last=last.last or last.number, element=piece.element, text=text)


def _cells(block: Table | FieldLine) -> list[str]:
    if isinstance(block, FieldLine):
        return [_plain(text) for text in block.fields]
    rows = (*block.header, *block.rows)
    return [_plain(line) for row in rows for cell in row.cells for line in cell.lines]


def _left_in_a_letter(piece: Piece) -> Piece:
    """10.1: a letter's 版记 has neither 印发机关 nor 印发日期; the draft's line stays, and that is said."""
    if piece.element is not Element.PRINTED:
        return piece
    return replace(piece, doubt="信函的版记只有抄送（10.1），这一行照原文留在原处，不要的请删去")


def _told(pieces: Sequence[Piece]) -> Iterator[Taken]:
    """A row of the report a piece; stretches of text and of headings of a level in one."""
    waiting: list[Piece] = []
    for piece in pieces:
        together = piece.element in (Element.BODY, Element.HEADING) and not piece.doubt
        alike = waiting and (waiting[0].element, waiting[0].reason) == (piece.element, piece.reason)
        if waiting and not (together and alike):
            yield _taken(waiting)
            waiting = []
        if together:
            waiting.append(piece)
        else:
            yield _taken([piece])
    if waiting:
        yield _taken(waiting)


def _heading(block: Table | FieldLine | None) -> str:
    """The first row of a table as one text."""
    if not isinstance(block, Table):
        return ""
    return "｜".join("".join(map(_plain, cell.lines)) for row in (*block.header, *block.rows)[:1] for cell in row.cells)


def _plain(text: Text) -> str:
    return "".join(run.text for run in text)


def _taken(pieces: Sequence[Piece]) -> Taken:
    lines = [line for piece in pieces for line in piece.lines]
    text = lines[0].text or _heading(lines[0].block)
    return Taken(
        first=lines[0].number,
        last=lines[-1].last or lines[-1].number,
        element=pieces[0].element.value,
        text=text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……",
        reason=pieces[0].reason,
        doubt=pieces[0].doubt,
    )
