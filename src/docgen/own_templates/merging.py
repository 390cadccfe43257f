"""Cells with equal text that a template asks to merge (`{% 合并 %}`): down the rows of a table, or across a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from docgen.own_templates.compiling import MERGE
from docgen.own_templates.stories import W
from docgen.own_templates.tags import Merge

__all__ = ["merge_equal"]


def merge_equal(root: etree._Element) -> None:
    """Merge the marked cells of a filled part; the marks go.

    A cell is merged with the one above when both are marked, say the same and cover the same columns, and all marked
    cells to the left of them are merged as well: what belongs to different problems is not drawn together.
    """
    marked: dict[etree._Element, Merge] = {}
    for mark in list(root.iter(etree.ProcessingInstruction)):
        cell = mark.getparent()
        if cell is not None and getattr(mark, "target", "") == MERGE:
            marked[cell] = Merge[mark.text or Merge.DOWN.name]
            cell.remove(mark)
    tables = {next(cell.iterancestors(f"{W}tbl")): None for cell in marked}
    for table in tables:
        rows = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]
        for row in rows:
            _across(row, marked)
        _down(rows, marked)


def _across(row: etree._Element, marked: dict[etree._Element, Merge]) -> None:
    last: etree._Element | None = None
    for cell in list(row.iterchildren(f"{W}tc")):
        if marked.get(cell) is not Merge.ACROSS:
            last = None
        elif last is not None and _text(cell) == _text(last):
            _set(last, "gridSpan", str(_span(last) + _span(cell)))
            _widen(last, cell)
            row.remove(cell)
        else:
            last = cell


def _down(rows: list[etree._Element], marked: dict[etree._Element, Merge]) -> None:
    above: dict[int, tuple[etree._Element, str]] = {}
    for row in rows:
        here: dict[int, tuple[etree._Element, str]] = {}
        joined = True
        for column, cell in _places(row):
            if marked.get(cell) is not Merge.DOWN:
                continue
            here[column] = cell, _text(cell)
            before, said = above.get(column, (None, ""))
            joined = joined and before is not None and _span(before) == _span(cell) and said == here[column][1]
            if joined and before is not None:
                _join(before, cell)
        above = here


def _join(before: etree._Element, cell: etree._Element) -> None:
    """Let a cell go on the one above; it keeps one empty paragraph, without which Word opens no cell."""
    if before.find(f"{W}tcPr/{W}vMerge") is None:
        _set(before, "vMerge", "restart")
    _set(cell, "vMerge", "continue")
    paragraphs = list(cell.iterchildren(f"{W}p"))
    for child in list(cell):
        if child.tag != f"{W}tcPr" and child is not paragraphs[0]:
            cell.remove(child)
    for child in list(paragraphs[0]):
        if child.tag != f"{W}pPr":
            paragraphs[0].remove(child)


def _places(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row with the column of the table's grid that each begins in."""
    before = row.find(f"{W}trPr/{W}gridBefore")
    column = int(before.get(f"{W}val", "0")) if before is not None else 0
    for cell in row.iterchildren(f"{W}tc"):
        yield column, cell
        column += _span(cell)


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(span.get(f"{W}val", "1")) if span is not None else 1


def _text(cell: etree._Element) -> str:
    return "\n".join("".join(node.text or "" for node in each.iter(f"{W}t")) for each in cell.iter(f"{W}p")).strip()


#: The children of tcPr in the order of the schema, as far as they stand before or at those set here.
_ORDER: Final = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge")


def _set(cell: etree._Element, name: str, value: str) -> None:
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    found = properties.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        earlier = {f"{W}{each}" for each in _ORDER[: _ORDER.index(name)]}
        properties.insert(sum(1 for child in properties if child.tag in earlier), found)
    found.set(f"{W}val", value)


def _widen(cell: etree._Element, other: etree._Element) -> None:
    width, more = (each.find(f"{W}tcPr/{W}tcW") for each in (cell, other))
    if width is not None and more is not None and width.get(f"{W}type") == more.get(f"{W}type") == "dxa":
        width.set(f"{W}w", str(int(width.get(f"{W}w", "0")) + int(more.get(f"{W}w", "0"))))
