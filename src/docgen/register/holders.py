"""Who holds a reservation, and whether that process still runs: pid and start time, since pids are used again."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Holder", "is_gone", "this_process"]

_PROCESSES: Final = Path("/proc")
#: Fields of /proc/PID/stat behind the name, which may itself hold blanks and brackets: state, and start time in ticks.
_STATE: Final = 0
_START: Final = 19
_DEAD: Final = frozenset("ZX")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A process: its start time counts from the boot, its pid within its namespace (a container has its own)."""

    pid: int
    started: int
    boot: str
    namespace: str


def this_process() -> Holder:
    """The process that asks."""
    started = _started(os.getpid())
    assert started is not None, "a process that asks is running"
    return Holder(pid=os.getpid(), started=started, boot=_boot(), namespace=_namespace())


def is_gone(holder: Holder) -> bool:
    """Whether a process has ended. One in another container cannot be seen from here, so it counts as running."""
    if holder.boot != _boot():
        return True
    return holder.namespace == _namespace() and _started(holder.pid) != holder.started


def _started(pid: int) -> int | None:
    """When a process began; None when there is none, or only what is left of one until its parent looks."""
    try:
        fields = (_PROCESSES / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
    except OSError:
        return None
    found = fields.split()
    return None if found[_STATE] in _DEAD else int(found[_START])


def _boot() -> str:
    return (_PROCESSES / "sys" / "kernel" / "random" / "boot_id").read_text(encoding="ascii").strip()


def _namespace() -> str:
    return str((_PROCESSES / "self" / "ns" / "pid").readlink())
