"""The manifest's own parts: cell ranges, digests, what an earlier manifest says."""

from __future__ import annotations

import re
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from docgen.batch import manifest
from docgen.batch.cell_ranges import cell_ranges, cells_in
from docgen.batch.edited import Record
from docgen.batch.manifest import Line, amend_manifest, digest_of_folder, known_files, maker, note_down, write_manifest
from docgen.kinds.job import CONSOLIDATED, Request
from docgen.pipeline import Road, load, plan
from docgen.problems import Code, Problem
from docgen.resources import templates_dir
from docgen.walk import runs
from tests.test_layers import imported, modules, room_of

EXAMPLE = Path(__file__).parents[2] / "data_examples" / "huitoukan" / "dataset.xlsx"
BOOK = "dataset.xlsx › 领导班子台账"


def cells(*names: str, sheet: str = BOOK) -> list[str]:
    return [f"{sheet} › {name}" for name in names]


def test_cells_side_by_side_become_one_range() -> None:
    assert (f"{BOOK} › A5:C6",) == cell_ranges(cells("A5", "B5", "C5", "A6", "B6", "C6"))


def test_what_is_not_a_rectangle_becomes_several() -> None:
    assert (f"{BOOK} › A5:B5", f"{BOOK} › A6", f"{BOOK} › D6") == cell_ranges(cells("D6", "A5", "B5", "A6", "A5"))


def test_columns_beyond_z_and_sheets_in_order() -> None:
    got = cell_ranges([*cells("Z1", "AA1"), *cells("B2", sheet="dataset.xlsx › 单位"), *cells("ZZ9", "AAA9")])
    assert (f"{BOOK} › Z1:AA1", f"{BOOK} › ZZ9:AAA9", "dataset.xlsx › 单位 › B2") == got


def test_entries_of_a_list_are_drawn_together_by_their_column() -> None:
    got = cell_ranges(cells("第2条·问题", "第1条·问题", "第1条·状态", "第10条·问题", sheet="d.yaml › 督查"))
    assert (
        "d.yaml › 督查 › 第1至2条·问题",
        "d.yaml › 督查 › 第10条·问题",
        "d.yaml › 督查 › 第1条·状态",
    ) == got


def test_each_cell_of_a_whole_report_is_in_one_range() -> None:
    dataset = load(EXAMPLE).value
    assert dataset is not None
    road = Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)
    (job,) = (job for job in plan(dataset, Request(kinds=("report",))) if job.unit == CONSOLIDATED)
    composed = road.compose(job).value
    assert composed is not None
    stated = {origin for run in runs(composed.document) for origin in run.origins if origin}
    drawn = cell_ranges(stated)
    assert len(stated) == sum(area(place.rpartition(" › ")[2]) for place in drawn)
    assert len(drawn) < len(stated) / 2
    assert {tuple(origin.split(" › ")[1:]) for origin in stated} == set(cells_in(drawn))


def area(place: str) -> int:
    """How many cells a range has."""
    first, _, last = place.partition(":")
    (left, top), (right, bottom) = coordinate_from_string(first), coordinate_from_string(last or first)
    return int((bottom - top + 1) * (column_index_from_string(right) - column_index_from_string(left) + 1))


def test_ranges_are_taken_apart_to_the_cells_they_were_drawn_from() -> None:
    given = [*cells("A5", "B5", "A6", "D6"), *cells("第2条·问题", "第1条·问题", "列名·问题", sheet="d.yaml › 督查")]
    assert {tuple(cell.split(" › ")[1:]) for cell in given} == set(cells_in(cell_ranges(given)))


def test_places_that_are_no_cells_stay_as_they_are() -> None:
    assert ("d.yaml › 单位 › 第3条·全称", "计算") == cell_ranges(["d.yaml › 单位 › 第3条·全称", "计算", ""])


@given(st.sets(st.tuples(st.integers(1, 12), st.integers(1, 8)), min_size=1))
def test_ranges_hold_exactly_the_cells_given(given_cells: set[tuple[int, int]]) -> None:
    got: list[tuple[int, int]] = []
    for text in cell_ranges(cells(*(f"{'ABCDEFGH'[column - 1]}{row}" for row, column in given_cells))):
        first, _, last = text.rpartition(" › ")[2].partition(":")
        last = last or first
        got += [
            (row, column)
            for row in range(int(first[1:]), int(last[1:]) + 1)
            for column in range(ord(first[0]) - 64, ord(last[0]) - 63)
        ]
    assert sorted(given_cells) == sorted(got)


def test_a_digest_sees_names_and_contents_but_not_compiled_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    before = digest_of_folder(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"\0")
    assert before == digest_of_folder(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert before != digest_of_folder(tmp_path)


def test_another_version_of_a_library_is_another_maker(monkeypatch: pytest.MonkeyPatch) -> None:
    first = {"format": 1, "templates": "a", "program": "b", "version": "c"}
    before = maker(first)
    assert before == maker(first)
    monkeypatch.setattr(manifest, "_version_there", lambda library, _: f"another {library}")
    assert before != maker(first)


#: Whose code makes bytes of a tree, or of a filled Word file. What the rooms before them make is in the hash of the
#: tree, of the standard or of the Word file itself.
MAKING = {"writers", "typesetting", "readers", "ooxml"}
#: Not among those whose versions count → why.
CHANGES_NO_BYTE = {
    "pikepdf": "notes down what `docgen pdf` was made from; no file of a batch passes through it",
    "cffi": "calls Pango, which is asked for its own version",
    "pyphen": "hyphens, which no style asks for",
    "typing-extensions": "types",
}


def test_every_library_that_makes_bytes_is_one_whose_version_counts() -> None:
    packages = packages_distributions()
    used = {
        package.lower()
        for path, tree in modules().items()
        if room_of(path) in MAKING
        for _, name in imported(tree)
        for package in packages.get(name.partition(".")[0], ())
    }
    # what they build on; python-docx is imported by docxtpl alone
    beneath = {
        re.split(r"[^\w-]", each)[0].lower().replace("_", "-")
        for name in ("weasyprint", "docxtpl", "python-docx")
        for each in requires(name) or ()
        if "extra ==" not in each
    }
    assert set(manifest._LIBRARIES) == (used | beneath) - {"docgen", *CHANGES_NO_BYTE}
    assert set() == set(CHANGES_NO_BYTE) - used - beneath


def test_another_word_list_or_packer_is_another_maker(monkeypatch: pytest.MonkeyPatch) -> None:
    first = {"format": 1, "templates": "a", "program": "b", "version": "c"}
    before, version = maker(first), manifest.version
    for changed in ("rjieba", "deflate"):
        monkeypatch.setattr(manifest, "version", lambda name, it=changed: "0" if name == it else version(name))
        assert before != maker(first)


def test_an_earlier_manifest_tells_its_files(tmp_path: Path) -> None:
    made = Line(kind="notice", variant="", unit="汇总", format="pdf", path="汇总/通知.pdf", sha256="ab", pages=3)
    refused = Line(
        kind="report", variant="", unit="甲", format="pdf", problems=(Problem(code=Code.NOT_REPORTED, message=""),)
    )
    write_manifest(tmp_path, {"format": 1}, [made, refused])
    assert {"汇总/通知.pdf": Record(sha256="ab", pages=3)} == known_files(tmp_path)
    assert ["manifest.jsonl"] == [path.name for path in tmp_path.iterdir()]
    (tmp_path / "manifest.jsonl").write_text("不是 JSON\n{", encoding="utf-8")
    assert {} == known_files(tmp_path)


def test_a_refused_paper_has_a_line_without_path() -> None:
    problem = Problem(code=Code.NOT_REPORTED, message="甲尚未报送", hint="催报")
    line = Line(kind="report", variant="", unit="甲", format="pdf", problems=(problem,))
    assert {
        "kind": "report",
        "variant": "",
        "unit": "甲",
        "format": "pdf",
        "status": "",
        "pages": None,
        "copies": None,
        "origins": [],
        "wording": {},
        "problems": [{"code": "P01", "severity": "错误", "message": "甲尚未报送", "hint": "催报", "place": ""}],
    } == line.fields()


def test_a_file_made_by_itself_into_the_folder_of_a_killed_batch_is_known(tmp_path: Path) -> None:
    batch, alone = (
        Line(kind="notice", variant="", unit="", format="docx", path=name, sha256=digest * 64)
        for name, digest in (("a.docx", "0"), ("a.docx", "1"))
    )
    note_down(tmp_path, [batch])
    amend_manifest(tmp_path, alone)
    assert {"a.docx": Record(sha256="1" * 64)} == known_files(tmp_path)
