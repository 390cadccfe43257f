"""Work beside the server in a few processes of lower priority: previews and checks at one desk, reading at another.

What a person drops into the page is opened there and never in the server: a file that takes too long or too much costs
one such process. Datasets are read at a desk of their own, since reading all papers out of one takes many seconds and
no preview is to wait for that.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from typing import Any, Final, ParamSpec, TypeVar

from docgen.batch.run import worker_begins

__all__ = ["Desk", "TooLongError"]

P = ParamSpec("P")
T = TypeVar("T")

#: Seconds that a question may take.
PATIENCE: Final = 30.0
#: Answers that are remembered.
_REMEMBERED: Final = 100
_MOMENT: Final = 0.2
#: Bytes of memory that one of them may have.
_MEMORY: Final = 4 << 30


class TooLongError(Exception):
    """A question took longer than it may, or took its process down."""


class Desk:
    """A pool that is made anew when one of its processes dies or is stuck.

    `nice`: by how much its processes stand back behind the server. `at_hand` is run in each when it begins and again at
    every `refresh`: it brings there what the next question is likely to need. Without it processes begin when asked.
    """

    def __init__(self, processes: int, *, nice: int, at_hand: Callable[[], None] | None = None) -> None:
        self._processes = processes
        self._nice = nice
        self._at_hand = at_hand
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[Hashable, ...], Any] = OrderedDict()
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False

    def ask(self, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """The answer of `work`, which runs in one of the processes. Raises TooLongError, and what `work` raises."""
        pool = None
        try:
            pool = self._its_pool()
            return pool.submit(work, *given, **named).result(timeout=PATIENCE)
        except (TimeoutError, BrokenExecutor) as error:
            self._give_up(pool)
            raise TooLongError from error

    def ask_once(self, key: tuple[Hashable, ...], work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """The same; an answer is remembered under a key that says all it depends on.

        Who asks what somebody is being answered waits for that answer.
        """
        with self._lock:
            answer: Future[T] | None = self._answers.get(key)
            mine = answer is None
            if answer is None:
                answer = self._answers[key] = Future()
                while len(self._answers) > _REMEMBERED:
                    self._answers.popitem(last=False)
            self._answers.move_to_end(key)
        if mine:
            try:
                answer.set_result(self.ask(work, *given, **named))
            except BaseException as error:  # noqa: BLE001 - it is raised to everyone who waits
                with self._lock:
                    self._answers.pop(key, None)
                answer.set_exception(error)
        return answer.result()

    def forget(self, key: tuple[Hashable, ...]) -> None:
        """Remember the answer under a key no more."""
        with self._lock:
            self._answers.pop(key, None)

    def begin(self, work: Callable[..., None], *given: Any, ended: Callable[[bool], None]) -> None:
        """Begin what nobody waits for; `ended` is told afterwards whether it came to its end.

        It is told nothing when the desk is closed meanwhile: what was not done is begun again by the next server.
        """

        def told(future: Future[None]) -> None:
            if not self._closed:
                ended(future.exception() is None)

        try:
            self._its_pool().submit(work, *given).add_done_callback(told)
        except BrokenExecutor:
            if not self._closed:
                ended(False)

    def warm(self, then: Callable[[], None] = lambda: None) -> None:
        """Begin the processes before they are asked; `then` is called when one of them answers, or cannot."""
        with suppress(BrokenExecutor, RuntimeError):  # closed meanwhile, or its processes have died
            self._its_pool().submit(_nothing).add_done_callback(lambda _: then())

    def refresh(self) -> None:
        """Have every process look again at what it is to have at hand."""
        with suppress(BrokenExecutor, RuntimeError):
            self._look_again(self._its_pool())

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            self._closed = True
            pool, self._pool = self._pool, None
        if pool is not None:
            self._end(pool)

    def _its_pool(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._closed:
                raise BrokenExecutor
            if self._pool is None:
                spawned = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self._processes, spawned, _begin, (self._nice,))
                self._look_again(self._pool)
            return self._pool

    def _look_again(self, pool: ProcessPoolExecutor) -> None:
        if self._at_hand is not None:
            for _ in range(self._processes):  # a pool begins its processes with the work it gets
                pool.submit(_stand_by, self._at_hand)

    def _give_up(self, pool: ProcessPoolExecutor | None) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        if pool is not None:
            self._end(pool)

    @staticmethod
    def _end(pool: ProcessPoolExecutor) -> None:
        processes = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()


def _begin(nice: int) -> None:
    worker_begins()
    os.nice(nice)
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, most))


def _stand_by(at_hand: Callable[[], None]) -> None:
    """Have it at hand, and keep the process busy for a moment, so that the next of its kind goes to another."""
    at_hand()
    time.sleep(_MOMENT)


def _nothing() -> None:
    """What is asked of a process that is only to begin."""
