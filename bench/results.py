"""The results as a table to read and as JSON, with the machine and the versions they were got with."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from bench.rows import Asked, Row

__all__ = ["conditions", "table", "write"]

_PACKAGES: Final = ("docxtpl", "weasyprint", "pikepdf", "lxml", "python-docx", "typer", "typst")
_VERDICTS: Final = {True: "yes", False: "no", None: "–"}


def conditions(asked: Asked) -> dict[str, Any]:
    """Day, machine, versions, and what was asked for."""
    return {
        "day": datetime.now().astimezone().date().isoformat(),
        "papers": asked.papers,
        "rounds": asked.rounds,
        "quick": asked.quick,
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "load_before": round(os.getloadavg()[0], 2),
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", platform.system()),
        "python": platform.python_version(),
        "LibreOffice": _office(),
        **{package: _version(package) for package in _PACKAGES},
    }


def write(folder: Path, found: dict[str, Any], rows: Sequence[Row]) -> None:
    """`results.md` and `results.json` in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {"conditions": found, "rows": [asdict(row) for row in rows]}
    (folder / "results.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "results.md").write_text(_page(found, rows), encoding="utf-8")


def table(rows: Iterable[Row]) -> list[str]:
    """The lines of the table."""
    lines = ["| work | ours | theirs | ratio | must | holds | aim | reached |", "|---|---|---|---|---|---|---|---|"]
    for row in rows:
        cells = (row.work, row.ours, row.theirs, row.ratio, row.must, _VERDICTS[row.holds], row.aim)
        lines.append(f"| {' | '.join(cells)} | {_VERDICTS[row.reached]} |")
    return lines


def _page(found: dict[str, Any], rows: Sequence[Row]) -> str:
    head = [
        "# What docgen takes",
        "",
        "Written by `make bench`; what is compared, and how, is in [README.md](README.md).",
    ]
    if found["quick"]:
        head += ["", "**A quick run, to see that all of it runs: its figures say nothing.**"]
    head += [
        "",
        f"{found['day']}, {found['system']}, {found['processor']}, {found['cores']} cores, {found['memory_gb']} GB,"
        f" load {found['load_before']} before the run; {found['papers']} papers, {found['rounds']} rounds.",
        "",
        ", ".join(f"{name} {found[name] or 'not installed'}" for name in ("python", "LibreOffice", *_PACKAGES)) + ".",
        "",
    ]
    return "\n".join([*head, *table(rows), ""])


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _office() -> str | None:
    program = shutil.which("soffice")
    if program is None:
        return None
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return next(iter(done.stdout.split()[1:]), None)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
