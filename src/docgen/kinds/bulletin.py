"""抽查情况通报: what the office's spot checks covered and found, circulated to all. It covers only units inspected."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.dataset.records import Dataset
from docgen.document import Align, Cell, Column, Document, Layout, Row, Run, Table, Text, Voice
from docgen.facts import Scope
from docgen.kinds.inspections import SPOT_CHECK, Inspected, inspected_units, ways
from docgen.kinds.job import Composed, Job, Materials, Request
from docgen.kinds.papers import furniture, hand_set, paper_for, plain_title, properties, said
from docgen.problems import Code, Problem, Result
from docgen.readers.draft import read
from docgen.wording import render

__all__ = ["NAME", "NEEDS_REPORTS", "PER_UNIT", "VARIANTS", "WORD", "compose", "jobs"]

NAME = "bulletin"
WORD = "抽查通报"
PER_UNIT = False
VARIANTS: tuple[str, ...] = ()
NEEDS_REPORTS = False


def jobs(dataset: Dataset, request: Request) -> Sequence[Job]:
    """One bulletin over the units inspected by the paper's 统计截至日期."""
    if request.units:
        return ()
    as_of = paper_for(dataset, WORD, None).as_of or dataset.campaign.due
    covers = tuple(unit.unit.name for unit in inspected_units(dataset, as_of, (SPOT_CHECK,)))
    return (Job(kind=NAME, title=dataset.campaign.short, covers=covers),)


def compose(job: Job, materials: Materials) -> Result[Composed]:
    """The bulletin; a note instead when nothing was inspected by its day."""
    dataset, paper = materials.dataset, materials.paper
    inspected = inspected_units(dataset, materials.as_of, (SPOT_CHECK,))
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
        起=min(min(unit.fields()["日期"]) for unit in inspected),
        止=max(max(unit.fields()["日期"]) for unit in inspected),
        好=[unit.fields() for unit in inspected if unit.outcome == best],
        有问题=[unit.fields() for unit in inspected if unit.fields()["问题"]],
        类别=_by_category(inspected),
    )
    drafted = render(NAME, context, materials.wording)
    if drafted.value is None:
        return Result(value=None, problems=drafted.problems)
    draft = read(drafted.value, {"抽查情况": (_table(inspected),)})
    title = hand_set(paper.title, paper.origin.trace("标题")) or draft.title
    document = Document(
        layout=Layout.OFFICIAL,
        properties=properties(dataset, plain_title(title), paper.signature or dataset.campaign.office, WORD),
        title=title,
        recipients=said(paper.recipients and f"{paper.recipients}：", paper.origin.trace("主送")) or draft.recipients,
        body=draft.body,
        **furniture(dataset, paper),
    )
    return Result(value=Composed(document=document))


def _by_category(inspected: Sequence[Inspected]) -> list[tuple[str, list[str]]]:
    """Category → names of its inspected units, in unit order."""
    groups: dict[str, list[str]] = {}
    for unit in inspected:
        groups.setdefault(unit.unit.category, []).append(unit.unit.name)
    return list(groups.items())


def _table(inspected: Sequence[Inspected]) -> Table:
    """One row a unit: number, unit, days, grade, how the finding is to be mended and by when."""
    headings = (("序号", 2), ("单位", 6), ("抽查时间", 5), ("评价", 3), ("发现的主要问题", 12), ("整改时限", 5))
    rows = []
    for number, unit in enumerate(inspected, 1):
        fields = unit.fields()
        rows.append(
            Row(
                cells=(
                    Cell(lines=(said(str(number), voice=Voice.WORDING),), align=Align.CENTER),
                    Cell(lines=(said(unit.unit.name, unit.unit.origin.trace("规范化简称")),)),
                    Cell(lines=_days(unit), align=Align.CENTER),
                    Cell(
                        lines=(said(str(unit.outcome or "—"), unit.inspections[-1].origin.trace("结果")),),
                        align=Align.CENTER,
                    ),
                    Cell(lines=_values(fields["问题"], unit, "问题")),
                    Cell(lines=_values(fields["整改时限"], unit, "整改时限"), align=Align.CENTER),
                )
            )
        )
    return Table(
        columns=tuple(Column(width=width) for _, width in headings),
        header=(
            Row(
                cells=tuple(
                    Cell(lines=((Run(text=heading),),), header=True, align=Align.CENTER) for heading, _ in headings
                )
            ),
        ),
        rows=tuple(rows),
    )


def _days(unit: Inspected) -> tuple[Text, ...]:
    return tuple(
        said(f"{one.inspected_on.month}月{one.inspected_on.day}日", one.origin.trace("日期"))
        for one in unit.inspections
    )


def _values(values: Sequence[object], unit: Inspected, header: str) -> tuple[Text, ...]:
    """The given values of a column, a line each; — where the data gives none."""
    given = [one for one in unit.inspections if one.fields()[header]]
    lines = tuple(
        said(line, one.origin.trace(header))
        for one, value in zip(given, values, strict=True)
        for line in str(value).split("\n")
    )
    return lines or (said("—", voice=Voice.WORDING),)
