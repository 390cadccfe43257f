"""个人报告: each member of a team reports himself, in the first person, from his own ledger and what he leads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from docgen.dataset.records import Dataset, Leader, Sourced
from docgen.document import Document, Layout
from docgen.facts import Item, Scope
from docgen.kinds.drafting import drafted
from docgen.kinds.job import Composed, Job, Materials
from docgen.kinds.meetings import day_of, meeting_of
from docgen.kinds.papers import properties
from docgen.kinds.progress import further, situations, told, written_later
from docgen.problems import Code, Problem, Result

__all__ = ["compose"]

_SUBJECT: Final = "个人报告"


def compose(job: Job, materials: Materials) -> Result[Composed]:
    """The report of the leader `job.subject`; a note instead when the ledgers hold nothing of his."""
    dataset = materials.dataset
    leader = next(one for one in dataset.leaders_of(job.unit) if one.name == job.subject)
    context = _context(leader, materials)
    if not context["个人"] and not context["牵头"]:
        message = f"{leader.unit}{leader.name}的个人台账没有登记问题，也没有牵头负责的整改事项，未制作个人报告"
        return Result(value=None, problems=(Problem(code=Code.NOTHING_TO_SAY, message=message, units=(leader.unit,)),))
    parts = drafted("briefing_personal", context, materials)
    if parts.value is None:
        return Result(value=None, problems=parts.problems)
    draft = parts.value
    document = Document(
        layout=Layout.SPEECH,
        properties=properties(dataset, f"个人整改落实情况报告（{leader.name}）", leader.name, _SUBJECT),
        title=draft.title,
        byline=draft.byline,
        recipients=draft.recipients,
        body=draft.body,
    )
    return Result(value=Composed(document=document))


def _context(leader: Leader, materials: Materials) -> dict[str, Any]:
    dataset, facts = materials.dataset, materials.facts
    own = Scope(unit=leader.unit, person=leader.name)
    personal = [_own(item, dataset) for item in facts.items(own) if item.person == leader.name]
    led = [item for item in facts.items(Scope(unit=leader.unit)) if not item.person and leader.name in item.leaders]
    mine = [{**told(item, dataset), "本人进展": _said_by(leader, item, dataset)} for item in led]
    going = [item for item in mine if item["状态"] != "完成"]
    return materials.context(
        own,
        单位=dataset.unit(leader.unit).fields(),
        本人=leader.fields(),
        日期=day_of(meeting_of(dataset, leader.unit)),
        个人=personal,
        个人数=facts.of(own).fields(),
        牵头=mine,
        牵头完成=[item for item in mine if item["状态"] == "完成"],
        牵头未了=going,
        牵头超期=[item for item in going if item["逾期天数"]],
        个人后段=further(item for item in personal if item["状态"] != "完成") or further(personal),
        牵头后段=further(going),
    )


def _own(item: Item, dataset: Dataset) -> dict[str, Any]:
    """A personal item with all its measures, done ones too."""
    measures = [Sourced(str(row.measure).replace("\n", ""), row.trace("措施")) for row in item.entries if row.measure]
    rows = [one.entry for one in item.measures if not written_later(one.entry, one, dataset.campaign)]
    return {**told(item, dataset), "全部措施": tuple(measures), "全部进展": situations(rows, dataset)}


def _said_by(leader: Leader, item: Item, dataset: Dataset) -> Sequence[Sourced]:
    """What the leader himself entered on what is not done; where he entered nothing, what the counted rows say."""
    done = dataset.campaign.states_done
    rows = [row for row in item.rows if row.by_role("填报人") == leader.name and row.by_role("状态") not in done]
    return situations(rows, dataset) or told(item, dataset)["进展"]
