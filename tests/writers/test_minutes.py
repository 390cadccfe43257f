"""纪要 (10.3) under the ruler, in PDF: head, text, 出席, 请假 and 列席, in literal millimetres."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.checks.checking import check_document, check_file
from docgen.checks.rule import Verdict
from docgen.document import Attendance, Document
from docgen.pipeline import write as finished
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.fonts import FontSet, font_set
from docgen.writers.pdf import write
from tests.trees import MINUTES, text, texts
from tests.writers.pages import bands, lines

NUMBERED = replace(MINUTES, issuing=None, number=text("青府纪〔2015〕3号"))
DATED = replace(MINUTES, number=())
UNTITLED = replace(MINUTES, title=())
#: One 字 of 三号 as 28 fill a line, in mm.
CELL = 156 / 28


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return font_set(GBT9704, tmp_path_factory.mktemp("fonts"))


def pdf(document: Document, fonts: FontSet) -> bytes:
    return write(document, GBT9704, fonts).content


def near(value: float, tolerance: float) -> object:
    return pytest.approx(value, abs=tolerance)


@pytest.mark.parametrize("document", [MINUTES, NUMBERED, DATED, UNTITLED])
def test_the_mark_is_at_72_mm_and_the_red_line_4_mm_below_what_is_last_in_the_head(
    document: Document, fonts: FontSet
) -> None:
    found = bands(pdf(document, fonts), 1)
    at = next(index for index, band in enumerate(found) if band[3] - band[2] > 155)
    assert (near(72, 1), near(28, 0.3), near(184, 0.3)) == (found[0][0], found[at][2], found[at][3])
    assert near(4, 0.7) == found[at][0] - found[at - 1][1]
    assert near(20.6, 1.5) == found[at + 1][0] - found[at][1]
    assert near(20.5, 1.5) == found[1][0] - found[0][1]


def test_the_issue_is_centred_and_the_office_and_its_day_stand_one_character_in(fonts: FontSet) -> None:
    placed = lines(pdf(MINUTES, fonts), 1)
    issue = next(line for line in placed if line.text == "第3期")
    row = next(line for line in placed if line.text.startswith("青石县人民政府办公室2015年"))
    assert near(106, 0.5) == (issue.left + issue.right) / 2
    assert (near(28 + CELL, 0.3), near(184 - CELL, 0.3)) == (row.left, row.right)
    assert near(10.2, 0.3) == row.baseline - issue.baseline


def test_the_lists_begin_two_characters_in_and_their_lines_stand_under_the_first_name(fonts: FontSet) -> None:
    document = replace(MINUTES, body=MINUTES.body[:1])
    placed = lines(pdf(document, fonts), 1)
    at = next(index for index, line in enumerate(placed) if line.text.startswith("出席："))
    opening, wrapped, absent, present, second = placed[at : at + 5]
    assert near(2 * 10.2, 0.3) == opening.baseline - placed[at - 1].baseline
    assert [near(28 + 2 * CELL, 0.4)] * 3 == [line.left for line in (opening, absent, present)]
    assert [near(28 + 5 * CELL, 0.4)] * 2 == [line.left for line in (wrapped, second)]
    assert (near(184, 0.7), "赵") == (opening.right, wrapped.text[0])
    assert ("请假：郑少华", "列席：县水务局胡长江", "县政务中心何静") == (absent.text, present.text, second.text)


def test_a_longer_label_hangs_out_as_far_as_it_is_long(fonts: FontSet) -> None:
    entry = Attendance(label=text("列席人员："), names=texts("县水务局" * 12))
    placed = lines(pdf(replace(MINUTES, body=MINUTES.body[:1], attendance=(entry,)), fonts), 1)
    at = next(index for index, line in enumerate(placed) if line.text.startswith("列席人员："))
    assert near(28 + 7 * CELL, 0.4) == placed[at + 1].left


def test_the_labels_are_in_hei_and_the_names_in_fangsong() -> None:
    report = check_file(finished(MINUTES, "docx").data, "纪要.docx").value
    assert report is not None
    assert () == report.of(Verdict.FAILED)


@pytest.mark.parametrize("document", [MINUTES, NUMBERED, DATED, UNTITLED])
def test_good_minutes_break_no_rule_in_any_form(document: Document, fonts: FontSet) -> None:
    reports = [
        check_document(document),
        check_file(finished(document, "docx").data, "纪要.docx").value,
        check_file(finished(document, "pdf", fonts=fonts).data, "纪要.pdf").value,
    ]
    for report in reports:
        assert report is not None
        assert [] == [str(finding) for judged in report.of(Verdict.FAILED) for finding in judged.findings]
        assert {"W28"} >= {judged.rule.code for judged in report.of(Verdict.UNMEASURED)}


def test_the_red_line_too_far_below_the_issuing_row_is_found(fonts: FontSet) -> None:
    wide = replace(GBT9704, line_gap=GBT9704.line_gap.times(2))
    report = check_file(write(MINUTES, wide, fonts).content, "纪要.pdf").value
    assert report is not None
    assert ["M04"] == [judged.rule.code for judged in report.of(Verdict.FAILED)]
