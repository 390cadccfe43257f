"""The print files of a batch as one ZIP; made in a process of the readers, in a folder that no other request sees."""

from __future__ import annotations

from contextlib import closing
from enum import Enum
from pathlib import Path
from typing import Final

from docgen.batch.made import read_manifest
from docgen.printing.edition import LIST, Wish, printed
from docgen.printing.parcel import pack_set
from docgen.printing.selection import selected
from docgen.register.entries import void_files
from docgen.settings import Settings
from docgen.web.reading import with_own_kinds
from docgen.web.signing import opened_register

__all__ = ["SET", "Outcome", "print_set"]

#: Name of the ZIP in the folder it is made in.
SET: Final = "打印文件.zip"
_REAM: Final = 1000


class Outcome(Enum):
    """What came of it."""

    MADE = "made"
    NO_FILES = "no files"
    NO_PDF = "no PDF"
    NO_REGISTER = "no register"  # nobody knows which numbers are void


def print_set(out: Path, units: tuple[str, ...], bench: Path, settings: Settings) -> Outcome:
    """Write the print files of some units in the folder `out` into the empty folder `bench`, as a ZIP and one by one.

    Raises OSError.
    """
    with_own_kinds(settings)
    manifest = read_manifest(out)
    if manifest is None:
        return Outcome.NO_FILES
    void = _void(settings) if any(line.signing for line in manifest.files) else frozenset()
    if void is None:
        return Outcome.NO_REGISTER
    choice = selected(out, manifest, units=units, kinds=(), altered=False, void=void)
    if not choice.items:
        return Outcome.NO_PDF
    edition = printed(out, manifest, choice, bench, Wish(most=_REAM))
    pack_set(bench / SET, bench, [*(name for name, _ in edition.files), LIST])
    return Outcome.MADE


def _void(settings: Settings) -> frozenset[str] | None:
    """The files whose number is void in the register; None where that cannot be read."""
    book = opened_register(settings)
    if book.value is None:
        return None
    with closing(book.value):
        entries = book.value.entries().value
    return None if entries is None else void_files(entries)
