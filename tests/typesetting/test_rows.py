"""Tall rows divided: nothing lost or doubled, no part above half a page, merged cells whole wherever a page ends."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.document import Align, Cell, Column, Document, Row, Run, Table
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.cell_lines import cut, height, line_ends
from docgen.typesetting.columns import column_widths
from docgen.typesetting.rows import CONTINUED, divide, divide_table, places
from docgen.typesetting.widths import plain
from docgen.units import mm, pt
from docgen.writers.text import text_of
from tests.trees import ALL, LEDGER
from tests.trees import text as line

ACROSS, DOWN = mm(225), mm(156)
#: 156 mm over 18 pt: 24 lines a landscape page, one of them the header's.
LINES, HALF = 24 - 1, 12

WORDS = st.text("会议偏多文件偏长，。；《“”》（）、2015年1月A b", min_size=0, max_size=400)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=3)


def cell(*paragraphs: str, rows: int = 1, columns: int = 1) -> Cell:
    return Cell(lines=tuple(line(text) for text in paragraphs), rows=rows, columns=columns)


def table(*rows: Row) -> Table:
    header = Row(cells=tuple(cell(name) for name in ("序号", "问题", "措施", "情况")))
    columns = (
        Column(width=1, align=Align.CENTER),
        *(Column(width=width) for width in (5, 6, 7)),
    )
    return Table(columns=columns, header=(header,), rows=rows)


def divided(given_table: Table) -> Table:
    return divide_table(given_table, GBT9704, ACROSS, DOWN)


def texts(rows: tuple[Row, ...]) -> list[str]:
    """The text of each column from top to bottom, paragraphs run together, without the marks of continuation."""
    columns = [""] * 4
    for placed in places(rows, 4):
        for column, one in placed:
            columns[column] += "".join(plain(paragraph) for paragraph in one.lines).removeprefix(CONTINUED)
    return columns


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Problems with one to four measures, merged as a ledger merges them."""
    rows = []
    for number in range(draw(st.integers(1, 3))):
        count = draw(st.integers(1, 4))
        for index in range(count):
            own = (cell(*draw(PARAGRAPHS)), cell(*draw(PARAGRAPHS)))
            head = (cell(str(number + 1), rows=count), cell(*draw(PARAGRAPHS), rows=count)) if index == 0 else ()
            rows.append(Row(cells=(*head, *own)))
    return table(*rows)


@settings(deadline=None, max_examples=60)
@given(tables())
def test_the_parts_put_together_are_the_text(given_table: Table) -> None:
    assert texts(given_table.rows) == texts(divided(given_table).rows)


@settings(deadline=None, max_examples=60)
@given(tables())
def test_no_row_is_above_half_a_page_and_no_merged_cell_above_a_page(given_table: Table) -> None:
    made = divided(given_table)
    capacities = [(width - mm(2)) / pt(12) for width in column_widths(made, ACROSS)]
    heights = []
    for row, placed in zip(made.rows, places(made.rows, 4), strict=True):
        own = [height(one.lines, capacities[column]) for column, one in placed if one.rows == 1]
        merged = [height(one.lines, capacities[column]) for column, one in placed if one.rows > 1]
        assert max(merged, default=1) <= row.height
        heights.append(max(ceil(row.height - 0.1), *own, 1))
    assert [] == [taken for taken in heights if taken > HALF]
    for index, placed in enumerate(places(made.rows, 4)):
        assert [] == [one for _, one in placed if one.rows > 1 and sum(heights[index : index + one.rows]) > LINES]


@settings(deadline=None, max_examples=30)
@given(tables())
def test_what_is_divided_is_not_divided_again(given_table: Table) -> None:
    made = divided(given_table)
    assert made == divided(made)


def test_a_short_row_stays_as_it_is() -> None:
    short = table(Row(cells=(cell("1"), cell("会议偏多。"), cell("压减会议。"), cell("已完成。")), height=2.0))
    assert short == divided(short)


def test_a_later_part_is_headed_in_the_first_column_of_running_text() -> None:
    tall = "已经压减会议一次，" * 40
    made = divided(table(Row(cells=(cell("1"), cell("会议偏多。"), cell("压减会议。"), cell(tall)))))
    first = [[plain(paragraph) for one in row.cells[:3] for paragraph in one.lines] for row in made.rows]
    assert [["1", "会议偏多。", "压减会议。"], *[["", "（续）", ""]] * (len(made.rows) - 1)] == first
    assert 2 == len(made.rows)


def test_a_part_ends_with_a_sentence_where_one_ends_near() -> None:
    sentence = "坚持会议计划和发文审核制度，每季度通报一次会议、文件数量。"
    before, after = cut((line(sentence * 3),), 12, 7)
    assert [sentence * 2, sentence] == [plain(before[0]), plain(after[0])]


def test_a_cut_keeps_the_runs_apart() -> None:
    runs = (Run(text="甲" * 10, origins=("A1",)), Run(text="乙" * 10, origins=("A2",)))
    before, after = cut((runs,), 5, 3)
    assert (Run(text="甲" * 10, origins=("A1",)), Run(text="乙" * 5, origins=("A2",))) == before[0]
    assert (Run(text="乙" * 5, origins=("A2",)),) == after[0]


def test_lines_keep_their_marks() -> None:
    assert [4, 9, 10] == line_ends("一二三四五，六七八九", 5)


def test_a_problem_longer_than_a_page_goes_on_under_its_mark() -> None:
    rows = [
        Row(
            cells=((cell("1", rows=12), cell("会议偏多。", rows=12)) if index == 0 else ()) + (cell("措施。" * 20),) * 2
        )
        for index in range(12)
    ]
    made = divided(table(*rows))
    heads = [[plain(one.lines[0]) for one in row.cells] for row in made.rows if len(row.cells) == 4]
    assert ["会议偏多。", "（续）", "（续）"] == [head[1] for head in heads]
    assert ["1", "", ""] == [head[0] for head in heads]


def test_every_document_of_the_writers_keeps_its_text() -> None:
    def characters(document: Document) -> str:
        return text_of(document).replace(CONTINUED, "").replace("\n", "")

    for document in ALL.values():
        assert sorted(characters(document)) == sorted(characters(divide(document, GBT9704)))


def test_a_row_of_a_ledger_is_divided_in_its_place() -> None:
    (part,) = LEDGER.parts
    head, ledger, *rest = part.body
    assert isinstance(ledger, Table)
    tall = replace(ledger.rows[-1].cells[-1], lines=(line("已完成整改任务，群众评价满意。" * 30),))
    rows = (*ledger.rows[:-1], replace(ledger.rows[-1], cells=(*ledger.rows[-1].cells[:-1], tall)))
    document = replace(LEDGER, parts=(replace(part, body=(head, replace(ledger, rows=rows), *rest)),))
    made = divide(document, GBT9704).parts[0].body[1]
    assert isinstance(made, Table)
    assert ledger.rows[0].cells == made.rows[0].cells
    assert len(rows) < len(made.rows)
