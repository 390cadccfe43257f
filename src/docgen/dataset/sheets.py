"""Which sheet of a book is which: by name, blanks aside. A renamed sheet is recognised by its name or its columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from docgen.dataset.rows import Findings
from docgen.dataset.values import near
from docgen.problems import Code
from docgen.sources.book import Book, Sheet

__all__ = ["FoundSheets", "find_sheets", "sheet_named"]

_ALIKE = 0.7  # of the columns of either sheet, those that both have


@dataclass(frozen=True, slots=True)
class FoundSheets:
    """The sheets found, and the names whose sheet is there under a wrong name."""

    sheets: dict[str, Sheet]
    misnamed: frozenset[str]


def sheet_named(book: Book, name: str) -> Sheet | None:
    """The sheet of a name; None when there is none."""
    return next((sheet for sheet in book.sheets if _plain(sheet) == name), None)


def find_sheets(
    book: Book, wanted: Mapping[str, Iterable[str]], required: Collection[str], findings: Findings, *, complete: bool
) -> FoundSheets:
    """The wanted sheets (name → its columns). Missing and, when `wanted` is `complete`, unused ones are reported."""
    by_name = {_plain(sheet): sheet for sheet in book.sheets}
    found = {name: by_name[name] for name in wanted if name in by_name}
    strange = [name for name, sheet in by_name.items() if name not in wanted and sheet.rows]
    misnamed = set()
    for name, columns in wanted.items():
        if name in found:
            continue
        guess = near(name, strange) or _with_columns(set(columns), [by_name[other] for other in strange])
        if guess is not None:
            strange.remove(guess)
            misnamed.add(name)
            message = f"没有工作表“{name}”，却有“{guess}”，是不是“{name}”？"
            findings.add(Code.SHEET_MISSING, message, f"把工作表改名为“{name}”。", sheet=by_name[guess].name)
        elif name in required:
            findings.add(Code.SHEET_MISSING, f"缺少工作表“{name}”。", "补上这张表，第1行写列名。", sheet=name)
    for name in strange if complete else ():
        findings.add(Code.SHEET_UNKNOWN, "不认识这张工作表，没有使用。", sheet=by_name[name].name)
    return FoundSheets(found, frozenset(misnamed))


def _with_columns(columns: set[str], sheets: Iterable[Sheet]) -> str | None:
    """The sheet that has most of these columns and hardly any other."""
    for sheet in sheets:
        header = {_plain_text(str(cell.value)) for cell in sheet.rows.get(1, {}).values()}
        if len(header & columns) >= _ALIKE * len(header | columns):
            return _plain(sheet)
    return None


def _plain(sheet: Sheet) -> str:
    return _plain_text(sheet.name)


def _plain_text(text: str) -> str:
    return "".join(text.split())
