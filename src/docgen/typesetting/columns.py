"""Widths of table columns: the relative widths of the tree shared out over the page, in whole twips."""

from __future__ import annotations

from docgen.document import Table
from docgen.units import Length, twips

__all__ = ["column_widths"]


def column_widths(table: Table, available: Length) -> tuple[Length, ...]:
    """Share `available` in the proportions of the columns; the rounding remainder goes to the widest."""
    total = sum(column.width for column in table.columns)
    shares = [int(available.twips * column.width / total) for column in table.columns]
    widest = max(range(len(shares)), key=shares.__getitem__)
    shares[widest] += available.twips - sum(shares)
    return tuple(twips(share) for share in shares)
