"""What changed inside one passage, said in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.comparison.words import Kind, edits, kind_of, said, tokens

SAID = [
    ("各单位于10月31日前报送。", "各单位于11月15日前报送。", "“10月31日”改为“11月15日”"),
    ("整改问题12项，完成率98.5%。", "整改问题13项，完成率100%。", "“12项”改为“13项”；“98.5%”改为“100%”"),
    ("投入1.2万元。", "投入12万元。", "“1.2万元”改为“12万元”"),
    ("坚持安全第一、综合治理。", "坚持安全第一、预防为主、综合治理。", "“坚持安全第一、”之后增加“预防为主、”"),
    ("请认真组织实施。", "请结合实际认真组织实施。", "“请”之后增加“结合实际”"),
    ("请认真组织实施。", "认真组织实施。", "删去开头的“请”"),
    ("请认真组织实施", "请认真组织实施。", "末尾增加“。”"),
    ("按时报送，不得漏报。", "按时报送。", "删去“，不得漏报”"),
    ("市局和县局，市局为主。", "市局和县局，省局为主。", "“市局和县局，”之后，“市局”改为“省局”"),
    ("一、总体要求", "二、总体要求", "序号由“一、”改为“二、”"),
    ("附件1：", "附件2：", "序号由“附件1：”改为“附件2：”"),
    ("2024年 10月", "2024年10月", "只有空格不同"),
    ("", "已完成", "填上“已完成”"),
    ("已完成", "", "删去“已完成”"),
    ("开展“回头看”工作", "开展专项整治工作", "「“回头看”」改为“专项整治”"),
    ("市领导", "各部门", "“市领导”改为“各部门”"),
]


@pytest.mark.parametrize(("old", "new", "words"), SAID)
def test_a_change_is_said_as_a_person_says_it(old: str, new: str, words: str) -> None:
    assert words == said(old, new)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("完成12项", "完成13项", Kind.NUMBER),
        ("三个月内", "两个月内", Kind.NUMBER),
        ("立即整改", "限期整改", Kind.WORDS),
        ("整改，复查", "整改、复查", Kind.MARKS),
        ("整 改", "整改", Kind.BLANKS),
        ("（一）目标", "（二）目标", Kind.LEVEL),
    ],
)
def test_a_change_is_of_one_kind(old: str, new: str, kind: Kind) -> None:
    assert kind is kind_of(old, new)


def test_numbers_dates_and_words_are_pieces() -> None:
    found = tokens("截至2024年11月20日，投入1,200.5万元，岚安〔2024〕11号，PDF")

    assert [] == [
        piece for piece in ("2024年11月20日", "1,200.5万元", "〔2024〕", "11号", "PDF", "投入") if piece not in found
    ]


texts = st.text(alphabet="安全生产检查整改。，、“”12月3日（一）\n ab%", max_size=40)


@given(texts)
def test_pieces_are_the_text(text: str) -> None:
    assert text == "".join(tokens(text))


@given(texts, texts)
def test_edits_make_the_new_text_of_the_old_one(old: str, new: str) -> None:
    made, at = "", 0
    for edit in edits(old, new):
        kept = edit.before[len(made) :]
        assert kept == old[at : at + len(kept)]
        made += kept + edit.new
        at += len(kept)
        assert edit.old == old[at : at + len(edit.old)]
        at += len(edit.old)
    assert new == made + old[at:]
    assert (old == new) == (edits(old, new) == ())
