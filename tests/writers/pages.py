"""Pages of a PDF by other means than those that wrote them: lines by pdfplumber, ink by poppler, all in mm."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass

import pdfplumber
from PIL import Image, ImageChops

MM = 25.4 / 72
DPI = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The characters on one baseline: where the first begins and the cell of the last ends."""

    baseline: float
    left: float
    right: float
    text: str


def lines(data: bytes, page: int) -> list[Line]:
    """The upright lines of a page (from 1), top to bottom."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        leaf = pdf.pages[page - 1]
        rows: dict[int, list[dict[str, object]]] = {}
        for character in leaf.chars:
            if character["upright"]:
                rows.setdefault(round(character["matrix"][5]), []).append(character)
        return [_line(rows[key], float(leaf.height)) for key in sorted(rows, reverse=True)]


def _line(characters: list[dict[str, object]], height: float) -> Line:
    placed = sorted(characters, key=lambda character: character["x0"])
    return Line(
        baseline=(height - placed[0]["matrix"][5]) * MM,
        left=placed[0]["x0"] * MM,
        right=placed[-1]["x1"] * MM,
        text="".join(character["text"] for character in placed),
    )


def bands(data: bytes, page: int, box: tuple[float, float, float, float] | None = None) -> list[tuple[float, ...]]:
    """Stretches of rows with ink as (top, bottom, left, right) in mm, within `box` (left, top, right, bottom)."""
    done = subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), "-png", "-"], input=data, capture_output=True
    )
    red, green, blue = Image.open(io.BytesIO(done.stdout)).convert("RGB").split()
    mask = ImageChops.darker(ImageChops.darker(red, green), blue).point(lambda value: 255 if value < 128 else 0)
    per_mm = DPI / 25.4
    left, top = (box[0], box[1]) if box else (0.0, 0.0)
    if box:
        mask = mask.crop(tuple(round(edge * per_mm) for edge in box))
    wide, high = mask.size
    rows = mask.tobytes()
    found, start = [], None
    for y in range(high + 1):
        inked = y < high and 255 in rows[y * wide : (y + 1) * wide]
        if inked and start is None:
            start = y
        elif not inked and start is not None:
            across = mask.crop((0, start, wide, y)).getbbox()
            found.append((start / per_mm + top, y / per_mm + top, across[0] / per_mm + left, across[2] / per_mm + left))
            start = None
    return found
