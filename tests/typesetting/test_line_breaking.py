"""Line ends: marks kept from the edges, pieces kept whole, nothing lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from docgen.typesetting.line_breaking import (
    NOT_AT_END,
    NOT_AT_START,
    balanced,
    break_cell,
    break_lines,
    inside_of,
    kept_whole,
    may_be_inside,
    pieces,
)
from docgen.typesetting.widths import width

#: Characters of Latin words, and marks that stay within one.
LATIN = frozenset("2Ab-")


def test_a_mark_that_may_not_begin_a_line_takes_the_character_before_it_along() -> None:
    assert break_lines("整改落实情况，明确时限", 6) == ("整改落实情", "况，明确时限")


def test_a_mark_that_may_not_end_a_line_goes_to_the_next() -> None:
    assert break_lines("整改落实（试行）", 5) == ("整改落实", "（试行）")


def test_numbers_units_years_and_document_numbers_stay_whole() -> None:
    text = "中办发〔2014〕60号，2015年1月，98.5%，第3条，120个，——完，……"
    assert [text[start:end] for start, end in kept_whole(text)] == [
        "〔2014〕60号", "2015年", "1月", "98.5%", "第3条", "120个", "，——", "，……",
    ]  # fmt: skip


def test_a_loose_mark_stays_with_what_is_before_it() -> None:
    text = "列夫·托尔斯泰，3—5人，50％"
    assert ["夫·", "3—", "5人", "50％"] == [text[start:end] for start, end in kept_whole(text)]


def test_a_latin_word_goes_over_whole_where_a_line_can_hold_it() -> None:
    assert break_lines("整改单位GB/T9704标准", 6) == ("整改单位GB/", "T9704标准")
    assert break_lines("ABCDEFGHIJ", 2) == ("ABCD", "EFGH", "IJ")


def test_the_head_of_a_narrow_column_is_divided_evenly() -> None:
    assert (break_lines("整改时限", 3), balanced("整改时限", 3)) == (("整改时", "限"), ("整改", "时限"))


def test_an_empty_paragraph_is_one_empty_line() -> None:
    assert break_lines("", 5) == ("",)


@given(st.text("会议偏多，。；《“”》（）、2015年1月A b—…%", max_size=200), st.integers(2, 30))
def test_no_character_is_lost_and_no_line_is_too_wide(text: str, measure: int) -> None:
    lines = break_lines(text, measure)
    assert "".join(lines) == text
    assert [line for line in lines if width(line.rstrip(" ")) > measure] == []


def test_a_cell_keeps_numbers_with_their_units_unless_that_costs_a_line() -> None:
    assert ("限于2015年", "1月底") == break_cell("限于2015年1月底", 5.5)
    assert ("共查摆问题36", "个，完成30个") == break_cell("共查摆问题36个，完成30个", 6.5)
    assert 3 == len(break_lines("共查摆问题36个，完成30个", 6.5))


def test_a_line_has_room_for_the_blanks_beside_latin() -> None:
    assert ("共查摆问题36",) == break_cell("共查摆问题36", 6.2)
    assert ("共查摆问题", "36") == break_cell("共查摆问题36", 6.1)


@given(st.text("会议，。；《“”》（）、2年Ab—…%[]^-\\\n ", max_size=40))
def test_two_marks_are_parted_only_where_neither_forbids_it(text: str) -> None:
    found = list(pieces(text, tied=False))
    assert text == "".join(found)
    for before, after in pairwise(found):
        assert before[-1] not in NOT_AT_END
        assert after[0] not in NOT_AT_START | {" "}
    inner = [(piece[at - 1], piece[at]) for piece in found for at in range(1, len(piece))]
    free = [(a, b) for a, b in inner if a not in NOT_AT_END and b not in NOT_AT_START | {" "}]
    assert [] == [(a, b) for a, b in free if not (a in LATIN and b in LATIN)]


@given(
    st.text(alphabet="0159.,．第〔〕号%％‰℃~～—-…'’&@_+AbéΩ的了（）、。工作日百分点个月平方公里千克年度", max_size=16)
)
def test_what_is_within_a_number_or_a_word_is_known_by_its_neighbours(text: str) -> None:
    assert [] == [place for place in inside_of(text) if not may_be_inside(text, place)]
    assert not may_be_inside("整改落实", 2)
