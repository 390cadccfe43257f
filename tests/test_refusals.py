"""Which papers an error keeps from being made: those that would state the record in error, and no other."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from docgen.dataset.records import Dataset
from docgen.kinds.all_kinds import KINDS
from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.pipeline import Road, load, plan
from docgen.problems import Code
from docgen.resources import templates_dir
from docgen.walk import runs
from tests.dataset.workbooks import ANQUAN, Changed, places

LEDGER = "隐患整改台账"


def loaded(book: Changed, folder: Path) -> Dataset:
    dataset = load(book.save(folder / "dataset.xlsx")).value
    assert dataset is not None
    return dataset


def refused(dataset: Dataset, *, per_unit: bool = False, allow_incomplete: bool = True) -> list[Job]:
    """The jobs that are refused because of an error in the data."""
    return [job for job, codes in composed(dataset, per_unit, allow_incomplete) if Code.COVERS_ERROR in codes]


def composed(dataset: Dataset, per_unit: bool, allow_incomplete: bool) -> list[tuple[Job, set[Code]]]:
    road = Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=allow_incomplete)
    jobs = plan(dataset, Request(per_unit=per_unit))
    return [(job, {problem.code for problem in road.covered_faults(job)}) for job in jobs]


@cache
def all_jobs() -> tuple[Job, ...]:
    dataset = load(ANQUAN).value
    assert dataset is not None
    return tuple(plan(dataset, Request()))


def test_a_unit_overwritten_by_another_keeps_its_category_from_being_made(tmp_path: Path) -> None:
    book = Changed(ANQUAN)
    book.set("单位", book.row("单位", 规范化简称="机修厂"), "规范化简称", "第一煤矿")
    dataset = loaded(book, tmp_path)
    assert {"机修厂", "第一煤矿"} <= {name for problem in dataset.problems for name in problem.units}
    stopped = refused(dataset)
    consolidated = [job for job in plan(dataset, Request()) if job.unit == CONSOLIDATED and job.covers]
    assert [job for job in consolidated if job not in stopped] == []
    assert {"辅助单位"} <= {job.subject for job in stopped}
    assert {CONSOLIDATED, "第一煤矿"} == {job.unit for job in stopped}


def test_nothing_is_made_of_units_that_are_all_left_out(tmp_path: Path) -> None:
    book = Changed(ANQUAN)
    for row in range(2, book.sheet("报送").max_row + 1):
        book.set("报送", row, "报送日期", None)
    dataset = loaded(book, tmp_path)
    road = Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)
    jobs = [job for job in plan(dataset, Request()) if job.unit == CONSOLIDATED and job.kind in ("report", "ledger")]
    results = [(job, road.compose(job)) for job in jobs if job.covers]
    assert len(results) > 3
    assert [] == [job for job, result in results if result.value is not None]
    assert {(Code.LEFT_OUT,)} == {tuple(problem.code for problem in result.problems) for _, result in results}


@pytest.mark.parametrize("header", ["份数", "代码", "全称", "类别", "排序", "督导组"])
def test_a_unit_in_error_has_its_papers_planned_and_refused(header: str, tmp_path: Path) -> None:
    book = Changed(ANQUAN)
    wrong = {"份数": "三份", "排序": "末位", "督导组": "查无此组"}.get(header)
    book.set("单位", book.row("单位", 规范化简称="机修厂"), header, wrong)
    dataset = loaded(book, tmp_path)
    jobs, stopped = plan(dataset, Request()), refused(dataset)
    own = [job for job in jobs if job.unit == "机修厂"]
    assert [job for job in all_jobs() if job.unit == "机修厂"] == own
    over = [job for job in jobs if job.unit == CONSOLIDATED and "机修厂" in job.covers]
    assert [] == [job for job in (*own, *over) if job not in stopped]
    others = {job.subject for job in jobs if job.subject == "生产矿井"}
    assert (header == "类别") == (others <= {job.subject for job in stopped})


@pytest.mark.parametrize("word", ["汇总", "各单位"])
def test_a_unit_may_not_be_named_as_what_is_no_unit(word: str, tmp_path: Path) -> None:
    book = Changed(ANQUAN)
    for sheet in book.book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                cell.value = word if cell.value == "机修厂" else cell.value
    path = book.save(tmp_path / "dataset.xlsx")
    row = book.row("单位", 规范化简称=word)
    assert [("V04", "单位", book.address("单位", row, "规范化简称"))] == places(path)
    dataset = load(path).value
    assert dataset is not None
    consolidated = [job for job in plan(dataset, Request()) if job.unit == CONSOLIDATED and job.covers]
    assert [] == [job for job in consolidated if job not in refused(dataset)]


#: A slip in one cell of a sheet → the kinds whose papers it stops, and of which units (汇总: papers over several).
ONE_CELL: dict[str, tuple[tuple[str, int, str, object], set[str]]] = {
    "a number of the notice": (("发文", 2, "序号", -1), {"notice"}),
    "a day off": (("节假日", 2, "日期", "元旦"), {"supervision"}),
    "a form issued": (("印发件", 0, "附表", "没有的台账"), {"notice"}),
    "a ledger row without its unit": ((LEDGER, 3, "单位", None), {"ledger", "briefing", "supervision", "report"}),
    "a day of a meeting": (("会议", 2, "日期", "9月31日"), {"briefing", "supervision", "report"}),
    "a finding": (("督查", 2, "日期", "9月31日"), {"bulletin", "feedback", "briefing", "supervision", "report"}),
}


@pytest.mark.parametrize("name", ONE_CELL)
def test_one_bad_cell_stops_the_kinds_that_draw_on_its_sheet(name: str, tmp_path: Path) -> None:
    (sheet, row, header, value), kinds = ONE_CELL[name]
    book = Changed(ANQUAN)
    book.set(sheet, row or book.row(sheet, **{header: True}), header, value)
    dataset = loaded(book, tmp_path)
    assert kinds >= {job.kind for job in refused(dataset)} > set()


def test_a_bad_day_of_a_meeting_stops_its_unit_and_what_is_over_it(tmp_path: Path) -> None:
    book = Changed(ANQUAN)
    book.set("会议", 2, "日期", "9月31日")
    unit = book.get("会议", 2, "单位")
    assert {unit, CONSOLIDATED} == {job.unit for job in refused(loaded(book, tmp_path))}


def test_a_bad_finding_stops_the_bulletin_though_its_unit_is_no_longer_in_it(tmp_path: Path) -> None:
    book = Changed(ANQUAN)
    book.set("督查", 2, "日期", "9月31日")
    assert "bulletin" in {job.kind for job in refused(loaded(book, tmp_path))}


def test_papers_cite_only_the_sheets_that_their_kind_names() -> None:
    dataset = load(ANQUAN).value
    assert dataset is not None
    ledgers = {form.name for form in dataset.forms}
    for job in plan(dataset, Request(per_unit=True, personal=True)):
        composed = Road(dataset=dataset, wording=templates_dir() / "wording").compose(job).value
        if composed is None:
            continue
        cited = {origin.split(" › ")[1] for run in runs(composed.document) for origin in run.origins}
        drawn = {"台账" if sheet in ledgers else sheet for sheet in cited} - {"活动", "单位", "台账定义"}
        assert drawn <= set(KINDS[job.kind].SHEETS), job
