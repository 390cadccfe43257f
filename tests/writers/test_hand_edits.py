"""What a hand gave in Word, measured: literal millimetres on the page, and what the Word file says."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from openxml_audit import OpenXmlValidator

from docgen.document import Align, Cell, Column, Document, Layout, Paragraph, Properties, Row, Run, Table
from docgen.pipeline import fonts_here, write
from docgen.problems import Code
from docgen.typesetting.fonts import FontSet
from docgen.typesetting.grid import squared_table
from docgen.writers.pdf import _Pictures
from docgen.writers.text import lines_of
from tests.hand_edited import PAPER, noted, picture, run
from tests.trees import NOTICE

MM = 25.4 / 72
FILLER = "各级各部门要对照台账逐项梳理对基本完成的整改任务提出巩固提高的具体要求"


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


def speech(*body: Paragraph | Table) -> Document:
    return Document(layout=Layout.SPEECH, properties=Properties(title="试", author="试"), title=(), body=body)


def word(document: Document) -> dict[str, str]:
    """The parts of the Word file as text, pictures by their names alone."""
    with zipfile.ZipFile(io.BytesIO(write(document, "docx").data)) as archive:
        return {name: "" if "media" in name else archive.read(name).decode() for name in archive.namelist()}


def pages(document: Document, fonts: FontSet) -> list[dict[str, Any]]:
    """Characters and pictures of each page."""
    with pdfplumber.open(io.BytesIO(write(document, "pdf", fonts=fonts).data)) as pdf:
        return [{"chars": page.chars, "images": page.images, "rects": page.rects} for page in pdf.pages]


def baselines(chars: list[dict[str, Any]]) -> list[float]:
    """The baselines of the lines of 16 pt text, in mm from the top."""
    return sorted({round((842 - char["matrix"][5]) * MM, 1) for char in chars if abs(char["size"] - 16) < 0.1})


def test_a_picture_is_as_large_as_it_is_said(fonts: FontSet) -> None:
    (page,) = pages(speech(Paragraph(runs=(picture(100, 60),), align=Align.CENTER)), fonts)
    (image,) = page["images"]
    assert [100.0, 60.0] == [round(image["width"] * MM, 1), round(image["height"] * MM, 1)]
    assert 28 + 156 / 2 == pytest.approx((image["x0"] + image["x1"]) / 2 * MM, abs=0.1)


def test_a_paragraph_with_a_picture_grows_and_no_other(fonts: FontSet) -> None:
    plain, pictured = Paragraph(runs=(run("甲"),)), Paragraph(runs=(run("乙"), picture(20, 30), run("丙")))
    document = speech(plain, pictured, plain, plain)
    rules = re.findall(r'<w:spacing [^>]*w:lineRule="(\w+)"', word(document)["word/document.xml"])
    assert 1 == rules.count("atLeast")
    (page,) = pages(document, fonts)
    tops = [round(char["top"] * MM, 1) for char in page["chars"] if char["text"] in "甲乙丙"]
    assert 10.2 == pytest.approx(tops[4] - tops[3], abs=0.15)  # 28.95 pt
    image = page["images"][0]
    assert 30 == pytest.approx(image["height"] * MM, abs=0.1)
    assert image["top"] * MM == pytest.approx(tops[0] + 10.2 - 2.3, abs=0.8)  # it begins where its line does


@pytest.mark.parametrize("size", [9, 22, 40, 72])
def test_a_line_with_another_size_keeps_its_pitch(size: float, fonts: FontSet) -> None:
    words = (run(FILLER * 2), run("特大", size=size), run(FILLER * 3))
    (page,) = pages(speech(Paragraph(runs=words)), fonts)
    apart = {round(after - before, 1) for before, after in pairwise(baselines(page["chars"]))}
    assert apart <= {10.2, 10.3}
    others = {round((842 - char["matrix"][5]) * MM, 1) for char in page["chars"] if abs(char["size"] - size) < 0.1}
    assert others <= set(baselines(page["chars"]))


def test_full_lines_end_at_184_whatever_their_looks(fonts: FontSet) -> None:
    words = (
        run(FILLER),
        run("加粗的", bold=True),
        noted("一句", "注。"),
        run(FILLER),
        run("大字", size=22),
        run(FILLER * 2),
    )
    (page,) = pages(speech(Paragraph(runs=words)), fonts)
    body = [char for char in page["chars"] if char["size"] > 15]
    lines = {round(char["matrix"][5]) for char in body}
    ends = [max(char["x1"] for char in body if round(char["matrix"][5]) == line) * MM for line in lines]
    assert len(ends) > 4
    assert [184.0] * (len(ends) - 1) == [pytest.approx(end, abs=0.35) for end in sorted(ends)[1:]]


def test_a_picture_too_large_is_scaled_and_said(fonts: FontSet) -> None:
    document = speech(Paragraph(runs=(picture(312, 100, "大图"),), align=Align.CENTER))
    written = write(document, "docx")
    assert [Code.PICTURE_SCALED] == [problem.code for problem in written.problems]
    assert "已按比例缩为156×50毫米" in str(written.problems[0])
    image = pages(document, fonts)[0]["images"][0]
    assert [156.0, 50.0] == [round(image["width"] * MM, 1), round(image["height"] * MM, 1)]


def test_one_file_is_one_part_and_numbers_are_unique() -> None:
    parts = word(speech(Paragraph(runs=(picture(20, 10), picture(30, 20))), Paragraph(runs=(picture(form="JPEG"),))))
    assert ["word/media/picture1.png", "word/media/picture2.jpeg"] == sorted(name for name in parts if "media" in name)
    assert ["1", "2", "3"] == re.findall(r'<wp:docPr id="(\d+)"', parts["word/document.xml"])
    assert ['descr="现场照片"'] * 6 == re.findall('descr="[^"]*"', parts["word/document.xml"])
    assert 'Extension="png"' in parts["[Content_Types].xml"]


def test_a_new_page_is_a_property_and_no_break(fonts: FontSet) -> None:
    document = speech(Paragraph(runs=(run("甲"),)), Paragraph(runs=(run("乙"),), new_page=True))
    body = word(document)["word/document.xml"]
    assert 1 == body.count("<w:pageBreakBefore/>")
    assert 0 == body.count("<w:br")
    assert ["甲", "乙"] == [page["chars"][0]["text"] for page in pages(document, fonts)]


@pytest.mark.parametrize(("size", "plain"), [(None, 22), (32.0, 20)], ids=["one size", "two of twice the size"])
def test_a_mark_before_a_number_hangs_nowhere_whatever_its_look(size: float | None, plain: int, tmp_path: Path) -> None:
    large = run("大字", size=size) if size else run("大字")
    document = speech(Paragraph(runs=(large, run(f"{'国' * plain}完，2015年", bold=True), run("国" * 40))))
    made = tmp_path / "made.docx"
    made.write_bytes(write(document, "docx").data)

    (marked,) = re.findall(r"<w:rPr>((?:(?!<w:rPr>).)*<w:lang .*?)</w:r>", word(document)["word/document.xml"])

    spacing, language = '<w:spacing w:val="-1"/>', '<w:lang w:val="zh-CN"/>'
    assert f'<w:b/><w:bCs/>{spacing}{language}</w:rPr><w:t xml:space="preserve">2</w:t>' == marked
    assert [] == [str(error) for error in OpenXmlValidator().validate(made).errors]


def test_footnotes_are_words_own() -> None:
    parts = word(PAPER)
    assert ["-1", "0", "1", "2", "3"] == re.findall(r'<w:footnote [^>]*w:id="(-?\d+)"', parts["word/footnotes.xml"])
    assert ["1", "2", "3"] == re.findall(r'<w:footnoteReference w:id="(\d+)"', parts["word/document.xml"])
    assert 'w:val="footnote text"' in parts["word/styles.xml"]
    assert "footnotes.xml" in parts["word/_rels/document.xml.rels"]
    assert "<w:footnotePr>" in parts["word/settings.xml"]


def test_a_paper_without_footnotes_has_nothing_of_them() -> None:
    parts = word(NOTICE)
    assert "word/footnotes.xml" not in parts
    assert "footnote" not in parts["word/styles.xml"] + parts["word/settings.xml"]


def test_a_footnote_stands_at_the_foot_and_above_the_imprint(fonts: FontSet) -> None:
    last = pages(speech(Paragraph(runs=(noted("甲", "乙注。"),))), fonts)[-1]
    note = next(char for char in last["chars"] if char["text"] == "乙")
    assert 262 - 4.8 < note["top"] * MM < 262
    paper = replace(
        NOTICE, parts=(), sign_off=None, recipients=(), title=(), body=(Paragraph(runs=(noted("甲", "乙注。"),)),)
    )
    last = pages(paper, fonts)[-1]
    note = next(char for char in last["chars"] if char["text"] == "乙" and char["size"] < 10)
    label = next(char for char in last["chars"] if char["text"] == "抄")
    assert 0.5 < (label["top"] - note["bottom"]) * MM < 15
    assert max(rect["bottom"] for rect in last["rects"]) * MM == pytest.approx(262, abs=0.3)


def test_the_renderer_gets_our_pictures_and_nothing_else() -> None:
    fetcher = _Pictures({"abc": b"\x89PNG"})
    for address in ("file:///etc/passwd", "https://example.org/a.png", "picture:abd", "data:,x", "abc"):
        with pytest.raises(ValueError, match="refused"):
            fetcher.fetch(address)


def test_text_names_what_it_cannot_hold() -> None:
    lines = lines_of(speech(Paragraph(runs=(noted("甲", "乙注。"), picture(), run("丙")))))
    assert ("甲〔脚注：乙注。〕〔图：现场照片〕丙",) == lines


def cell(words: str, rows: int = 1, columns: int = 1) -> Cell:
    return Cell(lines=((Run(text=words),),), rows=rows, columns=columns)


def test_ragged_tables_become_whole_and_lose_no_cell() -> None:
    ragged = Table(
        columns=(Column(width=1),) * 3,
        rows=(
            Row(cells=(cell("甲", rows=9), cell("乙", columns=9))),
            Row(cells=(cell("丙"),)),
            Row(cells=(cell("丁"), cell("戊"), cell("己"))),
        ),
    )
    whole = squared_table(ragged)
    assert 4 == len(whole.columns)
    assert [[(3, 1), (1, 2), (1, 1)], [(1, 1)] * 3, [(1, 1)] * 3] == [
        [(each.rows, each.columns) for each in row.cells] for row in whole.rows
    ]
    assert "甲乙丙丁戊己" == "".join(lines_of(speech(whole)))


def test_a_row_that_its_footnotes_leave_no_room_has_them_in_place(fonts: FontSet) -> None:
    note = "注" * 400
    crowded = Cell(lines=tuple((noted(word, note),) for word in "甲乙丙丁戊己庚辛"))
    document = speech(Table(columns=(Column(width=1),), rows=(Row(cells=(crowded,)),)))
    chars = [char["text"] for page in pages(document, fonts) for char in page["chars"]]
    assert [1] * 8 == [chars.count(word) for word in "甲乙丙丁戊己庚辛"]
    assert 8 * 400 == chars.count("注")


def test_a_footnote_in_the_imprint_has_its_words_in_place(fonts: FontSet) -> None:
    assert NOTICE.imprint is not None
    imprint = replace(NOTICE.imprint, copies=(noted("市委办公室", "乙注。"),))
    texts = [page["chars"] for page in pages(replace(NOTICE, imprint=imprint), fonts)]
    assert 1 == "".join(char["text"] for char in texts[-1]).count("市委办公室〔1 乙注。〕")
    assert 1 == sum(char["text"] == "乙" for chars in texts for char in chars)
