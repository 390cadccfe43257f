"""Where 汉字 meet Latin, and how much wider a line so becomes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.typesetting.latin_gap import filled, gaps, latin_words, meet


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("截至2015年1月底", [2, 6, 7, 8]),
        ("A组和第3组", [1, 4, 5]),
        ("98.5%，〔2015〕3号", [13]),  # marks stand between all others
        ("（KY-03）和“12345”", []),
        ("二〇一五年", []),
    ],
)
def test_a_gap_is_between_a_han_character_and_a_letter_or_digit(text: str, places: list[int]) -> None:
    assert places == list(gaps(text))


def test_each_gap_is_a_fifth_of_a_character() -> None:
    assert 4 + 2.5 + 4 * 0.2 == pytest.approx(filled("截至2015年1月"))


def test_words_with_a_gap_on_either_side_are_found() -> None:
    text = "按ISO标准和（GB）3类"
    assert ["ISO", "3"] == [text[start:end] for start, end in latin_words(text, list(gaps(text)))]


@given(st.text(alphabet="12Abé汉字㐀々０Ａ（）。， -", max_size=16))
def test_gaps_are_all_the_places_where_two_characters_meet(text: str) -> None:
    assert [place for place in range(1, len(text)) if meet(text[place - 1], text[place])] == list(gaps(text))
