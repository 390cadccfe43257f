"""A kind's wording → the parts of its document: rendered, and understood by the one reader of drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docgen.document import Block
from docgen.kinds.job import Materials
from docgen.problems import Result
from docgen.readers.draft import DraftParts, read
from docgen.wording import render

__all__ = ["drafted"]


def drafted(
    name: str, context: Mapping[str, Any], materials: Materials, blocks: Mapping[str, Sequence[Block]] | None = None
) -> Result[DraftParts]:
    """What the wording `name` says in a context; a fault of the wording is a problem. `blocks` fill its 〖slots〗."""
    made = render(name, context, *materials.wordings)
    if made.value is None:
        return Result(value=None, problems=made.problems)
    materials.drafted_from.add(name)
    return Result(value=read(made.value, blocks), problems=made.problems)
