"""A document in runs of pages: its text, then each part, which begins a page of its own.

A plan and its blank forms are the same in the notices of all units, and filled ones differ in what stands in their
tables. A run that papers have in common is laid out once and stands in each of them, with the very same pages, in which
only what a paper has of its own is filled anew (prepared.py).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from docgen.document import Document, Layout
from docgen.problems import Problem
from docgen.walk import runs as runs_of
from docgen.writers.html import Sheet
from docgen.writers.prepared import NUMBER, Prepared

__all__ = ["Common", "Run", "divided", "numbered"]

#: Pages of runs that are kept, of which one takes some 0.08 MB: the filled forms of 500 notices have some 640.
_MOST_PAGES: Final = 640
#: Runs that are remembered as seen once: a second paper with the same one is worth keeping it for.
_MOST_SEEN: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A laid-out document of WeasyPrint's and the sheet it was made of.

    `short`: LINE_SHORT of each line that is left short. `own`: GLYPH_MISSING of what a paper has of its own in it.
    """

    laid_out: Any
    sheet: Sheet
    short: tuple[Problem, ...]
    own: tuple[Problem, ...] = ()

    @property
    def missing(self) -> tuple[Problem, ...]:
        """GLYPH_MISSING of all that stands in it."""
        return (*self.sheet.problems, *self.own)

    def holds(self, prepared: Prepared) -> bool:
        """Whether each table of a paper of its form has room where it would stand."""
        slots = self.sheet.slots
        return all(table.size[1] <= slots[name].room for name, table in prepared.tables.items())

    def filled(self, prepared: Prepared) -> Run:
        """It with what a paper of its form has of its own; its pages show that until they are filled anew."""
        slots = self.sheet.slots
        for name, table in prepared.tables.items():
            slots[name].content = table
        if NUMBER in slots:
            slots[NUMBER].content = prepared.number
        return replace(self, own=prepared.problems)

    @property
    def pages(self) -> list[Any]:
        """Its pages, in order."""
        pages: list[Any] = self.laid_out.pages
        return pages


def divided(document: Document) -> tuple[Document, ...]:
    """The document without its parts, then each part as a document of its own, the last with the 版记.

    Only a document in 文件格式 is divided, and no text that a hand has adorned: footnotes are numbered through, and
    bold characters are drawn into one font.
    """
    has_text = bool(document.title or document.body)
    if document.layout is not Layout.OFFICIAL or not document.parts or not has_text:
        return (document,)
    if any(run.look or run.footnote or run.picture for run in runs_of(document)):
        return (document,)
    empty = Document(layout=document.layout, properties=document.properties, title=())
    last = len(document.parts) - 1
    parts = (
        replace(empty, parts=(part,), imprint=document.imprint if place == last else None)
        for place, part in enumerate(document.parts)
    )
    return (replace(document, parts=(), imprint=None), *parts)


def numbered(first: int) -> str:
    """The CSS that lets a run begin with a page number, on its side of the sheet; none for the first run."""
    if first == 1:
        return ""
    return f"@page :first {{ counter-reset: page {first} }} html {{ break-before: {'right' if first % 2 else 'left'} }}"


class _Key:
    """A key whose hash is reckoned once: it is that of a whole plan."""

    __slots__ = ("_hash", "_of")

    def __init__(self, of: tuple[object, ...]) -> None:
        self._of, self._hash = of, hash(of)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._of == other._of


class Common:
    """The runs that papers have in common, as many as `_MOST_PAGES` pages of them."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, Run] = OrderedDict()
        self._seen: OrderedDict[int, None] = OrderedDict()

    def run(self, form: tuple[object, ...], lay_out: Callable[[], Run], *, recurs: bool) -> Run:
        """The run of a form, laid out unless it is known. Forms are compared by all that a run depends on.

        `recurs`: it is one that papers will have in common; of others that is known from the second paper on.
        """
        key = _Key(form)
        known = self._kept.get(key)
        if known is not None:
            self._kept.move_to_end(key)
            return known
        made = lay_out()
        mark = hash(key)
        if recurs or mark in self._seen:
            self._kept[key] = made
            while sum(len(run.pages) for run in self._kept.values()) > _MOST_PAGES:
                self._kept.popitem(last=False)
        self._seen[mark] = None
        if len(self._seen) > _MOST_SEEN:
            self._seen.popitem(last=False)
        return made
