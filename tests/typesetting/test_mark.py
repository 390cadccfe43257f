"""The size of 发文机关标志."""

from __future__ import annotations

import pytest

from docgen.document import Run
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.mark import fit


@pytest.mark.parametrize(
    ("characters", "size", "scale"),
    [(5, 42, 100), (10, 42, 100), (12, 42, 84), (16, 33.0, 80), (25, 30, 56)],
)
def test_a_long_mark_is_condensed_then_made_smaller_and_never_under_30_pt(
    characters: int, size: float, scale: int
) -> None:
    found = fit(((Run(text="中" * characters),),), GBT9704)
    assert (round(found.size.pt, 1), found.scale) == (size, scale)
    assert characters * found.size.mm * found.scale / 100 <= 0.96 * 156
