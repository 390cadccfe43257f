"""The name of a file as it can be shown."""

from __future__ import annotations

import os
from pathlib import Path

from docgen.file_names import shown_name


def named(name: bytes) -> Path:
    return Path(os.fsdecode(b"/there/" + name))


def test_a_name_in_utf_8_is_shown_as_it_is() -> None:
    assert "回头看 é.xlsx" == shown_name(Path("/there/回头看 é.xlsx"))


def test_a_name_out_of_an_older_zip_is_read_as_gbk() -> None:
    assert "回头看.xlsx" == shown_name(named("回头看.xlsx".encode("gbk")))


def test_bytes_of_no_encoding_are_shown_as_such() -> None:
    assert "a�b.xlsx" == shown_name(named(b"a\xffb.xlsx"))


def test_a_lone_surrogate_of_windows_is_shown_as_such() -> None:
    assert "a�.xlsx" == shown_name(Path("a\ud83d.xlsx"))
