"""What of a folder is printed, in which order and how often, and what is not and why.

Only a PDF that the manifest holds, and that is as it was made, goes into a print file: what a hand has altered since,
or what has two versions side by side, is for a person to decide on first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.batch.edited import Record, outdated_pdfs
from docgen.batch.made import Made, Manifest, State
from docgen.batch.manifest import NAME
from docgen.kinds.all_kinds import kind_of
from docgen.kinds.job import CONSOLIDATED
from docgen.problems import Code, Place, Problem

__all__ = ["Item", "Selection", "kept_whole", "selected"]

_UNSURE: Final = 1  # copies where the data does not say
_VOID: Final = ("文号已经作废", "不印；要印的，重新签发")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A paper to be printed. `path` lies below the folder; `counted`: whether the data gives the copies."""

    unit: str
    path: str
    copies: int
    counted: bool = True
    altered: bool = False
    earlier: bool = False

    @property
    def name(self) -> str:
        """What the file is called, without its folder and its suffix."""
        return Path(self.path).stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The papers in the order of print. `left_out` has a problem for each that is not printed."""

    items: tuple[Item, ...]
    left_out: tuple[Problem, ...]


def selected(
    out: Path,
    manifest: Manifest,
    *,
    units: Collection[str] = (),
    kinds: Collection[str] = (),
    altered: bool = False,
    void: Collection[str] = (),
) -> Selection:
    """The papers of `units` and `kinds` (none: of all): the office's own first, then unit by unit as 单位 has them.

    `altered`: PDFs that a hand has altered are printed too, as they stand. `void`: the sha256 of files whose number is
    void in the register; these are not.
    """
    order = [CONSOLIDATED, *(unit for unit in manifest.units if unit != CONSOLIDATED)]
    wanted = [
        line
        for unit in order
        if not units or unit in units
        for line in manifest.lines
        if line.unit == unit and line.format == "pdf" and (not kinds or line.kind in kinds)
    ]
    outdated = _outdated(out, manifest)
    standing = {line.path for line in manifest.files if line.state is not State.MISSING}
    pairs = [{line.beside, line.path} for line in manifest.files if line.beside]
    doubled = {path for pair in pairs if pair <= standing for path in pair}
    settled = {path for pair in pairs if pair & standing for path in pair - standing}  # staff kept the other version
    items: list[Item] = []
    left_out: list[Problem] = [_unread(manifest.unread)] if manifest.unread else []
    for line in (line for line in wanted if line.path not in settled):
        fault = _left_out(line, *_VOID) if line.sha256 in void else _fault(line, outdated, doubled, altered=altered)
        if fault is not None:
            left_out.append(fault)
        elif line.path:
            items.append(_item(line))
    return Selection(items=tuple(items), left_out=tuple(left_out))


def _item(line: Made) -> Item:
    return Item(
        unit=line.unit,
        path=line.path,
        copies=max(line.copies if line.copies is not None else _UNSURE, 0),
        counted=line.copies is not None,
        altered=line.state is State.ALTERED,
        earlier=line.earlier,
    )


def _outdated(out: Path, manifest: Manifest) -> frozenset[str]:
    """The PDFs that do not say what their DOCX says since a hand has altered that."""
    known = {line.path: Record(sha256=line.sha256, beside=line.beside) for line in manifest.files}
    return frozenset(problem.place.file for problem in outdated_pdfs(out, known))


def _fault(line: Made, outdated: Collection[str], doubled: Collection[str], *, altered: bool) -> Problem | None:
    """Why a line of the manifest is not printed; None where it is, or where nothing was to be made."""
    if not line.path:
        return _left_out(line, f"没有做出来：{'；'.join(line.errors)}", "改好以后重做") if line.errors else None
    if line.state is State.MISSING:
        return _left_out(line, "清单里有，文件夹里没有", "重做一遍；有意删掉的不必管")
    if line.path in doubled:
        return _left_out(line, "有改过的和新做的两份，没有定用哪一份", "留下要用的一份，另一份移走")
    if line.path in outdated:
        return _left_out(line, "同名的 Word 文件改过，这个 PDF 还是改之前的", "用 docgen pdf 由改过的 Word 重做")
    if line.state is State.ALTERED and not altered:
        return _left_out(line, "做出来以后有人改过", "看过无误，要照样印的，加 --edited")
    return None


def _left_out(line: Made, message: str, hint: str) -> Problem:
    kind = kind_of(line.kind)
    named = (kind.WORD if kind else line.kind, line.variant)
    place = line.path or f"{line.unit}/{'-'.join(part for part in named if part)}"
    return Problem(code=Code.NOT_PRINTED, message=message, hint=hint, place=Place(file=place))


def _unread(lines: int) -> Problem:
    return Problem(
        code=Code.NOT_PRINTED,
        message=f"清单里有{lines}行读不出，这几行说的文件没有列入",
        hint="由原来的数据重做一遍，清单就补全",
        place=Place(file=NAME),
    )


def kept_whole(manifest: Manifest) -> Iterator[Made]:
    """The files of all formats that are as they were made: what a ZIP of the whole set holds."""
    return (line for line in manifest.files if line.state is State.AS_MADE)
