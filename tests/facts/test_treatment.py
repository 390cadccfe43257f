"""What is to be done about each item, by rule and by decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from docgen.dataset.records import Dataset, Decision
from docgen.facts import Course, Facts, Reason, Scope, Treatment, Verdict, treatments
from tests.facts.makers import OWN, TEAM, by, dataset, decided, entry

FEB = date(2015, 2, 5)
DONE = {"状态": "已完成", "完成日期": date(2015, 1, 10)}


def treated(*rows: Any, **more: Any) -> tuple[Treatment, ...]:
    data = dataset(*rows, **more)
    return treatments(data, Facts(data, FEB), "甲县")


def test_the_seeds_four_treatments() -> None:
    found = treated(
        entry(1, 时限=by(date(2015, 1, 25))),  # 11 days late
        entry(2, 时限=by(date(2015, 1, 26))),  # 10 days: not more than the limit
        entry(3, 评价="不满意", **DONE),
        entry(4, 状态="基本完成", 时限=by(date(2014, 12, 1))),
        entry(5, 来源="回头看新发现", **DONE),
        entry(6, 来源="回头看新发现"),
        entry(7, **DONE),
    )
    assert [
        (Course.SUPERVISE, Reason.OVERDUE),
        (Course.FOLLOW, Reason.OPEN),
        (Course.SUPERVISE, Reason.DISSATISFIED),
        (Course.CONSOLIDATE, Reason.NEARLY),
        (Course.INCLUDE, Reason.NEW),
        (Course.FOLLOW, Reason.OPEN),
        (Course.NONE, Reason.DONE),
    ] == [(treatment.final, treatment.ground) for treatment in found]
    assert 11 == found[0].figures["逾期天数"]
    assert [True] * 6 + [False] == [bool(treatment.final) for treatment in found]


def test_the_words_of_the_sheet_are_the_courses() -> None:
    assert Decision.TREATMENTS == tuple(course.value for course in Course)


def test_a_person_decides_and_gives_the_reason() -> None:
    found = treated(
        entry(1, 评价="不满意"),
        entry(2, **DONE),
        entry(3, 评价="不满意"),
        decisions=(
            decided("甲县", "督办", "跟踪", 台账=TEAM, 序号=1, 理由="已当面整改"),
            decided("甲县", "督办", "督办", 台账=TEAM, 序号=2),
            decided("甲县", "督办", None, 台账=TEAM, 序号=3, 建议="督办"),
            decided("乙县", "督办", "不办理", 台账=TEAM, 序号=3),
            decided("甲县", "督办", "不办理", 台账=OWN, 序号=3),
            decided("甲县", "分类", "好"),
        ),
    )
    assert [
        (Course.SUPERVISE, Course.FOLLOW, Course.FOLLOW, Reason.DISSATISFIED),
        (Course.NONE, Course.SUPERVISE, Course.SUPERVISE, Reason.DONE),
        (Course.SUPERVISE, None, Course.SUPERVISE, Reason.DISSATISFIED),
    ] == [(t.by_rule, t.decided, t.final, t.ground) for t in found]
    assert "已当面整改" == (found[0].decision and found[0].decision.reason)
    assert "督办" == found[1].final


def test_the_more_precise_decision_holds_and_then_the_later() -> None:
    found = treated(
        entry(1),
        entry(2),
        decisions=(
            decided("甲县", "督办", "督办", 台账=TEAM, 序号=1),
            decided("甲县", "督办", "巩固", 台账=TEAM, 序号=1),
            decided("甲县", "督办", "不办理", 台账=TEAM),
            decided("甲县", "督办", "督办"),
        ),
    )
    assert [Course.CONSOLIDATE, Course.NONE] == [treatment.final for treatment in found]


def test_every_unit_hears_why_or_why_not() -> None:
    def why(data: Dataset) -> tuple[bool, Verdict, list[int | float | None]]:
        found = Facts(data, FEB).supervision("甲县")
        return found.due, found.reason, [figure.value for figure in found.figures.values()]

    late = entry(1, 时限=by(date(2015, 1, 1)))
    spare = decided("甲县", "督办", "跟踪", 台账=TEAM, 序号=1)
    add = decided("甲县", "督办", "督办", 台账=TEAM, 序号=2)
    assert (False, Verdict.NOTHING_REGISTERED, [0, 0, 0]) == why(dataset())
    assert (False, Verdict.NOT_DUE, [0, 0, 0]) == why(dataset(entry(1)))
    assert (True, Verdict.DUE, [1, 0, 0]) == why(dataset(late))
    assert (False, Verdict.DROPPED, [0, 0, 1]) == why(dataset(late, decisions=(spare,)))
    assert (True, Verdict.DUE, [2, 1, 0]) == why(dataset(late, entry(2), decisions=(add,)))


def test_figures_count_what_is_finally_decided() -> None:
    data = dataset(
        entry(1, 评价="不满意"),
        entry(2, ledger=OWN, 责任人="曾喆", 评价="不满意"),
        entry(3, 评价="不满意"),
        entry(1, unit="乙县", 评价="不满意"),
        decisions=(decided("乙县", "督办", "跟踪", 台账=TEAM, 序号=1),),
    )
    facts = Facts(data, FEB)
    assert (2, 1) == (facts.of()["督办事项数"], facts.of()["督办单位数"])
    assert (2, 1) == (facts.of(Scope(ledger=TEAM))["督办事项数"], facts.of(Scope(ledger=TEAM))["督办单位数"])
    assert (0, 0) == (facts.of(Scope(unit="乙县"))["督办事项数"], facts.of(Scope(unit="乙县"))["督办单位数"])
    assert treatments(data, facts, "甲县") == facts.treatments("甲县")
