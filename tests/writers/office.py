"""LibreOffice as a judge of our Word files: one conversion, Fandol standing in for the named fonts, ink measured in mm."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from tools.libreoffice import printed

DPI = 254
PER_MM = DPI / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Rows of a page that hold ink without a gap, in mm from the page's upper left corner."""

    top: float
    bottom: float
    left: float
    right: float
    red: bool


def pdfs(files: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Every Word file as LibreOffice prints it."""
    return printed(files, folder)


def bands(pdf: Path, page: int, left: float = 0, right: float | None = None, gap: float = 0.3) -> list[Band]:
    """Where ink is on a page between two vertical lines, from top to bottom; red is that of the red header."""
    command = ["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), "-png", str(pdf)]
    done = subprocess.run(command, capture_output=True, check=True)
    image = Image.open(io.BytesIO(done.stdout)).convert("RGB")
    image = image.crop((round(left * PER_MM), 0, image.width if right is None else round(right * PER_MM), image.height))
    ink = image.getchannel("G").point([255 if level < 160 else 0 for level in range(256)])
    width, data = ink.width, ink.tobytes()
    rows = [row for row in range(ink.height) if data[row * width : (row + 1) * width].strip(b"\0")]
    return [_band(image, ink, start, end, left) for start, end in _runs(rows, gap * PER_MM)]


def _band(image: Image.Image, ink: Image.Image, start: int, end: int, left: float) -> Band:
    part = ink.crop((0, start, ink.width, end))
    box = part.getbbox()
    assert box is not None
    colours = image.crop((0, start, image.width, end))
    mask = part.point([0] * 160 + [255] * 96)
    red = colours.getchannel("R").histogram(mask)
    return Band(
        top=start / PER_MM,
        bottom=end / PER_MM,
        left=left + box[0] / PER_MM,
        right=left + box[2] / PER_MM,
        red=sum(red[150:]) > sum(red) / 2,
    )


def _runs(rows: Iterable[int], gap: float) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row - found[-1][1] < gap:
            found[-1] = (found[-1][0], row + 1)
        else:
            found.append((row, row + 1))
    return found
