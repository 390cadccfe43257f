"""The papers of both examples: one of each kind and variant, composed once a session."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docgen.document import Document
from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.pipeline import Road, load, plan
from docgen.resources import templates_dir
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.rows import divide
from docgen.typesetting.title import shape

EXAMPLES = ("huitoukan", "anquan")
ROOT = Path(__file__).parents[2] / "data_examples"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A paper as both writers get it: long titles broken, rows too tall for a page divided."""

    example: str
    job: Job
    document: Document

    def __str__(self) -> str:
        return "-".join(part for part in (self.example, self.job.kind, self.job.variant, self.job.unit) if part)


@cache
def road_of(example: str) -> Road:
    """An example on its way to papers, with units that have not reported left out."""
    dataset = load(ROOT / example / "dataset.xlsx").value
    assert dataset is not None
    return Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)


@cache
def samples() -> tuple[Sample, ...]:
    """The first paper of each kind and variant, of a unit and of the office, of both examples."""
    found: dict[tuple[str, str, str, bool], Sample] = {}
    for example in EXAMPLES:
        for job in plan(road_of(example).dataset, Request()):
            key = (example, job.kind, job.variant, job.unit == CONSOLIDATED)
            if key in found:
                continue
            composed = road_of(example).compose(job).value
            if composed is not None:
                shaped = shape(composed.document, GBT9704, road_of(example).names)
                found[key] = Sample(example=example, job=job, document=divide(shaped, GBT9704))
    return tuple(found.values())
