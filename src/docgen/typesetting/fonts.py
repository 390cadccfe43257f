"""Which font file stands for which typeface of the standard: ink, coverage, and the named font's advances.

The licensed fonts set ASCII at half an em and everything of GB 2312 at one em; free stand-ins do not (FandolFang's %
is 0.833 em), and lines would break elsewhere. So the stand-in's offending glyphs are redrawn at the right advance into
a small font file of their own, with the stand-in's vertical measures: it goes before the stand-in, and the line pitch
stays. The files are made once and kept in the cache folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from docgen.problems import Code, Problem
from docgen.resources import FontFace, find_font
from docgen.standards.gbt9704 import Face, Font, Standard
from docgen.typesetting.derived_fonts import around, drawn, file_of, latin, narrow
from docgen.typesetting.font_file import BOLD, BOLD_SLANTED, SLANTED, FontFile, Ink

__all__ = ["FaceFonts", "FontFile", "FontSet", "Ink", "font_set"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceFonts:
    """What a typeface is set in: `main`, before it the redrawn `narrow` glyphs of a stand-in, after it `others`.

    `others` are used for single characters that `main` lacks. Before all stand the `digits` of another face, where the
    standard wants them; `bold` are the same files in the same order, drawn bolder (see `FontSet.bolder`); `slanted` and
    `bold_slanted` serve what a hand set italic.
    """

    face: Face
    named: str
    main: FontFile
    stands_in: bool
    narrow: FontFile | None = None
    others: tuple[FontFile, ...] = ()
    digits: FontFile | None = None
    bold: tuple[FontFile, ...] = ()
    slanted: tuple[FontFile, ...] = ()
    bold_slanted: tuple[FontFile, ...] = ()

    @property
    def files(self) -> tuple[FontFile, ...]:
        """The files of ordinary text, those that go before others first."""
        return tuple(font for font in (self.digits, self.narrow, self.main) if font is not None)

    @property
    def families(self) -> tuple[str, ...]:
        """CSS families of ordinary text."""
        return tuple(font.family for font in self.files)

    @property
    def bold_families(self) -> tuple[str, ...]:
        """CSS families of bold text; a character that no bolder file has is set in the ordinary one."""
        return (*(font.family for font in self.bold), *self.families)

    @property
    def slanted_families(self) -> tuple[str, ...]:
        """The same of slanted text."""
        return (*(font.family for font in self.slanted), *self.families)

    @property
    def bold_slanted_families(self) -> tuple[str, ...]:
        """The same of text both bold and slanted."""
        return (*(font.family for font in self.bold_slanted), *self.families)

    @property
    def drawn(self) -> tuple[FontFile, ...]:
        """All files drawn for the looks of characters."""
        return (*self.bold, *self.slanted, *self.bold_slanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class FontSet:
    """The fonts of a standard on this machine, and what is to be said about them."""

    faces: dict[Face, FaceFonts]
    problems: tuple[Problem, ...] = ()
    digits: dict[str, str] = field(default_factory=dict)  # named font of digits → what stands in for it
    cache: Path | None = None  # where fonts drawn from others are kept

    def bolder(self, characters: Mapping[Face, frozenset[str]]) -> FontSet:
        """The same with bolder files of these characters, to set them bold."""
        return self._with_drawn(characters, "bold", BOLD)

    def slanted(self, characters: Mapping[Face, frozenset[str]], *, bolder: bool = False) -> FontSet:
        """The same with slanted files of these characters, bolder ones too, to set them italic."""
        return self._with_drawn(characters, *(("bold_slanted", BOLD_SLANTED) if bolder else ("slanted", SLANTED)))

    def _with_drawn(self, characters: Mapping[Face, frozenset[str]], what: str, manner: str) -> FontSet:
        if not characters or self.cache is None:
            return self
        faces = dict(self.faces)
        for face in set(faces) & set(characters):
            wanted = (
                (font, frozenset(each for each in characters[face] if ord(each) in font.glyphs))
                for font in faces[face].files
            )
            files = tuple(drawn(font, covered, manner, self.cache) for font, covered in wanted if covered)
            faces[face] = replace(faces[face], **{what: files})  # type: ignore[arg-type]
        return replace(self, faces=faces)

    def lacking(self, face: Face, text: str) -> frozenset[str]:
        """The characters that the face's main font has no glyph for (blanks and breaks need none)."""
        coverage = self.faces[face].main.coverage
        return frozenset(character for character in text if ord(character) not in coverage and not character.isspace())

    def other(self, face: Face, character: str) -> FontFile | None:
        """The font that stands in for one character, or None when no font here has it.

        It is a small one with the characters around it.
        """
        found = next((font for font in self.faces[face].others if ord(character) in font.glyphs), None)
        return found if found is None or self.cache is None else around(found, character, self.cache)

    @property
    def digest(self) -> str:
        """A hash of which files serve for which face."""
        serving = [
            (face.name, font.family, font.file.stat().st_size)
            for face, fonts in self.faces.items()
            for font in (*fonts.files, *fonts.others)
        ]
        return sha256(repr((serving, sorted(self.stand_ins.items()))).encode()).hexdigest()

    @property
    def stand_ins(self) -> dict[str, str]:
        """Named font → what stands in for it, for `doctor` and the manifest."""
        return {fonts.named: fonts.main.name for fonts in self.faces.values() if fonts.stands_in} | self.digits


def font_set(standard: Standard, cache_dir: Path, folder: Path | None = None) -> FontSet:
    """Find the fonts of `standard`, the office's own `folder` first, and derive what stand-ins need into `cache_dir`.

    Problems: FONT_STAND_IN for each named font that is not there; GLYPH_MISSING when a typeface has no font at all.
    """
    faces: dict[Face, FaceFonts] = {}
    problems: list[Problem] = []
    every = _all_stand_ins(standard, folder)
    for face, font in standard.fonts.items():
        candidates = (font.named, font.wide, *font.stand_ins)
        found = [(name, where) for name in candidates if (where := find_font(name, folder)) is not None]
        found += [pair for pair in every if pair[1] not in [where for _, where in found]]
        if not found:
            problems.append(_no_font(face))
            continue
        (name, where), *rest = found
        main = file_of(where, cache_dir)
        stands_in = name not in (font.named, font.wide)
        faces[face] = FaceFonts(
            face=face,
            named=font.named,
            main=main,
            stands_in=stands_in,
            narrow=narrow(main, font.latin, cache_dir) if stands_in else None,
            others=tuple(file_of(other, cache_dir) for _, other in rest),
        )
        if stands_in:
            problems.append(_stand_in(font.named, main.name))
    digits = _digits(standard, faces, cache_dir, folder)
    problems += [_stand_in(named, used) for named, used in digits.items()]
    return FontSet(faces=faces, problems=tuple(problems), digits=digits, cache=cache_dir)


def _digits(standard: Standard, faces: dict[Face, FaceFonts], cache_dir: Path, folder: Path | None) -> dict[str, str]:
    """Give the faces the digits of another font where the standard names one; what stands in for it, by name.

    Where no font stands in for it the digits are the face's own, which are as wide (half an em).
    """
    stand_ins = {}
    for face in faces:
        wanted = standard.fonts[face].digits
        if wanted is None:
            continue
        found = _first(wanted, folder)
        if found is None:
            stand_ins[wanted.named] = faces[face].main.name
            continue
        name, where = found
        source = file_of(where, cache_dir)
        faces[face] = replace(faces[face], digits=latin(source, faces[face].main, cache_dir))
        if name != wanted.named:
            stand_ins[wanted.named] = source.name
    return stand_ins


def _first(font: Font, folder: Path | None) -> tuple[str, FontFace] | None:
    """The first of a font's names that is to be had."""
    names = dict.fromkeys((font.named, font.wide, *font.stand_ins))
    return next(((name, where) for name in names if (where := find_font(name, folder)) is not None), None)


def _all_stand_ins(standard: Standard, folder: Path | None) -> list[tuple[str, FontFace]]:
    names = dict.fromkeys(name for font in standard.fonts.values() for name in font.stand_ins)
    return [(name, where) for name in names if (where := find_font(name, folder)) is not None]


def _no_font(face: Face) -> Problem:
    return Problem(
        code=Code.GLYPH_MISSING,
        message=f"没有可用于{face.value}的字体",
        hint="运行 docgen doctor，按提示安装字体",
    )


def _stand_in(named: str, used: str) -> Problem:
    return Problem(
        code=Code.FONT_STAND_IN,
        message=f"未找到“{named}”，以“{used}”代替",
        hint=f"装有正版“{named}”的，把字体文件放进本单位字体文件夹",
    )
