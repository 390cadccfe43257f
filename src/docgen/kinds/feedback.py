"""反馈函: what an inspection found, told to the unit inspected; letter format (10.1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from docgen.dataset.records import Dataset
from docgen.document import Document, Imprint, Layout
from docgen.facts import Facts, Scope
from docgen.kinds.drafting import drafted
from docgen.kinds.inspections import Inspected, inspected_units, ways
from docgen.kinds.job import Composed, Job, Materials, Request
from docgen.kinds.papers import counted_to, furniture, hand_set, paper_for, plain_title, properties, said
from docgen.problems import Code, Problem, Result

__all__ = ["NAME", "NEEDS_REPORTS", "PER_UNIT", "SHEETS", "VARIANTS", "WORD", "compose", "jobs"]

NAME = "feedback"
WORD = "反馈函"
PER_UNIT = True
VARIANTS: tuple[str, ...] = ()
NEEDS_REPORTS = False
SHEETS = ("发文", "督查")


def jobs(dataset: Dataset, request: Request) -> Sequence[Job]:
    """A letter to each unit inspected by its paper's 统计截至日期."""
    made = []
    days: dict[date, Facts] = {}
    for unit in dataset.units:
        if request.units and unit.name not in request.units:
            continue
        as_of = counted_to(paper_for(dataset, WORD, unit.name), dataset.campaign)
        facts = days.setdefault(as_of, Facts(dataset, as_of))
        if unit.name in request.units or facts.inspected(Scope(unit=unit.name), None):
            made.append(Job(kind=NAME, title=dataset.campaign.short, unit=unit.name, covers=(unit.name,)))
    return made


def compose(job: Job, materials: Materials) -> Result[Composed]:
    """The letter; a note instead when the unit was not inspected."""
    dataset, paper = materials.dataset, materials.paper
    found = [one for one in inspected_units(materials.facts, None) if one.unit.name == job.unit]
    if not found:
        message = f"截至统计日期没有对{job.unit}的督查记录，未制作反馈函"
        return Result(value=None, problems=(Problem(code=Code.NOTHING_TO_SAY, message=message, units=(job.unit,)),))
    parts = drafted(NAME, _context(found[0], materials), materials)
    if parts.value is None:
        return Result(value=None, problems=parts.problems)
    draft = parts.value
    title = hand_set(paper.title, paper.origin.trace("标题")) or draft.title
    made = furniture(dataset, paper)
    made["imprint"] = Imprint(copies=made["imprint"].copies)  # 10.1: 抄送 only
    made.pop("joint", None)  # 10.1: the main agency's mark alone
    if not paper.mark:
        made["mark"] = (said(dataset.campaign_fields["主办机关"]),)  # a letter's mark has no 文件
    document = Document(
        layout=Layout.LETTER,
        properties=properties(dataset, plain_title(title), paper.signature or dataset.campaign.office, WORD),
        title=title,
        recipients=draft.recipients,
        body=draft.body,
        **made,
    )
    return Result(value=Composed(document=document))


def _context(inspected: Inspected, materials: Materials) -> dict[str, object]:
    unit = inspected.unit
    return materials.context(
        Scope(unit=unit.name),
        **inspected.fields(),
        主送机关=unit.fields()["对口收文机构"] or unit.fields()["规范化简称"],
        方法=ways((inspected,)),
        督查人=tuple(dict.fromkeys(one.fields()["督查人"] for one in inspected.inspections if one.inspector)),
    )
