"""What a batch would make, before it is made: papers, files, pages as reckoned, numbers still to be given, problems.

Every paper is composed, so the problems are those that the batch will meet; nothing is laid out and nothing written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.batch.manifest import Line
from docgen.batch.plan import PlannedPaper
from docgen.batch.signing import COPIED
from docgen.document import Document, Voice
from docgen.kinds.all_kinds import OWN_PAPERS
from docgen.kinds.job import CONSOLIDATED, Job
from docgen.pipeline import Road, Standards, laid_out, standard_of
from docgen.problems import errors
from docgen.refusals import defect
from docgen.typesetting.foreseen import foreseen_pages

__all__ = ["Foreseen", "foreseen", "lines_of", "seconds", "series_needed"]

#: How long things take, in seconds of one process: measured on 26 November 2026 on a Debian 12 machine of 2 cores, both
#: examples made in each format alone. The first (1,102 papers) takes two processes 42 s, and is foretold to take 39.
_START: Final = 1.5
_COMPOSED: Final = 0.003
_FILE: Final = {"docx": 0.003, "xlsx": 0.03, "pdf": 0.0}
_PAGE: Final = 0.016

_UNNUMBERED: Final = "〕　号"
_NO_SERIES: Final = "机关代字未填的"


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """A paper as it would be. `pages` is reckoned, None of one that is refused; `series` is that of a number that the
    paper still lacks (清图报〔2024〕), `own`: which its unit gives itself.
    """

    paper: PlannedPaper
    line: Line
    pages: int | None = None
    series: str = ""
    own: bool = False

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats of its files."""
        return tuple(form for form, _ in self.paper.files)


def foreseen(papers: Iterable[PlannedPaper], road: Road, standards: Standards) -> Iterator[Foreseen]:
    """Each paper in the order of the plan."""
    for paper in papers:
        job = paper.job
        try:
            composed = road.compose(job)
            problems = composed.problems
            ready = None
            if composed.value is not None:
                ready, said = laid_out(composed.value.document, standard_of(job, standards), road.names)
                problems = (*problems, *said)
            pages = foreseen_pages(ready, standard_of(job, standards)) if ready else None
        except Exception as error:  # noqa: BLE001 - a defect in one paper must not cost the others
            ready, pages, problems = None, None, (defect(error, "本件做不出来"),)
        line = Line(kind=job.kind, variant=job.variant, unit=job.unit, format="", problems=problems)
        yield Foreseen(paper=paper, line=line, pages=pages, series=_series(ready, job), own=_own(job))


def _series(document: Document | None, job: Job) -> str:
    """The series in which a paper wants a number; a copy of a 通知 made for one unit has that of the 通知."""
    if document is None or (job.kind == COPIED and job.unit != CONSOLIDATED):
        return ""
    number = "".join(run.text for run in document.number)
    if not number.endswith(_UNNUMBERED):
        return ""
    blank = any(run.voice is Voice.BLANK for run in document.number)
    return _NO_SERIES if blank else number.removesuffix("　号")


def _own(job: Job) -> bool:
    return job.unit != CONSOLIDATED and job.kind in OWN_PAPERS


def series_needed(papers: Iterable[Foreseen]) -> dict[str, int]:
    """Series → how many numbers the office has still to give; those that units give are not among them."""
    return dict(Counter(each.series for each in papers if each.series and not each.own))


def lines_of(papers: Iterable[Foreseen]) -> list[Line]:
    """A line of the manifest for each paper that would not be made, with what keeps it from it."""
    return [each.line for each in papers if each.pages is None or errors(each.line.problems)]


def seconds(papers: Sequence[Foreseen], workers: int) -> float:
    """About how long the batch will take, by speeds that were measured on one machine."""
    made = [each for each in papers if each.pages is not None]
    work = len(papers) * _COMPOSED
    work += sum(_FILE[form] for each in made for form in each.formats)
    work += sum(each.pages or 0 for each in made if "pdf" in each.formats) * _PAGE
    return _START + work / max(1, min(workers, len(papers)))
