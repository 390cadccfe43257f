"""督办通知单: a form to each unit with items that the rules or a person's decision put under supervision.

One more paper, 研判表, gives for every unit the reason why or why not. The reply slip (回执) goes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from docgen.dataset.records import Dataset, Decision, Sourced, sourced
from docgen.document import (
    Align,
    Attachment,
    Cell,
    Column,
    Document,
    Imprint,
    Layout,
    Orientation,
    Row,
    Run,
    Table,
    Text,
    Voice,
)
from docgen.facts import Scope, Supervision, Treatment
from docgen.kinds.drafting import drafted, lines_for
from docgen.kinds.job import CONSOLIDATED, Composed, Job, Materials, Request
from docgen.kinds.papers import furniture, plain_title, properties, said
from docgen.problems import Code, Place, Problem, Result
from docgen.readers.draft import DraftParts
from docgen.working_days import WorkingDeadline, add_working_days

__all__ = ["NAME", "NEEDS_REPORTS", "PER_UNIT", "SHEETS", "VARIANTS", "WORD", "compose", "jobs"]

NAME = "supervision"
WORD = "督办通知单"
PER_UNIT = True
ANALYSIS: Final = "研判表"
VARIANTS: tuple[str, ...] = (ANALYSIS,)
NEEDS_REPORTS = True
SHEETS = ("发文", "台账", "领导干部", "督导组", "要点", "报送", "自查情况", "会议", "督查", "处理", "节假日")

_BLANK: Final = Cell()
_DAY: Final = Cell(lines=((Run(text="年　月　日"),),), align=Align.RIGHT)
_TALL: Final = 3.0  # 行 of a blank to be written in by hand
_MEDIUM: Final = 2.0


def jobs(dataset: Dataset, request: Request) -> Sequence[Job]:
    """One form a unit that must report, and the 研判表 over all of them."""
    units = [unit.name for unit in dataset.units if unit.must_report]
    title = dataset.campaign.short
    made = [
        Job(kind=NAME, title=title, unit=unit, covers=(unit,))
        for unit in units
        if not request.units or unit in request.units
    ]
    if not request.units:
        made.append(Job(kind=NAME, title=title, variant=ANALYSIS, covers=tuple(units)))
    return made


def compose(job: Job, materials: Materials) -> Result[Composed]:
    """The form of a unit, or the reason why it gets none; or the 研判表."""
    if job.unit == CONSOLIDATED:
        return _analysis(job, materials)
    case = materials.facts.supervision(job.unit)
    if not case.due:
        reason = _reasons(materials, (case,))
        if reason.value is None:
            return Result(value=None, problems=reason.problems)
        message = f"{job.unit}：{_plain(reason.value[0])}，不发督办通知单"
        return Result(value=None, problems=(Problem(code=Code.NOT_SUPERVISED, message=message, units=(job.unit,)),))
    return _notice(job, materials, case)


def _notice(job: Job, materials: Materials, case: Supervision) -> Result[Composed]:
    dataset, paper = materials.dataset, materials.paper
    unit = dataset.unit(job.unit)
    signed = paper.signed_on
    campaign = dataset.campaign
    until = add_working_days(signed, campaign.working_days, dataset.days) if signed else None
    context = materials.context(
        Scope(unit=unit.name),
        单位=unit.fields(),
        截止=sourced(until.day, paper.origin.trace("成文日期")) if until else None,
        期限=Sourced(until.term, campaign.origin.trace("督办办理工作日")) if until else "",
        不满意=any(treatment.item.dissatisfied for treatment in case.treatments),
        逾期=any(treatment.item.overdue_days for treatment in case.treatments),
        事项=[_told(treatment, dataset) for treatment in case.treatments],
    )
    parts = _drafted(context, materials, len(case.treatments))
    if parts.value is None:
        return Result(value=None, problems=parts.problems)
    draft = parts.value
    made = furniture(dataset, paper)
    signers = made.pop("signers", ())  # a field of the form, not of a red header
    made.pop("joint", None)  # the heading of a form names the main agency
    made["imprint"] = Imprint(copies=made["imprint"].copies)
    made["mark"] = made["mark"] if paper.mark else (said(campaign.fields()["主办机关"]),)
    recipient = unit.fields()["对口收文机构"] or unit.fields()["规范化简称"]
    fields = {
        "承办单位": (said(recipient),),
        "办理期限": draft.sections["办理期限"],
        "签发人": signers or ((),),
        "联系电话": (said(campaign.phone, campaign.origin.trace("联系电话")),),
    }
    document = Document(
        layout=Layout.FORM,
        properties=properties(dataset, f"{plain_title(draft.title)}（{unit.name}）", dataset.campaign.office, WORD),
        title=draft.title,
        body=(_form(fields, case.treatments, draft.sections),),
        parts=(_reply(case.treatments, made["number"], fields["承办单位"]),),
        **made,
    )
    return Result(value=Composed(document=document), problems=_counted_otherwise(until))


def _counted_otherwise(until: WorkingDeadline | None) -> tuple[Problem, ...]:
    """What is to be said of a term that could not be counted in working days."""
    if until is None or until.unknown is None:
        return ()
    message = f"没有{until.unknown}年放假和上班的日子，办理期限为{until}"
    hint = f"在“节假日”表中补上{until.unknown}年放假和调休上班的日子，期限即按工作日计算"
    return (Problem(code=Code.NO_DAYS_OFF, message=message, hint=hint, place=Place(sheet="节假日")),)


def _drafted(context: Mapping[str, Any], materials: Materials, items: int) -> Result[DraftParts]:
    """What the form says: a ground for each of so many items."""
    parts = drafted(NAME, context, materials)
    if parts.value is None:
        return parts
    grounds = lines_for(NAME, parts.value, "督办原因", items)
    return parts if grounds.value is not None else Result(value=None, problems=grounds.problems)


def _label(text: str, *, columns: int = 1) -> Cell:
    return Cell(lines=((Run(text=text),),), header=True, align=Align.CENTER, columns=columns)


#: One grid for the whole form, so that its rules meet: label | label | text | leader | deadline | reason.
_GRID: Final = tuple(Column(width=width) for width in (2, 2, 9, 4, 4.5, 6.5))


def _form(
    fields: Mapping[str, tuple[Text, ...]],
    treatments: Sequence[Treatment],
    sections: Mapping[str, tuple[Text, ...]],
) -> Table:
    """The form: who, by when, who takes it on (blank), on what ground; the items; what is required."""

    def pair(left: str, right: str) -> Row:
        cells = (
            _label(left, columns=2),
            Cell(lines=fields[left] or ((),)),
            _label(right),
            Cell(lines=fields[right] or ((),), columns=2),
        )
        return Row(cells=cells)

    def whole(label: str, lines: tuple[Text, ...]) -> Row:
        return Row(cells=(_label(label, columns=2), Cell(lines=lines, columns=4)))

    headings = (
        _label("序号"),
        _label("督办事项", columns=2),
        *(_label(text) for text in ("牵头领导", "原定时限", "督办原因")),
    )
    taken = (_label("承办人", columns=2), _BLANK, _label("签收时间"), Cell(columns=2))
    return Table(
        columns=_GRID,
        rows=(
            pair("承办单位", "办理期限"),
            pair("签发人", "联系电话"),
            Row(cells=taken, height=_MEDIUM),
            whole("督办依据", _semicolons(sections["督办依据"])),
            Row(cells=headings),
            *(
                _item(number, treatment, ground)
                for number, (treatment, ground) in enumerate(zip(treatments, sections["督办原因"], strict=True), 1)
            ),
            whole("办理要求", sections["办理要求"]),
        ),
    )


def _semicolons(lines: Sequence[Text]) -> tuple[Text, ...]:
    """Lines of a list closed by ； and the last by 。"""
    marks = ["；"] * (len(lines) - 1) + ["。"]
    return tuple((*line, Run(text=mark)) for line, mark in zip(lines, marks, strict=True))


def _header(*labels: str) -> tuple[Row, ...]:
    return (Row(cells=tuple(_label(label) for label in labels)),)


def _told(treatment: Treatment, dataset: Dataset) -> dict[str, Any]:
    """What the sentence of the reason states: what the person who decided wrote, or else the ground of the rule."""
    decision, item = treatment.decision, treatment.item
    form = dataset.form(item.ledger)
    column = form.column("评价")
    rated = next((row for row in item.entries if row.by_role("评价") == item.approval), item.entries[0])
    return {
        "理由": _one_line(decision) if decision else "",
        "依据": treatment.ground,
        "评价名": Sourced(column.name if column else "评价", form.origin.trace("内容")),
        "评价": Sourced(item.approval or "", rated.trace("评价")),
        **treatment.figures,
    }


def _one_line(decision: Decision) -> Sourced:
    """理由 as one line, whatever its breaks in the cell."""
    return Sourced((decision.reason or "").replace("\n", ""), decision.origin.trace("理由"))


def _item(number: int, treatment: Treatment, ground: Text) -> Row:
    """An item under supervision with its ground."""
    return Row(
        cells=(
            _ordinal(number),
            Cell(lines=_problem(treatment), columns=2),
            Cell(lines=_leaders(treatment), align=Align.CENTER),
            Cell(lines=_deadline(treatment), align=Align.CENTER),
            Cell(lines=(ground,)),
        )
    )


def _problem(treatment: Treatment) -> tuple[Text, ...]:
    """The problem and where it stands: （领导班子台账第3项）."""
    item = treatment.item
    place = f"（{item.ledger}第{item.number}项）"
    lines = item.problem.split("\n")
    origin = item.entries[0].trace("问题")
    made = [said(line, origin) for line in lines]
    made[-1] = (*made[-1], Run(text=place, voice=Voice.DATA, origins=(item.entries[0].trace("序号"),)))
    return tuple(made)


def _leaders(treatment: Treatment) -> tuple[Text, ...]:
    item = treatment.item
    origin = item.entries[0].trace("领导")
    return tuple(said(name, origin) for name in item.leaders) or ((Run(text="—"),),)


def _deadline(treatment: Treatment) -> tuple[Text, ...]:
    item = treatment.item
    text = item.deadline.text if item.deadline else "—"
    return (said(text, item.entries[0].trace("时限")),)


def _reply(treatments: Sequence[Treatment], number: Text, recipient: tuple[Text, ...]) -> Attachment:
    """回执: the slip on which the unit answers, item by item."""
    rows = (
        Row(cells=(_wide("督办通知单编号"), Cell(lines=(number,), columns=2))),
        Row(cells=(_wide("承办单位"), Cell(lines=recipient, columns=2))),
        Row(cells=tuple(_label(label) for label in ("序号", "督办事项", "办理情况", "整改结果"))),
        *(
            Row(cells=(_ordinal(order), Cell(lines=_problem(treatment)), _BLANK, _BLANK), height=_TALL)
            for order, treatment in enumerate(treatments, 1)
        ),
        Row(cells=(_wide("主要负责人（签字）"), Cell(columns=2)), height=_TALL),
        Row(cells=(_wide("填报人及联系电话"), _BLANK, _DAY), height=_MEDIUM),
    )
    columns = (Column(width=2), Column(width=10), Column(width=8), Column(width=8))
    return Attachment(title=((Run(text="督办通知单回执"),),), body=(Table(columns=columns, rows=rows),))


def _wide(text: str) -> Cell:
    """A label over two columns."""
    return Cell(lines=((Run(text=text),),), header=True, columns=2, align=Align.CENTER)


def _ordinal(number: int) -> Cell:
    return Cell(lines=(said(str(number), voice=Voice.WORDING),), align=Align.CENTER)


def _reasons(materials: Materials, cases: Sequence[Supervision]) -> Result[tuple[Text, ...]]:
    """Why each unit gets a notice or none, in the words of the wording."""
    told = [{"结论": case.reason, **case.figures} for case in cases]
    parts = drafted(f"{NAME}-reasons", materials.context(Scope(), 研判=told), materials)
    if parts.value is None:
        return Result(value=None, problems=parts.problems)
    return lines_for(f"{NAME}-reasons", parts.value, "理由", len(cases))


def _plain(line: Text) -> str:
    return "".join(run.text for run in line)


def _analysis(job: Job, materials: Materials) -> Result[Composed]:
    """研判表: every covered unit, how many items are under supervision, and why or why not."""
    dataset = materials.dataset
    parts = drafted(f"{NAME}-analysis", materials.context(Scope()), materials)
    if parts.value is None:
        return Result(value=None, problems=parts.problems)
    draft = parts.value
    covered = [unit for unit in dataset.units if unit.name in job.covers and unit.name not in materials.left_out]
    cases = [materials.facts.supervision(unit.name) for unit in covered]
    reasons = _reasons(materials, cases)
    if reasons.value is None:
        return Result(value=None, problems=reasons.problems)
    rows = []
    for number, (unit, case, reason) in enumerate(zip(covered, cases, reasons.value, strict=True), 1):
        figure = materials.facts.of(Scope(unit=unit.name))["督办事项数"]
        rows.append(
            Row(
                cells=(
                    _ordinal(number),
                    Cell(lines=(said(unit.name, unit.origin.trace("规范化简称")),)),
                    Cell(lines=(said("发" if case.due else "不发", voice=Voice.WORDING),), align=Align.CENTER),
                    Cell(
                        lines=((Run(text=figure.text, voice=Voice.FACT, origins=figure.origins),),), align=Align.CENTER
                    ),
                    Cell(lines=(reason,)),
                )
            )
        )
    table = Table(
        columns=(Column(width=2), Column(width=8), Column(width=3.5), Column(width=3.5), Column(width=19)),
        header=_header("序号", "单位", "是否督办", "事项（项）", "理由"),
        rows=tuple(rows),
    )
    document = Document(
        layout=Layout.LEDGER,
        properties=properties(dataset, plain_title(draft.title), dataset.campaign.office, WORD),
        title=(),
        parts=(Attachment(title=draft.title, body=(table, *draft.body), orientation=Orientation.LANDSCAPE),),
    )
    return Result(value=Composed(document=document))
