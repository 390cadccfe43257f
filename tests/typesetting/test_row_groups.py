"""Which rows stay together: what is soon seen of the last two is what setting them says."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from docgen.document import Cell, Column, Row, Table
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting import row_groups
from docgen.typesetting.row_groups import groups, holds_its_end
from docgen.typesetting.table_pages import whole
from docgen.units import mm
from tests.trees import text

ACROSS = mm(156)
WORDS = st.text(alphabet="整改落实12.%A", max_size=24)


@st.composite
def single_rows(draw: st.DrawFn) -> Table:
    """A table of two to four rows of three cells; the last row may join its first two."""
    rows = [
        Row(cells=tuple(Cell(lines=(text(draw(WORDS)),)) for _ in range(3)), height=draw(st.sampled_from([1.0, 2.0])))
        for _ in range(draw(st.integers(2, 4)))
    ]
    if draw(st.booleans()):
        rows[-1] = replace(rows[-1], cells=(replace(rows[-1].cells[0], columns=2), rows[-1].cells[2]))
    return Table(columns=(Column(width=1), Column(width=2), Column(width=5)), rows=tuple(rows))


@given(single_rows())
def test_the_last_two_rows_are_held_as_their_groups_say(table: Table) -> None:
    held = groups(whole(table, GBT9704, ACROSS), GBT9704)[-1].held
    assert held == holds_its_end(table, GBT9704, ACROSS)


def test_rows_of_a_line_each_need_not_be_set() -> None:
    row = Row(cells=tuple(Cell(lines=(text(words),)) for words in ("制度", "100%", "整改落实情况")))
    table = Table(columns=(Column(width=1), Column(width=2), Column(width=5)), rows=(row, row))
    assert row_groups._are_lines(table, GBT9704, ACROSS)
    assert not row_groups._are_lines(replace(table, rows=(row, replace(row, height=2.0))), GBT9704, ACROSS)
