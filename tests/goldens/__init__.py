"""Golden texts: the tree of a paper as plain text, written down to be read and compared."""

from __future__ import annotations

from pathlib import Path

import pytest

__all__ = ["compare"]

_HERE = Path(__file__).parent


def compare(name: str, text: str, config: pytest.Config) -> None:
    """Compare a text with the golden `name`; with `--accept` write it down instead, and fail so that it is read."""
    golden = _HERE / f"{name}.txt"
    if config.getoption("--accept"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
        pytest.fail(f"written down: {golden.name}; read the difference, then run without --accept")
    assert golden.read_text(encoding="utf-8") == text
