"""Files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.whole_files import put_whole


def test_a_file_takes_the_place_of_another(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    put_whole(tmp_path / "甲.docx", b"1")
    put_whole(tmp_path / "甲.docx", b"2")
    assert ["plain", "甲.docx"] == sorted(path.name for path in tmp_path.iterdir())
    assert b"2" == (tmp_path / "甲.docx").read_bytes()
    assert (tmp_path / "plain").stat().st_mode == (tmp_path / "甲.docx").stat().st_mode


def test_nothing_is_left_of_what_cannot_be_put(tmp_path: Path) -> None:
    (tmp_path / "甲.docx").mkdir()
    with pytest.raises(IsADirectoryError):
        put_whole(tmp_path / "甲.docx", b"1")
    assert ["甲.docx"] == [path.name for path in tmp_path.iterdir()]


def test_a_name_as_long_as_the_disk_allows(tmp_path: Path) -> None:
    put_whole(tmp_path / ("长" * 85), b"1")
    assert ["长" * 85] == [path.name for path in tmp_path.iterdir()]
