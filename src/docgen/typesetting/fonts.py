"""Which font file stands for which typeface of the standard: ink, coverage, and the named font's advances.

The licensed fonts set ASCII at half an em and everything of GB 2312 at one em; free stand-ins do not (FandolFang's %
is 0.833 em), and lines would break elsewhere. So the stand-in's offending glyphs are redrawn at the right advance into
a small font file of their own, with the stand-in's vertical measures: it goes before the stand-in, and the line pitch
stays. The files are made once and kept in the cache folder.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter

from docgen.problems import Code, Problem
from docgen.resources import FontFace, find_font
from docgen.standards.gbt9704 import Face, Font, Standard
from docgen.typesetting.font_drawing import draw_bold, draw_latin, draw_narrow, draw_slanted
from docgen.typesetting.font_reading import Glyphs, bounds, glyphs, opened, vertical

__all__ = ["FaceFonts", "FontFile", "FontSet", "Ink", "font_set"]

#: Names of derived files that are kept: those of a standard's fonts, and of some drawn for the looks of a paper.
_MOST_FILES: Final = 32
#: Part of the name of every derived file: changed whenever the way of deriving changes.
_EDITION: Final = "4"
#: What fonts drawn from others are called after them: a stand-in's narrow glyphs, digits for a face, a bolder face.
_NARROW: Final = " 半角"
_LATIN: Final = " 西文"
_BOLD: Final = " 加粗"
_SLANTED: Final = " 倾斜"
_BOLD_SLANTED: Final = " 加粗倾斜"
_OWN_NAMES: Final = (" Bold", _NARROW, _LATIN, _BOLD, _SLANTED, _BOLD_SLANTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """How far the ink of a text reaches above and below the baseline, in em; `bottom` is negative below it."""

    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face in a file. `name` is its family, with Bold after it where it is the bold one."""

    name: str
    file: Path
    index: int = 0

    @property
    def family(self) -> str:
        """The family by which CSS calls it: one that no font calls itself, so that none is taken for another."""
        return self.name if self.name.endswith(_OWN_NAMES) else f"{self.name} Regular"

    @property
    def coverage(self) -> frozenset[int]:
        """The code points it has glyphs for."""
        return frozenset(self.glyphs)

    @property
    def glyphs(self) -> Glyphs:
        """Code point → number of its glyph."""
        return glyphs(self.file, self.index)

    @property
    def ascent(self) -> float:
        """Above the baseline, in em, as HarfBuzz and so Pango take it."""
        return vertical(self.file, self.index)[0]

    @property
    def descent(self) -> float:
        """Below the baseline, in em, positive."""
        return vertical(self.file, self.index)[1]

    def ink(self, text: str) -> Ink:
        """The ink of those characters of `text` that the font has; of 国 when it has none of them."""
        known = self.glyphs
        covered = [known[ord(character)] for character in text if ord(character) in known]
        reaches = [bounds(self.file, self.index, glyph) for glyph in covered]
        inked = [pair for pair in reaches if pair is not None] or [(0.85, -0.1)]
        return Ink(top=max(top for top, _ in inked), bottom=min(bottom for _, bottom in inked))


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
        return self._with_drawn(characters, "bold", _BOLD)

    def slanted(self, characters: Mapping[Face, frozenset[str]], *, bolder: bool = False) -> FontSet:
        """The same with slanted files of these characters, bolder ones too, to set them italic."""
        return self._with_drawn(characters, *(("bold_slanted", _BOLD_SLANTED) if bolder else ("slanted", _SLANTED)))

    def _with_drawn(self, characters: Mapping[Face, frozenset[str]], what: str, manner: str) -> FontSet:
        if not characters or self.cache is None:
            return self
        faces = dict(self.faces)
        for face in set(faces) & set(characters):
            drawn = (
                (font, frozenset(each for each in characters[face] if ord(each) in _coverage(font)))
                for font in faces[face].files
            )
            files = tuple(_drawn(font, covered, manner, self.cache) for font, covered in drawn if covered)
            faces[face] = replace(faces[face], **{what: files})  # type: ignore[arg-type]
        return replace(self, faces=faces)

    def lacking(self, face: Face, text: str) -> frozenset[str]:
        """The characters that the face's main font has no glyph for (blanks and breaks need none)."""
        coverage = _coverage(self.faces[face].main)
        return frozenset(character for character in text if ord(character) not in coverage and not character.isspace())

    def other(self, face: Face, character: str) -> FontFile | None:
        """The font that stands in for one character, or None when no font here has it."""
        return next((font for font in self.faces[face].others if ord(character) in font.glyphs), None)

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
        main = _file(where, cache_dir)
        stands_in = name not in (font.named, font.wide)
        faces[face] = FaceFonts(
            face=face,
            named=font.named,
            main=main,
            stands_in=stands_in,
            narrow=_narrow(main, font.latin, cache_dir) if stands_in else None,
            others=tuple(_file(other, cache_dir) for _, other in rest),
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
        source = _file(where, cache_dir)
        faces[face] = replace(faces[face], digits=_latin(source, faces[face].main, cache_dir))
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


def _file(face: FontFace, cache_dir: Path) -> FontFile:
    name = f"{face.families[0]} Bold" if face.bold else face.families[0]
    if face.file.suffix.lower() not in (".ttc", ".otc"):
        return FontFile(name, face.file)
    single = cache_dir / f"{_stamp(face.file, face.index)}.otf"
    if not single.exists():
        _split_collection(face, single)
    return FontFile(name, single)


def _split_collection(face: FontFace, target: Path) -> None:
    """One face of a collection as a file of its own, its tables untouched: CSS cannot name a face by its index."""
    with face.file.open("rb") as source, _whole(target) as temporary, temporary.open("wb") as out:
        reader = SFNTReader(source, fontNumber=face.index)
        writer = SFNTWriter(out, len(reader.tables), reader.sfntVersion)
        for tag in reader.tables:
            writer[tag] = reader[tag]
        writer.close()


def _narrow(main: FontFile, latin: float, cache_dir: Path) -> FontFile | None:
    target = cache_dir / f"{_stamp(main.file, main.index)}-{round(latin * 1000)}.otf"
    if not target.exists():
        with _whole(target) as temporary:
            draw_narrow(opened(main.file, main.index), latin, main.name, temporary)
    return FontFile(f"{main.name}{_NARROW}", target)


def _latin(source: FontFile, main: FontFile, cache_dir: Path) -> FontFile:
    stamps = f"{_stamp(source.file, source.index)}-{_stamp(main.file, main.index)}"
    name = f"{source.name} {main.name}"
    target = cache_dir / f"{stamps}.otf"
    if not target.exists():
        with _whole(target) as temporary:
            draw_latin(opened(source.file, source.index), opened(main.file, main.index), name, temporary)
    return FontFile(f"{name}{_LATIN}", target)


def _drawn(font: FontFile, characters: frozenset[str], manner: str, cache_dir: Path) -> FontFile:
    """A font's characters drawn bold, slanted or both; kept under a name that says which."""
    digest = sha256("".join(sorted(characters)).encode()).hexdigest()[:12]
    name = f"{font.name} {digest}"
    kind = {_BOLD: "", _SLANTED: "-slanted", _BOLD_SLANTED: "-bold-slanted"}[manner]
    target = cache_dir / f"{_stamp(font.file, font.index)}-{digest}{kind}.otf"
    if not target.exists():
        with _whole(target) as temporary:
            source = opened(font.file, font.index)
            if manner == _BOLD:
                draw_bold(source, characters, name, temporary)
            else:
                draw_slanted(source, characters, name, temporary, bolder=manner == _BOLD_SLANTED)
    return FontFile(f"{name}{manner}", target)


class _whole:  # noqa: N801 - used as a context manager, like open
    """A temporary file beside `target` that takes its name only when whole."""

    def __init__(self, target: Path) -> None:
        self._target = target

    def __enter__(self) -> Path:
        self._target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._target.parent, prefix=".", suffix=self._target.suffix)
        os.close(handle)
        self._temporary = Path(name)
        return self._temporary

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._temporary.replace(self._target)
        else:
            self._temporary.unlink(missing_ok=True)


@lru_cache(maxsize=_MOST_FILES)
def _stamp(file: Path, index: int) -> str:
    """A name for what is derived from a face: it changes with the font's file."""
    facts = file.stat()
    return sha256(f"{_EDITION}|{file}|{index}|{facts.st_size}|{facts.st_mtime_ns}".encode()).hexdigest()[:20]


@lru_cache(maxsize=_MOST_FILES)  # each character of a paper is looked for in that of its face
def _coverage(font: FontFile) -> frozenset[int]:
    return font.coverage
