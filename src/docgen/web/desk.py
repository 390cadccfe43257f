"""Quick work beside the server: reading, previews, checks, in a few processes of lower priority.

What a person drops into the page is opened there and never in the server: a file that takes too long or too much costs
one such process.
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
from typing import Any, Final, ParamSpec, TypeVar

from docgen.batch.run import worker_begins
from docgen.document import Document, Layout, Properties, Run
from docgen.pipeline import fonts_here, write
from docgen.settings import Settings

__all__ = ["Desk", "TooLongError"]

P = ParamSpec("P")
T = TypeVar("T")

#: Seconds that a question may take.
PATIENCE: Final = 30.0
#: Answers that are remembered.
_REMEMBERED: Final = 100
#: By how much the processes stand back behind the server.
_NICE: Final = 5
_MOMENT: Final = 0.2
#: Bytes of memory that one of them may have.
_MEMORY: Final = 4 << 30


_WORDS: Final = (Run(text="文"),)
_NOTHING: Final = Document(layout=Layout.SPEECH, properties=Properties(title="", author=""), title=(_WORDS,))


class TooLongError(Exception):
    """A question took longer than it may, or took its process down."""


class Desk:
    """A pool that is made anew when one of its processes dies or is stuck."""

    def __init__(self, processes: int, settings: Settings) -> None:
        self._processes = processes
        self._settings = settings
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[Hashable, ...], Any] = OrderedDict()
        self._pool: ProcessPoolExecutor | None = None

    def ask(self, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """The answer of `work`, which runs in one of the processes. Raises TooLongError, and what `work` raises."""
        pool = self._its_pool()
        try:
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

    def begin(self, work: Callable[..., None], *given: Any, failed: Callable[[], None]) -> None:
        """Begin what nobody waits for; `failed` is called when it did not come to its end."""

        def ended(future: Future[None]) -> None:
            if not future.cancelled() and future.exception() is not None:
                failed()

        try:
            self._its_pool().submit(work, *given).add_done_callback(ended)
        except BrokenExecutor:
            failed()

    def warm(self) -> None:
        """Begin the processes before they are asked."""
        self._its_pool()

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            if self._pool is not None:
                self._end(self._pool)
                self._pool = None

    def _its_pool(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    self._processes, multiprocessing.get_context("spawn"), _begin, (self._settings,)
                )
                for _ in range(self._processes):  # a pool begins its processes with the work it gets
                    self._pool.submit(_stand_by)
            return self._pool

    def _give_up(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        self._end(pool)

    @staticmethod
    def _end(pool: ProcessPoolExecutor) -> None:
        processes = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()


def _begin(settings: Settings) -> None:
    """What a process does first: what every preview needs is loaded before anybody waits for one."""
    worker_begins()
    os.nice(_NICE)
    write(_NOTHING, "pdf", fonts=fonts_here(settings.cache, settings.fonts))
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, most))


def _stand_by() -> None:
    """Keep a process busy for a moment, so that the next of its kind goes to another."""
    time.sleep(_MOMENT)
