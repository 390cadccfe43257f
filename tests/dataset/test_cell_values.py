"""What a person sees in a cell is told of it, in a workbook and in a file of records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from docgen.dataset.cell_values import CellValues


def test_values_are_told_as_the_workbook_shows_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "督查"
    sheet.append(["单位", "日期", "比率", "说明"])
    sheet.append(["石桥区", date(2015, 2, 6), 0.985, "字" * 100])
    sheet.append([None, None, 12, "=1/0"])
    sheet["C2"].number_format = "0.0%"
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "数据.xlsx")

    places = [("督查", cell) for cell in ("A2", "A3", "B2", "B3", "C2", "C3", "D2")] + [("没有", "A1")]
    told = list(CellValues(tmp_path / "数据.xlsx").of(places))
    assert ["石桥区", "石桥区", "2015-02-06", "", "98.5%", "12", f"{'字' * 60}…", ""] == [each.text for each in told]
    assert ["单位", "单位", "日期", "", "比率", "比率", "说明", ""] == [each.header for each in told]


def test_values_of_records_are_told_by_their_columns(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text("督查:\n- 单位: 石桥区\n  次数: 3\n- 单位: 澄湖县\n", encoding="utf-8")
    told = CellValues(tmp_path / "d.yaml").of([("督查", "第1条·次数"), ("督查", "第2条·单位"), ("督查", "第2条·次数")])
    assert ["3", "澄湖县", ""] == [each.text for each in told]


def test_a_file_that_is_gone_has_no_values(tmp_path: Path) -> None:
    assert [""] == [each.text for each in CellValues(tmp_path / "d.yaml").of([("督查", "A1")])]
