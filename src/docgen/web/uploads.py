"""Files that come from outside: kept in a folder of ours, known by their content, not by what they are called."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from fastapi import HTTPException
from starlette.datastructures import FormData, UploadFile

from docgen.web.data_folder import DataFolder, file_name

__all__ = ["DATA", "DRAFTS", "PAPERS", "STANDARDS", "WORD", "kept", "taken"]

_ZIP: Final = b"PK\x03\x04"
#: Suffix → how the content begins; empty: text.
DATA: Final = {".xlsx": _ZIP, ".yaml": b"", ".yml": b"", ".json": b""}
WORD: Final = {".docx": _ZIP}
DRAFTS: Final = {".txt": b"", ".md": b"", ".docx": _ZIP}
STANDARDS: Final = {".yaml": b"", ".yml": b""}
PAPERS: Final = {".docx": _ZIP, ".pdf": b"%PDF", ".txt": b"", ".md": b""}
_HEAD: Final = 4096


@contextmanager
def taken(form: FormData, folder: DataFolder, allowed: dict[str, bytes], field: str = "file") -> Iterator[Path]:
    """The file of a form, for as long as it is looked at, under the name it came with, made safe.

    Raises HTTPException when there is none or it is not what its name says.
    """
    given = form.get(field)
    if not isinstance(given, UploadFile) or not given.filename:
        raise HTTPException(422, "没有选文件。请先选一个文件，或把文件拖进来。")
    with kept(given, folder, allowed) as file:
        yield file


@contextmanager
def kept(given: UploadFile, folder: DataFolder, allowed: dict[str, bytes]) -> Iterator[Path]:
    """An uploaded file, as `taken` has it."""
    name = (given.filename or "").replace("\\", "/").rpartition("/")[2]
    suffix = Path(name).suffix.lower()
    head = given.file.read(_HEAD)
    if not _is(head, suffix, allowed):
        raise HTTPException(415, f"“{name}”不是可用的文件。可用的有：{'、'.join(allowed)}；旧格式请先另存。")
    bench = folder.taking / secrets.token_hex(16)
    bench.mkdir()
    target = bench / file_name(name)
    try:
        given.file.seek(0)
        with target.open("wb") as file:
            shutil.copyfileobj(given.file, file)
        yield target
    finally:
        shutil.rmtree(bench, ignore_errors=True)


def _is(head: bytes, suffix: str, allowed: dict[str, bytes]) -> bool:
    if suffix not in allowed or not head:
        return False
    if allowed[suffix]:
        return head.startswith(allowed[suffix])
    return not head.startswith((_ZIP, b"%PDF", b"MZ", b"\x7fELF")) and b"\0" not in head.replace(b"\xff\xfe", b"")
