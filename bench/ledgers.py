"""A ledger of as many rows as are asked for: those of many units, one after another, in the columns of one form."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeGuard

from bench.papers import composed, road_of, units_dataset
from docgen.document import Attachment, Block, Document, Row, Table
from docgen.kinds.job import Request
from docgen.pipeline import plan

__all__ = ["COLUMNS", "ledger"]

COLUMNS: Final = 8
_FORM: Final = "领导班子台账"
_ROWS_A_UNIT: Final = 6  # at least, as a mean of many


def ledger(rows: int) -> tuple[Document, int]:
    """The ledger and how many rows it has: `rows`, or a few more, since no unit's are divided."""
    road = road_of(units_dataset(rows // _ROWS_A_UNIT + 2))
    jobs = [job for job in plan(road.dataset, Request(kinds=("ledger",))) if job.ledger == _FORM]
    gathered: list[Row] = []
    for job in (job for job in jobs if job.covers == (job.unit,)):
        document = composed(road, job)
        gathered += _table(document).rows
        if len(gathered) >= rows:
            return _with_rows(document, tuple(gathered)), len(gathered)
    raise AssertionError("the units have rows enough")


def _table(document: Document) -> Table:
    blocks = [*document.body, *(block for part in document.parts for block in part.body)]
    return next(block for block in blocks if _is_ledger(block))


def _is_ledger(block: Block) -> TypeGuard[Table]:
    return isinstance(block, Table) and len(block.columns) == COLUMNS


def _with_rows(document: Document, rows: tuple[Row, ...]) -> Document:
    def filled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(replace(block, rows=rows) if _is_ledger(block) else block for block in blocks)

    parts = tuple(replace(part, body=filled(part.body)) for part in document.parts if isinstance(part, Attachment))
    return replace(document, body=filled(document.body), parts=parts)
