"""The wordings that kinds render by name, and the fields that each may name. A test holds them against real contexts.

A wording that others only include (briefing_figures) has no row: it reads what the wording that includes it reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from docgen.dataset.records import Campaign, Inspection, Leader, Meeting, Paper, SelfCheck, Submission, Unit
from docgen.kinds.wordings.shapes import DAY, FIGURES, FLAG, NUMBER, TEXT, Many, Map, Pair, Rec, Shape, record

__all__ = ["COMMON", "WORDINGS", "WordingOf", "wordings_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingOf:
    """A wording that a kind renders. `variants`: those it is the wording of, "" the plain paper.

    `fields` is what it may name. `blocks` are the 〖tables〗 that the kind hands over, `sections` the parts `# …` that
    it may hold and `needed` those it must; None: as the shipped wording has them.
    """

    kind: str
    about: str
    fields: Mapping[str, Shape]
    variants: tuple[str, ...] = ("",)
    blocks: frozenset[str] | None = None
    sections: frozenset[str] | None = None
    needed: frozenset[str] = field(default_factory=frozenset)


_CAMPAIGN: Final = record(Campaign)
_UNIT: Final = record(Unit)
_LEADER: Final = record(Leader)
_NAMES: Final = Many(TEXT)

#: What `Materials.context` gives every wording.
COMMON: Final[dict[str, Shape]] = {
    "活动": _CAMPAIGN,
    "发文": record(Paper),
    "数": FIGURES,
    "截至": DAY,
    "自称": TEXT,
    "未包括": _NAMES,
}
#: An item as `progress.told` gives it.
_ITEM: Final = Rec(
    {
        **dict.fromkeys(("台账", "序号", "问题", "目标", "时限", "领导称谓", "评价", "状态"), TEXT),
        **dict.fromkeys(("措施", "牵头领导", "责任单位", "进展", "后段措施"), _NAMES),
        "长期坚持": FLAG,
        "逾期天数": NUMBER,
    }
)
_ITEMS: Final = Many(_ITEM)
_STANDINGS: Final = Rec(dict.fromkeys(("超期", "推进", "巩固", "不满意", "新发现", "完成"), _ITEMS))
_NARRATIVES: Final = Rec(
    {
        **dict.fromkeys(("主要做法", "主要成效", "存在问题", "下步打算"), _NAMES),
        "其他": Many(Pair(TEXT, _NAMES)),
    }
)
_LEDGERS: Final = Many(Rec({"名称": TEXT, "个人": FLAG, "数": FIGURES}))
_POINTS: Final = Many(record(SelfCheck))
_INSPECTED: Final = Rec(
    {
        "单位": _UNIT,
        "日期": Many(DAY),
        "成效": _NAMES,
        "问题": _NAMES,
        "要求": Many(record(Inspection)),
    }
)
_PROGRESS: Final[dict[str, Shape]] = {
    "单位": _UNIT,
    "台账": _LEDGERS,
    "要点": _POINTS,
    "自查问题": _NAMES,
    "评价名": _NAMES,
    "报告": _NARRATIVES,
    "列举": _STANDINGS,
    "个人超期": FLAG,
    "个人不满意": FLAG,
}
_BRIEFING: Final[dict[str, Shape]] = {
    **COMMON,
    **_PROGRESS,
    "通报人": _LEADER,
    "会议": record(Meeting),
    "日期": DAY,
    "后段": _NAMES,
    "有个人台账": FLAG,
    "限": NUMBER,
}
#: The public version names nobody: `briefing_public.without_names` takes 牵头领导 out of every item.
_UNNAMED: Final = Many(Rec({name: shape for name, shape in _ITEM.fields.items() if name != "牵头领导"}))
_PUBLIC: Final[dict[str, Shape]] = {**_BRIEFING, "列举": Rec(dict.fromkeys(_STANDINGS.fields, _UNNAMED))}
_MINE: Final = Many(_ITEM | {"本人进展": _NAMES})
_PERSONAL: Final[dict[str, Shape]] = {
    **COMMON,
    "单位": _UNIT,
    "本人": _LEADER,
    "日期": DAY,
    "个人": Many(_ITEM | {"全部措施": _NAMES, "全部进展": _NAMES}),
    "个人数": FIGURES,
    **dict.fromkeys(("牵头", "牵头完成", "牵头未了", "牵头超期"), _MINE),
    "个人后段": _NAMES,
    "牵头后段": _NAMES,
}
_SUPERVISION: Final[dict[str, Shape]] = {
    **COMMON,
    "单位": _UNIT,
    "截止": DAY,
    "期限": TEXT,
    "不满意": FLAG,
    "逾期": FLAG,
    "事项": Many(Rec({"理由": TEXT, "依据": TEXT, "评价名": TEXT, "评价": TEXT, "逾期天数": NUMBER})),
}
_JUDGED: Final = Many(Rec({"结论": TEXT, **dict.fromkeys(("督办数", "审定列入数", "审定不督办数"), NUMBER)}))
_BULLETIN: Final[dict[str, Shape]] = {
    **COMMON,
    "抽查": Many(_INSPECTED),
    "抽查数": FIGURES,
    "方法": _NAMES,
    "起": DAY,
    "止": DAY,
    "好": Many(_INSPECTED),
    "有问题": Many(_INSPECTED),
    "类别": Many(Pair(TEXT, _NAMES)),
}
_FEEDBACK: Final[dict[str, Shape]] = {
    **COMMON,
    **_INSPECTED.fields,
    "主送机关": TEXT,
    "方法": _NAMES,
    "督查人": _NAMES,
}
_REPORT: Final[dict[str, Shape]] = {
    **COMMON,
    **_PROGRESS,
    "自称": TEXT,
    "主送": TEXT,
    "会议": Many(record(Meeting) | {"通报人职务": TEXT}),
    "后段": _ITEMS,
    "附表": FLAG,
}
_REPORT_OFFICE: Final[dict[str, Shape]] = {
    **COMMON,
    "应报": FIGURES,
    "主送": TEXT,
    "台账": _LEDGERS,
    "分类": Map(TEXT, NUMBER),
    "评价名": _NAMES,
    "报告": _NARRATIVES,
    "单位情况": Many(Rec({"单位": _UNIT, "数": FIGURES, "类": TEXT})),
    "末类": TEXT,
}
_LEDGER: Final[dict[str, Shape]] = {
    **{name: COMMON[name] for name in ("活动", "发文", "截至", "未包括")},
    **dict.fromkeys(("表名", "件", "汇总单位", "督导组", "单位", "姓名", "职务"), TEXT),
    "汇总": FLAG,
    "报送": Rec(dict.fromkeys(record(Submission).fields, TEXT)),
}
_VIEW: Final[dict[str, Shape]] = {
    **{name: COMMON[name] for name in ("活动", "截至")},
    **dict.fromkeys(("件", "单位", "首阶段", "末阶段"), TEXT),
}

_VIEWS: Final = ("任务书", "时间表", "路线图")

#: Name of the wording → whose it is and what it reads, in the order of the kinds.
WORDINGS: Final[dict[str, WordingOf]] = {
    "notice": WordingOf(kind="notice", about="通知", fields={**COMMON, "印发件": TEXT}),
    "ledger": WordingOf(kind="ledger", about="台账的封面、空表和注", fields=_LEDGER, variants=("", "空白表")),
    "ledger-view": WordingOf(kind="ledger", about="任务书、时间表、路线图", fields=_VIEW, variants=_VIEWS),
    "briefing": WordingOf(kind="briefing", about="通报稿，大字版同", fields=_BRIEFING, variants=("", "大字版")),
    "briefing_assembly": WordingOf(
        kind="briefing", about="党员大会版（职工大会版）", fields=_BRIEFING, variants=("党员大会版",)
    ),
    "briefing_personal": WordingOf(kind="briefing", about="个人报告", fields=_PERSONAL, variants=("个人报告",)),
    "briefing_public": WordingOf(kind="briefing", about="公开版", fields=_PUBLIC, variants=("公开版",)),
    "briefing_reading": WordingOf(
        kind="briefing",
        about="大字版题下的字数和时间",
        fields={"活动": _CAMPAIGN, "字数": NUMBER, "分钟": NUMBER},
        variants=(),
    ),
    "supervision": WordingOf(kind="supervision", about="督办通知单", fields=_SUPERVISION),
    "supervision-reasons": WordingOf(
        kind="supervision", about="发与不发的理由", fields={**COMMON, "研判": _JUDGED}, variants=()
    ),
    "supervision-analysis": WordingOf(kind="supervision", about="研判表", fields=COMMON, variants=("研判表",)),
    "report": WordingOf(kind="report", about="单位的情况报告", fields=_REPORT),
    "report_office": WordingOf(kind="report", about="本机关的情况报告", fields=_REPORT_OFFICE, variants=()),
    "bulletin": WordingOf(kind="bulletin", about="抽查通报", fields=_BULLETIN),
    "feedback": WordingOf(kind="feedback", about="反馈函", fields=_FEEDBACK),
}


def wordings_of(kind: str) -> dict[str, WordingOf]:
    """The wordings that a kind renders, its main one first."""
    return {name: wording for name, wording in WORDINGS.items() if wording.kind == kind}
