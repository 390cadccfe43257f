"""Processes that fight for numbers, some killed at random moments; what the register says afterwards.

`python -m tests.register.storm 10000` is the long run of `make soak`.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from docgen.register.book import opened
from docgen.register.entries import State, number_of
from tests.register.clerk import SERIES

PROCESSES = 8
#: Of every so many processes one is killed (kill -9) while it works.
ONE_KILLED_OF = 3
#: More numbers than a process that is to be killed can come to.
FOR_EVER = 10**9


def storm(folder: Path, wanted: int, seed: int = 1) -> dict[str, int]:
    """Let 8 processes issue `wanted` numbers; how many were confirmed, processes killed, dead reservations found.

    Asserts that none was given twice, that none is missing, and that what was confirmed is in the register.
    """
    register, chance = folder / "登记簿.sqlite", random.Random(seed)
    running: list[tuple[subprocess.Popen[bytes], Path, bool]] = []
    started = killed = 0
    share = max(10, wanted // 40)
    while running or len(confirmed(folder)) < wanted:
        while len(running) < PROCESSES and len(confirmed(folder)) < wanted:
            started += 1
            log, doomed = folder / f"{started}.log", started % ONE_KILLED_OF == 0
            words = [register, log, str(started), str(FOR_EVER if doomed else share)]
            running.append((subprocess.Popen([sys.executable, "-m", "tests.register.clerk", *words]), log, doomed))
        process, log, doomed = running.pop(0)
        if doomed:
            _wait_for_work(process, log)
            time.sleep(chance.random() / 30)
            process.kill()
            killed += 1
        assert (doomed, process.wait()) in ((True, -9), (False, 0))
    found = settled(register, folder) + len(confirmed(folder, "found"))
    return {"confirmed": len(confirmed(folder)), "killed": killed, "given back": found}


def _wait_for_work(process: subprocess.Popen[bytes], log: Path) -> None:
    while process.poll() is None and not (log.exists() and log.stat().st_size):
        time.sleep(0.005)


def confirmed(folder: Path, word: str = "issued") -> list[str]:
    """Every number that some process was told is its own; a last line that was cut off by a kill is left out."""
    return [
        line.removeprefix(f"{word} ").strip()
        for log in folder.glob("*.log")
        for line in log.read_text(encoding="utf-8").splitlines(keepends=True)
        if line.startswith(f"{word} ") and line.endswith("\n")
    ]


def settled(register: Path, folder: Path) -> int:
    """How many reservations of killed processes were found; the books are asserted to be right."""
    book = opened(register).value
    assert book is not None
    returned = book.reclaim().value
    entries = book.entries().value
    assert returned is not None
    assert entries is not None
    told = confirmed(folder)
    assert [] == [number for number, times in Counter(told).items() if times > 1]
    states = {entry.number: entry.state for entry in entries}
    assert [] == [text for text in told if states[number_of(text)] is not State.ISSUED]
    assert {State.ISSUED, State.FREE} >= set(states.values())
    for series in SERIES:
        serials = [number.serial for number in states if number.series == series]
        assert list(range(1, len(serials) + 1)) == serials
    return len(returned)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        sys.stdout.write(f"{storm(Path(name), int(sys.argv[1]))}\n")
