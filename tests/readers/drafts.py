"""The drafts that tests read: public documents as they stand on the web, and small ones written in the tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from docgen.document import (
    Attachment,
    AttachmentNote,
    Block,
    Document,
    FieldLine,
    IssuedText,
    Paragraph,
    SignOff,
    Table,
)
from docgen.readers.stranger import Formatted, formatted
from docgen.typesetting.widths import plain

__all__ = ["PUBLIC", "STRANGE", "elements", "outline", "read"]

_DOCUMENTS = Path(__file__).parents[1] / "documents"

#: Real papers, by name.
PUBLIC = {
    path.stem: path for path in (*sorted((_DOCUMENTS / "drafts").glob("*.txt")), _DOCUMENTS / "huitoukan-notice.txt")
}

#: Invented ones as offices and web pages have them, by name.
STRANGE = {path.stem: path for path in sorted((Path(__file__).parent / "strange").glob("*.*")) if path.stem != "README"}


def read(text: str | bytes, suffix: str = ".txt", *, mark: tuple[str, ...] = ()) -> Formatted:
    """A draft, understood."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    result = formatted(data, suffix, mark=mark)
    assert result.value is not None
    return result.value


def elements(made: Formatted) -> list[str]:
    """What the lines were taken for, in order: 元素 首行—末行."""
    return [f"{taken.element} {taken.first}—{taken.last}" for taken in made.taken]


def outline(document: Document) -> Iterator[str]:
    """The tree to be read by a person: a line an element; ¦ ends what is set in the typeface of a heading."""
    yield from (f"标志　{plain(line)}" for line in document.mark)
    yield from (f"字号　{plain(document.number)}" for _ in document.number)
    yield from _blocks(document.above_title)
    yield from (f"标题　{plain(line)}" for line in document.title)
    yield from _blocks(document.under_title)
    yield from (f"主送　{plain(document.recipients)}" for _ in document.recipients)
    yield from _blocks(document.body)
    yield from _blocks([block for block in (document.attachment_note, document.sign_off) if block])
    yield from (f"附注　{plain(document.remark)}" for _ in document.remark)
    for part in document.parts:
        yield from _part(part)


def _part(part: IssuedText | Attachment) -> Iterator[str]:
    yield f"＝＝　附件　{plain(part.label)}" if isinstance(part, Attachment) else "＝＝　印发件"
    yield from (f"标题　{plain(line)}" for line in part.title)
    yield from _blocks(part.body)
    if isinstance(part, IssuedText) and part.attachment_note:
        yield from _blocks([part.attachment_note])


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                lead = f"{plain(block.lead)}¦" if block.lead else ""
                yield f"{block.level or ''}{block.role.value}　{lead}{plain(block.runs)}"
            case AttachmentNote():
                yield from (f"附件说明　{plain(line)}" for line in block.lines)
            case SignOff():
                for agency in (block.signature, *block.others):
                    yield from (f"署名　{plain(line)}" for line in agency)
                yield f"日期　{plain(block.date)}"
            case FieldLine():
                yield f"填写行　{' ｜ '.join(plain(field) for field in block.fields)}"
            case Table():
                for row in (*block.header, *block.rows):
                    yield f"表　{' ｜ '.join('／'.join(plain(line) for line in cell.lines) for cell in row.cells)}"
