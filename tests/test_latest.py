"""Results that are kept for the keys asked for last."""

from __future__ import annotations

from docgen.latest import Latest


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    kept: Latest[str, int] = Latest(2)
    assert 1 == kept.keep("甲", 1)
    kept.keep("乙", 2)
    assert 1 == kept.again("甲")  # now 乙 is the older
    kept.keep("丙", 3)
    assert ["甲", "丙"] == list(kept)
    assert kept.again("乙") is None
    kept.keep("甲", 4)
    assert [3, 4] == [kept.again(key) for key in "丙甲"]
