"""Which of the papers asked for may be issued, and under which number; why the others may not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from docgen.batch.order import Order
from docgen.dataset.records import Paper
from docgen.dates import format_day
from docgen.document import Document
from docgen.kinds.all_kinds import KINDS, OWN_PAPERS, SHOW_SIGNER, UNNUMBERED
from docgen.kinds.job import CONSOLIDATED, Job, paper_of
from docgen.kinds.papers import Signing, counted_to, paper_for
from docgen.problems import Code, Place, Problem, errors
from docgen.register.entries import Entry, Number

__all__ = ["COPIED", "Candidate", "Decided", "candidates", "is_issued", "is_own"]

#: The kind whose copies for units are one paper under one number.
COPIED = "notice"
#: Problems whose message begins with whose paper it is.
_OF_ONE_PAPER = frozenset({Code.NOT_ISSUED, Code.NUMBER_FOREIGN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What the person who issues says of all the papers."""

    signers: tuple[str, ...]
    signed_on: date
    printed_on: date | None = None  # None: the day of signing
    drafter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A paper that may be issued: its jobs (a notice's copies for units share its number), the first one's document.

    `paper` tells it from every other paper, issued or not. `series` is empty of a unit's own paper that the unit itself
    numbers: our register has nothing to do with it. `serial` is what 发文 gives.
    """

    jobs: tuple[Job, ...]
    document: Document = field(repr=False)
    paper: str
    word: str
    series: str
    year: int
    serial: int | None
    decided: Decided
    number: Number | None = None

    @property
    def numbered(self) -> bool:
        """Whether it is entered in the register."""
        return bool(self.series)

    @property
    def shared(self) -> bool:
        """Whether its copies for units have its number too."""
        return self.jobs[0].kind == COPIED

    def called(self, number: Number) -> Candidate:
        """The paper under a number."""
        jobs = tuple(
            replace(job, signing=replace(job.signing, serial=number.serial, called=str(number)))
            for job in self.jobs
            if job.signing
        )
        return replace(self, jobs=jobs, number=number)

    def composed(self, order: Order) -> Candidate | None:
        """The paper with its document as it reads under its number; None when it cannot be composed."""
        made = order.road().compose(self.jobs[0])
        return replace(self, document=made.value.document) if made.value else None

    def signed_as(self, order: Order, entry: Entry) -> Candidate | None:
        """The paper as it would be if it were signed as that entry was; None when it cannot be composed any more."""
        assert entry.signed_on is not None, "an issued paper has a day"
        signers = tuple(entry.signer.split("、"))
        decided = Decided(signers=signers, signed_on=entry.signed_on, printed_on=entry.printed_on)
        jobs = tuple(replace(job, signing=_signing(order, job, decided)) for job in self.jobs)
        return replace(self, jobs=jobs, decided=decided).called(entry.number).composed(order)


def candidates(
    order: Order, jobs: Sequence[Job], decided: Decided
) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
    """The papers that may be issued, in the order given, and why the others may not.

    A paper without a number is not issued. Notes of papers that are not to be (不发督办通知单) are handed on.
    """
    road, found, problems = order.road(), list[Candidate](), list[Problem]()
    groups: dict[str, list[Job]] = {}
    for job in jobs:
        groups.setdefault(_key(order, job), []).append(replace(job, signing=_signing(order, job, decided)))
    for key, group in groups.items():
        wrong: list[Problem] = []
        document: Document | None = None
        for job in group:
            made = road.compose(job)
            document = document or (made.value.document if made.value else None)
            wrong += errors(made.problems) if made.value else made.problems
            wrong += [_unfit(job, problem) for problem in made.problems if problem.code is Code.TO_FILL]
        if document and not wrong and not document.number:
            continue
        wrong += _contradictions(order, group[0], decided)
        problems += wrong
        if document and not wrong:
            found.append(_candidate(order, group, document, key, decided))
    return tuple(found), _together(problems)


def _signing(order: Order, job: Job, decided: Decided) -> Signing:
    """What lies over the 发文 row of a job: 签发人 and 印发日期 only of papers that print them."""
    row = _row(order, job)
    prints = bool(row.printer) or is_own(job)
    return Signing(
        signers=decided.signers if job.kind in SHOW_SIGNER else (),
        signed_on=decided.signed_on,
        printed_on=(decided.printed_on or decided.signed_on) if prints else None,
    )


def is_issued(job: Job) -> bool:
    """Whether papers like this one are issued at all."""
    return job.kind not in UNNUMBERED


def is_own(job: Job) -> bool:
    """Whether a unit issues the paper itself: its number is the unit's, and so is who signs it."""
    return job.kind in OWN_PAPERS and job.unit != CONSOLIDATED


def _row(order: Order, job: Job) -> Paper:
    return paper_of(order.dataset, KINDS[job.kind].WORD, replace(job, signing=None))


def _key(order: Order, job: Job) -> str:
    """What makes a paper the same paper: campaign, kind, whose, and the day to which it counts."""
    campaign = order.dataset.campaign
    day = counted_to(_row(order, job), campaign).isoformat()
    unit = CONSOLIDATED if job.kind == COPIED else job.unit
    return "|".join((campaign.name, str(campaign.year), job.kind, job.variant, unit, job.subject, day))


def _candidate(order: Order, group: Sequence[Job], document: Document, key: str, decided: Decided) -> Candidate:
    job, row = group[0], _row(order, group[0])
    series = row.series or ""
    if is_own(job):  # the unit's own series, and only a number that 发文 gives
        own = order.dataset.unit(job.unit).series
        series = (series or own or "") if row.serial else ""
    return Candidate(
        jobs=tuple(group),
        document=document,
        paper=key,
        word=KINDS[job.kind].WORD,
        series=series,
        year=row.year or decided.signed_on.year,
        serial=row.serial,
        decided=decided,
    )


def _contradictions(order: Order, job: Job, decided: Decided) -> Iterator[Problem]:
    """What 发文 says otherwise than the person who issues, and numbers that are not ours to give."""
    row, kind = _row(order, job), KINDS[job.kind]

    def at(header: str) -> str:
        return row.origin.trace(header)

    if row.signed_on and row.signed_on != decided.signed_on:
        message = f"发文表写的成文日期是{format_day(row.signed_on)}，与 --date（{format_day(decided.signed_on)}）不同"
        yield _unfit(job, message, "以签发的日期为准，改好一处；发文表可以空着", at("成文日期"))
    if row.as_of and decided.signed_on < row.as_of:
        message = f"--date（{format_day(decided.signed_on)}）早于统计截至日期（{format_day(row.as_of)}）"
        yield _unfit(job, message, "文中的数算到那一天，签发不会更早；改好一处", at("统计截至日期"))
    if row.signers and set(row.signers) != set(decided.signers):
        message = f"发文表写的签发人是{'、'.join(row.signers)}，与 --signer（{'、'.join(decided.signers)}）不同"
        yield _unfit(job, message, "以实际签发的人为准，改好一处；发文表可以空着", at("签发人"))
    year = row.year or decided.signed_on.year
    if year != decided.signed_on.year and not is_own(job):
        message = f"文号的年份是{year}，签发日期却在{decided.signed_on.year}年，不是同一年的编号"
        yield _alien(job, message, "改发文表的年份（可以空着），或改 --date", at("年份"))
    if is_own(job):
        return
    owner = next((unit.name for unit in order.dataset.units if row.series and unit.series == row.series), "")
    if owner not in ("", order.dataset.campaign.office):
        message = f"代字“{row.series}”是{owner}的，不从本机关登记簿编号"
        yield _alien(job, message, "改发文表的机关代字", at("机关代字"))
    whose = None if job.unit == CONSOLIDATED else Paper.ALL_UNITS  # a letter to a unit may be of another series
    usual = paper_for(order.dataset, kind.WORD, whose).series
    if row.series and usual and row.series != usual:
        message = f"代字“{row.series}”与{kind.WORD}的代字“{usual}”不同，不是同一编号"
        yield _alien(job, message, f"各件{kind.WORD}用同一个代字；在这一行空着就是“{usual}”", at("机关代字"))


def _unfit(job: Job, what: Problem | str, hint: str = "", cell: str = "") -> Problem:
    """Why a paper is not issued."""
    message = what if isinstance(what, str) else what.message
    hint = hint or "在数据中补上，再签发；正式稿里不能有待填的内容"
    place = Place(cell=cell) if isinstance(what, str) else what.place
    return Problem(code=Code.NOT_ISSUED, message=f"{_name(job)}：{message}，不能签发", hint=hint, place=place)


def _alien(job: Job, message: str, hint: str, cell: str) -> Problem:
    return Problem(code=Code.NUMBER_FOREIGN, message=f"{_name(job)}：{message}", hint=hint, place=Place(cell=cell))


def _together(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Each problem once; one cell of 发文 may keep back every unit's paper, and is told once for all of them."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        _, said, what = problem.message.partition("：")
        alike = said and problem.code in _OF_ONE_PAPER and str(problem.place)
        groups.setdefault((problem.code, problem.place, what) if alike else (problem,), []).append(problem)
    return tuple(
        group[0]
        if len(group) == 1
        else replace(group[0], message=group[0].message.replace("：", f"等{len(group)}件：", 1))
        for group in groups.values()
    )


def _name(job: Job) -> str:
    word = KINDS[job.kind].WORD
    return word if job.unit == CONSOLIDATED else f"{job.unit}{word}"
