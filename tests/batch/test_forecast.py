"""What `--dry-run` foresees is what the batch makes: the same papers refused, the pages within one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.batch.copies import copies_of
from docgen.batch.forecast import Foreseen, foreseen, seconds, series_needed
from docgen.batch.plan import plan_papers
from docgen.dataset.records import Dataset
from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.pipeline import Road, fonts_here, laid_out, plan, read_standards, write
from docgen.resources import templates_dir
from docgen.typesetting.fonts import FontSet
from docgen.typesetting.foreseen import foreseen_pages
from tests.documents.papers import Sample, samples
from tests.finished import small


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


def forecast(dataset: Dataset, *, allow_incomplete: bool = False, per_unit: bool = False) -> list[Foreseen]:
    standards = read_standards("gbt9704").value
    assert standards is not None
    road = Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=allow_incomplete)
    papers = plan_papers(plan(dataset, Request(per_unit=per_unit)), ("docx", "pdf"))
    return list(foreseen(papers, road, standards))


@pytest.mark.parametrize("sample", samples(), ids=str)
def test_pages_are_foreseen_within_one(sample: Sample, fonts: FontSet) -> None:
    ready, _ = laid_out(sample.document)
    standards = read_standards("gbt9704").value
    assert standards is not None
    made = write(sample.document, "pdf", fonts=fonts).pages
    assert made is not None
    assert abs(made - foreseen_pages(ready, standards.of(None))) <= 1


def test_what_the_batch_would_refuse_is_foreseen() -> None:
    refused = {
        (each.paper.job.unit, each.paper.job.kind) for each in forecast(small()) if each.line.failed and not each.pages
    }
    assert {(CONSOLIDATED, "report"), ("西城分馆", "report"), ("西城分馆", "ledger")} <= refused
    assert not any(unit == "东城分馆" for unit, _ in refused)


def test_numbers_that_the_office_has_still_to_give_are_counted_by_series() -> None:
    """The 通知 has its number and its copies for units share it; a unit's report has a number of its own."""
    found = forecast(small(), allow_incomplete=True, per_unit=True)
    assert {"清图报〔2024〕", "机关代字未填的"} == set(series_needed(found))
    assert 1 == series_needed(found)["清图报〔2024〕"]
    assert 1 == sum(1 for each in found if each.own and each.series)


def test_more_workers_take_less_time() -> None:
    found = forecast(small())
    assert seconds(found, 2) < seconds(found, 1)


def copies(job: Job, *, of_paper: int | None = None, of_unit: int = 1) -> int | None:
    dataset = small()
    return copies_of(
        replace(
            dataset,
            papers=tuple(paper.model_copy(update={"copies": of_paper}) for paper in dataset.papers),
            units=tuple(unit.model_copy(update={"copies": of_unit}) for unit in dataset.units),
        ),
        job,
    )


NOTICE = Job(kind="notice", title="检查")
REPORT = Job(kind="report", title="检查", unit="东城分馆")
FEEDBACK = Job(kind="feedback", title="检查", unit="东城分馆")


@pytest.mark.parametrize(
    ("job", "of_paper", "expected"),
    [
        (NOTICE, 40, 40),
        (NOTICE, None, None),
        (replace(NOTICE, unit="东城分馆"), 40, 3),  # a copy of the edition, not an edition
        (REPORT, None, 1),  # its own: what 单位 counts is what it is sent
        (REPORT, 5, 5),
        (FEEDBACK, None, 3),  # 发文 of the small dataset has no row for it
    ],
)
def test_copies_come_from_the_paper_or_from_the_unit(job: Job, of_paper: int | None, expected: int | None) -> None:
    assert expected == copies(job, of_paper=of_paper, of_unit=3)
