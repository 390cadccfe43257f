"""台账: the ledgers of a unit, of a person, of all units under a superior or of a category, and blank forms.

The forms are data (台账定义): their headings, widths, head lines and 说明. The views on the same rows are in
`ledger_views`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any, Final

from docgen.dataset.records import Dataset, GroupOfInspectors, LedgerForm, Sourced, Submission, Unit
from docgen.dates import format_day
from docgen.document import (
    Align,
    Attachment,
    Block,
    Cell,
    Cover,
    Document,
    Layout,
    Orientation,
    Paragraph,
    Role,
    Row,
    Run,
    Text,
)
from docgen.facts import Scope
from docgen.kinds import ledger_views
from docgen.kinds.drafting import drafted
from docgen.kinds.forms import blank_form, form_blocks
from docgen.kinds.job import CONSOLIDATED, Composed, Job, Materials, Request
from docgen.kinds.ledger_tables import Line, Printed, form_columns, headed, lines_of, table_of
from docgen.kinds.papers import properties, said
from docgen.problems import Result
from docgen.readers.draft import DraftParts

__all__ = ["NAME", "NEEDS_REPORTS", "PER_UNIT", "SHEETS", "VARIANTS", "WORD", "compose", "jobs"]

NAME = "ledger"
WORD = "台账"
PER_UNIT = True
VARIANTS: tuple[str, ...] = ("空白表", *ledger_views.VIEWS)
NEEDS_REPORTS = True
SHEETS = ("发文", "台账", "领导干部", "督导组", "阶段", "报送")

_BLANK: Final = VARIANTS[0]
#: What the units of a superior are called in the name of their consolidated ledger; those of the office itself.
_SUBORDINATES: Final = "所属单位"
_DIRECT: Final = "直报单位"
#: Share of the table's width that the 单位 column of a consolidated ledger takes.
_UNIT_SHARE: Final = 0.09
#: How the labels of a form's head line end → what the program fills in there. Others stay blank, to write in.
_HEAD: Final[tuple[tuple[str, str], ...]] = (
    ("单位", "单位"),
    ("部门", "单位"),
    ("姓名", "姓名"),
    ("职务", "职务"),
    ("岗位", "职务"),
    ("填报人", "填报人"),
    ("填表人", "填报人"),
    ("时间", "填报日期"),
    ("日期", "填报日期"),
)


def jobs(dataset: Dataset, request: Request) -> Sequence[Job]:
    """Blank forms; each unit's ledgers and views; then the consolidated ledgers by superior, by category, of all."""
    units = [unit for unit in dataset.units if unit.must_report or dataset.entries_of(unit.name)]
    asked = [unit for unit in units if not request.units or unit.name in request.units]
    made = [] if request.units else [_job(_BLANK, form) for form in dataset.forms]
    for unit in asked:
        made += [_job("", form, unit=unit.name, covers=(unit.name,)) for form in dataset.forms if not form.personal]
        if request.personal:
            made += _personal(dataset, unit)
        made += [
            Job(kind=NAME, variant=view, title=dataset.campaign.short, unit=unit.name, covers=(unit.name,))
            for view in ledger_views.VIEWS
        ]
    return made if request.units else [*made, *_consolidated(dataset, units)]


def _job(variant: str, form: LedgerForm, **more: Any) -> Job:
    return Job(kind=NAME, variant=variant, title=more.pop("title", form.title), ledger=form.name, **more)


def _personal(dataset: Dataset, unit: Unit) -> Iterator[Job]:
    """The ledger of each person of a unit, in rank order; those who are no leaders come last, as entered."""
    ranked = [leader.name for leader in dataset.leaders_of(unit.name)]
    for form in (form for form in dataset.forms if form.personal):
        written = dict.fromkeys(entry.person for entry in dataset.entries_of(unit.name, form.name))
        for person in sorted((name for name in written if name), key=lambda name: _place(ranked, name)):
            title = f"{person}{form.title}"
            yield _job("", form, title=title, unit=unit.name, subject=person, covers=(unit.name,))


def _place(ranked: Sequence[str], name: str) -> int:
    return ranked.index(name) if name in ranked else len(ranked)


def _consolidated(dataset: Dataset, units: Sequence[Unit]) -> Iterator[Job]:
    """Each ledger for the units of a superior, of a category, and for all."""
    groups: dict[str, list[str]] = {}
    for unit in units:
        if unit.superior:
            called = _DIRECT if unit.superior == dataset.campaign.office else _SUBORDINATES
            groups.setdefault(unit.superior + called, []).append(unit.name)
    for unit in units:
        groups.setdefault(unit.category, []).append(unit.name)
    groups[dataset.campaign.area] = [unit.name for unit in units]
    for label, names in groups.items():
        for form in (form for form in dataset.forms if not form.personal):
            yield _job("", form, title=f"{label}{form.title}", subject=label, covers=tuple(names))


def compose(job: Job, materials: Materials) -> Result[Composed]:
    """The ledger of a job: its cover, then its table on landscape pages."""
    if job.variant in ledger_views.VIEWS:
        return _view(job, materials)
    form = materials.dataset.form(job.ledger)
    name = Sourced(form.title, form.origin.trace("内容"))
    parts = drafted(NAME, _context(job, materials, name), materials)
    if parts.value is None:
        return Result(value=None, problems=parts.problems)
    draft = parts.value
    body = blank_form(form) if job.variant == _BLANK else _filled(job, materials, form, draft)
    title = said(form.title, form.origin.trace("内容"))
    return Result(value=Composed(document=_document(job, materials, draft, title, body)))


def _view(job: Job, materials: Materials) -> Result[Composed]:
    composed = ledger_views.compose(job, materials)
    if composed.value is None:
        return Result(value=None, problems=composed.problems)
    parts = drafted(NAME, _context(job, materials, ""), materials)
    if parts.value is None:
        return Result(value=None, problems=parts.problems)
    draft = parts.value
    document = _document(job, materials, draft, composed.value.title, composed.value.body)
    return Result(value=Composed(document=document))


def _document(job: Job, materials: Materials, draft: DraftParts, title: Text, body: tuple[Block, ...]) -> Document:
    dataset = materials.dataset
    office = materials.paper.signature or dataset.campaign.office
    author = office if job.unit == CONSOLIDATED else dataset.unit(job.unit).full_name
    return Document(
        layout=Layout.LEDGER,
        properties=properties(dataset, job.title if job.ledger else f"{job.title}{job.variant}", author, WORD),
        title=(),
        cover=Cover(title=draft.sections["封面标题"], fields=draft.sections["封面"]),
        parts=(Attachment(title=(title,), body=body, orientation=Orientation.LANDSCAPE),),
    )


def _context(job: Job, materials: Materials, name: str) -> dict[str, Any]:
    """What the wording reads. Blanks of a ledger are filled in by hand, so what is not given is empty here."""
    dataset = materials.dataset
    consolidated = job.unit == CONSOLIDATED and job.variant != _BLANK
    return {
        "活动": dataset.campaign_fields,
        "发文": materials.paper.fields(),
        "截至": materials.as_of,
        "未包括": materials.omitted,
        "表名": name,
        "件": Run(text=job.variant),
        "汇总": consolidated,
        "汇总单位": _consolidator(dataset, job),
        "督导组": _group(dataset, job.unit),
        **_head_values(job, materials),
    }


def _consolidator(dataset: Dataset, job: Job) -> Any:
    """Who puts a consolidated ledger together: the superior for its own units, else the office."""
    superior = job.subject.removesuffix(_SUBORDINATES)
    if superior == job.subject:
        return dataset.campaign_fields["主办机关"]
    return Sourced(superior, dataset.unit(job.covers[0]).origin.trace("上级"))


def _covered(dataset: Dataset, job: Job) -> Sourced:
    """What a consolidated ledger covers, with the cell that says so: 范围, or 类别 or 上级 of a unit covered."""
    if job.subject == dataset.campaign.area:
        return Sourced(job.subject, dataset.campaign.origin.trace("范围"))
    first = dataset.unit(job.covers[0])
    return Sourced(job.subject, first.origin.trace("类别" if job.subject == first.category else "上级"))


def _group(dataset: Dataset, unit: str) -> Sourced | Run:
    """The inspectors who review a unit's ledgers; on a blank form how the names of all of them end (检查组)."""
    if unit != CONSOLIDATED and (group := dataset.unit(unit).group):
        return Sourced(group, dataset.unit(unit).origin.trace("督导组"))
    backwards = zip(*(group.name[::-1] for group in dataset.groups), strict=False)
    alike = takewhile(lambda characters: len(set(characters)) == 1, backwards)
    ending = "".join(characters[0] for characters in alike)[::-1]
    return Sourced(ending, dataset.groups[0].origin.trace("名称")) if ending else Run(text=GroupOfInspectors.SHEET)


def _head_values(job: Job, materials: Materials) -> dict[str, Any]:
    """单位, 姓名, 职务 and 报送 of a paper; empty text where the data gives none."""
    dataset = materials.dataset
    sent = next((row for row in dataset.submissions if (row.unit, row.ledger) == (job.unit, job.ledger)), None)
    values: dict[str, Any] = {"报送": _submitted(sent), "单位": "", "姓名": "", "职务": ""}
    if job.unit != CONSOLIDATED:
        values["单位"] = dataset.unit(job.unit).fields()["规范化简称"]
    elif job.variant != _BLANK:
        values["单位"] = _covered(dataset, job)
    form = dataset.form(job.ledger) if job.ledger else None
    if form is not None and form.personal and job.subject:
        entry = next(row for row in dataset.entries_of(job.unit, form.name) if row.person == job.subject)
        values["姓名"] = Sourced(job.subject, entry.trace("责任人"))
        values["职务"] = _post(dataset, job, entry.by_role("职务"), entry.trace("职务"))
    return values


def _post(dataset: Dataset, job: Job, written: Any, origin: str) -> str:
    """职务 as the ledger has it, or else as 领导干部 has it."""
    if written:
        return Sourced(str(written), origin)
    found = (leader for leader in dataset.leaders_of(job.unit) if leader.name == job.subject)
    return next((Sourced(leader.post, leader.origin.trace("职务")) for leader in found), "")


def _submitted(sent: Submission | None) -> Mapping[str, str]:
    """报送 as text, each with its cell; empty where it is not given."""
    values: dict[str, str] = dict.fromkeys((info.alias or "" for info in Submission.model_fields.values()), "")
    if sent is None:
        return values
    for header, value in sent.fields().items():
        if value:
            text = value if isinstance(value, str) else format_day(value)
            values[header] = Sourced(text, sent.origin.trace(header))
    return values


def _filled(job: Job, materials: Materials, form: LedgerForm, draft: DraftParts) -> tuple[Block, ...]:
    """The form's head line, its table, its 说明, and of a consolidated one what it covers."""
    columns = form_columns(form)
    unit_column = headed(Unit.SHEET, sum(column.column.width for column in columns) * _UNIT_SHARE)
    consolidated = job.unit == CONSOLIDATED
    problems: list[Sequence[Line] | Row] = []
    for name in job.covers:
        if name in materials.left_out:
            continue
        unit = materials.dataset.unit(name)
        lead = Printed(lines=(name,), origins=(unit.origin.trace("规范化简称"),))
        found = materials.facts.items(Scope(unit=name, ledger=form.name, person=job.subject if form.personal else None))
        problems += [lines_of(item, lead) for item in found]
        if not found:
            problems.append(_nothing(draft, len(columns), lead if consolidated else None))
    table = table_of((unit_column, *columns) if consolidated else columns, problems)
    notes = tuple(Paragraph(runs=line, role=Role.NOTE) for line in draft.sections["注"])
    return (*form_blocks(form, table, _head(form, _head_values(job, materials))), *notes)


def _nothing(draft: DraftParts, columns: int, lead: Printed | None) -> Row:
    """The row of a unit that has reported and has nothing in this ledger."""
    said_so = Cell(lines=draft.sections["空表"], columns=columns, align=Align.CENTER)
    return Row(cells=(said_so,) if lead is None else (Cell(lines=lead.text), said_so))


def _head(form: LedgerForm, values: Mapping[str, Any]) -> tuple[Text, ...]:
    """The head line of a form with what is known filled in after its colon."""
    origin = form.origin.trace("内容")
    known = {**values["报送"], **{name: values[name] for name in ("单位", "姓名", "职务")}}
    made: list[Text] = []
    for field in form.head:
        label, colon, _ = field.partition("：")
        name = next((name for ending, name in _HEAD if label.strip().endswith(ending)), "")
        value = known.get(name, "")
        if colon and value:
            made.append((*said(label + colon, origin), *said(str(value), getattr(value, "origin", ""))))
        else:
            made.append(said(field, origin))
    return tuple(made)
