"""By which 版式 papers are made, as somebody chose it: a shipped one or the office's own, for red-header paper or not.

Runs where papers are made or shown: in a process of the desk, in the press.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from docgen.dataset.records import Dataset as Records
from docgen.pipeline import Standards, read_standards
from docgen.problems import Code, Place, Problem, Result
from docgen.web.data_folder import DataFolder
from docgen.web.own_files import STANDARD, OwnFiles
from docgen.web.storage import Storage

__all__ = ["SHIPPED", "USUAL", "Looks", "looks_of", "own_standard", "standards_of", "title_of"]

#: The shipped 版式, and what a clerk is told of each.
SHIPPED: Final = {
    "gbt9704": "国家标准（GB/T 9704，通行的设置）",
    "gbt33476": "国家标准，印出来的字撑满版心",
}
USUAL: Final = "gbt9704"
_OWN: Final = "own-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How papers are to look. `standard`: one of SHIPPED, or `own-3` by the number of the office's file.

    `preprinted`: for paper on which mark and red line are printed already.
    """

    standard: str = USUAL
    preprinted: bool = False


def looks_of(request: Mapping[str, Any]) -> Looks:
    """The looks that a batch was asked for with."""
    return Looks(standard=request.get("standard", USUAL), preprinted=bool(request.get("preprinted")))


def own_standard(number: int) -> str:
    """What the 版式 of a file is called in a choice."""
    return f"{_OWN}{number}"


def title_of(file: Path) -> Result[str]:
    """What a file of a 版式 calls itself, or all that is wrong in it."""
    read = read_standards(str(file))
    return Result(value=None if read.value is None else read.value.office.name, problems=read.problems)


def standards_of(root: Path, looks: Looks, records: Records) -> Result[Standards]:
    """The standards of a choice, its units by their 规范化简称; or why they cannot be used with this dataset."""
    source = looks.standard if looks.standard in SHIPPED else _file(root, looks.standard)
    if source is None:
        problem = Problem(code=Code.STANDARD_FAULT, message="选的版式已经不在了", hint="回到选版式的地方另选一个")
        return Result(value=None, problems=(problem,))
    read = read_standards(source)
    if read.value is None:
        return Result(value=None, problems=read.problems)
    known = {name: unit.name for unit in records.units for name in (unit.code, unit.full_name, unit.name)}
    unknown = [unit for unit in read.value.units if unit not in known]
    if unknown:
        place = Place(file=Path(source).name, sheet="单位")
        said = f"数据的单位表中没有“{'”“'.join(unknown)}”，版式“{read.value.office.name}”却给它另写了一份"
        hint = "回到选版式的地方换一个；或者在版式文件里改成单位表中的规范化简称、全称或代码，再放进来"
        return Result(value=None, problems=(Problem(code=Code.STANDARD_FAULT, message=said, hint=hint, place=place),))
    units = {known[unit]: standard for unit, standard in read.value.units.items()}
    found = replace(read.value, units=units)
    return Result(value=found.preprinted() if looks.preprinted else found)


def _file(root: Path, standard: str) -> str | None:
    folder = DataFolder(root)
    files = OwnFiles(Storage(folder.database), folder)
    number = standard.removeprefix(_OWN)
    own = files.get(int(number)) if standard.startswith(_OWN) and number.isdecimal() else None
    return None if own is None or own.what != STANDARD else str(files.file(own))
