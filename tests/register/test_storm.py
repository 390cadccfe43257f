"""Eight processes fight for numbers and some are killed: none is given twice, none is missing."""

from __future__ import annotations

from pathlib import Path

from tests.register.storm import storm


def test_a_thousand_numbers(quick_folder: Path) -> None:
    seen = storm(quick_folder, 1000)

    assert 1000 <= seen["confirmed"]
    assert 1 <= seen["killed"]
