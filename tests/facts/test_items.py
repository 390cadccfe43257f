"""The state of every problem as of a day."""

from __future__ import annotations

from datetime import date

from docgen.facts import Facts, Scope, State
from tests.facts.makers import ALWAYS, AT_ONCE, OWN, RULES, TEAM, by, campaign, dataset, entry, leader

JAN = date(2015, 1, 20)
FEB = date(2015, 2, 5)


def test_rows_of_one_number_are_one_problem_with_its_measures() -> None:
    facts = Facts(dataset(entry(1, row=2), entry(1, row=3), entry(2, row=4)), FEB)
    assert [(1, ("措施2", "措施3")), (2, ("措施4",))] == [
        (item.number, tuple(row.measure for row in item.entries)) for item in facts.items()
    ]


def test_the_same_number_in_another_unit_ledger_or_person_is_another_problem() -> None:
    facts = Facts(
        dataset(
            entry(1),
            entry(1, unit="乙县"),
            entry(1, ledger=RULES),
            entry(1, ledger=OWN, 责任人="曾喆"),
            entry(1, ledger=OWN, 责任人="龙琞"),
        ),
        FEB,
    )
    found = [(item.unit, item.ledger, item.person) for item in facts.items()]
    assert [
        ("甲县", TEAM, None),
        ("甲县", OWN, "曾喆"),
        ("甲县", OWN, "龙琞"),
        ("甲县", RULES, None),
        ("乙县", TEAM, None),
    ] == found


def test_problems_without_a_number_are_told_apart_by_their_words() -> None:
    facts = Facts(dataset(entry(0, 问题="会多"), entry(0, 问题="文多"), entry(0, 问题="会多", row=3)), FEB)
    assert [("会多", 2), ("文多", 1)] == [(item.problem, len(item.measures)) for item in facts.items()]


def test_persons_come_by_rank_and_leaders_too() -> None:
    leaders = (leader("甲县", "曾喆", 2), leader("甲县", "龙琞", 1))
    facts = Facts(
        dataset(
            entry(1, ledger=OWN, 责任人="曾喆"),
            entry(1, ledger=OWN, 责任人="龙琞"),
            entry(1, 领导=("外单位人", "曾喆", "龙琞")),
            leaders=leaders,
        ),
        FEB,
    )
    team, first, second = facts.items()
    assert (("龙琞", "曾喆", "外单位人"), "龙琞", "曾喆") == (team.leaders, first.person, second.person)


def test_what_was_registered_later_is_not_there_yet() -> None:
    facts = Facts(
        dataset(
            entry(1, 登记日期=JAN),
            entry(2, 登记日期=date(2015, 1, 21)),
            entry(3, 登记日期=JAN, row=4),
            entry(3, 登记日期=FEB, row=5),
        ),
        JAN,
    )
    assert [(1, 1, JAN), (3, 1, JAN)] == [(item.number, len(item.rows), item.registered_on) for item in facts.items()]


def test_done_by_the_day_only() -> None:
    rows = (
        entry(1, 状态="已完成", 完成日期=JAN),
        entry(2, 状态="已完成", 完成日期=date(2015, 1, 21)),
        entry(3, 状态="已完成"),
        entry(4, 状态="基本完成"),
        entry(5, 状态="基本完成", 完成日期=FEB),
        entry(6, 状态="正在推进", 完成日期=JAN),
    )
    states = [item.state for item in Facts(dataset(*rows), JAN).items()]
    assert [State.DONE, State.OPEN, State.OPEN, State.NEARLY, State.OPEN, State.OPEN] == states
    later = [item.state for item in Facts(dataset(*rows), FEB).items()]
    assert [State.DONE, State.DONE, State.OPEN, State.NEARLY, State.NEARLY, State.OPEN] == later


def test_a_form_without_completion_days_goes_by_the_state() -> None:
    row = entry(1, 状态="已完成")
    undated = row.model_copy(update={"roles": {role: role for role in row.roles if role != "完成日期"}})
    (item,) = Facts(dataset(undated), JAN).items()
    assert (State.DONE, None) == (item.state, item.completed_on)


def test_a_problem_is_as_far_as_its_measures() -> None:
    def state(*states: str) -> State:
        rows = [entry(1, row=2 + n, 状态=word, 完成日期=JAN) for n, word in enumerate(states)]
        return Facts(dataset(*rows), FEB).items()[0].state

    assert State.DONE is state("已完成", "已完成")
    assert State.NEARLY is state("已完成", "基本完成")
    assert State.OPEN is state("已完成", "基本完成", "未完成")


def test_a_leaders_own_row_beside_the_offices_is_shown_but_not_counted() -> None:
    (item,) = Facts(
        dataset(
            entry(1, row=2, 填报人="曾喆", 状态="未完成", 领导=("曾喆",)),
            entry(1, row=3, 填报人="综合", 状态="已完成", 完成日期=JAN),
            entry(1, row=4, 填报人="龙琞", 状态="未完成"),
        ),
        FEB,
    ).items()
    assert (State.DONE, [3], [2, 3, 4], ("曾喆",)) == (
        item.state,
        [row.origin.row for row in item.entries],
        [row.origin.row for row in item.rows],
        item.leaders,
    )


def test_a_problem_that_only_leaders_reported_is_counted_once() -> None:
    rows = (
        entry(1, row=2, 填报人="曾喆", 措施="精简会议", 状态="已完成", 完成日期=JAN),
        entry(1, row=3, 填报人="龙琞", 措施="精简会议", 状态="未完成"),
        entry(1, row=4, 填报人="龙琞", 措施="精简文件", 状态="已完成", 完成日期=JAN),
    )
    figures = Facts(dataset(*rows), FEB).of()
    assert (1, 2, 1, 1) == (figures["问题总数"], figures["措施总数"], figures["措施完成数"], figures["未完成数"])


def test_a_deadline_is_kept_on_its_last_day() -> None:
    rows = dataset(entry(1, 时限=by(FEB)))
    on_the_day, after = Facts(rows, FEB).items()[0], Facts(rows, date(2015, 2, 8)).items()[0]
    assert (False, 0, True, 3) == (on_the_day.past_due, on_the_day.overdue_days, after.past_due, after.overdue_days)


def test_the_latest_deadline_of_the_measures_is_the_problems() -> None:
    (item,) = Facts(dataset(entry(1, row=2, 时限=by(FEB)), entry(1, row=3, 时限=by(JAN)), entry(1, row=4)), FEB).items()
    assert (by(FEB), FEB) == (item.deadline, item.due)


def test_kept_up_always_is_never_overdue() -> None:
    (item,) = Facts(dataset(entry(1, row=2, 时限=by(JAN)), entry(1, row=3, 时限=ALWAYS)), FEB).items()
    assert (ALWAYS, None, True, 0) == (item.deadline, item.due, item.always, item.overdue_days)


def test_at_once_is_due_ten_days_after_registration() -> None:
    first, second = Facts(
        dataset(
            entry(1, row=2, 时限=AT_ONCE, 登记日期=JAN),
            entry(2, row=3, 时限=AT_ONCE, 登记日期=JAN),
            entry(2, row=4, 时限=by(date(2015, 1, 1)), 登记日期=date(2015, 1, 1)),
        ),
        FEB,
    ).items()
    assert (date(2015, 1, 30), 6, AT_ONCE, AT_ONCE) == (first.due, first.overdue_days, first.deadline, second.deadline)


def test_done_late_is_late_and_not_overdue() -> None:
    first, second = Facts(
        dataset(
            entry(1, 时限=by(JAN), 状态="已完成", 完成日期=JAN),
            entry(2, 时限=by(JAN), 状态="已完成", 完成日期=date(2015, 1, 21)),
        ),
        FEB,
    ).items()
    assert [(True, False, 0), (False, True, 0)] == [
        (item.on_time, item.late, item.overdue_days) for item in (first, second)
    ]


def test_the_worst_opinion_counts() -> None:
    def opinion(*words: str | None) -> tuple[str | None, bool, bool]:
        rows = [entry(1, row=2 + n, 评价=word) for n, word in enumerate(words)]
        item = Facts(dataset(*rows), FEB).items()[0]
        return item.approval, item.satisfied, item.dissatisfied

    assert ("不满意", False, True) == opinion("满意", "不满意", None)
    assert ("一般", False, False) == opinion("满意", "一般")
    assert ("满意", True, False) == opinion(None, "满意")
    assert (None, False, False) == opinion(None)


def test_crossed_off_when_every_row_is() -> None:
    rows = (entry(1, row=2, 销号日期=JAN), entry(1, row=3, 销号日期=FEB), entry(2, row=4, 销号日期=JAN), entry(3))
    assert [None, JAN, None] == [item.cancelled_on for item in Facts(dataset(*rows), JAN).items()]
    assert [FEB, JAN, None] == [item.cancelled_on for item in Facts(dataset(*rows), FEB).items()]


def test_new_is_what_the_campaign_calls_new() -> None:
    rows = dataset(entry(1, 来源="回头看新发现"), entry(2, 来源="原清单"), entry(3), campaign=campaign())
    assert [True, False, False] == [item.is_new for item in Facts(rows, FEB).items()]


def test_a_scope_is_all_of_what_it_says() -> None:
    facts = Facts(
        dataset(
            entry(1),
            entry(2, ledger=OWN, 责任人="曾喆"),
            entry(3, unit="乙县"),
            entry(4, unit="丙局"),
        ),
        FEB,
    )

    def numbers(scope: Scope) -> list[int]:
        return [item.number for item in facts.items(scope)]

    assert [1, 2, 3, 4] == numbers(Scope())
    assert [1, 2] == numbers(Scope(unit="甲县"))
    assert [3, 4] == numbers(Scope(units=frozenset({"丙局", "乙县"})))
    assert [1, 2, 3] == numbers(Scope(category="县市区"))
    assert [1, 3, 4] == numbers(Scope(ledger=TEAM))
    assert [2] == numbers(Scope(person="曾喆"))
    assert [] == numbers(Scope(unit="甲县", category="市直机关"))
