"""通报稿: what the head of a unit says at the enlarged meeting, and the versions of it for other listeners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from docgen.dataset.records import Blank, Dataset, Leader, Meeting, Sourced, Unit
from docgen.document import Document, Layout, Paragraph, Run
from docgen.facts import Scope
from docgen.facts.figures import count
from docgen.kinds import briefing_personal
from docgen.kinds.briefing_public import without_names
from docgen.kinds.drafting import drafted
from docgen.kinds.job import Composed, Job, Materials, Request
from docgen.kinds.meetings import day_of, meeting_of
from docgen.kinds.papers import hand_set, plain_title, properties
from docgen.kinds.progress import further, ledger_fields, ledgers, narratives, points, standings
from docgen.problems import Problem, Result
from docgen.spoken import spoken

__all__ = ["NAME", "NEEDS_REPORTS", "PER_UNIT", "SHEETS", "VARIANTS", "WORD", "compose", "jobs"]

NAME = "briefing"
WORD = "通报稿"
PER_UNIT = True
PERSONAL: Final = "个人报告"
PUBLIC: Final = "公开版"
READING: Final = "大字版"
#: The assembly's version is called after 成员大会名称 of the data; this is its usual name.
VARIANTS: tuple[str, ...] = (PERSONAL, "党员大会版", PUBLIC, READING)
NEEDS_REPORTS = True
SHEETS = ("发文", "台账", "领导干部", "督导组", "阶段", "要点", "报送", "自查情况", "会议", "督查", "处理", "报告")

_PARTS: Final = ("主要做法", "主要成效", "存在问题", "下步打算")
_WORDINGS: Final = {"": "briefing", READING: "briefing", PUBLIC: "briefing_public"}
#: More items than these are too many to be listened to: the worst are named, the figures state the rest.
_LISTED: Final = 10
_UNSPOKEN: Final = frozenset("，。、；：？！“”‘’《》〈〉（）()—…·　 ")


def jobs(dataset: Dataset, request: Request) -> Sequence[Job]:
    """For each unit the script, its versions, and each leader's own report in rank order."""
    title = dataset.campaign.short
    made: list[Job] = []
    for unit in dataset.units:
        if not unit.must_report or (request.units and unit.name not in request.units):
            continue
        covers = (unit.name,)
        made += [
            Job(kind=NAME, title=title, variant=variant, unit=unit.name, covers=covers)
            for variant in ("", _assembly(dataset), PUBLIC, READING)
        ]
        made += [
            Job(kind=NAME, title=title, variant=PERSONAL, unit=unit.name, subject=leader.name, covers=covers)
            for leader in dataset.leaders_of(unit.name)
        ]
    return made


def _assembly(dataset: Dataset) -> str:
    """The variant for the members' assembly: 党员大会版, 职工大会版 …"""
    return f"{dataset.campaign.members_meeting}版"


def compose(job: Job, materials: Materials) -> Result[Composed]:
    """The script of a unit, one of its versions, or a leader's own report."""
    if job.variant == PERSONAL:
        return briefing_personal.compose(job, materials)
    dataset = materials.dataset
    unit = dataset.unit(job.unit)
    context = _context(unit, job.variant, materials)
    withheld: tuple[Problem, ...] = ()
    if job.variant == PUBLIC:
        context, withheld = without_names(context, unit, dataset)
    parts = drafted(_WORDINGS.get(job.variant, "briefing_assembly"), context, materials)
    if parts.value is None:
        return Result(value=None, problems=parts.problems)
    draft = parts.value
    title = hand_set(materials.paper.title, materials.paper.origin.trace("标题")) or draft.title
    document = Document(
        layout=Layout.READING if job.variant == READING else Layout.SPEECH,
        properties=properties(dataset, plain_title(title), unit.full_name, WORD),
        title=title,
        byline=draft.byline,
        recipients=draft.recipients,
        body=draft.body,
    )
    if job.variant == READING:
        aloud = _for_reading(document, materials)
        if aloud.value is None:
            return Result(value=None, problems=aloud.problems)
        document = aloud.value
    return Result(value=Composed(document=document), problems=withheld)


def _context(unit: Unit, variant: str, materials: Materials) -> dict[str, Any]:
    dataset, facts = materials.dataset, materials.facts
    personal = {form.name for form in dataset.forms if form.personal}
    items = facts.items(Scope(unit=unit.name))
    standing = standings((item for item in items if item.ledger not in personal), dataset)
    checks = points(dataset, unit.name)
    meeting = meeting_of(dataset, unit.name, assembly=variant == _assembly(dataset))
    return materials.context(
        Scope(unit=unit.name),
        单位=unit.fields(),
        通报人=_speaker(unit, meeting, dataset),
        会议=meeting.fields() if meeting else {},
        日期=day_of(meeting),
        台账=ledger_fields(ledgers(facts, lambda ledger: Scope(unit=unit.name, ledger=ledger))),
        要点=checks,
        自查问题=[check["存在问题"] for check in checks if check["存在问题"]],
        评价名=dataset.approval_names,
        报告=narratives(dataset, unit.name, _PARTS),
        列举=standing,
        后段=further(item for item in standing["超期"] + standing["推进"] if item["状态"] != "基本完成"),
        个人超期=any(item.overdue and item.ledger in personal for item in items),
        个人不满意=any(item.dissatisfied and item.ledger in personal for item in items),
        有个人台账=any(item.ledger in personal for item in items),
        限=_LISTED,
    )


def _speaker(unit: Unit, meeting: Meeting | None, dataset: Dataset) -> Mapping[str, Any]:
    """Name and post of who speaks: as 会议 says, else the unit's head."""
    leaders = dataset.leaders_of(unit.name)
    name = (meeting.speaker if meeting else None) or unit.head
    leader: Leader | None = next(
        (one for one in leaders if one.name == name),
        None if name else next((one for one in leaders if one.is_head), None),
    )
    if leader:
        return leader.fields()
    origin = unit.origin.trace("主要负责人")
    return {
        "姓名": Sourced(name, origin) if name else Blank(name="姓名", origin=origin),
        "职务": Blank(name="职务", origin=origin),
    }


def _for_reading(document: Document, materials: Materials) -> Result[Document]:
    """Numbers as read, and under the title how long the script takes at the speed of 活动."""
    aloud = spoken(document)
    length = sum(
        1
        for block in aloud.body
        if isinstance(block, Paragraph)
        for run in (*block.lead, *block.runs)
        for character in run.text
        if character not in _UNSPOKEN
    )
    campaign = materials.dataset.campaign
    minutes = count("分钟", -(-length // campaign.speed), "分钟", ((campaign.origin, "语速"),))
    context = {"活动": campaign.fields(), "字数": Run(text=str(length)), "分钟": minutes}
    parts = drafted("briefing_reading", context, materials)
    if parts.value is None:
        return Result(value=None, problems=parts.problems)
    return Result(value=replace(aloud, byline=(*aloud.byline, *parts.value.byline)))
