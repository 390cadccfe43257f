"""Invented units, their leaders and the groups of inspectors."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from tools.make_examples.dice import Dice
from tools.make_examples.workbook import Row

__all__ = ["OFFICE", "SILENT", "Leader", "Unit", "group_rows", "leader_rows", "load", "unit_rows", "units"]

_HERE: Final = Path(__file__).parent

#: The unit that runs the campaign, and the one that has not reported.
OFFICE: Final = "市委教育实践活动办公室"
SILENT: Final = "市体育事业局"

_CARE: Final = {0.97: 4.0, 0.9: 4.0, 0.82: 3.5, 0.7: 2.2, 0.5: 0.9}
_LEADERS: Final = {
    "县市区": (6, 7),
    "开发区": (3, 4),
    "市直机关": (4, 6),
    "省直驻娄单位": (3, 3),
    "高校企业": (3, 5),
    "乡镇街道": (3, 4),
}


def load(name: str) -> Any:
    """A bank of this folder."""
    return yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))


WORDS: Final[dict[str, Any]] = load("words.yaml")


@dataclass(frozen=True, kw_only=True)
class Leader:
    """A member of a unit's team."""

    name: str
    post: str
    duties: str
    contact_point: str


@dataclass(kw_only=True)
class Unit:
    """A unit, with the words its texts use. `care` is the chance that a task of its is done."""

    code: str
    name: str
    full_name: str
    category: str
    series: str
    superior: str
    group: str | None
    care: float
    leaders: list[Leader] = field(default_factory=list)

    @property
    def words(self) -> dict[str, str]:
        """The words for slots: 下级, 全, 机关."""
        words = WORDS["categories"][self.category]
        whole = f"全{self.name[-1]}" if self.category in ("县市区", "乡镇街道") else words["whole"]
        return {"下级": words["lower"], "全": "全街道" if whole == "全道" else whole, "机关": self.name}

    def department(self, key: str, dice: Dice) -> str:
        """The department that answers for a task."""
        named = str(dice.pick(WORDS["departments"][self.category][key]))
        return named.replace("县", self.name[-1]) if self.category == "县市区" else named

    @property
    def committee(self) -> str:
        """党委, 党组 or 党工委, as this unit has it."""
        if self.category in ("市直机关", "省直驻娄单位"):
            return "党组"
        if self.category == "开发区" or self.name.endswith("街道"):
            return "党工委"
        return f"{self.name[-1]}委" if self.category == "县市区" else "党委"


def units() -> list[Unit]:
    """Every unit but the office, in the order of the list, with leaders."""
    dice = Dice("units")
    found: list[Unit] = []
    for category, rows in load("units.yaml").items():
        if category == "主办机关":
            continue
        groups = [group[0] for group in WORDS["groups"]]
        for number, (name, full_name, stem) in enumerate(rows, 1):
            town = category == "乡镇街道"
            found.append(
                Unit(
                    code=f"{WORDS['categories'][category]['code']}{number:03d}",
                    name=name,
                    full_name=full_name,
                    category=category,
                    series=_series(category, stem),
                    superior=name[:3] if town else OFFICE,
                    group=None if town else groups[len(found) % len(groups)],
                    care=dice.weighted(_CARE),
                )
            )
    found[0].care = 0.85  # the unit with most rows has something of everything
    _name_leaders(found)
    return found


def _series(category: str, stem: str) -> str:
    suffix = {"县市区": "发", "市直机关": "党组发", "省直驻娄单位": "党组发"}.get(category, "党发")
    return f"{'娄' if category in ('市直机关', '省直驻娄单位') else ''}{stem}{suffix}"


def _name_leaders(found: list[Unit]) -> None:
    dice = Dice("leaders")
    used = {leader for group in WORDS["groups"] for leader in (group[1], *group[2], group[3])}
    rare = list(WORDS["rare"])
    used.update(rare)
    for place, unit in enumerate(found):
        count = dice.between(*_LEADERS[unit.category])
        posts = _posts(unit, count)
        for rank in range(count):
            takes_rare = rare and (rank, place % (4 + rank // 2)) in ((0, 0), (2, 1))
            taken = {leader.name[1:] for leader in unit.leaders}
            name = rare.pop(0) if takes_rare else _new_name(dice, used, taken)
            unit.leaders.append(
                Leader(
                    name=name,
                    post=posts[rank],
                    duties=WORDS["duties"][rank],
                    contact_point=dice.pick(WORDS["villages"]),
                )
            )
    for unit, name in zip(found[10:], rare, strict=False):  # those not yet placed
        unit.leaders[1] = Leader(
            name=name,
            post=unit.leaders[1].post,
            duties=unit.leaders[1].duties,
            contact_point=unit.leaders[1].contact_point,
        )


def _new_name(dice: Dice, used: set[str], given: set[str]) -> str:
    while True:
        name = dice.pick(WORDS["surnames"]) + dice.pick(WORDS["given"])
        if name not in used and name[1:] not in given:
            used.add(name)
            return str(name)


def _posts(unit: Unit, count: int) -> list[str]:
    posts = list(WORDS["posts"][unit.category])
    if unit.category == "县市区":
        posts = [post.replace("区", unit.name[-1]) for post in posts]
    if unit.category in ("市直机关", "省直驻娄单位"):
        for end, head in (
            ("中心", "主任"),
            ("办公室", "主任"),
            ("办", "主任"),
            ("馆", "馆长"),
            ("处", "处长"),
            ("所", "所长"),
            ("站", "站长"),
            ("队", "队长"),
        ):
            if unit.name.endswith(end):
                posts = [post.replace("局长", head) for post in posts]
                break
    if unit.category == "高校企业" and unit.name[-2:] in ("集团", "公司"):
        posts = ["党委书记、董事长", "党委副书记、总经理", "党委委员、纪委书记", "党委委员、副总经理"]
    if unit.name.endswith("学校"):
        posts = [post.replace("院长", "校长") for post in posts]
    if unit.category == "乡镇街道":
        head = {"道": "办事处主任", "乡": "乡长"}.get(unit.name[-1], "镇长")
        posts = [post.replace("镇长", head) for post in posts]
        if unit.name.endswith("街道"):
            posts = [post.replace("党委", "党工委").replace("纪委", "纪工委") for post in posts]
    while len(posts) < count:
        posts.insert(-1, posts[-2 if unit.category == "市直机关" else -1])
    return posts[:count]


def unit_rows(found: list[Unit]) -> list[Row]:
    """The sheet 单位."""
    header: Row = (
        "代码", "全称", "规范化简称", "类别", "上级", "督导组", "对口收文机构", "发文机关标志", "署名", "机关代字",
        "主要负责人", "份数", "发通知", "应报告", "排序",
    )  # fmt: skip
    full = "中共娄底市委党的群众路线教育实践活动领导小组办公室"
    signature = "中共娄底市委党的群众路线\n教育实践活动领导小组办公室"
    office: Row = (
        "BG001", full, OFFICE, "主办机关", "省委党的群众路线教育实践活动领导小组办公室", None, full,
        f"{signature}文件", signature, "娄群办", "阳璟珺", 1, "否", "否", 0,
    )  # fmt: skip
    rows: list[Row] = [header, office]
    for order, unit in enumerate(found, 1):
        town = unit.category == "乡镇街道"
        signed = signature_of(unit)
        rows.append(
            (
                unit.code, unit.full_name, unit.name, unit.category, unit.superior, unit.group, _counterpart(unit),
                f"{signed}文件", signed, unit.series, unit.leaders[0].name, 1 if town else 3,
                "否" if town else "是", "是", order * 10,
            )
        )  # fmt: skip
    return rows


def signature_of(unit: Unit) -> str:
    """How the unit signs: its committee; long names broken by hand where a secretary would."""
    if unit.full_name.startswith("中共"):
        return unit.full_name
    name = f"中共{unit.full_name}{'党组' if unit.category in ('市直机关', '省直驻娄单位') else '委员会'}"
    for place in ("补偿安置工作", "登记颁证工作", "检验检测中心"):
        if place in name and len(name) > 24:
            at = name.index(place)
            return f"{name[:at]}\n{name[at:]}"
    return name


def _counterpart(unit: Unit) -> str:
    if unit.full_name.startswith("中共"):
        body = {"县市区": "党委", "开发区": "党工委"}.get(unit.category, "")
        return f"{unit.name}{body}教育实践活动领导小组办公室"
    return f"{unit.full_name}教育实践活动领导小组办公室"


def leader_rows(found: list[Unit]) -> list[Row]:
    """The sheet 领导干部."""
    rows: list[Row] = [("单位", "姓名", "职务", "排序", "主要负责人", "分管领域", "联系点")]
    for unit in found:
        for rank, leader in enumerate(unit.leaders, 1):
            head = "是" if rank == 1 else "否"
            rows.append((unit.name, leader.name, leader.post, rank, head, leader.duties, leader.contact_point))
    return rows


def group_rows() -> list[Row]:
    """The sheet 督导组."""
    rows: list[Row] = [("名称", "组长", "成员", "联系人", "联系电话")]
    for number, (name, head, members, contact) in enumerate(WORDS["groups"], 1):
        rows.append((name, head, "、".join(members), contact, f"0738-00001{number:02d}"))
    return rows
