"""Widths of table columns: the relative widths of the tree shared out over the page, in whole twips."""

from __future__ import annotations

from functools import lru_cache

from docgen.document import Table
from docgen.units import Length, twips

__all__ = ["column_widths"]


def column_widths(table: Table, available: Length) -> tuple[Length, ...]:
    """Share `available` in the proportions of the columns; the rounding remainder goes to the widest."""
    return _shared(tuple([column.width for column in table.columns]), available)


@lru_cache(maxsize=256)  # tables of a kind have the same columns, and several ask how wide they are
def _shared(proportions: tuple[float, ...], available: Length) -> tuple[Length, ...]:
    total = sum(proportions)
    shares = [int(available.twips * each / total) for each in proportions]
    widest = max(range(len(shares)), key=shares.__getitem__)
    shares[widest] += available.twips - sum(shares)
    return tuple(twips(share) for share in shares)
