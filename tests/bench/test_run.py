"""A small run: rows with their verdicts, written down with the machine and the versions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _run(folder: Path, *arguments: str) -> list[dict]:
    command = [sys.executable, "-m", "bench", "--quick", "--results", str(folder), *arguments]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    found = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    assert found["conditions"]["quick"]
    page = (folder / "results.md").read_text(encoding="utf-8")
    assert all(row["work"] in page for row in found["rows"])
    return found["rows"]


def test_a_row_is_measured_judged_and_written(tmp_path):
    (row,) = _run(tmp_path, "--only", "help")
    assert ("help", "within 2 ×") == (row["group"], row["must"])
    assert row["holds"] is (row["figures"]["ours"] <= 2 * row["figures"]["typer"])


@pytest.mark.slow
def test_every_row_of_the_table_is_there(tmp_path):
    rows = _run(tmp_path, "--papers", "3")
    musts = [row["must"] for row in rows if row["must"]]
    assert musts == [
        "1/8 of its time",
        "no slower",
        "1/4 of their time",
        "within 1.2 ×",
        "under 30 s",
        "under 3 s",
        "under 5 min",
        "1.6 ×",
        "under 400 MB",
        "within 1.2 ×",
        "under 400 MB",
        "within 2 ×",
    ]
    assert all(isinstance(row["holds"], bool) for row in rows if row["must"])
    assert all(row["ratio"] for row in rows if "Typst" in row["work"])
