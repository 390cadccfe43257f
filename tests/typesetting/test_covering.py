"""Which cells stand in each row of a table."""

from __future__ import annotations

from docgen.document import Cell, Row
from docgen.typesetting.covering import coverings
from tests.trees import text


def test_a_cell_stands_in_every_row_that_it_covers() -> None:
    tall, wide = Cell(lines=(text("高"),), rows=3), Cell(lines=(text("宽"),), rows=2, columns=2)
    one, two, three = (Cell(lines=(text(words),)) for words in "甲乙丙")
    rows = (Row(cells=(tall, wide)), Row(cells=()), Row(cells=(one, two)), Row(cells=(one, two, three)))
    above, beside = (tall, 0, 0), (wide, 0, 1)
    below = [above, (one, 2, 1), (two, 2, 2)], [(one, 3, 0), (two, 3, 1), (three, 3, 2)]
    assert [[above, beside], [above, beside], *below] == coverings(rows, 3)
