"""The judge of rules that ask for nothing but that some form of words stands nowhere in the text."""

from __future__ import annotations

import re
from collections.abc import Callable

from docgen.checks.rule import Finding, Outcome
from docgen.checks.writing import Writing

__all__ = ["wherever"]


def wherever(wrong: re.Pattern[str]) -> Callable[[Writing], Outcome]:
    """A finding wherever the form stands, in any passage; what was found is the words themselves."""

    def judge(writing: Writing) -> Outcome:
        return [
            Finding(where=passage.place, found=found[0])
            for passage in writing.passages
            for found in wrong.finditer(passage.text)
        ]

    return judge
