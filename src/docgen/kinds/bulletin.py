"""抽查情况通报: what the office's spot checks covered and found, circulated to all. It covers only units inspected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docgen.dataset.records import Dataset, Inspection
from docgen.document import Align, Cell, Column, Document, Layout, Row, Run, Table, Text, Voice
from docgen.facts import Facts, Scope
from docgen.kinds.drafting import drafted
from docgen.kinds.inspections import Inspected, inspected_units, ways
from docgen.kinds.job import Composed, Job, Materials, Request
from docgen.kinds.papers import addressed, counted_to, furniture, hand_set, paper_for, plain_title, properties, said
from docgen.problems import Code, Problem, Result

__all__ = ["NAME", "NEEDS_REPORTS", "PER_UNIT", "SHEETS", "VARIANTS", "WORD", "compose", "jobs"]

NAME = "bulletin"
WORD = "抽查通报"
PER_UNIT = False
VARIANTS: tuple[str, ...] = ()
NEEDS_REPORTS = False
SHEETS = ("发文", "督查")


def jobs(dataset: Dataset, request: Request) -> Sequence[Job]:
    """One bulletin over the units inspected by the paper's 统计截至日期."""
    if request.units:
        return ()
    as_of = counted_to(paper_for(dataset, WORD, None), dataset.campaign)
    return (Job(kind=NAME, title=dataset.campaign.short, covers=Facts(dataset, as_of).inspected()),)


def compose(job: Job, materials: Materials) -> Result[Composed]:
    """The bulletin; a note instead when nothing was inspected by its day."""
    dataset, paper = materials.dataset, materials.paper
    inspected = inspected_units(materials.facts)
    if not inspected:
        return Result(
            value=None, problems=(Problem(code=Code.NOTHING_TO_SAY, message="截至统计日期没有重点抽查记录，未制作"),)
        )
    best = dataset.campaign.classes[0][0] if dataset.campaign.classes else ""
    scope = Scope(units=frozenset(unit.unit.name for unit in inspected))
    context = materials.context(
        Scope(),
        抽查=[unit.fields() for unit in inspected],
        抽查数=materials.facts.of(scope).fields(),
        方法=ways(inspected),
        起=min(min(unit.days) for unit in inspected),
        止=max(max(unit.days) for unit in inspected),
        好=[unit.fields() for unit in inspected if unit.outcome == best],
        有问题=[unit.fields() for unit in inspected if unit.fields()["问题"]],
        类别=_by_category(inspected),
    )
    parts = drafted(NAME, context, materials, {"抽查情况": (_table(inspected),)})
    if parts.value is None:
        return Result(value=None, problems=parts.problems)
    draft = parts.value
    title = hand_set(paper.title, paper.origin.trace("标题")) or draft.title
    document = Document(
        layout=Layout.OFFICIAL,
        properties=properties(dataset, plain_title(title), paper.signature or dataset.campaign.office, WORD),
        title=title,
        recipients=addressed(paper),
        body=draft.body,
        **furniture(dataset, paper),
    )
    return Result(value=Composed(document=document))


def _by_category(inspected: Sequence[Inspected]) -> list[tuple[str, list[str]]]:
    """Category → names of its inspected units, in unit order."""
    groups: dict[str, list[str]] = {}
    for unit in (one.unit.fields() for one in inspected):
        groups.setdefault(unit["类别"], []).append(unit["规范化简称"])
    return list(groups.items())


_HEADINGS: Final = (("序号", 2), ("单位", 7), ("抽查时间", 4), ("评价", 3), ("发现的主要问题", 12), ("整改时限", 5))


def _table(inspected: Sequence[Inspected]) -> Table:
    """A row a finding; number, unit, days and grade of a unit stand once beside its findings."""
    header = tuple(Cell(lines=((Run(text=heading),),), header=True, align=Align.CENTER) for heading, _ in _HEADINGS)
    return Table(
        columns=tuple(Column(width=width) for _, width in _HEADINGS),
        header=(Row(cells=header),),
        rows=tuple(row for number, unit in enumerate(inspected, 1) for row in _rows(number, unit)),
    )


def _rows(number: int, inspected: Inspected) -> tuple[Row, ...]:
    found = [one for one in inspected.inspections if one.finding]
    findings: list[Inspection | None] = [*found] or [None]
    unit = inspected.unit
    days = tuple(said(f"{day.month}月{day.day}日", getattr(day, "origin", "")) for day in inspected.days)
    beside = (
        _centered((said(str(number), voice=Voice.WORDING),), len(findings)),
        Cell(lines=(said(unit.name, unit.origin.trace("规范化简称")),), rows=len(findings)),
        _centered(days, len(findings)),
        _centered((said(inspected.outcome) or _NONE,), len(findings)),
    )
    pairs = [(_lines(one, "问题"), _lines(one, "整改时限")) for one in findings]
    return tuple(
        Row(cells=(*(beside if first else ()), Cell(lines=finding), _centered(deadline)))
        for first, (finding, deadline) in zip([True] + [False] * (len(pairs) - 1), pairs, strict=True)
    )


_NONE: Final[Text] = (Run(text="—"),)


def _centered(lines: tuple[Text, ...], rows: int = 1) -> Cell:
    return Cell(lines=lines, rows=rows, align=Align.CENTER)


def _lines(inspection: Inspection | None, header: str) -> tuple[Text, ...]:
    """A cell of 督查, a line each; — where there is nothing."""
    value = inspection.fields()[header] if inspection else None
    if inspection is None or not value:
        return (_NONE,)
    return tuple(said(line, inspection.origin.trace(header)) for line in str(value).split("\n"))
