"""The standards that have a name: GB/T 9704—2012 as offices set it up, and as GB/T 33476.2—2016 draws it.

Every distance from the page's edge (72, 262, 269 mm …) is the same in both; margins and pitch differ.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from docgen.standards.gbt9704 import GBT9704, Font, Page, Standard
from docgen.units import mm, twips

__all__ = ["GBT33476", "PROFILES", "TIMES", "preprinted"]

#: GB/T 33476.2—2016: 1 行 is 10.39 mm (29.45 pt) and the margins leave room for the half 行 that Word puts above the
#: first line and below the last one, so that the ink fills the 版心 of 225 mm as in the figures of GB/T 9704.
GBT33476: Final = replace(
    GBT9704,
    name="GB/T 33476.2—2016",
    page=Page(top=mm(34.58), body_height=mm(297 - 34.58 - 32.58), pitch=twips(589)),
)

#: Name → standard, as `--standard` and 依据 take it.
PROFILES: Final[dict[str, Standard]] = {"gbt9704": GBT9704, "gbt33476": GBT33476}

#: What many offices set digits and Latin letters in. The free faces have its advances.
TIMES: Final = Font(
    named="Times New Roman",
    wide="Times New Roman",
    stand_ins=("Liberation Serif", "Tinos", "Nimbus Roman", "TeX Gyre Termes"),
)
_WHITE: Final = "#ffffff"


def preprinted(standard: Standard) -> Standard:
    """The standard for 套打: what is red is on the sheet already, and is set in white, where it would be."""
    return replace(standard, red=_WHITE)
