"""A table that we paint lies where WeasyPrint would have put it: the same glyphs, rules and structure."""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from docgen.document import Align, Attachment, Cell, Column, Document, Layout, Orientation, Row, Table
from docgen.latest import Latest
from docgen.standards.gbt9704 import GBT9704, StyleName
from docgen.typesetting.fonts import FontSet, font_set
from docgen.writers import pdf
from docgen.writers.hastened import shapes
from docgen.writers.painted import line
from docgen.writers.painted.grid import px
from tests.trees import ALL, NOTICE, para, text, texts
from tests.writers.renderer import paint_nothing, set_in_one_font


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return font_set(GBT9704, tmp_path_factory.mktemp("fonts"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands on a page: glyphs by where they begin, and by place and thickness the stretches of rules."""

    glyphs: dict[tuple[float, float], list[tuple[str, str]]]
    rules: dict[tuple[str, float, float], list[tuple[float, float]]]


def page_of(page: Any) -> Page:
    glyphs: dict[tuple[float, float], list[tuple[str, str]]] = defaultdict(list)
    strokes: dict[tuple[str, float, float], list[tuple[float, float]]] = defaultdict(list)
    place, thickness, font = (0.0, 0.0), 0.0, ""
    point = end = (0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tm":
                place = (round(float(operands[4]), 2), round(float(operands[5]), 2))
            case "Tf":
                font = f"{operands[0]} {float(operands[1]):.3f}"
            case "TJ":
                glyphs[place].append((font, repr(operands[0])))
            case "w":
                thickness = round(float(operands[0]), 3)
            case "m":
                point = (float(operands[0]), float(operands[1]))
            case "l":
                end = (float(operands[0]), float(operands[1]))
            case "S":
                way, at = ("level", 1) if end[1] == point[1] else ("upright", 0)
                strokes[way, round(point[at], 2), thickness].append((point[1 - at], end[1 - at]))
    return Page(glyphs=dict(glyphs), rules={key: joined(stretches) for key, stretches in strokes.items()})


def joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches of one line, those that touch joined."""
    made: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if made and start <= made[-1][1] + 0.01:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return [(round(start, 2), round(end, 2)) for start, end in made]


def structure(node: Any) -> Any:
    """The structure: of the lines of a paragraph only that there are some; without what nothing stands in."""
    kind = str(node.S)
    if kind == "/Span":
        return "text"
    kids = [structure(kid) for kid in node.K if isinstance(kid, pikepdf.Dictionary)]
    kids = ["text"] if kids and all(kid == "text" for kid in kids) else [kid for kid in kids if kid != ("/P", {}, [])]
    if kind == "/Table":  # WeasyPrint has a body for what stays together, and a foot to draw a line where a page ends
        kids = [row for part in kids if part[0] != "/TFoot" for row in part[2]]
    return kind, {key: int(value) for key, value in node.get("/A", {}).items() if key in ("/ColSpan", "/RowSpan")}, kids


def pages(document: Document, fonts: FontSet) -> tuple[list[Page], object]:
    with pytest.MonkeyPatch.context() as patch:
        set_in_one_font(patch)
        content = pdf.write(document, GBT9704, fonts).content
    with pikepdf.open(io.BytesIO(content)) as opened:
        return [page_of(page) for page in opened.pages], [structure(each) for each in opened.Root.StructTreeRoot.K]


def as_weasyprint_has_it(document: Document, fonts: FontSet) -> tuple[list[Page], object]:
    with pytest.MonkeyPatch.context() as patch:
        paint_nothing(patch)
        return pages(document, fonts)


def words(pages: list[Page]) -> set[str]:
    return {repr(glyphs) for page in pages for glyphs in page.glyphs.values()}


def as_part(table: Table, orientation: Orientation = Orientation.PORTRAIT) -> Document:
    """A table that is divided into pages before layout."""
    part = Attachment(label=text("附件1"), title=(text("登记表"),), body=(table,), orientation=orientation)
    return replace(NOTICE, body=(para("现将有关事项通知如下。"),), parts=(part,))


def in_text(table: Table, lines: int) -> Document:
    """A table below so many lines of text, which the end of a page may divide."""
    return replace(NOTICE, body=(*[para("认真组织实施。")] * lines, table), parts=(), sign_off=None)


@pytest.mark.parametrize(
    "name", [name for name, document in ALL.items() if document.parts or document.layout is Layout.LEDGER]
)
def test_tables_of_papers_lie_where_weasyprint_puts_them(name: str, fonts: FontSet) -> None:
    assert as_weasyprint_has_it(ALL[name], fonts) == pages(ALL[name], fonts)


WORDS = st.text("整改落实情况台账：，。“”2014年A/B岗曌䶮珺 ", min_size=1, max_size=30).map(str.strip).filter(bool)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table with merged cells, heads among its rows and rare characters, over a page or more."""
    count = draw(st.integers(2, 6))
    columns = tuple(
        Column(width=float(draw(st.integers(3, 9))), align=draw(st.sampled_from(Align))) for _ in range(count)
    )

    def cell(columns: int = 1, rows: int = 1) -> Cell:
        lines = tuple(text(words) for words in draw(st.lists(WORDS, min_size=1, max_size=3) | st.just([""])))
        return Cell(lines=lines, columns=columns, rows=rows, header=draw(st.integers(0, 9)) == 0)

    def section(most: int, header: bool) -> tuple[Row, ...]:
        rows: list[Row] = []
        left = [0] * count
        height = draw(st.integers(1, most))
        for index in range(height):
            cells: list[Cell] = []
            place = 0
            while place < count:
                if left[place]:
                    place += 1
                    continue
                free = next((n for n in range(place, count) if left[n]), count) - place
                wide = draw(st.integers(1, min(free, 2)))
                high = draw(st.integers(1, min(height - index, 3)))
                if (index and place == 0) or (not header and wide == count):
                    high = 1
                made = cell(wide, high)
                cells.append(replace(made, header=True) if header else made)
                left[place : place + wide] = [high if place + wide < count else 1] * wide
                place += wide
            if not cells:
                break
            cells.append(replace(cells.pop(), lines=texts("甲"), rows=1))  # an empty row has no height in WeasyPrint
            rows.append(Row(cells=tuple(cells)))
            left = [max(0, rest - 1) for rest in left]
        return (
            tuple(rows)
            if not any(left)
            else (Row(cells=tuple(Cell(lines=texts("甲"), header=header) for _ in columns)),)
        )

    return Table(columns=columns, header=section(2, True), rows=section(14, False))


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # finding a smaller table would set hundreds of papers
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(table=tables(), lines=st.integers(-1, 24))
def test_any_table_lies_where_weasyprint_puts_it(table: Table, lines: int, fonts: FontSet) -> None:
    if lines < 0:
        assert as_weasyprint_has_it(as_part(table), fonts) == pages(as_part(table), fonts)
        return
    document = in_text(table, lines)
    theirs, ours = as_weasyprint_has_it(document, fonts), pages(document, fonts)
    if str(ours[1]).count("/Table") == str(theirs[1]).count("/Table") == 1:
        assert [page.glyphs for page in theirs[0]] == [page.glyphs for page in ours[0]]
        assert theirs[1] == ours[1]
    else:  # WeasyPrint divides rows that are to stay together when there is a head
        assert words(theirs[0]) == words(ours[0])


@pytest.mark.parametrize("header", [(), (Row(cells=(Cell(lines=texts("序号"), header=True),)),)], ids=["empty", "head"])
def test_a_table_without_rows_is_its_head(header: tuple[Row, ...], fonts: FontSet) -> None:
    table = Table(columns=(Column(width=10.0),), header=header, rows=())
    for document in (as_part(table), in_text(table, 2)):
        assert as_weasyprint_has_it(document, fonts)[1] == pages(document, fonts)[1]


def test_what_follows_a_table_lies_as_it_does_without_one_before_it(fonts: FontSet) -> None:
    rows = tuple(Row(cells=(Cell(lines=texts(f"第{number}项")),)) for number in range(60))
    table = Table(columns=(Column(width=10.0),), header=(), rows=rows)
    pdf.write(as_part(table, Orientation.LANDSCAPE), GBT9704, fonts)
    with pikepdf.open(io.BytesIO(pdf.write(in_text(table, 2), GBT9704, fonts).content)) as opened:
        assert {True} == {page.MediaBox[2] < page.MediaBox[3] for page in opened.pages}


def test_a_long_table_in_the_text_goes_on_from_page_to_page(fonts: FontSet) -> None:
    rows = tuple(Row(cells=(Cell(lines=texts(f"第{number}项")),)) for number in range(400))
    document = in_text(Table(columns=(Column(width=10.0),), header=(), rows=rows), 20)
    assert words(as_weasyprint_has_it(document, fonts)[0]) == words(pages(document, fonts)[0])


def test_a_row_without_text_is_as_high_as_a_line(fonts: FontSet) -> None:
    rows = (Row(cells=(Cell(lines=texts("甲")),)), Row(cells=(Cell(),)), Row(cells=(Cell(lines=texts("乙")),)))
    made = pages(as_part(Table(columns=(Column(width=10.0),), header=(), rows=rows)), fonts)[0][-1]
    inner, below = sorted(place for way, place, thickness in made.rules if way == "level" and thickness < 1)
    line_high = px(GBT9704.styles[StyleName.TABLE_CELL].line + GBT9704.table_padding_above.times(2))
    assert below - inner == pytest.approx(line_high + px(GBT9704.table_border), abs=0.02)


def test_glyphs_that_a_paper_has_in_another_width_are_written_by_it(
    fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[tuple[Any, Any]] = []
    paint = line.Line.paint

    def noting(self: line.Line, stream: Any, x: float, y: float) -> None:
        painted.append((self, stream))
        paint(self, stream, x, y)

    monkeypatch.setattr(line.Line, "paint", noting)
    pages(ALL["ledger"], fonts)
    one, stream = painted[0]
    run = one.runs[0]
    assert run.operators == one._operators(stream, 0, run)
    glyph = next(iter(run.glyphs.widths))
    stream.add_font(run.font)[0].widths[glyph] += 1
    assert b">1" in one._operators(stream, 0, run)


def test_lines_whose_shape_was_let_go_are_shaped_again(fonts: FontSet, monkeypatch: pytest.MonkeyPatch) -> None:
    first = pages(ALL["ledger"], fonts)
    for layout in [each() for each in shapes._shaped]:
        if layout is not None:
            layout.layout = None
    monkeypatch.setattr(line, "_kept", Latest(1))
    assert first == pages(ALL["ledger"], fonts)


def test_cells_name_the_heads_of_the_columns_they_cover(fonts: FontSet) -> None:
    header = (
        Row(cells=(Cell(lines=texts("事项"), rows=2, header=True), Cell(lines=texts("完成"), columns=2, header=True))),
        Row(cells=(Cell(lines=texts("本月"), header=True), Cell(lines=texts("累计"), header=True))),
    )
    rows = (Row(cells=tuple(Cell(lines=texts(words)) for words in ("甲", "1", "2"))),)
    table = Table(columns=tuple(Column(width=10.0) for _ in range(3)), header=header, rows=rows)
    with pikepdf.open(io.BytesIO(pdf.write(as_part(table), GBT9704, fonts).content)) as opened:
        cells = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TD"]
        assert [1, 2, 2] == [len(cell.A.Headers) for cell in cells]
