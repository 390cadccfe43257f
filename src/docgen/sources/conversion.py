"""`docgen convert`: one source file into another; values, types and text are kept, formats and colours are not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from docgen.problems import Code, Place, Problem, Result
from docgen.refusals import why
from docgen.sources.book import Book
from docgen.sources.plan import plan_text, read_plan
from docgen.sources.reading import read_book
from docgen.sources.structured import json_text, yaml_text
from docgen.sources.workbook_writing import workbook_bytes
from docgen.whole_files import put_whole

__all__ = ["convert", "put"]

_WRITERS: Final[dict[str, Callable[[Book], bytes]]] = {
    ".xlsx": workbook_bytes,
    ".yaml": lambda book: yaml_text(book).encode("utf-8"),
    ".yml": lambda book: yaml_text(book).encode("utf-8"),
    ".json": lambda book: json_text(book).encode("utf-8", "backslashreplace"),
}
_PLAN: Final = ".md"


def convert(source: Path, target: Path) -> tuple[Problem, ...]:
    """Write `source` (.xlsx, .yaml, .yml, .json, or .md: the text of 印发件) as `target`, by the ending of its name.

    The target appears only when whole. The problems say why it was not written; an empty tuple: it was.
    """
    kinds = (*_WRITERS, _PLAN)
    if target.suffix.lower() not in kinds:
        message = f"不能转换成“{target.suffix or target.name}”文件，可以转换成 {'、'.join(kinds)}。"
        return (Problem(code=Code.ASKED_WRONGLY, message=message, place=Place(file=target.name)),)
    book = read_plan(source) if source.suffix.lower() == _PLAN else read_book(source)
    if book.value is None:
        return book.problems
    content = _content(book.value, source.name, target.suffix.lower())
    if content.value is None:
        return (*book.problems, *content.problems)
    return (*book.problems, *put(target, content.value))


def _content(book: Book, file: str, kind: str) -> Result[bytes]:
    if kind != _PLAN:
        return Result(value=_WRITERS[kind](book))
    text = plan_text(book, file)
    return Result(value=None if text.value is None else text.value.encode("utf-8"), problems=text.problems)


def put(target: Path, content: bytes) -> tuple[Problem, ...]:
    """Put a file in its place when it is whole: FILE_NOT_WRITTEN when that cannot be."""
    try:
        put_whole(target, content)
    except OSError as error:
        message = f"文件写不进去（{why(error)}）。"
        hint = "看看文件夹是否存在、是否可写，文件是否正被别的程序打开。"
        return (Problem(code=Code.FILE_NOT_WRITTEN, message=message, hint=hint, place=Place(file=target.name)),)
    return ()
