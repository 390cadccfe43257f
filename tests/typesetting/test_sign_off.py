"""Where signature and date stand, in 字 from the right edge and 行 below the text (7.3.5)."""

from __future__ import annotations

import pytest

from docgen.document import SignOff
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.sign_off import place, signature_lines
from docgen.typesetting.widths import plain
from tests.joint_papers import signed
from tests.trees import text


def blanks(closing: SignOff) -> tuple[list[float], float]:
    """The blank 字 at the right of each line of names, and of the date."""
    placed = place(closing, GBT9704)
    return [round(one.right, 2) for line in placed.lines for one in line.texts], placed.date


@pytest.mark.parametrize(
    ("agency", "date", "expected"),
    [
        # (a) sealed: four 字 at the right of the date, the name centred on it
        ("青石县财政局", "2024年3月5日", ([4.0], 4.0)),
        ("县委", "2024年3月15日", ([6.25], 4.0)),
        ("青石县市场监督管理局", "2024年3月5日", ([2.0], 4.0)),
        ("中共青石县委农村工作领导小组办公室", "2024年3月5日", ([0.0], 5.5)),  # too long: at the edge, the date on it
        ("中共青石县委农村工作/领导小组办公室", "2024年3月5日", ([2.0, 3.5], 4.0)),  # broken by hand, lines centred
    ],
)
def test_one_seal(agency: str, date: str, expected: tuple[list[float], float]) -> None:
    assert expected == blanks(signed(agency, date=date))


@pytest.mark.parametrize(
    ("agencies", "date", "expected"),
    [
        # (b) no seal: the name keeps two 字, the date begins two 字 after it
        (("青石县市场监督管理局",), "2024年3月5日", ([2.0], 4.0)),
        (("青石县财政局",), "2024年3月5日", ([4.0], 2.0)),  # no longer than the date: the date keeps two 字
        (("县委",), "2024年12月15日", ([9.0], 2.0)),
        (("中共青石县委农村工作/领导小组办公室",), "2024年3月5日", ([2.0, 3.5], 4.0)),
        (("青石县市场监督管理局", "青石县财政局"), "2024年3月5日", ([2.0, 2.0], 4.0)),
    ],
)
def test_no_seal(agencies: tuple[str, ...], date: str, expected: tuple[list[float], float]) -> None:
    assert expected == blanks(signed(*agencies, date=date, sealed=False))


@pytest.mark.parametrize(
    ("agency", "blank"), [("青石县财政局", 3), ("青石县农业/农村局", 2), ("青石/县农业/农村局", 1)]
)
def test_the_date_is_as_far_below_the_text_however_many_lines_a_sealed_name_has(agency: str, blank: int) -> None:
    placed = place(signed(agency), GBT9704)
    assert blank == placed.above // GBT9704.page.line_pitch
    assert 5 == placed.height // GBT9704.page.line_pitch  # date on the fifth line: a seal of 50 mm fits, and one of 42


@pytest.mark.parametrize(
    ("count", "rows"), [(2, [2]), (3, [2, 1]), (4, [2, 2]), (5, [3, 2]), (6, [2, 2, 2]), (7, [3, 2, 2]), (8, [3, 3, 2])]
)
def test_rows_of_seals_are_alike_and_the_last_leaves_room_beside_the_date(count: int, rows: list[int]) -> None:
    names = [f"青石县{number}局" for number in "甲乙丙丁戊己庚辛"[:count]]
    lines = signature_lines(signed(*names), GBT9704)
    assert rows == [len(line) for line in lines]
    assert names == [plain(name) for line in lines for name in line]


def test_long_names_stand_fewer_side_by_side() -> None:
    names = (
        "青石县农业农村和水利局",
        "青石县住房和城乡建设局",
        "青石县市场监督管理局",
        "青石县退役军人事务局",
        "青石县财政局",
    )
    assert [2, 2, 1] == [len(line) for line in signature_lines(signed(*names), GBT9704)]


def test_without_a_name_the_date_has_the_room_of_the_seal() -> None:
    placed = place(SignOff(signature=(), date=text("2024年3月5日")), GBT9704)
    assert ((), 3, 4.0) == (placed.lines, placed.above // GBT9704.page.line_pitch, placed.date)
