"""版记 (7.4) and the fields at the upper left (7.2.1–7.2.3) under the ruler: in PDF, and DOCX by LibreOffice."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pdfplumber
import pytest

from docgen.document import Document, Imprint
from docgen.pipeline import write
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.fonts import FontSet, font_set
from docgen.writers.text import text_of
from tests.trees import NOTICE, ONE_LINE, SHORT_NOTICE, text
from tests.writers.office import pdfs
from tests.writers.pages import Line, bands, lines

MM = 25.4 / 72
#: One 字 of 四号, in mm.
SMALL = 14 * MM
COPIES = "省委教育实践活动办公室，市委常委，市人大常委会办公室，市政府办公室，市政协办公室，市纪委，市中级人民法院。"
PRINTED = Imprint(printer=text("青石县人民政府办公室"), print_date=text("2015年1月6日"))
LONG = "青石县人民政府办公室防汛抗旱指挥部办公室安全生产委员会办公室综合协调科"
IMPRINTS = {
    "copies": Imprint(copies=text(COPIES)),
    "printed": PRINTED,
    "both": replace(PRINTED, copies=text(COPIES)),
    "recipients": replace(PRINTED, recipients=text("各乡镇人民政府，县政府各局、各直属机构，" * 2 + "各有关单位。")),
    "all": replace(PRINTED, copies=text(COPIES), recipients=text("各乡镇人民政府，" * 6 + "县政府各局。")),
    "long": replace(PRINTED, copies=text("县委办公室。"), printer=text(LONG)),
}
#: The rules of each, thick (0.35) or thin (0.25), from the top.
RULES = {
    "copies": (0.35, 0.35),
    "printed": (0.35, 0.35),
    "both": (0.35, 0.25, 0.35),
    "recipients": (0.35, 0.25, 0.35),
    "all": (0.35, 0.25, 0.35),
    "long": (0.35, 0.25, 0.35),
}
#: 份号, 密级 and 紧急程度 as given → as printed, one below the other.
CORNERS = {
    ("000001", "机密★1年", "特急"): ("000001", "机密★1年", "特急"),
    ("000001", "机密", "特急"): ("000001", "机　密", "特　急"),
    ("", "秘密", "加急"): ("秘　密", "加　急"),
    ("000001", "", "特急"): ("000001", "特急"),
    ("", "", "特急"): ("特急",),
    ("000001", "绝密", ""): ("000001", "绝　密"),
    ("", "", ""): (),
}
BASE = replace(SHORT_NOTICE, sign_off=None)
FEW = (23, 24, 25, 26)


def full(count: int) -> Document:
    """A paper with `count` paragraphs of one line and a sealed sign-off."""
    return replace(BASE, body=(ONE_LINE,) * count, sign_off=NOTICE.sign_off)


def cornered(given: tuple[str, ...]) -> Document:
    return replace(BASE, copy_number=text(given[0]), security=text(given[1]), urgency=text(given[2]))


PAPERS = {
    **{name: replace(BASE, imprint=imprint) for name, imprint in IMPRINTS.items()},
    **{f"corner-{number}": cornered(given) for number, given in enumerate(CORNERS)},
    **{f"full-{count}": full(count) for count in FEW},
}
how = pytest.mark.parametrize("how", ["pdf", pytest.param("office", marks=pytest.mark.slow)])


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return font_set(GBT9704, tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="module")
def printed(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """How → name → the pages; LibreOffice is started for the first that wants it."""
    return _Printed(fonts, tmp_path_factory)


class _Printed(dict[str, dict[str, bytes]]):
    def __init__(self, fonts: FontSet, folders: pytest.TempPathFactory) -> None:
        super().__init__()
        self._fonts, self._folders = fonts, folders

    def __missing__(self, key: str) -> dict[str, bytes]:
        if key == "pdf":
            self[key] = {name: write(one, "pdf", fonts=self._fonts).data for name, one in PAPERS.items()}
        else:
            made = {name: write(one, "docx").data for name, one in PAPERS.items()}
            found = pdfs(made, self._folders.mktemp("office"))
            self[key] = {name: path.read_bytes() for name, path in found.items()}
        return self[key]


def near(value: float, tolerance: float) -> object:
    return pytest.approx(value, abs=tolerance)


@cache
def count(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return len(opened.pages)


@cache
def imprint_lines(data: bytes) -> list[Line]:
    """The lines between the first and the last rule of the last page."""
    rules = ruled(data)
    return [line for line in lines(data, count(data)) if rules[0][0] < line.baseline < rules[-1][1]]


@cache
def last_page(data: bytes) -> list[tuple[float, ...]]:
    return bands(data, count(data))


def ruled(data: bytes) -> list[tuple[float, ...]]:
    found = last_page(data)
    return [band for band in found if band[3] - band[2] > 155 and band[1] - band[0] < 0.7 and band[0] > 150]


@how
@pytest.mark.parametrize("name", IMPRINTS)
def test_rules_are_035_and_025_mm_and_the_last_lies_at_262(
    name: str, how: str, printed: dict[str, dict[str, bytes]]
) -> None:
    rules = ruled(printed[how][name])
    assert [near(weight, 0.12) for weight in RULES[name]] == [rule[1] - rule[0] for rule in rules]
    assert near(262, 0.7 if how == "pdf" else 1.0) == rules[-1][1]
    assert [(near(28, 0.3), near(184, 0.3))] * len(rules) == [(rule[2], rule[3]) for rule in rules]


@how
@pytest.mark.parametrize("name", IMPRINTS)
def test_text_keeps_its_distance_from_the_rules_and_from_its_own_lines(
    name: str, how: str, printed: dict[str, dict[str, bytes]]
) -> None:
    data = printed[how][name]
    found = [band for band in last_page(data) if band[0] >= ruled(data)[0][0] - 0.1 and band[1] < 263]
    edges = [(above, below) for above, below in pairwise(found)]
    beside = [below[0] - above[1] for above, below in edges if {above, below} & set(ruled(data))]
    assert [near(2.5, 0.8)] * len(beside) == beside
    placed = imprint_lines(data)
    baselines = [line.baseline for line in placed]
    inside = [low - high for high, low in pairwise(baselines)]
    assert [] == [gap for gap in inside if not (abs(gap - 7.9) < 0.3 or 9 < gap < 11.5)]


@how
@pytest.mark.parametrize(
    ("name", "label"), [("both", "抄送"), ("all", "抄送"), ("all", "主送"), ("recipients", "主送")]
)
def test_wrapped_lines_stand_under_the_first_character_after_the_colon(
    name: str, label: str, how: str, printed: dict[str, dict[str, bytes]]
) -> None:
    placed = imprint_lines(printed[how][name])
    at = next(index for index, line in enumerate(placed) if line.text.startswith(label))
    assert near(28 + SMALL, 0.5) == placed[at].left
    assert near(28 + 4 * SMALL, 0.5) == placed[at + 1].left
    assert placed[at + 1].right <= 184 - SMALL + 0.5


@how
def test_recipients_and_copies_have_no_rule_between_them(how: str, printed: dict[str, dict[str, bytes]]) -> None:
    placed = imprint_lines(printed[how]["all"])
    at = next(index for index, line in enumerate(placed) if line.text.startswith("抄送"))
    assert near(7.9, 0.3) == placed[at].baseline - placed[at - 1].baseline
    assert "。" == placed[at - 1].text.strip()[-1]


@how
def test_a_printer_of_more_than_a_line_has_its_date_on_a_line_of_its_own(
    how: str, printed: dict[str, dict[str, bytes]]
) -> None:
    *printer, date = imprint_lines(printed[how]["long"])[1:]
    assert LONG == "".join(line.text.strip() for line in printer)
    assert "2015年1月6日印发" == re.sub(r"\s", "", date.text)
    assert [near(28 + SMALL, 0.5)] * 2 == [line.left for line in printer]
    assert near(184 - SMALL, 1.0) == date.right


# the imprint where the text ends


def told(data: bytes) -> tuple[float, float, str]:
    """Where the text of the last page ends, where its imprint begins, and all characters but page numbers."""
    with pdfplumber.open(io.BytesIO(data)) as opened:
        last = opened.pages[-1].chars
        every = "".join(character["text"] for page in opened.pages for character in page.chars)
    body = [character["bottom"] * MM for character in last if abs(character["size"] - 16) < 0.3]
    small = [character["top"] * MM for character in last if abs(character["size"] - 14) < 0.3]
    above = [top for top in small if top < 262]
    return max(body, default=0.0), min(above), re.sub(r"—\d+—", "", re.sub(r"\s", "", every))


def apart(data: bytes, document: Document) -> None:
    ends, begins, every = told(data)
    assert ends < begins - 2
    assert sorted(re.sub(r"\s", "", text_of(document))) == sorted(every)


@how
@pytest.mark.parametrize("count_", FEW)
def test_text_that_fills_the_page_never_runs_into_the_imprint(
    count_: int, how: str, printed: dict[str, dict[str, bytes]]
) -> None:
    apart(printed[how][f"full-{count_}"], full(count_))


@pytest.mark.slow
@pytest.mark.parametrize("imprint", ["both", "all", "copies"])
def test_texts_of_every_length_over_two_pages_keep_clear_of_it(imprint: str, fonts: FontSet) -> None:
    for length in range(1, 36):
        document = replace(full(length), imprint=IMPRINTS[imprint])
        apart(write(document, "pdf", fonts=fonts).data, document)


# 份号, 密级, 紧急程度


@how
@pytest.mark.parametrize(("number", "expected"), list(enumerate(CORNERS.values())))
def test_fields_are_packed_upward_and_leave_the_mark_at_72_mm(
    number: int, expected: tuple[str, ...], how: str, printed: dict[str, dict[str, bytes]]
) -> None:
    data = printed[how][f"corner-{number}"]
    placed = lines(data, 1)[: len(expected)]
    assert list(expected) == [re.sub(r"[ \u00a0]", "", line.text) for line in placed]
    assert [near(28, 0.5)] * len(placed) == [line.left for line in placed]
    baselines = [line.baseline for line in placed]
    assert [near(44.2 + 10.21 * row, 1.2) for row in range(len(placed))] == baselines
    mark = next(band for band in bands(data, 1, (60, 60, 150, 100)) if band[0] > 69)
    assert near(72, 1 if how == "pdf" else 1.5) == mark[0]
