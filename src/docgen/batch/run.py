"""The papers of a plan are made: in this process or by an executor, each file in its place only when whole.

Only the coordinator, this process, puts files in their places, numbers and reports; what it gives an executor is a task
and a paper, what it gets back is a parcel with the bytes. What comes of a paper depends on the dataset and the job
alone, so the number of workers changes no byte. Workers are spawned, not forked (Pango may be loaded).
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import wait as wait_for
from typing import Final

from docgen.batch.filing import NO_ROOM, Filing, refused
from docgen.batch.manifest import Line
from docgen.batch.order import Order
from docgen.batch.parcels import Parcel, packed, unpacked
from docgen.batch.plan import PlannedPaper
from docgen.batch.sole_use import aside
from docgen.batch.workshop import Finished, Task, Workshop
from docgen.problems import Code, Problem
from docgen.refusals import defect

__all__ = ["OnDone", "local_pool", "run", "worker_begins"]

#: What is told of each paper when it is made or refused: its place in the plan, and its lines.
OnDone = Callable[[int, tuple[Line, ...]], None]
#: Papers that an executor holds for each worker: none waits for work, and results do not heap up.
_AHEAD: Final = 4


#: After so many papers in a row that no worker lives through, the fault is not the papers'.
_HOPELESS: Final = 8


def local_pool(workers: int) -> Executor:
    """Processes of this machine."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), worker_begins)


def run(
    papers: Sequence[PlannedPaper], order: Order, on_done: OnDone, executor: Callable[[int], Executor] = local_pool
) -> None:
    """Make every paper; `on_done` gets the place of each in the plan and its lines, in the order in which they end.

    `executor` gives something that work can be submitted to, for a number of workers; with one worker the papers are
    made here. After KeyboardInterrupt no process and no half file is left. Raises OSError when `order.out` cannot be
    made or has no room.
    """
    order.out.mkdir(parents=True, exist_ok=True)
    order = order.of(papers)
    workers = min(order.settings.workers, len(papers))
    with aside(order.out) as bench:
        filing = Filing(order, bench)
        if workers > 1:
            task = Task(order=packed(replace(order, known={}), bench))
            coordinator = _Coordinator(task, filing, executor, on_done)
            coordinator.run(dict(enumerate(papers)), workers)
            return
        workshop = Workshop(order)
        try:
            for place, paper in enumerate(papers):
                finished = workshop.make(paper, filing.standing(paper))
                if not filing.still_stands(paper, finished):
                    finished = workshop.make(paper, {})
                _file(place, paper, finished, filing, on_done)
        finally:
            workshop.close()


def _file(place: int, paper: PlannedPaper, finished: Finished, filing: Filing, on_done: OnDone) -> None:
    """File a paper and tell of it; where the disk is full, of what is in place."""
    try:
        lines = filing.file(paper, finished)
    except OSError:
        if filing.unfinished:
            with suppress(OSError):
                on_done(place, tuple(filing.unfinished))
        raise
    on_done(place, lines)


def _received(parcel: Parcel) -> Finished:
    """What a worker has made; its parcel is thrown away."""
    finished = unpacked(parcel)
    parcel.file.unlink(missing_ok=True)
    assert isinstance(finished, Finished)
    return finished


class _Coordinator:
    """Hands papers to executors, and files what comes back."""

    def __init__(self, task: Task, filing: Filing, executor: Callable[[int], Executor], on_done: OnDone) -> None:
        self._task = task
        self._filing = filing
        self._executor = executor
        self._on_done = on_done

    def run(self, waiting: dict[int, PlannedPaper], workers: int) -> None:
        """A worker that dies (out of memory, a fault in a library) takes its pool with it; another goes on.

        The papers that were being made then are made once more, each alone: only one that kills its worker again is
        given up, with a problem.
        """
        lost = 0  # papers given up without one that was made between them
        while waiting and lost < _HOPELESS and not self._by_one_pool(waiting, workers):
            for place in list(waiting)[:workers]:
                alone = {place: waiting.pop(place)}
                lost = 0 if self._by_one_pool(dict(alone), 1) else lost + 1
                if lost:
                    self._on_done(place, refused(alone[place], (_worker_lost(),)))
        for place, paper in waiting.items():
            self._on_done(place, refused(paper, (_worker_lost(),)))

    def _by_one_pool(self, waiting: dict[int, PlannedPaper], workers: int) -> bool:
        """Make the papers of `waiting`, and take out those that are made; whether the pool lived to the end."""
        pool = self._executor(workers)
        try:
            return self._made(pool, waiting, workers * _AHEAD)
        except BaseException:
            # Ctrl-C, a full disk: papers half made are given up.
            pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                child.terminate()
            raise
        finally:
            pool.shutdown(wait=True)

    def _made(self, pool: Executor, waiting: dict[int, PlannedPaper], most: int) -> bool:
        rest = iter(list(waiting.items()))
        at_work: dict[Future[Parcel], int] = {}
        lived = True
        while True:
            lived = self._hand_out(pool, rest, at_work, most) and lived
            if not at_work:
                return lived
            done, _ = wait(at_work, return_when=FIRST_COMPLETED)
            for future in done:
                place = at_work.pop(future)
                try:
                    finished = _received(future.result())
                except BrokenExecutor:
                    lived, rest = False, iter(())
                except Exception as error:
                    if isinstance(error, OSError) and error.errno in NO_ROOM:
                        raise
                    self._on_done(place, refused(waiting.pop(place), (defect(error, "本件未制作"),)))
                else:
                    if self._filing.still_stands(waiting[place], finished):
                        _file(place, waiting.pop(place), finished, self._filing, self._on_done)
                    else:
                        again = iter([(place, waiting[place])])
                        lived = self._hand_out(pool, again, at_work, most, anew=True) and lived

    def _hand_out(
        self,
        pool: Executor,
        rest: Iterator[tuple[int, PlannedPaper]],
        at_work: dict[Future[Parcel], int],
        most: int,
        *,
        anew: bool = False,
    ) -> bool:
        """Give the pool work, with word of what stands unless all is to be made `anew`; whether it takes it."""
        while len(at_work) < most and (following := next(rest, None)):
            place, paper = following
            standing = {} if anew else self._filing.standing(paper)
            try:
                at_work[pool.submit(self._task, paper, standing)] = place
            except BrokenExecutor:
                return False
        return True


def worker_begins() -> None:
    """What a worker of this machine does first. Ctrl-C reaches the whole group of processes: the parent decides."""
    logging.disable()  # fontTools and WeasyPrint log to standard error, which is the parent's
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when the parent is gone: killed outright, it tells nobody, and a worker would wait for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "only a worker comes here"
    wait_for([parent.sentinel])
    os._exit(1)


def _worker_lost() -> Problem:
    return Problem(
        code=Code.DEFECT,
        message="制作进程意外中止，本件未制作",
        hint="多半是内存不够，请用 --workers 1 再试",
    )
