"""Workbooks for people: the empty one is sound as it is, the commented one says what is wrong where it is."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from docgen.dataset.records import Campaign, LedgerForm, Paper
from docgen.dataset.validation import RECORDS, load
from docgen.dataset.workbooks import commented, empty_workbook
from docgen.resources import templates_dir

SAMPLE = templates_dir() / "blank" / "sample.yaml"
EXAMPLE = Path(__file__).parents[2] / "data_examples" / "anquan" / "dataset.xlsx"


def test_the_empty_workbook_has_every_sheet_and_no_problem(tmp_path: Path) -> None:
    (tmp_path / "空白.xlsx").write_bytes(empty_workbook(SAMPLE, RECORDS))
    book = load_workbook(tmp_path / "空白.xlsx")

    assert {Campaign.SHEET, LedgerForm.SHEET, *(record.SHEET for record in RECORDS)} <= set(book.sheetnames)
    assert () == load(tmp_path / "空白.xlsx").problems


def test_the_empty_workbook_tells_how_it_is_filled_in(tmp_path: Path) -> None:
    (tmp_path / "空白.xlsx").write_bytes(empty_workbook(SAMPLE, RECORDS))
    sheet = load_workbook(tmp_path / "空白.xlsx")[Paper.SHEET]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}

    assert f'"{",".join(Paper.KINDS)}"' == lists["A2:A1000"]
    assert '"是,否"' in lists.values()
    assert sheet["A1"].comment is not None
    assert sheet["A1"].comment.text.startswith("必填")


def test_the_same_empty_workbook_is_the_same_file() -> None:
    assert empty_workbook(SAMPLE, RECORDS) == empty_workbook(SAMPLE, RECORDS)


def test_problems_are_comments_and_the_data_is_as_it_was(tmp_path: Path) -> None:
    book = load_workbook(EXAMPLE)
    book["隐患整改台账"]["L5"] = "2024年11月31日"
    book["隐患整改台账"]["E5"] = "照旧"
    book["隐患整改台账"]["D5"].value = "=危险("
    book["隐患整改台账"]["D5"].data_type = "s"
    book.save(tmp_path / "数据.xlsx")
    problems = load(tmp_path / "数据.xlsx").problems

    (tmp_path / "批注.xlsx").write_bytes(commented(tmp_path / "数据.xlsx", problems))
    sheet = load_workbook(tmp_path / "批注.xlsx")["隐患整改台账"]

    assert sheet["L5"].comment is not None
    assert "11月31日" in sheet["L5"].comment.text
    assert ("照旧", "=危险(", "s") == (sheet["E5"].value, sheet["D5"].value, sheet["D5"].data_type)
    again = load(tmp_path / "批注.xlsx").problems
    assert [(each.code, each.message) for each in problems] == [(each.code, each.message) for each in again]
