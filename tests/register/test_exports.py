"""The register on paper: 发文登记表, 分发清单 and 催报表 as an office prints them; what goes out comes in again."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from docgen.batch.lists import distribution_list, reminder_list
from docgen.dataset.records import Dataset
from docgen.document import Document
from docgen.pipeline import load, write
from docgen.register.entries import Entry, Number, Origin, State
from docgen.register.form import register_form
from docgen.register.importing import imported

SMALL = Path(__file__).parents[1] / "command" / "small.yaml"
ENTRIES = (
    Entry(
        number=Number(series="清图发", year=2024, serial=7),
        title="=1+1 的通知",
        security="秘密★1年",
        copies=12,
        drafter="宫徵",
        signer="商羽",
        signed_on=date(2024, 9, 2),
        recipients="各分馆",
        copies_to="市文化局",
        archive="2024-永久-7",
        kind="notice",
        unit="汇总",
    ),
    Entry(number=Number(series="清图发", year=2024, serial=8), title="@作废的", state=State.VOID, reason="印错"),
)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    value = load(SMALL).value
    assert value is not None
    return value


def sheet(document: Document) -> Worksheet:
    found = load_workbook(io.BytesIO(write(document, "xlsx").data)).worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def rows(found: Worksheet) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in found.iter_rows(values_only=True)]


def test_the_register_as_a_form_to_print() -> None:
    found = sheet(register_form(ENTRIES))

    title, header, *lines = rows(found)
    assert "发文登记表" == title[0]
    assert ["序号", "文号", "标题", "密级", "份数", "拟稿", "签发", "日期", "主送", "抄送", "归档", "备注"] == header
    assert [
        [
            *("1", "清图发〔2024〕7号", "=1+1 的通知", "秘密★1年", "12", "宫徵", "商羽"),
            *("2024-09-02", "各分馆", "市文化局", "2024-永久-7", ""),
        ],
        ["2", "清图发〔2024〕8号", "@作废的", "", "", "", "", "", "", "", "", "作废：印错"],
    ] == lines
    assert ("landscape", "9", "$2:$2") == (
        found.page_setup.orientation,
        str(found.page_setup.paperSize),
        found.print_title_rows,
    )
    assert {"thin"} == {cell.border.left.style for row in found.iter_rows(min_row=2) for cell in row}


def test_nothing_in_it_is_a_formula() -> None:
    cell = sheet(register_form(ENTRIES))["C3"]

    assert ("=1+1 的通知", "s", True) == (cell.value, cell.data_type, cell.quotePrefix)


def test_what_is_exported_can_be_imported(tmp_path: Path) -> None:
    (tmp_path / "登记表.xlsx").write_bytes(write(register_form(ENTRIES), "xlsx").data)

    read = imported(tmp_path / "登记表.xlsx")

    assert () == read.problems
    assert tuple(replace(entry, origin=Origin.IMPORTED, kind="", unit="") for entry in ENTRIES) == read.value


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_csv_of_any_office(tmp_path: Path, encoding: str, mark: str) -> None:
    lines = (("序号", "发文字号", "文件标题"), ("1", "清图发[2024]7号", "关于检查的通知"), ("", "", ""))
    (tmp_path / "旧.csv").write_text("\n".join(map(mark.join, lines)), encoding=encoding)

    read = imported(tmp_path / "旧.csv")

    assert read.value is not None
    assert [("清图发〔2024〕7号", "关于检查的通知")] == [(str(entry.number), entry.title) for entry in read.value]


def test_a_file_without_the_column_is_told(tmp_path: Path) -> None:
    (tmp_path / "旧.csv").write_text("标题,日期\n甲,2024-1-1\n", encoding="utf-8")

    assert ["没有找到“文号”这一列（前 10 行里）"] == [
        problem.message for problem in imported(tmp_path / "旧.csv").problems
    ]


def test_a_distribution_list_has_a_line_to_sign_for_every_unit(dataset: Dataset) -> None:
    found = rows(sheet(distribution_list(dataset, ENTRIES[:1])))

    title, about, header, *lines = found
    assert "分发清单" == title[0]
    assert "清图发〔2024〕7号《=1+1 的通知》" == about[0]
    assert ["单位", "收文机构", "文号", "份数", "份号", "签收人", "签收日期"] == header[1:8]
    assert [
        ["1", "东城分馆", "清河市图书馆东城分馆", "清图发〔2024〕7号", "1", "000001", "", "", ""],
        ["2", "西城分馆", "清河市图书馆西城分馆", "清图发〔2024〕7号", "1", "000002", "", "", ""],
        ["", "合计", "", "", "2", "", "", "", ""],
    ] == lines


def test_a_paper_of_one_unit_goes_to_it_alone(dataset: Dataset) -> None:
    alone = replace(ENTRIES[0], kind="supervision", unit="西城分馆")

    lines = rows(sheet(distribution_list(dataset, [alone])))[3:]

    assert ["西城分馆", "合计"] == [line[1] for line in lines]


def test_who_has_not_reported_is_listed_to_be_called(dataset: Dataset) -> None:
    title, fields, _, *lines = rows(sheet(reminder_list(dataset, date(2024, 12, 20))))

    assert "未报送单位催报表" == title[0]
    assert ["截至：2024年12月20日", "应报送：2个", "已报送：1个", "未报送：1个"] == [field for field in fields if field]
    assert [["1", "西城分馆", "古籍保护台账", "", "角音", "", "", "", ""]] == lines


def test_before_its_day_nobody_has_reported(dataset: Dataset) -> None:
    lines = rows(sheet(reminder_list(dataset, date(2024, 10, 1))))[3:]

    assert ["东城分馆", "西城分馆"] == [line[1] for line in lines]
