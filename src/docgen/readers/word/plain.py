"""A paper without what a hand gave it beyond its text: what `format` lays out anew."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from docgen.document import Document, Look, Paragraph, Run
from docgen.readers.word.passages import joined

__all__ = ["plain_paper"]

T = TypeVar("T")


def plain_paper(document: Document) -> tuple[Document, int]:
    """The document without looks, alignments and new pages, and how many places had one; its text is untouched.

    上标 and 下标 stay: m² is another word than m2. A picture stays where it lies across.
    """
    counted = [0]
    return _plain(document, counted), counted[0]


def _plain(node: T, counted: list[int]) -> T:
    if isinstance(node, tuple):
        return _tuple(node, counted)  # type: ignore[return-value]
    if isinstance(node, Run):
        return replace(node, look=_look(node.look, counted), footnote=_plain(node.footnote, counted))
    if not is_dataclass(node) or isinstance(node, type):
        return node
    made: dict[str, Any] = {field.name: _plain(getattr(node, field.name), counted) for field in fields(node)}
    if isinstance(node, Paragraph) and (node.align or node.new_page):
        picture = all(run.picture or not run.text.strip() for run in node.lead + node.runs)
        made |= {"align": node.align if picture else None, "new_page": False}
        counted[0] += not (picture and not node.new_page)
    return replace(node, **made)  # type: ignore[type-var]  # a node of the tree


def _tuple(node: tuple[Any, ...], counted: list[int]) -> tuple[Any, ...]:
    made = tuple(_plain(one, counted) for one in node)
    return joined(made) if made and all(isinstance(one, Run) for one in made) else made


def _look(look: Look | None, counted: list[int]) -> Look | None:
    if look is None or look == Look(script=look.script):
        return look
    counted[0] += 1
    return Look(script=look.script) if look.script else None
