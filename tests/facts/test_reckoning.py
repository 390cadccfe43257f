"""The figures of a scope as of a day."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.batch.cell_ranges import cell_ranges
from docgen.dataset.records import Dataset, Meeting
from docgen.facts import Facts, Scope
from docgen.facts.definitions import BY_NAME
from docgen.kinds.inspections import inspected_units
from tests.facts.makers import (
    ALWAYS,
    OWN,
    RULES,
    TEAM,
    by,
    campaign,
    checked,
    dataset,
    decided,
    entry,
    leader,
    self_checked,
    sent,
    unit,
)

JAN = date(2015, 1, 20)
FEB = date(2015, 2, 5)


def mixed() -> Dataset:
    """Nine problems of three units in three ledgers."""
    done = {"状态": "已完成", "完成日期": JAN}
    return dataset(
        entry(1, row=2, 时限=by(FEB), 任务来源="中央", 评价="满意", **done),
        entry(1, row=3, 时限=by(JAN), 任务来源="中央", 评价="满意", 销号日期=JAN, **done),
        entry(2, row=4, 时限=by(JAN), 任务来源="省委", 评价="不满意", 状态="基本完成"),
        entry(3, row=5, 时限=by(date(2015, 1, 10)), 来源="回头看新发现"),
        entry(4, row=6, 时限=by(date(2015, 1, 10)), **done),
        entry(5, row=7, 时限=by(JAN), 销号日期=FEB, **done),
        entry(1, row=2, ledger=OWN, 责任人="曾喆", **done),
        entry(1, row=2, ledger=RULES, unit="乙县", 时限=ALWAYS),
        entry(1, row=3, ledger=RULES, unit="丙局", 时限=by(date(2015, 1, 30)), **done),
        entry(2, row=4, ledger=RULES, unit="丙局", 登记日期=date(2015, 2, 6)),
        leaders=(leader("甲县", "曾喆", 1), leader("甲县", "龙琞", 2), leader("乙县", "石䶮", 1)),
    )


def test_the_figures_of_everything() -> None:
    figures = Facts(mixed(), FEB).of()
    expected = {
        "问题总数": "8",
        "措施总数": "7",
        "完成数": "5",
        "基本完成数": "1",
        "完成和基本完成数": "6",
        "未完成数": "2",
        "完成率": "62.5%",
        "完成和基本完成率": "75%",
        "措施完成数": "5",
        "措施基本完成数": "1",
        "措施未完成数": "1",
        "措施完成率": "71.4%",
        "到期数": "5",
        "按期完成数": "2",
        "逾期完成数": "1",
        "逾期数": "2",
        "按期完成率": "40%",
        "长期坚持数": "1",
        "新发现数": "1",
        "评价数": "2",
        "满意数": "1",
        "不满意数": "1",
        "满意率": "50%",
        "销号数": "1",
        "销号率": "12.5%",
        "来源：中央": "1",
        "来源：省委": "1",
        "来源：未注明": "6",
        "单位总数": "3",
        "领导人数": "3",
        "台账数": "3",
        "自查次数": "",
        "督办事项数": "2",
        "督办单位数": "1",
    }
    assert expected == {name: figures[name].text for name in expected}


def test_the_figures_of_an_earlier_day() -> None:
    """On 20 January four deadlines have not passed, one problem is crossed off later, the done ones are done today."""
    figures = Facts(mixed(), JAN).of()
    names = ("问题总数", "完成数", "到期数", "逾期完成数", "逾期数", "销号数")
    assert (8, 5, 2, 1, 1, 0) == tuple(figures[name].value for name in names)
    before = Facts(mixed(), date(2015, 1, 19)).of()
    assert (8, 0, 2, 0, 2, 0) == tuple(before[name].value for name in names)


def test_sums_agree_every_way() -> None:
    facts = Facts(mixed(), FEB)
    ways = (
        [Scope(unit=unit) for unit in ("甲县", "乙县", "丙局")],
        [Scope(ledger=ledger) for ledger in (TEAM, OWN, RULES)],
        [Scope(category=category) for category in ("县市区", "市直机关")],
    )
    per_problem = [name for name, count in BY_NAME.items() if facts.of()[name].unit in {"项", "条"}]
    for scopes in ways:
        sums = {name: sum(int(facts.of(scope)[name]) for scope in scopes) for name in per_problem}
        assert {name: facts.of()[name].value for name in per_problem} == sums
    for scope in (Scope(), *(scope for scopes in ways for scope in scopes)):
        figures = facts.of(scope)
        assert figures["问题总数"] == sum(int(figures[name]) for name in ("完成数", "基本完成数", "未完成数"))
        assert figures["措施总数"] == sum(int(figures[f"措施{name}"]) for name in ("完成数", "基本完成数", "未完成数"))
        assert figures["到期数"] == sum(int(figures[name]) for name in ("按期完成数", "逾期完成数", "逾期数"))
        assert figures["问题总数"] == sum(int(figure) for figure in figures.family("来源").values())
        assert figures["单位总数"] == sum(int(figure) for figure in figures.family("分类").values())


def test_every_figure_has_a_name_and_none_is_guessed() -> None:
    figures = Facts(mixed(), FEB).of(Scope(unit="乙县"))
    assert set(BY_NAME) | {"来源：中央", "来源：省委", "来源：未注明"} < set(figures.fields())
    assert [name for name, figure in figures.fields().items() if figure.name != name] == []
    for unknown in ("办结率", "来源：市委", "颜色：红"):
        with pytest.raises(KeyError):
            figures[unknown]


def test_every_figure_knows_its_cells() -> None:
    figures = Facts(mixed(), FEB).of()
    assert (
        "dataset.xlsx › 领导班子台账 › G2:G3",
        "dataset.xlsx › 领导班子台账 › G6:G7",
        "dataset.xlsx › 党员领导干部台账 › E2",
        "dataset.xlsx › 制度建设台账 › E3",
    ) == cell_ranges(figures["完成数"].origins)
    assert ("dataset.xlsx › 单位 › B2:B4",) == cell_ranges(figures["单位总数"].origins)
    looked_through = Facts(mixed(), FEB).of(Scope(unit="丙局"))["逾期数"]
    assert (0, ("dataset.xlsx › 制度建设台账 › C3",)) == (looked_through.value, looked_through.origins)


def test_reported_when_every_ledger_was_sent_by_the_day() -> None:
    data = dataset(
        ledgers=(TEAM, RULES),
        submissions=(
            sent("甲县", TEAM, JAN, 2),
            sent("甲县", RULES, FEB, 3),
            sent("乙县", TEAM, JAN, 4),
            sent("丙局", TEAM, JAN, 5),
            sent("丙局", RULES, None, 6),
        ),
    )
    facts = Facts(data, FEB)
    assert [True, False, False] == [facts.reported(unit) for unit in ("甲县", "乙县", "丙局")]
    assert ("乙县", "丙局") == facts.unreported()
    assert ("丙局",) == facts.unreported(Scope(category="市直机关"))
    assert () == facts.unreported(Scope(ledger=TEAM))
    assert ("甲县", "乙县", "丙局") == Facts(data, date(2015, 2, 4)).unreported()
    figures = facts.of()
    assert ("3", "1", "2", "33.3%") == tuple(
        figures[name].text for name in ("应报单位数", "已报单位数", "未报单位数", "报送率")
    )
    assert ("dataset.xlsx › 报送 › C4:C6",) == cell_ranges(figures["未报单位数"].origins)


def test_a_unit_that_need_not_report_is_never_missing() -> None:
    units = (dataset().units[0], dataset().units[1].model_copy(update={"must_report": False}))
    facts = Facts(dataset(units=units), FEB)
    assert (("甲县",), 1, 2) == (facts.unreported(), facts.of()["应报单位数"], facts.of()["单位总数"])


def test_spot_checks_up_to_the_day() -> None:
    facts = Facts(
        dataset(
            inspections=(
                checked("丙局", JAN, 问题="台账不全", 反馈日期=FEB),
                checked("丙局", JAN, 问题="时限不明"),
                checked("甲县", JAN, 成效="整改扎实", 反馈日期=JAN),
                checked("甲县", date(2015, 2, 6), 问题="之后发现"),
                checked("乙县", JAN, 类别="逐级督查", 问题="进度偏慢"),
            ),
        ),
        FEB,
    )
    assert (("甲县", "丙局"), ("甲县", "乙县", "丙局")) == (facts.inspected(), facts.inspected(kind=None))
    figures = facts.of()
    names = ("督查单位数", "抽查单位数", "发现问题单位数", "抽查发现问题数", "已反馈单位数", "抽查覆盖率")
    assert ("3", "2", "1", "2", "1", "66.7%") == tuple(figures[name].text for name in names)


def test_what_nobody_says_is_no_figure() -> None:
    def times(*checks: int | None) -> str:
        return (
            Facts(dataset(self_checks=[self_checked("甲县", number) for number in checks]), FEB).of()["自查次数"].text
        )

    assert ["", "", "0", "5"] == [times(), times(None), times(0), times(2, None, 3)]


def test_meetings_held_by_the_day() -> None:
    meetings = [
        Meeting.model_validate({"单位": unit, "会议": "扩大会议", "日期": day})
        for unit, day in (("甲县", FEB), ("乙县", date(2015, 2, 6)), ("丙局", None))
    ]
    assert Facts(dataset(meetings=meetings), FEB).of()["已开会单位数"] == 1


def test_the_class_follows_the_rate_as_printed() -> None:
    def rows(unit: str, done: int, of: int) -> list[object]:
        finished = {"状态": "已完成", "完成日期": JAN}
        return [entry(n, unit=unit, **(finished if n <= done else {})) for n in range(1, of + 1)]

    data = dataset(
        *rows("甲县", 1799, 1999),  # 89.995 prints 90.0
        *rows("乙县", 2, 3),
        decisions=(
            decided("乙县", "分类", "差", 理由="群众意见大"),
            decided("甲县", "督办", "督办", 台账=TEAM, 序号=1),
            decided("丙局", "分类", None, 建议="一般"),
        ),
    )
    facts = Facts(data, FEB)
    first, second, third = (facts.unit_class(unit) for unit in ("甲县", "乙县", "丙局"))
    assert ("90.0%", "好", None, "好") == (first.rate.text, first.proposed, first.decided, first.final)
    assert ("一般", "差", "差", "群众意见大") == (second.proposed, second.decided, second.final, second.reason)
    assert (None, None, None) == (third.proposed, third.decided, third.final)
    classes = facts.of().family("分类")
    assert {"好": 1, "较好": 0, "一般": 0, "差": 1, "未分类": 1} == {name: int(f) for name, f in classes.items()}
    assert {"好": 1, "较好": 0, "一般": 0, "差": 0, "未分类": 0} == {
        name: int(figure) for name, figure in facts.of(Scope(unit="甲县")).family("分类").items()
    }


def test_without_standards_nothing_is_classed() -> None:
    facts = Facts(dataset(entry(1), campaign=campaign(分类标准=())), FEB)
    assert (None, 3) == (facts.unit_class("甲县").final, facts.of()["分类：未分类"])


def test_the_issuing_office_is_no_unit_of_its_campaign_unless_it_reports() -> None:
    def total(must_report: bool) -> tuple[int, int, int]:
        office = unit("市活动办", 0, 类别="主办机关", 应报告=must_report)
        figures = Facts(dataset(units=(office, *dataset().units), leaders=(leader("市活动办", "谌知远", 1),)), FEB).of()
        return int(figures["单位总数"]), int(figures["领导人数"]), int(figures["分类：未分类"])

    assert [(3, 0, 3), (4, 1, 4)] == [total(False), total(True)]


def test_inspections_of_a_unit_come_by_day_and_papers_choose_units_by_them() -> None:
    data = dataset(
        inspections=(
            checked("甲县", FEB),
            checked("甲县", JAN),
            checked("乙县", JAN, 类别="专项检查"),
            checked("丙局", date(2015, 2, 6)),
        )
    )
    facts = Facts(data, FEB)
    assert [JAN, FEB] == [found.inspected_on for found in facts.inspections()]
    chosen = inspected_units(facts)
    assert [("甲县", (JAN, FEB))] == [(one.unit.name, one.days) for one in chosen]
    assert list(facts.inspected(kind=None)) == [one.unit.name for one in inspected_units(facts, None)]
