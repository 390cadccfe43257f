"""Tables by the page: every row on one page, heads repeated, a merged cell written once and carried on empty."""

from __future__ import annotations

from docgen.document import Attachment, Cell, Column, Orientation, Row, Run, Table
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.row_groups import groups
from docgen.typesetting.table_pages import SetTable, divide, header_measure, whole
from docgen.units import Length, mm


def cell(text: str, rows: int = 1) -> Cell:
    return Cell(lines=((Run(text=text),),), rows=rows)


def pieces(*rows: Row) -> list[SetTable]:
    header = Row(cells=(Cell(lines=((Run(text="甲"),),), header=True), Cell(lines=((Run(text="乙"),),), header=True)))
    table = Table(columns=(Column(width=1), Column(width=1)), header=(header,), rows=rows)
    part = Attachment(title=((Run(text="台账"),),), body=(table,), orientation=Orientation.LANDSCAPE)
    return [block for block in divide(part, GBT9704, landscape=True) if isinstance(block, SetTable)]


def texts(piece: SetTable) -> list[list[str]]:
    return [["".join("".join(lines) for lines in cell.lines) for cell in row.cells] for row in piece.rows]


def test_each_page_holds_what_fits_and_all_rows_come_in_order() -> None:
    found = pieces(*(Row(cells=(cell(str(n)), cell("事"))) for n in range(100)))
    assert [row[0] for piece in found for row in texts(piece)] == [str(n) for n in range(100)]
    for piece in found:
        assert Length(sum(row.height for row in (*piece.header, *piece.rows))) <= mm(156)
    assert [piece.breaks for piece in found] == [False] + [True] * (len(found) - 1)


def test_a_part_that_has_a_title_only_has_no_blocks() -> None:
    part = Attachment(title=((Run(text="台账"),),), body=())
    assert [] == divide(part, GBT9704, landscape=False)


def test_a_merged_cell_at_a_page_end_is_written_once_and_its_rows_add_up() -> None:
    rows = [Row(cells=(cell("问题", rows=60), cell("0")))] + [Row(cells=(cell(str(n)),)) for n in range(1, 60)]
    found = pieces(*rows)
    firsts = [piece.rows[0].cells[0] for piece in found]
    assert [texts(piece)[0][0] for piece in found] == ["问题"] + [""] * (len(found) - 1)
    assert sum(first.rows for first in firsts) == 60
    assert [first.rows for first in firsts] == [len(piece.rows) for piece in found]


def test_a_table_in_the_text_is_divided_between_groups_but_for_long_ones() -> None:
    rows = [
        Row(cells=(cell("问题", rows=3), cell("0"))),
        *(Row(cells=(cell(str(n)),)) for n in (1, 2)),
        Row(cells=(cell("甲"), cell("乙"))),
        Row(cells=(cell("长", rows=40), cell("0"))),
        *(Row(cells=(cell(str(n)),)) for n in range(1, 40)),
    ]
    table = whole(Table(columns=(Column(width=1), Column(width=1)), rows=tuple(rows)), GBT9704)
    assert [(3, True), (1, False), (40, False)] == [(len(one.rows), one.held) for one in groups(table, GBT9704)]


def test_the_last_row_stands_on_no_page_alone() -> None:
    one = Row(cells=(cell("甲"), cell("乙")))
    for count in range(2, 60):
        found = pieces(*(one,) * count)
        assert 1 not in [len(piece.rows) for piece in found]
        assert count == sum(len(piece.rows) for piece in found)
    table = whole(Table(columns=(Column(width=1), Column(width=1)), rows=(one,) * 4), GBT9704)
    assert [(1, False), (1, False), (2, True)] == [(len(each.rows), each.held) for each in groups(table, GBT9704)]


def test_a_head_among_the_rows_stands_with_what_it_heads_and_a_tall_last_row_may_stand_alone() -> None:
    head = Row(cells=tuple(Cell(lines=((Run(text=text),),), header=True) for text in ("序号", "督办事项")))
    item = Row(cells=(cell("1"), cell("甲")), height=14)
    low, tall = Row(cells=(cell("合计"), cell("乙"))), Row(cells=(cell("办理要求"), cell("丙")), height=4)
    columns = (Column(width=1), Column(width=1))
    for rows, expected in (
        ((low, head, item, tall), [(1, False), (2, True), (1, False)]),
        ((low, head, head, item, tall), [(1, False), (3, True), (1, False)]),
        ((head, low, low, low), [(2, True), (2, True)]),
        ((low, head), [(1, False), (1, False)]),
    ):
        found = groups(whole(Table(columns=columns, rows=rows), GBT9704), GBT9704)
        assert expected == [(len(each.rows), each.held) for each in found]


def test_the_head_of_a_narrow_column_has_even_lines() -> None:
    head = cell("整改时限")
    assert (2, None) == (header_measure(head, 3), header_measure(head, 4))
