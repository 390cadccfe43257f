"""A whole command watched from outside: how long it took, and the peaks of memory of it and of its workers."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Watched", "watched"]

_EVERY: Final = 0.02  # seconds between two looks
_KB_A_MB: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Wall time in seconds; peaks of resident memory in MB (VmHWM): of the command itself, of its largest worker."""

    seconds: float
    peak: float
    worker_peak: float


def watched(command: Sequence[str], *, fine: Sequence[int] = (0,), environ: Mapping[str, str] | None = None) -> Watched:
    """Run a command to its end; an exit code that is not among `fine` ends the benchmark.

    Peaks are read while it runs: the system keeps VmHWM as the highest so far, so what is missed is at most what is
    taken in the last moments; of the command itself the system tells the peak at its end too.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **(environ or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    workers: dict[int, int] = {}
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        for worker in _descendants(process.pid):
            workers[worker] = max(_peak(worker), workers.get(worker, 0))
        time.sleep(_EVERY)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        raise SystemExit(f"exit code {process.returncode}: {' '.join(command)}")
    worker_peak = max(workers.values(), default=0) / _KB_A_MB
    return Watched(seconds=seconds, peak=usage.ru_maxrss / _KB_A_MB, worker_peak=worker_peak)


def _descendants(pid: int) -> list[int]:
    """The processes below one; none of one that has ended."""
    found = []
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    for child in map(int, children):
        found += [child, *_descendants(child)]
    return found


def _peak(pid: int) -> int:
    """VmHWM in kB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)
