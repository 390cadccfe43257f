"""How far a page or a file may be from the standard before a check speaks, and by which names a typeface goes.

The standard gives tolerances for the margins only (5.2.1: ± 1 mm). The others are what its own figures differ from
its text by, or what a renderer's rounding takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from docgen.standards.gbt9704 import Face, Standard
from docgen.units import Length, mm, pt

__all__ = ["ACCEPTED", "Accepted", "face_of", "is_face"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Each deviation that is still accepted, one way or the other."""

    paper: Length = mm(0.5)
    margin: Length = mm(1)  # 5.2.1
    mark: Length = mm(1)
    line_gap: Length = mm(0.7)
    line_width: Length = mm(0.7)
    title_gap: Length = mm(1.5)
    recipients_gap: Length = mm(1.5)
    page_number: Length = mm(0.7)
    imprint: Length = mm(0.7)
    imprint_rule: Length = mm(0.1)
    line_end: Length = mm(0.7)  # 0.3 in our own pages; Word and LibreOffice leave the last space of a line out
    outside: Length = mm(0.7)  # a quotation mark's cell, a rounding
    sign_off: float = 0.5  # 字
    seal: Length = mm(42)  # the smallest: names side by side whose axes are nearer have seals that touch
    short_line: float = 4.0  # 字 that one unbreakable piece may leave a line short
    letter_rule: Length = mm(1.5)
    pitch: Length = pt(0.05)
    drawn_pitch: Length = mm(0.1)
    body_size: Length = pt(0.4)
    baseline: Length = pt(1)  # characters so near are on one line
    stroke: Length = pt(3)  # what is thicker is no rule of a table

    # what the standard's figures make of 空二行 and 空一行, from ink to ink: the check's aim
    title_below: Length = mm(20.6)
    recipients_below: Length = mm(10.5)


ACCEPTED: Final = Accepted()

#: In this order: 仿宋 is no 宋体, 小标宋 is no 宋体 either.
_NAMES: Final = (
    (Face.TITLE, re.compile(r"小标宋|大标宋|XBS|XiaoBiaoSong|(?:Song|Serif).*(?:Bold|Black|Heavy)", re.I)),
    (Face.BODY, re.compile(r"仿宋|FangSong|FandolFang|STFangsong|CESI_FS|FZFS", re.I)),
    (Face.KAI, re.compile(r"楷|Kai", re.I)),
    (Face.HEI, re.compile(r"黑体|SimHei|Hei|Sans.*CJK|SourceHanSans|YaHei|雅黑", re.I)),
    (Face.SONG, re.compile(r"宋|SimSun|Song|Serif.*CJK|SourceHanSerif", re.I)),
)


def face_of(name: str) -> Face | None:
    """Which of the five typefaces a font's name means, be it named in a Word file or embedded in a PDF; else None."""
    plain = name.partition("+")[2] or name
    return next((face for face, form in _NAMES if form.search(plain)), None)


def is_face(name: str, face: Face, standard: Standard) -> bool:
    """Whether a font's name means a typeface, or is the font that the standard names for it."""
    font = standard.fonts[face]
    return face_of(name) is face or name in (font.named, font.wide)
