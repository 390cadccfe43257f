"""A dataset file → a `Dataset` and every problem in it, all at once. Never raises for bad input.

The road: source → sheets found by name → 活动 → ledger forms → rows → relations → records of the rows without errors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from docgen.dataset.campaign import CAMPAIGN_COLUMNS, CampaignReading, read_campaign
from docgen.dataset.ledgers import DEFINITION_COLUMNS, UNIT, entry_of, read_entries, read_forms
from docgen.dataset.names import NAME, NO_UNIT, repeated_units
from docgen.dataset.records import (
    Campaign,
    Checkpoint,
    Dataset,
    Day,
    Decision,
    Entry,
    GroupOfInspectors,
    Inspection,
    Issued,
    Leader,
    LedgerForm,
    Meeting,
    Narrative,
    Paper,
    Record,
    SelfCheck,
    Stage,
    Submission,
    Unit,
)
from docgen.dataset.relations import relate
from docgen.dataset.rows import Findings, Row, columns_of, read_rows
from docgen.dataset.sheets import FoundSheets, find_sheets, sheet_named
from docgen.dataset.tables import Tables
from docgen.file_names import shown_name
from docgen.problems import Code, Result
from docgen.sources.book import Book
from docgen.sources.reading import read_book

__all__ = ["RECORDS", "REQUIRED_SHEETS", "load"]

R = TypeVar("R", bound=Record)

#: The classes whose sheets have fixed names and columns, in the order of docs/dataset.md.
RECORDS: Final[tuple[type[Record], ...]] = (
    Paper,
    Issued,
    Stage,
    Checkpoint,
    Unit,
    GroupOfInspectors,
    Leader,
    Submission,
    SelfCheck,
    Meeting,
    Inspection,
    Decision,
    Narrative,
    Day,
)
REQUIRED_SHEETS: Final = (Campaign.SHEET, Paper.SHEET, Unit.SHEET, LedgerForm.SHEET)
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    Campaign.SHEET: CAMPAIGN_COLUMNS,
    LedgerForm.SHEET: tuple(column.header for column in DEFINITION_COLUMNS),
    **{record.SHEET: tuple(column.header for column in columns_of(record)) for record in RECORDS},
}
_UNIT_COLUMNS: Final = {Unit.SHEET: NAME}
_UNREAD: Final = "（类别不明）"  # 类别 of a unit whose own could not be read; papers over it are refused


def load(path: Path, kinds: Sequence[str] = Paper.KINDS) -> Result[Dataset]:
    """The dataset of an .xlsx, .yaml, .yml or .json file. `kinds` are the 文种 that 发文 may name.

    `Dataset.problems` holds every problem, as does the result. Records in error are left out of the dataset, and their
    units are named in the problems; only a unit in error stays, if its name can be read. The value is None when there
    is nothing to build on: the file cannot be read, or 活动 is missing or in error.
    """
    source = read_book(path)
    if source.value is None:
        return Result(value=None, problems=source.problems)
    findings = Findings(shown_name(path), list(source.problems), tuple(kinds))
    dataset = _loaded(source.value, _digest(path), findings)
    if dataset is None:  # without 活动 nobody knows which year was meant
        findings.problems = [problem for problem in findings.problems if problem.code is not Code.YEAR_ASSUMED]
    problems = findings.in_order([sheet.name for sheet in source.value.sheets])
    return Result(value=None if dataset is None else replace(dataset, problems=problems), problems=problems)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _loaded(book: Book, digest: str, findings: Findings) -> Dataset | None:
    """The dataset of a book; None without a sound 活动."""
    if book.epoch_1904:
        findings.add(Code.DATE_1904, "文件用的是 1904 日期系统，日期已照此读入。")
    definitions = sheet_named(book, LedgerForm.SHEET)
    forms, ledgers = read_forms(definitions, findings) if definitions else ((), None)
    found = find_sheets(
        book,
        {**_COLUMNS, **dict.fromkeys(ledgers or (), ()), **{form.name: _headers(form) for form in forms}},
        {*REQUIRED_SHEETS, *(ledgers or ())},
        findings,
        complete=ledgers is not None,  # without 台账定义 nobody knows which sheets are ledgers
    )
    campaign = CampaignReading()
    if Campaign.SHEET in found.sheets:
        campaign = read_campaign(found.sheets[Campaign.SHEET], findings)
    rows = {record.SHEET: _rows(record, found, campaign.year, findings) for record in RECORDS}
    entries = {
        form.name: read_entries(found.sheets[form.name], form, findings, year=campaign.year)
        for form in forms
        if form.name in found.sheets
    }
    relate(Tables(rows=rows, entries=entries, forms=forms, ledgers=ledgers, campaign=campaign), findings)
    if campaign.campaign is None:
        return None
    return _built(findings, digest, campaign.campaign, forms, rows, entries)


def _headers(form: LedgerForm) -> tuple[str, ...]:
    return (UNIT, *(column.name for column in form.columns))


def _rows(record: type[Record], found: FoundSheets, year: int, findings: Findings) -> list[Row] | None:
    """The rows of a record's sheet: [] when an optional sheet is absent or blank, None when it cannot be read."""
    sheet = found.sheets.get(record.SHEET)
    required = record.SHEET in REQUIRED_SHEETS
    if sheet is None:
        return None if required or record.SHEET in found.misnamed else []
    if not sheet.rows and not required:
        return []
    columns = columns_of(record)
    unit = _UNIT_COLUMNS.get(record.SHEET, UNIT)
    unit = unit if any(column.header == unit for column in columns) else ""
    rows = read_rows(sheet, columns, findings, year=year, unit=unit)
    if rows == [] and required:
        findings.add(Code.VALUE_MISSING, "表中没有一条记录。", "补填内容。", sheet=sheet.name)
    return rows


def _built(
    findings: Findings,
    digest: str,
    campaign: Campaign,
    forms: tuple[LedgerForm, ...],
    rows: Mapping[str, list[Row] | None],
    entries: Mapping[str, list[Row] | None],
) -> Dataset:
    """The dataset of all rows without errors."""

    def records(record: type[R]) -> tuple[R, ...]:
        return tuple(_record(record, row) for row in rows[record.SHEET] or () if not row.faulty)

    return Dataset(
        file=findings.file,
        digest=digest,
        campaign=campaign,
        papers=records(Paper),
        issued=records(Issued),
        stages=records(Stage),
        checkpoints=records(Checkpoint),
        units=tuple(sorted(_units(rows[Unit.SHEET] or ()), key=lambda unit: unit.order)),
        groups=records(GroupOfInspectors),
        leaders=records(Leader),
        forms=forms,
        entries=_entries(forms, entries),
        submissions=records(Submission),
        self_checks=records(SelfCheck),
        meetings=records(Meeting),
        inspections=records(Inspection),
        decisions=records(Decision),
        narratives=records(Narrative),
        days=records(Day),
    )


def _units(rows: Sequence[Row]) -> Iterator[Unit]:
    """The units that can be told apart by name, also those in error: their papers are planned, and refused by name."""
    lost = {id(row) for row in repeated_units(rows)}
    for row in rows:
        if row[NAME] is None or row[NAME] in NO_UNIT or id(row) in lost:
            continue
        stand_in = {"代码": "", "全称": row[NAME], "类别": _UNREAD, "排序": row.origin.row} if row.faulty else {}
        yield _record(Unit, row, **stand_in)


def _record(record: type[R], row: Row, **stand_in: object) -> R:
    """A record; what is blank is `stand_in` or the field's default, so that `model_fields_set` says what was given."""
    given = {header: value for header, value in row.values.items() if value not in (None, ())}
    return record(**{**stand_in, **given}, origin=row.origin)


def _entries(forms: tuple[LedgerForm, ...], entries: Mapping[str, list[Row] | None]) -> tuple[Entry, ...]:
    return tuple(entry_of(row, form) for form in forms for row in entries.get(form.name) or () if not row.faulty)
