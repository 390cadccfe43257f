"""A PDF as rules see it: characters with their cells, lines, ink and rules as drawn, all in mm from the top left.

PDFium reads and draws the pages: it has no part in making ours, and draws any office's.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any, Final

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from docgen.problems import Code, Problem
from docgen.standards.acceptance import ACCEPTED
from docgen.standards.gbt9704 import GBT9704, Standard
from docgen.typesetting.literals import DRAFT
from docgen.units import pt

__all__ = ["Box", "Char", "Line", "Pages", "Sheet", "Stroke", "opened"]

_SCALE: Final = 3.0  # pixels a point: a pixel is 0.12 of a millimetre
_DARK: Final = 128
#: What reading the fonts raises where an object of a damaged file is of another kind than it should be.
_DAMAGED: Final = (AttributeError, IndexError, KeyError, TypeError, ValueError)
_FULL: Final = 0.6  # of a row inked: a rule, whose ends may lie anywhere in the strip
_UPRIGHT: Final = 0.1  # rad
_HUNG: Final = "，。、；：！？"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in mm."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Char:
    """A character: its cell from `left` to `right`, its baseline, the size of its type in pt."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str
    red: bool
    upright: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The characters on one baseline, left to right, from ink to ink. `table`: it stands between a table's rules."""

    sheet: int
    number: int
    chars: tuple[Char, ...]
    table: bool = False
    standard: Standard = field(default=GBT9704, repr=False, compare=False)  # judged by

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(char.text for char in self.chars)

    @property
    def left(self) -> float:
        """Where the first cell begins."""
        return self.chars[0].left

    @property
    def right(self) -> float:
        """Where the last cell ends."""
        return self.chars[-1].right

    @property
    def edge(self) -> float:
        """The same without a mark hung into the margin, as Word does unless told otherwise (GB/T 15834 5.1)."""
        page = self.standard.page
        edge = (page.left + page.body_width + ACCEPTED.outside).mm
        hung = self.chars[-1].text in _HUNG and len(self.chars) > 1 and self.chars[-1].right > edge
        return self.chars[-2].right if hung else self.right

    @property
    def baseline(self) -> float:
        """Distance from the page's top."""
        return self.chars[0].baseline

    @property
    def size(self) -> float:
        """The size of most of its characters, in pt."""
        sizes = [round(char.size, 1) for char in self.chars]
        return max(set(sizes), key=sizes.count)

    @property
    def font(self) -> str:
        """The font of its first character."""
        return self.chars[0].font

    @property
    def red(self) -> bool:
        """Whether it begins in red."""
        return self.chars[0].red

    @property
    def place(self) -> str:
        """第n页第m行."""
        return f"第{self.sheet}页第{self.number}行"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A rule as drawn, from the left of its ink to the right. `thick` is its weight, finer than a pixel."""

    box: Box
    red: bool
    thick: float


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One page. Lines are top to bottom; a page on its side has its lines as a reader of the turned sheet has them."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    turned_chars: tuple[Char, ...]
    page: Any = field(repr=False, compare=False)

    @property
    def landscape(self) -> bool:
        """Whether the sheet lies on its side."""
        return self.width > self.height

    @cached_property
    def _picture(self) -> Image.Image:
        image: Image.Image = self.page.render(scale=_SCALE).to_pil().convert("RGB")
        return image

    def ink(self, box: Box) -> Box | None:
        """The ink within a box, or None where there is none."""
        left, top, right, bottom = (_pixels(edge) for edge in (box.left, box.top, box.right, box.bottom))
        found = self._mask.crop((left, top, right, bottom)).getbbox()
        if found is None:
            return None
        return Box(
            left=_mm(left + found[0]), top=_mm(top + found[1]), right=_mm(left + found[2]), bottom=_mm(top + found[3])
        )

    @cached_property
    def _mask(self) -> Image.Image:
        """White where there is ink of any colour: red ink is dark in green."""
        return self._picture.split()[1].point(lambda value: 255 if value < _DARK else 0)

    @cached_property
    def rules(self) -> tuple[Stroke, ...]:
        """The rules across most of the sheet, top to bottom."""
        strips = self._mask.resize((1, self._mask.height), Image.Resampling.BOX).tobytes()
        rows = [value > _FULL * 255 for value in strips] + [False]
        found: list[Stroke] = []
        start: int | None = None
        for row, inked in enumerate(rows):
            if inked and start is None:
                start = row
            elif not inked and start is not None:
                across = self._mask.crop((0, start, self._mask.width, row)).getbbox()
                assert across is not None
                middle = self._picture.getpixel(((across[0] + across[2]) // 2, (start + row) // 2))
                assert isinstance(middle, tuple)
                box = Box(left=_mm(across[0]), top=_mm(start), right=_mm(across[2]), bottom=_mm(row))
                red = middle[0] > 2 * max(middle[1], 1)
                found.append(Stroke(box=box, red=red, thick=self._coverage(across[0], across[2], start, row)))
                start = None
        return tuple(found)

    def _coverage(self, left: int, right: int, top: int, bottom: int) -> float:
        """How much of a strip is inked, from the grey of its edges, as a height."""
        strip = self._picture.split()[1].crop((left, top - 1, right, bottom + 1))
        column = strip.resize((1, strip.height), Image.Resampling.BOX).tobytes()
        return _mm(sum(255 - value for value in column) / 255)


@dataclass(frozen=True, kw_only=True, eq=False)
class Pages:
    """A PDF. `embedded` is font → whether the file carries it; `blanks` are (page, font) where glyph 0 is drawn."""

    sheets: tuple[Sheet, ...]
    embedded: dict[str, bool]
    blanks: tuple[tuple[int, str], ...]
    standard: Standard = field(default=GBT9704, repr=False)  # judged by


def opened(content: bytes, standard: Standard = GBT9704) -> Pages | Problem:
    """Read a PDF; a Problem says why it is not read."""
    try:
        with pikepdf.open(BytesIO(content)) as file:
            embedded, blanks = _fonts(file)
        document = pypdfium2.PdfDocument(content)
        sheets = tuple(_sheet(document[index], index + 1, standard) for index in range(len(document)))
    except pikepdf.PasswordError:
        return Problem(code=Code.FILE_ENCRYPTED, message="PDF 已加密，读不出。", hint="去掉打开密码后再查。")
    except (pikepdf.PdfError, pypdfium2.PdfiumError, *_DAMAGED):
        return Problem(code=Code.FILE_UNREADABLE, message="不是完好的 PDF 文件。", hint="请重新导出 PDF 再查。")
    return Pages(sheets=sheets, embedded=embedded, blanks=blanks, standard=standard)


def _mm(pixels: float) -> float:
    return pt(pixels / _SCALE).mm


def _pixels(length: float) -> int:
    return round(length / _mm(1))


def _sheet(page: Any, number: int, standard: Standard) -> Sheet:
    chars = [char for char in _chars(page) if char.text.strip() or char.text == "　"]
    upright = [char for char in chars if char.upright]
    spans = _table_spans(page)
    rows: list[list[Char]] = []
    near = ACCEPTED.baseline.mm
    for char in sorted(upright, key=lambda char: (char.baseline, char.left)):
        if rows and abs(rows[-1][0].baseline - char.baseline) < near:
            rows[-1].append(char)
        else:
            rows.append([char])
    lines = tuple(
        Line(
            sheet=number,
            number=index,
            chars=_trimmed(sorted(row, key=lambda char: char.left)),
            table=any(top < row[0].baseline <= bottom for top, bottom in spans),
            standard=standard,
        )
        for index, row in enumerate((row for row in rows if _trimmed(row) and not _marks_a_draft(row, standard)), 1)
    )
    return Sheet(
        number=number,
        width=pt(page.get_width()).mm,
        height=pt(page.get_height()).mm,
        lines=lines,
        turned_chars=tuple(char for char in chars if not char.upright),
        page=page,
    )


def _marks_a_draft(row: Sequence[Char], standard: Standard) -> bool:
    """Whether a line is the mark 送审稿 above the 版心: it is in the margin, and no line of the paper."""
    above = min(standard.page.top, standard.page.right).mm  # upright and turned sheets
    return row[0].baseline < above and "".join(char.text for char in row).strip() == DRAFT


def _trimmed(chars: Sequence[Char]) -> tuple[Char, ...]:
    """Without the blanks at both ends: some indent by typing them."""
    inked = [index for index, char in enumerate(chars) if char.text.strip()]
    return tuple(chars[inked[0] : inked[-1] + 1]) if inked else ()


def _chars(page: Any) -> Iterator[Char]:
    text = page.get_textpage()
    height = page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    color = [ctypes.c_uint() for _ in range(4)]
    name = ctypes.create_string_buffer(256)
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, index):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        pdfium.FPDFText_GetFillColor(text, index, *color)
        pdfium.FPDFText_GetFontInfo(text, index, name, len(name), None)
        red, green, blue = (part.value for part in color[:3])
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        yield Char(
            text=chr(pdfium.FPDFText_GetUnicode(text, index)),
            left=pt(box.left).mm,
            right=pt(box.right).mm,
            baseline=pt(height - y.value).mm,
            size=size,
            font=name.value.decode("utf-8", "replace"),
            red=red > 2 * max(green, blue, 1),
            upright=abs(matrix.b) < _UPRIGHT * max(abs(matrix.a), _UPRIGHT),
        )


def _table_spans(page: Any) -> list[tuple[float, float]]:
    """From top to bottom of every upright rule: what stands beside one stands in a table."""
    height = page.get_height()
    spans = []
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        if right - left < ACCEPTED.stroke.pt < top - bottom:
            spans.append((pt(height - top).mm, pt(height - bottom).mm))
    return spans


def _fonts(file: pikepdf.Pdf) -> tuple[dict[str, bool], tuple[tuple[int, str], ...]]:
    """Whether each font is embedded, and where text draws glyph 0 of a composite font."""
    embedded: dict[str, bool] = {}
    blanks: list[tuple[int, str]] = []
    for number, page in enumerate(file.pages, 1):
        fonts = page.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        composite = set()
        for name, font in fonts.items():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            if "/DescendantFonts" in font:
                composite.add(str(name))
            descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
            carried = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            face = str(inner.get("/BaseFont", name)).lstrip("/")
            embedded[face] = carried or str(inner.get("/Subtype")) == "/Type3"
        blanks += [(number, name) for name in _glyph_zero(page, composite)]
    return embedded, tuple(blanks)


def _glyph_zero(page: pikepdf.Page, composite: set[str]) -> Sequence[str]:
    """The composite fonts of which a page draws glyph 0, the box of a missing character."""
    found: dict[str, None] = {}
    current = ""
    for instruction in pikepdf.parse_content_stream(page, "Tf Tj TJ ' \""):
        operands, operator = list(instruction.operands), str(instruction.operator)
        if operator == "Tf":
            current = str(operands[0])
        elif current in composite:
            pieces = list(operands[0]) if operator == "TJ" else operands[-1:]
            codes = [bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)]
            if any(code[at : at + 2] == b"\0\0" for code in codes for at in range(0, len(code) - 1, 2)):
                found[current] = None
    return list(found)
