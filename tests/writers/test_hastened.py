"""What is done quicker gives the pages that WeasyPrint gives by itself, and only with the release that was read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import weasyprint
from weasyprint.text import line_break

from docgen.document import Attachment, Cell, Column, Document, Paragraph, Row, Table
from docgen.latest import Latest
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting import weasyprint_steps
from docgen.typesetting.fonts import FontSet, font_set
from docgen.writers import pdf, pdf_file
from docgen.writers.hastened import font_files, lines, margins, painting, shapes, steps, styles, subsets
from docgen.writers.painted import box_steps, line, table_box
from tests.trees import ALL, NOTICE, text
from tests.writers.renderer import paint_nothing

Look = tuple[list[bytes], object, dict[str, tuple[bytes, str]]]


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return font_set(GBT9704, tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def as_weasyprint_has_it(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every step as it was, and the style sheet for all of HTML."""
    steps.install()
    for step in steps.STEPS:
        step.put(step.old)
    monkeypatch.setattr(steps, "install", lambda: None)
    monkeypatch.setattr(pdf._Page, "_ua_stylesheets", weasyprint.HTML._ua_stylesheets)
    add = cache(lambda *font: font_files.add(pdf._configuration(), *font))
    monkeypatch.setattr(font_files, "add_apart", add)
    paint_nothing(monkeypatch)
    yield
    for step in steps.STEPS:
        step.put(step.new)


@pytest.fixture(scope="module")
def quick(fonts: FontSet) -> dict[str, Look]:
    """Every layout, its tables laid out by WeasyPrint (painted ones: test_painted.py)."""
    with pytest.MonkeyPatch.context() as patch:
        paint_nothing(patch)
        return {name: look(written(document, fonts)) for name, document in ALL.items()}


def written(document: Document, fonts: FontSet) -> bytes:
    return pdf.write(document, GBT9704, fonts).content


def look(content: bytes) -> Look:
    """What is painted on each page, the structure, and of each font the characters and their widths."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        fonts = {
            name: (font.ToUnicode.read_bytes(), repr(font.DescendantFonts[0].W))
            for page in opened.pages
            for name, font in page.Resources.Font.items()
        }
        return [page.Contents.read_bytes() for page in opened.pages], tree(opened.Root.StructTreeRoot.K), fonts


def tree(node: Any) -> object:
    """The structure without what points upward or at pages."""
    if isinstance(node, pikepdf.Array):
        return [tree(each) for each in node]
    if isinstance(node, pikepdf.Dictionary):
        return {key: tree(value) for key, value in node.items() if key not in ("/P", "/Pg", "/ID", "/Headers")}
    return repr(node)


@pytest.mark.usefixtures("as_weasyprint_has_it")
def test_pages_are_those_of_weasyprint_alone(fonts: FontSet, quick: dict[str, Look]) -> None:
    for document in ALL.values():  # a font that comes in the middle of a paper has Pango make all of them anew there
        written(document, fonts)
    assert {name: look(written(document, fonts)) for name, document in ALL.items()} == quick


def test_the_second_time_gives_the_same_bytes(fonts: FontSet) -> None:
    first = {name: written(document, fonts) for name, document in ALL.items()}
    assert first == {name: written(document, fonts) for name, document in ALL.items()}


def test_threads_take_turns(fonts: FontSet) -> None:
    papers = list(ALL.values())
    alone = [written(paper, fonts) for paper in papers]
    with ThreadPoolExecutor(2) as threads:
        assert alone == list(threads.map(lambda paper: written(paper, fonts), papers))


def test_caches_that_are_full_let_go_of_something(fonts: FontSet, monkeypatch: pytest.MonkeyPatch) -> None:
    document = ALL["ledger"]
    kept = written(document, fonts)
    for module in (line, margins, pdf_file, styles, subsets, table_box):
        monkeypatch.setattr(module, "_kept", Latest(2))
    monkeypatch.setattr(lines, "_lines", Latest(2))
    monkeypatch.setattr(painting, "_fonts", Latest(2))
    monkeypatch.setattr(shapes, "_MOST", 2)
    assert kept == written(document, fonts)
    assert 2 == len(subsets._kept) == len(styles._kept)


def test_a_character_that_a_face_lacks_leaves_all_other_fonts_as_they_are(fonts: FontSet) -> None:
    def write(character: str) -> None:
        rare = Cell(lines=(text(character),))
        table = Table(columns=(Column(width=9.0),), header=(), rows=(Row(cells=(rare,)),))
        part = Attachment(title=(text("登记表"),), body=(table,))
        written(replace(NOTICE, body=(Paragraph(runs=text(f"{character}地")),), parts=(part,)), fonts)

    write("山")  # laid out here and now: of a paper that another test has made, pages and no fonts are kept
    known = set(painting._fonts)
    for character in "䶮珺岗":
        write(character)
    lacking = 2 * 3  # once a style: in the text and in a cell
    assert lacking >= len(set(painting._fonts) - known)


def test_a_replaced_step_that_is_not_weasyprint_s_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_break.Layout, "setup", lambda self, style: None)
    with pytest.raises(weasyprint_steps.ChangedError, match="setup"):
        steps.install()


def test_a_changed_module_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(weasyprint_steps._READ, "text/line_break.py", "")
    weasyprint_steps._compare.cache_clear()
    try:
        with pytest.raises(weasyprint_steps.ChangedError, match=r"text/line_break\.py has changed"):
            steps.install()
    finally:
        weasyprint_steps._compare.cache_clear()


def test_another_release_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    weasyprint_steps._compare.cache_clear()
    try:
        with pytest.raises(weasyprint_steps.ChangedError, match=r"70\.1"):
            steps.install()
    finally:
        weasyprint_steps._compare.cache_clear()


def test_every_module_of_a_replaced_step_was_read() -> None:
    package = Path(weasyprint.__file__).parent
    for step in (*steps.STEPS, *box_steps.STEPS):
        name = getattr(step.owner, "__module__", None) or step.owner.__name__
        file = package.joinpath(*name.split(".")[1:])
        read = {(package / each).with_suffix("") for each in weasyprint_steps._READ}
        assert file in read or file / "__init__" in read, name


def test_lines_are_not_kept_shaped_without_end(fonts: FontSet) -> None:
    for document in ALL.values():
        written(document, fonts)
    assert len(shapes._shaped) <= shapes._MOST
