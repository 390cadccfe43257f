"""Where papers made here depart from the letter of GB/T 9704—2012 whatever an office sets, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docgen.standards.gbt9704 import Face, Standard
from docgen.standards.measures import Strength
from docgen.units import SIZES

__all__ = ["Deviation", "deviations"]

#: Word puts four fifths of an exact line above the baseline.
_ABOVE: Final = 0.8
_BOTH, _DOCX = "PDF 和 DOCX", "DOCX"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """What differs, in which format, and the reason. `clause` is of GB/T 9704—2012."""

    where: str
    strength: Strength
    clause: str
    what: str
    why: str


_LETTER: Final = Deviation(
    where=_BOTH,
    strength=Strength.GENERAL,
    clause="10.1",
    what="信函首页的正文到版心下边缘为止，不排到第二条双线之上",
    why="标准允许排到双线之上 4.84 毫米处；Word 一节之内不能只有首页另设下边距，两种格式又要一致",
)
_LINE_GAP: Final = Deviation(
    where=_DOCX,
    strength=Strength.MUST,
    clause="7.2.7",
    what="发文字号到红色分隔线 4 毫米，误差在 0.2 毫米以内",
    why="红线是发文字号一行的下边框，Word 的边框间距只能是整磅",
)
_RULES: Final = Deviation(
    where=_DOCX,
    strength=Strength.ADVISED,
    clause="7.4.1",
    what="版记分隔线粗 0.353 毫米和 0.265 毫米，不是 0.35 毫米和 0.25 毫米",
    why="Word 的线粗只能是八分之一磅的整数倍",
)


def deviations(standard: Standard) -> tuple[Deviation, ...]:
    """The departures of a standard that no choice of an office takes away."""
    return (*_characters(standard), *_leading(standard), _LETTER, _LINE_GAP, _RULES)


def _characters(standard: Standard) -> tuple[Deviation, ...]:
    page, size = standard.page, SIZES["三号"]
    advance, exact = size + page.character_spacing(size), page.body_width.times(1 / page.characters)
    what = f"三号字的字距 {advance.pt:g} 磅，版心宽的 {page.characters} 分之一是 {exact.pt:.2f} 磅"
    why = "排版程序要留一丝余量才排得下 28 字；PDF 里两端对齐，满行仍到版心右边"
    return (Deviation(where=_BOTH, strength=Strength.GENERAL, clause="5.2.3", what=what, why=why),)


def _leading(standard: Standard) -> tuple[Deviation, ...]:
    """The 版心 is a box of ink; a word processor puts blank above the first line and below the last one."""
    page, size, font = standard.page, SIZES["三号"], standard.fonts[Face.BODY]
    line = page.line_pitch
    top = page.top + line.times(_ABOVE) - size.times(font.rise)
    bottom = page.top + line.times(page.lines - 1 + _ABOVE) + size.times(font.drop)
    what = f"首行字的上边约在 {top.mm:.1f} 毫米、末行字的下边约在 {bottom.mm:.1f} 毫米，标准的图上是 37.7、262.5 毫米"
    why = "Word 的行距有一部分在首行字之上、末行字之下；页边距照填，字就短一点。要字撑满版心，用 gbt33476"
    if page.pitch is not None:
        why = "页边距已经放宽，字的上下边与标准的图相差不到 1 毫米"
    return (Deviation(where=_BOTH, strength=Strength.MUST, clause="5.2.1", what=what, why=why),)
