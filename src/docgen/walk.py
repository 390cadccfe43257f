"""Document → its runs, wherever they stand: for counting, tracing and checking, not for reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

from docgen.document import Document, Run, Table

__all__ = ["may_hold_tables", "runs"]


def runs(node: object) -> Iterator[Run]:
    """Every run below a node of the tree, those of footnotes after the run that calls for them."""
    found: list[Run] = []
    _gather(node, found)
    return iter(found)


def may_hold_tables(document: Document) -> bool:
    """Whether a document has a table, or a part, which may have one."""
    return bool(document.parts) or any(isinstance(block, Table) for block in document.body)


def _gather(node: Any, found: list[Run]) -> None:
    for child in node if type(node) is tuple else (node,):
        kind = type(child)
        if kind is tuple:
            _gather(child, found)
        elif kind is Run:
            found.append(child)
            if child.footnote:
                _gather(child.footnote, found)
        else:
            for name in _members(kind):  # type: ignore[arg-type]  # a class is hashable
                if member := getattr(child, name):
                    _gather(member, found)


@cache
def _members(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a node of the tree that may hold runs; of anything else, which holds no run, none."""
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if not _is_plain(hints[field.name]))


def _is_plain(hint: object) -> bool:
    """Whether what a field holds is a word, a number, a switch, one of these or nothing, or several words."""
    if get_origin(hint) is Sequence:
        return True
    kinds = get_args(hint) or (hint,)
    return all(isinstance(kind, type) and issubclass(kind, _PLAIN) for kind in kinds)


_PLAIN: Final = (str, int, float, bytes, Enum, NoneType)
