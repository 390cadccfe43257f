"""A dataset is read: its problems first, so that a person sees them in a second or two, then every paper it would give.

Runs in a process of the desk. What is found goes into the database, so that choosing papers is a query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from docgen.batch.forecast import Foreseen, foreseen
from docgen.batch.manifest import problems_fields
from docgen.batch.order import DRAFT, Order
from docgen.batch.plan import PlannedPaper, plan_papers, short_title
from docgen.batch.roads import own_wording
from docgen.dataset.marked_rows import marked_rows
from docgen.dataset.records import Dataset as Records
from docgen.dataset.validation import RECORDS
from docgen.dataset.workbooks import commented, empty_workbook
from docgen.facts import Facts, Scope
from docgen.kinds.all_kinds import KINDS, take_in
from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.pipeline import FORMATS, Standards, load, plan, word_of
from docgen.problems import Code
from docgen.resources import templates_dir
from docgen.settings import Settings
from docgen.web.data_folder import DataFolder
from docgen.web.datasets import Dataset, Datasets, Paper, Reading
from docgen.web.storage import Storage

__all__ = [
    "COPY",
    "PERSONAL",
    "all_papers",
    "copy_with_comments",
    "foresee",
    "key_of",
    "newest_at_hand",
    "order_of",
    "papers_of",
    "read",
    "reckon_again",
    "records_of",
    "seen",
    "with_own_kinds",
    "workbook_to_begin_with",
]

#: `Paper.extra` of a person's own ledger, and of the copy of a 通知 for one unit.
PERSONAL: Final = "个人"
COPY: Final = "分发"
_CHUNK: Final = 50  # papers after which the number reckoned so far is written down
_KEPT: Final = 8  # datasets whose records a process keeps: some 20 MB each
_AT_HAND: Final = 2  # those read ahead: the time in which a process that begins does not answer yet


def read(root: Path, number: int, settings: Settings) -> None:
    """Read a dataset and write down what is wrong with it; `foresee` it next, where it can be used."""
    datasets, dataset = seen(root, number, settings)
    file = datasets.file(dataset)
    result = load(file, _words())
    problems = problems_fields(result.problems)
    marked = [asdict(row) for row in marked_rows(file, result.problems)]
    if result.value is None:
        datasets.found(number, state=Reading.UNREADABLE, problems=problems, marked=marked)
        return
    records = result.value
    datasets.found(
        number,
        state=Reading.FORESEEING,
        problems=problems,
        marked=marked,
        title=str(records.campaign.name),
        digest=records.digest,
        units=_units(records),
        total=len(all_papers(records)),
    )


def foresee(root: Path, number: int, settings: Settings) -> None:
    """Reckon the papers that a dataset would give, where it can be used; it is ready then."""
    datasets, dataset = seen(root, number, settings)
    if dataset.state is Reading.FORESEEING:
        papers, records = papers_of(datasets, dataset), records_of(datasets, dataset)
        datasets.foresee(number, list(_told(_reckoned(papers, records, settings), datasets, number)))
        datasets.found(number, state=Reading.READY)


def _units(records: Records) -> list[dict[str, Any]]:
    """What papers are chosen by: whose unit, and whether it is late on the last day of the campaign's reports."""
    facts = Facts(records, records.campaign.due)
    late = set(facts.unreported())
    return [
        {
            "name": str(unit.name),
            "category": str(unit.category),
            "late": unit.name in late or any(item.overdue for item in facts.items(Scope(unit=unit.name))),
        }
        for unit in records.units
    ]


def seen(root: Path, number: int, settings: Settings) -> tuple[Datasets, Dataset]:
    """A dataset that a page has shown, with the datasets beside it; the office's own kinds are known then."""
    folder = DataFolder(root)
    datasets = Datasets(Storage(folder.database), folder)
    with_own_kinds(settings)
    dataset = datasets.get(number)
    assert dataset is not None, "the page has seen it"
    return datasets, dataset


def reckon_again(root: Path, number: int, settings: Settings) -> None:
    """Reckon the papers of a dataset again."""
    datasets, dataset = seen(root, number, settings)
    if dataset.usable:
        records = records_of(datasets, dataset)
        datasets.foresee(number, list(_reckoned(all_papers(records), records, settings)))


def copy_with_comments(root: Path, number: int, settings: Settings) -> bytes:
    """A copy of a workbook with its problems as comments."""
    datasets, dataset = seen(root, number, settings)
    file = datasets.file(dataset)
    return commented(file, load(file, _words()).problems)


def workbook_to_begin_with() -> bytes:
    """The empty workbook with its sample rows."""
    return empty_workbook(templates_dir() / "blank" / "sample.yaml", RECORDS)


def _words() -> tuple[str, ...]:
    return tuple(kind.WORD for kind in KINDS.values())


def _told(papers: Iterable[Paper], datasets: Datasets, number: int) -> Iterator[Paper]:
    for count, paper in enumerate(papers):
        if count % _CHUNK == 0:
            datasets.found(number, foreseen=count)
        yield paper


def _reckoned(papers: Sequence[PlannedPaper], records: Records, settings: Settings) -> Iterator[Paper]:
    """Every paper as it would be; those refused since a unit has not reported also as they would be without it."""
    strict, lenient = (order_of(records, settings, allow_incomplete=allowed).road() for allowed in (False, True))
    standards = Standards()
    extras = _extras(records)
    for place, each in enumerate(foreseen(papers, strict, standards)):
        refused = {problem.code for problem in each.line.problems}
        other: Foreseen | None = None
        if each.pages is None and Code.NOT_REPORTED in refused and each.paper.job.unit == CONSOLIDATED:
            other = next(foreseen([each.paper], lenient, standards))
        yield _paper(place, each, other, extras)


def _paper(place: int, each: Foreseen, other: Foreseen | None, extras: dict[Job, str]) -> Paper:
    job = each.paper.job
    return Paper(
        place=place,
        key=key_of(job),
        kind=job.kind,
        word=word_of(job.kind),
        variant=job.variant,
        unit=job.unit,
        title=short_title(job),
        formats=each.formats,
        extra=extras.get(job, ""),
        pages=each.pages,
        incomplete=other.pages if other is not None else None,
        series="" if each.own else each.series,
        problems=problems_fields(each.line.problems),
    )


def _extras(records: Records) -> dict[Job, str]:
    """The papers that are made only when they are asked for."""
    plain = set(plan(records, Request()))
    with_persons = set(plan(records, Request(personal=True)))
    return {
        job: "" if job in plain else PERSONAL if job in with_persons else COPY
        for job in plan(records, Request(personal=True, per_unit=True))
    }


def all_papers(records: Records) -> tuple[PlannedPaper, ...]:
    """Every paper that a dataset can give, in every format. Parts of a batch are taken of these, so that a paper has
    the same file whatever else is made with it.
    """
    return plan_papers(plan(records, Request(personal=True, per_unit=True)), FORMATS)


def key_of(job: Job) -> str:
    """What tells a paper from every other one, whichever version of the dataset it comes from."""
    told = (job.kind, job.variant, job.unit, job.subject, job.ledger, job.title)
    return sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def order_of(
    records: Records,
    settings: Settings,
    *,
    allow_incomplete: bool,
    out: Path = Path(),
    standards: Standards | None = None,
) -> Order:
    """The order of drafts made from a dataset as the page makes them, by the usual standard if none is given."""
    return Order(
        dataset=records,
        out=out,
        settings=settings,
        allow_incomplete=allow_incomplete,
        standards=Standards() if standards is None else standards,
        status=DRAFT,
    )


def with_own_kinds(settings: Settings) -> None:
    """Take in the office's own kinds; one with faults is left out (`docgen wording lint` tells of it)."""
    if own := own_wording(settings):
        take_in(own)


@lru_cache(maxsize=_KEPT)
def _records(file: Path, digest: str, kinds: tuple[str, ...]) -> Records:
    found = load(file, kinds).value
    assert found is not None, "it was read before"
    return found


@lru_cache(maxsize=_KEPT)
def _papers(file: Path, digest: str, kinds: tuple[str, ...]) -> tuple[PlannedPaper, ...]:
    return all_papers(_records(file, digest, kinds))


def papers_of(datasets: Datasets, dataset: Dataset) -> tuple[PlannedPaper, ...]:
    """All papers of a dataset that has been read, kept in this process likewise."""
    return _papers(datasets.file(dataset), dataset.digest, _words())


def newest_at_hand(root: Path, settings: Settings) -> None:
    """Read the newest datasets into this process, before anybody asks there about one of them."""
    folder = DataFolder(root)
    datasets = Datasets(Storage(folder.database), folder)
    with_own_kinds(settings)
    for dataset in [each for each in datasets.all() if each.digest][:_AT_HAND]:
        papers_of(datasets, dataset)


def records_of(datasets: Datasets, dataset: Dataset) -> Records:
    """The records of a dataset that has been read; kept in this process for the next question about it."""
    return _records(datasets.file(dataset), dataset.digest, _words())
