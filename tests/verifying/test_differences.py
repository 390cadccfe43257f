"""Where two texts differ: whatever was done to a text, the ranges told make the one out of the other."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from docgen.verifying.differences import Gap, gaps

SENTENCES = ("整改措施已经全部落实到位，", "各单位逐项核对台账并且签字，", "长期坚持的事项继续推进；", "一", "2")
TEXTS = st.text("一二三四五123，。", max_size=60) | st.lists(st.sampled_from(SENTENCES)).map("".join)


def applied(one: str, other: str, found: tuple[Gap, ...]) -> str:
    made, at = "", 0
    for start, end, there, there_end in found:
        made += one[at:start] + other[there:there_end]
        at = end
    return made + one[at:]


@given(TEXTS, TEXTS)
@example("甲乙丙丁戊己庚辛壬癸一二三四五六七八", "甲乙丙丁戊己庚辛壬癸子一二三四五六七九")  # an anchor in between
@example("一一" + "甲乙丙丁戊己庚辛壬癸" + "三三", "二二" + "甲乙丙丁戊己庚辛壬癸" + "四四")
def test_the_gaps_make_the_one_text_out_of_the_other(one: str, other: str) -> None:
    found = gaps(one, other)
    assert other == applied(one, other, found)
    assert sorted(found) == list(found)


def test_a_long_text_altered_in_three_places_has_three_gaps() -> None:
    one = "".join(f"第{number}项整改措施已经落实到位；" for number in range(2000))
    other = one.replace("第7项整改", "第8项整改").replace("第1999项", "第1998项").replace("第1000项", "")
    assert [("7", "8"), ("第1000项", ""), ("9", "8")] == [(one[a:b], other[c:d]) for a, b, c, d in gaps(one, other)]


def test_texts_with_nothing_in_common_are_one_gap() -> None:
    assert ((0, 5000, 0, 5000),) == gaps("甲" * 5000, "乙" * 5000)
    assert ((0, 0, 0, 2),) == gaps("", "甲乙")
