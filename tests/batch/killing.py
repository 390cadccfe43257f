"""Batches that are killed at random moments and run once more: each leaves the set of one that nobody disturbed.

`python -m tests.batch.killing 100` is the long run of `make soak`.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SMALL = Path(__file__).parents[1] / "command" / "small.yaml"
PROGRAM = Path(sys.executable).parent / "docgen"


def batch(folder: Path, *more: str) -> subprocess.Popen[str]:
    """All papers of the small dataset, with two workers, into `out` below a folder."""
    words = ["batch", str(SMALL), "--out", "out", "--workers", "2", "--per-unit", "--personal", "--allow-incomplete"]
    return subprocess.Popen(
        [PROGRAM, *words, *more],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def files(folder: Path) -> dict[str, bytes]:
    """Path → content of everything below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def undisturbed(folder: Path) -> tuple[dict[str, bytes], float]:
    """What a batch makes that nobody kills, and the seconds it takes."""
    batch(folder).communicate()  # fonts are drawn only once
    began = time.monotonic()
    again = folder / "again"
    again.mkdir()
    batch(again).communicate()
    taken = time.monotonic() - began
    assert files(folder / "out") == files(again / "out")
    return files(folder / "out"), taken


def standing(folder: Path) -> int:
    """How many papers stand in the batch's folder."""
    out = folder / "out"
    return sum(1 for path in out.rglob("*.*") if not path.relative_to(out).as_posix().startswith("."))


def killed_and_resumed(folder: Path, moment: float | None) -> tuple[dict[str, bytes], int]:
    """What is there after a batch that is killed (kill -9) after some seconds, and one more; how many files stood.

    None: as soon as a paper stands.
    """
    process = batch(folder)
    until = time.monotonic() + (moment or 60)
    while process.poll() is None and time.monotonic() < until and not (moment is None and standing(folder)):
        time.sleep(0.002)
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    stood = standing(folder)
    said = batch(folder).communicate()
    assert "" == said[1]
    return files(folder / "out"), stood


def kill(times: int, folder: Path, seed: int = 1) -> list[int]:
    """Kill and resume so many batches; asserts each time that the set is the undisturbed one's.

    The first is killed as soon as a paper stands, the others at random moments.

    How many files stood when each was killed.
    """
    expected, taken = undisturbed(folder)
    chance = random.Random(seed)
    stood = []
    for number in range(times):
        each = folder / str(number)
        each.mkdir()
        found, there = killed_and_resumed(each, chance.uniform(0, taken) if number else None)
        assert sorted(expected) == sorted(found)
        assert expected == found
        stood.append(there)
    return stood


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        counts = kill(int(sys.argv[1]), Path(name))
        sys.stdout.write(f"{len(counts)} 次：每次的文件都与没有中断的一样。被杀时已有的文件数：{sorted(counts)}\n")
