"""Ledgers from small datasets: what is planned, what stands in which cell, and what is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

from docgen.dataset.records import Dataset, FormColumn, LedgerForm, Paper, Stage
from docgen.document import Cell, Document, FieldLine, Paragraph, Row, Table, Voice
from docgen.kinds import ledger
from docgen.kinds.job import CONSOLIDATED, Job, Materials, Request
from docgen.resources import templates_dir
from docgen.typesetting.widths import plain
from docgen.walk import runs
from tests.facts.makers import ALWAYS, AT_ONCE, OWN, RULES, TEAM, by, dataset, entry, leader, sent

DAY = date(2015, 2, 5)
UNITS = ("甲县", "乙县", "丙局")
LEADERS = (leader("甲县", "罗文", 2), leader("甲县", "王琞", 1))


def given(*entries: Any, **more: Any) -> Dataset:
    """All have reported; the team's ledger has a head line and a 说明."""
    values: dict[str, Any] = {
        "forms": (team(), _plain(OWN, personal=True), _plain(RULES)),
        "leaders": LEADERS,
        "submissions": tuple(sent(unit, name, DAY) for unit in UNITS for name in (TEAM, OWN, RULES)),
        "papers": (Paper.model_validate({"文种": ledger.WORD, "统计截至日期": DAY}),),
    }
    return dataset(*entries, **{**values, **more})


def team() -> LedgerForm:
    columns = (("序号", "序\n号"), ("问题", "突出问题"), ("措施", "措施"), ("时限", "时限"), ("领导", "牵头领导"))
    return LedgerForm(
        name=TEAM,
        title="领导班子工作台账",
        head=("单位：", "填报时间：    年  月  日"),
        columns=tuple(FormColumn(name=role, printed=printed, role=role) for role, printed in columns),
        notes=("说明：逐项列出。",),
    )


def _plain(name: str, *, personal: bool = False) -> LedgerForm:
    columns = tuple(FormColumn(name=role, printed=role, role=role) for role in ("序号", "问题"))
    return LedgerForm(name=name, title=f"{name}表", head=("姓名：", "职务："), columns=columns, personal=personal)


def compose(data: Dataset, job: Job, left_out: tuple[str, ...] = ()) -> Document:
    materials = Materials(dataset=data, wording=templates_dir() / "wording", paper=data.papers[0], left_out=left_out)
    composed = ledger.compose(job, materials).value
    assert composed is not None
    return composed.document


def job_of(data: Dataset, *, unit: str = "甲县", name: str = TEAM, variant: str = "", subject: str = "") -> Job:
    wanted = (unit, "" if variant in ("任务书", "时间表", "路线图") else name, variant, subject)
    jobs = ledger.jobs(data, Request(personal=True))
    return next(job for job in jobs if (job.unit, job.ledger, job.variant, job.subject) == wanted)


def table_of(document: Document) -> Table:
    (table,) = (block for block in document.parts[0].body if isinstance(block, Table))
    return table


def said(cell: Cell) -> str:
    return "|".join(plain(line) for line in cell.lines)


def shown(rows: tuple[Row, ...]) -> list[list[str]]:
    return [[said(cell) for cell in row.cells] for row in rows]


def test_persons_ledgers_are_planned_only_when_asked_for() -> None:
    data = given(entry(1, ledger=OWN, 责任人="罗文"), entry(1, ledger=OWN, row=3, 责任人="王琞"))
    assert [] == [job for job in ledger.jobs(data, Request(units=("甲县",))) if job.ledger == OWN]
    asked = ledger.jobs(data, Request(units=("甲县",), personal=True))
    assert [f"王琞{OWN}表", f"罗文{OWN}表"] == [job.title for job in asked if job.ledger == OWN]


def test_what_is_planned_for_all() -> None:
    jobs = [job for job in ledger.jobs(given(), Request()) if job.ledger in (TEAM, "")]
    title = "领导班子工作台账"
    of_a_unit = (("", title), ("任务书", "“回头看”"), ("时间表", "“回头看”"), ("路线图", "“回头看”"))
    assert [
        (CONSOLIDATED, "空白表", title),
        *((unit, *paper) for unit in UNITS for paper in of_a_unit),
        *((CONSOLIDATED, "", f"{label}{title}") for label in ("甲县所属单位", "县市区", "市直机关", "全市")),
    ] == [(job.unit, job.variant, job.title) for job in jobs]
    covers = {job.subject: job.covers for job in jobs if job.subject}
    assert {"甲县所属单位": ("乙县",), "县市区": ("甲县", "乙县"), "市直机关": ("丙局",), "全市": UNITS} == covers


def test_equal_cells_of_a_problem_are_merged_and_traced_to_all_their_cells() -> None:
    data = given(
        entry(1, row=2, 时限=ALWAYS, 领导=("罗文", "王琞")),
        entry(1, row=3, 时限=ALWAYS, 领导=("王琞",)),
        entry(2, row=4, 时限=ALWAYS, 领导=("王琞",)),
    )
    rows = table_of(compose(data, job_of(data))).rows
    assert [
        ["1", "问题1", "措施2", "长期坚持", "王琞、|罗文"],
        ["措施3", "王琞"],
        ["2", "问题2", "措施4", "长期坚持", "王琞"],
    ] == shown(rows)
    assert [[2, 2, 1, 2, 1], [1, 1], [1] * 5] == [[cell.rows for cell in row.cells] for row in rows]
    (run,) = rows[0].cells[3].lines[0]
    assert ("dataset.xlsx › 领导班子台账 › D2", "dataset.xlsx › 领导班子台账 › D3") == run.origins


def test_rows_alike_in_every_column_stay_rows() -> None:
    data = given(*(entry(1, row=row, 措施="开展自查", 领导=("王琞",)) for row in (2, 3)))
    assert [["1", "问题1", "开展自查", "", "王琞"], ["", "王琞"]] == shown(table_of(compose(data, job_of(data))).rows)


def test_the_offices_entry_stands_for_the_leaders_own() -> None:
    data = given(
        entry(1, row=2, 措施="开展自查", 领导=("罗文",), 填报人="罗文"),
        entry(1, row=3, 措施="开展自查", 领导=("王琞",), 填报人="王琞"),
        entry(1, row=4, 措施="开展自查", 领导=("罗文",), 填报人="综合"),
    )
    assert [["1", "问题1", "开展自查", "", "王琞、|罗文"]] == shown(table_of(compose(data, job_of(data))).rows)


def test_without_an_entry_of_the_office_the_leaders_own_stand_side_by_side() -> None:
    data = given(
        entry(1, row=2, 措施="开展自查", 领导=("罗文",), 填报人="罗文"),
        entry(1, row=3, 措施="开展自查", 领导=("王琞",), 填报人="王琞"),
    )
    rows = table_of(compose(data, job_of(data))).rows
    assert [["1", "问题1", "开展自查", "", "罗文"], ["", "王琞"]] == shown(rows)


def test_what_was_entered_after_the_day_is_not_in() -> None:
    data = given(entry(1, row=2, 登记日期=DAY), entry(2, row=3, 登记日期=date(2015, 2, 6)))
    assert [["1", "问题1", "措施2", "", ""]] == shown(table_of(compose(data, job_of(data))).rows)


def test_nothing_to_report_is_said_in_a_row() -> None:
    data = given(entry(1, unit="乙县"))
    assert [["无"]] == shown(table_of(compose(data, job_of(data))).rows)
    rows = table_of(compose(data, job_of(data, unit=CONSOLIDATED, subject="县市区"))).rows
    assert [["甲县", "无"], ["乙县", "1", "问题1", "措施2", "", ""]] == shown(rows)
    assert [1, 5] == [cell.columns for cell in rows[0].cells]


def test_who_is_left_out_is_named_and_not_counted() -> None:
    data = given(entry(1, unit="甲县"), entry(1, unit="乙县"))
    document = compose(data, job_of(data, unit=CONSOLIDATED, subject="县市区"), left_out=("乙县",))
    assert [["甲县", "1", "问题1", "措施2", "", ""]] == shown(table_of(document).rows)
    notes = [plain(block.runs) for block in document.parts[0].body if isinstance(block, Paragraph)]
    assert ["说明：逐项列出。", "注：本表根据截至2015年2月5日登记的情况汇总，未包括尚未报送台账的乙县。"] == notes


def test_no_paper_but_a_persons_own_states_a_persons_rows() -> None:
    data = given(entry(1, ledger=OWN, 责任人="罗文", 问题="个人的问题"))
    for job in ledger.jobs(data, Request()):
        assert "个人的问题" not in "".join(run.text for run in runs(compose(data, job)))


def test_a_persons_ledger_names_the_person_and_the_post() -> None:
    data = given(entry(1, ledger=OWN, 责任人="罗文"), entry(1, ledger=OWN, row=3, 责任人="王琞", 问题="另一人的"))
    document = compose(data, job_of(data, name=OWN, subject="罗文"))
    (line,) = (block for block in document.parts[0].body if isinstance(block, FieldLine))
    assert ["姓名：罗文", "职务：委员"] == [plain(field) for field in line.fields]
    assert [["1", "问题1"]] == shown(table_of(document).rows)


def test_the_head_line_and_the_cover_are_filled_from_the_submission() -> None:
    day = date(2015, 1, 20)
    filled = {"filled_on": day, "filled_by": "邓立新", "head": "王琞"}
    reports = tuple(report.model_copy(update=filled if report.unit == "甲县" else {}) for report in given().submissions)
    data = given(submissions=reports)
    document = compose(data, job_of(data))
    (line,) = (block for block in document.parts[0].body if isinstance(block, FieldLine))
    assert ["单位：甲县", "填报时间：2015年1月20日"] == [plain(field) for field in line.fields]
    assert document.cover is not None
    assert [
        "填报单位：甲县",
        "主要负责人（签字）：王琞",
        "督导组（审核）：",
        "填报人：邓立新",
        "填报时间：2015年1月20日",
    ] == [plain(field) for field in document.cover.fields]
    other = compose(data, job_of(data, unit="乙县"))
    (line,) = (block for block in other.parts[0].body if isinstance(block, FieldLine))
    assert ["单位：乙县", "填报时间：    年  月  日"] == [plain(field) for field in line.fields]


def test_a_blank_form_has_its_blanks_and_nothing_else() -> None:
    data = given(entry(1))
    document = compose(data, job_of(data, unit=CONSOLIDATED, variant="空白表"))
    assert [[""] * 5] * 2 == shown(table_of(document).rows)
    assert document.cover is not None
    assert "填报单位：" == plain(document.cover.fields[0])


VIEWED = (
    entry(1, row=2, 时限=by(date(2015, 1, 31)), 领导=("罗文", "王琞")),
    entry(1, row=3, 时限=by(date(2015, 1, 10)), 领导=("罗文",)),
    entry(2, row=4, 时限=ALWAYS),
    entry(3, row=5, 时限=AT_ONCE, 登记日期=date(2014, 12, 1), 领导=("王琞",)),
    entry(4, row=6, 领导=("王琞",)),
    entry(1, ledger=RULES, row=2, 时限=by(date(2015, 1, 10)), 领导=("王琞",)),
)


def view(variant: str) -> list[list[str]]:
    data = given(*VIEWED, stages=STAGES, forms=(team(), _rules(), _plain(OWN, personal=True)))
    return shown(table_of(compose(data, job_of(data, variant=variant))).rows)


def _rules() -> LedgerForm:
    columns = (("序号", "序号"), ("问题", "制度名称"), ("时限", "完成时限"), ("领导", "牵头领导"))
    return LedgerForm(
        name=RULES,
        title=RULES,
        columns=tuple(FormColumn(name=role, printed=printed, role=role) for role, printed in columns),
    )


STAGES = (
    Stage.model_validate(
        {"序号": 1, "名称": "自查阶段", "开始": date(2015, 1, 1), "结束": date(2015, 1, 15), "任务": "梳理"}
    ),
    Stage.model_validate(
        {"序号": 2, "名称": "整改阶段", "开始": date(2015, 1, 16), "结束": date(2015, 1, 31), "任务": "整改"}
    ),
)


def test_the_tasks_stand_under_each_leader_in_rank_order() -> None:
    assert [
        ["王琞（委员）"],
        [TEAM, "1", "问题1", "措施2", "1月31日", ""],
        [TEAM, "3", "问题3", "措施5", "立行立改", ""],
        [TEAM, "4", "问题4", "措施6", "", ""],
        [RULES, "1", "问题1", "", "1月10日", ""],
        ["罗文（委员）"],
        [TEAM, "1", "问题1", "措施2", "1月31日", ""],
        ["措施3", "1月10日", ""],
        ["未明确牵头领导"],
        [TEAM, "2", "问题2", "措施4", "长期坚持", ""],
    ] == view("任务书")


def test_the_timetable_goes_by_the_day() -> None:
    assert [
        ("立行立改", "3"),
        ("1月10日", "1"),
        ("1月10日", "1"),
        ("1月31日", "1"),
        ("长期坚持", "2"),
        ("未明确时限", "4"),
    ] == [(row[0], row[2]) for row in view("时间表")]


def test_the_road_map_goes_by_the_stage() -> None:
    assert [
        ["自查阶段开始前"],
        ["立行立改"],
        ["自查阶段（2015年1月1日—2015年1月15日）"],
        ["1月10日"],
        ["1月10日"],
        ["整改阶段（2015年1月16日—2015年1月31日）"],
        ["1月31日"],
        ["长期坚持"],
        ["长期坚持"],
        ["未明确时限"],
        [""],
    ] == [row[:1] if len(row) == 1 else row[2:3] for row in view("路线图")]


def test_headings_of_a_view_take_the_words_of_every_form() -> None:
    data = given(*VIEWED, forms=(team(), _rules()))
    header = table_of(compose(data, job_of(data, variant="任务书"))).header
    assert [["台账", "序号", "突出问题|（制度名称）", "措施", "时限", "责任单位"]] == shown(header)


def test_every_run_of_a_row_knows_its_cell() -> None:
    data = given(*VIEWED, stages=STAGES)
    for job in ledger.jobs(data, Request(units=("甲县",))):
        for row in table_of(compose(data, job)).rows:
            assert [] == [run for run in runs(row) if run.voice is Voice.DATA and not run.origins]
