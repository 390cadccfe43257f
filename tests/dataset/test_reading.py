"""What is read rightly is only noted, and no value is lost or changed by it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from docgen.dataset.records import Dataset, Paper
from docgen.dataset.validation import load
from docgen.kinds.all_kinds import KINDS
from docgen.problems import Code, Severity, errors
from docgen.sources.conversion import convert
from tests.dataset.workbooks import ANQUAN, EXAMPLE, Changed, places, problems_of

TEAM = "领导班子台账"
HAZARDS = "隐患整改台账"


def loaded(path: Path) -> Dataset:
    dataset = load(path).value
    assert dataset is not None
    return dataset


def content(dataset: Dataset) -> list[Any]:
    """All records without their origins."""
    names = [each.name for each in fields(Dataset) if each.name not in ("file", "digest", "problems", "campaign")]
    lists = [getattr(dataset, name) for name in names]
    return [[record.model_dump(exclude={"origin"}) for record in records] for records in lists]


@pytest.fixture(scope="module")
def clean() -> list[Any]:
    """The example as it is."""
    return content(loaded(ANQUAN))


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
NOTED: dict[str, tuple[str, Callable[[Any], Any], Code]] = {
    "a date stored as text": ("日期", lambda day: f"{day:%Y-%m-%d}", Code.VALUE_AS_TEXT),
    "a date that lost its format": ("日期", lambda day: (day - datetime(1899, 12, 30)).days, Code.VALUE_AS_TEXT),
    "a compact date": ("日期", lambda day: int(f"{day:%Y%m%d}"), Code.VALUE_AS_TEXT),
    "a date without its year": ("日期", lambda day: f"{day.month}月{day.day}日", Code.YEAR_ASSUMED),
    "full-width digits in a date": ("日期", lambda day: f"{day:%Y/%m/%d}".translate(FULL_WIDTH), Code.VALUE_FULL_WIDTH),
    "a number stored as text": ("到会人数", str, Code.VALUE_AS_TEXT),
    "full-width digits": ("到会人数", lambda number: str(number).translate(FULL_WIDTH), Code.VALUE_FULL_WIDTH),
    "blanks after a name": ("单位", lambda name: f"{name}  ", Code.VALUE_BLANKS),
    "a full-width blank before a name": ("主持人", lambda name: f"\u3000{name}\n", Code.VALUE_BLANKS),
}


@pytest.mark.parametrize("name", NOTED)
def test_read_rightly_and_noted(name: str, tmp_path: Path, clean: list[Any]) -> None:
    sheet, (header, change, code) = "会议", NOTED[name]
    book = Changed(ANQUAN)
    row = book.row(sheet, 日期=True)
    address = book.set(sheet, row, header, change(book.get(sheet, row, header)))
    book.sheet(sheet)[address].number_format = "General"
    result = load(book.save(tmp_path / "dataset.xlsx"))
    assert () == errors(result.problems)
    assert (code, sheet, address) in [(note.code, note.place.sheet, note.place.cell) for note in result.problems]
    assert result.value is not None
    assert clean == content(result.value)


def test_dates_counted_from_1904(tmp_path: Path, clean: list[Any]) -> None:
    book = Changed(ANQUAN)
    book.book.epoch = CALENDAR_MAC_1904
    path = book.save(tmp_path / "dataset.xlsx")
    assert () == problems_of(path)
    assert ("V14", "", "") in places(path, Severity.NOTE)
    assert clean == content(loaded(path))


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_the_same_from_yaml_and_json(kind: str, tmp_path: Path, clean: list[Any]) -> None:
    assert () == convert(ANQUAN, tmp_path / f"dataset.{kind}")
    assert clean == content(loaded(tmp_path / f"dataset.{kind}"))


def test_places_in_yaml(tmp_path: Path) -> None:
    book = Changed()
    book.set(TEAM, 11, "整改时限", "9月31日")
    convert(book.save(tmp_path / "dataset.xlsx"), tmp_path / "dataset.yaml")
    assert [("V02", TEAM, "第10条·整改时限")] == places(tmp_path / "dataset.yaml")


def test_many_notes_of_one_sort_are_one_note(tmp_path: Path) -> None:
    book = Changed()
    for row in range(2, 42):
        book.set("会议", row, "到会人数", str(book.get("会议", row, "到会人数")))
    notes = [place for place in places(book.save(tmp_path / "dataset.xlsx"), Severity.NOTE) if place[1] == "会议"]
    assert [("V11", "会议", book.address("会议", 2, "到会人数"))] == notes


def test_unused_columns_and_sheets_are_said(tmp_path: Path) -> None:
    book = Changed()
    meetings = book.sheet("会议")
    column = meetings.max_column + 1
    meetings.cell(row=1, column=column, value="天气")
    meetings.cell(row=2, column=column + 1, value="没有列名")
    book.book.create_sheet("草稿")["A1"] = "随手记"
    path = book.save(tmp_path / "dataset.xlsx")
    assert () == problems_of(path)
    header, nameless = (meetings.cell(row=row, column=column + row - 1).coordinate for row in (1, 2))
    notes = places(path, Severity.NOTE)
    assert {("S03", "会议", header), ("S03", "会议", nameless), ("S06", "草稿", "")} <= set(notes)


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    book = Changed()
    address = book.set(TEAM, 12, "整改落实情况", "=1+1")
    book.sheet(TEAM)[address].data_type = "s"
    dataset = loaded(book.save(tmp_path / "dataset.xlsx"))
    assert "=1+1" == dataset.entries_of(ledger=TEAM)[10].by_role("情况")


def test_message_says_what_was_read_and_how_to_mend_it(tmp_path: Path) -> None:
    book = Changed()
    address = book.set(TEAM, 11, "整改时限", "9月31日")
    (problem,) = problems_of(book.save(tmp_path / "dataset.xlsx"))
    read = f"错误 V02 dataset.xlsx › {TEAM} › {address}：整改时限写的是“9月31日”，9月只有30天。"
    assert f"{read} 办法：改成实际日期，如 2015年9月30日。" == str(problem)


def test_every_value_knows_its_cell() -> None:
    dataset, book = loaded(EXAMPLE), Changed()
    for unit in dataset.units[:5]:
        assert unit.full_name == book.sheet("单位")[unit.origin.cell("全称")].value
    entry = dataset.entries[100]
    assert entry.problem == book.sheet(entry.ledger)[entry.origin.cell(entry.roles["问题"])].value
    assert f"dataset.xlsx › 单位 › {dataset.units[0].origin.cell('全称')}" == dataset.units[0].origin.trace("全称")


def misspelt(book: Changed, sheet: str, row: int, header: str) -> None:
    """Another character at the end of a name."""
    book.set(sheet, row, header, book.get(sheet, row, header)[:-1] + "某")


def renamed(book: Changed, sheet: str) -> None:
    """A sheet under a slightly wrong name."""
    book.sheet(sheet).title = f"{sheet}表"


Slip = Callable[[Changed], object]
SLIPS: dict[str, tuple[Slip, tuple[str, str, str]]] = {
    "a unit misspelt in 单位": (lambda book: misspelt(book, "单位", 6, "规范化简称"), ("R02", "单位", "C6")),
    "a unit without its name": (lambda book: book.set("单位", 6, "规范化简称", None), ("V01", "单位", "C6")),
    "a unit overwritten by another": (
        lambda book: book.set("单位", 9, "规范化简称", book.get("单位", 6, "规范化简称")),
        ("R01", "单位", "C9"),
    ),
    "a leader misspelt in 领导干部": (lambda book: misspelt(book, "领导干部", 3, "姓名"), ("R03", "领导干部", "B3")),
    "a header merged": (lambda book: book.sheet(HAZARDS).merge_cells("A1:B1"), ("S04", HAZARDS, "A1:B1")),
    "units merged": (lambda book: book.sheet(HAZARDS).merge_cells("A30:A33"), ("S04", HAZARDS, "A30:A33")),
    "a title above the header": (lambda book: book.sheet("会议").insert_rows(1), ("S02", "会议", "第1行")),
    "活动 renamed": (lambda book: renamed(book, "活动"), ("S01", "活动表", "")),
    "单位 renamed": (lambda book: renamed(book, "单位"), ("S01", "单位表", "")),
    "台账定义 renamed": (lambda book: renamed(book, "台账定义"), ("S01", "台账定义表", "")),
    "a ledger renamed": (lambda book: renamed(book, HAZARDS), ("S01", f"{HAZARDS}表", "")),
    "a ledger removed": (lambda book: book.book.remove(book.sheet(HAZARDS)), ("S01", HAZARDS, "")),
}


@pytest.mark.parametrize("name", SLIPS)
def test_one_slip_is_one_problem(name: str, tmp_path: Path) -> None:
    slip, expected = SLIPS[name]
    book = Changed(ANQUAN)
    slip(book)
    assert [expected] == places(book.save(tmp_path / "dataset.xlsx"))


def test_another_number_is_one_problem(tmp_path: Path) -> None:
    book = Changed()
    address = book.set(TEAM, book.row(TEAM, 单位="石桥区", 序号=4), "序号", 5)
    assert [("R01", TEAM, address)] == places(book.save(tmp_path / "dataset.xlsx"))


def test_kinds_of_papers_are_the_kinds() -> None:
    assert sorted(kind.WORD for kind in KINDS.values()) == sorted(Paper.KINDS)


def test_day_of_the_example_is_a_day() -> None:
    assert date(2015, 1, 6) == next(paper.signed_on for paper in loaded(EXAMPLE).papers if paper.kind == "通知")


def test_a_spread_name_is_one_name_everywhere_and_noted(tmp_path: Path) -> None:
    book = Changed(ANQUAN)
    name = next(book.get("领导干部", n, "姓名") for n in range(2, 40) if len(book.get("领导干部", n, "姓名")) == 2)
    row = book.row("领导干部", 姓名=name)
    address = book.set("领导干部", row, "姓名", f"{name[0]}\u3000{name[1]}")
    path = book.save(tmp_path / "dataset.xlsx")
    assert ("V13", "领导干部", address) in places(path, Severity.NOTE)
    assert content(loaded(ANQUAN)) == content(loaded(path))


def test_spread_names_in_a_ledger_are_noted_and_compared_bare(tmp_path: Path) -> None:
    book = Changed(ANQUAN)
    header, row = "整改责任人", 3
    written = book.get("隐患整改台账", row, header)
    address = book.set("隐患整改台账", row, header, "、".join("\u3000".join(name) for name in written.split("、")))
    path = book.save(tmp_path / "dataset.xlsx")
    assert ("V13", "隐患整改台账", address) in places(path, Severity.NOTE)
    assert content(loaded(ANQUAN)) == content(loaded(path))


UNRECKONABLE = {"年度": 99999, "语速": 0, "百分比小数位数": 99, "督办办理工作日": 10**9, "立行立改天数": 10**9}


@pytest.mark.parametrize("item", UNRECKONABLE)
def test_numbers_that_cannot_be_reckoned_with_are_refused(item: str, tmp_path: Path) -> None:
    book = Changed(ANQUAN)
    sheet = book.sheet("活动")
    names = [cell.value for cell in sheet["A"]]
    if item not in names:
        sheet.append([item, None])
    address = book.set("活动", book.row("活动", 项目=item), "内容", UNRECKONABLE[item])
    assert ("V03", "活动", address) in places(book.save(tmp_path / "dataset.xlsx"))


def test_the_year_of_a_paper_is_a_year(tmp_path: Path) -> None:
    book = Changed(ANQUAN)
    address = book.set("发文", 2, "年份", 99999)
    assert [("V03", "发文", address)] == places(book.save(tmp_path / "dataset.xlsx"))


def test_what_goes_to_a_worker_are_the_records_whatever_has_been_asked_of_them() -> None:
    read = loaded(ANQUAN)
    untouched = pickle.dumps(read)
    assert read.campaign_fields["名称"]
    assert read.unit(read.units[0].name) == read.units[0]

    assert untouched == pickle.dumps(read)
    assert read == pickle.loads(untouched)  # noqa: S301 - our own, of the line above
