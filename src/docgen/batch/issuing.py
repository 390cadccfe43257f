"""From draft to issued paper: what may be issued gets its number, is made, entered in the register, put in its place.

The order of the steps is what keeps the books right. Every paper is composed and judged first; the numbers of all are
reserved in one transaction, in unit order; of papers issued before and changed, drafts are made, and written down at
once; the others are made in a folder aside; what could not be made gives its number back; the rest is entered in one
transaction; only then the files appear. A run that is killed leaves a reservation, which the next one finds and gives
back, or an entry whose files the same command puts in place again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from docgen.batch.manifest import Line, note_down
from docgen.batch.order import DRAFT, FINAL, Order
from docgen.batch.plan import PlannedPaper, plan_papers
from docgen.batch.run import run
from docgen.batch.signing import Candidate, Decided, candidates
from docgen.batch.sole_use import aside
from docgen.kinds.job import CONSOLIDATED, Job, paper_of
from docgen.kinds.papers import paper_for
from docgen.pipeline import digest_of
from docgen.problems import Code, Place, Problem, Result, errors
from docgen.refusals import why
from docgen.register.book import Register
from docgen.register.entries import Entry, IssuedFile, Number, State, Wanted
from docgen.typesetting.widths import plain

__all__ = ["Issued", "Judged", "foretold", "issue", "judged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What an issue came to. `entries` are new in the register; `drafts` are of papers issued before and changed.

    `lines` are those of the manifest. `unnumbered` are papers that the unit itself numbers, which the register does not
    hold; `returned` are numbers of processes that were gone.
    """

    entries: tuple[Entry, ...] = ()
    lines: tuple[Line, ...] = ()
    drafts: tuple[Line, ...] = ()
    unnumbered: int = 0
    returned: tuple[Number, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The papers asked for: those that may be issued, those issued before, and why the others are not."""

    fresh: tuple[Candidate, ...] = ()
    before: tuple[tuple[Candidate, Entry], ...] = ()
    problems: tuple[Problem, ...] = ()


def judged(order: Order, jobs: Sequence[Job], decided: Decided, book: Register) -> Result[Judged]:
    """Compose every paper and say which may be issued; nothing is reserved or made."""
    held = book.entries()
    if held.value is None:
        return Result(value=None, problems=held.problems)
    issued = {entry.paper: entry for entry in held.value if entry.paper and entry.state is State.ISSUED}
    found, problems = candidates(order, jobs, decided)
    fresh = tuple(each for each in found if each.paper not in issued)
    before = tuple((each, issued[each.paper]) for each in found if each.paper in issued)
    known = {(entry.number.series, entry.number.year) for entry in held.value}
    return Result(value=Judged(fresh=fresh, before=before, problems=(*problems, *_begun(fresh, known))))


def _begun(fresh: Sequence[Candidate], known: Collection[tuple[str, int]]) -> tuple[Problem, ...]:
    """A note on every series that the counter would begin: a slip of the pen in 机关代字 begins one too."""
    wanted = dict.fromkeys((each.series, each.year) for each in fresh if each.numbered and each.serial is None)
    return tuple(
        Problem(
            code=Code.SERIES_BEGUN,
            message=f"登记簿中还没有“{series}”{year}年的文号，从1号编起",
            hint="以前编过号的，先用 docgen register import 导入；代字写错的，改发文表",
        )
        for series, year in wanted
        if (series, year) not in known
    )


def issue(
    order: Order, formats: Sequence[str], found: Judged, book: Register, on_made: Callable[[], None] = lambda: None
) -> Result[Issued]:
    """Issue what was judged fit. Raises OSError when `order.out` cannot be made."""
    order.out.mkdir(parents=True, exist_ok=True)
    reserved = book.reserve(_wanted(found), kept=_meant(order))
    if reserved.value is None:
        return Result(value=None, problems=reserved.problems)
    try:
        again = _again(order, formats, found.before)  # first: a full disk ends it before anything is entered
        made = _made(order, formats, found.fresh, reserved.value.numbers, book, on_made)
    finally:
        book.give_back(reserved.value.numbers)  # whatever was not entered
    if made.value is None:
        return Result(value=None, problems=(*made.problems, *again.problems))
    issued = replace(
        made.value,
        drafts=again.drafts,
        lines=(*made.value.lines, *again.lines),
        returned=reserved.value.returned,
        problems=(*found.problems, *made.value.problems, *again.problems),
    )
    return Result(value=issued)


def foretold(order: Order, found: Judged, book: Register) -> Result[tuple[Number | None, ...]]:
    """The numbers that the fresh papers would get if they were issued now, None of one that its unit numbers."""
    told = book.foretell(_wanted(found), kept=_meant(order))
    if told.value is None:
        return Result(value=None, problems=told.problems)
    given = iter(told.value)
    return Result(value=tuple(next(given) if each.numbered else None for each in found.fresh))


def _wanted(found: Judged) -> list[Wanted]:
    return [
        Wanted(series=each.series, year=each.year, serial=each.serial, paper=each.paper)
        for each in found.fresh
        if each.numbered
    ]


def _meant(order: Order) -> frozenset[Number]:
    """The numbers that 发文 gives to papers of the office, which the counter leaves to them."""
    year = order.dataset.campaign.year
    rows = (paper_for(order.dataset, row.kind, row.unit) for row in order.dataset.papers if row.serial)
    return frozenset(
        Number(series=row.series, year=row.year or year, serial=row.serial) for row in rows if row.series and row.serial
    )


def _made(
    order: Order,
    formats: Sequence[str],
    fresh: Sequence[Candidate],
    numbers: Sequence[Number],
    book: Register,
    on_made: Callable[[], None],
) -> Result[Issued]:
    given = iter(numbers)
    numbered = [_under(order, each, next(given)) if each.numbered else each for each in fresh]
    owners = [each for each in numbered for _ in each.jobs]
    papers = plan_papers([job for each in numbered for job in each.jobs], formats)
    with aside(order.out) as folder:
        lines = _run(papers, replace(order, out=folder, known={}, status=FINAL), lambda _: on_made())
        taken = {line.path for made in lines.values() for line in made if line.path and _another(order.out, line)}
        failed = {
            owners[place].paper
            for place, made in lines.items()
            if any(line.path is None or line.path in taken for line in made)
        }
        good = {place: made for place, made in lines.items() if owners[place].paper not in failed}
        entries = _entries(order, [each for each in numbered if each.numbered], owners, good)
        entered = book.issue(entries)
        if entered.problems:
            return Result(value=None, problems=entered.problems)
        note_down(order.out, [line for made in good.values() for line in made])  # killed from here on: known still
        problems = [_in_the_way(path) for path in sorted(taken)]
        problems += _put(folder, order.out, [line for made in good.values() for line in made])
    bad = tuple(line for place, made in lines.items() if place not in good for line in made)
    problems += [problem for line in bad for problem in errors(line.problems)]
    kept = tuple(line for made in good.values() for line in made)
    unnumbered = sum(not each.numbered and each.paper not in failed for each in numbered)
    return Result(
        value=Issued(entries=tuple(entries), lines=kept, unnumbered=unnumbered, problems=tuple(dict.fromkeys(problems)))
    )


def _under(order: Order, each: Candidate, number: Number) -> Candidate:
    found = each.called(number).composed(order)
    assert found is not None, "it was composed before it had its number"
    return found


def _another(out: Path, line: Line) -> bool:
    """Whether another file stands where a file is to go."""
    target = out / (line.path or "")
    return target.exists() and (not target.is_file() or sha256(target.read_bytes()).hexdigest() != line.sha256)


def _run(
    papers: Sequence[PlannedPaper], order: Order, on_made: Callable[[tuple[Line, ...]], None] = lambda _: None
) -> dict[int, tuple[Line, ...]]:
    """Place in `papers` → lines, in the order of the papers; `on_made` hears of each paper."""
    lines: dict[int, tuple[Line, ...]] = {}

    def on_done(place: int, made: tuple[Line, ...]) -> None:
        lines[place] = made
        on_made(made)

    if papers:
        run(papers, order, on_done)
    return dict(sorted(lines.items()))


def _entries(
    order: Order, numbered: Sequence[Candidate], owners: Sequence[Candidate], good: Mapping[int, tuple[Line, ...]]
) -> list[Entry]:
    """The lines of the register, in the order of the papers."""
    files: dict[str, list[IssuedFile]] = {}
    for place, made in good.items():
        files.setdefault(owners[place].paper, []).extend(
            IssuedFile(path=line.path or "", sha256=line.sha256 or "") for line in made
        )
    return [_entry(order, each, tuple(files[each.paper])) for each in numbered if each.paper in files]


def _entry(order: Order, each: Candidate, files: tuple[IssuedFile, ...]) -> Entry:
    assert each.number is not None, "a numbered paper"
    job, document = each.jobs[0], each.document
    paper = paper_of(order.dataset, each.word, job)
    unit = next((unit for unit in order.dataset.units if unit.name == job.unit), None)
    recipients = plain(document.recipients).rstrip("：") or (unit.counterpart or unit.full_name if unit else "")
    return Entry(
        number=each.number,
        title=document.properties.title,
        security=plain(document.security),
        copies=paper.copies,
        drafter=each.decided.drafter,
        signer="、".join(each.decided.signers),
        signed_on=each.decided.signed_on,
        printed_on=each.decided.printed_on,
        recipients=recipients,
        copies_to=plain(document.imprint.copies).rstrip("。") if document.imprint else "",
        paper=each.paper,
        kind=job.kind,
        unit=CONSOLIDATED if each.shared else job.unit,
        content=digest_of(document),
        files=files,
    )


def _put(source: Path, out: Path, lines: Sequence[Line]) -> list[Problem]:
    """Move finished files to their places. They are in the register by now: what fails is put there by a second run."""
    problems = []
    for line in lines:
        assert line.path is not None, "only what was made comes here"
        try:
            (out / line.path).parent.mkdir(parents=True, exist_ok=True)
            (source / line.path).replace(out / line.path)
        except OSError as error:
            message = f"文号已经登记，文件却写不进去（{why(error)}）"
            hint = "腾出地方后，照原样再运行一次这条命令，文件会补上，不另编号"
            problems.append(
                Problem(code=Code.FILE_NOT_WRITTEN, message=message, hint=hint, place=Place(file=line.path))
            )
    return problems


def _in_the_way(path: str) -> Problem:
    return Problem(
        code=Code.NOT_ISSUED,
        message="这个位置已有同名的文件，没有覆盖，也没有编号",
        hint="把它移走或改名，或用 --out 换一个文件夹",
        place=Place(file=path),
    )


@dataclass(kw_only=True)
class _Again:
    """Papers that were issued before."""

    lines: tuple[Line, ...] = ()
    drafts: tuple[Line, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def _again(order: Order, formats: Sequence[str], before: Sequence[tuple[Candidate, Entry]]) -> _Again:
    """What was issued is not remade: a file that is missing is put back, a paper that has changed becomes a draft."""
    done = _Again()
    changed = []
    for candidate, entry in before:
        same = candidate.signed_as(order, entry)
        if same is None or digest_of(same.document) != entry.content:
            changed.append((candidate, entry))
        elif missing := [file for file in entry.files if not (order.out / file.path).exists()]:
            changed += _restored(order, same, entry, missing, done)
        else:
            done.problems.append(_told(entry, "没有变，没有重做", ""))
    drafts = [
        replace(job, signing=None, replaces=str(entry.number)) for candidate, entry in changed for job in candidate.jobs
    ]
    papers = plan_papers(drafts, formats)
    made = _run(papers, replace(order, status=DRAFT), lambda lines: note_down(order.out, lines))
    done.drafts = tuple(line for lines in made.values() for line in lines)
    done.problems += [problem for line in done.drafts for problem in errors(line.problems)]
    for _, entry in changed:
        hint = (
            f"要替换的，先作废：docgen register void {entry.number} --reason 原因，再签发；不替换的，不用管这份送审稿"
        )
        done.problems.append(_told(entry, "现在的数据做出来与它不同，没有重做，另做成送审稿", hint))
    return done


def _restored(
    order: Order, same: Candidate, entry: Entry, missing: Sequence[IssuedFile], done: _Again
) -> list[tuple[Candidate, Entry]]:
    """Put back files that are gone, when they come out as they were issued; else the paper counts as changed."""
    formats = tuple(dict.fromkeys(file.path.rpartition(".")[2] for file in entry.files))
    papers = plan_papers(same.jobs, formats)
    with aside(order.out) as folder:
        made = _run(papers, replace(order, out=folder, known={}, status=FINAL))
        lines = [line for each in made.values() for line in each if line.path in {file.path for file in missing}]
        if {(line.path, line.sha256) for line in lines} != {(file.path, file.sha256) for file in missing}:
            return [(same, entry)]
        note_down(order.out, lines)
        done.problems += _put(folder, order.out, lines)
    done.lines += tuple(lines)
    done.problems.append(_told(entry, f"没有变，补放了缺的 {len(lines)} 个文件", ""))
    return []


def _told(entry: Entry, what: str, hint: str) -> Problem:
    return Problem(code=Code.ISSUED_BEFORE, message=f"{entry.number}《{entry.title}》已经签发，{what}", hint=hint)
