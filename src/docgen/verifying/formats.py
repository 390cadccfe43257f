"""Without the dataset: whether the DOCX and the PDF of one paper say the same, and which of the two was altered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from docgen.batch.made import Made, Manifest, State
from docgen.problems import Code, Place, Problem
from docgen.verifying.differences import Gap, gaps
from docgen.verifying.read_pdf import read_pdf
from docgen.verifying.read_word import read_word
from docgen.verifying.script import Script

__all__ = ["formats_differing"]

#: Characters shown on each side of what differs.
_AROUND: Final = 10
_LONGEST: Final = 40
_FIGURE: Final = re.compile(r"[0-9.%]")


def formats_differing(out: Path, manifest: Manifest) -> Iterator[Problem]:
    """A problem for each place at which the two formats of a paper differ."""
    there = {line.path: line for line in manifest.files if line.state is not State.MISSING}
    for path, line in there.items():
        other = there.get(f"{path.removesuffix('.docx')}.pdf")
        if line.format == "docx" and other is not None and State.ALTERED in (line.state, other.state):
            yield from _pair(out, line, other)


def _pair(out: Path, word: Made, pdf: Made) -> Iterator[Problem]:
    try:
        one, other = read_word((out / word.path).read_bytes()), read_pdf((out / pdf.path).read_bytes())
    except OSError:
        return
    if isinstance(one, Problem) or isinstance(other, Problem):
        return  # that a file is altered has been said; what it says cannot be read
    altered = "、".join(name for line, name in ((word, "Word"), (pdf, "PDF")) if line.state is State.ALTERED)
    for gap in gaps(one.text, other.text):
        yield Problem(
            code=Code.FORMATS_DIFFER,
            message=f"Word 是{_said(one.text, gap[0], gap[1])}，PDF（{_place(other, gap)}）是"
            f"{_said(other.text, gap[2], gap[3])}；改动过的是 {altered}",
            hint="写上数据文件再核对，就知道应是多少、出自哪一格",
            place=Place(file=word.path, cell=one.pieces[one.at(gap[0])].of if one.pieces else ""),
        )


def _place(script: Script[str], gap: Gap) -> str:
    return script.pieces[script.at(gap[2])].of if script.pieces else ""


def _said(text: str, start: int, end: int) -> str:
    """What differs with the words around it; a figure is said whole."""
    while start and _FIGURE.fullmatch(text[start - 1]):
        start -= 1
    while end < len(text) and _FIGURE.fullmatch(text[end]):
        end += 1
    words = text[start:end] if end - start <= _LONGEST else f"{text[start : start + _LONGEST]}……"
    return f"“{text[max(0, start - _AROUND) : start]}〔{words}〕{text[end : end + _AROUND]}”"
