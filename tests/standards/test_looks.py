"""What an office sets, as it looks on the page: bold headings, digits of another face, 套打, and other choices."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from docgen.checks.rule import Verdict
from docgen.document import Document, Paragraph
from docgen.pipeline import check_file
from docgen.problems import Code
from docgen.standards.gbt9704 import GBT9704, Face, Standard, StyleName
from docgen.standards.profiles import GBT33476, TIMES, preprinted
from docgen.typesetting.fonts import font_set
from docgen.writers import pdf
from docgen.writers.docx.write import write as write_docx
from tests.trees import LETTER, NOTICE, REPORT, SPEECH, heading, text
from tests.writers.office import bands as printed_bands
from tests.writers.office import pdfs
from tests.writers.pages import bands, lines

BOLD = replace(GBT9704, bold=(StyleName.HEADING_2, StyleName.HEADING_3))
HEADED = replace(
    SPEECH,
    body=(heading(2, "（一）自查自纠。", "各单位认真对照。"), heading(3, "1．时间2015年。", "各单位认真对照。")),
)
DIGITS = replace(
    GBT9704,
    fonts={face: replace(font, digits=TIMES) for face, font in GBT9704.fonts.items() if face is not Face.SONG}
    | {Face.SONG: GBT9704.fonts[Face.SONG]},
)
NUMBERS = replace(SPEECH, title=(), byline=(), recipients=(), body=(Paragraph(runs=text("国" * 20 + "2015年" * 500)),))


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fonts")


def written(document: Document, standard: Standard, cache: Path, folder: Path | None = None) -> bytes:
    return pdf.write(document, standard, font_set(standard, cache, folder)).content


def characters(data: bytes) -> list[tuple[int, str, float, float]]:
    """Page, character, where it begins and its baseline, of every character in the order of the file."""
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return [
            (page.page_number, char["text"], round(char["matrix"][4], 2), round(char["matrix"][5], 2))
            for page in opened.pages
            for char in page.chars
        ]


def pictures(data: bytes, folder: Path) -> list[Image.Image]:
    (folder / "it.pdf").write_bytes(data)
    subprocess.run(["pdftoppm", "-r", "100", "-png", "it.pdf", "page"], cwd=folder, check=True)
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("page*.png"))]


def reds(picture: Image.Image) -> int:
    """Pixels that are redder than anything grey."""
    return sum(count for count, (red, green, _) in picture.getcolors(1 << 24) or () if red > green + 20)


def parts(packed: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


# bold


def test_bold_headings_are_inked_heavier_and_nothing_moves(cache: Path) -> None:
    plain, bold = written(HEADED, GBT9704, cache), written(HEADED, BOLD, cache)
    places = [line for line in lines(plain, 1) if line.text.startswith(("（一）", "1．时"))]

    assert characters(plain) == characters(bold)
    assert 2 == len(places)
    for place in places:
        box = (place.left, place.baseline - 5, place.left + 30, place.baseline + 1)
        assert 1.2 < _ink(bold, box) / _ink(plain, box) < 2


def _ink(data: bytes, box: tuple[float, float, float, float]) -> float:
    """How dark a box (mm) of page 1 is."""
    done = subprocess.run(
        ["pdftoppm", "-r", "300", "-f", "1", "-l", "1", "-gray", "-"], input=data, capture_output=True
    )
    picture = Image.open(io.BytesIO(done.stdout)).crop(tuple(round(edge * 300 / 25.4) for edge in box))
    return sum((255 - level) * count for level, count in enumerate(picture.histogram()))


def test_bold_is_in_the_style_of_the_word_file_and_in_that_of_its_run_in_headings() -> None:
    styles = parts(write_docx(HEADED, BOLD))["word/styles.xml"].split("</w:style>")
    bold = {name[1] for style in styles if "<w:b/>" in style and (name := re.search(r'w:styleId="(\w+)"', style))}

    assert {"Heading2", "Heading3", "Heading2Char", "Heading3Char"} == bold


# digits


@pytest.fixture(scope="session")
def times(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a font of that name: its ASCII half an em wide, its lines as high as those of the real one."""
    folder = tmp_path_factory.mktemp("own")
    names = {code: f"g{code}" for code in range(0x21, 0x7F)}
    pen = TTGlyphPen(None)
    for x, y in ((100, 0), (100, 1300), (900, 1300), (900, 0)):
        (pen.moveTo if (x, y) == (100, 0) else pen.lineTo)((x, y))
    pen.closePath()
    box, empty = pen.glyph(), TTGlyphPen(None).glyph()
    builder = FontBuilder(2048)
    builder.setupGlyphOrder([".notdef", *names.values(), "space"])
    builder.setupCharacterMap({**names, 0x20: "space"})
    builder.setupGlyf({".notdef": box, "space": empty, **dict.fromkeys(names.values(), box)})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", *names.values(), "space"), (1024, 100)))
    builder.setupHorizontalHeader(ascent=1825, descent=-443)
    builder.setupOS2(sTypoAscender=1420, sTypoDescender=-442, usWinAscent=1825, usWinDescent=443)
    builder.setupNameTable({"familyName": "Times New Roman", "styleName": "Regular"})
    builder.setupPost()
    builder.save(folder / "times.ttf")
    return folder


def test_digits_of_another_face_leave_22_lines_of_28_characters(cache: Path, times: Path) -> None:
    data = written(NUMBERS, DIGITS, cache, times)
    plain = written(NUMBERS, GBT9704, cache)
    with pdfplumber.open(io.BytesIO(data)) as opened:
        used = {
            char["fontname"].partition("+")[2]
            for char in opened.pages[1].chars
            if char["text"] in "2015" and char["top"] < 700
        }

    assert 1 == len(used)
    assert "Times" in used.pop()
    assert [line.text for line in lines(plain, 2)] == [line.text for line in lines(data, 2)]
    assert [line.baseline for line in lines(plain, 2)] == pytest.approx([line.baseline for line in lines(data, 2)])
    assert 22 == len([line for line in lines(data, 2) if "年" in line.text])
    full = replace(NUMBERS, body=(Paragraph(runs=text("国" * 28 * 60)),))
    assert [28] * 22 == [len(line.text) for line in lines(written(full, DIGITS, cache, times), 2) if "国" in line.text]


def test_page_numbers_stay_in_their_own_face(cache: Path, times: Path) -> None:
    with pdfplumber.open(io.BytesIO(written(NOTICE, DIGITS, cache, times))) as opened:
        foot = [char["fontname"] for char in opened.pages[0].chars if char["top"] > 740 and char["text"].isdigit()]

    assert [] == [name for name in foot if "Times" in name]
    assert 1 == len(foot)


def test_a_machine_without_the_font_says_what_stands_in_for_it(cache: Path, times: Path) -> None:
    without, with_it = font_set(DIGITS, cache), font_set(DIGITS, cache, times)
    said = [problem.message for problem in without.problems if "Times New Roman" in problem.message]

    assert "Times New Roman" in without.stand_ins
    assert 1 == len(said)
    assert {Code.FONT_STAND_IN} == {problem.code for problem in without.problems}
    assert "Times New Roman" not in with_it.stand_ins


def test_a_word_file_names_the_font_of_its_digits_and_keeps_that_of_its_characters() -> None:
    styles = parts(write_docx(NOTICE, DIGITS))["word/styles.xml"].split("</w:style>")
    (style,) = (style for style in styles if 'w:styleId="Recipients"' in style)
    times = dict.fromkeys(("ascii", "hAnsi", "cs"), "Times New Roman")

    assert {**times, "eastAsia": "仿宋_GB2312"} == dict(
        re.findall(r'w:(\w+)="([^"]*)"', style.partition("<w:rFonts ")[2].partition("/>")[0])
    )


# 套打


@pytest.mark.parametrize("document", [NOTICE, REPORT, LETTER], ids=["notice", "report", "letter"])
@pytest.mark.parametrize("standard", [GBT9704, GBT33476], ids=["gbt9704", "gbt33476"])
def test_for_preprinted_paper_nothing_red_is_left_and_nothing_moves(
    document: Document, standard: Standard, cache: Path, tmp_path: Path
) -> None:
    red, white = written(document, standard, cache), written(document, preprinted(standard), cache)
    (tmp_path / "red").mkdir()
    (tmp_path / "white").mkdir()
    coloured, blank = pictures(red, tmp_path / "red"), pictures(white, tmp_path / "white")

    assert characters(red) == characters(white)
    assert (True, 0) == (reds(coloured[0]) > 0, sum(map(reds, blank)))
    assert [picture.size for picture in coloured] == [picture.size for picture in blank]
    for one, other in zip(coloured, blank, strict=True):
        black = one.split()[0].point(lambda level: 255 if level < 128 else 0)  # red is light in the red channel
        assert black.tobytes() == other.split()[0].point(lambda level: 255 if level < 128 else 0).tobytes()


@pytest.mark.parametrize("document", [NOTICE, REPORT, LETTER], ids=["notice", "report", "letter"])
def test_a_word_file_for_preprinted_paper_differs_in_that_colour_only(document: Document) -> None:
    red, white = parts(write_docx(document, GBT9704)), parts(write_docx(document, preprinted(GBT9704)))

    assert {name: text.replace("FF0000", "FFFFFF") for name, text in red.items()} == white
    assert red != white


@pytest.mark.slow
def test_a_word_file_for_preprinted_paper_printed_has_all_else_in_its_place(tmp_path: Path) -> None:
    made = {"red": write_docx(NOTICE, GBT9704), "white": write_docx(NOTICE, preprinted(GBT9704))}
    red, white = (printed_bands(path, 1) for path in pdfs(made, tmp_path).values())

    assert [(band.top, band.bottom) for band in red if not band.red] == [(band.top, band.bottom) for band in white]
    assert [] == [band for band in white if band.red]


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_a_check_of_preprinted_paper_says_what_it_did_not_measure(suffix: str, cache: Path) -> None:
    standard = preprinted(GBT9704)
    data = written(NOTICE, standard, cache) if suffix == "pdf" else write_docx(NOTICE, standard)
    plain = written(NOTICE, GBT9704, cache) if suffix == "pdf" else write_docx(NOTICE, GBT9704)
    report, usual = check_file(data, "套打").value, check_file(plain, "红头").value

    assert report is not None
    assert usual is not None
    assert [each.rule.code for each in usual.of(Verdict.FAILED)] == [
        each.rule.code for each in report.of(Verdict.FAILED)
    ]
    unmeasured = {each.rule.code for each in report.of(Verdict.UNMEASURED) if "套打" in each.reason}
    assert ({"M03", "M04", "M05", "M06", "M24", "M25"} if suffix == "pdf" else {"W13"}) == unmeasured


# check by the standard given


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_a_paper_is_judged_by_the_standard_given_and_the_report_names_it(suffix: str, cache: Path) -> None:
    data = written(REPORT, GBT33476, cache) if suffix == "pdf" else write_docx(REPORT, GBT33476)
    own, other = check_file(data, "报告", GBT33476).value, check_file(data, "报告").value

    assert own is not None
    assert other is not None
    assert ({"M15"} if suffix == "pdf" else {"W02", "W03"}) == {each.rule.code for each in other.of(Verdict.FAILED)} - {
        each.rule.code for each in own.of(Verdict.FAILED)
    }
    assert ["GB/T 33476.2—2016", "GB/T 9704—2012"] == [own.standard.name, other.standard.name]
    wanted = {each.rule.code: each.rule.what for each in own.judged}
    assert (
        wanted["M15"] == "每面22行（行距10.4毫米，29.45磅）"
        if suffix == "pdf"
        else wanted["W02"] == "页边距：上34.58、下32.58、左28、右26毫米（横排页相应转90度）"
    )


def test_what_an_office_chose_is_right_by_its_own_standard() -> None:
    fonts = {**GBT9704.fonts, Face.BODY: replace(GBT9704.fonts[Face.BODY], named="我局正文体", wide="我局正文体")}
    own = replace(GBT9704, fonts=fonts, number_marks=("- ", " -"), line_weight=GBT9704.line_weight)
    packed = write_docx(NOTICE, own)
    by_own, by_law = check_file(packed, "通知", own).value, check_file(packed, "通知").value

    assert by_own is not None
    assert by_law is not None
    assert {"W05", "W17", "W26"} == {each.rule.code for each in by_law.of(Verdict.FAILED)} - {
        each.rule.code for each in by_own.of(Verdict.FAILED)
    }


# other choices


def test_fields_at_the_corner_keep_their_lines_where_an_office_wants_it(cache: Path) -> None:
    given = replace(NOTICE, copy_number=(), security=text("机密★1年"), urgency=text("特急"))
    packed, fixed = (
        bands(written(given, replace(GBT9704, corner_packed=each), cache), 1, (28, 30, 60, 70))[0][0]
        for each in (True, False)
    )

    assert pytest.approx(10.2, abs=0.2) == fixed - packed


def test_a_larger_mark_keeps_its_upper_edge(cache: Path) -> None:
    large = replace(GBT9704, mark_size=GBT9704.mark_size.times(1.3))
    short = replace(NOTICE, mark=(text("青石县文件"),))
    found = next(band for band in bands(written(short, large, cache), 1) if band[0] > 60)

    assert found[0] == pytest.approx(72, abs=1)
    assert found[1] - found[0] == pytest.approx(13.5 * 1.3, abs=1.5)


@pytest.mark.slow
def test_a_larger_mark_in_word_and_margins_of_an_office_keep_the_distances_from_the_edge(tmp_path: Path) -> None:
    page = replace(
        GBT9704.page, top=GBT9704.page.top.times(38 / 37), body_height=GBT9704.page.body_height.times(227 / 225)
    )
    own = replace(GBT9704, page=page, mark_size=GBT9704.mark_size.times(1.3))
    short = replace(NOTICE, mark=(text("青石县文件"),))
    printed = pdfs({"own": write_docx(short, own)}, tmp_path)["own"]
    with pdfplumber.open(printed) as opened:
        count = len(opened.pages)
    rules = [band for band in printed_bands(printed, count) if band.right - band.left > 150]

    assert next(band.top for band in printed_bands(printed, 1) if band.red) == pytest.approx(72, abs=1)
    assert rules[-1].bottom == pytest.approx(262, abs=1)
