"""All rows of a dataset side by side, for the rules that look at more than one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docgen.dataset.campaign import CampaignReading
from docgen.dataset.records import LedgerForm
from docgen.dataset.rows import Row

__all__ = ["Known", "Tables"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All rows of a dataset. None in place of rows: the sheet could not be read, and nothing is concluded from it."""

    rows: Mapping[str, list[Row] | None]
    entries: Mapping[str, list[Row] | None]
    forms: tuple[LedgerForm, ...]
    ledgers: tuple[str, ...] | None  # every ledger that is defined, also in error
    campaign: CampaignReading

    def of(self, sheet: str) -> list[Row]:
        """The rows of a sheet, as far as there are any."""
        return self.rows.get(sheet) or []

    def ledger_rows(self) -> Iterator[tuple[LedgerForm, list[Row]]]:
        """Each ledger that could be read, with its rows."""
        for form in self.forms:
            rows = self.entries.get(form.name)
            if rows is not None:
                yield form, rows


class Known:
    """The words a column may refer to. `unsure` when some row's own word could not be read: it may be any word."""

    def __init__(self, rows: list[Row] | None, header: str) -> None:
        self.words = tuple(dict.fromkeys(row[header] for row in rows or [] if row[header] is not None))
        self.unsure = not rows or any(row[header] is None for row in rows)
        self._set = frozenset(self.words)

    def __contains__(self, word: object) -> bool:
        return word in self._set
