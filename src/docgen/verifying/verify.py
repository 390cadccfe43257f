"""A finished folder held against its manifest and against the dataset: nothing missing, nothing altered, all agreeing.

Every paper is composed anew from the dataset and every file read back; the sha256 of the manifest is looked at beside
that, so that each can catch what the other cannot.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from docgen.batch.made import Made, Manifest, State
from docgen.batch.manifest import NAME
from docgen.batch.plan import plan_papers
from docgen.dataset.records import Dataset
from docgen.document import Document, Run, Voice
from docgen.kinds.all_kinds import KINDS
from docgen.kinds.job import Job, Request, paper_of
from docgen.kinds.papers import counted_to
from docgen.pipeline import FORMATS, Road, Standards, laid_out, plan, standard_of
from docgen.problems import Code, Place, Problem, errors
from docgen.verifying.expected import expected_of, in_tables
from docgen.verifying.findings import Finding, agreeing, findings
from docgen.verifying.read_book import read_book
from docgen.verifying.read_pdf import read_pdf
from docgen.verifying.read_word import read_word
from docgen.verifying.script import Script

__all__ = ["Difference", "Verdict", "of_folder", "verify"]

READERS: Final[Mapping[str, Callable[[bytes], Script[str] | Problem]]] = {
    "docx": read_word,
    "pdf": read_pdf,
    "xlsx": read_book,
}

#: A value that papers state: the day it is counted to, the cells, the characters.
_Stated = tuple[date, tuple[str, ...], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A finding in a file. `elsewhere` are the files that state the same value of the same day rightly."""

    path: str
    finding: Finding
    altered: bool
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of it. `files` were read back; of the `figures` that agree, `shared` are those that several papers of
    one day state; `names` are all other data.
    """

    files: int
    figures: int = 0
    names: int = 0
    shared: int = 0
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether nothing was found that is wrong."""
        return not self.differences and not errors(self.problems)


@dataclass
class _Tally:
    """What agrees and what does not, as papers are read one after another."""

    counts: Counter[Voice] = field(default_factory=Counter)
    stated: dict[_Stated, list[str]] = field(default_factory=lambda: defaultdict(list))
    differences: list[tuple[Difference, date]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    read: int = 0


def verify(
    out: Path,
    manifest: Manifest,
    road: Road,
    standards: Standards,
    on_file: Callable[[], None] = lambda: None,
) -> Verdict:
    """Hold the files of a folder against the dataset of `road`. `on_file` is called when a file is done with."""
    tally = _Tally(problems=list(of_folder(out, manifest)))
    jobs = _jobs(road.dataset, manifest)
    own = "template" in manifest.first
    ready: tuple[Job | None, Document | None] = (None, None)
    for line in manifest.files:
        job = jobs.get(line.path)
        if line.state is not State.MISSING:
            if own and not line.earlier:
                tally.problems.append(_of_template(line))
            elif job is None:
                tally.problems.append(_unplanned(line))
            else:
                if ready[0] != job:
                    ready = job, _composed(job, line, road, standards, tally)
                if ready[1] is not None:
                    _hold(out, line, job, ready[1], road.dataset, tally)
        on_file()
    return _verdict(tally)


def _hold(out: Path, line: Made, job: Job, document: Document, dataset: Dataset, tally: _Tally) -> None:
    """Read a file back and hold it against its document."""
    found = _read(out, line)
    if isinstance(found, Problem):
        tally.problems.append(found)
        return
    tally.read += 1
    expected = expected_of(in_tables(document) if line.format == "xlsx" else document)
    day = counted_to(paper_of(dataset, KINDS[job.kind].WORD, job), dataset.campaign)
    differing = findings(expected, found)
    for finding in differing:
        altered = line.state is State.ALTERED
        tally.differences.append((Difference(path=line.path, finding=finding, altered=altered), day))
    for run in agreeing(expected, differing):
        tally.counts[run.voice] += 1
        if run.voice is Voice.FACT:
            where = tally.stated[day, tuple(run.origins), run.text]
            if not where or where[-1] != line.path:
                where.append(line.path)


def _read(out: Path, line: Made) -> Script[str] | Problem:
    try:
        found = READERS[line.format]((out / line.path).read_bytes())
    except OSError:
        found = Problem(code=Code.FILE_UNREADABLE, message="文件读不出", hint="看看文件的权限")
    return replace(found, place=Place(file=line.path)) if isinstance(found, Problem) else found


def _composed(job: Job, line: Made, road: Road, standards: Standards, tally: _Tally) -> Document | None:
    made = road.compose(job)
    if made.value is None:
        why = "；".join(problem.message for problem in made.problems)
        tally.problems.append(
            Problem(
                code=Code.PAPER_UNPLANNED,
                message=f"按现在的数据不做这一件：{why}",
                hint="数据改过的，重做一遍",
                place=Place(file=line.path),
            )
        )
        return None
    return laid_out(made.value.document, standard_of(job, standards), road.names)[0]


def _jobs(dataset: Dataset, manifest: Manifest) -> dict[str, Job]:
    """path → job of every file that the manifest lists and the dataset still asks for.

    A file that has a name of its own (`render`) is the only paper of its kind, variant and unit, or is not known.
    """
    named: dict[str, Job] = {}
    for asked in (Request(per_unit=True, personal=True), Request(per_unit=True), Request(personal=True), Request()):
        for paper in plan_papers(plan(dataset, asked), FORMATS):
            for _, path in paper.files:
                named.setdefault(path, paper.job)
    alike: dict[tuple[str, str, str], set[Job]] = defaultdict(set)
    for job in named.values():
        alike[job.kind, job.variant, job.unit].add(job)
    found = {}
    for line in manifest.files:
        same = alike[line.kind, line.variant, line.unit]
        planned = named.get(_as_drafted(line))
        if planned in same:
            found[line.path] = replace(planned, signing=line.signing)
        elif len(same) == 1:
            found[line.path] = replace(next(iter(same)), signing=line.signing)
    return found


def _as_drafted(line: Made) -> str:
    """The path that the paper of a line has as a draft, whose name has no 文号."""
    path = line.beside or line.path
    return path.replace(f"/{line.signing.called}-", "/", 1) if line.signing else path


def of_folder(out: Path, manifest: Manifest) -> Iterator[Problem]:
    """What the manifest alone tells: files that are not there, are altered, or are not in it."""
    for line in manifest.files:
        place = Place(file=line.path)
        if line.state is State.MISSING:
            yield Problem(
                code=Code.FILE_MISSING, message="清单里有，文件夹里没有", hint="重做一遍，或找回原来的文件", place=place
            )
        elif line.state is State.ALTERED:
            yield Problem(
                code=Code.FILE_ALTERED,
                message="做出来以后改动过（与清单的校验值不同）",
                hint="不是有意改的，移走后重做",
                place=place,
            )
    if manifest.unread:
        yield Problem(
            code=Code.FILE_ALTERED,
            message=f"清单里有{manifest.unread}行读不出，这几行说的文件没有核对",
            hint="由原来的数据重做一遍，清单就补全",
            place=Place(file=NAME),
        )
    listed = {line.path for line in manifest.files}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and name not in listed and path.name != NAME and not _hidden(path.relative_to(out)):
            yield Problem(
                code=Code.FILE_UNLISTED,
                message="清单里没有这个文件，没有核对",
                hint="不是这一批的，移到别处",
                place=Place(file=name),
            )


def _hidden(name: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in name.parts)


def _of_template(line: Made) -> Problem:
    return Problem(
        code=Code.TEMPLATE_MADE,
        message="用本单位自己的 Word 模板做的，没有逐字核对",
        hint="数字要人看；校验值对的，就是当时做出来的",
        place=Place(file=line.path),
    )


def _unplanned(line: Made) -> Problem:
    return Problem(
        code=Code.PAPER_UNPLANNED,
        message="按现在的数据没有这一件，没有核对",
        hint="数据、文种或单位改过的，重做一遍",
        place=Place(file=line.path),
    )


def _verdict(tally: _Tally) -> Verdict:
    differences = []
    for difference, day in tally.differences:
        runs = difference.finding.runs
        same = _elsewhere(tally.stated, day, runs[0]) if len(runs) == 1 else ()
        differences.append(replace(difference, elsewhere=tuple(path for path in same if path != difference.path)))
    return Verdict(
        files=tally.read,
        figures=tally.counts[Voice.FACT],
        names=tally.counts[Voice.DATA],
        shared=sum(len({_stem(path) for path in where}) > 1 for where in tally.stated.values()),
        differences=tuple(differences),
        problems=tuple(tally.problems),
    )


def _stem(path: str) -> str:
    """What the formats of one paper have in common."""
    return path.rpartition(".")[0]


def _elsewhere(stated: Mapping[_Stated, list[str]], day: date, run: Run) -> tuple[str, ...]:
    return tuple(stated.get((day, tuple(run.origins), run.text), ()))
