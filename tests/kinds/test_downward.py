"""Golden texts of the notice, the bulletin, the letters of feedback and the supervision notices of both examples."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from docgen.document import Voice
from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.pipeline import Road, load, plan
from docgen.problems import Code
from docgen.resources import templates_dir
from docgen.walk import runs
from docgen.writers.text import text_of
from tests.goldens import compare

EXAMPLES = Path(__file__).parents[2] / "data_examples"
HOW_MANY = 2  # papers of a kind that are written down


@cache
def road_of(example: str) -> Road:
    dataset = load(EXAMPLES / example / "dataset.xlsx").value
    assert dataset is not None
    return Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)


def jobs_of(example: str, kind: str) -> tuple[Job, ...]:
    return plan(road_of(example).dataset, Request(kinds=(kind,)))


@pytest.mark.parametrize("kind", ["notice", "bulletin", "feedback", "supervision", "reminder"])
@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_golden(example: str, kind: str, pytestconfig: pytest.Config) -> None:
    texts: dict[str, list[str]] = {}
    for job in jobs_of(example, kind):
        composed = road_of(example).compose(job).value
        if composed is not None and len(texts.setdefault(job.variant, [])) < HOW_MANY:
            texts[job.variant].append(f"== {job.unit} {job.variant}\n{text_of(composed.document)}")
    together = "\n".join(text for variant in texts.values() for text in variant)
    compare(f"{example}/{kind}", together, pytestconfig)


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_every_unit_is_told_why_or_why_not(example: str) -> None:
    road = road_of(example)
    for job in jobs_of(example, "supervision"):
        result = road.compose(job)
        if job.unit == CONSOLIDATED:
            assert result.value is not None
            rows = result.value.document.parts[0].body[0].rows  # type: ignore[union-attr]
            reported = [unit for unit in job.covers if road.dataset.unit(unit).name not in _silent(road)]
            assert reported == ["".join(run.text for run in row.cells[1].lines[0]) for row in rows]
            assert all(row.cells[4].lines[0] for row in rows)
        elif result.value is None:
            assert {Code.NOT_SUPERVISED, Code.LEFT_OUT} >= {problem.code for problem in result.problems}


def _silent(road: Road) -> set[str]:
    as_of = next(paper.as_of for paper in road.dataset.papers if paper.kind == "督办通知单")
    assert as_of is not None
    sent: dict[str, set[str]] = {}
    for row in road.dataset.submissions:
        if row.sent_on is not None and row.sent_on <= as_of:
            sent.setdefault(row.unit, set()).add(row.ledger)
    wanted = {form.name for form in road.dataset.forms}
    return {unit.name for unit in road.dataset.units if sent.get(unit.name, set()) != wanted}


def test_a_copy_for_a_unit_is_the_notice_with_its_own_problems_in_the_forms() -> None:
    road = road_of("huitoukan")
    whole = road.compose(Job(kind="notice", title="")).value
    copies = [job for job in plan(road.dataset, Request(kinds=("notice",), per_unit=True)) if job.unit != CONSOLIDATED]
    copy = road.compose(copies[0]).value
    assert whole is not None
    assert copy is not None
    same = ("mark", "number", "title", "recipients", "body", "sign_off", "imprint")
    assert [getattr(whole.document, name) for name in same] == [getattr(copy.document, name) for name in same]
    assert whole.document.parts[0] == copy.document.parts[0]
    assert whole.document.parts[1] != copy.document.parts[1]
    assert "000001" == "".join(run.text for run in copy.document.copy_number)


@pytest.mark.parametrize("kind", ["notice", "bulletin", "feedback"])
def test_what_a_row_of_papers_must_give_is_marked_to_be_filled_in(kind: str) -> None:
    road = road_of("anquan")
    bare = replace(road, dataset=replace(road.dataset, papers=()))
    result = bare.compose(jobs_of("anquan", kind)[0])
    assert result.value is not None
    blank = [run.text for run in runs(result.value.document) if run.voice is Voice.BLANK]
    wanted = ["发文机关标志", "机关代字", "主送", "署名"] if kind != "feedback" else ["机关代字", "署名"]
    assert [f"【待填：{name}】" for name in wanted] == sorted(blank, key=lambda text: wanted.index(text[4:-1]))
    told = [problem.message for problem in result.problems if problem.code is Code.TO_FILL]
    assert {f"文中有{text}" for text in blank} == set(told)


def test_a_notice_without_a_text_to_issue_is_not_made() -> None:
    road = road_of("anquan")
    bare = replace(road, dataset=replace(road.dataset, issued=()))
    result = bare.compose(Job(kind="notice", title=""))
    assert (None, [Code.NOTHING_TO_SAY]) == (result.value, [problem.code for problem in result.problems])


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_a_copy_for_a_unit_knows_nothing_that_was_registered_after_it(example: str) -> None:
    road = road_of(example)
    signed = next(paper.signed_on for paper in road.dataset.papers if paper.kind == "通知")
    assert signed is not None
    later = {
        row.trace("问题") for row in road.dataset.entries if (day := row.by_role("登记日期")) is None or day > signed
    }
    for job in plan(road.dataset, Request(kinds=("notice",), per_unit=True)):
        copy = road.compose(job).value
        assert copy is not None
        assert set() == later & {origin for run in runs(copy.document.parts) for origin in run.origins}


def test_why_is_said_by_the_wording_and_its_numbers_are_figures() -> None:
    road = road_of("huitoukan")
    table = road.compose(next(job for job in jobs_of("huitoukan", "supervision") if job.variant)).value
    assert table is not None
    reasons = [row.cells[4].lines[0] for row in table.document.parts[0].body[0].rows]  # type: ignore[union-attr]
    assert {Voice.WORDING} == {line[0].voice for line in reasons}
    numbers = [run for line in reasons for run in line if run.text.isdigit() and run.voice is Voice.FACT]
    assert numbers
    assert all(run.origins for run in numbers)


def test_a_reason_of_several_lines_stands_in_one() -> None:
    road = road_of("huitoukan")
    decisions = tuple(
        row.model_copy(update={"reason": "进度\n滞后。"}) if row.matter == "督办" else row
        for row in road.dataset.decisions
    )
    changed = replace(road, dataset=replace(road.dataset, decisions=decisions), facts={})
    made = [made for job in jobs_of("huitoukan", "supervision") if (made := changed.compose(job).value)]
    texts = {run.text for one in made for run in runs(one.document)}
    assert "进度滞后" in texts


def test_copies_are_numbered_by_how_many_each_unit_gets() -> None:
    road = road_of("huitoukan")
    getting = [unit for unit in road.dataset.units if unit.gets_notice][:3]
    copies = dict(zip((unit.name for unit in getting), (3, 2, 1), strict=True))
    units = tuple(unit.model_copy(update={"copies": copies.get(unit.name, 1)}) for unit in road.dataset.units)
    changed = replace(road, dataset=replace(road.dataset, units=units))
    jobs = [Job(kind="notice", title="", unit=unit.name, covers=(unit.name,)) for unit in getting]
    made = [composed.document for job in jobs if (composed := changed.compose(job).value)]
    assert ["000001", "000004", "000006"] == ["".join(run.text for run in one.copy_number) for one in made]
