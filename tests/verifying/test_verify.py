"""Finished files held against the dataset: every tampering is caught, whether or not the sha256 tells of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from docgen.batch.made import read_manifest
from docgen.batch.manifest import NAME
from docgen.dataset.records import Dataset
from docgen.pipeline import Road, read_standards
from docgen.problems import Code
from docgen.resources import templates_dir
from docgen.verifying.findings import Sort
from docgen.verifying.formats import formats_differing
from docgen.verifying.said import problem_of
from docgen.verifying.verify import Difference, Verdict, verify
from tests.finished import finished, small
from tests.tampering import docx_with, pdf_with

REPORT = "东城分馆/情况报告-古籍检查"
LEDGER = "东城分馆/台账-古籍保护台账"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify") / "out"
    return finished(folder, small(), "report", "ledger", formats=("docx", "pdf", "xlsx"))


@pytest.fixture
def out(made_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made_once, tmp_path / "out"))


def verdict(out: Path, dataset: Dataset | None = None) -> Verdict:
    manifest, standards = read_manifest(out), read_standards("gbt9704").value
    assert manifest is not None
    assert standards is not None
    road = Road(dataset=dataset or small(), wording=templates_dir() / "wording", allow_incomplete=True)
    return verify(out, manifest, road, standards)


def tamper(out: Path, path: str, by: Callable[[bytes], bytes], *, manifest_too: bool = False) -> None:
    """Alter a file; `manifest_too`: with the new sha256 in the manifest, as one who knows of it would."""
    file = out / path
    before = sha256(file.read_bytes()).hexdigest()
    file.write_bytes(by(file.read_bytes()))
    if manifest_too:
        text = (out / NAME).read_text(encoding="utf-8")
        (out / NAME).write_text(text.replace(before, sha256(file.read_bytes()).hexdigest()), encoding="utf-8")


def only(found: Verdict) -> Difference:
    (difference,) = found.differences
    return difference


def test_all_that_was_made_agrees(made_once: Path) -> None:
    found = verdict(made_once)
    assert found.agrees
    assert () == found.differences == found.problems
    assert len(json.loads("[" + ",".join((made_once / NAME).read_text(encoding="utf-8").splitlines()[1:]) + "]")) > 20
    assert found.figures > 20
    assert found.names > 100
    assert found.shared > 5


@pytest.mark.parametrize("manifest_too", [False, True])
@pytest.mark.parametrize(
    ("path", "by", "place"),
    [
        (f"{REPORT}.docx", lambda content: docx_with(content, "完成率为50%", "完成率为10%"), "第10段"),
        (f"{REPORT}.pdf", lambda content: pdf_with(content, "50", "10"), "第1页第10行"),
    ],
    ids=["docx", "pdf"],
)
def test_a_figure_tampered_with_is_named_with_its_place_and_its_cells(
    out: Path, path: str, by: Callable[[bytes], bytes], place: str, manifest_too: bool
) -> None:
    tamper(out, path, by, manifest_too=manifest_too)
    found = verdict(out)
    difference = only(found)
    assert (Sort.FIGURE, place, "50%", "10%") == (
        difference.finding.sort,
        difference.finding.place,
        difference.finding.expected,
        difference.finding.found,
    )
    assert "small.yaml › 古籍保护台账 › 第1条·状态" in difference.finding.cells
    assert path not in difference.elsewhere
    assert {f"{REPORT}.docx", f"{REPORT}.pdf"} - {path} <= set(difference.elsewhere)
    assert difference.altered is not manifest_too
    assert ([] if manifest_too else [Code.FILE_ALTERED]) == [problem.code for problem in found.problems]
    assert not found.agrees


@pytest.mark.parametrize(
    ("old", "new", "expected", "stands", "sort"),
    [
        ("截至2024年12月20日", "截至2024年12月2日", "2024年12月20日", "2024年12月2日", Sort.FIGURE),
        ("完成1项，未", "完成11项，未", "1", "11", Sort.FIGURE),
        ("，完成率为50%", "，完成率为", "50%", "", Sort.FIGURE),
        ("《清河县志》书页霉变", "《清河府志》书页霉变", "《清河县志》书页霉变", "《清河府志》书页霉变", Sort.DATA),
        ("全部按期完成", "多数按期完成", "全部", "多数", Sort.WORDING),
        ("特此报告。", "", "特此报告。", "", Sort.WORDING),
        ("特此报告。", "特此报告。请批准。", "", "请批准。", Sort.WORDING),
    ],
)
def test_whatever_is_altered_in_a_text_is_found(
    out: Path, old: str, new: str, expected: str, stands: str, sort: Sort
) -> None:
    tamper(out, f"{REPORT}.docx", lambda content: docx_with(content, old, new))
    finding = only(verdict(out)).finding
    assert (expected, stands, sort) == (finding.expected, finding.found, finding.sort)


def test_a_cell_of_a_table_is_found_by_its_row_and_column(out: Path) -> None:
    tamper(out, f"{LEDGER}.docx", lambda content: docx_with(content, "善本库", "善木库"))
    difference = only(verdict(out))
    assert "表1第2行第2列" == difference.finding.place
    assert ("small.yaml › 古籍保护台账 › 第1条·存在问题",) == difference.finding.cells
    assert (
        "错误 K03 东城分馆/台账-古籍保护台账.docx › 表1第2行第2列：名称等写的是“善木库湿度偏高。”，"
        "应是“善本库湿度偏高。”，出自 small.yaml › 古籍保护台账 › 第1条·存在问题。 "
        "办法：文件改动过；改错的照数据改回，或移走后重做"
    ) == str(problem_of(difference))


def test_a_cell_of_a_workbook_is_found_by_its_name(out: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(out / f"{LEDGER}.xlsx")
    sheet = book["古籍保护台账"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "角音" or cell.value == "宫徵")
    cell.value = "商羽"
    book.save(out / f"{LEDGER}.xlsx")
    difference = only(verdict(out))
    assert ("宫徵", "商羽") == (difference.finding.expected, difference.finding.found)
    assert f"古籍保护台账 {cell.coordinate}" == difference.finding.place


def test_a_changed_dataset_shows_where_papers_are_behind(made_once: Path) -> None:
    """The files are as they were made; a measure has another deadline since."""
    dataset = small()
    entries = tuple(
        entry.model_copy(update={"values": {**entry.values, "责任人": ("角音",)}}) if entry.number == 2 else entry
        for entry in dataset.entries
    )
    found = verdict(made_once, replace(dataset, entries=entries))
    assert not any(difference.altered for difference in found.differences)
    assert {f"{LEDGER}.{form}" for form in ("docx", "pdf", "xlsx")} <= {each.path for each in found.differences}
    assert () == found.problems


def test_files_missing_and_files_that_nobody_listed_are_told(out: Path) -> None:
    (out / f"{REPORT}.docx").unlink()
    (out / "东城分馆" / "草稿.docx").write_bytes(b"")
    (out / "东城分馆" / "~$草稿.docx").write_bytes(b"")  # Word's own, while a file is open
    assert [(Code.FILE_MISSING, f"{REPORT}.docx"), (Code.FILE_UNLISTED, "东城分馆/草稿.docx")] == [
        (problem.code, problem.place.file) for problem in verdict(out).problems
    ]


def test_a_paper_that_the_dataset_no_longer_asks_for_is_told(made_once: Path) -> None:
    dataset = small()
    entries = tuple(entry for entry in dataset.entries if entry.unit != "东城分馆")
    fewer = replace(dataset, units=tuple(unit for unit in dataset.units if unit.name != "东城分馆"), entries=entries)
    told = {
        problem.place.file for problem in verdict(made_once, fewer).problems if problem.code is Code.PAPER_UNPLANNED
    }
    assert {f"{REPORT}.docx", f"{REPORT}.pdf"} <= told


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"PK\x03\x04 broken"])
@pytest.mark.parametrize("path", [f"{REPORT}.docx", f"{REPORT}.pdf", f"{LEDGER}.xlsx"])
def test_what_cannot_be_read_is_told(out: Path, path: str, content: bytes) -> None:
    (out / path).write_bytes(content)
    codes = [(problem.code, problem.place.file) for problem in verdict(out).problems]
    assert [(Code.FILE_ALTERED, path), (Code.FILE_UNREADABLE, path)] == codes


def test_without_the_dataset_the_formats_of_a_paper_are_held_against_each_other(out: Path) -> None:
    tamper(out, f"{REPORT}.pdf", lambda content: pdf_with(content, "50", "10"))
    manifest = read_manifest(out)
    assert manifest is not None
    (problem,) = formats_differing(out, manifest)
    assert (f"{REPORT}.docx", "第10段") == (problem.place.file, problem.place.cell)
    assert (
        "Word 是“未完成1项，完成率为〔50%〕。已到整改时限的有1”，"
        "PDF（第1页第10行）是“未完成1项，完成率为〔10%〕。已到整改时限的有1”；改动过的是 PDF"
    ) == problem.message


def test_a_manifest_cannot_lead_out_of_its_folder(out: Path) -> None:
    outside = out.parent / "outside.docx"
    outside.write_bytes(b"")
    text = (out / NAME).read_text(encoding="utf-8")
    (out / NAME).write_text(text.replace(f"{REPORT}.docx", "../outside.docx"), encoding="utf-8")
    assert (Code.FILE_MISSING, "../outside.docx") in [(each.code, each.place.file) for each in verdict(out).problems]
