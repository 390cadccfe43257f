"""The blanks above a form: at steps over the width, never one into another."""

from __future__ import annotations

from docgen.standards.gbt9704 import GBT9704, StyleName
from docgen.typesetting.field_line import gaps, lefts
from docgen.units import Length
from tests.trees import texts

WIDE = GBT9704.page.body_width
PITCH = GBT9704.styles[StyleName.FIELD_LINE].size


def test_the_middle_one_stands_at_a_third() -> None:
    assert [WIDE.times(1 / 3)] == lefts(texts("单位：", "填报人：", "填报时间："), GBT9704, WIDE)


def test_a_long_one_pushes_what_follows_a_character_on() -> None:
    long = "单位：中共娄底市委办公室机关党委"
    assert [PITCH.times(len(long) + 1)] == lefts(texts(long, "填报人：", "时间："), GBT9704, WIDE)


def test_gaps_lead_from_one_to_the_next_and_the_last_ends_at_the_right() -> None:
    fields = texts("单位：", "填报人：", "填报时间：")
    found = gaps(fields, GBT9704, WIDE)
    assert found is not None
    assert Length(0) == found[0]
    assert WIDE == sum(found) + PITCH.times(sum(len(field[0].text) for field in fields))


def test_those_that_do_not_fit_have_no_gaps() -> None:
    assert gaps(texts("单位：" + "办" * 20, "填报人：", "填报时间："), GBT9704, WIDE) is None
    assert gaps(texts("单位：" + "办" * 40), GBT9704, WIDE) is None
