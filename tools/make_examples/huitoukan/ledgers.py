"""The rows of the four ledgers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from tools.make_examples.dice import Dice
from tools.make_examples.huitoukan.people import SILENT, Leader, Unit, load
from tools.make_examples.workbook import Row, Value

__all__ = ["HEADERS", "PERSONAL", "RULES", "SPECIAL", "STATES", "TEAM", "ledgers"]

TEAM: Final = "领导班子台账"
PERSONAL: Final = "党员领导干部台账"
SPECIAL: Final = "专项整治台账"
RULES: Final = "制度建设台账"

_DATA: Final = ("状态", "登记日期", "完成日期", "销号日期", "群众评价", "问题来源", "任务来源", "对应要点")

HEADERS: Final[dict[str, tuple[str, ...]]] = {
    TEAM: ("单位", "序号", "突出问题", "具体整改措施", "整改时限", "牵头领导", "责任单位", "整改落实情况",
           "后段工作措施", "填报人", *_DATA),
    PERSONAL: ("单位", "序号", "“四风”方面突出问题", "具体整改措施", "整改落实情况", "后段工作措施", "姓名", "职务",
               "整改时限", *_DATA),
    SPECIAL: ("单位", "序号", "项目", "任务目标", "牵头领导", "责任单位", "专项整治工作进展情况", "后段工作措施",
              "整改时限", "填报人", *_DATA),
    RULES: ("单位", "序号", "类别", "制度名称", "完成时限", "牵头领导", "责任单位", "制度建设任务落实情况",
            "严格制度执行情况", "后段工作措施", "填报人", *_DATA),
}  # fmt: skip

STATES: Final = ("已完成", "已完成并长期坚持", "基本完成", "正在整改", "尚未启动")

#: Scripts count up to 25 January: what they call open must not be told as done.
_LAST_DONE: Final = date(2015, 1, 23)
_BEGUN: Final = date(2014, 8, 18)

_HEAVY: Final = ("石桥区", 220)  # the unit and the number of its rows in 领导班子台账
_NONE: Final = (("省无线电监测娄底站", SPECIAL), ("市档案史料馆", RULES), ("云溪县油溪乡", SPECIAL))
#: Deadlines by how far a task is (d done, n nearly, o open): what the cell says, and the last day it means.
#: Where 立行立改 stands the day is that of registration; 长期坚持 has none.
_DUE: Final[dict[str, list[tuple[Value, date | None]]]] = {
    "d": [(date(2014, 10, 31), date(2014, 10, 31)), (date(2014, 12, 31), date(2014, 12, 31)),
          ("2014年11月底", date(2014, 11, 30)), ("2014年12月底前", date(2014, 12, 31)),
          ("2014年12月底前", date(2014, 12, 31)), ("2014年四季度", date(2014, 12, 31)),
          (date(2015, 1, 31), date(2015, 1, 31)), ("2015年1月底", date(2015, 1, 31)),
          ("2015年1月31日前", date(2015, 1, 31)), ("长期坚持", None)],
    "n": [("2015年2月底前", date(2015, 2, 28)), (date(2015, 2, 28), date(2015, 2, 28)),
          ("2015年一季度", date(2015, 3, 31)), (date(2015, 3, 31), date(2015, 3, 31)),
          ("2015年1月底", date(2015, 1, 31)), ("长期坚持", None)],
    "o": [("2015年2月底前", date(2015, 2, 28)), ("2015年3月底前", date(2015, 3, 31)),
          ("2015年上半年", date(2015, 6, 30)), (date(2015, 2, 28), date(2015, 2, 28)),
          ("2015年6月底前", date(2015, 6, 30)), (date(2015, 3, 31), date(2015, 3, 31)),
          ("2014年12月底", date(2014, 12, 31)), (date(2015, 1, 15), date(2015, 1, 15))],
    "new": [("2015年1月底", date(2015, 1, 31)), (date(2015, 1, 30), date(2015, 1, 30)),
            ("2015年2月底前", date(2015, 2, 28)), ("立行立改", None), ("长期坚持", None)],
}  # fmt: skip
_DUE_SHORT: Final[dict[str, list[tuple[Value, date | None]]]] = {  # without a year, as they are often written
    "d": [("元月15日", date(2015, 1, 15)), ("1月底前", date(2015, 1, 31))],
    "n": [("2月底前", date(2015, 2, 28)), ("元月底", date(2015, 1, 31))],
    "o": [("2月底前", date(2015, 2, 28)), ("3月底前", date(2015, 3, 31)), ("元月15日", date(2015, 1, 15))],
    "new": [("1月底前", date(2015, 1, 31)), ("2月底前", date(2015, 2, 28))],
}


class _Task:
    """What a row says apart from its problem and measure: how far it is, when, and how it was judged."""

    def __init__(self, dice: Dice, grade: str, *, new: bool, task_source: str, dated: bool = False) -> None:
        self.grade = grade
        at_once = grade == "d" and not (new or dated) and dice.chance(0.03)
        choices = (_DUE_SHORT if dice.chance(0.04) else _DUE)["new" if new else grade]
        choices = [choice for choice in choices if choice[1] or not dated]
        self.deadline, self._due = ("立行立改", None) if at_once else dice.pick(choices)
        if grade != "d" and self.deadline == "立行立改":
            self.deadline, self._due = "2015年2月底前", date(2015, 2, 28)
        self.idle = grade == "o" and self._due not in (None, date(2015, 1, 15)) and dice.chance(0.15)
        found = (date(2015, 1, 5), date(2015, 1, 16)) if new else (_BEGUN, date(2014, 9, 30))
        self.registered = dice.workday(*found)
        self.source = "回头看新发现" if new else "原清单"
        self.task_source = task_source
        self.done_on: date | None = None
        self.struck_on: date | None = None
        self.approval: str | None = None
        self._finish(dice)

    def _finish(self, dice: Dice) -> None:
        if self.grade == "d":
            self.state = "已完成并长期坚持" if self.deadline == "长期坚持" else "已完成"
            self.done_on = self._day_done(dice)
            if dice.chance(0.75):
                self.struck_on = dice.workday(self.done_on + timedelta(days=3), self.done_on + timedelta(days=8))
            self.approval = dice.weighted({"满意": 6.0, "基本满意": 3.0, None: 1.0, "不满意": 0.08})
        elif self.grade == "n":
            self.state = "基本完成"
            self.approval = dice.weighted({"基本满意": 4.0, "满意": 1.0, None: 3.0, "不满意": 0.15})
        else:
            self.state = "尚未启动" if self.idle else "正在整改"
            self.approval = None if self.idle else dice.weighted({None: 6.0, "基本满意": 1.0, "不满意": 1.3})

    def _day_done(self, dice: Dice) -> date:
        """In nine cases of ten by the deadline; never after `_LAST_DONE`."""
        if self.deadline == "立行立改":
            return self.registered
        last = self._due or _LAST_DONE
        if self._due and last + timedelta(days=2) <= _LAST_DONE and dice.chance(0.08):
            return dice.workday(last + timedelta(days=2), min(last + timedelta(days=24), _LAST_DONE))
        last = min(last, _LAST_DONE)
        return dice.workday(max(self.registered + timedelta(days=4), last - timedelta(days=50)), last)

    def tail(self, point: str) -> tuple[Value, ...]:
        """The data columns, in the order of `_DATA`."""
        return (
            self.state, self.registered, self.done_on, self.struck_on, self.approval, self.source, self.task_source,
            point,
        )  # fmt: skip


def ledgers(units: list[Unit]) -> dict[str, list[Row]]:
    """Ledger → rows with header."""
    rows: dict[str, list[Row]] = {name: [header] for name, header in HEADERS.items()}
    for unit in units:
        dice = Dice(f"ledgers {unit.name}")
        rows[TEAM] += _team(unit, dice)
        rows[PERSONAL] += _personal(unit, dice)
        if (unit.name, SPECIAL) not in _NONE:
            rows[SPECIAL] += _special(unit, dice)
        if (unit.name, RULES) not in _NONE:
            rows[RULES] += _rules(unit, dice)
    _put_exact(rows)
    return rows


def _fits(entry: dict[str, Any], unit: Unit) -> bool:
    return unit.category in entry.get("for", (unit.category,))


def _grades(unit: Unit, dice: Dice, count: int) -> list[str]:
    """How far each of a problem's measures is: a problem is as far as the measure that is least far."""
    if dice.chance(unit.care):
        return ["d"] * count
    worst = dice.pick("noo") if unit.care < 0.75 else dice.pick("nno")
    grades = [worst if dice.chance(0.3) else "d" for _ in range(count)]
    grades[dice.between(0, count - 1)] = worst
    return grades


def _team(unit: Unit, dice: Dice) -> list[Row]:
    heavy, total = _HEAVY
    topics = [topic for topic in TOPICS if _fits(topic, unit)]
    if unit.name == heavy:
        wanted = [
            (topic, problem)
            for place in range(4)
            for topic in topics
            for problem in topic["problems"][place : place + 1]
        ]
        limit = total
    else:
        count = 1 if unit.name == SILENT else dice.weighted({2: 2.0, 3: 4.0, 4: 2.5, 5: 1.0, 7: 0.3})
        wanted = [(topic, dice.pick(topic["problems"])) for topic in dice.some(topics, count)]
        limit = 40
    rows: list[Row] = []
    for number, (topic, problem) in enumerate(wanted, 1):
        said = dice.say(problem, **unit.words)
        measures = (
            topic["measures"] if unit.name == heavy else dice.some(topic["measures"], dice.pick((1, 1, 1, 2, 2, 3)))
        )
        new, department = dice.chance(0.1), unit.department(topic["dept"], dice)
        for measure, grade in zip(measures, _grades(unit, dice, len(measures)), strict=True):
            source = dice.weighted({"本单位": 7.0, "市委": 1.6, "省委": 1.0, "中央": 0.6})
            task = _Task(dice, grade, new=new, task_source=source)
            rows += _measure(unit, dice, topic, measure, (number, said, department), task, limit - len(rows))
            if len(rows) == limit:
                return rows
    return rows


def _measure(
    unit: Unit,
    dice: Dice,
    topic: dict[str, Any],
    measure: dict[str, str],
    head: tuple[int, str, str],
    task: _Task,
    room: int,
) -> list[Row]:
    """A measure: the office's entry, before it the entries of its leaders where several share it."""
    number, problem, department = head
    shared = dice.chance(0.75 if unit.name == _HEAVY[0] else 0.13)
    leaders = dice.some(unit.leaders, dice.pick((2, 2, 3))) if shared else [_one(unit, dice)]
    if len(leaders) + 1 > room:
        leaders = leaders[:1]
    text = _told(unit, dice, task, measure)
    follow = dice.say(topic["next"]["d" if task.grade == "d" else "o"], **unit.words)
    point = topic.get("point", "整改方案落实情况")
    said = dice.say(measure["m"], **unit.words)
    named = "、".join(leader.name for leader in leaders)

    def row(filled_by: str, progress: str) -> Row:
        return (unit.name, number, problem, said, task.deadline, named, department, progress, follow, filled_by,
                *task.tail(point))  # fmt: skip

    if len(leaders) == 1:
        return [row("综合", text)]
    own = dice.some(PROGRESS["own"], len(leaders))
    first = text.split("\n")[0].removeprefix("1．")
    rows = [
        row(
            leader.name,
            dice.say(
                pattern, topic=topic["topic"], dept=department, text=first if leader is leaders[0] else "", **unit.words
            ),
        )
        for leader, pattern in zip(leaders, own, strict=True)
    ]
    return [*rows, row("综合", text)]


def _told(unit: Unit, dice: Dice, task: _Task, entry: dict[str, str]) -> str:
    if task.idle:
        return dice.say(dice.pick(PROGRESS["idle"]))
    text = dice.say(entry[task.grade], **unit.words)
    if task.grade == "d" and dice.chance(0.12):
        lines = [text, *(dice.say(line) for line in dice.some(PROGRESS["more"], 2))]
        return "\n".join(f"{number}．{line}" for number, line in enumerate(lines, 1))
    return text


def _one(unit: Unit, dice: Dice) -> Leader:
    return dice.pick(unit.leaders)


def _personal(unit: Unit, dice: Dice) -> list[Row]:
    rows: list[Row] = []
    for leader in unit.leaders:
        for number, entry in enumerate(dice.some(OWN_PROBLEMS, dice.weighted({1: 8.0, 2: 3.0, 3: 0.4})), 1):
            task = _Task(dice, _grades(unit, dice, 1)[0], new=dice.chance(0.06), task_source="本单位")
            if task.idle:
                task.idle, task.state = False, "正在整改"
            which = dice.between(0, 1)
            rows.append(
                (
                    unit.name, number, dice.say(entry["p"][which], **unit.words),
                    dice.say(entry["m"][which], **unit.words),
                    dice.say(entry[task.grade], **unit.words), dice.say(entry["nd" if task.grade == "d" else "nx"]),
                    leader.name, leader.post, task.deadline, *task.tail("个人整改措施落实情况"),
                )
            )  # fmt: skip
    return rows


def _special(unit: Unit, dice: Dice) -> list[Row]:
    rows: list[Row] = []
    count = 12 if unit.name == _HEAVY[0] else dice.weighted({2: 2.0, 3: 3.0, 4: 2.0, 6: 0.5})
    for number, entry in enumerate(dice.some([entry for entry in PROJECTS if _fits(entry, unit)], count), 1):
        task = _Task(dice, _grades(unit, dice, 1)[0], new=dice.chance(0.08), task_source=entry["source"])
        leaders = dice.some(unit.leaders, 2 if dice.chance(0.2) else 1)
        department = unit.department(entry["dept"], dice)
        text = _told(unit, dice, task, entry)
        follow = dice.say(entry["nd" if task.grade == "d" else "nx"], **unit.words)
        aim = dice.say(entry["aim"], **unit.words)
        named = "、".join(leader.name for leader in leaders)
        filled = [
            (leader.name, pattern) for leader, pattern in zip(leaders, dice.some(PROGRESS["own"], 2), strict=False)
        ]
        said = [
            (name, dice.say(pattern, topic=entry["name"], dept=department, text="", **unit.words))
            for name, pattern in filled
        ]
        for filled_by, progress in [*(said if len(leaders) > 1 else []), ("综合", text)]:
            rows.append(
                (unit.name, number, entry["name"], aim, named, department, progress, follow, task.deadline, filled_by,
                 *task.tail("专项整治进展情况"))
            )  # fmt: skip
    return rows


def _rules(unit: Unit, dice: Dice) -> list[Row]:
    rows: list[Row] = []
    count = 14 if unit.name == _HEAVY[0] else dice.weighted({2: 2.0, 3: 3.0, 4: 2.0, 5: 1.0})
    for number, entry in enumerate(dice.some([entry for entry in RULE_BANK if _fits(entry, unit)], count), 1):
        task = _Task(dice, _grades(unit, dice, 1)[0], new=dice.chance(0.08), task_source=entry["source"], dated=True)
        follow = (
            "严格抓好执行，每半年检查一次执行情况。"
            if task.grade == "d"
            else dice.pick(
                (
                    "抓紧修改完善，按期印发执行。",
                    "限期完成制定任务，印发后组织专题学习。",
                    "明确专人起草，倒排时间，逐周调度。",
                )
            )
        )
        kept = (
            entry["x"]
            if task.grade == "d"
            else entry["y"]
            if task.grade == "n"
            else "制度尚未正式出台，暂按原有规定执行。"
        )
        rows.append(
            (
                unit.name, number, entry["type"], entry["name"], task.deadline, _one(unit, dice).name,
                unit.department(entry["dept"], dice), _told(unit, dice, task, entry), dice.say(kept), follow, "综合",
                *task.tail("制度建设情况"),
            )
        )  # fmt: skip
    return rows


def _put_exact(rows: dict[str, list[Row]]) -> None:
    """Put the cells that are written word for word into a unit's first finished rows."""
    for unit, ledger, place, column, text in PROGRESS["exact"]:
        header = HEADERS[ledger]
        mine = [at for at, row in enumerate(rows[ledger]) if row[0] == unit and row[header.index("状态")] == "已完成"]
        counted = [at for at in mine if "填报人" not in header or rows[ledger][at][header.index("填报人")] == "综合"]
        at = counted[place - 1]
        cells = list(rows[ledger][at])
        cells[header.index(column)] = text
        rows[ledger][at] = tuple(cells)


TOPICS: Final[list[dict[str, Any]]] = load("team.yaml")
OWN_PROBLEMS: Final[list[dict[str, Any]]] = load("personal.yaml")
PROJECTS: Final[list[dict[str, Any]]] = load("special.yaml")
RULE_BANK: Final[list[dict[str, Any]]] = load("rules.yaml")
PROGRESS: Final[dict[str, Any]] = load("progress.yaml")
