"""Questions put to processes, each with a clock of its own that starts when a process begins with it.

`Future.running()` cannot tell: a pool of the standard library says so of what waits in its pipe, too. So whoever begins
with a question notes the time in memory that server and processes share.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor, wait
from typing import Any, Final

from docgen.batch.run import worker_begins

__all__ = ["BusyError", "LostError", "Questions", "TooLongError"]

#: Questions that may be open at a time: more than threads of the server that could put one.
_MOST: Final = 128
#: Bytes of memory that a process may have.
_MEMORY: Final = 4 << 30


class TooLongError(Exception):
    """A question took longer than it may, or took its process down."""


class BusyError(Exception):
    """No process came to begin with a question in the time it may wait."""


class LostError(Exception):
    """The processes ended with a question open whose fault it was not: it may be put to others."""


class Questions:
    """A pool of spawned processes, and when they began with what they were asked.

    `nice`: by how much the processes stand back behind the server. `patience`: seconds that a question may take.
    """

    def __init__(self, processes: int, *, nice: int, patience: float) -> None:
        spawned = multiprocessing.get_context("spawn")
        self._patience = patience
        self._began = spawned.RawArray("d", _MOST)  # monotonic seconds, which all processes share; 0 before
        self._withdrawn = spawned.RawArray("b", _MOST)
        self._free = deque(range(_MOST))
        self._unwatched: set[int] = set()
        self._pool = ProcessPoolExecutor(processes, spawned, _begin, (nice, self._began, self._withdrawn))
        self._broken = False  # by itself: one of what had begun took its process down
        self.ended = False  # by the server, on account of one that took too long

    def submit(self, work: Callable[..., Any], *given: Any) -> Future[Any]:
        """Begin what has no clock. Raises LostError where the processes have ended."""
        try:
            return self._pool.submit(work, *given)
        except (BrokenExecutor, RuntimeError) as error:  # the latter after they were ended
            self._note_death(error)
            raise LostError from error

    def stand_by(self, work: Callable[[], None]) -> None:
        """Begin what nobody asks the answer of, but which may not take longer either (see `held_up`)."""
        if self._free:
            place = self._place()
            self._unwatched.add(place)
            try:
                future = self.submit(_answer, place, work, (), {})
            except LostError:
                self._open(place)
                raise
            future.add_done_callback(lambda _: self._open(place))

    def held_up(self) -> bool:
        """Whether a process is stuck with something that nobody waits for."""
        late = time.monotonic() - self._patience
        return any(0 < self._began[place] < late for place in tuple(self._unwatched))

    def answer(self, until: float, work: Callable[..., Any], given: Any, named: Any) -> Any:
        """The answer to a question that waits for a process until that time (`time.monotonic`).

        Raises BusyError, TooLongError, LostError, and what `work` raises.
        """
        place = self._place()
        try:
            future = self.submit(_answer, place, work, given, named)
        except LostError:
            self._open(place)
            raise
        try:
            self._wait(future, place, until)
            found = future.result()
        except (BrokenExecutor, CancelledError) as error:
            self._note_death(error)
            if self.ended or not self._began[place]:
                raise LostError from error
            raise TooLongError from error
        finally:  # what is withdrawn may be in the pipe: its place is another's only when it has come out
            future.add_done_callback(lambda _: self._open(place))
        if found is None:
            raise BusyError
        return found[0]

    def _wait(self, future: Future[Any], place: int, until: float) -> None:
        while not future.done():
            now, began = time.monotonic(), self._began[place]
            if not began and now >= until:
                self._withdraw(future, place)
                continue
            limit = began + self._patience if began else min(until, now + self._patience)
            if now >= limit:
                raise TooLongError
            wait((future,), timeout=limit - now)

    def _withdraw(self, future: Future[Any], place: int) -> None:
        """Raises BusyError unless a process has begun with it meanwhile."""
        if future.cancel():
            raise BusyError
        self._withdrawn[place] = 1
        # a process notes that it begins before it looks here: one of the two sees the other
        if not self._began[place]:
            raise BusyError

    def end(self) -> None:
        """End the processes, whatever they are at; what is open is lost."""
        self.ended = not self._broken
        processes = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()

    def _note_death(self, error: Exception) -> None:
        if isinstance(error, BrokenExecutor) and not self.ended:
            self._broken = True

    def _place(self) -> int:
        try:
            place = self._free.popleft()
        except IndexError as error:
            raise BusyError from error
        self._began[place], self._withdrawn[place] = 0.0, 0
        return place

    def _open(self, place: int) -> None:
        self._unwatched.discard(place)
        self._free.append(place)


#: In a process: where it notes what it begins with, and what is withdrawn.
_notes: list[Any] = []


def _begin(nice: int, began: Any, withdrawn: Any) -> None:
    worker_begins()
    os.nice(nice)
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, most))
    _notes[:] = [began, withdrawn]


def _answer(place: int, work: Callable[..., Any], given: Any, named: Any) -> tuple[Any] | None:
    """The answer, in a tuple; None where nobody waits for it any more."""
    began, withdrawn = _notes
    began[place] = time.monotonic()
    return None if withdrawn[place] else (work(*given, **named),)
