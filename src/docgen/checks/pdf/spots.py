"""Where on a page a finding is, as rectangles that a report can draw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from docgen.checks.pdf.anatomy import page_number, writing_of
from docgen.checks.pdf.pages import Box, Char, Line, Pages, Sheet
from docgen.checks.rule import Finding, Judged, Spot
from docgen.units import pt

__all__ = ["between", "cell_of", "lines_on", "located", "on", "spots_of_text"]

_ABOVE, _BELOW = 0.88, 0.12  # em: the body of a Chinese character above and below its baseline
_PAGE: Final = re.compile(r"第(\d+)页")


def on(sheet: Sheet, box: Box) -> tuple[Spot, ...]:
    """A measured rectangle of a sheet."""
    return (Spot(page=sheet.number, left=box.left, top=box.top, right=box.right, bottom=box.bottom),)


def between(sheet: Sheet, upper: Box, lower: Box) -> tuple[Spot, ...]:
    """The gap between two things, one above the other; where they overlap, both of them."""
    left, right = min(upper.left, lower.left), max(upper.right, lower.right)
    if lower.top > upper.bottom:
        return on(sheet, Box(left=left, top=upper.bottom, right=right, bottom=lower.top))
    return on(sheet, Box(left=left, top=min(upper.top, lower.top), right=right, bottom=max(upper.bottom, lower.bottom)))


def cell_of(line: Line) -> Box:
    """A line from the upper to the lower edge of its characters' bodies."""
    return _cells(line.chars)


def lines_on(*lines: Line) -> tuple[Spot, ...]:
    """Each line by itself."""
    return tuple(_spot(line.sheet, cell_of(line)) for line in lines)


def located(judged: Judged[Any], pages: Pages) -> Judged[Any]:
    """The same with a spot for every finding that names a page or a line and has none yet."""
    findings = tuple(
        finding if finding.spots else replace(finding, spots=_named(finding, pages)) for finding in judged.findings
    )
    return replace(judged, findings=findings)


def spots_of_text(pages: Pages, texts: Sequence[str]) -> list[tuple[Spot, ...]]:
    """Where each of some texts stands, in their order; empty for one that is not found. Blanks do not count."""
    chars = [(line, char) for line in _text_lines(pages) for char in line.chars if char.text.strip()]
    whole = "".join(char.text for _, char in chars)
    found: list[tuple[Spot, ...]] = []
    start = 0
    for text in texts:
        plain = "".join(text.split())
        at = whole.find(plain, start) if plain else -1
        if at < 0:
            found.append(())
            continue
        start = at + len(plain)
        found.append(_of_chars(chars[at:start]))
    return found


def _named(finding: Finding, pages: Pages) -> tuple[Spot, ...]:
    """The place that a finding names: the words it quotes, else the line, else the page."""
    lines = _passages(pages).get(finding.where)
    if lines is not None:
        chars = [(line, char) for line in lines for char in line.chars]
        at = "".join(char.text for _, char in chars).find(finding.found) if finding.found else -1
        return _of_chars(chars[at : at + len(finding.found)]) if at >= 0 else lines_on(lines[0])
    named = _PAGE.match(finding.where)
    if named is None or int(named[1]) > len(pages.sheets):
        return ()
    sheet = pages.sheets[int(named[1]) - 1]
    line = next((line for line in sheet.lines if line.place == finding.where), None)
    return lines_on(line) if line else on(sheet, Box(left=0, top=0, right=sheet.width, bottom=sheet.height))


@lru_cache(maxsize=1)
def _passages(pages: Pages) -> dict[str, tuple[Line, ...]]:
    """The place of each passage → its lines."""
    begins = {passage.place for passage in writing_of(pages).passages}
    found: dict[str, tuple[Line, ...]] = {}
    place = ""
    for line in _text_lines(pages):
        place = line.place if line.place in begins else place
        found[place] = (*found.get(place, ()), line)
    return found


def _text_lines(pages: Pages) -> list[Line]:
    return [line for sheet in pages.sheets for line in sheet.lines if line.text and page_number(sheet, line) is None]


def _of_chars(chars: Sequence[tuple[Line, Char]]) -> tuple[Spot, ...]:
    """A rectangle for each line that the characters stand on."""
    lines: dict[str, list[Char]] = {}
    sheets: dict[str, int] = {}
    for line, char in chars:
        lines.setdefault(line.place, []).append(char)
        sheets[line.place] = line.sheet
    return tuple(_spot(sheets[place], _cells(row)) for place, row in lines.items())


def _cells(chars: Sequence[Char]) -> Box:
    size = max(pt(char.size).mm for char in chars)
    baseline = chars[0].baseline
    return Box(
        left=min(char.left for char in chars),
        top=baseline - _ABOVE * size,
        right=max(char.right for char in chars),
        bottom=baseline + _BELOW * size,
    )


def _spot(page: int, box: Box) -> Spot:
    return Spot(page=page, left=box.left, top=box.top, right=box.right, bottom=box.bottom)
