"""A dataset on its way to documents: what is refused and why, and what jobs share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from docgen.dataset.records import Dataset, Inspection, Paper, Unit
from docgen.dataset.validation import RECORDS
from docgen.document import Voice
from docgen.facts import Facts
from docgen.kinds.all_kinds import KINDS, wordings_of
from docgen.kinds.job import CONSOLIDATED, Composed, Job, Materials, paper_of
from docgen.kinds.wordings.own import own_faults
from docgen.own_templates.papers import CUSTOM_WORD
from docgen.problems import Code, Place, Problem, Result, errors
from docgen.walk import runs
from docgen.wording import files_of

__all__ = ["Road", "word_of"]

#: Stands in `Kind.SHEETS` for the sheets of all ledgers.
LEDGERS = "台账"
#: Sheets that only some kinds draw on; all others (活动, 单位, 台账定义) every kind does.
DRAWN_ON_BY_SOME = frozenset(record.SHEET for record in RECORDS) - {Unit.SHEET}


@dataclass(frozen=True, kw_only=True)
class Road:
    """One dataset on its way to documents. Holds what jobs share: the figures of each day, the folders of wordings.

    `own_wording` is the office's own, which lies over the shipped one; None: the shipped one alone.
    """

    dataset: Dataset
    wording: Path
    own_wording: Path | None = None
    allow_incomplete: bool = False
    facts: dict[date, Facts] = field(default_factory=dict, repr=False)
    wording_files: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict, repr=False)
    wording_faults: dict[str, tuple[Problem, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the dataset that no line of a title divides."""
        campaign = self.dataset.campaign
        units = (name for unit in self.dataset.units for name in (unit.name, unit.full_name))
        people = (leader.name for leader in self.dataset.leaders)
        return frozenset((*units, *people, campaign.office, campaign.body_name, campaign.members_meeting))

    def compose(self, job: Job) -> Result[Composed]:
        """The document of a job, or why it is refused."""
        kind = KINDS[job.kind]
        materials = Materials(
            dataset=self.dataset,
            wording=self.wording,
            own_wording=self.own_wording,
            paper=paper_of(self.dataset, kind.WORD, job),
            shared=self.facts,
        )
        if faults := self._wording_faults(job.kind) or self.covered_faults(job):
            return Result(value=None, problems=faults)
        missing = self.unreported(job, materials) if kind.NEEDS_REPORTS else ()
        if missing and (not self.allow_incomplete or job.unit != CONSOLIDATED or set(missing) >= set(job.covers)):
            return Result(value=None, problems=(self.refusal(missing),))
        composed = kind.compose(job, replace(materials, left_out=missing) if missing else materials)
        if composed.value is None:
            return composed
        files = {file: digest for name in sorted(materials.drafted_from) for file, digest in self._files_of(name)}
        value = replace(composed.value, wording=files)
        return Result(value=value, problems=(*composed.problems, *_to_fill(value)))

    def _files_of(self, name: str) -> tuple[tuple[str, str], ...]:
        """The files of a wording with their sha256, looked up once: a batch is made from one state of them."""
        if name not in self.wording_files:
            folders = (self.own_wording, self.wording) if self.own_wording else (self.wording,)
            self.wording_files[name] = tuple(files_of(name, folders).items())
        return self.wording_files[name]

    def _wording_faults(self, kind: str) -> tuple[Problem, ...]:
        """What is wrong with the office's own wording of a kind; the shipped one is sound."""
        if self.own_wording is None:
            return ()
        if kind not in self.wording_faults:
            self.wording_faults[kind] = own_faults(self.own_wording, self.wording, wordings_of(kind))
        return self.wording_faults[kind]

    def covered_faults(self, job: Job, sheets: Collection[str] | None = None) -> tuple[Problem, ...]:
        """Records in error that the paper would state: none is made then (nothing is understated).

        `sheets` are those it draws on, where they are not its kind's.
        """
        touched = [
            problem
            for problem in errors(self.dataset.problems)
            if self._draws_on(job, problem, sheets) and self._states(job, problem)
        ]
        return tuple(
            Problem(
                code=Code.COVERS_ERROR,
                message=f"数据有错误，未制作：{problem.message}",
                hint=problem.hint,
                place=problem.place,
                units=problem.units,
            )
            for problem in touched
        )

    def _draws_on(self, job: Job, problem: Problem, drawn: Collection[str] | None) -> bool:
        """Whether the paper draws on the sheet of a problem. A sheet nobody knows may be any."""
        sheets = KINDS[job.kind].SHEETS if drawn is None else drawn
        sheet = "".join(problem.place.sheet.split())
        if sheet == Paper.SHEET:
            return not problem.kinds or word_of(job.kind) in problem.kinds
        if sheet in {form.name for form in self.dataset.forms}:
            return bool(job.covers) and LEDGERS in sheets and job.ledger in ("", sheet)
        return sheet in sheets or sheet not in DRAWN_ON_BY_SOME

    def _states(self, job: Job, problem: Problem) -> bool:
        """Whether the paper is over a unit that a problem touches.

        A record of a unit that 单位 does not have might be any unit's, so it touches every paper over several units.
        So does a finding in error: papers over the units inspected cover those whose findings could be read.
        """
        touched = set(problem.units)
        if not touched or touched & {*job.covers, job.unit}:
            return True
        lost = not touched <= {unit.name for unit in self.dataset.units}
        if problem.place.sheet == Paper.SHEET:
            return lost  # a row for the office itself, or for nobody knows whom
        return job.unit == CONSOLIDATED and bool(job.covers) and (lost or problem.place.sheet == Inspection.SHEET)

    def unreported(self, job: Job, materials: Materials) -> tuple[str, ...]:
        """The units that a paper covers which must report and have not."""
        covered = self.dataset.units_named(job.covers)
        return tuple(unit.name for unit in covered if unit.must_report and not materials.facts.reported(unit.name))

    def refusal(self, missing: Sequence[str], *, untold: bool = False) -> Problem:
        """Why a paper is not made that covers units which have not reported; `untold`: its text does not name them."""
        names = "、".join(missing)
        if untold:
            return Problem(
                code=Code.NOT_REPORTED,
                message=f"{names}尚未报送台账，模板里却没有写明未包括哪些单位",
                hint="在模板里写上，如 {% if 未包括 %}本件的数据未包括{{ 未包括 }}。{% endif %}",
                units=tuple(missing),
            )
        if self.allow_incomplete:
            return Problem(code=Code.LEFT_OUT, message=f"{names}尚未报送，本件未制作", units=tuple(missing))
        return Problem(
            code=Code.NOT_REPORTED,
            message=f"{names}尚未报送台账，涉及该单位的文书未制作",
            hint="催报后重做，或加 --allow-incomplete，汇总件将在文中注明未包括的单位",
            units=tuple(missing),
        )


def word_of(kind: str) -> str:
    """The 文种 of a kind's name; 自定 of one that only an own template makes."""
    return KINDS[kind].WORD if kind in KINDS else CUSTOM_WORD


def _to_fill(composed: Composed) -> tuple[Problem, ...]:
    """A problem for each value that the data does not give and the paper marks 【待填：…】."""
    voice = Voice.BLANK  # looked up once: a paper has hundreds of runs
    blank = [run for run in runs(composed.document) if run.voice is voice]
    return tuple(
        Problem(
            code=Code.TO_FILL, message=f"文中有{text}", hint="在数据中补上，或在成文前填写", place=Place(cell=place)
        )
        for text, place in dict.fromkeys((run.text, "、".join(run.origins)) for run in blank)
    )
