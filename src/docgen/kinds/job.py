"""What a kind is, what a job is, and the materials a kind composes a document from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Protocol

from docgen.dataset.records import Dataset, Paper, Sourced
from docgen.document import Document
from docgen.facts import Facts, Scope
from docgen.kinds.papers import Signing, counted_to, paper_fields, paper_for, self_name, signed
from docgen.problems import Result

__all__ = ["CONSOLIDATED", "Composed", "Job", "Kind", "Materials", "Request", "paper_of"]

#: The folder and manifest word of papers that are no single unit's.
CONSOLIDATED: Final = "汇总"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for. `units` and `kinds` empty: all. `per_unit`: also a copy of the notice for each unit.

    `personal`: persons' own ledgers too; they are sensitive and so left out unless asked for (--personal).
    """

    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    per_unit: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document to make. `covers`: the units whose records it states, for the rule that nothing is understated.

    `unit` is a 规范化简称 or 汇总; `subject` what else tells it from its like (a person, a superior, a category),
    `ledger` the form in 台账定义 that it fills in; `title` is the short title of its file name. `signing`: what a paper
    that is issued has beyond 发文; `replaces`: the 文号 of the issued paper that a draft would replace.
    """

    kind: str
    title: str
    variant: str = ""
    unit: str = CONSOLIDATED
    subject: str = ""
    ledger: str = ""
    covers: tuple[str, ...] = ()
    signing: Signing | None = None
    replaces: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A document as composed; its runs name the cells they state. `wording`: its files of wording → sha256."""

    document: Document
    wording: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Materials:
    """All a kind may draw on. `left_out`: covered units that have not reported and must be named in the text.

    `wording` is the folder of the shipped wordings, `own_wording` that of the office's own, which lie over them;
    `drafted_from` gathers the wordings that were rendered.
    """

    dataset: Dataset
    wording: Path
    paper: Paper
    own_wording: Path | None = None
    left_out: tuple[str, ...] = ()
    shared: dict[date, Facts] = field(default_factory=dict, repr=False)
    drafted_from: set[str] = field(default_factory=set, repr=False)

    @property
    def wordings(self) -> tuple[Path, ...]:
        """The folders of wordings, the office's own first."""
        return (self.wording,) if self.own_wording is None else (self.own_wording, self.wording)

    @cached_property
    def as_of(self) -> date:
        """统计截至日期 of the paper; where 发文 gives none, the campaign's 报告截止日期."""
        return counted_to(self.paper, self.dataset.campaign)

    @property
    def facts(self) -> Facts:
        """The figures as of the paper's day, computed once for all papers of that day."""
        return self.facts_to(self.as_of)

    def facts_to(self, day: date) -> Facts:
        """The figures as of another day, computed once as well."""
        if day not in self.shared:
            self.shared[day] = Facts(self.dataset, day)
        return self.shared[day]

    @property
    def omitted(self) -> tuple[str, ...]:
        """The names of `left_out`, each with its cell."""
        units = self.dataset.units_named(self.left_out)
        return tuple(Sourced(unit.name, unit.origin.trace("规范化简称")) for unit in units)

    def context(self, scope: Scope, **more: Any) -> dict[str, Any]:
        """The fields every wording reads: 活动, 发文, 数 (figures of `scope`), 截至, 自称 (我办 …), 未包括."""
        campaign = self.dataset.campaign_fields
        return {
            "活动": campaign,
            "发文": paper_fields(self.dataset, self.paper),
            "数": self.facts.of(scope).fields(),
            "截至": self.as_of,
            "自称": self_name(campaign["主办机关"]),
            "未包括": self.omitted,
            **more,
        }


class Kind(Protocol):
    """What a module in kinds/ offers; its functions stand for the methods, without `self`."""

    NAME: str  # the English word, used in manifests and commands
    WORD: str  # the Chinese word, used in file names, commands and 发文
    PER_UNIT: bool  # whether `render` needs a unit
    VARIANTS: tuple[str, ...]  # beside the plain one
    NEEDS_REPORTS: bool  # whether a unit that has not reported keeps it from being made
    SHEETS: tuple[str, ...]  # the sheets it draws on beside 活动, 单位 and 台账定义; 台账: the sheets of all ledgers

    def jobs(self, dataset: Dataset, request: Request) -> Sequence[Job]:
        """Every paper of this kind that the request asks for, in unit order."""
        ...

    def compose(self, job: Job, materials: Materials) -> Result[Composed]:
        """The document of a job, with what was blank or doubtful."""
        ...


def paper_of(dataset: Dataset, word: str, job: Job) -> Paper:
    """The 发文 row that holds for a job, as it was signed where it was."""
    paper = paper_for(dataset, word, None if job.unit == CONSOLIDATED else job.unit)
    return signed(paper, job.signing) if job.signing else paper
