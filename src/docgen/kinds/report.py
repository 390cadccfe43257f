"""情况报告: upward, signed by the head. Each unit's own, and the office's over all units that must report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from docgen.dataset.fields import Fields
from docgen.dataset.records import Blank, Campaign, Dataset, Leader, Meeting, Sourced, Unit
from docgen.document import Attachment, Block, Document, Layout, Orientation, Run, Text
from docgen.facts import Figure, Scope
from docgen.kinds.drafting import drafted
from docgen.kinds.job import CONSOLIDATED, Composed, Job, Materials, Request
from docgen.kinds.open_items import open_table
from docgen.kinds.papers import furniture, hand_set, plain_title, properties, said, self_name, to_fill
from docgen.kinds.progress import (
    figure_table,
    ledger_fields,
    ledger_table,
    ledgers,
    narratives,
    points,
    standings,
)
from docgen.problems import Result

__all__ = ["NAME", "NEEDS_REPORTS", "PER_UNIT", "SHEETS", "VARIANTS", "WORD", "compose", "jobs"]

NAME = "report"
WORD = "情况报告"
PER_UNIT = False
VARIANTS: tuple[str, ...] = ()
NEEDS_REPORTS = True
SHEETS = ("发文", "台账", "领导干部", "督导组", "阶段", "要点", "报送", "自查情况", "会议", "督查", "处理", "报告")

_PARTS: Final = ("主要做法", "主要成效", "存在问题", "下步打算")
#: More items than these in the text, and an attachment lists them all.
_LISTED: Final = 10
#: What a meeting has beside its own fields.
_POST: Final = "通报人职务"
#: How many of the longest overdue the text still names then.
_NAMED: Final = 5


def jobs(dataset: Dataset, request: Request) -> Sequence[Job]:
    """The office's report over all units that must report, then each unit's own."""
    title = dataset.campaign.short
    reporting = [unit for unit in dataset.units if unit.must_report]
    covers = tuple(unit.name for unit in reporting)
    made = [] if request.units else [Job(kind=NAME, title=title, covers=covers)]
    return made + [
        Job(kind=NAME, title=title, unit=unit.name, covers=(unit.name,))
        for unit in reporting
        if not request.units or unit.name in request.units
    ]


def compose(job: Job, materials: Materials) -> Result[Composed]:
    """The report of a unit or of the office."""
    return _of_office(job, materials) if job.unit == CONSOLIDATED else _of_unit(job, materials)


def _of_unit(job: Job, materials: Materials) -> Result[Composed]:
    dataset, facts = materials.dataset, materials.facts
    unit = dataset.unit(job.unit)
    personal = {form.name for form in dataset.forms if form.personal}
    scope = Scope(unit=unit.name)
    items = facts.items(scope)
    held = ledgers(facts, lambda ledger: Scope(unit=unit.name, ledger=ledger))
    standing = standings((item for item in items if item.ledger not in personal), dataset)
    going = standing["超期"] + standing["推进"]
    listed = going + standing["巩固"] if len(going) > _LISTED else []
    checks = points(dataset, unit.name)
    context = materials.context(
        scope,
        单位=unit.fields(),
        自称=self_name(unit.fields()["规范化简称"]),
        主送=_superior(unit, materials),
        台账=ledger_fields(held),
        要点=checks,
        自查问题=[check["存在问题"] for check in checks if check["存在问题"]],
        会议=_meetings(unit, materials),
        评价名=dataset.approval_names,
        报告=narratives(dataset, unit.name, _PARTS),
        列举={**standing, "超期": standing["超期"][:_NAMED] if listed else standing["超期"]},
        后段=[item for item in going if item["状态"] != "基本完成" and item["后段措施"]],
        个人超期=any(item.overdue and item.ledger in personal for item in items),
        个人不满意=any(item.dissatisfied and item.ledger in personal for item in items),
        附表=bool(listed),
    )
    blocks = {
        "台账情况": (ledger_table(held, facts.of(scope)),),
        "未完成事项": (open_table(listed),),
    }
    return _made(NAME, context, blocks, materials, issuer=unit, orientation=Orientation.LANDSCAPE)


def _meetings(unit: Unit, materials: Materials) -> list[Fields]:
    """The unit's meetings up to the paper's day, with the speaker's post."""
    dataset = materials.dataset
    leaders = {leader.name: leader for leader in dataset.leaders_of(unit.name)}
    return [
        _meeting(meeting, leaders.get(meeting.speaker or ""))
        for meeting in dataset.meetings_of(unit.name)
        if meeting.held_on and meeting.held_on <= materials.as_of
    ]


def _meeting(meeting: Meeting, speaker: Leader | None) -> Fields:
    fields = meeting.fields()

    def made(name: str) -> Any:
        if name == _POST:
            return speaker.fields()["职务"] if speaker else ""
        return fields[name]

    return Fields((*fields, _POST), made)


def _superior(unit: Unit, materials: Materials) -> Any:
    """主送, one: as 发文 says; else the unit's superior of the list; else the office that runs the campaign."""
    dataset, paper = materials.dataset, materials.paper
    if paper.recipients:
        return Sourced(paper.recipients, paper.origin.trace("主送"))
    for name in (unit.superior, dataset.campaign.office):
        for other in dataset.units:
            if other.name == name and other is not unit:
                return other.fields()["全称"]
    return dataset.campaign_fields["主办机关"]


def _of_office(job: Job, materials: Materials) -> Result[Composed]:
    dataset, facts, paper = materials.dataset, materials.facts, materials.paper
    everyone = frozenset(job.covers)
    covered = everyone - set(materials.left_out)
    scope = Scope(units=covered)
    units = [unit for unit in dataset.units if unit.name in covered]
    held = ledgers(facts, lambda ledger: Scope(units=covered, ledger=ledger))
    context = materials.context(
        scope,
        应报=facts.of(Scope(units=everyone)).fields(),
        主送=Sourced(paper.recipients, paper.origin.trace("主送"))
        if paper.recipients
        else Blank(name="主送", origin=paper.origin.trace("主送")),
        台账=ledger_fields(held),
        分类=_classes(facts.of(scope).family("分类"), dataset.campaign),
        评价名=dataset.approval_names,
        报告=narratives(dataset, None, _PARTS),
        单位情况=[_standing(unit, materials) for unit in units],
        末类=dataset.campaign.classes[-1][0] if dataset.campaign.classes else "",
    )
    categories = dict.fromkeys(unit.category for unit in units)
    by_category = [
        (_category(category, units), facts.of(Scope(units=covered, category=category))) for category in categories
    ]
    by_unit = [(said(unit.name, unit.origin.trace("规范化简称")), facts.of(Scope(unit=unit.name))) for unit in units]
    total = facts.of(scope)
    blocks = {
        "台账情况": (ledger_table(held, total),),
        "类别情况": (figure_table("单位类别", by_category, total),),
        "单位情况": (figure_table("单位", by_unit, total, numbered=True),),
    }
    return _made("report_office", context, blocks, materials)


def _classes(family: Mapping[str, Figure], campaign: Campaign) -> dict[Sourced | Run, Figure]:
    """The figures by class; a class knows the cell that defines it, having none is said in words of our own."""
    defined = {name: Sourced(name, campaign.origin.trace("分类标准")) for name, _ in campaign.classes}
    return {defined.get(name, Run(text=name)): figure for name, figure in family.items()}


def _standing(unit: Unit, materials: Materials) -> dict[str, Any]:
    facts = materials.facts
    return {
        "单位": unit.fields(),
        "数": facts.of(Scope(unit=unit.name)).fields(),
        "类": facts.unit_class(unit.name).final or "",
    }


def _category(category: str, units: Sequence[Unit]) -> Text:
    first = next(unit for unit in units if unit.category == category)
    return said(category, first.origin.trace("类别"))


def _made(
    wording: str,
    context: dict[str, Any],
    blocks: Mapping[str, Sequence[Block]],
    materials: Materials,
    *,
    issuer: Unit | None = None,
    orientation: Orientation = Orientation.PORTRAIT,
) -> Result[Composed]:
    """The document of a rendered wording. An upward paper names who signs it, or says that it is to be filled in."""
    dataset, paper = materials.dataset, materials.paper
    parts = drafted(wording, context, materials, blocks)
    if parts.value is None:
        return Result(value=None, problems=parts.problems)
    draft = parts.value
    title = hand_set(paper.title, paper.origin.trace("标题")) or draft.title
    given = furniture(dataset, paper, issuer=issuer)
    if "signers" not in given:
        place = issuer.origin.trace("主要负责人") if issuer else paper.origin.trace("签发人")
        given["signers"] = (to_fill("签发人", place),)
    author = paper.signature or (issuer.full_name if issuer else dataset.campaign.office)
    document = Document(
        layout=Layout.OFFICIAL,
        properties=properties(dataset, plain_title(title), author, WORD),
        title=title,
        recipients=draft.recipients,
        body=draft.body,
        attachment_note=draft.attachment_note,
        parts=tuple(
            Attachment(label=(Run(text="附件"),), title=heading, body=body, orientation=orientation)
            for heading, body in draft.attachments
        ),
        **given,
    )
    return Result(value=Composed(document=document))
