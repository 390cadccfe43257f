"""How a figure prints, compares and says where it comes from."""

from __future__ import annotations

import pytest

from docgen.facts.figures import Figure, count, rate
from tests.facts.makers import origin


def percent(part: int, whole: int, decimals: int = 1) -> Figure:
    return rate("完成率", count("完成数", part, "项"), count("问题总数", whole, "项"), decimals)


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "text", "value"),
    [
        (197, 200, 1, "98.5%", 98.5),
        (1, 3, 1, "33.3%", 33.3),
        (2, 3, 1, "66.7%", 66.7),
        (1, 8, 2, "12.50%", 12.5),
        (1, 16, 1, "6.3%", 6.3),  # 6.25: half up, not half to even
        (5, 5, 1, "100%", 100.0),
        (0, 5, 1, "0%", 0.0),
        (19, 20, 1, "95%", 95.0),
        (1899, 1999, 1, "95.0%", 95.0),
        (2499, 2500, 1, "99.9%", 99.9),
        (1, 2500, 1, "0.1%", 0.1),
        (199, 200, 0, "99%", 99.0),
        (1, 300, 0, "1%", 1.0),
        (9999, 10000, 2, "99.99%", 99.99),
        (1, 1000, 1, "0.1%", 0.1),
        (1005, 100000, 2, "1.01%", 1.01),  # 1.005 is less than that in binary
    ],
)
def test_rates(part: int, whole: int, decimals: int, text: str, value: float) -> None:
    found = percent(part, whole, decimals)
    assert (text, value, "%") == (found.text, found.value, found.unit)


def test_nothing_of_nothing_is_no_rate() -> None:
    found = percent(0, 0)
    assert (None, "", False) == (found.value, str(found), bool(found))


def test_a_rate_never_seems_whole_or_empty_that_is_not() -> None:
    for whole in (3, 999, 1000, 1001, 2001, 100_000):
        for decimals in (0, 1, 2):
            texts = {percent(part, whole, decimals).text for part in (1, whole - 1)}
            assert set() == texts & {"0%", "0.0%", "0.00%", "100%", "100.0%", "100.00%"}


def test_a_figure_is_compared_by_its_value() -> None:
    twelve = count("问题总数", 12, "项")
    assert twelve == 12
    assert twelve != 11
    assert twelve > 11
    assert twelve >= 12
    assert twelve < 12.5
    assert twelve <= 12
    assert sorted([twelve, count("完成数", 3, "项")])[0].name == "完成数"
    assert twelve == count("问题总数", 12, "项")
    assert twelve != count("措施总数", 12, "条")
    assert (12, "12", "12", True) == (int(twelve), str(twelve), f"{twelve}", bool(twelve))


def test_what_is_not_known_is_neither_more_nor_less() -> None:
    unknown = count("自查次数", None, "次")
    assert [False] * 4 == [unknown < 1, unknown > 1, unknown == 0, count("自查次数", 3, "次") > unknown]
    with pytest.raises(TypeError):
        int(unknown)


def test_each_cell_is_named_once() -> None:
    columns = ("单位", "序号", "状态")
    cells = [(origin("领导班子台账", row, columns), "状态") for row in (3, 2, 9, 9)]
    cells += [(origin("单位", 7, columns), "单位")]
    assert (
        "dataset.xlsx › 领导班子台账 › C3",
        "dataset.xlsx › 领导班子台账 › C2",
        "dataset.xlsx › 领导班子台账 › C9",
        "dataset.xlsx › 单位 › A7",
    ) == count("完成数", 3, "项", cells).origins
