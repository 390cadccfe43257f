"""Golden texts of the ledgers of both examples: the shortest paper of each sort that has some rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.document import Table
from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.pipeline import Road, load, plan
from docgen.resources import templates_dir
from docgen.writers.text import text_of
from tests.goldens import compare

EXAMPLES = Path(__file__).parents[2] / "data_examples"
ROWS = 2  # a paper with fewer shows too little


def sort_of(job: Job) -> str:
    if job.variant:
        return job.variant
    if job.unit == CONSOLIDATED:
        return "汇总"
    return "个人" if job.subject else "单位"


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_golden(example: str, pytestconfig: pytest.Config) -> None:
    dataset = load(EXAMPLES / example / "dataset.xlsx").value
    assert dataset is not None
    road = Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)
    texts: dict[str, list[str]] = {}
    for job in plan(dataset, Request(kinds=("ledger",), personal=True)):
        composed = road.compose(job).value
        if composed is None:
            continue
        tables = (block for part in composed.document.parts for block in part.body if isinstance(block, Table))
        if job.variant == "空白表" or sum(len(table.rows) for table in tables) >= ROWS:
            heading = f"== {job.unit} {job.variant} {job.title}\n"
            texts.setdefault(sort_of(job), []).append(heading + text_of(composed.document))
    compare(f"{example}/ledger", "\n".join(min(found, key=len) for found in texts.values()), pytestconfig)
