"""签发人 (7.2.6): the label stands before the first name, two names a row, the last row beside 发文字号."""

from __future__ import annotations

from typing import Final

from docgen.document import Text

__all__ = ["LABEL", "signer_rows"]

LABEL: Final = "签发人："
_A_ROW: Final = 2


def signer_rows(signers: tuple[Text, ...]) -> tuple[tuple[Text, ...], ...]:
    """The names row by row, left to right then down, in the order given."""
    return tuple(signers[start : start + _A_ROW] for start in range(0, len(signers), _A_ROW))
