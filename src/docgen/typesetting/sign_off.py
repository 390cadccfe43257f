"""Where signature and date stand (7.3.5): blanks at the right in 字, room above in lengths, for both writers.

A sign-off is printed line by line. A line holds one name, or those of agencies whose seals stand side by side
(7.3.5.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from docgen.document import SignOff, Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.widths import plain, width
from docgen.units import Length, emu

__all__ = ["Placed", "Placement", "SignatureLine", "place", "signature_lines"]
#: The name of an agency as the lines it is set in.
_Agency = tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A text of a line and the blank at its right in 字; `spread` is the width in 字 to which it is spread, or 0."""

    text: Text
    right: float
    spread: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    """A printed line: its texts from left to right, and the room above it, between two rows of seals."""

    texts: tuple[Placed, ...]
    above: Length = emu(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The room above it all, the lines of the signature, the blank at the right of the date in 字, and the height."""

    above: Length
    lines: tuple[SignatureLine, ...]
    date: float
    height: Length


def place(sign_off: SignOff, standard: Standard) -> Placement:
    """Place a sign-off. The lines of one agency are centred on one another (hand-set break of a long name)."""
    agencies = (sign_off.signature, *sign_off.others)
    date = width(plain(sign_off.date))
    gap = standard.unsealed_gap
    if not sign_off.sealed:
        lines, right = _unsealed(agencies, date, standard)
    else:
        # However many lines a name has, the date is as far below the text: the seal begins within one 行 of it.
        highest = max((len(agency) for agency in agencies[: standard.seals_a_row]), default=0)
        gap = max(standard.sealed_gap - max(highest - 1, 0), standard.unsealed_gap)
        joint = bool(sign_off.others)
        lines, right = (_sealed_together if joint else _sealed)(agencies, date, standard)
    above = standard.page.line_pitch.times(gap)
    style = standard.styles[StyleName.SIGNATURE]
    height = above + style.line.times(len(lines) + bool(sign_off.date)) + sum(line.above for line in lines)
    return Placement(above=above, lines=lines, date=right, height=height)


def signature_lines(sign_off: SignOff, standard: Standard) -> tuple[tuple[Text, ...], ...]:
    """The texts of each line of a signature as it is printed and copied."""
    return tuple(tuple(placed.text for placed in line.texts) for line in place(sign_off, standard).lines)


def _wide(agency: _Agency) -> float:
    return max((width(plain(line)) for line in agency), default=0.0)


def _centred(agency: _Agency, right: float) -> Iterator[Placed]:
    """The lines of one agency on the axis of a block that ends `right` 字 from the edge."""
    for line in agency:
        yield Placed(text=line, right=right + (_wide(agency) - width(plain(line))) / 2)


def _sealed(agencies: tuple[_Agency, ...], date: float, standard: Standard) -> tuple[tuple[SignatureLine, ...], float]:
    """One seal (7.3.5.1): the date keeps four 字 at its right and the signature is centred on it.

    A signature so long that it would leave the 版心 is put at its right edge and the date centred on it.
    """
    right, agency = standard.sealed_date_right, agencies[0]
    block = right + (date - _wide(agency)) / 2
    if block < 0:
        block, right = 0.0, (_wide(agency) - date) / 2
    return tuple(SignatureLine(texts=(placed,)) for placed in _centred(agency, block)), right


def _unsealed(
    agencies: tuple[_Agency, ...], date: float, standard: Standard
) -> tuple[tuple[SignatureLine, ...], float]:
    """No seal (7.3.5.2): the signature keeps two 字, and the date starts two 字 after it.

    A date that would so come nearer than two 字 to the edge keeps two 字 itself and the signature is moved instead
    (both rules give the same where they meet). Several agencies stand one below another, spread to one width, the date
    under the last.
    """
    two = standard.unsealed_right
    longest = max(_wide(agency) for agency in agencies)
    right = max(two, longest - date)
    block = two if longest - date >= two else two + two + date - longest
    if len(agencies) == 1:
        placed = list(_centred(agencies[0], block))
    else:
        placed = [Placed(text=line, right=block, spread=longest) for agency in agencies for line in agency]
    return tuple(SignatureLine(texts=(one,)) for one in placed), right


def _sealed_together(
    agencies: tuple[_Agency, ...], date: float, standard: Standard
) -> tuple[tuple[SignatureLine, ...], float]:
    """Several seals (7.3.5.1): every name in the middle of the room of its seal, the last one over the date.

    The rooms of a row touch and the seals in them do not; the rows are as far apart as seals are high, and more. A row
    that has the date under its last name leaves four 字 at the right and so has room for fewer names than others.
    """
    cell = standard.page.body_width.times(1 / standard.page.characters)
    across = float(standard.page.characters)
    seal = (standard.seal + standard.seal_gap) / cell
    room = max(seal, max(_wide(agency) for agency in agencies) + standard.joint_gap)
    right = max(standard.sealed_date_right, (_wide(agencies[-1]) - date) / 2)
    last = right + date / 2  # the middle of the last name, from the right edge
    reach = max(standard.seal / cell, *(_wide(agency) for agency in agencies)) / 2
    fit = max(1, min(standard.seals_a_row, int((across - last - reach) / room) + 1))
    full = max(1, min(standard.seals_a_row, int((across + standard.seal_gap / cell) / room)))
    pitch = standard.seal + standard.seal_row_gap
    style = standard.styles[StyleName.SIGNATURE]
    lines: list[SignatureLine] = []
    for index, row in enumerate(_rows(agencies, fit, full)):
        end = last if len(row) <= fit else (across - room * len(row)) / 2 + room / 2
        made = list(_side_by_side(row, end, room))
        high = style.line.times(len(made))
        lines += [replace(made[0], above=pitch - high if index else emu(0)), *made[1:]]
    return tuple(lines), right


def _rows(agencies: tuple[_Agency, ...], last: int, full: int) -> Iterator[tuple[_Agency, ...]]:
    """The agencies row by row, alike in number, the longer rows first; the last row holds at most `last`."""
    count = 1 + max(0, -(-(len(agencies) - last) // full))
    short, longer = divmod(len(agencies), count)
    start = 0
    for index in range(count):
        end = start + short + (index < longer)
        yield agencies[start:end]
        start = end


def _side_by_side(row: tuple[_Agency, ...], end: float, room: float) -> Iterator[SignatureLine]:
    """The printed lines of a row: names broken by hand end on its last line. `end`: the middle of the last name."""
    high = max(len(agency) for agency in row)
    middles = [end + room * place for place in reversed(range(len(row)))]
    for line in range(high):
        placed = [
            Placed(text=agency[line - high], right=middle - width(plain(agency[line - high])) / 2)
            for agency, middle in zip(row, middles, strict=True)
            if high - line <= len(agency)
        ]
        yield SignatureLine(texts=tuple(placed))
