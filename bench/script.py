"""What a paper says, flat and without looks, as JSON can hold it: what docxtpl and Typst are given to set.

It comes from the tree of the very paper that docgen writes, so all set the same text and the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

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
    Table,
    Text,
)

__all__ = ["script_of", "words"]

_STYLES: Final = {Role.CAPTION: "Caption", Role.NOTE: "Note", Role.SALUTATION: "Salutation"}


def script_of(document: Document) -> dict[str, Any]:
    """The paper: its head, its sections (`landscape`, `blocks`), its close."""
    imprint, sign_off = document.imprint, document.sign_off
    return {
        "mark": [text_of(line) for line in document.mark],
        "number": text_of(document.number),
        "copy_number": text_of(document.copy_number),
        "signers": "　".join(text_of(signer) for signer in document.signers),
        "title": [text_of(line) for line in document.title],
        "recipients": text_of(document.recipients),
        "sections": _sections(document),
        "signature": [text_of(line) for line in sign_off.signature] if sign_off else [],
        "date": text_of(sign_off.date) if sign_off else "",
        "copies": text_of(imprint.copies) if imprint else "",
        "printer": text_of(imprint.printer) if imprint else "",
        "print_date": text_of(imprint.print_date) if imprint else "",
    }


def text_of(text: Text) -> str:
    """The characters of a text."""
    return "".join(run.text for run in text)


def words(script: dict[str, Any]) -> str:
    """All characters of the sections but white space: what every way of setting them must have."""
    said = []
    for section in script["sections"]:
        for block in section["blocks"]:
            cells = [cell for row in block.get("rows", ()) for cell in row]
            said += [block.get("lead", ""), block.get("text", ""), *cells]
    return "".join("".join(said).split())


def _sections(document: Document) -> list[dict[str, Any]]:
    """The text, then its parts; those that lie alike stand in one section, each from a new page."""
    landscape = document.layout is Layout.LEDGER
    made: list[dict[str, Any]] = [
        {"landscape": landscape, "blocks": [*_blocks(document.body), *_note(document.attachment_note)]}
    ]
    for part in document.parts:
        turned = isinstance(part, Attachment) and part.orientation is Orientation.LANDSCAPE
        if made[-1]["landscape"] is not turned:
            made.append({"landscape": turned, "blocks": []})
        elif made[-1]["blocks"]:
            made[-1]["blocks"].append({"style": "Page"})
        blocks = made[-1]["blocks"]
        if isinstance(part, Attachment) and part.label:
            blocks.append(_line("AttachmentLabel", text_of(part.label)))
        blocks += [_line("AttachmentTitle", text_of(line)) for line in part.title]
        blocks += [*_blocks(part.body), *_note(getattr(part, "attachment_note", None))]
    return made


def _note(note: AttachmentNote | None) -> list[dict[str, Any]]:
    return [_line("AttachmentNote", text_of(line)) for line in note.lines] if note else []


def _line(style: str, text: str, lead: str = "", level: int = 0) -> dict[str, Any]:
    return {"style": style, "lead": lead, "text": text, "level": level}


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            made.append(_paragraph(block))
        elif isinstance(block, FieldLine):
            made.append(_line("FieldLine", "　　".join(text_of(field) for field in block.fields)))
        elif isinstance(block, Table):
            made.append(_table(block))
        elif isinstance(block, AttachmentNote):
            made += _note(block)
        else:
            raise TypeError(f"papers of the benchmark hold no {type(block).__name__}")
    return made


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    lead, text = text_of(paragraph.lead), text_of(paragraph.runs)
    if paragraph.level and not text:
        return _line(f"Heading{paragraph.level}", lead, level=paragraph.level)
    return _line(_STYLES.get(paragraph.role, "Body"), text, lead, paragraph.level)


def _table(table: Table) -> dict[str, Any]:
    """The cells of every row; one that another covers is empty."""
    rows = (*table.header, *table.rows)
    grid = [[""] * len(table.columns) for _ in rows]
    covered: set[tuple[int, int]] = set()
    for down, row in enumerate(rows):
        across = 0
        for cell in row.cells:
            while (down, across) in covered:
                across += 1
            grid[down][across] = _cell(cell.lines)
            covered |= {(down + below, across + right) for below in range(cell.rows) for right in range(cell.columns)}
            across += cell.columns
    return {
        "style": f"Table{len(table.columns)}",
        "widths": [column.width for column in table.columns],
        "header": len(table.header),
        "rows": grid,
    }


def _cell(lines: Sequence[Text]) -> str:
    return "\n".join(text_of(line) for line in lines)
