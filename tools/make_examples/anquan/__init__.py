"""The second example: a group of companies and its safety inspections. All of it is invented and written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import yaml

from tools.make_examples.workbook import Row

__all__ = ["LISTS", "sheets"]

LISTS: Final[dict[str, tuple[str, ...]]] = {}


def sheets() -> dict[str, list[Row]]:
    """Every sheet of the workbook, in order."""
    found: dict[str, list[Row]] = {}
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        found |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return found
