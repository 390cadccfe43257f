"""Draw docs/contact-sheet/: the first and last page of each kind and variant of both examples.

Usage: python -m tools.contact_sheet [FOLDER]. Needs pdftoppm (poppler-utils) and Pillow (a dev dependency). The papers
are made by the program itself; look at what comes out.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw, ImageFont

from docgen.kinds.all_kinds import KINDS
from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.pipeline import Road, fonts_here, load, plan, write
from docgen.resources import find_font, templates_dir
from docgen.settings import read_settings

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ("huitoukan", "anquan")
#: Pixels an inch of the thumbnails, and of the page at the head of README.md.
DPI, LARGE = 76, 110
GAP, CAPTION = 14, 26
#: Pages in a row of a sheet; a paper's first and last page are never parted.
IN_A_ROW = 4
COLOURS = 24
PAPER, EDGE, INK = "#e8e8e8", "#9a9a9a", "#202020"


__all__ = ["COLOURS", "EDGE", "GAP", "PAPER", "ROOT", "made", "save"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A paper on the sheet: its caption and the pictures of its first and last page."""

    caption: str
    pages: tuple[Image.Image, ...]


def main() -> None:
    """Draw every sheet, then the page for README.md and the index."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "contact-sheet"
    folder.mkdir(parents=True, exist_ok=True)
    for example in EXAMPLES:
        for kind in KINDS.values():
            sheet = _sheet(list(_papers(example, kind.NAME)))
            save(sheet, folder / f"{example}-{kind.NAME}.png")
    (first, _), _ = _drawn(_pdf("huitoukan", "notice"), LARGE)
    save(_framed(first), folder / "page.png")


def _papers(example: str, kind: str) -> Iterator[Shown]:
    """Sorts of papers: variant, a unit's or consolidated, a person's or not."""
    for job, data in made(example, kind):
        pages, count = _drawn(data, DPI)
        whose = job.subject if job.subject and job.unit == CONSOLIDATED else f"{job.unit}{job.subject}"
        name = "·".join(part for part in (KINDS[kind].WORD, job.variant, whose) if part)
        shown = pages if count > 1 else pages[:1]
        yield Shown(caption=f"{name}（{count}页）", pages=shown)


def made(example: str, kind: str) -> Iterator[tuple[Job, bytes]]:
    """The first paper that can be made of each sort, and its PDF."""
    settings = read_settings().value
    dataset = load(ROOT / "data_examples" / example / "dataset.xlsx").value
    assert settings is not None, "the settings are those of `make test`"
    assert dataset is not None, "the examples are valid"
    fonts = fonts_here(settings.cache, settings.fonts)
    road = Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)
    seen = set()
    for job in plan(dataset, Request(kinds=(kind,), personal=True)):
        sort = (job.variant, job.unit == CONSOLIDATED, bool(job.subject))
        if sort not in seen and (composed := road.compose(job).value) is not None:
            seen.add(sort)
            yield job, write(composed.document, "pdf", fonts=fonts).data


def _pdf(example: str, kind: str) -> bytes:
    return next(data for _, data in made(example, kind))


def _drawn(pdf: bytes, dpi: int) -> tuple[tuple[Image.Image, Image.Image], int]:
    """First and last page, and how many there are."""
    with TemporaryDirectory() as work:
        source = Path(work, "paper.pdf")
        source.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(source), str(Path(work, "page"))], check=True)
        pages = sorted(Path(work).glob("page-*.png"))
        first, last = (Image.open(page).convert("RGB") for page in (pages[0], pages[-1]))
        return (first, last), len(pages)


def _sheet(papers: list[Shown]) -> Image.Image:
    """Papers in rows, each under its caption."""
    rows: list[list[Shown]] = [[]]
    for paper in papers:
        if rows[-1] and sum(len(shown.pages) for shown in (*rows[-1], paper)) > IN_A_ROW:
            rows.append([])
        rows[-1].append(paper)
    width = max(_width(row) for row in rows)
    sheet = Image.new("RGB", (width, sum(map(_height, rows)) + GAP), PAPER)
    draw, top = ImageDraw.Draw(sheet), GAP
    face = find_font("Noto Sans CJK SC")
    assert face is not None, "make test sets the fonts up"
    font = ImageFont.truetype(str(face.file), 15, index=face.index)
    for row in rows:
        left = GAP
        for paper in row:
            draw.text((left, top), paper.caption, font=font, fill=INK)
            for page in paper.pages:
                sheet.paste(page, (left, top + CAPTION))
                draw.rectangle(
                    (left - 1, top + CAPTION - 1, left + page.width, top + CAPTION + page.height), outline=EDGE
                )
                left += page.width + GAP
        top += _height(row)
    return sheet


def _width(row: list[Shown]) -> int:
    return GAP + sum(page.width + GAP for paper in row for page in paper.pages)


def _height(row: list[Shown]) -> int:
    return CAPTION + max(page.height for paper in row for page in paper.pages) + GAP


def _framed(page: Image.Image) -> Image.Image:
    framed = Image.new("RGB", (page.width + 2, page.height + 2), EDGE)
    framed.paste(page, (1, 1))
    return framed


def save(image: Image.Image, path: Path) -> None:
    """Write a picture in few colours: text and rules need no more."""
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
