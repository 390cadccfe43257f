"""One comparison of size and face for the rules on elements that are set in one way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docgen.checks.docx.word_file import WordParagraph, WordRun
from docgen.checks.rule import Finding
from docgen.standards.acceptance import ACCEPTED, face_of
from docgen.standards.gbt9704 import Face
from docgen.units import Length

__all__ = ["NO_FACE", "set_otherwise"]

#: What is said of a run whose Chinese characters have no font of their own.
NO_FACE: Final = "没有设中文字体"


def set_otherwise(runs: Iterable[tuple[WordParagraph, WordRun]], size: Length, face: Face) -> list[Finding]:
    """A finding for each run, with its paragraph, that is not of this size and face."""
    return [
        Finding(where=paragraph.place, found=f"{run.size.pt:g}磅{run.face or NO_FACE}")
        for paragraph, run in runs
        if abs(run.size - size) > ACCEPTED.body_size or face_of(run.face) is not face
    ]
