"""docs/dataset.md describes the sheets as records.py has them."""

from __future__ import annotations

import re
from pathlib import Path

from docgen.dataset.ledgers import DEFINITION_COLUMNS
from docgen.dataset.records import Campaign, LedgerForm
from docgen.dataset.validation import RECORDS

DOCS = (Path(__file__).parents[2] / "docs" / "dataset.md").read_text(encoding="utf-8")


def tables_under(heading: str) -> list[list[tuple[str, str]]]:
    """The tables of a section: first and second cell of each row, the heading row left out."""
    section = re.split(r"^## ", DOCS, flags=re.MULTILINE)
    text = next(part for part in section if part.startswith(f"{heading}\n"))
    tables = re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)
    return [
        [(cells[1].strip(), cells[2].strip()) for cells in (line.split("|") for line in table.splitlines()[2:])]
        for table in tables
    ]


def test_every_sheet_and_column_in_order() -> None:
    for record in (Campaign, *RECORDS):
        fields = [info for name, info in record.model_fields.items() if name != "origin"]
        expected = [(info.alias, "是" if info.is_required() else "") for info in fields]
        assert [expected] == tables_under(record.SHEET)


def test_ledger_forms_and_their_roles() -> None:
    columns, roles = tables_under(LedgerForm.SHEET)
    assert [(column.header, "是" if column.required else "") for column in DEFINITION_COLUMNS] == columns
    assert list(LedgerForm.ROLES) == [role for role, _ in roles]
