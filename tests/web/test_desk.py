"""Questions to processes: a clock for each that starts when it runs; who only waits has nobody's processes ended."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from docgen.web.desk import BusyError, Desk, TooLongError

LONG = 60.0  # seconds that no test takes


@contextmanager
def desk(processes: int, *, patience: float, wait: float, at_hand: Callable[[], None] | None = None) -> Iterator[Desk]:
    """A desk whose processes have begun."""
    opened = Desk(processes, nice=0, patience=patience, wait=wait, at_hand=at_hand)
    begun = [Event() for _ in range(processes)]
    try:
        if at_hand is None:
            for each in begun:
                opened.begin(time.sleep, 0.2, ended=lambda fine, each=each: each.set())  # type: ignore[misc]
            assert all(each.wait(LONG) for each in begun)
        yield opened
    finally:
        opened.close()


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as made:
        yield made


def asleep(threads: ThreadPoolExecutor, asked: Desk, seconds: float) -> Future[None]:
    """A question that is put now and takes so long."""
    question = threads.submit(asked.ask, time.sleep, seconds)
    time.sleep(0.2)
    return question


def test_waiting_for_others_is_not_counted(threads: ThreadPoolExecutor) -> None:
    with desk(1, patience=1.5, wait=LONG) as asked:
        process = asked.ask(os.getpid)
        assert [None] * 4 == list(threads.map(lambda _: asked.ask(time.sleep, 0.6), range(4)))
        assert process == asked.ask(os.getpid)


def test_who_has_waited_too_long_is_told_so_and_nobody_elses_work_is_ended(
    threads: ThreadPoolExecutor, tmp_path: Path
) -> None:
    with desk(1, patience=LONG, wait=0.4) as asked:
        process = asked.ask(os.getpid)
        question = asleep(threads, asked, 4.0)
        waiting = [threads.submit(asked.ask, (tmp_path / str(number)).touch) for number in range(4)]
        assert [BusyError] * 4 == [type(each.exception(3.0)) for each in waiting]
        assert not question.done()
        assert question.result(LONG) is None
        assert process == asked.ask(os.getpid)
        assert [] == list(tmp_path.iterdir())  # what was withdrawn is not done for nobody


def test_one_that_is_stuck_is_ended_and_the_others_are_answered(threads: ThreadPoolExecutor) -> None:
    with desk(2, patience=2.0, wait=LONG) as asked:
        began = time.monotonic()
        stuck = asleep(threads, asked, LONG)
        time.sleep(0.5)
        running, waiting = asleep(threads, asked, 1.7), threads.submit(asked.ask, os.getpid)
        assert isinstance(stuck.exception(LONG), TooLongError)
        assert 2.0 <= time.monotonic() - began < LONG / 2
        assert running.result(LONG) is None
        assert waiting.result(LONG) != os.getpid()


def test_a_question_that_takes_its_process_down(threads: ThreadPoolExecutor) -> None:
    with desk(1, patience=LONG, wait=LONG) as asked:
        sleeping = asleep(threads, asked, 0.5)
        killing = threads.submit(asked.ask, os._exit, 1)
        time.sleep(0.1)
        waiting = threads.submit(asked.ask, os.getpid)
        assert sleeping.result(LONG) is None
        assert isinstance(killing.exception(LONG), TooLongError)
        assert waiting.result(LONG) != os.getpid()


def test_what_nobody_waits_for_is_begun_again_where_another_had_its_process_ended(threads: ThreadPoolExecutor) -> None:
    told: list[bool] = []
    done = Event()

    def ended(fine: bool) -> None:
        told.append(fine)
        done.set()

    with desk(2, patience=1.0, wait=LONG) as asked:
        stuck = asleep(threads, asked, LONG)
        asked.begin(time.sleep, 1.5, ended=ended)
        assert isinstance(stuck.exception(LONG), TooLongError)
        assert [] == told
        assert done.wait(LONG)
        assert [True] == told


def test_a_desk_that_is_stuck_with_what_it_has_at_hand_is_made_anew(tmp_path: Path) -> None:
    with desk(1, patience=0.5, wait=2.0, at_hand=partial(_stuck_once, tmp_path / "stuck")) as asked:
        with pytest.raises(BusyError):
            asked.ask(os.getpid)
        until = time.monotonic() + LONG
        while not _answers(asked):
            assert time.monotonic() < until


def test_the_error_of_what_is_asked_is_its_own() -> None:
    with desk(1, patience=LONG, wait=LONG) as asked:
        process = asked.ask(os.getpid)
        with pytest.raises(TimeoutError, match="its own"):
            asked.ask(_times_out)
        assert process == asked.ask(os.getpid)


def test_a_closed_desk_says_that_it_has_no_time() -> None:
    with desk(1, patience=LONG, wait=LONG) as asked:
        asked.close()
        with pytest.raises(BusyError):
            asked.ask(os.getpid)


def _stuck_once(file: Path) -> None:
    if not file.exists():
        file.touch()
        time.sleep(LONG)


def _answers(asked: Desk) -> bool:
    try:
        return asked.ask(os.getpid) != os.getpid()
    except BusyError:
        return False


def _times_out() -> None:
    raise TimeoutError("its own")
