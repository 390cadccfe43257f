"""What verifying found, as problems in the words of staff and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from docgen.batch.cell_ranges import cell_ranges
from docgen.problems import Code, Place, Problem
from docgen.verifying.verify import Difference

__all__ = ["changed_inputs", "difference_fields", "problem_of"]

#: Cells named of a figure that comes from many.
_CELLS: Final = 3
#: Of the manifest's first line: what went into the papers → what it is called.
_INPUTS: Final = {
    "dataset": "数据",
    "wording": "措辞",
    "own_wording": "本单位的措辞",
    "templates": "版式模板",
    "program": "程序",
}


def problem_of(difference: Difference) -> Problem:
    """A difference as a problem: what stands there, what should, where that comes from, what other papers say."""
    finding = difference.finding
    what = finding.sort.value
    if not finding.found:
        what += f"缺少“{finding.expected}”"
    elif not finding.expected:
        what += f"多出“{finding.found}”"
    else:
        what += f"写的是“{finding.found}”，应是“{finding.expected}”"
    if finding.sentence:
        what += f"（{finding.sentence}）"
    cells = cell_ranges(finding.cells)
    if cells:
        more = f"等 {len(cells)} 处" if len(cells) > _CELLS else ""
        what += f"，出自 {'、'.join(cells[:_CELLS])}{more}"
    if difference.elsewhere:
        what += f"；同一天统计的另 {len(difference.elsewhere)} 个文件写的是“{finding.expected}”"
    hint = "文件改动过；改错的照数据改回，或移走后重做" if difference.altered else "文件没有改动；数据改过的，重做"
    return Problem(
        code=Code.DATA_DIFFERS, message=what, hint=hint, place=Place(file=difference.path, cell=finding.place)
    )


def difference_fields(difference: Difference) -> dict[str, Any]:
    """A difference as JSON has it."""
    finding = difference.finding
    return {
        "path": difference.path,
        "place": finding.place,
        "sort": finding.sort.value,
        "expected": finding.expected,
        "found": finding.found,
        "sentence": finding.sentence,
        "cells": list(cell_ranges(finding.cells)),
        "altered": difference.altered,
        "elsewhere": list(difference.elsewhere),
    }


def changed_inputs(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Problem]:
    """A note for all that is not as it was when the papers were made, by the manifest's first line then and now."""
    changed = [word for key, word in _INPUTS.items() if then.get(key) != now.get(key)]
    if changed:
        yield Problem(
            code=Code.INPUTS_CHANGED,
            message=f"{'、'.join(changed)}与制作这批文件时不同，不一致的可能由此而来",
            hint="用制作时的数据核对，或重做一遍",
        )
    made, here = (each.get("standard") or {} for each in (then, now))
    if made.get("sha256") != here.get("sha256"):
        yield Problem(
            code=Code.INPUTS_CHANGED,
            message=f"制作时的版式是“{made.get('name')}”，这里用的是“{here.get('name')}”",
            hint="用 --standard 写明制作时的版式",
        )
