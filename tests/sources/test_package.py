"""What is no readable xlsx is refused in one line that says what to do."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from docgen.dataset.validation import load
from docgen.problems import Code
from docgen.sources.workbook import read_workbook

CONTENT_TYPES = "[Content_Types].xml"


def good_parts() -> dict[str, bytes]:
    """The parts of a small workbook."""
    book, memory = Workbook(), BytesIO()
    book.active["A1"] = "项目"
    book.save(memory)
    with zipfile.ZipFile(memory) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return memory.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    return packed({**good_parts(), name: content})


def lying_about_its_size() -> bytes:
    """A package whose directory says that a sheet of 100 MB has one kilobyte."""
    content = packed({**good_parts(), "xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 100_000_000})
    real, said = (100_000_011).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    return content.replace(real, said)


def encrypted() -> bytes:
    """The start and a stream name of the container in which Excel keeps an encrypted workbook."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]><sst><si><t>&e;</t></si></sst>'
REFUSED = {
    "text": ("单位,全称\n".encode(), Code.FILE_UNREADABLE),
    "empty": (b"", Code.FILE_UNREADABLE),
    "another zip": (packed({"a.txt": b"text"}), Code.FILE_UNREADABLE),
    "a broken zip": (packed(good_parts())[:2000], Code.FILE_UNREADABLE),
    "an old xls": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024), Code.FILE_UNREADABLE),
    "encrypted": (encrypted(), Code.FILE_ENCRYPTED),
    "bomb": (with_part("xl/media/image1.bin", bytes(70_000_000)), Code.FILE_TOO_LARGE),
    "ratio": (with_part("xl/media/image1.bin", bytes(20_000_000)), Code.FILE_TOO_LARGE),
    "too many parts": (packed({**good_parts(), **{f"x/{n}": b"" for n in range(2500)}}), Code.FILE_TOO_LARGE),
    "entity": (with_part("xl/worksheets/sheet1.xml", ENTITY), Code.FILE_UNREADABLE),
    "broken xml": (with_part("xl/workbook.xml", b"<workbook><sheets>"), Code.FILE_UNREADABLE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_line(name: str, tmp_path: Path) -> None:
    content, code = REFUSED[name]
    path = tmp_path / "dataset.xlsx"
    path.write_bytes(content)
    result = load(path)
    assert result.value is None
    assert [code] == [problem.code for problem in result.problems]
    assert "\n" not in str(result.problems[0])


def test_a_package_that_lies_about_its_size_is_not_unpacked_whole(tmp_path: Path) -> None:
    path = tmp_path / "dataset.xlsx"
    path.write_bytes(lying_about_its_size())
    (problem,) = read_workbook(path).problems
    assert problem.code in (Code.FILE_UNREADABLE, Code.FILE_TOO_LARGE)


@pytest.mark.parametrize(
    "name", ["dataset.xls", "dataset.et", "dataset.csv", "dataset", "missing.xlsx", "missing.yaml"]
)
def test_other_endings_and_missing_files(name: str, tmp_path: Path) -> None:
    assert [Code.FILE_UNREADABLE] == [problem.code for problem in load(tmp_path / name).problems]


def test_a_cell_at_the_far_corner_costs_nothing(tmp_path: Path) -> None:
    book, path = Workbook(), tmp_path / "wide.xlsx"
    book.active["XFD1048576"] = "远"
    book.save(path)
    sheet = read_workbook(path).value.sheets[0]  # type: ignore[union-attr]
    assert [1048576] == list(sheet.rows)
