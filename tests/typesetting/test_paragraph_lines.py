"""The lines of a paragraph by exact advances, and which Word files respace."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docgen.standards.gbt9704 import GBT9704, StyleName
from docgen.typesetting.paragraph_lines import _Measure, paragraph_lines, settled
from docgen.units import mm

BODY = GBT9704.styles[StyleName.BODY]
ACROSS = mm(156)


def lines(text: str) -> tuple[str, ...]:
    return paragraph_lines(text, BODY, ACROSS)


def wider(text: str) -> list[tuple[str, float]]:
    return [(text[line.start : line.end], round(line.extra.pt, 2)) for line in settled(text, BODY, ACROSS).respaced]


def test_the_first_line_holds_26_characters_and_the_others_28() -> None:
    assert [26, 28, 6] == [len(line) for line in lines("国" * 60)]


def test_a_full_line_is_not_set_wider() -> None:
    assert [] == wider("国" * 60)


def test_a_line_that_a_mark_shortens_is_set_so_wide_that_the_character_pushed_out_no_longer_fits() -> None:
    text = "国" * 26 + "。" + "国" * 10
    assert ["国" * 25, "国。" + "国" * 10] == list(lines(text))
    ((line, extra),) = wider(text)
    assert "国" * 25 == line
    # 27 characters of 15.75 pt with the indent leave 16.95 pt of 442.2; 国 takes 15.75
    assert 0 < 16.95 - 25 * extra < 15.75


def test_a_line_that_would_take_the_digits_of_a_number_without_its_unit_is_set_wider() -> None:
    text = "国" * 24 + "36项" + "国" * 10
    assert "国" * 24 == lines(text)[0]
    assert ["国" * 24] == [line for line, _ in wider(text)]


def test_a_mixed_line_that_is_full_to_a_hair_is_set_narrower() -> None:
    # 20 汉字 of 15.75 pt, nine digits of 7.75, eight gaps of 3.2 and the indent are 441.85 of 442.2 pt
    text = "截至2024年12月25日，共对6个单位开展了督查，其中重点抽查单位"
    line, extra = wider(text)[0]
    assert ("截至2024年12月25日，共对6个单位开展了督查，其中重", True) == (line, -0.15 < extra < 0)


def test_a_line_before_a_word_that_nobody_would_divide_is_left_alone() -> None:
    assert [] == wider("国" * 22 + "ABCDEFGHIJKLMNOP" + "国" * 5)


def test_a_piece_wider_than_a_line_is_divided() -> None:
    found = lines("A" * 130)
    assert "A" * 130 == "".join(found)
    assert 3 == len(found)


@given(st.text("国情，。；《“”》（）、2015年1月A b—…%", max_size=200))
def test_no_character_is_lost(text: str) -> None:
    assert text == "".join(lines(text))
    for line in settled(text, BODY, ACROSS).respaced:
        assert -0.15 < line.extra.pt < 5


@given(
    st.text("国情，。；《“”》（）、2015年1月Ab—…%", max_size=200),
    st.sampled_from([0.0, 2.0, -2.5]),
    st.integers(40, 200),
)
def test_the_lines_that_are_searched_are_those_that_are_counted_piece_by_piece(
    text: str, indent: float, width: int
) -> None:
    measure = _Measure(BODY, text, indent)
    assert [*measure._any_lines(mm(width), tied=True)] == [*measure.lines(mm(width))]
