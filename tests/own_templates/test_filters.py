"""Amounts, numbers and days as papers write them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from docgen.own_templates.amounts import capital_amount, capital_number, chinese_day, percent, ten_thousands
from docgen.own_templates.filters import FILTERS
from docgen.own_templates.values import printing


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"),
        (10, "壹拾"),
        (105, "壹佰零伍"),
        (1234, "壹仟贰佰叁拾肆"),
        (10000, "壹万"),
        (10005, "壹万零伍"),
        (100_500, "壹拾万零伍佰"),
        (1_000_000, "壹佰万"),
        (20_003_000, "贰仟万叁仟"),
        (100_000_000, "壹亿"),
        (100_000_001, "壹亿零壹"),
        (1_000_000_000_000, "壹万亿"),
        (-3, "负叁"),
        (1.5, "壹点伍"),
    ],
)
def test_numbers_in_capitals(number: float, said: str) -> None:
    assert said == capital_number(number)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "零元整"),
        (1200, "壹仟贰佰元整"),
        (1234.5, "壹仟贰佰叁拾肆元伍角整"),
        ("1234.56", "壹仟贰佰叁拾肆元伍角陆分"),
        (1234.06, "壹仟贰佰叁拾肆元零陆分"),
        (0.05, "伍分"),
        (0.5, "伍角整"),
        ("1,680,000.00", "壹佰陆拾捌万元整"),
    ],
)
def test_money_in_capitals(amount: Any, said: str) -> None:
    assert said == capital_amount(amount)


def test_shares_and_ten_thousands_are_rounded_half_up() -> None:
    assert ["98.5%", "98.46%", "100%", "0.1%"] == [percent(0.985), percent(0.98456, 2), percent(1), percent(0.0005)]
    assert ["1234.57万元", "0.01万元", "120万元"] == [
        ten_thousands(12345678),
        ten_thousands(50),
        ten_thousands("1200000"),
    ]


def test_days_in_chinese_numerals() -> None:
    assert ["二〇一五年一月六日", "二〇二四年十二月三十一日"] == [
        chinese_day(date(2015, 1, 6)),
        chinese_day(date(2024, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("name", "value", "arguments", "said"),
    [
        ("日期", date(2015, 1, 6), (), "2015年1月6日"),
        ("文号", "娄群办发[2015]01号", (), "娄群办发〔2015〕1号"),
        ("文号", "娄群办发（2015）第12号", (), "娄群办发〔2015〕12号"),
        ("顿号", ("甲", "乙"), (), "乙、甲"),
        ("序号", 2, (), "二、"),
        ("序号", 2, (2,), "（二）"),
        ("序号", 2, (3,), "2．"),
        ("序号", 2, (4,), "（2）"),
        ("汉字", 12, (), "十二"),
        ("去句号", "已完成。", (), "已完成"),
        ("缺省", "", ("无",), "无"),
        ("缺省", "有", ("无",), "有"),
        ("个数", ("甲", "乙"), (), 2),
        ("大写", "1200", ("元",), "壹仟贰佰元整"),
    ],
)
def test_filters(name: str, value: Any, arguments: tuple[Any, ...], said: Any) -> None:
    with printing({"乙": 1, "甲": 2}):
        assert said == FILTERS[name](value, *arguments)
