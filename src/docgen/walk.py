"""Document → its runs, wherever they stand: for counting, tracing and checking, not for reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from docgen.document import Run

__all__ = ["runs"]


def runs(node: object) -> Iterator[Run]:
    """Every run below a node of the tree, those of footnotes after the run that calls for them."""
    if isinstance(node, Run):
        yield node
        yield from runs(node.footnote)
    elif isinstance(node, tuple):
        for child in node:
            yield from runs(child)
    elif is_dataclass(node):
        for field in fields(node):
            yield from runs(getattr(node, field.name))
