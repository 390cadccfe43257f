"""签发 as the page asks for it: which papers may be issued and under which numbers, and the issuing itself.

The first runs in a process of the desk and writes nothing; the second is a task of the press. Both are `batch.issuing`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from docgen.batch.issuing import Issued, Judged, foretold, judged
from docgen.batch.making import sign
from docgen.batch.manifest import problems_fields
from docgen.batch.order import Order
from docgen.batch.signing import Decided, is_issued, is_own
from docgen.dates import ImpossibleDay, parse_day
from docgen.kinds.all_kinds import KINDS
from docgen.kinds.job import Job
from docgen.problems import Code, Problem, Result
from docgen.register.book import Register, opened
from docgen.settings import Settings
from docgen.web.data_folder import DataFolder
from docgen.web.looks import looks_of, standards_of
from docgen.web.reading import order_of, papers_of, records_of, seen

__all__ = ["Fit", "Verdict", "day_of", "decided_of", "fit", "issue_papers", "kinds_issued", "opened_register"]

_SOME_YEAR = 2000  # a day without its year is refused, whatever this one is


def kinds_issued() -> dict[str, str]:
    """English word and 文种 of the kinds whose papers are issued."""
    return {kind.NAME: kind.WORD for kind in KINDS.values() if is_issued(Job(kind=kind.NAME, title=""))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A paper that may be issued: the number it would get now, whose, its title."""

    number: str
    unit: str
    title: str
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What would come of an issue. `before` are papers issued already; `refused`: nothing at all can be issued."""

    fit: tuple[Fit, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    problems: tuple[dict[str, Any], ...] = ()
    left: Mapping[str, int] = field(default_factory=dict)  # rule → how many are rightly not to be


#: Notes on papers that are rightly not made.
_NOT_TO_BE = frozenset({Code.NOT_SUPERVISED, Code.NOTHING_TO_SAY, Code.LEFT_OUT})


def fit(root: Path, number: int, places: Sequence[int], said: Mapping[str, Any], settings: Settings) -> Verdict:
    """Compose and judge the papers; no number is taken."""
    asked = _asked(root, number, places, said, settings)
    book = opened_register(settings)
    if asked.value is None or book.value is None:
        return Verdict(problems=tuple(problems_fields((*asked.problems, *book.problems))))
    order, jobs = asked.value
    try:
        found = judged(order, jobs, decided_of(said), book.value)
        numbers = foretold(order, found.value, book.value) if found.value else None
    finally:
        book.value.close()
    if found.value is None or numbers is None or numbers.value is None:
        problems = (*found.problems, *(numbers.problems if numbers else ()))
        return Verdict(problems=tuple(problems_fields(problems)))
    return _verdict(found.value, [str(each) if each else "由该单位编号" for each in numbers.value])


def _verdict(found: Judged, numbers: Sequence[str]) -> Verdict:
    left: dict[str, int] = {}
    for problem in found.problems:
        if problem.code in _NOT_TO_BE:
            left[problem.code.rule] = left.get(problem.code.rule, 0) + 1
    return Verdict(
        fit=tuple(
            Fit(number=number, unit=each.jobs[0].unit, title=each.document.properties.title, papers=len(each.jobs))
            for number, each in zip(numbers, found.fresh, strict=True)
        ),
        before=tuple((str(entry.number), entry.title) for _, entry in found.before),
        problems=tuple(problems_fields(each for each in found.problems if each.code not in _NOT_TO_BE)),
        left=left,
    )


def issue_papers(
    root: Path, number: int, request: Mapping[str, Any], settings: Settings, on_made: Callable[[], None]
) -> Result[Issued]:
    """Issue the papers of a request into the campaign's folder of 正式稿.

    Raises InUseError and OSError as `batch.making.sign` does.
    """
    asked = _asked(root, number, request["places"], request, settings)
    book = opened_register(settings)
    if asked.value is None or book.value is None:
        return Result(value=None, problems=(*asked.problems, *book.problems))
    order, jobs = asked.value
    try:
        found = judged(order, jobs, decided_of(request), book.value)
        if found.value is None:
            return Result(value=None, problems=found.problems)
        return sign(order, request["formats"], found.value, book.value, on_made)
    finally:
        book.value.close()


def _asked(
    root: Path, number: int, places: Sequence[int], said: Mapping[str, Any], settings: Settings
) -> Result[tuple[Order, list[Job]]]:
    """The order of what is issued, and the jobs at those places that are issued at all."""
    datasets, dataset = seen(root, number, settings)
    papers = papers_of(datasets, dataset)
    jobs = [papers[place].job for place in places if is_issued(papers[place].job)]
    jobs = [job for job in jobs if said.get("own") or not is_own(job)]
    records = records_of(datasets, dataset)
    standards = standards_of(root, looks_of(said), records)
    if standards.value is None:
        return Result(value=None, problems=standards.problems)
    allowed, out = bool(said.get("allow_incomplete")), DataFolder(root).issued(dataset.campaign)
    order = order_of(records, settings, allow_incomplete=allowed, out=out, standards=standards.value)
    return Result(value=(order, jobs))


def decided_of(said: Mapping[str, Any]) -> Decided:
    """What the person who issues has said; days in ISO form."""
    return Decided(
        signers=tuple(said["signers"]),
        signed_on=date.fromisoformat(said["signed_on"]),
        printed_on=date.fromisoformat(said["printed_on"]) if said.get("printed_on") else None,
        drafter=said.get("drafter", ""),
    )


def day_of(text: str) -> date | None:
    """A day as staff write it, with its year; None of anything else."""
    read = parse_day(text, _SOME_YEAR)
    return None if read is None or isinstance(read, ImpossibleDay) or not read.year_written else read.day


def opened_register(settings: Settings) -> Result[Register]:
    """The register of the settings, to be closed after use."""
    if settings.register is None:
        hint = "用设置 DOCGEN_REGISTER 指定一个文件，再打开网页"
        problem = Problem(code=Code.REGISTER_UNUSABLE, message="不知道发文登记簿放在哪里", hint=hint)
        return Result(value=None, problems=(problem,))
    return opened(settings.register)
