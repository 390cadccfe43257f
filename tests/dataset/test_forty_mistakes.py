"""A workbook with forty mistakes gives exactly those forty places, and the clean one none."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from docgen.dataset.validation import load
from docgen.problems import Severity
from tests.dataset.workbooks import EXAMPLE, Changed, places

Place = tuple[str, str, str]
TEAM, PERSONAL, SPECIAL, RULES = "领导班子台账", "党员领导干部台账", "专项整治台账", "制度建设台账"
DONE = {"状态": "已完成", "填报人": "综合"}


def campaign_and_papers(book: Changed) -> list[Place]:
    """Mistakes in 活动, 发文, 印发件, 阶段, 要点."""
    due = book.set("活动", book.row("活动", 项目="报告截止日期"), "内容", "2015年2月30日")
    speed = book.set("活动", book.row("活动", 项目="语速"), "内容", "一百八十字")
    twice = book.append_copy("活动", book.row("活动", 项目="联系人"))
    phone = book.set("活动", book.row("活动", 项目="联系电话"), "项目", "联系电活")
    kind = book.set("发文", book.row("发文", 文种="反馈函"), "文种", "反溃函")
    as_of = book.row("发文", 文种="抽查通报")
    day = book.get("发文", as_of, "成文日期")
    book.set("发文", as_of, "统计截至日期", day.replace(year=day.year + 1))
    seal = book.set("发文", book.row("发文", 文种="通报稿"), "用印", "也许")
    unit = book.set("发文", book.row("发文", 单位="石桥区"), "单位", "石桥去")
    form = book.set("印发件", book.row("印发件", 附表=TEAM), "附表", "领导班子台帐")
    end = book.set("阶段", 3, "结束", datetime(2014, 1, 16))
    order = book.set("要点", 3, "序号", "二")
    return [
        ("V02", "活动", due),
        ("V03", "活动", speed),
        ("R01", "活动", book.address("活动", twice, "项目")),
        ("V04", "活动", phone),
        ("V04", "发文", kind),
        ("R05", "发文", book.address("发文", as_of, "成文日期")),
        ("V04", "发文", seal),
        ("R02", "发文", unit),
        ("R04", "印发件", form),
        ("R05", "阶段", end),
        ("V03", "要点", order),
    ]


def units_and_leaders(book: Changed) -> list[Place]:
    """Mistakes in 单位, 督导组, 领导干部. Nobody who refers to these units is to blame."""
    twin = book.append_copy("单位", 5)
    code = book.set("单位", 7, "代码", book.get("单位", 6, "代码"))
    name = book.set("单位", 9, "全称", None)
    group = book.set("单位", 11, "督导组", "市委第九十督导组")
    copies = book.set("单位", 13, "份数", "三份")
    head = book.set("单位", 15, "主要负责人", "查无此")
    group_twin = book.append_copy("督导组", 3)
    leader_twin = book.append_copy("领导干部", 4)
    stranger = book.append_copy("领导干部", 6, 单位="查无此县", 姓名="宁无名")
    spoilt = book.set("领导干部", 30, "姓名", "王\ue863明")
    return [
        ("R01", "单位", book.address("单位", twin, "规范化简称")),
        ("R01", "单位", code),
        ("V01", "单位", name),
        ("R04", "单位", group),
        ("V03", "单位", copies),
        ("R03", "单位", head),
        ("R01", "督导组", book.address("督导组", group_twin, "名称")),
        ("R01", "领导干部", book.address("领导干部", leader_twin, "姓名")),
        ("R02", "领导干部", book.address("领导干部", stranger, "单位")),
        ("V06", "领导干部", spoilt),
    ]


def ledgers(book: Changed) -> list[Place]:
    """Mistakes in the ledgers and their definition."""
    width = book.set("台账定义", book.row("台账定义", 台账=RULES, 项目="列"), "宽度", "宽")
    rows = [number for number in range(40, 400) if book.get(TEAM, number, "填报人") == "综合"][::9]
    date = book.set(TEAM, rows[0], "整改时限", "9月31日")
    state = book.set(TEAM, rows[1], "状态", "快完成了")
    unit = book.set(TEAM, rows[2], "单位", "查无此单位")
    lead = book.set(TEAM, rows[3], "牵头领导", "查无此、甄没有")
    formula = book.set(TEAM, rows[4], "后段工作措施", "=1+1")
    problem = book.set(TEAM, rows[5], "突出问题", None)
    hidden = book.set(TEAM, rows[6], "整改落实情况", "已完成\u200b整改")
    approval = book.set(TEAM, rows[7], "群众评价", "马马虎虎")
    source = book.set(TEAM, rows[8], "问题来源", "回头看新发")
    done = next(number for number in range(rows[9], 700) if book.get(TEAM, number, "状态") == "已完成")
    while book.get(TEAM, done, "填报人") != "综合":
        done += 1
    undated = book.set(TEAM, done, "完成日期", None)
    merge = f"{book.address(TEAM, 450, '突出问题')}:{book.address(TEAM, 451, '突出问题')}"
    book.sheet(TEAM).merge_cells(merge)
    renamed = book.set(SPECIAL, 1, "整改时限", "整改期限")
    return [
        ("V03", "台账定义", width),
        ("V02", TEAM, date),
        ("V04", TEAM, state),
        ("R02", TEAM, unit),
        ("R03", TEAM, lead),
        ("V05", TEAM, formula),
        ("V01", TEAM, problem),
        ("V06", TEAM, hidden),
        ("V04", TEAM, approval),
        ("V04", TEAM, source),
        ("V01", TEAM, undated),
        ("S04", TEAM, merge),
        ("S02", SPECIAL, renamed),
    ]


def the_rest(book: Changed) -> list[Place]:
    """Mistakes in the sheets of what units do."""
    book.sheet("督查").title = "督察"
    sent = book.row("报送", 台账=PERSONAL, 报送日期=True, 填报日期=True)
    for header in ("负责人审核日期", "督导组审核日期"):
        book.set("报送", sent, header, None)
    late = book.set("报送", sent, "报送日期", datetime(2014, 1, 1))
    point = book.set("自查情况", 8, "要点", "查无此要点")
    book.sheet("会议").delete_cols([cell.value for cell in book.sheet("会议")[1]].index("会议") + 1)
    number = book.set("处理", book.row("处理", 台账=TEAM), "序号", 999)
    part = book.set("报告", 6, "部分", None)
    return [
        ("S01", "督察", ""),
        ("R05", "报送", late),
        ("R04", "自查情况", point),
        ("S02", "会议", "第1行"),
        ("R04", "处理", number),
        ("V01", "报告", part),
    ]


def test_exactly_the_forty_places(tmp_path: Path) -> None:
    book = Changed()
    expected = [*ledgers(book), *campaign_and_papers(book), *units_and_leaders(book), *the_rest(book)]
    assert len(expected) == 40
    assert sorted(expected) == places(book.save(tmp_path / "dataset.xlsx"))


def test_the_example_has_no_error() -> None:
    assert places(EXAMPLE) == []
    assert {code for code, _, _ in places(EXAMPLE, Severity.NOTE)} <= {"V15"}


def test_records_in_error_are_left_out_and_their_units_named(tmp_path: Path) -> None:
    book = Changed()
    unit = book.get(TEAM, 60, "单位")
    book.set(TEAM, 60, "整改时限", "9月31日")
    clean, changed = load(EXAMPLE).value, load(book.save(tmp_path / "dataset.xlsx"))
    assert clean is not None
    assert changed.value is not None
    assert len(clean.entries) - 1 == len(changed.value.entries)
    assert [(unit,)] == [problem.units for problem in changed.problems if problem.severity is Severity.ERROR]
