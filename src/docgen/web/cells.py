"""What stands in the cells behind a figure of a preview; looked up in a process of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path
from typing import Final

from docgen.batch.cell_ranges import cells_in
from docgen.dataset.cell_values import CellValue, CellValues
from docgen.settings import Settings
from docgen.web.reading import seen

__all__ = ["FEW", "Cells", "cells_behind"]

#: Cells that are shown before somebody asks for all of them, and that are shown then.
FEW: Final = 12
_MOST: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Cells with their values, sheet by sheet; `count` is how many there are, more perhaps than are shown."""

    sheets: tuple[tuple[str, tuple[CellValue, ...]], ...]
    count: int

    @property
    def shown(self) -> int:
        """How many have their values here."""
        return sum(len(cells) for _, cells in self.sheets)


def cells_behind(root: Path, number: int, settings: Settings, ranges: Sequence[str], *, every: bool) -> Cells:
    """The first cells of ranges of a dataset, or `every` one."""
    datasets, dataset = seen(root, number, settings)
    places = tuple(cells_in(ranges))
    values = _values(datasets.file(dataset), dataset.digest).of(islice(places, _MOST if every else FEW))
    return Cells(
        sheets=tuple((sheet, tuple(cells)) for sheet, cells in groupby(values, key=lambda each: each.sheet)),
        count=len(places),
    )


@lru_cache(maxsize=3)
def _values(file: Path, digest: str) -> CellValues:
    return CellValues(file)
