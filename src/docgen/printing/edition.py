"""All that the print room gets from one folder: the print files, the list, on request the whole set as a ZIP."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pikepdf

from docgen.batch.made import Manifest
from docgen.batch.manifest import NAME
from docgen.pipeline import write
from docgen.printing.cover_list import cover_list
from docgen.printing.parcel import pack_set
from docgen.printing.print_file import Leaf, Stack, joined, leaf_of, stacked
from docgen.printing.selection import Item, Selection, kept_whole
from docgen.problems import Code, Place, Problem
from docgen.whole_files import put_whole

__all__ = ["LIST", "PARCEL", "Edition", "Wish", "printed"]

LIST: Final = "打印清单.xlsx"
PARCEL: Final = "全套文件.zip"
_PRINT_FILE: Final = "打印文件"
_OURS: Final = re.compile(rf"{_PRINT_FILE}\d*\.pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How it is to be printed: at most `most` pages a file; `once`: a copy of each; `parcel`: a ZIP too."""

    most: int
    once: bool = False
    parcel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What was made: the print files by name, and what is not in them."""

    files: tuple[tuple[str, Stack], ...]
    left_out: tuple[Problem, ...]
    packed: int | None = None  # files in the ZIP


def printed(out: Path, manifest: Manifest, selection: Selection, to: Path, wish: Wish) -> Edition:
    """Write the print files of a folder into `to`, which is made where it is not there. Raises OSError."""
    leaves: list[Leaf] = []
    unread: list[Problem] = []
    for item in selection.items:
        found = _read(out, item)
        if isinstance(found, Problem):
            unread.append(found)
        else:
            leaves.append(found)
    stacks = stacked((leaf for leaf in leaves if leaf.item.copies), wish.most, once=wish.once)
    files = tuple(zip(_names(len(stacks)), stacks, strict=True))
    left_out = (*selection.left_out, *unread, *(_no_copies(leaf) for leaf in leaves if not leaf.item.copies))
    to.mkdir(parents=True, exist_ok=True)
    for old in to.iterdir():  # what an earlier print has left would be printed with the new ones
        if _OURS.fullmatch(old.name) and old.name not in dict(files):
            old.unlink()
    for name, stack in files:
        put_whole(to / name, joined(stack, Path(name).stem))
    preprinted = bool(manifest.first.get("standard", {}).get("preprinted"))
    document = cover_list(files, left_out, once=wish.once, preprinted=preprinted)
    put_whole(to / LIST, write(document, "xlsx").data)
    packed = None
    if wish.parcel:
        whole = [line.path for line in kept_whole(manifest)]
        pack_set(to / PARCEL, out, [*whole, NAME])
        packed = len(whole)
    return Edition(files=files, left_out=left_out, packed=packed)


def _read(out: Path, item: Item) -> Leaf | Problem:
    try:
        return leaf_of(item, (out / item.path).read_bytes())
    except (OSError, pikepdf.PdfError, ValueError, KeyError, AttributeError):
        return Problem(
            code=Code.NOT_PRINTED,
            message="不是完好的 PDF 文件",
            hint="打开看看；重做一遍",
            place=Place(file=item.path),
        )


def _no_copies(leaf: Leaf) -> Problem:
    return Problem(
        code=Code.NOT_PRINTED,
        message="份数填的是 0",
        hint="要印的，在发文表或单位表改份数，重做",
        place=Place(file=leaf.item.path),
    )


def _names(count: int) -> Sequence[str]:
    wide = len(str(count))
    numbers = [f"{number:0{wide}}" for number in range(1, count + 1)] if count > 1 else [""][:count]
    return [f"{_PRINT_FILE}{number}.pdf" for number in numbers]
