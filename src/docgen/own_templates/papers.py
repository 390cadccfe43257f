"""The papers of a template: for whom it is made, on which sheets it draws, and one of them filled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from docgen.dataset.records import Dataset
from docgen.facts import Facts
from docgen.facts.definitions import FAMILIES
from docgen.kinds.all_kinds import KINDS, OWN_PAPERS
from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.kinds.papers import paper_for
from docgen.own_templates.context import Subject, context, ranks
from docgen.own_templates.fields import TABLES, shape_of
from docgen.own_templates.filling import Filled, Ready, filled
from docgen.own_templates.lint import Linted
from docgen.own_templates.shapes import Shape
from docgen.problems import Code, Place, Problem, Result

__all__ = ["CUSTOM", "CUSTOM_WORD", "Asked", "OwnTemplate", "asked_for", "jobs", "made", "shape_for", "template_of"]

#: Kind and 文种 of a paper that is none of the program's own.
CUSTOM: Final = "custom"
CUSTOM_WORD: Final = "自定"
#: The sheets that figures are counted from, beside the ledgers.
_COUNTED: Final = ("领导干部", "报送", "自查情况", "会议", "督查", "处理")
#: The tables that hold something of every unit.
_OF_UNITS: Final = frozenset(table.name for table in TABLES) - {"阶段", "要点"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTemplate:
    """A template free of faults, as a batch passes it on. `stem` names its papers.

    `sheets` are those it draws on (台账: the sheets of all ledgers), as `Kind.SHEETS`; `states`: it states figures or
    rows of ledgers, so that a unit that has not reported keeps it from being made; `of_units`: the office's one is over
    all units; `tells`: it says who is left out.
    """

    name: str
    content: bytes = field(repr=False)
    sha256: str
    of_a_unit: bool
    sheets: tuple[str, ...]
    states: bool
    of_units: bool
    tells: bool
    problems: tuple[Problem, ...] = ()

    @property
    def stem(self) -> str:
        """Its name without the suffix."""
        return self.name.rpartition(".")[0] or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One paper to fill: whose (None: the whole office's), of which 文种, issued by the unit itself or not."""

    unit: str | None
    word: str
    issues: bool = False
    left_out: tuple[str, ...] = ()


def shape_for(dataset: Dataset | None) -> dict[str, Shape]:
    """The fields that a template may name, with the ledgers and the values of the figures of a dataset."""
    if dataset is None:
        return shape_of()
    facts = Facts(dataset, dataset.campaign.due)
    return shape_of(dataset, {family.name: facts.values(family) for family in FAMILIES})


def template_of(read: Linted, content: bytes) -> OwnTemplate:
    """What a batch needs to know of a template that was read and is free of faults."""
    firsts = {first for first, _ in read.names}
    states = bool(firsts & {"数", "台账"}) or ("各单位" in firsts and _inside(read))
    tables = {table.name: table.record.SHEET for table in TABLES}
    sheets = [sheet for name, sheet in tables.items() if name in firsts]
    sheets += ["发文"] if firsts & {"发文", "截至", "数", "台账"} else []
    sheets += ["督导组"] if "督导组" in firsts else []
    sheets += ["台账", *_COUNTED] if states else []
    return OwnTemplate(
        name=read.name,
        content=content,
        sha256=read.sha256,
        of_a_unit=read.of_a_unit,
        sheets=tuple(dict.fromkeys(sheets)),
        states=states,
        of_units=bool(firsts & {"各单位", "数", "台账", *_OF_UNITS}),
        tells="未包括" in firsts,
        problems=read.problems,
    )


def _inside(read: Linted) -> bool:
    """Whether rows of 各单位 are asked for their figures or ledgers."""
    return any(second in ("数", "台账") for _, second in read.names)


def jobs(template: OwnTemplate, dataset: Dataset, kind: str, request: Request) -> tuple[Job, ...]:
    """A paper for each unit where the template is of a unit or units are asked for; else the office's one.

    The office that runs the campaign is no unit that papers are made for, unless it is asked for.
    """
    everyone = tuple(unit.name for unit in dataset.units)
    if not template.of_a_unit and not request.units:
        covers = everyone if template.of_units else ()
        return (Job(kind=kind, title=template.stem, unit=CONSOLIDATED, covers=covers),)
    own = dataset.campaign.office
    names = request.units or tuple(unit.name for unit in dataset.units if unit.name != own)
    return tuple(Job(kind=kind, title=template.stem, unit=name, covers=(name,)) for name in names)


def asked_for(job: Job, left_out: tuple[str, ...]) -> Asked:
    """What a job asks of the template."""
    word = KINDS[job.kind].WORD if job.kind in KINDS else CUSTOM_WORD
    unit = None if job.unit == CONSOLIDATED else job.unit
    return Asked(unit=unit, word=word, issues=unit is not None and job.kind in OWN_PAPERS, left_out=left_out)


def made(ready: Ready, dataset: Dataset, asked: Asked, shared: dict[date, Facts] | None = None) -> Result[Filled]:
    """One paper; every value it could not say is a problem."""
    subject = Subject(
        dataset=dataset,
        paper=paper_for(dataset, asked.word, asked.unit),
        unit=dataset.unit(asked.unit) if asked.unit is not None else None,
        issues=asked.issues,
        left_out=asked.left_out,
        shared={} if shared is None else shared,
    )
    result = filled(ready, context(subject), ranks(subject))
    return Result(value=result.value, problems=(*result.problems, *to_fill(result.value)))


def to_fill(paper: Filled | None) -> tuple[Problem, ...]:
    """A problem for each value that the data does not give and the paper marks 【待填：…】."""
    blanks = paper.blanks if paper else ()
    return tuple(
        Problem(
            code=Code.TO_FILL,
            message=f"文中有【待填：{name}】",
            hint='在数据中补上，或在成文前填写；模板里写 |缺省("…") 的印括号里的字',
            place=Place(cell=origin),
        )
        for name, origin in blanks
    )
