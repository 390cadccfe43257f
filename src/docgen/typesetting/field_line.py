"""Where the blanks above a form stand: the first at the left edge, the last ending at the right, others at steps."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.document import Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.widths import plain, width
from docgen.units import Length

__all__ = ["gaps", "lefts"]


def lefts(fields: Sequence[Text], standard: Standard, wide: Length) -> list[Length]:
    """Where those between the first and the last begin, over a width: at equal steps, at least a 字 apart."""
    made: list[Length] = []
    end = Length(0)
    for place, field in enumerate(fields[:-1]):
        if place:
            made.append(max(wide.times(place / len(fields)), end))
        end = (made[-1] if made else Length(0)) + _width(field, standard) + _pitch(standard)
    return made


def gaps(fields: Sequence[Text], standard: Standard, wide: Length) -> list[Length] | None:
    """What is left free before each of the blanks, over a width; None when they do not stand in one line so."""
    found, end = [Length(0)], _width(fields[0], standard)
    starts = lefts(fields, standard, wide)
    if len(fields) > 1:
        starts.append(wide - _width(fields[-1], standard))
    for field, start in zip(fields[1:], starts, strict=True):
        found.append(start - end)
        end = start + _width(field, standard)
    return found if end <= wide and all(gap >= _pitch(standard) for gap in found[1:]) else None


def _width(field: Text, standard: Standard) -> Length:
    return _pitch(standard).times(width(plain(field)))


def _pitch(standard: Standard) -> Length:
    style = standard.styles[StyleName.FIELD_LINE]
    return style.size + style.spacing
