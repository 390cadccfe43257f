"""The pages of a PDF as a ruler sees them: rows of characters, and ink at 300 dpi. Lengths in mm, from the top left.

Characters are pdfminer's (by pdfplumber), ink is what pdfium paints: neither is the writer's, nor the check's reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
from PIL import Image, ImageChops

__all__ = ["Box", "Glyph", "Row", "Sheet", "Stroke", "meetings", "opened"]

POINT = 25.4 / 72
DPI = 300
PIXEL = 25.4 / DPI
#: Baselines nearer than this (mm) are one row: faces in a line may differ a little.
APART = 0.9
#: What is darker than this is ink, and what is redder is red.
DARK = 128
NUMBER = re.compile(r"—(\d+)—")
#: Where 汉字 (and full-width digits and letters) meet Latin letters or digits.
HAN, LATIN = "々〇぀-ヿ㐀-鿿豈-﫿０-９Ａ-Ｚａ-ｚ𠀀-𿿿", "0-9A-Za-zÀ-ɏͰ-ӿ"
MEETING = re.compile(f"(?<=[{HAN}])(?=[{LATIN}])|(?<=[{LATIN}])(?=[{HAN}])")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: its cell from `left` to `right`, its baseline; `size` in pt; `turn` is that of its baseline."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    turn: tuple[int, int]  # the signs of b and c of its matrix: (0, 0) is upright


@dataclass(frozen=True)
class Row:
    """The characters on one baseline, left to right, blanks at both ends taken off."""

    sheet: int
    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        """What is printed, without blanks."""
        return "".join("".join(glyph.text.split()) for glyph in self.glyphs)

    @cached_property
    def cells(self) -> float:
        """The 字 that its characters take; a blank that is not one of a 字 takes what it measures."""
        return sum(_cell(glyph) for glyph in self.glyphs)

    @cached_property
    def natural(self) -> float:
        """How long it is before it is spread, pt: each character of 三号 a quarter of a point narrower (28 × 15.75).

        With the fifth of a 字 that word processors set where 汉字 and Latin meet.
        """
        return sum(_cell(glyph) * glyph.size - 0.25 for glyph in self.glyphs) + self.blanks * self.size

    @cached_property
    def blanks(self) -> float:
        """What those blanks come to, in 字."""
        return 0.2 * meetings("".join(glyph.text for glyph in self.glyphs))

    @property
    def left(self) -> float:
        """Where the first character's cell begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where the last character's cell ends."""
        return self.glyphs[-1].right

    @cached_property
    def baseline(self) -> float:
        """The baseline of the largest character."""
        return max(self.glyphs, key=lambda glyph: glyph.size).baseline

    @cached_property
    def size(self) -> float:
        """Of the largest character, pt."""
        return max(glyph.size for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A rule by its ink: from edge to edge, and how thick it is."""

    box: Box
    thickness: float


class Sheet:
    """A page. `rows` are upright, without the page number; `number` is that, and its glyphs, turned or not."""

    def __init__(self, number: int, page: Any, painted: Any) -> None:
        self.index = number
        self.width, self.height = float(page.width) * POINT, float(page.height) * POINT
        self._painted = painted
        glyphs = [_glyph(char, float(page.height)) for char in page.chars]
        rows = list(_rows(number, [glyph for glyph in glyphs if glyph.turn == (0, 0)]))
        turned = [glyph for glyph in glyphs if glyph.turn != (0, 0) and glyph.text.strip()]
        numbers = [row for row in rows if NUMBER.fullmatch(row.text) and row.baseline > 262]
        self.rows = [row for row in rows if row not in numbers]
        self.number_glyphs: tuple[Glyph, ...] = tuple(glyph for row in numbers for glyph in row.glyphs)
        if turned and not self.number_glyphs:
            self.number_glyphs = tuple(turned)

    @property
    def landscape(self) -> bool:
        """Whether the page lies on its side."""
        return self.width > self.height

    def image(self, box: Box, *, color: bool = False) -> Image.Image:
        """What is painted inside a box, at 300 dpi."""
        crop = (box.left, self.height - box.bottom, self.width - box.right, box.top)
        bitmap = self._painted.render(
            scale=DPI / 72, crop=tuple(max(0.0, side) / POINT for side in crop), grayscale=not color
        )
        picture: Image.Image = bitmap.to_pil()
        return picture.convert("RGB" if color else "L")

    def ink(self, box: Box) -> Box | None:
        """The smallest rectangle around the dark pixels inside a box."""
        return _placed(self.image(box).point(lambda value: 255 if value < DARK else 0).getbbox(), box)

    def frame(self, box: Box, across: float) -> tuple[Box | None, list[Stroke]]:
        """The ink inside a box, and its rules over more than `across` mm: both of one picture."""
        picture = self.image(box)
        ink = _placed(picture.point(lambda value: 255 if value < DARK else 0).getbbox(), box)
        return ink, _strokes(ImageChops.invert(picture), box, across)

    @cached_property
    def red(self) -> tuple[Image.Image, Box]:
        """The red of the page, white on black, and the box it fills."""
        whole = Box(0, 0, self.width, self.height)
        red, green, _ = self.image(whole, color=True).split()
        return ImageChops.subtract(red, green), whole

    def red_ink(self, top: float, bottom: float) -> Box | None:
        """The smallest rectangle around what is red between two heights."""
        picture, _ = self.red
        box = Box(0, top, self.width, bottom)
        strip = picture.crop((0, round(top / PIXEL), picture.width, round(bottom / PIXEL)))
        return _placed(strip.point(lambda value: 255 if value > DARK else 0).getbbox(), box)

    def red_rules(self, across: float) -> list[Stroke]:
        """Red rules over more than `across` mm, top to bottom."""
        picture, whole = self.red
        return _strokes(picture, whole, across)

    def dark_rules(self, box: Box, across: float) -> list[Stroke]:
        """Dark rules inside a box over more than `across` mm, top to bottom."""
        return _strokes(ImageChops.invert(self.image(box)), box, across)


def meetings(text: str) -> int:
    """How often 汉字 and Latin meet in a text."""
    return len(MEETING.findall(text))


@contextmanager
def opened(pdf: Path) -> Iterator[list[Sheet]]:
    """The pages of a PDF, as long as it is open."""
    painted = pypdfium2.PdfDocument(pdf)
    try:
        with pdfplumber.open(pdf) as read:
            yield [Sheet(number, page, painted[number - 1]) for number, page in enumerate(read.pages, 1)]
    finally:
        painted.close()


def _glyph(char: dict[str, Any], height: float) -> Glyph:
    a, b, c, _, _, y = char["matrix"]
    turned = not char["upright"] or abs(b) > abs(a)
    turn = ((b > 0) - (b < 0), (c > 0) - (c < 0)) if turned else (0, 0)
    if turned:  # its cell runs along the page: left and right are those of the box, the baseline its place across
        return Glyph(char["text"], char["x0"] * POINT, char["x1"] * POINT, char["top"] * POINT, char["size"], turn)
    baseline = (height - y) * POINT
    return Glyph(char["text"], char["x0"] * POINT, char["x1"] * POINT, baseline, char["size"], turn)


def _cell(glyph: Glyph) -> float:
    if not glyph.text.strip():
        return (glyph.right - glyph.left) / (glyph.size * POINT)
    return 0.5 if glyph.text < "\x7f" else 1.0


def _rows(sheet: int, glyphs: list[Glyph]) -> Iterator[Row]:
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if not found or glyph.baseline - found[-1][0].baseline > APART:
            found.append([])
        found[-1].append(glyph)
    for row in found:
        row.sort(key=lambda glyph: glyph.left)
        inked = [index for index, glyph in enumerate(row) if glyph.text.strip()]
        if inked:
            yield Row(sheet, tuple(row[inked[0] : inked[-1] + 1]))


def _placed(bounds: tuple[int, int, int, int] | None, box: Box) -> Box | None:
    if bounds is None:
        return None
    left, top, right, bottom = (value * PIXEL for value in bounds)
    return Box(box.left + left, box.top + top, box.left + right, box.top + bottom)


def _strokes(picture: Image.Image, box: Box, across: float) -> list[Stroke]:
    """Runs of pixel rows that are bright over more than `across`."""
    inked: Callable[[int], int] = lambda value: 255 if value > DARK // 2 else 0  # noqa: E731 - a table of pixels
    share = picture.point(inked).resize((1, picture.height), Image.Resampling.BOX).tobytes()
    least = across / (picture.width * PIXEL) * 255
    strokes = []
    for full, run in groupby(range(picture.height), key=lambda row: share[row] >= least):
        rows = list(run)
        if not full:
            continue
        strip = picture.crop((0, rows[0], picture.width, rows[-1] + 1))
        bounds = strip.point(inked).getbbox()
        around = picture.crop((bounds[0], max(0, rows[0] - 1), bounds[2], rows[-1] + 2))
        column = around.resize((1, around.height), Image.Resampling.BOX).tobytes()
        place = _placed((bounds[0], rows[0], bounds[2], rows[-1] + 1), box)
        strokes.append(Stroke(place, sum(column) / 255 * PIXEL))
    return strokes
