"""A row of the results, and what is asked for on the command line."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.subjects import Measured, in_own_process

__all__ = ["Asked", "Row", "alternated", "median_of", "milliseconds", "row", "say"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`papers`: how many different ones; `rounds`: how often all is measured, by turns; `folder`: for files on the way.

    `quick` makes everything small, to see that it runs: its figures say nothing.
    """

    folder: Path
    papers: int
    rounds: int
    quick: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: what was done, the two figures as read, and whether the must holds (None: could not be measured)."""

    group: str
    work: str
    ours: str
    theirs: str
    ratio: str
    must: str
    holds: bool | None
    aim: str = ""
    reached: bool | None = None
    figures: Mapping[str, Any] = field(default_factory=dict)


def row(
    group: str,
    work: str,
    *,
    ours: str,
    theirs: str = "",
    value: float | None,
    must: tuple[str, float],
    aim: tuple[str, float] | None = None,
    figures: Mapping[str, Any],
    shown: str | None = None,
) -> Row:
    """A row judged by one value, which must not be above a limit; `must` and `aim` are words and limit."""
    return Row(
        group=group,
        work=work,
        ours=ours,
        theirs=theirs,
        ratio=shown if shown is not None else ("" if value is None else f"{value:.2f}"),
        must=must[0],
        holds=None if value is None else value <= must[1],
        aim=aim[0] if aim else "",
        reached=None if value is None or aim is None else value <= aim[1],
        figures={**figures, "value": value, "limit": must[1]},
    )


def alternated(subjects: Sequence[tuple[str, int]], asked: Asked) -> list[list[Measured]]:
    """What each subject measured in each round; they take turns, each time in a new process."""
    measured: list[list[Measured]] = [[] for _ in subjects]
    for number in range(1, asked.rounds + 1):
        for place, (subject, count) in enumerate(subjects):
            say(f"  {subject} × {count}, round {number} of {asked.rounds}")
            measured[place].append(in_own_process(subject, asked.folder, count))
    return measured


def median_of(measured: Sequence[Measured], per: str = "papers") -> float:
    """The median of seconds a paper, or a row."""
    return statistics.median(float(each["seconds"]) / int(each[per]) for each in measured)


def milliseconds(seconds: float) -> str:
    """Seconds as milliseconds to read."""
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def say(words: str) -> None:
    """What goes on, on standard error."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
