"""A PDF → its text as drawn, in the order of its tags; what is drawn without a tag comes last, page numbers left out.

PDFium reads the pages: it had no part in making them. What is shown but carries no characters (a picture laid over a
figure) is not text: there the sha256 of the manifest is the only witness.
"""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import count
from typing import Any, Final

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from docgen.problems import Code, Problem
from docgen.typesetting.literals import DRAFT
from docgen.verifying.script import Script, script_of, squeezed

__all__ = ["read_pdf"]

_FURNITURE: Final = re.compile(rf"[—–-]?\d{{1,4}}[—–-]?|(?:{DRAFT})+")
_LEAVES: Final = frozenset({"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "TD", "TH"})
_DAMAGED: Final = (pikepdf.PdfError, pypdfium2.PdfiumError, AttributeError, IndexError, KeyError, TypeError, ValueError)
_NEAR: Final = 2.0  # points between baselines of one line
_UNTAGGED: Final = -1
_DEEPEST: Final = 200
_NO_HEADING: Final = 0


@dataclass(slots=True)
class _Drawn:
    """Characters of one tag on one page: text, and the baseline of the first."""

    baseline: float
    characters: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters together."""
        return "".join(self.characters)


@dataclass(frozen=True, slots=True)
class _Tag:
    """A mark in the structure: page and mark, the paragraph or cell it is of, the heading of a table it is in."""

    page: int
    mark: int
    line: int
    heading: int
    in_table: bool


def read_pdf(content: bytes) -> Script[str] | Problem:
    """The text with its places (第2页第5行)."""
    try:
        with pikepdf.open(BytesIO(content)) as file:
            tags = list(_Structure(file).tags())
        document = pypdfium2.PdfDocument(content)
        pages = [_page(document[number]) for number in range(len(document))]
    except pikepdf.PasswordError:
        return Problem(code=Code.FILE_ENCRYPTED, message="PDF 已加密，读不出", hint="去掉打开密码")
    except _DAMAGED:
        return Problem(code=Code.FILE_UNREADABLE, message="不是完好的 PDF 文件", hint="重做这一件")
    return script_of(_pieces(tags, pages))


def _pieces(tags: Sequence[_Tag], pages: Sequence[dict[int, _Drawn]]) -> Iterator[tuple[str, str, int]]:
    lines = [_baselines(page.values()) for page in pages]
    repeated = _repeated(tags, pages)
    for tag in tags:
        drawn = pages[tag.page].get(tag.mark)
        if drawn is not None and tag.heading not in repeated:
            yield drawn.text, _place(tag.page, drawn, lines[tag.page]), tag.line
    tagged = {(tag.page, tag.mark) for tag in tags}
    count = max((tag.line for tag in tags), default=0)
    for number, page in enumerate(pages):
        for mark, drawn in page.items():
            if (number, mark) not in tagged and not _FURNITURE.fullmatch(squeezed(drawn.text)):
                count += 1
                yield drawn.text, _place(number, drawn, lines[number]), count


def _repeated(tags: Iterable[_Tag], pages: Sequence[dict[int, _Drawn]]) -> frozenset[int]:
    """The headings that a table only repeats on its next page: the same words, and nothing but the table between."""
    said: dict[int, str] = defaultdict(str)
    found = set()
    before, between = _NO_HEADING, False
    order: dict[int, bool] = {}  # heading → whether something stands between it and the one before
    for tag in tags:
        if tag.heading == _NO_HEADING:
            between = between or not tag.in_table
            continue
        if tag.heading not in order:
            order[tag.heading] = between
            between = False
        said[tag.heading] += pages[tag.page][tag.mark].text if tag.mark in pages[tag.page] else ""
    for heading, apart in order.items():
        if before != _NO_HEADING and not apart and said[before] == said[heading]:
            found.add(heading)
        before = heading
    return frozenset(found)


def _place(page: int, drawn: _Drawn, lines: list[float]) -> str:
    line = next((number for number, each in enumerate(lines, 1) if abs(each - drawn.baseline) < _NEAR), 1)
    return f"第{page + 1}页第{line}行"


def _baselines(marks: Iterable[_Drawn]) -> list[float]:
    """The baselines of a page from the top down."""
    found: list[float] = []
    for baseline in sorted((drawn.baseline for drawn in marks), reverse=True):
        if not found or found[-1] - baseline >= _NEAR:
            found.append(baseline)
    return found


def _page(page: Any) -> dict[int, _Drawn]:
    """Mark → what is drawn of it; each stretch without a mark has a number below zero of its own."""
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    found: dict[int, _Drawn] = {}
    untagged, last = _UNTAGGED, None
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, index):
            continue
        item = pdfium.FPDFText_GetTextObject(text, index)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(item) if item else _UNTAGGED
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        if mark < 0:
            if last is None or abs(last - y.value) >= _NEAR:
                untagged -= 1
            last, mark = y.value, untagged
        else:
            last = None
        drawn = found.setdefault(mark, _Drawn(baseline=y.value))
        drawn.characters.append(chr(pdfium.FPDFText_GetUnicode(text, index)))
    return found


class _Structure:
    """The structure of a tagged PDF (ISO 32000 14.7), walked in order; a file without one has no tags."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self._root = file.Root.get("/StructTreeRoot", pikepdf.Dictionary()).get("/K", pikepdf.Array())
        self._pages = {page.objgen: number for number, page in enumerate(file.pages)}
        self._lines = count(1)
        self._headings = count(_NO_HEADING + 1)

    def tags(self) -> Iterator[_Tag]:
        """Every mark of a page with where it is in the structure."""
        return self._walk(self._root, _Tag(page=_UNTAGGED, mark=_UNTAGGED, line=0, heading=_NO_HEADING, in_table=False))

    def _walk(self, node: Any, within: _Tag, depth: int = 0) -> Iterator[_Tag]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from self._walk(child, within, depth)
        elif isinstance(node, int):
            if within.page != _UNTAGGED:
                yield replace(within, mark=node)
        elif isinstance(node, pikepdf.Dictionary) and depth < _DEEPEST:
            inside = self._entered(node, within)
            yield from self._walk(node.get("/MCID", node.get("/K", pikepdf.Array())), inside, depth + 1)

    def _entered(self, node: Any, within: _Tag) -> _Tag:
        kind = str(node.get("/S", "")).removeprefix("/")
        page = self._pages.get(node.Pg.objgen, within.page) if "/Pg" in node else within.page
        return replace(
            within,
            page=page,
            line=next(self._lines) if kind in _LEAVES else within.line,
            heading=next(self._headings) if kind == "THead" else within.heading,
            in_table=within.in_table or kind == "Table",
        )
