"""The page numbers of a PDF: upright ones below the 版心, and those of turned pages, read as the sheet lies upright."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.checks.pdf.anatomy import page_number
from docgen.checks.pdf.pages import Box, Char, Pages, Sheet
from docgen.checks.pdf.spots import cell_of

__all__ = ["Number", "numbers"]

_DASHES = "—-–－一"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A page number in mm of the upright sheet: its ends, how far down its dashes are (None: no dash).

    `seen` is where it stands on the sheet as it is seen.
    """

    sheet: int
    value: int
    left: float
    right: float
    dash: float | None
    seen: Box


def numbers(pages: Pages) -> Iterator[Number]:
    """Every page number."""
    for sheet in pages.sheets:
        number = _turned(sheet) if sheet.landscape else _upright(sheet)
        if number is not None:
            yield number


def _upright(sheet: Sheet) -> Number | None:
    for line in sheet.lines:
        value = page_number(sheet, line)
        if value is not None:
            dash = _dash(sheet, line.chars)
            middle = (dash.top + dash.bottom) / 2 if dash else None
            return Number(
                sheet=sheet.number, value=value, left=line.left, right=line.right, dash=middle, seen=cell_of(line)
            )
    return None


def _turned(sheet: Sheet) -> Number | None:
    """8: the sheet is bound at its upright left edge, which is the turned sheet's upper one."""
    chars = sorted(sheet.turned_chars, key=lambda char: char.baseline)
    found = re.search(r"\d{1,4}", "".join(char.text for char in chars))
    if found is None:
        return None
    boxes = [Box(left=char.left, top=char.baseline, right=char.right, bottom=char.baseline) for char in chars]
    dash = _dash(sheet, chars)
    size = chars[-1].right - chars[-1].left
    return Number(
        sheet=sheet.number,
        value=int(found[0]),
        left=boxes[0].top,
        right=boxes[-1].top + size,
        dash=sheet.width - (dash.left + dash.right) / 2 if dash else None,
        seen=Box(
            left=min(box.left for box in boxes),
            top=boxes[0].top,
            right=max(box.right for box in boxes),
            bottom=boxes[-1].top + size,
        ),
    )


def _dash(sheet: Sheet, chars: Sequence[Char]) -> Box | None:
    """The ink of the first dash."""
    char = next((char for char in chars if char.text in _DASHES), None)
    if char is None:
        return None
    size = char.right - char.left
    if char.upright:
        box = Box(left=char.left, top=char.baseline - size, right=char.right, bottom=char.baseline + size / 2)
    else:
        box = Box(left=char.left, top=char.baseline, right=char.right, bottom=char.baseline + size)
    return sheet.ink(box)
