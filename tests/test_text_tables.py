"""Lists of text as tables of the tree."""

from __future__ import annotations

from docgen.document import Align, Cell, Column, Row, Run, Table, Voice
from docgen.text_tables import text_table


def test_a_line_break_begins_a_line_and_nothing_is_an_empty_one() -> None:
    table = text_table((("每份\n张数", 1.5, Align.CENTER), ("备注", 4.6, Align.LEFT)), [("2", "甲\n乙"), ("", "")])

    heading = Cell(lines=((Run(text="每份"),), (Run(text="张数"),)), header=True, align=Align.CENTER)
    two, first, second = ((Run(text=text, voice=Voice.DATA),) for text in ("2", "甲", "乙"))
    assert (
        Table(
            columns=(Column(width=1.5, align=Align.CENTER), Column(width=4.6)),
            header=(Row(cells=(heading, Cell(lines=((Run(text="备注"),),), header=True, align=Align.CENTER))),),
            rows=(Row(cells=(Cell(lines=(two,)), Cell(lines=(first, second)))), Row(cells=(Cell(), Cell()))),
        )
        == table
    )
