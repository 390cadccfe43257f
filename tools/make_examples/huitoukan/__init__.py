"""The first example: a city's campaign. Units, people and results are invented; the notice and its plan are not."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tools.make_examples.huitoukan import ledgers, people
from tools.make_examples.huitoukan.doings import Doings
from tools.make_examples.workbook import Row

__all__ = ["LISTS", "sheets"]

LISTS: Final[dict[str, tuple[str, ...]]] = {
    "状态": ledgers.STATES,
    "群众评价": ("满意", "基本满意", "不满意"),
    "问题来源": ("原清单", "回头看新发现"),
    "任务来源": ("中央", "省委", "市委", "本单位"),
    "应报告": ("是", "否"),
    "发通知": ("是", "否"),
}

_PLAN: Final = "娄底市党的群众路线教育实践活动整改落实情况“回头看”工作方案"


def sheets() -> dict[str, list[Row]]:
    """Every sheet of the workbook, in order."""
    fixed: dict[str, list[Row]] = people.load("fixed.yaml")
    units = people.units()
    rows = ledgers.ledgers(units)
    done = Doings(units, rows)
    return {
        "活动": fixed["活动"],
        "发文": fixed["发文"],
        "印发件": _plan(),
        "阶段": fixed["阶段"],
        "要点": fixed["要点"],
        "单位": people.unit_rows(units),
        "督导组": people.group_rows(),
        "领导干部": people.leader_rows(units),
        "台账定义": fixed["台账定义"],
        **rows,
        "报送": done.submissions(),
        "自查情况": done.self_checks(),
        "会议": done.meetings(),
        "督查": done.inspections(),
        "处理": done.decisions(),
        "报告": done.narratives(),
        "节假日": fixed["节假日"],
    }


def _plan() -> list[Row]:
    text = (Path(__file__).parent / "plan.txt").read_text(encoding="utf-8")
    rows: list[Row] = [("件", "段落", "附表")]
    rows += [(_PLAN, line.replace("\\n", "\n"), None) for line in text.splitlines()]
    forms = (ledgers.TEAM, ledgers.PERSONAL, ledgers.SPECIAL, ledgers.RULES)
    return [*rows, *((_PLAN, f"附件{number}：", form) for number, form in enumerate(forms, 1))]
