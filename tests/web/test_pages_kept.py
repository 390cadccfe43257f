"""Pages that are looked at: whole files, of which the oldest go when there are many."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docgen.web import data_folder
from docgen.web.data_folder import DataFolder


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    made = DataFolder(tmp_path)
    made.prepare()
    return made


def names(folder: DataFolder) -> list[str]:
    """The names of what is kept, sorted."""
    return sorted(file.name for file in folder.pages.iterdir())


def aged(folder: DataFolder, digest: str, seconds: float) -> None:
    """Have what is kept of a paper be asked for so many seconds ago."""
    for file in folder.pages.glob(f"{digest}*"):
        os.utime(file, (time.time() - seconds,) * 2)


def test_the_oldest_go_with_their_pictures_when_there_are_many(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_folder, "_MOST_PAGES", 3_000)
    first, second = folder.keep_pages(b"1" * 1_000), folder.keep_pages(b"2" * 1_000)
    folder.keep_picture(first, 0, b"a" * 500)
    folder.keep_picture(second, 0, b"b" * 500)
    aged(folder, first, 2_000)
    aged(folder, second, 1_000)
    third = folder.keep_pages(b"3" * 1_000)
    assert not folder.has_pages(first)
    assert folder.picture(first, 0) is None
    assert b"b" * 500 == folder.picture(second, 0)
    assert sorted([f"{second}.pdf", f"{second}-0.png", f"{third}.pdf"]) == names(folder)


def test_what_was_asked_for_just_now_stays_whatever_its_size(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_folder, "_MOST_PAGES", 0)
    kept = [folder.keep_pages(letter * 1_000) for letter in (b"1", b"2", b"3")]
    for digest in kept:
        aged(folder, digest, 1_000)
    assert folder.has_pages(kept[0])
    assert kept[1] == folder.keep_pages(b"2" * 1_000)
    assert [True, True, False] == [folder.has_pages(digest) for digest in kept]


def test_results_of_checks_stay(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_folder, "_MOST_PAGES", 0)
    (folder.pages / "of-a-check").mkdir()
    (folder.pages / "of-a-check" / "稿件.pdf").write_bytes(b"1")
    os.utime(folder.pages / "of-a-check", (0, 0))
    folder.keep_pages(b"2")
    assert (folder.pages / "of-a-check" / "稿件.pdf").is_file()


def test_nobody_sees_half_a_picture(folder: DataFolder) -> None:
    digest, picture = "0" * 64, os.urandom(2_000_000)

    def keep(_: int) -> None:
        folder.keep_picture(digest, 0, picture)

    with ThreadPoolExecutor(4) as threads:
        keeping = threads.map(keep, range(20))
        seen = [folder.picture(digest, 0) for _ in range(200)]
        list(keeping)
    assert {None, picture} >= set(seen)
    assert [f"{digest}-0.png"] == names(folder)
