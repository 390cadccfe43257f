"""A tree as passages in reading order, and the rows of a print that each passage takes: who is whose last line.

Only the tree is known here, not how anything is set; tables are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from tools.ruler.sheets import Row

from docgen.document import (
    Attachment,
    AttachmentNote,
    Block,
    Document,
    FieldLine,
    Layout,
    Orientation,
    Paragraph,
    Role,
    SignOff,
    Table,
    Text,
)

__all__ = ["Found", "Passage", "Sort", "located", "passages_of", "width"]


class Sort(Enum):
    """What a passage is."""

    TITLE = "标题"
    LINE = "居中行"
    RECIPIENTS = "主送机关"
    TEXT = "正文"
    NOTE = "表格说明"
    ATTACHMENTS = "附件说明"
    SIGNATURE = "署名"
    DATE = "成文日期"
    REMARK = "附注"
    LABEL = "附件标识"
    PART_TITLE = "附件标题"
    COPIES = "抄送机关"
    PRINTER = "印发机关"


#: Passages whose lines run from edge to edge.
SPREAD = (Sort.RECIPIENTS, Sort.TEXT, Sort.NOTE, Sort.ATTACHMENTS, Sort.REMARK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph: its characters, blanks taken out; `after_text` when nothing but text is above it in its part."""

    sort: Sort
    text: str
    sign_off: SignOff | None = None
    item: int = 0  # of an 附件说明, of a signature: which line
    after_text: bool = True
    landscape: bool = False

    @property
    def spread(self) -> bool:
        """Whether every line but its last ends at the right edge."""
        return self.sort in SPREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A passage and the rows it takes; none when the print has no such rows."""

    passage: Passage
    rows: tuple[Row, ...]


def width(text: str) -> float:
    """In 字: ASCII takes half a cell."""
    return sum(0.5 if character < "\x7f" else 1.0 for character in text)


def squeezed(text: Text) -> str:
    """The characters of a line of runs without blanks."""
    return "".join("".join(run.text.split()) for run in text)


def passages_of(document: Document) -> list[Passage]:
    """All passages but those of the head, the cover and tables, in reading order."""
    return [passage for passage in _passages(document) if passage.text]


def _passages(document: Document) -> Iterator[Passage]:
    form = document.layout is Layout.FORM
    yield from _blocks(document.above_title)
    yield Passage(sort=Sort.TITLE, text="".join(map(squeezed, document.title)))
    for line in document.byline:
        yield Passage(sort=Sort.LINE, text=squeezed(line))
    yield from _blocks(document.under_title)
    yield Passage(sort=Sort.RECIPIENTS, text=squeezed(document.recipients))
    yield from _blocks(document.body)
    after_text = not document.body or isinstance(document.body[-1], Paragraph)
    yield from _note(document.attachment_note, after_text=after_text)
    yield from _sign_off(document.sign_off, after_text=after_text or bool(document.attachment_note))
    if document.remark:
        yield Passage(sort=Sort.REMARK, text=f"（{squeezed(document.remark)}）")
    if form:
        yield from _imprint(document)
    for part in document.parts:
        landscape = isinstance(part, Attachment) and part.orientation is Orientation.LANDSCAPE
        if isinstance(part, Attachment):
            yield Passage(sort=Sort.LABEL, text=squeezed(part.label), landscape=landscape)
        title = "".join(map(squeezed, part.title))
        yield Passage(sort=Sort.PART_TITLE, text=title, landscape=landscape)
        yield from _blocks(part.body, landscape=landscape)
        yield from _note(getattr(part, "attachment_note", None), after_text=False)
    if not form:
        yield from _imprint(document)


def _imprint(document: Document) -> Iterator[Passage]:
    imprint = document.imprint
    if imprint and imprint.copies:
        yield Passage(sort=Sort.COPIES, text=f"抄送：{squeezed(imprint.copies)}")
    if imprint and (imprint.printer or imprint.print_date):
        printed = f"{squeezed(imprint.print_date)}印发" if imprint.print_date else ""
        yield Passage(sort=Sort.PRINTER, text=squeezed(imprint.printer) + printed)


def _blocks(blocks: Iterable[Block], *, landscape: bool = False) -> Iterator[Passage]:
    before: Block | None = None
    for block in blocks:
        text = isinstance(before, Paragraph)
        match block:
            case Paragraph():
                sort = _sort(block)
                yield Passage(sort=sort, text=squeezed(block.lead + block.runs), landscape=landscape)
            case AttachmentNote():
                yield from _note(block, after_text=text)
            case SignOff():
                yield from _sign_off(block, after_text=text)
            case Table() | FieldLine():
                pass
        before = block


def _sort(block: Paragraph) -> Sort:
    match block.role:
        case Role.CAPTION | Role.NUMBER | Role.CENTERED:
            return Sort.LINE
        case Role.NOTE:
            return Sort.NOTE
        case Role.SALUTATION:
            return Sort.RECIPIENTS
        case Role.REMARK:
            return Sort.REMARK
        case _:
            return Sort.TEXT


def _note(note: AttachmentNote | None, *, after_text: bool) -> Iterator[Passage]:
    for item, line in enumerate(note.lines if note else ()):
        yield Passage(sort=Sort.ATTACHMENTS, text=squeezed(line), item=item, after_text=after_text)


def _sign_off(closing: SignOff | None, *, after_text: bool) -> Iterator[Passage]:
    if closing is None:
        return
    # names of several agencies stand side by side or are spread: tests/writers/test_joint.py measures them
    for item, line in enumerate(() if closing.others else closing.signature):
        text = squeezed(line)
        yield Passage(sort=Sort.SIGNATURE, text=text, sign_off=closing, item=item, after_text=after_text)
    yield Passage(sort=Sort.DATE, text=squeezed(closing.date), sign_off=closing)


def located(passages: Iterable[Passage], rows: list[Row]) -> list[Found]:
    """Each passage with its rows: the first ones after those of the passage before that read exactly as it does."""
    found = []
    cursor = 0
    for passage in passages:
        start, end = next(_places(passage.text, rows, cursor), (cursor, cursor))
        found.append(Found(passage=passage, rows=tuple(rows[start:end])))
        cursor = end
    return found


def _places(text: str, rows: list[Row], cursor: int) -> Iterator[tuple[int, int]]:
    for start in range(cursor, len(rows)):
        at = 0
        for end in range(start, len(rows)):
            if not text.startswith(rows[end].text, at):
                break
            at += len(rows[end].text)
            if at == len(text):
                yield start, end + 1
                break
