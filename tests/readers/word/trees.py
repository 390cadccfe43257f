"""Two trees compared as a Word file can tell them apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from docgen.document import Align, Document, Run, Table, Text
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.corner import spread
from docgen.typesetting.recipients import to_imprint
from docgen.typesetting.rows import divide, places
from docgen.typesetting.title import shape

#: What is normalised, and nothing else: voices and origins of runs; where one run ends and the next begins; how wide
#: columns are (the file has twips: the bytes of the next writing tell); a cell's alignment where it is that of its
#: column; heights to a tenth of a line.


def as_laid_out(document: Document) -> Document:
    """A document as `pipeline.write` hands it to a writer."""
    return divide(to_imprint(spread(shape(document, GBT9704)), GBT9704), GBT9704)


def told(node: Any) -> Any:
    """A tree without what a Word file does not tell."""
    if isinstance(node, tuple):
        if node and all(isinstance(one, Run) for one in node):
            return _text(node)
        return tuple(told(one) for one in node)
    if isinstance(node, Table):
        return _table(node)
    return _fields(node)


def differences(first: Any, second: Any, path: str = "") -> Iterator[str]:
    """Where two trees differ, a line a place."""
    if first == second:
        return
    if type(first) is not type(second):
        yield f"{path}: {first!r} ≠ {second!r}"
    elif isinstance(first, tuple):
        if len(first) != len(second):
            yield f"{path}: {len(first)} ≠ {len(second)}: {first!r} ≠ {second!r}"[:600]
        for place, (one, other) in enumerate(zip(first, second, strict=False)):
            yield from differences(one, other, f"{path}[{place}]")
    elif is_dataclass(first):
        for field in fields(first):
            yield from differences(getattr(first, field.name), getattr(second, field.name), f"{path}.{field.name}")
    else:
        yield f"{path}: {first!r} ≠ {second!r}"


def _text(text: Text) -> Text:
    made: list[Run] = []
    for run in text:
        plain = Run(text=run.text, look=run.look, picture=run.picture, footnote=run.footnote)
        last = made[-1] if made else None
        if last is not None and last.look == run.look and not (last.picture or last.footnote or run.picture):
            made[-1] = replace(last, text=last.text + run.text, footnote=run.footnote)
        elif run.text or run.picture or run.footnote:
            made.append(plain)
    return tuple(made)


def _table(table: Table) -> Any:
    rows = []
    for part in (table.header, table.rows):
        for row, placed in zip(part, places(part, len(table.columns)), strict=True):
            cells = []
            for column, cell in placed:
                usual = Align.CENTER if cell.header else table.columns[column].align
                cells.append((_fields(replace(cell, align=cell.align or usual)), column))
            rows.append((tuple(cells), round(row.height, 1)))
    return len(table.columns), len(table.header), tuple(rows)


def _fields(node: Any) -> Any:
    if is_dataclass(node) and not isinstance(node, type | Run):
        return replace(node, **{field.name: told(getattr(node, field.name)) for field in fields(node)})
    return node
