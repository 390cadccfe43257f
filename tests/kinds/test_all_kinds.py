"""The words by which kinds are asked for."""

from __future__ import annotations

from docgen.kinds import bulletin, feedback, report, supervision
from docgen.kinds.all_kinds import KINDS, kind_of


def test_a_kind_answers_to_both_its_words() -> None:
    for kind in KINDS.values():
        assert kind is kind_of(kind.NAME) is kind_of(kind.WORD)


def test_what_people_also_say() -> None:
    assert (bulletin, feedback, supervision, report) == tuple(
        kind_of(word) for word in ("通报", "反馈", "督办", "报告")
    )


def test_no_word_of_another_trade() -> None:
    assert None is kind_of("合同")
