"""Lengths as a type: mm, pt, twips and 字号, exact in English Metric Units (EMU)."""

from __future__ import annotations

from typing import Final

__all__ = ["SIZES", "TWIP", "Length", "emu", "mm", "pt", "twips"]

_EMU_PER_MM: Final = 36_000
_EMU_PER_PT: Final = 12_700
_EMU_PER_TWIP: Final = 635


class Length(int):
    """A length in EMU (1 mm = 36 000, 1 pt = 12 700, 1 twip = 635); ECMA-376 part 1, 20.1.10.16."""

    __slots__ = ()

    @property
    def mm(self) -> float:
        """The length in millimetres."""
        return self / _EMU_PER_MM

    @property
    def pt(self) -> float:
        """The length in points of 1/72 inch."""
        return self / _EMU_PER_PT

    @property
    def twips(self) -> int:
        """The length in twentieths of a point, rounded: the unit of `w:spacing`, `w:ind`, `w:pgMar`."""
        return round(self / _EMU_PER_TWIP)

    @property
    def half_points(self) -> int:
        """The length in half points, rounded: the unit of `w:sz` of a run."""
        return round(self * 2 / _EMU_PER_PT)

    @property
    def eighths(self) -> int:
        """The length in eighths of a point, rounded: the unit of `w:sz` of a border."""
        return round(self * 8 / _EMU_PER_PT)

    def __add__(self, other: int) -> Length:
        return Length(int(self) + other)

    def __sub__(self, other: int) -> Length:
        return Length(int(self) - other)

    def __neg__(self) -> Length:
        return Length(-int(self))

    def times(self, factor: float) -> Length:
        """The length multiplied by a bare number."""
        return Length(round(self * factor))


def emu(value: int) -> Length:
    """A length given in EMU."""
    return Length(value)


def mm(value: float) -> Length:
    """A length given in millimetres."""
    return Length(round(value * _EMU_PER_MM))


def pt(value: float) -> Length:
    """A length given in points."""
    return Length(round(value * _EMU_PER_PT))


def twips(value: float) -> Length:
    """A length given in twentieths of a point."""
    return Length(round(value * _EMU_PER_TWIP))


#: What Word files count in: renderers round to it.
TWIP: Final = twips(1)

#: 字号 → height, as Word and WPS have them.
SIZES: Final[dict[str, Length]] = {
    "初号": pt(42),
    "小初": pt(36),
    "一号": pt(26),
    "小一": pt(24),
    "二号": pt(22),
    "小二": pt(18),
    "三号": pt(16),
    "小三": pt(15),
    "四号": pt(14),
    "小四": pt(12),
    "五号": pt(10.5),
    "小五": pt(9),
}
