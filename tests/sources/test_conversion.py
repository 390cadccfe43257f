"""Conversion loses nothing: values, types, text, sheets and their order, columns and theirs."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from docgen.problems import Code
from docgen.sources.book import Book, Cell, CellError, Merge, Sheet
from docgen.sources.conversion import convert
from docgen.sources.plan import ISSUED_COLUMNS
from docgen.sources.reading import read_book
from docgen.sources.structured import json_text, yaml_text
from docgen.sources.workbook_writing import workbook_bytes

EXAMPLE = Path(__file__).parents[2] / "data_examples" / "huitoukan" / "dataset.xlsx"
ANY_TEXT = st.text(alphabet=st.characters(), min_size=1, max_size=30)
TRICKY = st.sampled_from(
    [
        *("=1+1", "001", "2015-01-06", "12:30", "010", "1e5", "是", "yes", "null", "~", "", "- 甲", "甲: 乙", "#N/A"),
        *(" 前后 ", "a\nb", "\n", "a\r\nb", "\u3000\u3000段首", "a\n\n b\n", "甲\x85\n乙", "\ufeff甲\n乙", "a\n\tb"),
        *("'", '"', "& < > {{ }}", "𬍛㛃", "\ud800", "\x00", "\ufffe", "_x000D_"),
    ]
)
VALUES: st.SearchStrategy[Any] = st.one_of(
    ANY_TEXT,
    TRICKY,
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 3, 1)),
    st.dates(max_value=date(1900, 2, 28)),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)).map(lambda day: day.replace(microsecond=0)),
    st.times().map(lambda clock: clock.replace(microsecond=0)),
    st.just(CellError("#N/A")),
)
CELLS = st.one_of(
    VALUES.map(Cell),
    st.builds(Cell, st.one_of(st.none(), st.integers(0, 99), TRICKY), st.sampled_from(["A1+1", 'IF(A1<"甲",1,2)'])),
)
HEADERS = st.lists(st.one_of(ANY_TEXT, TRICKY.filter(bool)), min_size=1, max_size=4, unique=True)


@st.composite
def record_sheets(draw: st.DrawFn, name: str) -> Sheet:
    """A sheet of records, with blank cells and blank rows."""
    headers = draw(HEADERS)
    rows = {1: {index: Cell(header) for index, header in enumerate(headers, 1)}}
    for number in range(2, draw(st.integers(2, 5))):
        cells = {index: draw(CELLS) for index in range(1, len(headers) + 1) if draw(st.booleans())}
        if cells:
            rows[number] = cells
    return Sheet(name=name, rows=rows, merges=draw(st.sampled_from([(), (Merge(2, 1, 3, 1),)])))


@st.composite
def grids(draw: st.DrawFn, name: str) -> Sheet:
    """A sheet of any cells anywhere."""
    addresses = draw(st.sets(st.tuples(st.integers(1, 500), st.integers(1, 40)), min_size=1, max_size=5))
    rows: dict[int, dict[int, Cell]] = {}
    for row, column in sorted(addresses):
        rows.setdefault(row, {})[column] = draw(CELLS)
    return Sheet(name=name, rows=rows)


@st.composite
def books(draw: st.DrawFn) -> Book:
    names = draw(st.lists(ANY_TEXT, min_size=1, max_size=3, unique=True))
    return Book(sheets=tuple(draw(st.one_of(record_sheets(name), grids(name))) for name in names))


def through(book: Book, kind: str) -> Book:
    contents = {"xlsx": workbook_bytes, "yaml": yaml_text, "json": json_text}[kind](book)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"dataset.{kind}"
        path.write_bytes(contents if isinstance(contents, bytes) else contents.encode("utf-8", "backslashreplace"))
        result = read_book(path)
    assert result.value is not None, result.problems
    return result.value


def typed(book: Book) -> list[Any]:
    """A book with the types of its values, since 1 == 1.0 == True."""
    return [
        (
            sheet.name,
            sheet.merges,
            [
                (row, column, type(cell.value), cell)
                for row, line in sheet.rows.items()
                for column, cell in line.items()
            ],
        )
        for sheet in book.sheets
    ]


@pytest.mark.parametrize("kind", ["xlsx", "yaml", "json"])
@settings(max_examples=50, deadline=None)
@given(book=books())
def test_any_book_survives(kind: str, book: Book) -> None:
    assert typed(book) == typed(through(book, kind))


PARAGRAPHS = st.one_of(
    ANY_TEXT, TRICKY.filter(bool), st.text(alphabet="#*-+=1.) 　\n\t\\`_[]<>〔〕&;|~!甲", min_size=1, max_size=12)
)


@settings(max_examples=100, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["方案", "* 意见"]), PARAGRAPHS, st.one_of(st.none(), PARAGRAPHS)), max_size=6
    )
)
def test_any_text_of_a_plan_survives(rows: list[tuple[str, str, str | None]]) -> None:
    lines = {1: {index: Cell(column) for index, column in enumerate(ISSUED_COLUMNS, 1)}}
    for number, values in enumerate(rows, 2):
        lines[number] = {index: Cell(value) for index, value in enumerate(values, 1) if value is not None}
    book = Book(sheets=(Sheet(name="印发件", rows=lines),))
    with tempfile.TemporaryDirectory() as folder:
        source, plan, back = (Path(folder) / name for name in ("a.xlsx", "plan.md", "b.xlsx"))
        source.write_bytes(workbook_bytes(book))
        assert () == convert(source, plan)
        assert () == convert(plan, back)
        assert book == read_book(back).value


@pytest.mark.parametrize("kind", ["yaml", "json", "xlsx"])
def test_the_example_there_and_back(kind: str, tmp_path: Path) -> None:
    there, back = tmp_path / f"there.{kind}", tmp_path / "back.xlsx"
    assert () == convert(EXAMPLE, there)
    assert () == convert(there, back)
    assert read_book(EXAMPLE).value == read_book(back).value


def test_another_program_reads_the_workbook_the_same(tmp_path: Path) -> None:
    """openpyxl's values of our xlsx are those of the original."""
    convert(EXAMPLE, tmp_path / "a.xlsx")
    ours, original = load_workbook(tmp_path / "a.xlsx"), load_workbook(EXAMPLE)
    assert original.sheetnames == ours.sheetnames
    for sheet in original:
        assert list(sheet.values) == list(ours[sheet.title].values)


def test_another_program_reads_the_yaml_the_same(tmp_path: Path) -> None:
    convert(EXAMPLE, tmp_path / "a.yaml")
    tree = yaml.safe_load((tmp_path / "a.yaml").read_text(encoding="utf-8"))
    original = load_workbook(EXAMPLE)
    assert original.sheetnames == list(tree)
    units = tree["单位"] if isinstance(tree["单位"], list) else tree["单位"]["行"]
    headers, *rows = original["单位"].values
    assert [{key: cell for key, cell in zip(headers, row, strict=True) if cell is not None} for row in rows] == units


def test_same_book_same_bytes() -> None:
    book = read_book(EXAMPLE).value
    assert book is not None
    assert workbook_bytes(book) == workbook_bytes(book)


def test_plan_of_the_example_is_readable(tmp_path: Path) -> None:
    assert () == convert(EXAMPLE, tmp_path / "plan.md")
    text = (tmp_path / "plan.md").read_text(encoding="utf-8")
    assert text.startswith("# 娄底市党的群众路线教育实践活动整改<br>落实情况“回头看”工作方案\n\n")
    assert text.endswith("\n\n附件4：〔制度建设台账〕\n")
    assert "\\" not in text


@pytest.mark.parametrize(
    ("source", "target", "code"), [("a.txt", "b.yaml", Code.FILE_UNREADABLE), ("a.yaml", "b.docx", Code.ASKED_WRONGLY)]
)
def test_what_cannot_be_converted(source: str, target: str, code: Code, tmp_path: Path) -> None:
    (tmp_path / source).write_text("单位: []\n", encoding="utf-8")
    assert [code] == [problem.code for problem in convert(tmp_path / source, tmp_path / target)]
    assert not (tmp_path / target).exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    problems = convert(EXAMPLE, tmp_path / "nowhere" / "a.yaml")
    assert [Code.FILE_NOT_WRITTEN] == [problem.code for problem in problems]


MALFORMED = {
    "a.yaml": [
        "单位: [",
        "- 甲",
        "单位: 甲",
        "单位:\n- 甲",
        "单位:\n- 甲: [1]",
        "单位:\n- 甲: 1\n  甲: 2",
        "a: &x []\nb: *x",
        "甲: !!python/none ''",
        "[" * 3000,
        "",
    ],
    "a.json": [
        "{",
        "[]",
        '{"单位": 1}',
        '{"单位": [{"甲": 1, "甲": 2}]}',
        '{"单位": [], "单位": []}',
        "[" * 200_000,
        '{"甲": [{"乙": ' + "9" * 5000 + "}]}",
    ],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in MALFORMED.items() for text in texts])
def test_malformed_text_is_one_problem(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = read_book(tmp_path / name)
    assert result.value is None
    assert [Code.FILE_UNREADABLE] == [problem.code for problem in result.problems]


def test_clock_and_day_stay_apart() -> None:
    book = Book(sheets=(Sheet(name="甲", rows={1: {1: Cell("乙")}, 2: {1: Cell(time(0, 0))}}),))
    assert typed(book) == typed(through(book, "xlsx"))


@pytest.mark.parametrize("merged", ["3", "甲", "true", "{A1: B2}", "[3]"])
def test_merges_that_are_no_list_of_ranges_are_a_problem(merged: str, tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(f"单位:\n  格: {{A1: 代码}}\n  合并: {merged}\n", encoding="utf-8")
    result = read_book(path)
    assert (None, [Code.FILE_UNREADABLE]) == (result.value, [problem.code for problem in result.problems])
