"""The register as a file to print, and the files it is filled from; written and read in a process of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from docgen.pipeline import fonts_here, needs_fonts, write
from docgen.problems import Result
from docgen.register.entries import Entry
from docgen.register.form import register_form
from docgen.register.importing import imported
from docgen.settings import Settings

__all__ = ["BOOK", "read_book_of_numbers", "written_register"]

#: What a book of numbers may be: suffix → how its content begins.
BOOK: Final = {".xlsx": b"PK\x03\x04", ".csv": b""}


def written_register(entries: Sequence[Entry], suffix: str, settings: Settings) -> bytes:
    """发文登记表 in a format; what looks like a formula is text in it."""
    fonts = fonts_here(settings.cache, settings.fonts) if needs_fonts(suffix) else None
    return write(register_form(entries), suffix, fonts=fonts).data


def read_book_of_numbers(file: Path) -> Result[tuple[Entry, ...]]:
    """The numbers of a workbook or a CSV file, or every row that is wrong."""
    return imported(file)
