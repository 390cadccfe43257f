"""A DOCX → its text as it stands in the XML, paragraph by paragraph and cell by cell; by nobody's styles or roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from docgen.ooxml.package import opened
from docgen.ooxml.properties import W, value
from docgen.problems import Problem
from docgen.verifying.script import Script, script_of

__all__ = ["read_word"]

_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_word(content: bytes) -> Script[str] | Problem:
    """The text with its places (第3段, 表2第4行第2列); deleted by tracking it is gone, inserted it is there."""
    parts = opened(content)
    if isinstance(parts, Problem):
        return parts
    body = parts["word/document.xml"].find(f"{W}body")
    return script_of(() if body is None else _pieces(body))


def _pieces(body: etree._Element) -> Iterator[tuple[str, str, int]]:
    cells = _Cells()
    paragraphs = 0
    for number, node in enumerate(body.iter(f"{W}p")):
        if next(node.iterancestors(_FALLBACK), None) is not None:
            continue
        cell = next(node.iterancestors(f"{W}tc"), None)
        if cell is None:
            paragraphs += 1
            place = f"第{paragraphs}段"
        else:
            place = cells.place(cell)
            if not place:
                continue
        text = "".join(each.text or "" for each in node.iter(f"{W}t") if next(each.iterancestors(f"{W}p")) is node)
        yield text, place, number


class _Cells:
    """Finds what cells are called: tables are counted through the text, a merged cell is called by its first row."""

    def __init__(self) -> None:
        self._tables: dict[etree._Element, int] = {}
        self._rows: dict[etree._Element, int] = {}

    def place(self, cell: etree._Element) -> str:
        """表2第4行第2列; empty for the lower cells of a merge, which show nothing."""
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and value(merged, "val") != "restart":
            return ""
        row = next(cell.iterancestors(f"{W}tr"))
        table = next(row.iterancestors(f"{W}tbl"))
        if table not in self._tables:
            self._tables[table] = len(self._tables) + 1
            self._rows |= {each: number for number, each in enumerate(table.iterchildren(f"{W}tr"), 1)}
        column = 1
        for before in row.iterchildren(f"{W}tc"):
            if before is cell:
                break
            span = value(before.find(f"{W}tcPr/{W}gridSpan"), "val", "1")
            column += int(span) if span.isdigit() else 1
        return f"表{self._tables[table]}第{self._rows.get(row, 1)}行第{column}列"
