"""A ruler for joint papers: where the characters of a name stand on the pages of a PDF, whoever printed it, in mm."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pdfplumber

__all__ = ["Name", "found", "pages_of"]

MM = 25.4 / 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The characters of a name on one line: cells of the first and the last, and the baseline from the page's top."""

    page: int
    left: float
    right: float
    baseline: float
    size: float

    @property
    def middle(self) -> float:
        """The axis on which it stands."""
        return (self.left + self.right) / 2


def pages_of(pdf: Path) -> list[list[dict[str, float]]]:
    """The characters of each page, top to bottom and left to right, blanks left out."""
    with pdfplumber.open(pdf) as opened:
        return [
            sorted(
                (
                    {**character, "baseline": (float(page.height) - character["matrix"][5]) * MM}
                    for character in page.chars
                    if character["text"].strip()
                ),
                key=lambda character: (round(character["baseline"]), character["x0"]),
            )
            for page in opened.pages
        ]


def found(pages: list[list[dict[str, float]]], words: str) -> list[Name]:
    """Every place where characters of one size on one line say just these words one after another."""
    names = []
    for number, characters in enumerate(pages, 1):
        text = "".join(str(character["text"]) for character in characters)
        at = text.find(words)
        while at >= 0:
            part = characters[at : at + len(words)]
            if len({round(character["baseline"]) for character in part}) == 1:
                names.append(_name(part, number))
            at = text.find(words, at + 1)
    return names


def _name(part: list[dict[str, float]], page: int) -> Name:
    return Name(
        page=page,
        left=part[0]["x0"] * MM,
        right=part[-1]["x1"] * MM,
        baseline=part[0]["baseline"],
        size=part[0]["size"],
    )
