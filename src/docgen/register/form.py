"""The register as an office keeps it on paper (发文登记表): a tree of one landscape table, for any writer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from docgen.document import (
    Align,
    Attachment,
    Block,
    Document,
    FieldLine,
    Layout,
    Orientation,
    Paragraph,
    Properties,
    Role,
    Voice,
)
from docgen.register.entries import Entry, State
from docgen.text_tables import said, text_table

__all__ = ["VOID", "note_of", "register_form", "table_form"]

#: How 备注 of a void number begins; the import reads it back.
VOID: Final = "作废"
_COLUMNS: Final = (
    ("序号", 1.9, Align.CENTER),
    ("文号", 6.0, Align.LEFT),
    ("标题", 7.8, Align.LEFT),
    ("密级", 2.0, Align.CENTER),
    ("份数", 1.9, Align.CENTER),
    ("拟稿", 2.2, Align.CENTER),
    ("签发", 2.2, Align.CENTER),
    ("日期", 3.8, Align.CENTER),
    ("主送", 5.0, Align.LEFT),
    ("抄送", 3.4, Align.LEFT),
    ("归档", 2.6, Align.CENTER),
    ("备注", 2.8, Align.LEFT),
)


def register_form(entries: Sequence[Entry], title: str = "发文登记表") -> Document:
    """The register's lines as a table, the columns in the order in which an office keeps them."""
    rows = [
        (
            str(order),
            str(entry.number),
            entry.title,
            entry.security,
            "" if entry.copies is None else str(entry.copies),
            entry.drafter,
            entry.signer,
            entry.signed_on.isoformat() if entry.signed_on else "",
            entry.recipients,
            entry.copies_to,
            entry.archive,
            note_of(entry),
        )
        for order, entry in enumerate(entries, 1)
    ]
    return table_form(title, _COLUMNS, rows)


def note_of(entry: Entry) -> str:
    """备注: what is not simply issued, and why."""
    if entry.state is State.ISSUED:
        return ""
    return f"{entry.state.word}：{entry.reason}" if entry.reason else entry.state.word


def table_form(
    title: str,
    columns: Sequence[tuple[str, float, Align]],
    rows: Iterable[Sequence[str]],
    *,
    fields: Sequence[str] = (),
    about: str = "",
) -> Document:
    """A list to print and to write on: a title, a table of text whose heading is repeated.

    Above the table stand labelled `fields`, side by side, or a line that says what the list is `about`.
    """
    body: list[Block] = [text_table(columns, rows)]
    if fields:
        body.insert(0, FieldLine(fields=tuple(said(text, Voice.DATA) for text in fields)))
    if about:
        body.insert(0, Paragraph(runs=said(about, Voice.DATA), role=Role.NOTE))
    part = Attachment(title=(said(title),), body=tuple(body), orientation=Orientation.LANDSCAPE)
    return Document(layout=Layout.LEDGER, properties=Properties(title=title, author=""), title=(), parts=(part,))
