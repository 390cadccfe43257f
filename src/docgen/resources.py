"""Where files and fonts are: templates in the package or the work tree, fonts by fontconfig. No other module looks."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["FontFace", "example_files", "find_font", "font_faces", "program_dir", "templates_dir"]

#: One face a line, as fontconfig tells it.
_FORMAT: Final = r"%{file}\t%{index}\t%{family}\t%{style}\t%{fullname}\t%{weight}\t%{slant}\n"
#: fontconfig's own scale of weights.
_REGULAR: Final = 80
#: The low 16 bits of fontconfig's index tell the face in a collection, the high ones the instance of a variable font.
_FACE_BITS: Final = 0xFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFace:
    """One face of a font file. `index` is its number within a collection (.ttc), 0 in other files.

    `families` and `full_names` hold every language's name. `weight` is fontconfig's (80 regular, 200 bold); some
    faces (FandolSong Bold) call themselves bold only by their style, so `bold` goes by that.
    """

    file: Path
    index: int
    families: tuple[str, ...]
    full_names: tuple[str, ...]
    bold: bool
    weight: int
    upright: bool


def program_dir() -> Path:
    """The folder of the package's own source files."""
    return Path(__file__).resolve().parent


@cache
def templates_dir() -> Path:
    """The folder with docx/, html/ and wording/: inside the package when installed, else that of the work tree."""
    inside = program_dir() / "templates"
    return inside if inside.is_dir() else program_dir().parents[1] / "templates"


@cache
def example_files() -> dict[str, Path]:
    """The workbooks of the examples by their names: inside the package when installed, else those of the work tree."""
    inside = program_dir() / "examples"
    folder = inside if inside.is_dir() else program_dir().parents[1] / "data_examples"
    return {path.parent.name: path for path in sorted(folder.glob("*/dataset.xlsx"), reverse=True)}


@cache
def font_faces(folder: Path | None = None) -> tuple[FontFace, ...]:
    """All faces to be had: those of the office's own folder first, then the installed ones, each in order of file.

    Empty when fontconfig's programs are not installed; `docgen doctor` tells that.
    """
    own = _listed("fc-scan", str(folder)) if folder is not None else ()
    return own + _listed("fc-list")


@cache
def find_font(name: str, folder: Path | None = None) -> FontFace | None:
    """The face of a family or full name; `FAMILY:bold` asks for the bold one. None when there is none.

    An upright face is taken before a slanted one, the weight next to regular before others, the office's own before
    an installed one.
    """
    family, _, style = name.partition(":")
    wanted, bold = family.casefold(), style == "bold"
    faces = [
        face
        for face in font_faces(folder)
        if face.bold == bold and any(wanted == known.casefold() for known in (*face.families, *face.full_names))
    ]
    return min(faces, key=lambda face: (not face.upright, bold or abs(face.weight - _REGULAR)), default=None)


def _listed(program: str, *arguments: str) -> tuple[FontFace, ...]:
    try:
        done = subprocess.run(
            [program, "--format", _FORMAT, *arguments],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        return ()
    faces = (_face(line.split("\t")) for line in sorted(done.stdout.splitlines()))
    return tuple(face for face in faces if face is not None)


def _face(fields: list[str]) -> FontFace | None:
    match fields:
        case [file, index, family, style, full_name, weight, slant] if index.isdigit():
            return FontFace(
                file=Path(file),
                index=int(index) & _FACE_BITS,
                families=tuple(family.split(",")),
                full_names=tuple(full_name.split(",")),
                bold="Bold" in style.split(","),
                weight=round(float(weight)) if _is_number(weight) else _REGULAR,
                upright=slant in ("", "0"),
            )
    return None  # a variable font without an instance, or a name that holds a tab


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
