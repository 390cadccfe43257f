"""Where signature and date stand (7.3.5): blanks at the right in 字, blank lines above in 行."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.document import SignOff
from docgen.standards.gbt9704 import Standard
from docgen.typesetting.widths import plain, width

__all__ = ["Placement", "place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Right blanks in 字 of each signature line and of the date, and the blank 行 above the first signature line."""

    gap: int
    signature: tuple[float, ...]
    date: float


def place(sign_off: SignOff, standard: Standard) -> Placement:
    """Place a sign-off. The lines of one agency are centred on one another (hand-set break of a long name).

    Sealed (7.3.5.1): the date keeps four 字 at its right and the signature is centred on it; a signature so long that
    it would leave the 版心 is put at its right edge and the date centred on it. Unsealed (7.3.5.2): the signature
    keeps two 字, and the date starts two 字 after it; a date that would so come nearer than two 字 to the edge keeps
    two 字 itself and the signature is moved instead (both rules give the same where they meet).
    """
    widths = [width(plain(line)) for line in sign_off.signature]
    longest = max(widths, default=0.0)
    date = width(plain(sign_off.date))
    if sign_off.sealed:
        date_right = standard.sealed_date_right
        block_right = date_right + (date - longest) / 2
        if block_right < 0:
            block_right, date_right = 0.0, (longest - date) / 2
        gap = standard.sealed_gap
    else:
        two = standard.unsealed_right
        if longest - date >= two:
            block_right, date_right = two, longest - date
        else:
            block_right, date_right = two + two + date - longest, two
        gap = standard.unsealed_gap
    rights = tuple(block_right + (longest - line) / 2 for line in widths)
    return Placement(gap=gap, signature=rights, date=date_right)
