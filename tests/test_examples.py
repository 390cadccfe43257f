"""The examples of data_examples/: what they hold, that they are valid, and that their scripts still make them."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from docgen.dataset import validation
from docgen.dataset.records import Dataset
from docgen.dates import DeadlineKind
from docgen.problems import Code
from docgen.sources.book import Book
from docgen.sources.reading import read_book

ROOT = Path(__file__).parents[1]
EXAMPLES = ("huitoukan", "anquan")
FILES = ("dataset.xlsx", "dataset.yaml", "plan.md")


def example(name: str, file: str = "dataset.xlsx") -> Path:
    return ROOT / "data_examples" / name / file


def build(folder: Path) -> None:
    command = [sys.executable, "-m", "tools.make_examples", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)


def book(path: Path) -> Book:
    value = read_book(path).value
    assert value is not None
    return value


def contents(path: Path) -> dict[str, list[list[object]]]:
    return {
        sheet.name: [[cell.value for cell in cells.values()] for cells in sheet.rows.values()]
        for sheet in book(path).sheets
    }


def dataset(path: Path) -> Dataset:
    value = validation.load(path).value
    assert value is not None
    return value


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("built")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def city() -> Dataset:
    return dataset(example("huitoukan"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_scripts_make_the_workbook_that_is_there(built: Path, name: str) -> None:
    assert contents(example(name)) == contents(built / name / "dataset.xlsx")


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("file", ["dataset.yaml", "plan.md"])
def test_the_twins_are_those_of_the_conversion(built: Path, name: str, file: str) -> None:
    assert example(name, file).read_bytes() == (built / name / file).read_bytes()


def test_the_same_bytes_come_out_twice(built: Path, tmp_path: Path) -> None:
    build(tmp_path)
    first = {(name, file): (built / name / file).read_bytes() for name in EXAMPLES for file in FILES}
    assert first == {(name, file): (tmp_path / name / file).read_bytes() for name, file in first}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("file", ["dataset.xlsx", "dataset.yaml"])
def test_a_clean_example_gives_no_error_and_notes_only_of_years(name: str, file: str) -> None:
    assert {Code.YEAR_ASSUMED} == {problem.code for problem in validation.load(example(name, file)).problems}


@pytest.mark.parametrize("name", EXAMPLES)
def test_workbook_is_marked_as_sample(name: str) -> None:
    properties = openpyxl.load_workbook(example(name)).properties
    assert ("示例数据", "示例数据") == (properties.subject, properties.keywords)
    assert dataset(example(name)).campaign.sample


def test_no_party_words_in_the_second_example() -> None:
    text = example("anquan", "dataset.yaml").read_text(encoding="utf-8")
    assert [] == [word for word in ("党", "市委", "省委", "群众路线", "回头看", "书记", "支部") if word in text]


def test_counts_of_the_first_example(city: Dataset) -> None:
    reporting = [unit for unit in city.units if unit.must_report]
    assert len(reporting) >= 60
    assert len({unit.category for unit in reporting}) >= 5
    assert len(city.entries) >= 1000
    assert len({entry.ledger for entry in city.entries}) == 4
    assert 8 <= len(city.groups) <= 10
    leaders = Counter(leader.unit for leader in city.leaders)
    assert {unit.name for unit in reporting} == set(leaders)
    assert 3 <= min(leaders.values()) <= max(leaders.values()) <= 7


def test_rows_are_unevenly_spread(city: Dataset) -> None:
    rows = Counter((entry.unit, entry.ledger) for entry in city.entries)
    assert (("石桥区", "领导班子台账"), 220) == rows.most_common(1)[0]
    assert 0 == rows["省无线电监测娄底站", "专项整治台账"]
    sent = {row.unit for row in city.submissions if row.sent_on}
    assert ["市体育事业局"] == [unit.name for unit in city.units if unit.must_report and unit.name not in sent]


def test_problems_have_several_measures_and_leaders_and_own_entries(city: Dataset) -> None:
    team = [entry for entry in city.entries if entry.ledger == "领导班子台账"]
    measures = Counter((entry.unit, entry.number) for entry in team if entry.counted)
    assert max(measures.values()) >= 3
    assert max(len(entry.leaders) for entry in team) >= 3
    assert any(entry.by_role("填报人") in entry.leaders for entry in team)


def test_names_with_rare_characters(city: Dataset) -> None:
    names = "".join(leader.name for leader in city.leaders)
    assert [] == [char for char in "喆堃婳昇玥琞赟犇骉珺璟祎昉旻曌䶮𬍛" if char not in names]
    assert {2, 3} == {len(leader.name) for leader in city.leaders}
    assert max(len(unit.full_name) for unit in city.units if unit.must_report) >= 25


def test_cells_that_programs_stumble_over(city: Dataset) -> None:
    texts = [value for entry in city.entries for value in entry.values.values() if isinstance(value, str)]
    assert [] == [part for part in ("&", "<", ">", '"', "'", "{{ }}", "=1+1") if not any(part in t for t in texts)]
    assert any(text.startswith("=1+1") for text in texts)
    assert any(text.count("\n") >= 2 for text in texts)
    assert max(len(text) for text in texts) >= 600
    formulas = [
        cell.coordinate
        for sheet in openpyxl.load_workbook(example("huitoukan"))
        for row in sheet
        for cell in row
        if cell.data_type == "f"
    ]
    assert [] == formulas


def test_deadlines_as_offices_write_them(city: Dataset) -> None:
    written = {str(entry.deadline) for entry in city.entries if entry.deadline}
    assert {"长期坚持", "立行立改", "2月底前", "元月15日", "2015年1月底", "2014年12月31日"} <= written
    kinds = {entry.deadline.kind for entry in city.entries if entry.deadline}
    assert set(DeadlineKind) == kinds


def test_every_character_is_assigned_and_every_slot_filled() -> None:
    for name in EXAMPLES:
        text = example(name, "dataset.yaml").read_text(encoding="utf-8")
        assert set() == {char for char in text if unicodedata.category(char) in ("Cn", "Co", "Cs") or char in "⟨⟩"}
