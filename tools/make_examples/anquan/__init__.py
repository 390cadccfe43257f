"""The second example: a group of companies and its safety inspections. All of it is invented and written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml
from tools.make_examples.workbook import Row

__all__ = ["LISTS", "sheets"]

LISTS: Final[dict[str, tuple[str, ...]]] = {
    "状态": ("已整改", "待复查", "整改中", "未整改"),
    "复查结论": ("合格", "不合格"),
    "验收结论": ("合格", "不合格"),
    "隐患等级": ("重大", "较大", "一般"),
    "隐患来源": ("自查", "检查发现"),
    "来源": ("自查", "检查发现"),
}

_ORDER: Final = (
    "活动", "发文", "印发件", "阶段", "要点", "单位", "督导组", "领导干部", "台账定义", "隐患整改台账", "设备检修台账",
    "报送", "自查情况", "会议", "督查", "处理", "报告", "节假日",
)  # fmt: skip
_PARTS: Final = {"how": "主要做法", "good": "主要成效", "bad": "存在问题", "next": "下步打算"}


def sheets() -> dict[str, list[Row]]:
    """Every sheet of the workbook, in order."""
    found: dict[str, list[Any]] = {}
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        found |= yaml.safe_load(path.read_text(encoding="utf-8"))
    for told in found.pop("各单位报告"):
        found["报告"] += [(told["unit"], part, told[key]) for key, part in _PARTS.items()]
    return {name: found[name] for name in _ORDER}
