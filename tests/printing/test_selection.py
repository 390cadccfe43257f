"""What is printed and what is not: only what the manifest holds, as it was made; all else is said."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from docgen.batch.made import read_manifest
from docgen.batch.manifest import NAME
from docgen.printing.edition import Edition, Wish, printed
from docgen.printing.selection import Selection, selected
from docgen.register.book import Register, opened
from docgen.register.entries import Entry, IssuedFile, Wanted, void_files
from tests.finished import finished, small
from tests.tampering import docx_with


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return finished(tmp_path_factory.mktemp("selection") / "out", small(), "notice", "report", allow_incomplete=False)


@pytest.fixture
def out(made_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made_once, tmp_path / "out"))


def choice(out: Path, **asked: object) -> Selection:
    manifest = read_manifest(out)
    assert manifest is not None
    return selected(out, manifest, **asked)  # type: ignore[arg-type]


def left_out(out: Path) -> dict[str, str]:
    return {problem.place.file: problem.message for problem in choice(out).left_out}


REFUSED = {
    "汇总/情况报告": "没有做出来：西城分馆尚未报送台账，涉及该单位的文书未制作",
    "西城分馆/情况报告": "没有做出来：西城分馆尚未报送台账，涉及该单位的文书未制作",
}
NOTICE = "汇总/通知-古籍检查.pdf"
REPORT = "东城分馆/情况报告-古籍检查.pdf"


def alter_pdf(out: Path) -> None:
    (out / REPORT).write_bytes((out / REPORT).read_bytes() + b"\n")


def alter_word(out: Path) -> None:
    word = (out / REPORT).with_suffix(".docx")
    word.write_bytes(docx_with(word.read_bytes(), "总体情况", "总的情况"))


def remove(out: Path) -> None:
    (out / REPORT).unlink()


@pytest.mark.parametrize(
    ("done", "message"),
    [
        (alter_pdf, "做出来以后有人改过"),
        (alter_word, "同名的 Word 文件改过，这个 PDF 还是改之前的"),
        (remove, "清单里有，文件夹里没有"),
    ],
)
def test_what_is_not_as_it_was_made_is_left_out_and_said(out: Path, done: Callable[[Path], None], message: str) -> None:
    assert REFUSED == left_out(out)
    done(out)
    assert {**REFUSED, REPORT: message} == left_out(out)
    assert [NOTICE] == [item.path for item in choice(out).items]


def test_of_an_edited_and_a_new_version_neither_is_printed(out: Path) -> None:
    alter_pdf(out)
    dataset = small()
    units = tuple(unit.model_copy(update={"head": "宫羽"}) for unit in dataset.units)
    changed = replace(dataset, units=units)
    finished(out, changed, "report")
    both = {REPORT, REPORT.replace(".pdf", "（新）.pdf")}
    said = {path for path, message in left_out(out).items() if message == "有改过的和新做的两份，没有定用哪一份"}
    assert both == said


def test_of_two_versions_the_one_that_staff_kept_is_printed(out: Path) -> None:
    alter_pdf(out)
    units = tuple(unit.model_copy(update={"head": "宫羽"}) for unit in small().units)
    finished(out, replace(small(), units=units), "report", allow_incomplete=False)
    new = out / REPORT.replace(".pdf", "（新）.pdf")
    (out / REPORT).unlink()  # the new one it is, under its own name
    assert [NOTICE, new.relative_to(out).as_posix()] == [item.path for item in choice(out).items]
    new.rename(out / REPORT)  # or under the first one's
    assert [(NOTICE, False), (REPORT, False)] == [(item.path, item.altered) for item in choice(out).items]


def test_an_altered_pdf_is_printed_on_request(out: Path) -> None:
    alter_pdf(out)
    items = choice(out, altered=True).items
    assert [(NOTICE, False), (REPORT, True)] == [(item.path, item.altered) for item in items]


def test_units_and_kinds_can_be_chosen(out: Path) -> None:
    assert [REPORT] == [item.path for item in choice(out, units=["东城分馆"]).items]
    assert [NOTICE] == [item.path for item in choice(out, kinds=["notice"]).items]


def edition(out: Path, to: Path, **wish: object) -> Edition:
    manifest = read_manifest(out)
    assert manifest is not None
    return printed(out, manifest, selected(out, manifest), to, Wish(**{"most": 1000, **wish}))  # type: ignore[arg-type]


def test_the_list_says_what_lies_where_and_what_does_not(out: Path, tmp_path: Path) -> None:
    edition(out, tmp_path / "to")
    book = openpyxl.load_workbook(tmp_path / "to" / "打印清单.xlsx")
    rows = [[cell.value for cell in row if cell.value is not None] for row in book["打印清单"].iter_rows()]
    assert ["打印清单"] == rows[0]
    assert ["打印文件：1 个　　文件：2 件，共 2 份　　用纸：A4 3 张（双面）"] == rows[1]
    assert [1, "汇总", "通知-古籍检查", 4, 2, 1, 2, "打印文件.pdf", "1—4", 1, "横排：第3页；份数未填"] == rows[3]
    assert [2, "东城分馆", "情况报告-古籍检查", 2, 1, 1, 1, "打印文件.pdf", "5—6", 1] == rows[4]
    assert ["合计", "2 件", 2, 3] == rows[5]
    left = [[cell.value for cell in row] for row in book["没有列入打印的"].iter_rows(min_row=3)]
    assert list(REFUSED) == [row[1] for row in left]


def test_a_zip_holds_what_is_as_it_was_made_under_names_that_windows_reads(out: Path, tmp_path: Path) -> None:
    alter_pdf(out)
    packed = edition(out, tmp_path / "to", parcel=True).packed
    with zipfile.ZipFile(tmp_path / "to" / "全套文件.zip") as archive:
        entries = archive.infolist()
        assert archive.testzip() is None
    names = [entry.filename for entry in entries]
    assert [NAME] == names[packed:]
    assert REPORT not in names
    assert REPORT.replace(".pdf", ".docx") in names
    assert all(entry.flag_bits & 0x800 for entry in entries if not entry.filename.isascii())  # UTF-8
    assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in entries}
    assert {0} == {entry.create_system for entry in entries}


def test_a_paper_whose_number_is_void_is_not_printed(out: Path, tmp_path: Path) -> None:
    manifest = read_manifest(out)
    assert manifest is not None
    (line,) = (each for each in manifest.files if each.path == REPORT)
    book = opened(tmp_path / "簿.sqlite").value
    assert book is not None
    reserved = book.reserve((Wanted(series="清图报", year=2024, paper="report"),)).value
    assert reserved is not None
    file = IssuedFile(path=line.path, sha256=line.sha256)
    book.issue((Entry(number=reserved.numbers[0], paper="report", files=(file,)),))
    assert REPORT not in {problem.place.file for problem in choice(out, void=void(book)).left_out}
    book.void(reserved.numbers[0], "印错单位")
    found = choice(out, void=void(book))
    assert "文号已经作废" == {problem.place.file: problem.message for problem in found.left_out}[REPORT]
    assert REPORT not in {item.path for item in found.items}


def void(book: Register) -> frozenset[str]:
    entries = book.entries().value
    assert entries is not None
    return void_files(entries)
