"""The figures of the example, counted again from the raw workbook by other means, at two days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from docgen.dataset.records import Dataset
from docgen.dataset.validation import load
from docgen.facts import Facts, Scope

EXAMPLE = Path(__file__).parents[2] / "data_examples" / "huitoukan" / "dataset.xlsx"
LEDGERS = ("领导班子台账", "党员领导干部台账", "专项整治台账", "制度建设台账")
DAYS = (date(2015, 1, 20), date(2015, 2, 5))
DONE = {"已完成", "已完成并长期坚持"}
PERSON = {"党员领导干部台账": "姓名"}

Row = dict[str, Any]


@cache
def dataset() -> Dataset:
    result = load(EXAMPLE)
    assert result.value is not None
    return result.value


@cache
def sheets() -> dict[str, list[Row]]:
    book = openpyxl.load_workbook(EXAMPLE, data_only=True)
    found = {}
    for sheet in book:
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [
            {str(name): plain(value) for name, value in zip(head, row, strict=True)} for row in rows if any(row)
        ]
    return found


def plain(value: Any) -> Any:
    """A cell as a person reads it: days without a clock, no blanks around."""
    if isinstance(value, datetime):
        return value.date()
    return value.strip() if isinstance(value, str) else value


def last_day(row: Row) -> date | str | None:
    """The last day of a row's deadline, 长期坚持, or None."""
    value = row.get("整改时限") or row.get("完成时限")
    if value is None or isinstance(value, date) or value == "长期坚持":
        return value
    if value == "立行立改":
        return row["登记日期"] + timedelta(days=10)
    text = value.replace("元月", "1月").removesuffix("前")
    match = re.fullmatch(r"(?:(\d{4})年)?(?:(\d+)月(?:(\d+)日|底)|([一二三四])季度|(上半年))", text)
    assert match, value
    year, month, day, quarter, half = match.groups()
    months = int(month) if month else 6 if half else 3 * ("一二三四".index(quarter) + 1)
    full = int(year or 2015)
    return date(full, months, int(day) if day else monthrange(full, months)[1])


@cache
def problems(as_of: date) -> list[dict[str, Any]]:
    """Each problem with what is true of it on the day."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for ledger in LEDGERS:
        for row in sheets()[ledger]:
            if row["登记日期"] is None or row["登记日期"] <= as_of:
                person = row[PERSON[ledger]] if ledger in PERSON else None
                groups.setdefault((row["单位"], ledger, person, row["序号"]), []).append(row)
    return [
        {"单位": unit, "台账": ledger, **truths([row for row in rows if office(row)] or only_leaders(rows), as_of)}
        for (unit, ledger, _, _), rows in groups.items()
    ]


def office(row: Row) -> bool:
    return row.get("填报人") in (None, "", "综合")


def only_leaders(rows: list[Row]) -> list[Row]:
    assert len({row["具体整改措施"] for row in rows}) == len(rows), "not in this example"
    return rows


def truths(rows: list[Row], as_of: date) -> dict[str, Any]:
    finished = [r["状态"] in DONE and r["完成日期"] is not None and r["完成日期"] <= as_of for r in rows]
    nearly = [r["状态"] == "基本完成" for r in rows]
    deadlines = [last_day(r) for r in rows]
    always = "长期坚持" in deadlines
    due = None if always else max((d for d in deadlines if d), default=None)
    past = due is not None and due < as_of
    completed = max((r["完成日期"] for r in rows), default=None) if all(finished) else None
    opinions = {r["群众评价"] for r in rows} - {None}
    open_ = not all(f or n for f, n in zip(finished, nearly, strict=True))
    return {
        "问题总数": 1,
        "完成数": all(finished),
        "基本完成数": not open_ and not all(finished),
        "未完成数": open_,
        "到期数": past,
        "按期完成数": past and completed is not None and completed <= due,
        "逾期完成数": past and completed is not None and completed > due,
        "逾期数": past and completed is None,
        "长期坚持数": always,
        "新发现数": any(r["问题来源"] == "回头看新发现" for r in rows),
        "评价数": bool(opinions),
        "满意数": bool(opinions) and "不满意" not in opinions,
        "不满意数": "不满意" in opinions,
        "销号数": all(r["销号日期"] is not None and r["销号日期"] <= as_of for r in rows),
        "措施总数": sum(1 for r in rows if r.get("具体整改措施")),
        "措施完成数": sum(1 for r, f in zip(rows, finished, strict=True) if r.get("具体整改措施") and f),
        **{
            f"来源：{source}": next((r["任务来源"] for r in rows if r["任务来源"]), None) == source
            for source in ("中央", "省委", "市委", "本单位")
        },
        "days late": (as_of - due).days if past and completed is None else 0,
    }


def sums(as_of: date, fits: Callable[[dict[str, Any]], bool]) -> dict[str, int]:
    found = dict.fromkeys((name for name in problems(as_of)[0] if name not in {"单位", "台账", "days late"}), 0)
    for problem in filter(fits, problems(as_of)):
        for name in found:
            found[name] += int(problem[name])
    return found


@cache
def category(unit: str) -> str:
    return next(row["类别"] for row in sheets()["单位"] if row["规范化简称"] == unit)


def scopes() -> Iterator[tuple[Scope, Callable[[dict[str, Any]], bool]]]:
    yield Scope(), lambda problem: True
    for ledger in LEDGERS:
        yield Scope(ledger=ledger), lambda problem, ledger=ledger: problem["台账"] == ledger
    for row in sheets()["单位"]:
        name = row["规范化简称"]
        yield Scope(unit=name), lambda problem, name=name: problem["单位"] == name
    for name in {row["类别"] for row in sheets()["单位"]}:
        yield Scope(category=name), lambda problem, name=name: category(problem["单位"]) == name


@pytest.mark.parametrize("as_of", DAYS)
def test_problems_and_measures(as_of: date) -> None:
    facts = Facts(dataset(), as_of)
    for scope, fits in scopes():
        expected = sums(as_of, fits)
        figures = facts.of(scope)
        assert (scope, expected) == (scope, {name: figures[name].value for name in expected})


@pytest.mark.parametrize("as_of", DAYS)
def test_rates(as_of: date) -> None:
    """To a tenth of a percent, half up, in fractions."""
    facts = Facts(dataset(), as_of)
    for scope, fits in scopes():
        counts = sums(as_of, fits)
        for name, part, whole in (
            ("完成率", "完成数", "问题总数"),
            ("措施完成率", "措施完成数", "措施总数"),
            ("按期完成率", "按期完成数", "到期数"),
            ("满意率", "满意数", "评价数"),
            ("销号率", "销号数", "问题总数"),
        ):
            assert (scope, name, tenths(counts[part], counts[whole])) == (scope, name, facts.of(scope)[name].text)


def tenths(part: int, whole: int) -> str:
    if not whole:
        return ""
    exact = Fraction(1000 * part, whole)
    number = int(exact + Fraction(1, 2))
    if exact % 10 == 0:
        return f"{number // 10}%"
    number = min(max(number, 1), 999)
    return f"{number // 10}.{number % 10}%"


@pytest.mark.parametrize("as_of", DAYS)
def test_units(as_of: date) -> None:
    facts = Facts(dataset(), as_of)
    units = [row for row in sheets()["单位"] if row["应报告"] == "是"]
    sent = {(r["单位"], r["台账"]) for r in sheets()["报送"] if r["报送日期"] and r["报送日期"] <= as_of}
    missing = [u["规范化简称"] for u in units if any((u["规范化简称"], ledger) not in sent for ledger in LEDGERS)]
    checks = [r for r in sheets()["督查"] if r["类别"] == "重点抽查" and r["日期"] <= as_of]
    inspected = {r["单位"] for r in checks}
    answered = {u for u in inspected if all(r["反馈日期"] and r["反馈日期"] <= as_of for r in checks if r["单位"] == u)}
    expected = {
        "单位总数": len(units),
        "应报单位数": len(units),
        "已报单位数": len(units) - len(missing),
        "未报单位数": len(missing),
        "抽查单位数": len(inspected),
        "发现问题单位数": len({r["单位"] for r in checks if r["问题"]}),
        "抽查发现问题数": sum(1 for r in checks if r["问题"]),
        "已反馈单位数": len(answered),
        "已开会单位数": len({r["单位"] for r in sheets()["会议"] if r["日期"] and r["日期"] <= as_of}),
        "领导人数": len(sheets()["领导干部"]),
        "自查次数": sum(r["次数"] or 0 for r in sheets()["自查情况"]),
    }
    figures = facts.of()
    assert expected == {name: figures[name].value for name in expected}
    assert missing == list(facts.unreported())


@pytest.mark.parametrize("as_of", DAYS)
def test_classes_and_supervision(as_of: date) -> None:
    facts = Facts(dataset(), as_of)
    decisions = sheets()["处理"]
    classes = {r["单位"]: r["决定"] for r in decisions if r["事项"] == "分类"}
    ordered = {(r["单位"], r["台账"], r["序号"]): r["决定"] for r in decisions if r["事项"] == "督办" and r["决定"]}
    for unit in (row["规范化简称"] for row in sheets()["单位"]):
        assert (unit, classes.get(unit)) == (unit, facts.unit_class(unit).decided)
        late = sorted(p["days late"] for p in problems(as_of) if p["单位"] == unit)
        assert (unit, late) == (unit, sorted(item.overdue_days for item in facts.items(Scope(unit=unit))))
        for treatment in facts.treatments(unit):
            item = treatment.item
            poor = item.dissatisfied or (item.state.value == "未完成" and item.overdue_days > 15)
            rule = "督办" if poor else {"未完成": "跟踪", "基本完成": "巩固"}.get(item.state.value)
            rule = rule or ("纳入" if item.is_new else "不办理")
            key = (unit, item.ledger, item.number)
            assert (key, ordered.get(key, rule)) == (key, str(treatment.final))
