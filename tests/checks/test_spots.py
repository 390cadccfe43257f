"""Every finding on a page tells a machine where it is: literal millimetres, on pages whose measures are known."""

from __future__ import annotations

import pytest

from docgen.checks.checking import Report, check_file
from docgen.checks.rule import Spot
from docgen.pipeline import fonts_here
from docgen.typesetting.fonts import FontSet
from tests.checks.mutations import MUTATIONS, Mutation, after
from tests.checks.strangers import stranger


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


def spots(report: Report, rule: str) -> list[Spot]:
    return [
        spot
        for judged in report.judged
        if judged.rule.code == rule
        for finding in judged.findings
        for spot in finding.spots
    ]


def near(spot: Spot, page: int, left: float, top: float, right: float, bottom: float) -> bool:
    edges = zip((spot.left, spot.top, spot.right, spot.bottom), (left, top, right, bottom), strict=True)
    return spot.page == page and all(abs(actual - expected) <= 1 for actual, expected in edges)


#: A font that is not embedded is nowhere on a page.
ON_PAGES = [each for each in MUTATIONS if each.route in ("standard", "pdf", "page") and each.rule != "M21"]


@pytest.mark.parametrize("mutation", ON_PAGES, ids=str)
def test_what_is_found_on_a_page_has_its_spot_there(mutation: Mutation, fonts: FontSet) -> None:
    report = after(mutation, fonts)
    found = [(judged.rule.code, finding) for judged in report.judged for finding in judged.findings]

    assert found
    assert [] == [str(finding) for _, finding in found if not finding.spots]
    assert [] == [
        (code, spot)
        for code, finding in found
        for spot in finding.spots
        if not (0 <= spot.left < spot.right <= 297.1 and 0 <= spot.top < spot.bottom <= 297.1)
    ]


def test_a_gap_is_marked_from_ink_to_ink(fonts: FontSet) -> None:
    mutation = next(each for each in MUTATIONS if each.name == "标题空三行")
    (gap,) = spots(after(mutation, fonts), "M06")

    assert 30.7 == pytest.approx(gap.bottom - gap.top, abs=1)


def test_a_line_is_marked_by_its_cells() -> None:
    report = check_file(stranger(break_before="，"), "文件").value
    assert report is not None
    (line,) = spots(report, "M17")

    assert near(line, 2, 28, 80.1, 184, 85.8)  # the fifth line


def test_words_are_marked_where_they_stand_in_the_line() -> None:
    report = check_file(stranger(recipients="各县（市、区）人民政府,市直各单位："), "文件").value
    assert report is not None
    (words,) = spots(report, "T07")  # 人民政府,市直各单 from the eighth 字 on; a cell is 5.571, this comma 1.6

    assert near(words, 1, 67.0, 154.4, 113.2, 160.1)
