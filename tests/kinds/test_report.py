"""情况报告: the units' and the office's, read as text, and what must hold for every one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from docgen.dataset.records import Dataset
from docgen.document import Attachment, Document, Orientation, Run, Table, Voice
from docgen.facts import Facts, Scope, State
from docgen.kinds import report
from docgen.kinds.job import CONSOLIDATED, Job, Materials, Request, paper_of
from docgen.pipeline import Road, load, plan
from docgen.problems import Code
from docgen.resources import templates_dir
from docgen.walk import runs
from docgen.writers.text import lines_of, text_of
from tests.goldens import compare

EXAMPLES = Path(__file__).parents[2] / "data_examples"
WORDING = templates_dir() / "wording"
AS_OF = {"huitoukan": date(2015, 2, 5), "anquan": date(2024, 12, 25)}
WRITTEN_DOWN = [
    ("huitoukan", CONSOLIDATED),
    ("huitoukan", "石桥区"),
    ("huitoukan", "市土地确权办"),
    ("anquan", CONSOLIDATED),
    ("anquan", "第二煤矿"),
]


@cache
def dataset_of(example: str) -> Dataset:
    dataset = load(EXAMPLES / example / "dataset.xlsx").value
    assert dataset is not None
    return dataset


@cache
def documents(example: str) -> dict[str, Document]:
    """Unit or 汇总 → its report; a unit that has not reported has none."""
    road = Road(dataset=dataset_of(example), wording=WORDING, allow_incomplete=True)
    made = {job.unit: road.compose(job).value for job in plan(road.dataset, Request(kinds=("report",)))}
    return {unit: composed.document for unit, composed in made.items() if composed is not None}


def plain(text: tuple[Run, ...]) -> str:
    return "".join(run.text for run in text)


def table(document: Document, place: int) -> list[list[str]]:
    """The rows of a table of the body, cell by cell."""
    found = [block for block in document.body if isinstance(block, Table)][place]
    return [[plain(cell.lines[0]) for cell in row.cells] for row in found.rows]


@pytest.mark.parametrize(("example", "unit"), WRITTEN_DOWN)
def test_golden(example: str, unit: str, pytestconfig: pytest.Config) -> None:
    compare(f"{example}/report-{unit}", text_of(documents(example)[unit]), pytestconfig)


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_upward_papers_report_and_ask_nothing(example: str) -> None:
    for unit, document in documents(example).items():
        lines = [plain((*block.lead, *block.runs)) for block in document.body if not isinstance(block, Table)]
        wording = "".join(run.text for run in runs(document) if run.voice is Voice.WORDING)
        assert "特此报告。" == lines[-1], unit
        assert "请示" not in wording, unit
        assert "、" not in plain(document.recipients), unit


def test_a_unit_s_report_takes_nothing_of_the_office() -> None:
    dataset = dataset_of("huitoukan")
    office = next(paper for paper in dataset.papers if paper.kind == report.WORD and paper.unit is None)
    document = documents("huitoukan")["市土地确权办"]
    unit = dataset.unit("市土地确权办")
    assert (unit.mark or "").split("\n") == [plain(line) for line in document.mark]
    assert f"{unit.series}〔2015〕　号" == plain(document.number)
    assert (unit.head,) == tuple(plain(name) for name in document.signers)
    assert office.recipients not in plain(document.recipients)


def test_a_unit_reports_to_its_superior() -> None:
    dataset = dataset_of("huitoukan")
    office = dataset.unit(dataset.campaign.office)
    for name, document in documents("huitoukan").items():
        if name not in (CONSOLIDATED, "石桥区"):
            superior = dataset.unit(dataset.unit(name).superior or "")
            assert f"{superior.full_name}：" == plain(document.recipients)
            assert superior in (office, dataset.unit("石桥区"), dataset.unit("青江市"), dataset.unit("云溪县"))


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_the_tables_add_up_and_agree_with_the_facts(example: str) -> None:
    dataset = dataset_of(example)
    document = documents(example)[CONSOLIDATED]
    missing = set(Facts(dataset, AS_OF[example]).unreported())
    covered = frozenset(unit.name for unit in dataset.units if unit.must_report) - missing
    figures = Facts(dataset, AS_OF[example]).of(Scope(units=covered))
    names = ("问题总数", "措施总数", "完成数", "基本完成数", "未完成数", "逾期数", "完成率")
    total = ["合计", *(figures[name].text for name in names)]
    by_ledger, by_category = table(document, 0), table(document, 1)
    by_unit = next(block for part in document.parts for block in part.body if isinstance(block, Table)).rows
    assert total == by_ledger[-1]
    assert total == by_category[-1]
    assert total == [plain(cell.lines[0]) for cell in by_unit[-1].cells]
    for rows in (by_ledger, by_category):
        for column in (1, 3, 4, 5, 6):
            assert int(rows[-1][column]) == sum(int(row[column]) for row in rows[:-1])
    assert sorted(covered) == sorted(plain(row.cells[1].lines[0]) for row in by_unit[:-1])


def test_who_has_not_reported_is_named_or_the_paper_is_refused() -> None:
    dataset = dataset_of("huitoukan")
    silent = Facts(dataset, AS_OF["huitoukan"]).unreported()
    assert ("市体育事业局",) == silent
    job = plan(dataset, Request(kinds=("report",)))[0]
    refused = Road(dataset=dataset, wording=WORDING).compose(job)
    assert refused.value is None
    assert [Code.NOT_REPORTED] == [problem.code for problem in refused.problems]
    assert "尚未报送的是市体育事业局，本报告的统计数据未包括在内" in text_of(documents("huitoukan")[CONSOLIDATED])
    assert "市体育事业局" not in documents("huitoukan")


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_every_overdue_item_of_the_unit_is_named_and_no_personal_one(example: str) -> None:
    dataset = dataset_of(example)
    personal = {form.name for form in dataset.forms if form.personal}
    for unit, document in documents(example).items():
        if unit == CONSOLIDATED:
            continue
        day = paper_of(dataset, report.WORD, Job(kind="report", title="", unit=unit)).as_of
        assert day is not None
        text = text_of(document)
        for item in Facts(dataset, day).items(Scope(unit=unit)):
            told = item.problem.replace("\n", "").rstrip("。；，、") in text
            if item.ledger in personal:
                assert not told, item
            elif item.overdue or item.state is State.OPEN:
                assert told, item


def early(unit: str, day: date) -> Document:
    """The report of a unit as of an early day, when much was still to be done."""
    dataset = dataset_of("huitoukan")
    job = Job(kind="report", title="", unit=unit, covers=(unit,))
    paper = paper_of(dataset, report.WORD, job).model_copy(update={"as_of": day})
    composed = report.compose(job, Materials(dataset=dataset, wording=WORDING, paper=paper)).value
    assert composed is not None
    return composed.document


def test_many_open_items_go_into_an_attachment_that_lists_them_all() -> None:
    document = early("石桥区", date(2014, 11, 30))
    (part,) = document.parts
    assert isinstance(part, Attachment)
    assert Orientation.LANDSCAPE is part.orientation
    assert document.attachment_note is not None
    assert f"附件：{plain(part.title[0])}" == plain(document.attachment_note.lines[0])
    facts = Facts(dataset_of("huitoukan"), date(2014, 11, 30))
    going = [
        item
        for item in facts.items(Scope(unit="石桥区"))
        if item.state is not State.DONE and item.ledger != "党员领导干部台账"
    ]
    (rows,) = (block.rows for block in part.body if isinstance(block, Table))
    assert len(going) > 10
    listed = {(plain(row.cells[1].lines[0]), plain(row.cells[2].lines[0])) for row in rows}
    assert {(f"{item.ledger}第{item.number}项", item.problem.replace("\n", "")) for item in going} == listed


def test_nothing_is_told_of_a_day_after_the_one_counted() -> None:
    dataset = dataset_of("huitoukan")
    later = [
        row.by_role("情况")
        for row in dataset.entries_of("石桥区", "领导班子台账")
        if row.counted and (done := row.by_role("完成日期")) and done > date(2014, 11, 30)
    ]
    assert later
    text = text_of(early("石桥区", date(2014, 11, 30)))
    assert [] == [told for told in later if str(told).split("。")[0] in text]


def test_a_missing_signer_is_to_be_filled_in() -> None:
    dataset = dataset_of("huitoukan")
    units = tuple(unit.model_copy(update={"head": None}) for unit in dataset.units)
    road = Road(dataset=replace(dataset, units=units), wording=WORDING, allow_incomplete=True)
    result = road.compose(Job(kind="report", title="", unit="市土地确权办", covers=("市土地确权办",)))
    assert result.value is not None
    assert "签发人：【待填：签发人】" in "\n".join(lines_of(result.value.document))
    assert [Code.TO_FILL] == [problem.code for problem in result.problems]


def test_a_unit_without_any_item_says_so_and_claims_nothing() -> None:
    dataset = dataset_of("anquan")
    left = tuple(entry for entry in dataset.entries if entry.unit != "机修厂")
    road = Road(dataset=replace(dataset, entries=left), wording=WORDING)
    result = road.compose(Job(kind="report", title="", unit="机修厂", covers=("机修厂",)))
    assert result.value is not None
    text = text_of(result.value.document)
    assert "截至2024年12月25日，我厂各台账没有登记整改事项。" in text
    assert "完成率" not in text
    assert "完成0项" not in text
    assert () == result.problems


def test_a_cell_of_several_lines_is_told_as_one_sentence() -> None:
    dataset = dataset_of("anquan")
    checks = tuple(
        check.model_copy(update={"problems": "记录不全\n复查不及时。"}) if check.unit == "机修厂" else check
        for check in dataset.self_checks
    )
    road = Road(dataset=replace(dataset, self_checks=checks[-1:]), wording=WORDING)
    result = road.compose(Job(kind="report", title="", unit="机修厂", covers=("机修厂",)))
    assert result.value is not None
    assert "自查中发现的问题。记录不全；复查不及时。" in text_of(result.value.document)


def test_an_attachment_of_long_names_lists_them_in_one_line() -> None:
    document = early("石桥区", date(2014, 11, 30))
    (part,) = document.parts
    (rows,) = (block.rows for block in part.body if isinstance(block, Table))
    assert all(1 == len(row.cells[6].lines) for row in rows)
    assert any("、" in plain(row.cells[6].lines[0]) for row in rows)
