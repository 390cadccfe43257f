"""What units did and what was found: 报送, 自查情况, 会议, 督查, 处理, 报告."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from tools.make_examples.dice import Dice
from tools.make_examples.huitoukan.ledgers import HEADERS, PERSONAL, RULES, SPECIAL, TEAM
from tools.make_examples.huitoukan.people import SILENT, WORDS, Unit, load
from tools.make_examples.workbook import Row, Value

__all__ = ["Doings"]

_BANK: Final[dict[str, Any]] = load("narrative.yaml")
_DIRECTOR: Final = "阳璟珺"
_CLASSES: Final = (("好", 90), ("较好", 75), ("一般", 60), ("差", 0))
_DUE: Final[tuple[Value, ...]] = ("2015年1月底", "2015年2月10日", date(2015, 1, 30), "立行立改", "2015年2月底前")
#: What is not true of a unit that has done all, and of one that has done little.
_SAYS_LEFT: Final = ("未完成", "尚未", "偏慢", "距离按期", "倒排时间")
_SAYS_MOST: Final = ("多数按期", "大多按期", "成效显著")
_INSPECTED: Final = 21


class Doings:
    """The sheets that follow from the units and their ledgers."""

    def __init__(self, units: list[Unit], rows: dict[str, list[Row]]) -> None:
        self._units = units
        self._rows = rows
        self._inspected = [unit for unit in units if unit.name != SILENT and unit.category != "乡镇街道"][::2][
            :_INSPECTED
        ]

    def submissions(self) -> list[Row]:
        """The sheet 报送."""
        rows: list[Row] = [
            (
                "单位",
                "台账",
                "填报人",
                "填报日期",
                "负责人审核",
                "负责人审核日期",
                "督导组审核",
                "督导组审核日期",
                "报送日期",
            )
        ]
        heads = {group[0]: group[1] for group in WORDS["groups"]}
        for unit in self._units:
            dice = Dice(f"submissions {unit.name}")
            filler = dice.pick(unit.leaders[1:]).name
            for ledger in (TEAM, PERSONAL, SPECIAL, RULES):
                filled = dice.workday(date(2015, 1, 4), date(2015, 1, 5))
                if unit.name == SILENT:
                    rows.append((unit.name, ledger, filler, filled, None, None, None, None, None))
                    continue
                reviewed = filled + timedelta(days=dice.between(0, 1))
                group = heads.get(unit.group or "")
                sent = dice.workday(date(2015, 1, 6), date(2015, 1, 8))
                rows.append(
                    (unit.name, ledger, filler, filled, unit.leaders[0].name, reviewed, group,
                     date(2015, 1, 6) if group else None, sent)
                )  # fmt: skip
        return rows

    def self_checks(self) -> list[Row]:
        """The sheet 自查情况."""
        rows: list[Row] = [("单位", "要点", "做法", "次数", "存在问题")]
        for unit in self._units:
            dice = Dice(f"checks {unit.name}")
            for point, bank in _BANK["checks"].items():
                bad = (
                    dice.say(dice.pick(self._true(unit, bank["bad"])), **self._words(unit))
                    if dice.chance(0.45)
                    else None
                )
                done = dice.say(dice.pick(self._true(unit, bank["do"])), **self._words(unit))
                rows.append((unit.name, point, done, dice.between(*bank["times"]), bad))
        return rows

    def meetings(self) -> list[Row]:
        """The sheet 会议."""
        rows: list[Row] = [("单位", "会议", "日期", "地点", "主持人", "通报人", "参会范围", "到会人数")]
        for unit in self._units:
            dice = Dice(f"meetings {unit.name}")
            held = dice.workday(date(2015, 1, 26), date(2015, 2, 3))  # after the day that the scripts count up to
            large = unit.category in ("县市区", "高校企业")
            scope = {
                "县市区": f"{unit.words['全']}四大家领导班子成员，{unit.name}直属各单位和乡镇（街道）主要负责人",
                "乡镇街道": f"{unit.words['全']}班子成员，村（社区）党组织书记，部分党员和群众代表",
            }.get(unit.category, f"领导班子成员，{unit.words['下级']}负责人，党员和群众代表")
            meeting = f"{unit.committee}扩大会议"
            place = dice.pick(("机关三楼会议室", "机关二楼会议室", "第一会议室", "多功能会议厅"))
            deputy, head = unit.leaders[1].name, unit.leaders[0].name
            rows.append(
                (
                    unit.name,
                    meeting,
                    held,
                    place,
                    deputy,
                    head,
                    scope,
                    dice.between(*((86, 180) if large else (24, 72))),
                )
            )
        return rows

    def inspections(self) -> list[Row]:
        """The sheet 督查."""
        rows: list[Row] = [
            ("单位", "日期", "类别", "方法", "督查人", "成效", "问题", "要求", "整改时限", "反馈日期", "结果")
        ]
        bank = _BANK["inspections"]
        for place, unit in enumerate(self._inspected):
            dice = Dice(f"inspections {unit.name}")
            day = dice.workday(date(2015, 1, 8), date(2015, 1, 16))
            kind = ("重点抽查", "重点抽查", "重点抽查", "逐级督查", "专项检查")[place % 5]
            head: tuple[Value, ...] = (unit.name, day, kind, dice.pick(bank["methods"]), unit.group or "市委督查组")
            back = dice.workday(date(2015, 1, 16), date(2015, 1, 20))
            if unit.care > 0.95 or (unit.care >= 0.9 and place % 4 == 0):
                rows.append((*head, dice.pick(bank["merits"]), None, None, None, back, "好"))
                continue
            found = dice.some(bank["findings"], dice.pick((1, 2, 2, 3)))
            grade = ("较好", "一般", "差")[min(len(found) - 1, 2)] if unit.care < 0.9 else "较好"
            for number, (finding, requirement) in enumerate(found):
                merit = dice.pick(bank["merits"]) if number == 0 and grade == "较好" else None
                rows.append(
                    (
                        *head,
                        merit,
                        dice.say(finding, **self._words(unit)),
                        dice.say(requirement, **self._words(unit)),
                        dice.pick(_DUE),
                        back,
                        grade,
                    )
                )
        return rows

    def decisions(self) -> list[Row]:
        """The sheet 处理."""
        rows: list[Row] = [("单位", "事项", "台账", "序号", "建议", "决定", "理由", "决定人", "决定日期")]
        for unit in self._units:
            if unit.name != SILENT:
                rows.append(self._class_of(unit))
        for ledger in (TEAM, SPECIAL, RULES):
            rows += self._treatments(ledger)
        return rows

    def _class_of(self, unit: Unit) -> Row:
        rate = self._rate(unit)
        proposal = next(name for name, least in _CLASSES if rate >= least)
        refused = self._counted(TEAM, unit, approval="不满意")
        grade, reason = proposal, "整改完成情况与台账记载一致，同意所提分类。"
        if proposal == "好" and refused:
            grade, reason = "较好", "整改完成率较高，但有群众评价不满意的事项，降低一档。"
        return (unit.name, "分类", None, None, None, grade, reason, _DIRECTOR, date(2015, 2, 5))

    def _treatments(self, ledger: str) -> list[Row]:
        rows: list[Row] = []
        for unit in self._units:
            seen: set[Value] = set()
            for row in self._counted(ledger, unit):
                number, dice = row["序号"], Dice(f"decisions {unit.name} {ledger} {row['序号']}")
                if number in seen:
                    continue
                deed: tuple[str, str] | None = None
                if row["群众评价"] == "不满意":
                    deed = ("督办", "整改效果不理想，群众评价不满意，责成“回炉”“补课”，限期整改到位。")
                elif row["状态"] == "尚未启动" and dice.chance(0.7):
                    deed = ("督办", "整改任务至今没有启动，责成限期启动并报告进展。")
                elif row["问题来源"] == "回头看新发现" and row["完成日期"] is None:
                    deed = ("纳入", "属“回头看”中新发现的问题，及时纳入整改内容。")
                elif row["状态"] == "正在整改" and dice.chance(0.35):
                    deed = ("跟踪", "尚未完成整改，逐项明确责任、落实措施、跟踪推进。")
                elif row["状态"] == "基本完成" and dice.chance(0.35):
                    deed = ("巩固", "已基本完成，提出巩固提高的具体要求。")
                if deed:
                    seen.add(number)
                    rows.append((unit.name, "督办", ledger, number, None, *deed, _DIRECTOR, date(2015, 2, 5)))
        return rows

    def narratives(self) -> list[Row]:
        """The sheet 报告."""
        rows: list[Row] = [("单位", "部分", "内容")]
        rows += [(None, part, "\n".join(paragraphs)) for part, paragraphs in _BANK["office"].items()]
        for unit in self._units:
            dice = Dice(f"report {unit.name}")
            for part, bank in _BANK["report"].items():
                count = len(bank) - dice.between(0, 1) if len(bank) > 2 else len(bank)
                said = [
                    dice.say(dice.pick(self._true(unit, choices)), **self._words(unit))
                    for choices in dice.some(bank, count)
                ]
                rows.append((unit.name, part, "\n".join(said)))
        return rows

    def _rate(self, unit: Unit) -> float:
        """How many of a hundred problems are done: a problem is when all its measures are."""
        problems: dict[tuple[Value, ...], bool] = {}
        for ledger in (TEAM, PERSONAL, SPECIAL, RULES):
            for row in self._counted(ledger, unit):
                key = (ledger, row.get("姓名"), row["序号"])
                problems[key] = problems.get(key, True) and row["完成日期"] is not None
        return 100 * sum(problems.values()) / len(problems)

    def _true(self, unit: Unit, choices: list[str]) -> list[str]:
        """Those sentences that the unit's ledgers bear out."""
        rate = self._rate(unit)
        wrong = _SAYS_LEFT if rate == 100 else _SAYS_MOST if rate < 60 else ()
        return [choice for choice in choices if not any(words in choice for words in wrong)]

    def _counted(self, ledger: str, unit: Unit, approval: str | None = None) -> list[dict[str, Value]]:
        header = HEADERS[ledger]
        rows = [dict(zip(header, row, strict=True)) for row in self._rows[ledger][1:] if row[0] == unit.name]
        return [
            row
            for row in rows
            if row.get("填报人") in (None, "综合") and (approval is None or row["群众评价"] == approval)
        ]

    def _words(self, unit: Unit) -> dict[str, str]:
        return {**unit.words, "committee": unit.committee}
