"""Ledger forms as tables: the heading, the rows and the 说明 as 台账定义 has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docgen.dataset.records import LedgerForm
from docgen.document import Align, Block, Cell, Column, FieldLine, Paragraph, Role, Row, Run, Table, Text, Voice

__all__ = ["blank_form", "columns_of", "form_blocks", "header_of", "short"]

_CENTERED: Final = frozenset({"序号", "时限", "领导", "责任单位", "类别"})
_BLANK_HEIGHT: Final = 3.0  # 行 of a blank row, to write in by hand


def _text(text: str, origin: str) -> Text:
    return (Run(text=text, voice=Voice.DATA, origins=(origin,)),) if text else ()


def short(role: str) -> Align:
    """How the cells of a role's column lie: those that hold a word or two are centred."""
    return Align.CENTER if role in _CENTERED else Align.LEFT


def columns_of(form: LedgerForm) -> tuple[Column, ...]:
    """The printed columns; short ones are centred."""
    return tuple(Column(width=column.width, align=short(column.role)) for column in form.columns if column.on_paper)


def header_of(form: LedgerForm) -> Row:
    """The heading row, with the breaks inside headings as set in 台账定义."""
    origin = form.origin.trace("内容")
    return Row(
        cells=tuple(
            Cell(
                lines=tuple(_text(line, origin) for line in column.printed.split("\n") if line) or ((),),
                header=True,
                align=Align.CENTER,
            )
            for column in form.columns
            if column.on_paper
        )
    )


def blank_form(form: LedgerForm) -> tuple[Block, ...]:
    """A form to be filled in by hand: its head line, its heading, blank rows, 说明."""
    columns = columns_of(form)
    blank = Row(cells=tuple(Cell() for _ in columns), height=_BLANK_HEIGHT)
    return form_blocks(form, Table(columns=columns, header=(header_of(form),), rows=(blank,) * form.blank_rows))


def form_blocks(form: LedgerForm, table: Table, head: Sequence[Text] | None = None) -> tuple[Block, ...]:
    """A form around its table; `head` takes the place of the blank fields of its head line."""
    origin = form.origin.trace("内容")
    fields = tuple(head) if head is not None else tuple(_text(label, origin) for label in form.head)
    line: tuple[Block, ...] = (FieldLine(fields=fields),) if fields else ()
    notes = tuple(Paragraph(runs=_text(note, origin), role=Role.NOTE) for note in form.notes)
    return (*line, table, *notes)
