"""Views on a unit's ledger rows: 任务书 by leader, 时间表 by date, 路线图 by stage. Persons' own ledgers stay out.

Each is one table over all the unit's ledgers. 时间表 has its deadlines in the first column; in 任务书 and 路线图 the
leader or the stage stands once, in a row of its own above what belongs to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Final

from docgen.dataset.records import Dataset, LedgerForm, Stage
from docgen.dates import DeadlineKind, format_day
from docgen.document import Align, Block, Cell, Column, FieldLine, Row, Run, Text, Voice
from docgen.facts import Scope
from docgen.kinds.drafting import drafted
from docgen.kinds.forms import short
from docgen.kinds.job import Job, Materials
from docgen.kinds.ledger_tables import Line, Printed, TableColumn, headed, lines_of, printed, role_value, table_of
from docgen.problems import Result
from docgen.readers.draft import DraftParts

__all__ = ["VIEWS", "View", "compose"]

#: Variant → the role or sheet its first column is named after, and the roles of its other columns.
_ARRANGEMENTS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "任务书": ("领导", ("问题", "措施", "时限", "责任单位")),
    "时间表": ("时限", ("问题", "措施", "领导", "责任单位")),
    "路线图": ("阶段", ("时限", "问题", "措施", "领导", "责任单位")),
}
VIEWS: Final = tuple(_ARRANGEMENTS)

#: Views whose first heading stands above its rows instead of beside each.
_GROUPED: Final = frozenset({"任务书", "路线图"})

#: Relative widths of the columns by role; a ledger's own widths are made for its own columns.
_WIDTHS: Final = {
    "问题": 6.8,
    "措施": 7.8,
    "时限": 2.9,
    "领导": 2.9,
    "责任单位": 3.0,
    "阶段": 3.2,
    "台账": 2.4,
    "序号": 1.4,
}
#: What stands for a role in forms that have no such column.
_INSTEAD: Final = {"措施": "目标"}
#: Columns whose heading takes the words of every form; the others' is that of the first.
_COMMON: Final = frozenset({"问题", "措施"})


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view without its cover."""

    title: Text
    body: tuple[Block, ...]


def compose(job: Job, materials: Materials) -> Result[View]:
    """The view that a job's variant names, of its unit, as of the paper's day."""
    dataset = materials.dataset
    parts = drafted("ledger-view", _context(job, materials), materials)
    if parts.value is None:
        return Result(value=None, problems=parts.problems)
    draft = parts.value
    forms = [form for form in dataset.forms if not form.personal]
    own = {form.name for form in forms}
    lines = [
        line for item in materials.facts.items(Scope(unit=job.unit)) if item.ledger in own for line in lines_of(item)
    ]
    arrange = {"任务书": _by_leader, "时间表": _by_date, "路线图": _by_stage}[job.variant]
    first, roles = _ARRANGEMENTS[job.variant]
    beside = () if job.variant in _GROUPED else (_first(first, forms),)
    columns = (*beside, *_places(dataset), *(_column(role, forms) for role in roles))
    problems: list[Sequence[Line] | Row] = []
    for _, neighbours in groupby(arrange(lines, dataset, draft), key=lambda line: line.lead.lines):
        under = tuple(neighbours)
        if job.variant in _GROUPED:
            problems.append(_heading(under[0].lead, len(columns)))
        problems += _problems(under)
    if not problems:
        problems.append(Row(cells=(Cell(lines=draft.sections["空表"], columns=len(columns), align=Align.CENTER),)))
    body = (FieldLine(fields=draft.sections["表头"]), table_of(columns, problems))
    return Result(value=View(title=draft.title[0], body=body))


def _context(job: Job, materials: Materials) -> dict[str, Any]:
    dataset = materials.dataset
    stages = sorted(dataset.stages, key=lambda stage: stage.order)
    return {
        "活动": dataset.campaign_fields,
        "件": Run(text=job.variant),
        "单位": dataset.unit(job.unit).fields()["规范化简称"],
        "截至": materials.as_of,
        "首阶段": stages[0].fields()["名称"] if stages else "",
        "末阶段": stages[-1].fields()["名称"] if stages else "",
    }


def _heading(lead: Printed, columns: int) -> Row:
    """A row over the whole table that says whose, or of which stage, the rows below are."""
    runs = tuple(Run(text=line, voice=lead.voice, origins=lead.origins) for line in lead.lines)
    return Row(cells=(Cell(lines=(runs,), columns=columns, header=True, align=Align.LEFT),))


def _problems(lines: Iterable[Line]) -> Iterator[Sequence[Line]]:
    """Neighbours of one problem under one heading, to be drawn together."""
    for _, neighbours in groupby(lines, key=lambda line: (line.lead, *_identity(line))):
        yield tuple(neighbours)


def _identity(line: Line) -> tuple[str, int, str]:
    return line.item.ledger, line.item.number, line.item.problem


def _by_leader(lines: Sequence[Line], dataset: Dataset, draft: DraftParts) -> Iterator[Line]:
    """Each leader's lines, leaders in rank order; what nobody leads comes last."""
    if not lines:
        return
    posts = {leader.name: leader for leader in dataset.leaders_of(lines[0].entry.unit)}
    named = dict.fromkeys((*posts, *(name for line in lines for name in line.leaders)))
    for name in named:
        leader = posts.get(name)
        for line in (line for line in lines if name in line.leaders):
            post = (f"（{leader.post}）",) if leader else ()
            places = (leader.origin.trace("姓名"), leader.origin.trace("职务")) if leader else ()
            traced = places or role_value(line, "领导").origins
            yield replace(line, lead=Printed(lines=(name, *post), origins=traced))
    for line in lines:
        if not line.leaders:
            yield replace(line, lead=_said(draft, "无领导"))


def _by_date(lines: Sequence[Line], dataset: Dataset, draft: DraftParts) -> Iterator[Line]:
    """The lines in the order in which they fall due; 立行立改 first, 长期坚持 and those without a deadline last."""

    def order(line: Line) -> tuple[int, date]:
        deadline = line.entry.deadline
        at_once = deadline is not None and deadline.kind is DeadlineKind.AT_ONCE
        return (-1, date.min) if at_once else _falls_due(line)

    for line in sorted(lines, key=order):
        yield replace(line, lead=role_value(line, "时限") if line.entry.deadline else _said(draft, "无时限"))


def _falls_due(line: Line) -> tuple[int, date]:
    deadline = line.entry.deadline
    if deadline is None:
        return 3, date.max
    if deadline.kind is DeadlineKind.ALWAYS:
        return 2, date.max
    return (0, line.measure.due) if line.measure.due else (1, date.max)


def _by_stage(lines: Sequence[Line], dataset: Dataset, draft: DraftParts) -> Iterator[Line]:
    """The lines under the stage in which they fall due; what falls due before, between or after stages says so."""
    stages = sorted(dataset.stages, key=lambda stage: stage.order)
    for line in sorted(lines, key=_falls_due):
        yield replace(line, lead=_stage(line, stages, draft))


def _stage(line: Line, stages: Sequence[Stage], draft: DraftParts) -> Printed:
    order, due = _falls_due(line)
    if order == 3:
        return _said(draft, "无时限")
    if order:
        return role_value(line, "时限")
    for stage in stages:
        if stage.start <= due <= stage.end:
            days = f"（{format_day(stage.start)}—{format_day(stage.end)}）"
            traced = tuple(stage.origin.trace(header) for header in ("名称", "开始", "结束"))
            return Printed(lines=(stage.name, days), origins=traced)
    if not stages or due < stages[0].start:
        return _said(draft, "阶段之前")
    return _said(draft, "阶段之后" if due > stages[-1].end else "阶段之间")


def _said(draft: DraftParts, section: str) -> Printed:
    """A heading in the words of the wording."""
    runs = draft.sections[section][0]
    origins = tuple(origin for run in runs for origin in run.origins)
    return Printed(lines=("".join(run.text for run in runs),), origins=origins, voice=Voice.WORDING)


def _first(role: str, forms: Sequence[LedgerForm]) -> TableColumn:
    """The column a view is ordered by, headed as the forms head it; a stage has no column in them."""
    found = next(((form, column) for form in forms if (column := form.column(role))), None)
    if found is None:
        return headed(role, _WIDTHS["阶段"])
    form, column = found
    return headed(column.printed.replace("\n", ""), _WIDTHS["阶段"], Voice.DATA, form.origin.trace("内容"))


def _places(dataset: Dataset) -> tuple[TableColumn, TableColumn]:
    """Where a row stands in the ledgers: which ledger, and its number there."""

    def ledger(line: Line) -> Printed:
        return printed(line.entry.ledger, dataset.form(line.entry.ledger).origin.trace("台账"))

    return _plain("台账", ledger), _plain("序号", lambda line: role_value(line, "序号"))


def _plain(heading: str, value: Callable[[Line], Printed]) -> TableColumn:
    return TableColumn(
        heading=((Run(text=heading),),),
        column=Column(width=_WIDTHS[heading], align=Align.CENTER),
        value=value,
        of_problem=True,
    )


def _column(role: str, forms: Sequence[LedgerForm]) -> TableColumn:
    """A column of a role, headed as the forms head it: 突出问题（项目、制度名称）."""
    instead = _INSTEAD.get(role, "")
    names: dict[str, str] = {}  # what a form calls it → the cell
    for form in forms:
        if column := form.column(role) or (form.column(instead) if instead else None):
            names.setdefault(column.printed.replace("\n", ""), form.origin.trace("内容"))

    def value(line: Line) -> Printed:
        return role_value(line, role if role in line.entry.roles else instead)

    return TableColumn(
        heading=_heading_of(names, together=role in _COMMON) or ((Run(text=role),),),
        column=Column(width=_WIDTHS[role], align=short(role)),
        value=value,
        of_problem=role == "问题",
    )


def _heading_of(names: Mapping[str, str], *, together: bool) -> tuple[Text, ...]:
    """The first name; with `together` the others in brackets below it. `names` gives the cell of each."""
    lines = [(Run(text=name, voice=Voice.DATA, origins=(cell,)),) for name, cell in names.items()]
    if not together or len(lines) < 2:
        return tuple(lines[:1])
    joined = [run for line in lines[1:] for run in (Run(text="、"), *line)]
    return (lines[0], (Run(text="（"), *joined[1:], Run(text="）")))
