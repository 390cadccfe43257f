"""Characters that come out the same in both formats are let in, all others refused with a reason."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.dataset.characters import name_of, refused, why_refused


@pytest.mark.parametrize(
    "text",
    [
        "中共娄底市委党的群众路线教育实践活动领导小组办公室文件",
        "喆堃婳昇玥琞赟犇骉珺璟祎昉旻曌䶮𬍛㛃",
        "〔2015〕1号，“三严三实”《通知》——……·、；：？！（）【】",
        "& < > \" ' {{ }} =1+1 | * # ~ ` \\",
        "①②③㈠㎡℃№→≥≤±×÷√●■▲★※",
        "Ångström naïve ABC αβγ ДЖЯ ÄÖÜ ½ ² ³",
        "０１２％Ａ－　（全角）",
        "第一行\n第二行",
    ],
)
def test_what_offices_write_is_let_in(text: str) -> None:
    assert refused(text) is None


@pytest.mark.parametrize(
    ("character", "reason"),
    [
        ("\x00", "控制字符"),
        ("\t", "控制字符"),
        ("\x7f", "控制字符"),
        ("\x85", "控制字符"),
        ("\ud800", "代理字符"),
        ("\ue000", "自造字"),
        ("\U000f0000", "自造字"),
        ("\ufffe", "不是字符"),
        ("\U0001ffff", "不是字符"),
        ("\ufdd0", "不是字符"),
        ("\u200b", "看不见"),
        ("\u200d", "看不见"),
        ("\u202e", "看不见"),
        ("\u2066", "看不见"),
        ("\u00ad", "看不见"),
        ("\ufeff", "看不见"),
        ("\ufe0f", "组合符号"),
        ("\U000e0100", "组合符号"),
        ("\u0301", "组合符号"),
        ("\u20dd", "组合符号"),
        ("\u3099", "组合符号"),
        ("\u2028", "分行符"),
        ("א", "从右向左"),
        ("ع", "从右向左"),
        ("ﷺ", "从右向左"),
        ("ﬁ", "连体字母"),
        ("क", "排不成一样"),
        ("ก", "排不成一样"),
        ("ᠠ", "排不成一样"),
        ("\U0001f600", "排不成一样"),
    ],
)
def test_refused_with_its_reason(character: str, reason: str) -> None:
    assert character == refused(f"甲{character}乙")
    assert reason in why_refused(character)


@given(st.characters(categories=["Cc", "Cs", "Co", "Cf", "Mn", "Mc", "Me", "Zl", "Zp"]))
def test_whole_classes_are_refused(character: str) -> None:
    assert character in ("\n", refused(character))


@given(st.characters(codec="gb18030"))
def test_hanzi_of_gb18030_are_let_in(character: str) -> None:
    if "CJK UNIFIED IDEOGRAPH" in unicodedata.name(character, ""):
        assert refused(character) is None


def test_code_points_are_named_as_offices_look_them_up() -> None:
    assert ("U+200B", "U+1F600") == (name_of("\u200b"), name_of("\U0001f600"))
