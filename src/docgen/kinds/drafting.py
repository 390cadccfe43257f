"""A kind's wording → the parts of its document: rendered, and understood by the one reader of drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docgen.document import Block, Text
from docgen.kinds.job import Materials
from docgen.problems import Code, Place, Problem, Result
from docgen.readers.draft import DraftParts, read
from docgen.wording import SUFFIX, render

__all__ = ["drafted", "lines_for"]


def drafted(
    name: str, context: Mapping[str, Any], materials: Materials, blocks: Mapping[str, Sequence[Block]] | None = None
) -> Result[DraftParts]:
    """What the wording `name` says in a context; a fault of the wording is a problem. `blocks` fill its 〖slots〗."""
    made = render(name, context, *materials.wordings)
    if made.value is None:
        return Result(value=None, problems=made.problems)
    materials.drafted_from.add(name)
    try:
        return Result(value=read(made.value, blocks), problems=made.problems)
    except KeyError as missing:
        return Result(value=None, problems=(_fault(name, f"没有〖{missing.args[0]}〗这张表", "删去这一行"),))


def lines_for(name: str, parts: DraftParts, section: str, count: int) -> Result[tuple[Text, ...]]:
    """The lines of a part that has to hold one for each of `count` things; a fault of the wording when it has not."""
    lines = parts.sections.get(section, ())
    if len(lines) == count:
        return Result(value=lines)
    message = f"“# {section}”应当逐项一行，共{count}行，写出来却是{len(lines)}行"
    return Result(value=None, problems=(_fault(name, message, "循环里每一项只写一行，循环外面不要写"),))


def _fault(name: str, message: str, hint: str) -> Problem:
    return Problem(code=Code.WORDING_FAULT, message=message, hint=hint, place=Place(file=f"{name}{SUFFIX}"))
