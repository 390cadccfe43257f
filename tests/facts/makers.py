"""Small datasets, made from records; what a test does not name is plain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from docgen.dataset.records import (
    Campaign,
    Dataset,
    Decision,
    Entry,
    FormColumn,
    Inspection,
    Leader,
    LedgerForm,
    RowOrigin,
    SelfCheck,
    Submission,
    Unit,
)
from docgen.dates import Deadline, DeadlineKind

FILE = "dataset.xlsx"
TEAM, OWN, RULES = "领导班子台账", "党员领导干部台账", "制度建设台账"

_COMMON = ("状态", "登记日期", "完成日期", "销号日期", "评价", "来源", "任务来源")
_ROLES = {
    TEAM: ("序号", "问题", "措施", "时限", "领导", "填报人", *_COMMON),
    OWN: ("责任人", "序号", "问题", "措施", *_COMMON),
    RULES: ("序号", "问题", "时限", "领导", *_COMMON),
}


def by(day: date) -> Deadline:
    return Deadline(text=f"{day.month}月{day.day}日", kind=DeadlineKind.DAY, due=day)


ALWAYS = Deadline(text="长期坚持", kind=DeadlineKind.ALWAYS)
AT_ONCE = Deadline(text="立行立改", kind=DeadlineKind.AT_ONCE)


def entry(number: int, *, unit: str = "甲县", ledger: str = TEAM, row: int = 2, **values: Any) -> Entry:
    """A row of a ledger: open, with a measure where the form has one, in a sheet whose columns are A, B, C …"""
    roles = _ROLES[ledger]
    given = {"问题": f"问题{number}", "措施": f"措施{row}", "状态": "未完成", **values, "序号": number}
    assert set(values) <= set(roles), f"{ledger} has no {set(values) - set(roles)}"
    return Entry(
        ledger=ledger,
        unit=unit,
        values={role: given.get(role) for role in roles},
        roles={role: role for role in roles},
        origin=origin(ledger, row, roles),
    )


def origin(sheet: str, row: int, columns: Iterable[str]) -> RowOrigin:
    cells = {column: f"{chr(ord('A') + place)}{row}" for place, column in enumerate(columns)}
    return RowOrigin(file=FILE, sheet=sheet, row=row, cells=cells)


def campaign(**more: Any) -> Campaign:
    values: dict[str, Any] = {
        "名称": "整改“回头看”",
        "简称": "“回头看”",
        "年度": 2015,
        "主办机关": "市活动办",
        "范围": "全市",
        "报告截止日期": date(2015, 2, 5),
        "完成状态": ("已完成",),
        "基本完成状态": ("基本完成",),
        "未完成状态": ("未完成", "正在推进"),
        "满意评价": ("满意",),
        "不满意评价": ("不满意",),
        "新发现来源": ("回头看新发现",),
        "分类标准": (("好", 90.0), ("较好", 75.0), ("一般", 60.0), ("差", 0.0)),
        "督办逾期天数": 10,
    }
    return Campaign.model_validate({**values, **more})


def unit(name: str, order: int, **more: Any) -> Unit:
    values = {"代码": f"{order:03}", "全称": f"{name}委员会", "规范化简称": name, "类别": "县市区", "排序": order}
    return Unit.model_validate(
        {**values, "origin": origin("单位", order + 1, ("代码", "规范化简称", "应报告")), **more}
    )


def form(name: str) -> LedgerForm:
    columns = tuple(FormColumn(name=role, printed=role, role=role) for role in _ROLES[name])
    return LedgerForm(name=name, title=name, columns=columns, personal=name == OWN)


def leader(unit_name: str, name: str, rank: int) -> Leader:
    return Leader.model_validate({"单位": unit_name, "姓名": name, "职务": "委员", "排序": rank})


def sent(unit_name: str, ledger: str, day: date | None, row: int = 2) -> Submission:
    place = origin("报送", row, ("单位", "台账", "报送日期"))
    return Submission.model_validate({"单位": unit_name, "台账": ledger, "报送日期": day, "origin": place})


def checked(unit_name: str, day: date, **more: Any) -> Inspection:
    return Inspection.model_validate({"单位": unit_name, "日期": day, "类别": "重点抽查", **more})


def self_checked(unit_name: str, times: int | None) -> SelfCheck:
    return SelfCheck.model_validate({"单位": unit_name, "要点": "学习情况", "做法": "开展自查", "次数": times})


def decided(unit_name: str, matter: str, decision: str | None, **more: Any) -> Decision:
    return Decision.model_validate({"单位": unit_name, "事项": matter, "决定": decision, **more})


def dataset(*entries: Entry, ledgers: Iterable[str] = (TEAM, OWN, RULES), **more: Any) -> Dataset:
    """Three units (甲县, 乙县 and, of another category, 丙局), the ledgers and the rows."""
    parts: dict[str, Any] = {
        "file": FILE,
        "digest": "",
        "campaign": campaign(),
        "units": (unit("甲县", 1), unit("乙县", 2, 上级="甲县"), unit("丙局", 3, 类别="市直机关")),
        "forms": tuple(form(name) for name in ledgers),
        "entries": entries,
    }
    return Dataset(**{**parts, **more})
