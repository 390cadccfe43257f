"""Every value on paper names the cell it came from, in every paper of both examples."""

from __future__ import annotations

import re
from functools import cache

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from docgen.document import Run, Voice
from docgen.kinds.job import Request
from docgen.pipeline import plan
from docgen.walk import runs
from tests.documents.papers import EXAMPLES, ROOT, road_of

_CELL = re.compile(r"([A-Z]{1,3}\d+)(?::([A-Z]{1,3}\d+))?")


@cache
def filled(example: str) -> dict[str, set[tuple[int, int]]]:
    """Sheet → (row, column) of the cells that hold something, those of a merged area all."""
    book = load_workbook(ROOT / example / "dataset.xlsx", data_only=True)
    found = {}
    for sheet in book.worksheets:
        cells = {(cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")}
        for area in sheet.merged_cells.ranges:
            if (area.min_row, area.min_col) in cells:
                cells |= {(row, column) for row, column in area.cells}
        found[sheet.title] = cells
    return found


@cache
def printed(example: str) -> dict[tuple[str, str, Run], None]:
    """Kind, variant and run of every value of every paper, each once."""
    road = road_of(example)
    asked = Request(per_unit=True, personal=True)
    composed = ((job, road.compose(job).value) for job in plan(road.dataset, asked))
    return {
        (job.kind, job.variant, run): None
        for job, made in composed
        if made is not None
        for run in runs(made.document)
        if run.voice in (Voice.DATA, Voice.FACT)
    }


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_value_has_a_cell(example: str) -> None:
    assert [] == [(kind, variant, run.text) for kind, variant, run in printed(example) if not run.origins]


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_text_comes_from_cells_that_hold_something(example: str) -> None:
    origins = {(kind, origin) for kind, _, run in printed(example) if run.voice is Voice.DATA for origin in run.origins}
    assert [] == sorted((kind, origin) for kind, origin in origins if not _holds(example, origin))


def _holds(example: str, origin: str) -> bool:
    _, sheet, cells = origin.split(" › ")
    parts = [_CELL.fullmatch(part) for part in cells.split("、")]
    assert all(parts), origin
    bounds = [range_boundaries(part.group()) for part in parts if part]
    return all(
        (row, column) in filled(example)[sheet]
        for left, top, right, bottom in bounds
        for row in range(int(top or 0), int(bottom or 0) + 1)
        for column in range(int(left or 0), int(right or 0) + 1)
    )
