"""Draw docs/formats/pictures/: two pages of each format, side by side, from papers that the program makes itself.

Usage: python -m tools.format_pictures [FOLDER]. What the examples' datasets do not hold is laid out from the drafts in
data_examples/drafts, as `docgen format` does.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw
from tools.contact_sheet import EDGE, GAP, PAPER, ROOT, made, save

from docgen.pipeline import fonts_here, formatted, write
from docgen.settings import read_settings

#: Pixels an inch.
DPI = 80
POINTS = 72
#: Picture → example, kind, variant, and the pages shown of its first paper (the last is -1).
PAPERS = {
    "downward": ("huitoukan", "notice", "", (0, -1)),
    "upward": ("anquan", "report", "", (0, -1)),
    "letter": ("huitoukan", "feedback", "", (0, 1)),
    "form": ("huitoukan", "supervision", "", (0, -1)),
    "landscape": ("huitoukan", "ledger", "", (1, 2)),
}
#: The same of drafts: file, mark, pages.
DRAFTS = {
    "minutes": ("会议纪要.txt", ["岚川能源集团办公会议纪要"], (0, 1)),
    "joint": ("联合通知.txt", ["青石县教育局；青石县公安局；青石县市场监督管理局文件"], (0, 2)),
}


def main() -> None:
    """Draw every picture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "formats" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, pages in _pictures():
        save(_side_by_side(pages), folder / f"{name}.png")


def _pictures() -> Iterator[tuple[str, list[Image.Image]]]:
    for name, (example, kind, variant, shown) in PAPERS.items():
        yield name, _pages(_first(example, kind, variant), shown)
    scripts = (_first("huitoukan", "briefing", variant) for variant in ("", "大字版"))
    yield "speech", [page for script in scripts for page in _pages(script, (0,))]
    settings = read_settings().value
    assert settings is not None, "the settings are those of `make test`"
    fonts = fonts_here(settings.cache, settings.fonts)
    for name, (draft, mark, shown) in DRAFTS.items():
        read = (ROOT / "data_examples" / "drafts" / draft).read_bytes()
        document = formatted(read, ".txt", mark=mark, name=Path(draft).stem).value
        assert document is not None, "the drafts can be read"
        yield name, _pages(write(document.document, "pdf", fonts=fonts).data, shown)


def _first(example: str, kind: str, variant: str) -> bytes:
    """The first paper of a variant; of a unit where there are both."""
    return next(pdf for job, pdf in made(example, kind) if job.variant == variant)


def _pages(pdf: bytes, shown: tuple[int, ...]) -> list[Image.Image]:
    opened = pypdfium2.PdfDocument(io.BytesIO(pdf))
    numbers = dict.fromkeys(number % len(opened) for number in shown)
    return [opened[number].render(scale=DPI / POINTS).to_pil().convert("RGB") for number in numbers]


def _side_by_side(pages: list[Image.Image]) -> Image.Image:
    width = GAP + sum(page.width + GAP for page in pages)
    sheet = Image.new("RGB", (width, max(page.height for page in pages) + 2 * GAP), PAPER)
    draw, left = ImageDraw.Draw(sheet), GAP
    for page in pages:
        sheet.paste(page, (left, GAP))
        draw.rectangle((left - 1, GAP - 1, left + page.width, GAP + page.height), outline=EDGE)
        left += page.width + GAP
    return sheet


if __name__ == "__main__":
    main()
