"""Document → its runs, wherever they stand: for counting, tracing and checking, not for reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Final

from docgen.document import Run

__all__ = ["runs"]


def runs(node: object) -> Iterator[Run]:
    """Every run below a node of the tree, those of footnotes after the run that calls for them."""
    found: list[Run] = []
    _gather(node, found)
    return iter(found)


def _gather(node: object, found: list[Run]) -> None:
    if isinstance(node, Run):
        found.append(node)
        if node.footnote:
            _gather(node.footnote, found)
    elif isinstance(node, tuple):
        for child in node:
            _gather(child, found)
    else:
        for name in _members(type(node)):
            _gather(getattr(node, name), found)


def _members(kind: type[object]) -> tuple[str, ...]:
    """The fields of a node of the tree; of anything else, which holds no run, none."""
    if kind not in _MEMBERS:
        _MEMBERS[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    return _MEMBERS[kind]


#: What `_members` has found.
_MEMBERS: Final[dict[type[object], tuple[str, ...]]] = {}
