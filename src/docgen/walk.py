"""Document → its runs, wherever they stand: for counting, tracing and checking, not for reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import is_dataclass
from enum import Enum
from operator import attrgetter
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

from docgen.document import Document, Run, Table

__all__ = ["may_hold_tables", "runs"]


def runs(node: object) -> Iterator[Run]:
    """Every run below a node of the tree, those of footnotes after the run that calls for them."""
    found: list[Run] = []
    _gather(node if type(node) is tuple else (node,), found)
    return _with_footnotes(found) if any(map(_FOOTNOTE, found)) else iter(found)


def _with_footnotes(found: list[Run]) -> Iterator[Run]:
    for run in found:
        yield run
        yield from runs(run.footnote)


def may_hold_tables(document: Document) -> bool:
    """Whether a document has a table, or a part, which may have one."""
    return bool(document.parts) or any(isinstance(block, Table) for block in document.body)


def _gather(nodes: tuple[Any, ...], found: list[Run]) -> None:
    for node in nodes:
        kind = type(node)
        if kind is Run:
            found.append(node)
            continue
        if kind is tuple:
            parts = (node,)
        elif (members := _MEMBERS[kind]) is not None:
            parts = members(node)
        else:
            continue
        for part in parts:  # here and not one call deeper: most nodes are paragraphs and cells, and these hold texts
            if type(part) is not tuple:
                _gather((part,), found)
            elif part and type(part[0]) is Run:
                found += part
            elif part:
                _gather(part, found)


#: Nearly all nodes are texts, taken whole; what few footnotes there are is looked for in the end.
_FOOTNOTE: Final = attrgetter("footnote")


class _Members(dict[type[Any], Callable[[Any], tuple[Any, ...]] | None]):
    """By the class of a node what gives its fields that may hold runs; None for anything else, which holds none.

    Where there is one such field (the cells of a row) it is several itself.
    """

    def __missing__(self, kind: type[Any]) -> Callable[[Any], tuple[Any, ...]] | None:
        hints = get_type_hints(kind) if is_dataclass(kind) else {}
        names = [name for name, hint in hints.items() if not _is_plain(hint)]
        self[kind] = attrgetter(*names) if names else None
        return self[kind]


_MEMBERS: Final = _Members()


def _is_plain(hint: object) -> bool:
    """Whether what a field holds is a word, a number, a switch, one of these or nothing, or several words."""
    if get_origin(hint) is Sequence:
        return True
    kinds = get_args(hint) or (hint,)
    return all(isinstance(kind, type) and issubclass(kind, _PLAIN) for kind in kinds)


_PLAIN: Final = (str, int, float, bytes, Enum, NoneType)
