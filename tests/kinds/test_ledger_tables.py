"""Cells drawn together: whatever the rows hold, each row still says what its cells say."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.facts import Facts
from docgen.kinds.ledger_tables import form_columns, lines_of, printed, table_of
from docgen.typesetting.rows import places
from docgen.typesetting.widths import plain
from tests.facts.makers import ALWAYS, AT_ONCE, TEAM, dataset, entry, form

DAY = date(2015, 2, 5)
FORM = form(TEAM).model_copy(update={"columns": form(TEAM).columns[:5]})  # 序号 问题 措施 时限 领导

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "措施": st.sampled_from(["开展自查。", "建立台账。\n逐项销号。", None]),
            "时限": st.sampled_from([ALWAYS, AT_ONCE, None]),
            "领导": st.sampled_from([("罗文",), ("罗文", "王琞"), ()]),
        }
    ),
    min_size=1,
    max_size=6,
)


def expanded(rows: list[dict[str, Any]]) -> list[list[str]]:
    """What each printed row says in each column, merged cells read in every row they cover."""
    data = dataset(*(entry(1, row=number, **values) for number, values in enumerate(rows, 2)))
    (item,) = Facts(data, DAY).items()
    made = table_of(form_columns(FORM), [lines_of(item)]).rows
    grid = [[""] * 5 for _ in made]
    for row, placed in enumerate(places(made, 5)):
        for column, cell in placed:
            for covered in range(row, row + cell.rows):
                grid[covered][column] = "|".join(plain(line) for line in cell.lines)
    return grid


@settings(deadline=None)
@given(ROWS)
def test_every_row_says_what_its_cells_say(rows: list[dict[str, Any]]) -> None:
    told = [
        ["1", "问题1", *("|".join(printed(values[header]).lines) for header in ("措施", "时限", "领导"))]
        for values in rows
    ]
    assert told == expanded(rows)


def test_values_print_as_papers_have_them() -> None:
    values = [None, "", "两行\n文字", date(2015, 1, 6), ALWAYS, ("罗文", "王琞"), 3, 3.0, 2.5, "=1+1"]
    assert [
        (),
        (),
        ("两行", "文字"),
        ("2015年1月6日",),
        ("长期坚持",),
        ("罗文、", "王琞"),
        ("3",),
        ("3",),
        ("2.5",),
        ("=1+1",),
    ] == [printed(value).lines for value in values]
