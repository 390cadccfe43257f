"""The ruler on one paper of each kind, variant and length, on public drafts and on every shape of head and sign-off.

What is held against which millimetre is `tools.ruler.measures.TABLE`; here every measure of every paper is taken, in
the PDF and in LibreOffice's print of the DOCX, and the ruler itself is shown pages that are wrong.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tools import libreoffice
from tools.papers import drafts, of_each_length, papers
from tools.ruler import TABLE, Measure, Print, measure

from docgen.document import Document
from docgen.pipeline import fonts_here, write
from docgen.problems import Code
from docgen.standards.gbt9704 import GBT9704, Page, Standard
from docgen.typesetting.fonts import FontSet
from docgen.units import mm
from tests.documents.ruled import shapes

pytestmark = pytest.mark.slow


@cache
def ruled() -> dict[str, Document]:
    return {**dict(of_each_length()), **dict(drafts()), **dict(shapes())}


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


def outside(measures: Mapping[str, Iterable[Measure]]) -> list[str]:
    return [
        f"{paper}，第{one.page}页，{one.name}：{one.found}，应为{one.wanted}±{one.tolerance}（{one.note}）"
        for paper, found in measures.items()
        for one in found
        if not one.ok
    ]


def test_every_measure_of_the_pdf(fonts: FontSet, tmp_path: Path) -> None:
    found, reported = {}, set()
    for paper, document in ruled().items():
        path = tmp_path / "paper.pdf"
        written = write(document, "pdf", fonts=fonts)
        path.write_bytes(written.data)
        found[paper] = measure(path, document, Print.PDF)
        if any(problem.code is Code.LINE_SHORT for problem in written.problems):
            reported.add(paper)
    assert [] == outside(found)
    assert reported == {paper for paper, measures in found.items() if any(one.short for one in measures)}
    assert set(TABLE) == {one.name for measures in found.values() for one in measures}


def test_every_measure_of_libreoffice(tmp_path: Path) -> None:
    papers = {paper: document for paper, document in ruled().items() if paper != "latin"}
    printed = libreoffice.printed({paper: write(each, "docx").data for paper, each in papers.items()}, tmp_path)
    found = {paper: measure(printed[paper], document, Print.OFFICE) for paper, document in papers.items()}
    assert [] == outside(found)
    assert set(TABLE) == {one.name for measures in found.values() for one in measures}


SHIFT = 3.0  # mm, down and to the right
#: What is measured from the edge of the sheet.
PLACES = (
    *(
        "标志上边",
        "标志居中",
        "红线左端",
        "红线右端",
        "标题居中",
        "页码横线",
        "页码边空",
        "版记末线",
        "版记线左端",
        "版记线右端",
    ),
    *(
        "行末",
        "横排行末",
        "行首",
        "段首",
        "附件说明左空",
        "附件序号左端",
        "附注左空",
        "横排表左边",
        "横排表右边",
        "横排表头",
    ),
    *("用印日期右空", "用印署名右空", "不用印日期右空", "不用印署名右空"),
    *("信函标志上边", "信函双线居中", "信函末线距页底", "信函字号右端"),
)
SCALE = 0.8
#: What is measured from one thing to another.
DISTANCES = (
    *("纸宽", "纸长", "字号至红线", "红线至标题", "标题至主送", "附件标识至标题"),
    *("信函双线距标志", "信函双线长", "信函双线至字号", "信函字号至标题"),
)
PAGE = GBT9704.page
#: A wrong standard → the measures that must find its pages wrong.
WRONG: dict[str, tuple[Standard, tuple[str, ...]]] = {
    "标志低 3 毫米": (replace(GBT9704, mark_top=mm(75)), ("标志上边",)),
    "红线低 2 毫米": (replace(GBT9704, line_gap=mm(6)), ("字号至红线",)),
    "标题近 1 行": (replace(GBT9704, title_gap=1.0), ("红线至标题", "信函字号至标题")),
    "主送近 1 行": (replace(GBT9704, recipients_gap=0.0), ("标题至主送",)),
    "订口 30 毫米": (replace(GBT9704, page=Page(left=mm(30))), ("红线左端", "行首", "段首", "标题居中", "行末")),
    "版心宽 150 毫米": (replace(GBT9704, page=Page(body_width=mm(150))), ("红线右端", "行末", "每行字数")),
    "版心高 228 毫米": (replace(GBT9704, page=Page(body_height=mm(228))), ("行距",)),
    "每面 21 行": (replace(GBT9704, page=Page(lines=21)), ("每面行数", "行距")),
    "页码低 3 毫米": (replace(GBT9704, number_line=mm(272)), ("页码横线",)),
    "页码空三字": (replace(GBT9704, number_indent=3.0), ("页码边空",)),
    "版记线粗": (replace(GBT9704, imprint_outer=mm(0.6), imprint_inner=mm(0.5)), ("版记首末线粗", "版记中线粗")),
    "附件说明空两行": (replace(GBT9704, attachment_gap=2.0), ("附件说明上空",)),
    "署名上空": (replace(GBT9704, sealed_gap=2, unsealed_gap=2), ("用印署名上空", "不用印署名上空")),
    "日期右空三字": (replace(GBT9704, sealed_date_right=3.0), ("用印日期右空", "用印署名右空")),
    "署名右空三字": (replace(GBT9704, unsealed_right=3.0), ("不用印署名右空",)),
    "信函标志低 3 毫米": (replace(GBT9704, letter_mark_top=mm(33)), ("信函标志上边",)),
    "信函双线": (
        replace(GBT9704, letter_rule_gap=mm(6), letter_rule_width=mm(160), letter_rule_bottom=mm(22)),
        ("信函双线距标志", "信函双线长", "信函末线距页底"),
    ),
    "信函字号低": (replace(GBT9704, letter_below=mm(8)), ("信函双线至字号",)),
}


@cache
def few() -> dict[str, Document]:
    """Papers that have every element between them."""
    made = dict(shapes())
    names = ("tree-notice", "tree-report", "tree-letter", "title-1", "lines", "tree-ledger")
    closings = [name for name in made if name.startswith("sign-off-0")]
    bulletin = next(document for name, document in papers(every=False) if name.startswith("huitoukan-bulletin"))
    return {name: made[name] for name in (*names, *closings)} | {"bulletin": bulletin}


def names_outside(measures: Iterable[Measure]) -> set[str]:
    return {one.name for one in measures if not one.ok}


@pytest.fixture(scope="module")
def good(fonts: FontSet) -> dict[str, bytes]:
    return {paper: write(document, "pdf", fonts=fonts).data for paper, document in few().items()}


def redrawn(content: bytes, matrix: str, scale: float = 1.0) -> bytes:
    """Every page painted through a matrix, the sheet itself made larger or smaller."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.contents_add(f"q {matrix} cm".encode(), prepend=True)
            page.contents_add(b"Q")
            page.mediabox = [float(side) * scale for side in page.mediabox]
        pdf.save(made)
    return made.getvalue()


def laid_on(pages: Mapping[str, bytes], folder: Path) -> set[str]:
    found: set[str] = set()
    for paper, content in pages.items():
        path = folder / "paper.pdf"
        path.write_bytes(content)
        found |= names_outside(measure(path, few()[paper], Print.PDF))
    return found


def test_the_ruler_finds_moved_pages_wrong(good: dict[str, bytes], tmp_path: Path) -> None:
    by = SHIFT * 72 / 25.4
    moved = {paper: redrawn(content, f"1 0 0 1 {by} {-by}") for paper, content in good.items()}
    assert set() == laid_on(good, tmp_path)
    assert set() == set(PLACES) - laid_on(moved, tmp_path)


def test_the_ruler_finds_smaller_pages_wrong(good: dict[str, bytes], tmp_path: Path) -> None:
    smaller = {paper: redrawn(content, f"{SCALE} 0 0 {SCALE} 0 0", SCALE) for paper, content in good.items()}
    assert set() == set(DISTANCES) - laid_on(smaller, tmp_path)


@pytest.mark.parametrize("wrong", WRONG)
def test_the_ruler_finds_a_wrong_standard(wrong: str, fonts: FontSet, tmp_path: Path) -> None:
    standard, names = WRONG[wrong]
    having = {"信函": "tree-letter", "用印": "sign-off", "每面": "lines", "附件说明": "tree-report"}
    wanted = {paper for part, paper in having.items() if any(part in name for name in names)} | {"tree-notice"}
    pages = {
        paper: write(document, "pdf", fonts=fonts, standard=standard).data
        for paper, document in few().items()
        if paper.startswith(tuple(wanted))
    }
    assert set() == set(names) - laid_on(pages, tmp_path)


def test_the_ruler_misses_what_is_not_printed(good: dict[str, bytes], tmp_path: Path) -> None:
    """A tree that says something else than the page: text that is not there, no head, another sort of paper."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(good["tree-notice"])
    paper = few()["tree-notice"]
    assert {"文字在页上"} <= names_outside(measure(path, replace(paper, recipients=paper.number), Print.PDF))
    path.write_bytes(good["tree-letter"])
    found = names_outside(measure(path, replace(few()["tree-letter"], layout=paper.layout), Print.PDF))
    assert {"标志上边", "红线左端", "红线右端", "字号至红线", "页码"} <= found


def test_every_measure_was_seen_to_fail() -> None:
    seen: set[Any] = {*PLACES, *DISTANCES, *(name for _, names in WRONG.values() for name in names)}
    assert set(TABLE) - seen == {"首页有正文", "附件标识行", "横排页码朝向", "页码", "文字在页上"}
