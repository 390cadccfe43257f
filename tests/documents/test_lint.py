"""Every document of both examples is free of what no paper may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.kinds.all_kinds import KINDS
from docgen.kinds.job import Request
from docgen.pipeline import Road, load, plan
from docgen.resources import templates_dir
from tests.documents.lint import faults

EXAMPLES = Path(__file__).parents[2] / "data_examples"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_clean(example: str, kind: str) -> None:
    dataset = load(EXAMPLES / example / "dataset.xlsx").value
    assert dataset is not None
    road = Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)
    found, made = [], 0
    names = {name for unit in dataset.units for name in (unit.name, unit.full_name)}
    for job in plan(dataset, Request(kinds=(kind,), per_unit=True)):
        composed = road.compose(job).value
        if composed is not None:
            made += 1
            found += [
                f"{job.unit} {job.variant} {job.subject} {fault}" for fault in faults(composed.document, names=names)
            ]
    assert made > 0
    assert [] == found
