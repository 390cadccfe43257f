"""The lines of a plain draft as writing: what a reader took them for is known, their places are lines of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from docgen.checks.writing import Passage, Role, Writing
from docgen.standards.gbt9704 import Standard

__all__ = ["ROLES", "writing_of"]

#: What a reader calls an element of a draft → its role.
ROLES: Final = {
    "ABOVE": Role.CORNER,
    "PAGE": Role.CORNER,
    "CORNER": Role.CORNER,
    "MARK": Role.MARK,
    "TITLE": Role.TITLE,
    "NUMBER": Role.NUMBER,
    "UNDER": Role.CORNER,
    "RECIPIENTS": Role.RECIPIENTS,
    "BODY": Role.BODY,
    "HEADING": Role.BODY,
    "CHAPTER": Role.PART_TITLE,  # the levels begin anew under it
    "TABLE": Role.CELL,
    "FIELDS": Role.CELL,
    "CAPTION": Role.CELL,
    "TABLE_NOTE": Role.CELL,
    "NOTE": Role.ATTACHMENT_NOTE,
    "ATTENDANCE": Role.ATTENDANCE,
    "ISSUING": Role.ISSUING,
    "SIGNATURE": Role.SIGNATURE,
    "DATE": Role.DATE,
    "REMARK": Role.REMARK,
    "COPIES": Role.IMPRINT,
    "PRINTED": Role.IMPRINT,
    "ISSUED": Role.PART_TITLE,
    "LABEL": Role.LABEL,
    "ATTACHED": Role.PART_TITLE,
}


def writing_of(said: Iterable[tuple[str, str, int, int]], standard: Standard) -> Writing:
    """The writing of (element, text, first line, last line) in the draft's order."""
    return Writing(passages=tuple(_passages(said)), standard=standard)


def _passages(said: Iterable[tuple[str, str, int, int]]) -> Iterator[Passage]:
    before = ""
    for element, text, first, last in said:
        role = ROLES[element]
        if element == "CHAPTER" and before == "ATTACHED":
            role = Role.CELL  # no second line of the attachment's title
        before = element
        place = f"第{first}行" if first == last else f"第{first}—{last}行"
        if text.strip():
            yield Passage(text=text.strip(), role=role, place=place)
