"""Whole commands: one paper from a cold start, the demo by two workers and by one, the help."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bench.papers import EXAMPLE
from bench.rows import Asked, Row, row, say
from bench.watched import Watched, watched

__all__ = ["DOCGEN", "cold_start", "demo", "help_text"]

DOCGEN: Final = str(Path(sys.executable).with_name("docgen"))
_UNIT: Final = "石桥区"
_COLD_RUNS: Final = 5
_HELP_RUNS: Final = 15
_SMALL: Final = ("--kind", "feedback", "--kind", "reminder")


def cold_start(asked: Asked) -> Iterator[Row]:
    """A unit's report as DOCX and PDF: by one command that makes both, and by one command a file."""
    runs = 1 if asked.quick else _COLD_RUNS
    batches, renders = [], []
    for number in range(1, runs + 1):
        say(f"  one paper from a cold start, run {number} of {runs}")
        with tempfile.TemporaryDirectory(dir=asked.folder) as out:
            batches.append(watched(_batch(out, "--kind", "report", "--unit", _UNIT)).seconds)
            start = time.perf_counter()
            for form in ("docx", "pdf"):
                asked_for = [DOCGEN, "render", "report", str(EXAMPLE), "--unit", _UNIT]
                watched([*asked_for, "--out", str(Path(out, f"one.{form}"))])
            renders.append(time.perf_counter() - start)
    once, twice = statistics.median(batches), statistics.median(renders)
    yield row(
        "cold-start",
        "one paper, cold start to both files (`docgen batch --kind --unit`; `docgen render` twice in brackets)",
        ours=f"{once:.2f} s ({twice:.2f} s)",
        value=once,
        must=("under 3 s", 3.0),
        aim=("1.5 s", 1.5),
        figures={"batch": once, "render_twice": twice},
        shown="",
    )


def demo(asked: Asked) -> Iterator[Row]:
    """All files of the first example, by two workers and by one, by turns."""
    taken: dict[int, list[Watched]] = {2: [], 1: []}
    files = 0
    for number in range(1, asked.rounds + 1):
        for workers, runs in taken.items():
            say(f"  the demo by {workers}, round {number} of {asked.rounds}")
            with tempfile.TemporaryDirectory(dir=asked.folder) as out:
                more = _SMALL if asked.quick else ()
                command = _batch(out, "--workers", str(workers), "--allow-incomplete", *more)
                runs.append(watched(command, fine=(0, 1)))
                files = sum(path.suffix in (".docx", ".pdf") for path in Path(out).rglob("*"))
    two, one = (statistics.median(run.seconds for run in taken[workers]) for workers in (2, 1))
    figures = {"two": two, "one": one, "files": files}
    yield row(
        "demo",
        f"the demo ({files:,} files), two workers",
        ours=f"{two:.0f} s",
        value=two,
        must=("under 5 min", 300.0),
        aim=("2 min", 120.0),
        figures=figures,
        shown="",
    )
    yield row(
        "demo",
        "two workers against one (theirs: one)",
        ours=f"{two:.1f} s",
        theirs=f"{one:.1f} s",
        value=two / one,
        must=("1.6 ×", 1 / 1.6),
        aim=("1.9 ×", 1 / 1.9),
        figures=figures,
        shown=f"{one / two:.2f} ×",
    )
    peak = max(run.worker_peak for run in taken[2])
    yield row(
        "demo",
        "memory of a worker at its peak, the demo",
        ours=f"{peak:.0f} MB",
        value=peak,
        must=("under 400 MB", 400.0),
        figures={"worker": peak, "coordinator": max(run.peak for run in taken[2])},
        shown="",
    )


def help_text(asked: Asked) -> Iterator[Row]:
    """`docgen --help` against importing typer alone."""
    runs = 3 if asked.quick else _HELP_RUNS
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(_seconds([DOCGEN, "--help"]))
        theirs.append(_seconds([sys.executable, "-c", "import typer"]))
    mine, other = statistics.median(ours), statistics.median(theirs)
    yield row(
        "help",
        f'`docgen --help`, median of {runs}; theirs: `python -c "import typer"`',
        ours=f"{mine * 1000:.0f} ms",
        theirs=f"{other * 1000:.0f} ms",
        value=mine / other,
        must=("within 2 ×", 2.0),
        figures={"ours": mine, "typer": other},
    )


def _batch(out: str, *more: str) -> list[str]:
    return [DOCGEN, "batch", str(EXAMPLE), "--out", out, *more]


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start
