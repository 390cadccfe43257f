"""Joint papers under the ruler, in the PDF and in the Word file as LibreOffice prints it, by the standard's figures."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from docgen.checks.checking import check_document, check_file
from docgen.checks.rule import Verdict
from docgen.document import Document, Layout, Paragraph
from docgen.standards.gbt9704 import GBT9704, Standard
from docgen.typesetting.fonts import font_set
from docgen.typesetting.widths import plain
from docgen.units import mm
from docgen.writers import pdf
from docgen.writers.docx import write as docx
from docgen.writers.text import text_of
from tests.joint_papers import AGENCIES, JOINT, joint, signed
from tests.trees import text, texts
from tests.writers.office import Band, bands, pdfs
from tests.writers.ruler import Name, found, pages_of

CELL = 156 / 28  # one 字
MARKED = [name for name, document in JOINT.items() if document.joint and document.joint.word]
SEALED = [name for name, document in JOINT.items() if document.sign_off and document.sign_off.sealed]
_SENTENCE = "工程竣工验收后，应当及时移交，明确管护责任人。"
#: Text that page 1 could hold whole, so that the sign-off would go over without it: one paragraph, and two.
PUSHED = {
    "one paragraph": replace(JOINT["five"], body=(Paragraph(runs=text(_SENTENCE * 2)),)),
    "two paragraphs": replace(JOINT["two"], body=tuple(Paragraph(runs=text(_SENTENCE)) for _ in range(5))),
}
FILES = {**JOINT, **PUSHED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The joint papers as one of the two formats prints them; `near` is the tolerance in mm."""

    files: dict[str, Path]
    near: float

    def names(self, name: str, words: str) -> list[Name]:
        return found(pages_of(self.files[name]), words)

    def mark(self, name: str) -> list[Name]:
        """The rows of a mark."""
        document = JOINT[name]
        assert document.joint is not None
        lines = [plain(line) for agency in (document.mark, *document.joint.others) for line in agency]
        return [next(place for place in self.names(name, line) if place.size > 20) for line in lines]

    def signature(self, name: str) -> list[Name]:
        """The names of a sign-off, the last line of each."""
        closing = JOINT[name].sign_off
        assert closing is not None
        lines = [plain(agency[-1]) for agency in (closing.signature, *closing.others)]
        return [next(place for place in self.names(name, line) if 15 < place.size < 17) for line in lines]

    def date(self, name: str) -> Name:
        return self.names(name, "2024年3月15日")[0]

    def ink(self, name: str, page: int = 1) -> list[Band]:
        return bands(self.files[name], page, 28, 184)


@pytest.fixture(scope="module", params=["pdf", pytest.param("docx", marks=pytest.mark.slow)])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("joint")
    if request.param == "docx":
        return Printed(files=pdfs({name: docx.write(made, GBT9704) for name, made in FILES.items()}, folder), near=1.0)
    fonts = font_set(GBT9704, folder)
    files = {name: folder / f"{name}.pdf" for name in FILES}
    for name, path in files.items():
        path.write_bytes(pdf.write(FILES[name], GBT9704, fonts).content)
    return Printed(files=files, near=0.7)


# the mark


@pytest.mark.parametrize("name", JOINT)
def test_the_first_name_s_upper_edge_lies_72_mm_below_the_top_of_the_page(printed: Printed, name: str) -> None:
    red = next(band for band in printed.ink(name) if band.red)
    assert pytest.approx(72, abs=1.0) == red.top


@pytest.mark.parametrize("name", JOINT)
def test_the_names_are_spread_to_one_width_within_96_hundredths_of_the_text(printed: Printed, name: str) -> None:
    rows = printed.mark(name)
    assert max(row.left for row in rows) - min(row.left for row in rows) < 0.3
    assert max(row.right for row in rows) - min(row.right for row in rows) < 0.3
    word = [place for place in printed.names(name, "文件") if place.size > 20]
    left, right = rows[0].left, (word or rows)[0].right
    assert right - left <= 149.8
    assert pytest.approx(28 + 78, abs=0.7) == (left + right) / 2


@pytest.mark.parametrize(("name", "pitch"), [("two", 19.7), ("three", 19.7), ("bare", 19.7), ("upward", 19.7)])
def test_rows_are_as_far_apart_as_in_figure_3(printed: Printed, name: str, pitch: float) -> None:
    rows = printed.mark(name)
    assert [pytest.approx(pitch, abs=0.3)] * (len(rows) - 1) == [
        below.baseline - above.baseline for above, below in pairwise(rows)
    ]


@pytest.mark.parametrize("name", MARKED)
def test_the_word_stands_beside_the_names_in_the_middle_of_their_height(printed: Printed, name: str) -> None:
    rows = printed.mark(name)
    (word,) = [place for place in printed.names(name, "文件") if place.size > 20]
    assert pytest.approx((rows[0].baseline + rows[-1].baseline) / 2, abs=0.3) == word.baseline
    assert 0.4 <= (word.left - rows[0].right) / (word.size * 25.4 / 72) <= 0.6
    assert {round(row.size, 1) for row in rows} == {round(word.size, 1)}


@pytest.mark.parametrize("name", JOINT)
def test_number_red_line_and_title_follow_at_their_distances_and_page_1_shows_text(printed: Printed, name: str) -> None:
    ink = printed.ink(name)
    at, rule = next((at, band) for at, band in enumerate(ink) if band.red and band.bottom - band.top < 1)
    assert (pytest.approx(28, abs=0.3), pytest.approx(184, abs=0.3)) == (rule.left, rule.right)
    assert pytest.approx(4, abs=printed.near) == rule.top - ink[at - 1].bottom
    assert pytest.approx(20.6, abs=1.5) == ink[at + 1].top - rule.bottom
    last = max(place for place, band in enumerate(ink[:at]) if band.red)
    assert pytest.approx(20.4, abs=printed.near) == ink[last + 1].top - ink[last].bottom
    assert [] != [place for place in printed.names(name, "高标准农田建设") if place.page == 1 and place.size < 17]


def test_many_agencies_are_set_smaller_and_the_title_stays_on_page_1(printed: Printed) -> None:
    sizes = {name: round(printed.mark(name)[0].size, 1) for name in ("two", "five")}
    assert {"two": 42.0, "five": 31.5} == sizes


# 签发人


@pytest.mark.parametrize("name", ["upward", "five"])
def test_signers_stand_two_a_row_and_the_number_beside_the_last(printed: Printed, name: str) -> None:
    signers = [printed.names(name, plain(signer))[0] for signer in JOINT[name].signers]
    for first, second in zip(signers[::2], signers[1::2], strict=False):
        assert pytest.approx(first.baseline, abs=0.2) == second.baseline
        assert pytest.approx(184 - CELL, abs=0.7) == second.right
    assert [pytest.approx(signers[0].left, abs=0.3)] * len(signers[::2]) == [first.left for first in signers[::2]]
    (number,) = printed.names(name, "青农报〔2024〕3号")
    assert (pytest.approx(28 + CELL, abs=0.7), pytest.approx(signers[-1].baseline, abs=0.2)) == (
        number.left,
        number.baseline,
    )


# the sign-off


@pytest.mark.parametrize("name", SEALED)
def test_each_name_has_room_for_a_seal_of_50_mm_that_touches_no_other(printed: Printed, name: str) -> None:
    names = printed.signature(name)
    for one in names:
        assert 28 <= one.middle - 25
        assert one.middle + 25 <= 184.1
    apart = [
        max(abs(one.middle - other.middle), abs(one.baseline - other.baseline))
        for place, one in enumerate(names)
        for other in names[place + 1 :]
    ]
    assert min(apart) > 51


@pytest.mark.parametrize("name", SEALED)
def test_the_date_keeps_four_characters_below_the_last_name_and_on_its_axis(printed: Printed, name: str) -> None:
    last, date = printed.signature(name)[-1], printed.date(name)
    assert pytest.approx(4, abs=0.5) == (184 - date.right) / CELL
    assert (last.page, pytest.approx(10.2, abs=0.2)) == (date.page, date.baseline - last.baseline)
    # LibreOffice sets a quarter of a character between digits and 汉字 whatever the file says: 6 mm in this date
    assert pytest.approx(last.middle, abs=0.5 if printed.near < 1 else 3.2) == date.middle


@pytest.mark.parametrize(
    ("name", "rows"), [("two", [2]), ("three", [2, 1]), ("upward", [2, 1]), ("five", [3, 2]), ("broken", [2])]
)
def test_names_stand_in_order_in_rows_a_seal_apart(printed: Printed, name: str, rows: list[int]) -> None:
    names = printed.signature(name)
    lines = sorted({round(one.baseline, 1) for one in names})
    assert rows == [sum(round(one.baseline, 1) == line for one in names) for line in lines]
    assert names == sorted(names, key=lambda one: (round(one.baseline, 1), one.left))
    assert [pytest.approx(54.3, abs=0.7)] * (len(rows) - 1) == [below - above for above, below in pairwise(lines)]


@pytest.mark.parametrize("name", SEALED)
def test_seals_of_45_to_50_mm_that_end_at_the_date_begin_within_one_line_of_the_text(
    printed: Printed, name: str
) -> None:
    first, date = printed.signature(name)[0], printed.date(name)
    under = first.baseline + 10.2 + 0.8  # the ink of a date on the line below: there a seal ends
    above = [band for band in printed.ink(name, date.page) if band.bottom < first.baseline - 6]
    if name == "broken":  # the first line of the name that is broken by hand
        above = above[:-1]
    for seal in (45, 50):
        assert 0 < under - seal - above[-1].bottom < 10.2


def test_unsealed_names_stand_one_below_another_spread_to_one_width_and_the_date_below_the_last(
    printed: Printed,
) -> None:
    names, date = printed.signature("bare"), printed.date("bare")
    assert max(name.left for name in names) - min(name.left for name in names) < 0.3
    assert max(name.right for name in names) - min(name.right for name in names) < 0.3
    below = [*names, date]
    assert [pytest.approx(10.2, abs=0.2)] * 3 == [line.baseline - over.baseline for over, line in pairwise(below)]
    assert pytest.approx(2, abs=0.5) == (184 - date.right) / CELL  # 8 字 of the name, 6.5 of the date: it keeps two
    assert pytest.approx(2.5, abs=0.5) == (184 - names[0].right) / CELL
    if printed.near < 1:
        assert pytest.approx(2, abs=0.5) == (date.left - names[-1].left) / CELL


@pytest.mark.parametrize("name", PUSHED)
def test_a_tall_sign_off_takes_text_to_its_page_and_leaves_text_on_page_1(printed: Printed, name: str) -> None:
    pages = pages_of(printed.files[name])
    said = ["".join(str(character["text"]) for character in page) for page in pages]
    assert 2 == len(said)
    assert "工程竣工验收后" in said[0]  # 7.3.3
    assert said[1].index("管护责任人。") < said[1].index("青石县农业农村局")  # 7.3.5.5


# the files


@pytest.mark.parametrize("document", JOINT.values(), ids=JOINT)
def test_both_formats_hold_the_tree_s_text_in_its_order(document: Document, tmp_path: Path) -> None:
    whole = re.sub(r"\s", "", text_of(document))
    with zipfile.ZipFile(io.BytesIO(docx.write(document, GBT9704))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    assert whole == re.sub(r"\s", "", "".join(node.text or "" for node in root.iter("{*}t")))
    made = pdf.write(document, GBT9704, font_set(GBT9704, tmp_path)).content
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=made, capture_output=True, check=True)
    assert whole == re.sub(r"\s|— \d+ —", "", done.stdout.decode())


@pytest.mark.parametrize("document", JOINT.values(), ids=JOINT)
def test_the_word_file_is_valid(document: Document, tmp_path: Path) -> None:
    file = tmp_path / "made.docx"
    file.write_bytes(docx.write(document, GBT9704))
    assert [] == [str(error) for error in OpenXmlValidator().validate(file).errors]


@pytest.mark.parametrize("document", JOINT.values(), ids=JOINT)
def test_a_good_joint_paper_breaks_no_rule(document: Document, tmp_path: Path) -> None:
    made = pdf.write(document, GBT9704, font_set(GBT9704, tmp_path)).content
    reports = [check_document(document)]
    for data in (docx.write(document, GBT9704), made):
        report = check_file(data, "文件").value
        assert report is not None
        reports.append(report)
    assert [[], [], []] == [
        [f"{judged.rule.code} {judged.findings}" for judged in report.of(Verdict.FAILED)] for report in reports
    ]
    assert {"M03", "M04", "M06", "M08", "M19", "M20", "M25"} <= {
        judged.rule.code for judged in reports[2].of(Verdict.PASSED)
    }


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        (replace(GBT9704, mark_top=mm(80)), "M03"),
        (replace(GBT9704, sealed_date_right=8.0), "M19"),
        (replace(GBT9704, seal=mm(36)), "M19"),  # seals that would touch
    ],
)
def test_a_joint_paper_gone_wrong_is_told(wrong: Standard, rule: str, tmp_path: Path) -> None:
    short = replace(JOINT["two"], sign_off=signed("县农业局", "县财政局"))
    report = check_file(pdf.write(short, wrong, font_set(wrong, tmp_path)).content, "文件").value
    assert report is not None
    assert [rule] == [judged.rule.code for judged in report.of(Verdict.FAILED)]


def test_in_a_letter_the_main_agency_s_mark_stands_alone() -> None:
    letter = replace(JOINT["two"], layout=Layout.LETTER, imprint=None)
    assert text_of(letter).startswith("青石县农业农村局\n青农发〔2024〕8号\n")
    with zipfile.ZipFile(io.BytesIO(docx.write(letter, GBT9704))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    said = re.sub(r"\s", "", "".join(node.text or "" for node in root.iter("{*}t")))
    assert said.startswith("青石县农业农村局青农发〔2024〕8号")


def test_a_mark_of_many_agencies_is_never_smaller_than_the_title(tmp_path: Path) -> None:
    many = joint(JOINT["five"], *(f"青石县第{number}工作专班" for number in "一二三四五六七八"))
    many = replace(
        many, title=texts("关于高标准农田建设情况和", "下一步工作安排的报告"), sign_off=signed(*AGENCIES[:1])
    )
    made = tmp_path / "many.pdf"
    made.write_bytes(pdf.write(many, GBT9704, font_set(GBT9704, tmp_path)).content)
    pages = pages_of(made)
    (name,) = found(pages, "青石县第八工作专班")
    (title,) = found(pages, "下一步工作安排的报告")
    assert (22, 1, 1) == (round(name.size), name.page, title.page)
