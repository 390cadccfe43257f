"""Quick work beside the server: reading, previews, checks, in a few processes of lower priority.

What a person drops into the page is opened there and never in the server: a file that takes too long or too much costs
one such process.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from typing import Any, Final, ParamSpec, TypeVar

from docgen.batch.run import worker_begins

__all__ = ["Desk", "TooLongError"]

P = ParamSpec("P")
T = TypeVar("T")

#: Seconds that a question may take.
PATIENCE: Final = 60.0
#: By how much the processes stand back behind the server.
_NICE: Final = 5
#: Bytes of memory that one of them may have.
_MEMORY: Final = 3 << 30


class TooLongError(Exception):
    """A question took longer than it may, or took its process down."""


class Desk:
    """A pool that is made anew when one of its processes dies or is stuck."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def ask(self, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """The answer of `work`, which runs in one of the processes. Raises TooLongError, and what `work` raises."""
        pool = self._its_pool()
        try:
            return pool.submit(work, *given, **named).result(timeout=PATIENCE)
        except TimeoutError as error:
            self._give_up(pool)
            raise TooLongError from error
        except BrokenExecutor as error:
            self._give_up(pool)
            raise TooLongError from error

    def begin(self, work: Callable[..., None], *given: Any, failed: Callable[[], None]) -> None:
        """Begin what nobody waits for; `failed` is called when it did not come to its end."""

        def ended(future: Future[None]) -> None:
            if not future.cancelled() and future.exception() is not None:
                failed()

        try:
            self._its_pool().submit(work, *given).add_done_callback(ended)
        except BrokenExecutor:
            failed()

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            if self._pool is not None:
                self._end(self._pool)
                self._pool = None

    def _its_pool(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(self._processes, multiprocessing.get_context("spawn"), _begin)
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


def _begin() -> None:
    worker_begins()
    os.nice(_NICE)
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, most))
