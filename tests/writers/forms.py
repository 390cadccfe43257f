"""Notices that differ in their 份号 and in the rows of a form."""

from __future__ import annotations

from dataclasses import replace

from docgen.document import Attachment, Cell, Column, Document, FieldLine, Paragraph, Role, Row, Table
from tests.trees import NOTICE, text

__all__ = ["FILLED", "filled"]


def filled(number: int, rows: list[int]) -> Document:
    """A notice with its 份号 and one form, whose rows have so many lines."""
    columns = (Column(width=4.0), Column(width=20.0))
    header = (Row(cells=tuple(Cell(lines=(text(head),), header=True) for head in ("序号", "整改措施"))),)
    cells = [
        (str(place), f"第{number}号件第{place}项" + "整改" * 18 * (lines - 1)) for place, lines in enumerate(rows, 1)
    ]
    body = tuple(Row(cells=tuple(Cell(lines=(text(words),)) for words in row)) for row in cells)
    blocks = (
        FieldLine(fields=(text("单位："), text("填报时间：    年  月  日"))),
        Table(columns=columns, header=header, rows=body),
        Paragraph(runs=text("说明：此表由各单位汇总。"), role=Role.NOTE),
    )
    form = Attachment(label=text("附件1："), title=(text("整改落实工作台账"),), body=blocks)
    return replace(NOTICE, copy_number=text(f"{number:06}"), parts=(form,), attachment_note=None)


#: Forms of one page and of two, with as many rows on the first of these or with others.
FILLED = [
    *(filled(number, [1, 2, 3]) for number in range(1, 4)),
    filled(4, [2, 1, 3]),
    filled(5, [1] * 31),
    filled(6, [3] * 2 + [1] * 26),
    filled(7, [2] * 3 + [1] * 26),
]
