"""The PDF under the ruler: every distance in literal millimetres, measured on the page."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from docgen.document import Document, Paragraph, Run
from docgen.problems import Code
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.fonts import FontSet, font_set
from docgen.writers.pdf import write
from docgen.writers.text import text_of
from tests.trees import ALL, FORM, LEDGER, LETTER, NOTICE, READING, REPORT, SPEECH, text
from tests.writers.pages import Line, bands, lines

SENTENCES = (
    "各级党组织要以“三严三实”为标尺，认真对照中央、省委和市委关于落实整改任务的主要内容、方法步骤和有关要求，对照"
    "教育实践活动中查摆出的问题，特别是群众反映强烈的突出问题，对照“两方案一计划”（即整改方案、专项整治方案和制度"
    "建设计划），结合2014年度总结工作开展，对中央确定的“34+11+7”项专项整治任务逐项排查，完成率达到98.5%的，按照"
    "《指导意见》（中办发〔2014〕60号）和《通知》（湘群办发〔2014〕50号）予以销号——不得走过场……确保取得群众满意的成效。"
)
LONG = replace(NOTICE, body=tuple(Paragraph(runs=text(SENTENCES)) for _ in range(12)), parts=(), attachment_note=None)


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return font_set(GBT9704, tmp_path_factory.mktemp("fonts"))


def pdf(document: Document, fonts: FontSet, *, draft: bool = False) -> bytes:
    return write(document, GBT9704, fonts, draft=draft).content


def squeezed(characters: str) -> str:
    return re.sub(r"\s", "", characters)


def near(value: float, tolerance: float) -> object:
    return pytest.approx(value, abs=tolerance)


# the first page


def test_the_mark_s_upper_edge_lies_72_mm_below_the_top_of_the_page(fonts: FontSet) -> None:
    mark = next(band for band in bands(pdf(NOTICE, fonts), 1) if band[0] > 60)
    assert mark[0] == near(72, 1)


def test_a_mark_stays_within_96_hundredths_of_the_text_width(fonts: FontSet) -> None:
    mark = next(band for band in bands(pdf(NOTICE, fonts), 1) if band[0] > 60)
    assert mark[3] - mark[2] <= 0.96 * 156


def test_the_red_line_lies_4_mm_below_the_number_and_is_156_mm_wide(fonts: FontSet) -> None:
    found = bands(pdf(NOTICE, fonts), 1)
    at = next(index for index, band in enumerate(found) if band[3] - band[2] > 155)
    line, number = found[at], found[at - 1]
    assert (line[0] - number[1], line[2], line[3]) == (near(4, 0.7), near(28, 0.3), near(184, 0.3))


def test_the_title_lies_two_lines_below_the_red_line_and_the_recipients_one_below_the_title(fonts: FontSet) -> None:
    data = pdf(NOTICE, fonts)
    found = bands(data, 1)
    at = next(index for index, band in enumerate(found) if band[3] - band[2] > 155)
    assert found[at + 1][0] - found[at][1] == near(20.6, 1.5)
    title = at + len(NOTICE.title)
    assert found[title + 1][0] - found[title][1] == near(10.5, 1.5)


def test_signers_stand_at_the_right_and_the_number_beside_the_last_row(fonts: FontSet) -> None:
    data = pdf(REPORT, fonts)
    row = next(line for line in lines(data, 1) if "〔" in line.text)
    label = next(line for line in lines(data, 1) if "签发人" in line.text)
    last = next(line for line in lines(data, 1) if squeezed(line.text).endswith(squeezed(REPORT.signers[-1][0].text)))
    assert (row.left, last.baseline) == (near(28 + 156 / 28, 0.5), near(row.baseline, 0.1))
    assert label.right == near(184 - 156 / 28, 1.0)


# lines and pages


def full_lines(data: bytes) -> list[Line]:
    """The lines of the text that are not the last of their paragraph: the next one begins at the left edge."""
    with pdfplumber.open(io.BytesIO(data)) as opened:
        count = len(opened.pages)
    placed = [line for page in range(1, count + 1) for line in lines(data, page) if 40 < line.baseline < 263]
    placed = placed[next(at for at, line in enumerate(placed) if line.text.endswith("：")) :]
    body = [line for line in placed if line.left < 40]
    return [
        line
        for line, following in pairwise(body)
        if following.left < 28.5 and following.text[0] not in "抄中" and line.right > 150
    ]


def test_a_full_page_holds_22_lines_of_28_characters(fonts: FontSet) -> None:
    page = [line for line in lines(pdf(LONG, fonts), 2) if line.baseline < 263]
    assert len(page) == 22
    assert max(len(line.text) for line in page if not re.search(r"[!-~]", line.text)) == 28


def test_every_full_line_ends_at_184_mm(fonts: FontSet) -> None:
    full = full_lines(pdf(LONG, fonts))
    assert len(full) > 60
    assert [line for line in full if abs(line.right - 184.0) > 0.3] == []


def test_no_line_begins_or_ends_with_a_mark_that_may_not(fonts: FontSet) -> None:
    placed = full_lines(pdf(LONG, fonts))
    assert [
        line.text for line in placed if line.text[0] in "，。、；：？！）》”’〕…—％%" or line.text[-1] in "（《“‘〔"
    ] == []


def test_numbers_stay_with_their_units(fonts: FontSet) -> None:
    ends = "\n".join(line.text for line in full_lines(pdf(LONG, fonts)))
    assert re.findall(r"\d\n[年月日号%项]|〔2014\n|—\n—|…\n…|〕\n\d", ends) == []


# page numbers, imprint, sign-off


def test_the_page_number_s_dash_lies_at_269_mm_odd_right_even_left(fonts: FontSet) -> None:
    data = pdf(LONG, fonts)
    dashes = []
    for page in (1, 2):
        number = lines(data, page)[-1]
        dash = bands(data, page, (number.left, 264, number.left + 4, 275))[0]
        dashes.append((number.text, (dash[0] + dash[1]) / 2, number.left, number.right))
    (odd, odd_y, _, odd_right), (even, even_y, even_left, _) = dashes
    assert (odd, even) == ("— 1 —", "— 2 —")
    assert (odd_y, even_y) == (near(269, 0.7), near(269, 0.7))
    assert (odd_right, even_left) == (near(184 - 4.94, 0.3), near(28 + 4.94, 0.3))


def test_the_last_line_of_the_imprint_lies_at_262_mm_on_the_last_page(fonts: FontSet) -> None:
    written = write(NOTICE, GBT9704, fonts)
    rules = [band for band in bands(written.content, written.pages) if band[3] - band[2] > 155]
    assert (rules[-1][1], rules[-1][2], rules[-1][3]) == (near(262, 0.7), near(28, 0.3), near(184, 0.3))
    assert [round(band[1] - band[0], 1) for band in rules] == [near(0.35, 0.15), near(0.25, 0.15), near(0.35, 0.15)]


def test_the_imprint_after_turned_pages_stands_on_an_upright_page(fonts: FontSet) -> None:
    written = write(NOTICE, GBT9704, fonts)
    with pdfplumber.open(io.BytesIO(written.content)) as opened:
        sizes = [(round(float(page.width), 1), round(float(page.height), 1)) for page in opened.pages]
    assert sizes[-2:] == [(841.9, 595.3), (595.3, 841.9)]


def test_a_sealed_date_keeps_four_characters_at_its_right(fonts: FontSet) -> None:
    assert NOTICE.sign_off is not None
    date = "".join(run.text for run in NOTICE.sign_off.date)
    written = write(NOTICE, GBT9704, fonts)
    found = [line for page in range(1, written.pages + 1) for line in lines(written.content, page)]
    right = next(line.right for line in found if squeezed(line.text) == squeezed(date))
    assert (184 - right) / (156 / 28) == near(4, 0.5)


@pytest.mark.parametrize("paragraphs", [5, 6, 11])
def test_a_sign_off_takes_a_line_of_text_to_its_page(paragraphs: int, fonts: FontSet) -> None:
    body = tuple(Paragraph(runs=text("整改落实情况要认真核对。" * 9)) for _ in range(paragraphs))
    written = write(replace(LONG, body=body, imprint=None, remark=()), GBT9704, fonts)
    assert "核对" in lines(written.content, written.pages)[0].text


def test_a_line_of_one_latin_word_fills_the_measure_and_a_longer_word_is_divided(fonts: FontSet) -> None:
    address = f"https://www.example.gov.cn/anquan/2024/12/index/{'abcdefgh/' * 9}"
    body = tuple(Paragraph(runs=text(words + SENTENCES)) for words in (address, "B" * 70))
    found = lines(pdf(replace(LONG, body=body), fonts), 2) + lines(pdf(replace(LONG, body=body), fonts), 1)
    latin = [line for line in found if re.fullmatch(r"[ -~]{40,}", line.text)]
    assert len(latin) >= 2
    assert [line.right for line in latin] == [near(184, 0.3)] * len(latin)


# other layouts


def test_a_letter_has_its_mark_at_30_mm_and_two_double_rules_170_mm_wide(fonts: FontSet) -> None:
    found = bands(pdf(LETTER, fonts), 1)
    rules = [band for band in found if band[3] - band[2] > 165]
    assert found[0][0] == near(30, 1)
    assert [band[3] - band[2] for band in rules] == [near(170, 0.5)] * 4
    mark = found[found.index(rules[0]) - 1]
    assert (rules[0][0] - mark[1], rules[-1][1]) == (near(4, 0.7), near(277, 0.5))


def test_the_double_rules_of_a_letter_are_centred_on_the_text(fonts: FontSet) -> None:
    rules = [band for band in bands(pdf(LETTER, fonts), 1) if band[3] - band[2] > 165]
    assert [(rule[2], rule[3]) for rule in rules] == [(near(21, 0.3), near(191, 0.3))] * 4


def test_a_letter_s_first_page_has_no_number(fonts: FontSet) -> None:
    assert [line.text for line in lines(pdf(LETTER, fonts), 1) if line.text.startswith("— ")] == []


def test_turned_pages_have_their_number_where_the_upright_sheet_has_it(fonts: FontSet) -> None:
    with pdfplumber.open(io.BytesIO(pdf(LEDGER, fonts))) as opened:
        turned = [page for page in opened.pages if page.width > page.height][:2]
        for page in turned:
            number = [character for character in page.chars if not character["upright"]]
            middle = (number[0]["x0"] + number[0]["x1"]) / 2 * MM_PER_PT
            assert middle == near(297 - 269, 1.5)
            top = min(character["top"] for character in number) * MM_PER_PT
            bottom = max(character["bottom"] for character in number) * MM_PER_PT
            odd = page.page_number % 2
            assert (bottom if odd else top) == near(184 - 4.94 if odd else 28 + 4.94, 0.5)


MM_PER_PT = 25.4 / 72


def test_a_form_has_no_red_and_its_imprint_has_rules(fonts: FontSet) -> None:
    written = write(FORM, GBT9704, fonts)
    with pdfplumber.open(io.BytesIO(written.content)) as opened:
        colors = {character["non_stroking_color"] for character in opened.pages[0].chars}
    assert len(colors) == 1
    rules = [band for band in bands(written.content, written.pages) if band[3] - band[2] > 155 and band[0] > 240]
    assert [band[1] - band[0] for band in rules] == [near(0.35, 0.15)] * 2
    assert rules[-1][1] == near(262, 0.7)


def test_a_draft_says_so_above_the_text(fonts: FontSet) -> None:
    first = lines(pdf(NOTICE, fonts, draft=True), 1)[0]
    assert (first.text, first.baseline < 37) == ("送审稿", True)


# text


@pytest.mark.parametrize("document", [LETTER, REPORT, FORM, SPEECH, READING], ids=lambda one: one.layout.value)
def test_the_page_holds_the_tree_s_text_in_order_and_nothing_else(document: Document, fonts: FontSet) -> None:
    copied = re.sub(r"— \d+ —", "", page_text(pdf(document, fonts)))
    assert squeezed(copied) == squeezed(text_of(document))


@pytest.mark.parametrize("document", ALL.values(), ids=ALL.keys())
def test_no_character_of_the_tree_is_lost_and_none_added(document: Document, fonts: FontSet) -> None:
    assert set(squeezed(page_text(pdf(document, fonts)))) ^ set(squeezed(text_of(document))) <= set("—0123456789")


def page_text(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def test_copied_text_has_no_blank_between_characters_and_nothing_invisible(fonts: FontSet) -> None:
    copied = page_text(pdf(LONG, fonts))
    assert re.findall(r"[\u4e00-\u9fff，。、] +[\u4e00-\u9fff，。、]", copied) == []
    assert re.findall(r"[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]", copied) == []
    assert squeezed(SENTENCES) in squeezed(re.sub(r"— \d+ —", "", copied))


def test_rare_characters_are_printed_from_another_font_and_the_page_keeps_its_lines(fonts: FontSet) -> None:
    names = "".join("喆堃婳昇玥琞赟犇骉珺璟祎昉旻曌䶮𬍛")
    document = replace(LONG, body=tuple(Paragraph(runs=text(f"{names}，{SENTENCES}")) for _ in range(12)))
    written = write(document, GBT9704, fonts)
    assert names in squeezed(page_text(written.content))
    assert len([line for line in lines(written.content, 2) if line.baseline < 263]) == 22
    assert [problem for problem in written.problems if problem.code is Code.GLYPH_MISSING] == []


def test_a_character_that_no_font_has_is_reported(fonts: FontSet) -> None:
    document = replace(LONG, body=(Paragraph(runs=(Run(text="甲\U0002ffff乙"),)),))
    found = [problem for problem in write(document, GBT9704, fonts).problems if problem.code is Code.GLYPH_MISSING]
    assert len(found) == 1


def test_a_line_that_one_piece_leaves_short_is_reported(fonts: FontSet) -> None:
    document = replace(LONG, body=(Paragraph(runs=text("甲" * 16 + "A" * 40 + "乙" * 20)),))
    found = [problem for problem in write(document, GBT9704, fonts).problems if problem.code is Code.LINE_SHORT]
    assert ["第1页“" + "甲" * 12 + "……”一行排不满，行末留空"] == [problem.message for problem in found]


def test_a_short_line_on_a_later_page_that_quotes_is_named_in_other_marks(fonts: FontSet) -> None:
    short = Paragraph(runs=text("称为“回头看”的" + "甲" * 8 + "A" * 40 + "乙" * 20))
    document = replace(LONG, body=(*(Paragraph(runs=text("丙" * 20)) for _ in range(40)), short))
    found = [problem for problem in write(document, GBT9704, fonts).problems if problem.code is Code.LINE_SHORT]
    assert ["第3页「称为“回头看”的甲甲甲甲……」一行排不满，行末留空"] == [problem.message for problem in found]


# the file


def test_the_same_document_gives_the_same_bytes(fonts: FontSet) -> None:
    assert pdf(NOTICE, fonts) == pdf(NOTICE, fonts)


def test_every_font_is_embedded_as_a_subset(fonts: FontSet, tmp_path: Path) -> None:
    file = tmp_path / "notice.pdf"
    file.write_bytes(pdf(NOTICE, fonts))
    listed = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed
    assert [line for line in listed if "yes yes yes" not in line] == []


def test_the_file_says_its_language_title_and_author_and_is_tagged(fonts: FontSet) -> None:
    with pikepdf.open(io.BytesIO(pdf(NOTICE, fonts))) as opened:
        assert str(opened.Root.Lang) == "zh-CN"
        assert (str(opened.docinfo["/Title"]), str(opened.docinfo["/Author"])) == (
            NOTICE.properties.title,
            NOTICE.properties.author,
        )
        assert "/CreationDate" not in opened.docinfo
        assert bool(opened.Root.MarkInfo.Marked)
        kinds = set(_kinds(opened.Root.StructTreeRoot))
    assert {"/H1", "/H2", "/P", "/TH", "/TD"} <= kinds


def _kinds(node: pikepdf.Object) -> list[str]:
    found = [str(node.S)] if "/S" in node else []
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            found += _kinds(child)
    return found


def test_the_bookmarks_are_title_headings_and_parts(fonts: FontSet) -> None:
    with pikepdf.open(io.BytesIO(pdf(NOTICE, fonts))) as opened, opened.open_outline() as outline:
        assert len(outline.root) == 1 + len(NOTICE.parts)
