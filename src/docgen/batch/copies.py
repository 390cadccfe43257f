"""How many copies of a paper are wanted: 份数 of 发文, or of 单位 where the paper is sent to a unit."""

from __future__ import annotations

from docgen.dataset.records import Dataset
from docgen.kinds.all_kinds import KINDS, OWN_PAPERS
from docgen.kinds.job import CONSOLIDATED, Job, paper_of
from docgen.pipeline import word_of

__all__ = ["copies_of"]


def copies_of(dataset: Dataset, job: Job) -> int | None:
    """The copies of a paper; None where the data does not say of one that is the office's own.

    A unit's own paper is one where 发文 says nothing, for 份数 of 单位 counts what the unit is sent. The copy
    of a 通知 made for one unit is not the whole edition that 发文 counts: it takes the 份数 of that unit.
    """
    sent = job.unit != CONSOLIDATED and job.kind not in OWN_PAPERS
    if sent and not (job.kind in KINDS and KINDS[job.kind].PER_UNIT):
        return dataset.unit(job.unit).copies
    given = paper_of(dataset, word_of(job.kind), job).copies
    if given is not None or job.unit == CONSOLIDATED:
        return given
    return dataset.unit(job.unit).copies if sent else 1
