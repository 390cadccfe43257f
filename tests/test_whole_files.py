"""Files appear whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docgen.whole_files import put_whole, whole


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


def test_threads_that_put_the_same_file_do_not_disturb_each_other(tmp_path: Path) -> None:
    target = tmp_path / "甲.pdf"

    def pieces(letter: bytes) -> Iterator[bytes]:
        for _ in range(20):
            yield letter * 5_000
            time.sleep(0.001)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda letter: put_whole(target, pieces(letter)), (b"1", b"2", b"3", b"4")))
    content = target.read_bytes()
    assert 100_000 == len(content)
    assert 1 == len(set(content))
    assert ["甲.pdf"] == [path.name for path in tmp_path.iterdir()]


def test_what_writes_by_a_path_is_whole_too(tmp_path: Path) -> None:
    target = tmp_path / "甲.otf"
    with pytest.raises(TypeError), whole(target) as half:
        half.write_text(1)  # type: ignore[arg-type]
    assert [] == list(tmp_path.iterdir())
    with whole(target) as half:
        half.write_bytes(b"2")
        assert not target.exists()
    assert b"2" == target.read_bytes()
