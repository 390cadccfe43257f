"""The papers of a plan are made: in this process or by workers, each file in its place only when whole.

Workers are spawned, not forked (Pango may be loaded); each gets the dataset once. What they make depends on the
dataset and the job alone, so their number changes no byte.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.batch.copies import copies_of
from docgen.batch.edited import Berth, Record, Shelf
from docgen.batch.manifest import Line, cell_ranges
from docgen.batch.plan import PlannedPaper
from docgen.dataset.records import Dataset
from docgen.kinds.all_kinds import take_in
from docgen.kinds.job import Composed, Job
from docgen.pipeline import Product, Road, Standard, Standards, fonts_here, needs_fonts, standard_of, write
from docgen.problems import Code, Place, Problem, Result
from docgen.refusals import defect, why
from docgen.resources import templates_dir
from docgen.settings import Settings
from docgen.template_road import OwnTemplate, Press, fill, printed_word
from docgen.typesetting.literals import DRAFT, FINAL
from docgen.walk import runs
from docgen.whole_files import put_whole

if TYPE_CHECKING:
    from docgen.typesetting.fonts import FontSet

__all__ = ["DRAFT", "FINAL", "OnDone", "Order", "run"]

#: What is told of each paper when it is made or refused: its place in the plan, and its lines.
OnDone = Callable[[int, tuple[Line, ...]], None]


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a batch is made from and where it goes. `known`: what the manifest in `out` says of the files
    that earlier batches left there; `taken`: the paths that papers of this batch have as their own.

    `status`, 送审稿 or 正式稿, is said of the papers that have a number; the others are signed by nobody.
    """

    dataset: Dataset
    out: Path
    settings: Settings
    allow_incomplete: bool = False
    standards: Standards = field(default_factory=Standards)
    known: Mapping[str, Record] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    status: str = ""
    template: OwnTemplate | None = None  # the office's own, that every paper is made of
    anyway: bool = False  # print a filled Word file also where the PDF cannot have all of it


def run(papers: Sequence[PlannedPaper], order: Order, on_done: OnDone) -> None:
    """Make every paper; `on_done` gets the place of each in the plan and its lines, in the order in which they end.

    After KeyboardInterrupt no process and no half file is left. Raises OSError when `order.out` cannot be made.
    """
    order.out.mkdir(parents=True, exist_ok=True)
    order = replace(order, taken=frozenset(path for paper in papers for _, path in paper.files))
    workers = min(order.settings.workers, len(papers))
    with _workbench(order.out) as bench:
        if workers > 1:
            _by_workers(papers, order, bench, workers, on_done)
            return
        workshop = _Workshop(order, bench)
        try:
            for place, paper in enumerate(papers):
                on_done(place, workshop.make(paper))
        finally:
            workshop.close()


def _by_workers(papers: Sequence[PlannedPaper], order: Order, bench: Path, workers: int, on_done: OnDone) -> None:
    """A worker that dies (out of memory, a fault in a library) takes its pool with it; another goes on.

    The papers that were being made then are made once more, each alone: only one that kills its worker again is given
    up, with a problem.
    """
    waiting = dict(enumerate(papers))
    while waiting and not _by_one_pool(waiting, order, bench, workers, on_done):
        for place in list(waiting)[:workers]:
            alone = {place: waiting.pop(place)}
            if not _by_one_pool(alone, order, bench, 1, on_done):
                on_done(place, _refused(papers[place], (_worker_lost(),)))


def _by_one_pool(waiting: dict[int, PlannedPaper], order: Order, bench: Path, workers: int, on_done: OnDone) -> bool:
    """Make the papers of `waiting`, and take out those that are made; whether the pool lived to the end."""
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _open_workshop, (order, bench))
    lived = True
    try:
        places = {pool.submit(_make, paper): place for place, paper in waiting.items()}
        for future in as_completed(places):
            try:
                lines = future.result()
            except BrokenProcessPool:
                lived = False
            else:
                del waiting[places[future]]
                on_done(places[future], lines)
    except BrokenProcessPool:  # it broke while papers were still being handed to it
        lived = False
    except BaseException:
        # Ctrl-C: papers half made are given up.
        pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown(wait=True)
    return lived


#: The workshop of this worker process; only `_open_workshop` sets it.
_workshop: _Workshop | None = None


def _open_workshop(order: Order, bench: Path) -> None:
    """What a worker does first. Ctrl-C reaches the whole group of processes: the parent alone decides on it."""
    global _workshop
    logging.disable()  # fontTools and WeasyPrint log to standard error, which is the parent's
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if own := own_wording(order.settings):
        take_in(own)  # the kinds of the office, which the parent has found sound
    _workshop = _Workshop(order, bench)


def _end_with_parent() -> None:
    """End this worker when the parent is gone: killed outright, it tells nobody, and a worker would wait for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "only a worker comes here"
    wait([parent.sentinel])
    os._exit(1)


def _make(paper: PlannedPaper) -> tuple[Line, ...]:
    assert _workshop is not None, "the pool's initializer has run"
    return _workshop.make(paper)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finished:
    """A paper in each of its formats, or why not in one; `line` is the manifest's but for what is the format's own."""

    line: Line
    products: Mapping[str, Product | tuple[Problem, ...]]


class _Workshop:
    """Makes papers one after another, sharing what the dataset gives them all."""

    def __init__(self, order: Order, bench: Path) -> None:
        self._order = order
        self._bench = bench
        self._shelf = Shelf(order.out, order.known, order.taken)
        self._font_sets: dict[Standard, FontSet] = {}
        self._road = Road(
            dataset=order.dataset,
            wording=templates_dir() / "wording",
            own_wording=own_wording(order.settings),
            allow_incomplete=order.allow_incomplete,
        )
        self._press = None if order.template is None else Press(order.template, order.dataset)

    def close(self) -> None:
        """End what goes on beside this process."""
        if self._press is not None:
            self._press.close()

    def _fonts(self, standard: Standard) -> FontSet:
        if standard not in self._font_sets:
            settings = self._order.settings
            self._font_sets[standard] = fonts_here(settings.cache, settings.fonts, standard)
        return self._font_sets[standard]

    def make(self, paper: PlannedPaper) -> tuple[Line, ...]:
        """The lines of a paper's files, which are in their places then."""
        try:
            finished = self._filled(paper, self._press) if self._press else self._composed(paper)
        except Exception as error:  # noqa: BLE001 - a defect in one paper must not cost the others
            return self._withdrawn(paper, (defect(error, "本件未制作"),))
        if finished.value is None:
            return self._withdrawn(paper, finished.problems)
        products = finished.value.products
        made = {form: product for form, product in products.items() if isinstance(product, Product)}
        digests = {form: sha256(product.data).hexdigest() for form, product in made.items()}
        berth = self._shelf.berth(dict(paper.files), digests) if made else Berth(paths={}, beside={})
        self._remove(berth.gone)
        lines = []
        for form, _ in paper.files:
            line = replace(finished.value.line, format=form)
            product = products[form]
            if isinstance(product, Product):
                lines.append(self._put(line, product, digests[form], berth))
            else:
                lines.append(replace(line, problems=(*line.problems, *product)))
        return tuple(lines)

    def _composed(self, paper: PlannedPaper) -> Result[_Finished]:
        composed = self._road.compose(paper.job)
        if composed.value is None:
            return Result(value=None, problems=composed.problems)
        made = self._of_status(composed.value)
        line = self._line(paper.job, composed.problems, _origins(made))
        line = replace(line, wording=made.wording, status=made.document.properties.status)
        products = {form: self._written(paper.job, form, made) for form, _ in paper.files}
        return Result(value=_Finished(line=line, products=products))

    def _of_status(self, composed: Composed) -> Composed:
        document = composed.document
        if not self._order.status or not document.number:
            return composed
        properties = replace(document.properties, status=self._order.status)
        return replace(composed, document=replace(document, properties=properties))

    def _line(self, job: Job, problems: tuple[Problem, ...], origins: tuple[str, ...]) -> Line:
        """The line of a paper's files but for what is the format's own."""
        line = _line(job, "", problems=problems, origins=origins)
        return replace(line, copies=copies_of(self._order.dataset, job))

    def _written(self, job: Job, form: str, composed: Composed) -> Product | tuple[Problem, ...]:
        try:
            standard = standard_of(job, self._order.standards)
            fonts = self._fonts(standard) if needs_fonts(form, standard) else None
            return write(composed.document, form, names=self._road.names, fonts=fonts, standard=standard)
        except Exception as error:  # noqa: BLE001 - a defect in one paper must not cost the others
            return (defect(error, "本件未制作"),)

    def _filled(self, paper: PlannedPaper, press: Press) -> Result[_Finished]:
        """The same of the office's own template: the Word file first, every other format from it."""
        filled = fill(self._road, paper.job, press.template, press)
        if filled.value is None:
            return Result(value=None, problems=filled.problems)
        line = self._line(paper.job, filled.problems, cell_ranges(filled.value.origins))
        content = filled.value.content
        products = {form: self._printed(paper.job, form, path, content) for form, path in paper.files}
        return Result(value=_Finished(line=line, products=products))

    def _printed(self, job: Job, form: str, path: str, content: bytes) -> Product | tuple[Problem, ...]:
        if form == "docx":
            return Product(data=content)
        try:
            standard = standard_of(job, self._order.standards)
            printed = printed_word(content, path, self._fonts(standard), standard, anyway=self._order.anyway)
        except Exception as error:  # noqa: BLE001 - a defect in one paper must not cost the others
            return (defect(error, "本件未制作"),)
        if printed.value is None:
            return printed.problems
        return replace(printed.value, problems=(*printed.problems, *printed.value.problems))

    def _put(self, line: Line, product: Product, digest: str, berth: Berth) -> Line:
        """The line of a file that goes to its berth, when it is in its place there."""
        path = berth.paths[line.format]
        line = replace(line, problems=(*line.problems, *product.problems, *berth.problems))
        try:
            if berth.written:
                target = self._order.out / path
                target.parent.mkdir(parents=True, exist_ok=True)
                put_whole(target, product.data, self._bench)
        except OSError as error:
            return replace(line, problems=(*line.problems, _not_written(path, error)))
        beside = berth.beside.get(line.format, "")
        return replace(line, path=path, sha256=digest, pages=product.pages, beside=beside, edited=not berth.written)

    def _withdrawn(self, paper: PlannedPaper, problems: tuple[Problem, ...]) -> tuple[Line, ...]:
        """A paper refused: what an earlier batch made of it is no longer true and goes, unless staff have edited it."""
        gone, left = self._shelf.withdrawn(dict(paper.files))
        self._remove(gone)
        return _refused(paper, (*problems, *left))

    def _remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            with suppress(OSError):  # it is open: it stays listed, and goes another time
                (self._order.out / path).unlink(missing_ok=True)


def own_wording(settings: Settings) -> Path | None:
    return settings.wording if settings.wording is not None and settings.wording.is_dir() else None


@contextmanager
def _workbench(out: Path) -> Iterator[Path]:
    """A folder in `out` for files in the making; gone afterwards, whatever happens."""
    bench = Path(tempfile.mkdtemp(prefix=".docgen-", dir=out))
    try:
        yield bench
    finally:
        shutil.rmtree(bench, ignore_errors=True)


def _origins(composed: Composed) -> tuple[str, ...]:
    stated = (origin for run in runs(composed.document) for origin in run.origins)
    return cell_ranges(stated)


def _line(job: Job, form: str, *, problems: tuple[Problem, ...], origins: tuple[str, ...] = ()) -> Line:
    return Line(kind=job.kind, variant=job.variant, unit=job.unit, format=form, origins=origins, problems=problems)


def _refused(paper: PlannedPaper, problems: tuple[Problem, ...]) -> tuple[Line, ...]:
    return tuple(_line(paper.job, form, problems=problems) for form, _ in paper.files)


def _not_written(path: str, error: OSError) -> Problem:
    return Problem(
        code=Code.FILE_NOT_WRITTEN,
        message=f"文件写不进去（{why(error)}）",
        hint="看看它是否正开着、文件夹是否只读、磁盘是否已满",
        place=Place(file=path),
    )


def _worker_lost() -> Problem:
    return Problem(
        code=Code.DEFECT,
        message="制作进程意外中止，本件未制作",
        hint="多半是内存不够，请用 --workers 1 再试",
    )
