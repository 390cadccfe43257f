"""Fonts made from others, once, and kept in the cache folder: a file is there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter

from docgen.resources import FontFace
from docgen.typesetting.font_cutting import CAN_CUT, cut
from docgen.typesetting.font_drawing import draw_bold, draw_latin, draw_narrow, draw_slanted
from docgen.typesetting.font_file import BOLD, BOLD_SLANTED, CHARACTERS, LATIN, NARROW, SLANTED, FontFile
from docgen.typesetting.font_reading import opened
from docgen.whole_files import whole

__all__ = ["around", "drawn", "file_of", "latin", "narrow"]

#: Part of the name of every derived file: changed whenever the way of deriving changes.
_EDITION: Final = "4"
#: Names of derived files that are kept: of a standard's fonts, of some drawn for the looks of a paper, of characters.
_MOST_FILES: Final = 128
#: Neighbouring code points that a font for single characters holds: a file more costs a paper 30 ms, once a process.
_BLOCK: Final = 1024


def file_of(face: FontFace, cache_dir: Path) -> FontFile:
    """The file of a face: one of a collection is taken out of it."""
    name = f"{face.families[0]} Bold" if face.bold else face.families[0]
    if face.file.suffix.lower() not in (".ttc", ".otc"):
        return FontFile(name, face.file)
    single = cache_dir / f"{_stamp(face.file, face.index)}.otf"
    if not single.exists():
        _split_collection(face, single)
    return FontFile(name, single)


def _split_collection(face: FontFace, target: Path) -> None:
    """One face of a collection as a file of its own, its tables untouched: CSS cannot name a face by its index."""
    with face.file.open("rb") as source, _kept(target) as temporary, temporary.open("wb") as out:
        reader = SFNTReader(source, fontNumber=face.index)
        writer = SFNTWriter(out, len(reader.tables), reader.sfntVersion)
        for tag in reader.tables:
            writer[tag] = reader[tag]
        writer.close()


def narrow(main: FontFile, advance: float, cache_dir: Path) -> FontFile:
    """The narrow glyphs of a stand-in, ASCII at an advance in em."""
    target = cache_dir / f"{_stamp(main.file, main.index)}-{round(advance * 1000)}.otf"
    if not target.exists():
        with _kept(target) as temporary:
            draw_narrow(opened(main.file, main.index), advance, main.name, temporary)
    return FontFile(f"{main.name}{NARROW}", target)


def latin(source: FontFile, main: FontFile, cache_dir: Path) -> FontFile:
    """The ASCII of a font, to stand in lines of another."""
    stamps = f"{_stamp(source.file, source.index)}-{_stamp(main.file, main.index)}"
    name = f"{source.name} {main.name}"
    target = cache_dir / f"{stamps}.otf"
    if not target.exists():
        with _kept(target) as temporary:
            draw_latin(opened(source.file, source.index), opened(main.file, main.index), name, temporary)
    return FontFile(f"{name}{LATIN}", target)


def around(font: FontFile, character: str, cache_dir: Path) -> FontFile:
    """A small font with a character and those around it: all of a font of 60,000 would have a place for each of them.

    The font itself where HarfBuzz's library for it is not installed.
    """
    return _block(font, ord(character) // _BLOCK, cache_dir) if CAN_CUT else font


@lru_cache(maxsize=_MOST_FILES)
def _block(font: FontFile, number: int, cache_dir: Path) -> FontFile:
    target = cache_dir / f"{_stamp(font.file, font.index)}-{number:03x}.otf"
    if not target.exists():
        codes = [code for code in range(number * _BLOCK, (number + 1) * _BLOCK) if code in font.glyphs]
        with _kept(target) as temporary:
            cut(font.file, codes, temporary)
    return FontFile(f"{font.name} {number:03X}{CHARACTERS}", target)


def drawn(font: FontFile, characters: frozenset[str], manner: str, cache_dir: Path) -> FontFile:
    """A font's characters drawn bold, slanted or both; kept under a name that says which."""
    digest = sha256("".join(sorted(characters)).encode()).hexdigest()[:12]
    name = f"{font.name} {digest}"
    kind = {BOLD: "", SLANTED: "-slanted", BOLD_SLANTED: "-bold-slanted"}[manner]
    target = cache_dir / f"{_stamp(font.file, font.index)}-{digest}{kind}.otf"
    if not target.exists():
        with _kept(target) as temporary:
            source = opened(font.file, font.index)
            if manner == BOLD:
                draw_bold(source, characters, name, temporary)
            else:
                draw_slanted(source, characters, name, temporary, bolder=manner == BOLD_SLANTED)
    return FontFile(f"{name}{manner}", target)


@contextmanager
def _kept(target: Path) -> Iterator[Path]:
    """Where to write a file of the cache folder, which is made where it is not there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole(target) as half:
        yield half


@lru_cache(maxsize=_MOST_FILES)
def _stamp(file: Path, index: int) -> str:
    """A name for what is derived from a face: it changes with the font's file."""
    facts = file.stat()
    return sha256(f"{_EDITION}|{file}|{index}|{facts.st_size}|{facts.st_mtime_ns}".encode()).hexdigest()[:20]
