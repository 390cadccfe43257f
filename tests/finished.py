"""A finished folder to print from and to verify: papers of the small dataset, as `docgen batch` leaves them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docgen.batch.manifest import Line, header, known_files, write_manifest
from docgen.batch.order import Order
from docgen.batch.plan import plan_papers
from docgen.batch.run import run
from docgen.dataset.records import Dataset
from docgen.kinds.job import Request
from docgen.pipeline import load, plan, read_standards
from docgen.settings import Settings

__all__ = ["SMALL", "finished", "small"]

SMALL = Path(__file__).parent / "command" / "small.yaml"


def small() -> Dataset:
    """The small dataset."""
    value = load(SMALL).value
    assert value is not None
    return value


def finished(
    out: Path,
    dataset: Dataset,
    *kinds: str,
    formats: Sequence[str] = ("docx", "pdf"),
    per_unit: bool = False,
    allow_incomplete: bool = True,
) -> Path:
    """Make the papers of these kinds into `out`, with the manifest."""
    settings = Settings(cache=out.parent / "cache", workers=1)
    order = Order(
        dataset=dataset, out=out, settings=settings, allow_incomplete=allow_incomplete, known=known_files(out)
    )
    papers = plan_papers(plan(dataset, Request(kinds=kinds, per_unit=per_unit)), formats)
    made: dict[int, tuple[Line, ...]] = {}
    run(papers, order, made.__setitem__)
    standards = read_standards("gbt9704").value
    assert standards is not None
    first = header(dataset.digest, {}, standards, units=[unit.name for unit in dataset.units])
    write_manifest(out, first, [line for place in sorted(made) for line in made[place]])
    return out
