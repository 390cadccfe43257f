"""What is kept from one paper to the next changes no byte: the same papers with nothing kept."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.pipeline import Road, fonts_here, load, plan, write
from docgen.resources import templates_dir
from docgen.typesetting import line_breaking
from docgen.typesetting.literals import DRAFT
from docgen.writers import style_sheet
from docgen.writers.docx import runs

EXAMPLE = Path(__file__).resolve().parents[2] / "data_examples" / "anquan" / "dataset.xlsx"
KINDS = ("notice", "report", "feedback")


def test_a_paper_is_the_same_with_nothing_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dataset = load(EXAMPLE).value
    assert dataset is not None
    road = Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)
    fonts = fonts_here(tmp_path)
    composed = [road.compose(plan(dataset, Request(kinds=(kind,)))[-1]).value for kind in KINDS]
    documents = [each.document for each in composed if each is not None]
    assert len(KINDS) == len(documents)

    def written() -> list[bytes]:
        return [write(each, form, names=road.names, fonts=fonts).data for each in documents for form in ("docx", "pdf")]

    kept = [written(), written()]
    cached = {
        line_breaking: ("break_lines", "filled", "pieces_of"),
        runs: ("_justified_plain", "_plain_runs", "_properties"),
    }
    for module, names in cached.items():
        for name in names:
            monkeypatch.setattr(module, name, getattr(module, name).__wrapped__)
    monkeypatch.setattr(style_sheet, "_kept", deque(maxlen=0))
    assert [written(), written()] == kept


def test_a_paper_is_the_same_whichever_were_made_before_it() -> None:
    """Composed and written after others, and by a process that has made none; drafts too."""
    dataset = load(EXAMPLE).value
    assert dataset is not None

    def made(job: Job, road: Road) -> bytes:
        composed = road.compose(job).value
        assert composed is not None
        properties = replace(composed.document.properties, status=DRAFT if job.unit != CONSOLIDATED else "")
        return write(replace(composed.document, properties=properties), "docx", names=road.names).data

    def new_road() -> Road:
        return Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)

    road = new_road()
    jobs = [job for job in plan(dataset, Request(per_unit=True)) if road.compose(job).value is not None][::7]
    warm = [made(job, road) for job in jobs]
    for job, kept in zip(jobs, warm, strict=True):
        for forget in _caches():
            forget()
        assert kept == made(job, new_road()), job


def _caches() -> list[Callable[[], None]]:
    """What empties the caches of the whole program, those of files that it reads apart."""
    modules = [module for name, module in sys.modules.items() if name.startswith("docgen.")]
    found = {id(each): each for module in modules for each in vars(module).values() if hasattr(each, "cache_clear")}
    kept = [each.cache_clear for each in found.values() if each.__module__.startswith("docgen.")]
    assert len(kept) > 10
    return kept
