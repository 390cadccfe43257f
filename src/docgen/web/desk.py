"""Work beside the server in a few processes of lower priority: previews at one desk, reading at another.

What a person drops into the page is opened there and never in the server: a file that takes too long or too much costs
one such process. Datasets are read and print files made at a desk of their own, since that takes many seconds and no
preview is to wait for it.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import BrokenExecutor, Future
from contextlib import suppress
from functools import partial
from typing import Any, Final, ParamSpec, TypeVar, cast

from docgen.web.questions import BusyError, LostError, Questions, TooLongError

__all__ = ["PATIENCE", "BusyError", "Desk", "TooLongError"]

P = ParamSpec("P")
T = TypeVar("T")

#: Seconds that a question may wait for a process, and that it may take then.
PATIENCE: Final = 30.0
#: Answers that are remembered.
_REMEMBERED: Final = 100
_MOMENT: Final = 0.2
#: How often a question is put to new processes where the old ones ended before they began with it.
_TRIES: Final = 4


class Desk:
    """A pool that is made anew when one of its processes dies or is stuck.

    `nice`: by how much its processes stand back behind the server. `at_hand` is run in each when it begins and again at
    every `refresh`: it brings there what the next question is likely to need. Without it processes begin when asked.
    `patience`: seconds that a question may take once a process has begun with it; `wait`: that it may wait until then.
    """

    def __init__(
        self,
        processes: int,
        *,
        nice: int,
        at_hand: Callable[[], None] | None = None,
        patience: float = PATIENCE,
        wait: float = PATIENCE,
    ) -> None:
        self._processes = processes
        self._nice = nice
        self._at_hand = at_hand
        self._patience = patience
        self._wait = wait
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[Hashable, ...], Any] = OrderedDict()
        self._pool: Questions | None = None
        self._closed = False

    def ask(self, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """The answer of `work`, which runs in one of the processes.

        Raises TooLongError, BusyError when none of them came to begin with it, and what `work` raises. Where another
        question has the processes ended, this one is put to those that come after them.
        """
        until = time.monotonic() + self._wait
        for _ in range(_TRIES):
            pool = self._its_pool()
            try:
                return cast("T", pool.answer(until, work, given, named))
            except LostError:
                self._give_up(pool)
            except TooLongError:
                self._give_up(pool)
                raise
            except BusyError:
                if pool.held_up():
                    self._give_up(pool)
                raise
        raise BusyError

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

        def told(pool: Questions, future: Future[None]) -> None:
            if self._closed:
                return
            lost = future.cancelled() or isinstance(future.exception(), BrokenExecutor)
            if lost and pool.ended:  # on account of another
                self.begin(work, *given, ended=ended)
            else:
                ended(not lost and future.exception() is None)

        for _ in range(_TRIES):
            try:
                pool = self._its_pool()
            except BusyError:  # closed
                return
            try:
                pool.submit(work, *given).add_done_callback(partial(told, pool))
                return
            except LostError:
                self._give_up(pool)
        ended(False)

    def warm(self, then: Callable[[], None] = lambda: None) -> None:
        """Begin the processes before they are asked; `then` is called when one of them answers, or cannot."""
        with suppress(BusyError, LostError):  # closed meanwhile, or its processes have died
            self._its_pool().submit(_nothing).add_done_callback(lambda _: then())

    def refresh(self) -> None:
        """Have every process look again at what it is to have at hand."""
        with suppress(BusyError, LostError):
            self._look_again(self._its_pool())

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            self._closed = True
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.end()

    def _its_pool(self) -> Questions:
        with self._lock:
            if self._closed:
                raise BusyError
            if self._pool is None:
                self._pool = Questions(self._processes, nice=self._nice, patience=self._patience)
                self._look_again(self._pool)
            return self._pool

    def _look_again(self, pool: Questions) -> None:
        if self._at_hand is not None:
            for _ in range(self._processes):  # a pool begins its processes with the work it gets
                pool.stand_by(partial(_stand_by, self._at_hand))

    def _give_up(self, pool: Questions) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        pool.end()


def _stand_by(at_hand: Callable[[], None]) -> None:
    """Have it at hand, and keep the process busy for a moment, so that the next of its kind goes to another."""
    at_hand()
    time.sleep(_MOMENT)


def _nothing() -> None:
    """What is asked of a process that is only to begin."""
