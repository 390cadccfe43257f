"""The report of a check as one HTML file: what was found and how to mend it, and the pages with each place marked.

The file needs nothing beside it: no script, no network; pictures are inside it. It is made to be printed.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from PIL import Image

from docgen.checks.checking import Report
from docgen.checks.pdf.pages import Sheet
from docgen.checks.rule import Finding, Judged, Spot, Strength, Verdict
from docgen.resources import templates_dir
from docgen.standards.gbt9704 import FONTS, Face

__all__ = ["html"]

_SCALE: Final = 1.7  # pixels a point: about 120 an inch, legible in print at half the page's width
_TINTS: Final = 16  # shades of a picture: text, red, and the grey of their edges
_AROUND: Final = 0.8  # by which a mark stands off what it marks
_PLACES: Final = 8  # that are written out of those with the same finding
_GROUPS: Final = 40  # findings of one rule that are listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The findings of a rule that say the same, under one number: their places in words, and of each on the pages."""

    number: int
    places: str
    found: str
    spots: tuple[tuple[Spot, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A rule that was broken. `more` counts the groups that are left out."""

    judged: Judged[Any]
    groups: tuple[Group, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A rectangle on a picture in hundredths of its width and height, and the numbers of what was found there."""

    numbers: tuple[int, ...]
    left: float
    top: float
    width: float
    height: float
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page drawn, and what is marked on it."""

    page: int
    source: str
    landscape: bool
    marks: tuple[Mark, ...]


def html(report: Report) -> str:
    """The report as one file; pictures of the pages on which something is marked, where the report has pages."""
    breaches = _breaches(report)
    template = _environment().get_template("check.html")
    return template.render(
        report=report,
        breaches=breaches,
        pictures=_pictures(report, breaches),
        unmeasured=report.of(Verdict.UNMEASURED),
        passed=report.of(Verdict.PASSED),
        absent=report.of(Verdict.ABSENT),
        strengths=_strengths(breaches),
        text_face=_family(Face.SONG),
        head_face=_family(Face.HEI),
    )


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(templates_dir() / "report"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _family(face: Face) -> str:
    """A typeface for the screen: the named font, else what stands in for it."""
    names = (FONTS[face].named, *(name.partition(":")[0] for name in FONTS[face].stand_ins))
    return ", ".join(f"'{name}'" for name in names)


def _strengths(breaches: Sequence[Breach]) -> list[tuple[str, int]]:
    """How many of the broken rules are of each strength, the most binding first."""
    counted = [(strength, sum(each.judged.rule.strength is strength for each in breaches)) for strength in Strength]
    return [(strength.value, count) for strength, count in counted if count]


def _breaches(report: Report) -> tuple[Breach, ...]:
    found = []
    number = 0
    for judged in sorted(report.of(Verdict.FAILED), key=lambda judged: list(Strength).index(judged.rule.strength)):
        groups = []
        for said, findings in _alike(judged.findings):
            number += 1
            places = _places([report.place_of(finding) for finding in findings])
            spots = tuple(finding.spots for finding in findings)
            groups.append(Group(number=number, places=places, found=said, spots=spots))
            if len(groups) == _GROUPS:
                break
        more = len(list(_alike(judged.findings))) - len(groups)
        found.append(Breach(judged=judged, groups=tuple(groups), more=more))
    return tuple(found)


def _alike(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """The findings by what they say, in the order in which each is said first."""
    said: dict[str, list[Finding]] = {}
    for finding in findings:
        said.setdefault(finding.found, []).append(finding)
    yield from said.items()


def _places(places: Sequence[str]) -> str:
    named = list(dict.fromkeys(place for place in places if place))
    if len(named) <= _PLACES:
        return "、".join(named)
    return f"{'、'.join(named[:_PLACES])}等{len(named)}处"


def _pictures(report: Report, breaches: Sequence[Breach]) -> tuple[Picture, ...]:
    marks: dict[int, dict[Spot, list[int]]] = {}
    for group in (group for breach in breaches for group in breach.groups):
        for spots in dict.fromkeys(group.spots):
            numbered: set[int] = set()
            for spot in spots:  # a passage of several lines has its number at the first of each page
                numbers = marks.setdefault(spot.page, {}).setdefault(spot, [])
                numbers += [group.number] if spot.page not in numbered else []
                numbered.add(spot.page)
    sheets = report.pages.sheets if report.pages is not None else ()
    return tuple(
        Picture(
            page=sheet.number,
            source=_drawn(sheet),
            landscape=sheet.landscape,
            marks=tuple(_mark(numbers, spot, sheet) for spot, numbers in marks[sheet.number].items()),
        )
        for sheet in sheets
        if sheet.number in marks
    )


def _mark(numbers: Sequence[int], spot: Spot, sheet: Sheet) -> Mark:
    left, right = max(0.0, spot.left - _AROUND), min(sheet.width, spot.right + _AROUND)
    top, bottom = max(0.0, spot.top - _AROUND), min(sheet.height, spot.bottom + _AROUND)
    return Mark(
        numbers=tuple(numbers),
        left=round(left / sheet.width * 100, 2),
        top=round(top / sheet.height * 100, 2),
        width=round((right - left) / sheet.width * 100, 2),
        height=round((bottom - top) / sheet.height * 100, 2),
        whole=right - left >= sheet.width and bottom - top >= sheet.height,
    )


def _drawn(sheet: Sheet) -> str:
    """The page as a picture inside the file."""
    image: Image.Image = sheet.page.render(scale=_SCALE).to_pil().convert("RGB").quantize(_TINTS)
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(target.getvalue()).decode('ascii')}"
