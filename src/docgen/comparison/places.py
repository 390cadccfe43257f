"""Where a passage stands, as a person finds it: a part by its name, a paragraph counted in its part (附件1第2段)."""

from __future__ import annotations

from collections import Counter
from typing import Final

from docgen.checks.writing import Role

__all__ = ["Places"]

#: Roles whose paragraphs are counted; every other one is called by its name.
_COUNTED: Final = (Role.BODY,)
#: Those that a text which is no 公文 has, too.
_NAMED: Final = (Role.TITLE, Role.LABEL, Role.CELL)


class Places:
    """Gives passages their places, in reading order: the text of each part (正文, 印发件, 附件1) is counted from 1.

    What is not `official` (a ledger, a speech) has a title and text, and no other parts.
    """

    def __init__(self, *, official: bool) -> None:
        self._official = official
        self._part = "正文"
        self._counts: Counter[str] = Counter()

    def of(self, role: Role, text: str) -> tuple[str, bool]:
        """The place of the next passage, and whether it is counted."""
        if role is Role.LABEL:
            self._part = "".join(text.split()).rstrip(":：")
        elif role is Role.PART_TITLE and self._part == "正文" and self._official:
            self._part = "印发件"
        if role is Role.PART_TITLE:
            return f"{self._part.removeprefix('正文')}标题", False
        if role not in _COUNTED and (self._official or role in _NAMED):
            return role.value, False
        self._counts[self._part] += 1
        return f"{self._part}第{self._counts[self._part]}段", True
