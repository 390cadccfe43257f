"""The headings of a text, part by part: numbering begins anew in every part."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.writing import Passage, Role, Writing

__all__ = ["sections"]

_BEGINS_ANEW = {Role.TITLE, Role.PART_TITLE, Role.LABEL}


def sections(writing: Writing) -> Iterator[list[Passage]]:
    """The passages with a level's number, those of each part together, and of each article of a regulation."""
    section: list[Passage] = []
    for passage in writing.passages:
        if passage.role in _BEGINS_ANEW or passage.article:
            yield section
            section = []
        elif passage.level:
            section.append(passage)
    yield section
