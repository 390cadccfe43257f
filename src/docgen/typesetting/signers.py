"""签发人 (7.2.6): the label before the first name, two names a row, the last row beside 发文字号."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docgen.document import Text
from docgen.standards.gbt9704 import Standard
from docgen.typesetting.literals import SIGNERS
from docgen.typesetting.widths import plain, width

__all__ = ["SignerPlaces", "places", "signer_rows"]

_A_ROW: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerPlaces:
    """Where things begin, in 字 from the left edge: 发文字号, the label, and each column of names."""

    number: float
    label: float
    names: tuple[float, ...]


def signer_rows(signers: tuple[Text, ...]) -> tuple[tuple[Text, ...], ...]:
    """The names row by row, left to right then down, in the order given."""
    return tuple(signers[start : start + _A_ROW] for start in range(0, len(signers), _A_ROW))


def places(signers: tuple[Text, ...], standard: Standard) -> SignerPlaces:
    """The longest row ends one 字 from the right edge; a name of the next row stands under the first (figure 4)."""
    rows = signer_rows(signers)
    columns = [
        max(width(plain(row[column])) for row in rows if column < len(row))
        for column in range(len(rows[0]) if rows else 0)
    ]
    right = standard.page.characters - standard.signer_indent
    at, names = right, []
    for index in reversed(range(len(columns))):
        at -= columns[index]
        names.append(at)
        at -= standard.signer_gap if index else width(SIGNERS)
    return SignerPlaces(number=standard.signer_indent, label=at, names=tuple(reversed(names)))
