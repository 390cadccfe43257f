"""manifest.jsonl: what was made from what. A first line with the hashes of all that went in, then a line a file.

The same inputs give the same lines, whatever the workers did: no clock, no machine, the order of the plan.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import docgen
from docgen.cell_names import column_letters, column_number
from docgen.pipeline import Standards
from docgen.problems import Problem, errors
from docgen.resources import program_dir, templates_dir
from docgen.whole_files import put_whole

__all__ = [
    "FORMAT",
    "NAME",
    "REPLACING",
    "Line",
    "cell_ranges",
    "digest_of_folder",
    "header",
    "known_files",
    "problem_fields",
    "statuses",
    "write_manifest",
]

NAME: Final = "manifest.jsonl"
#: In the name of a draft that would replace an issued paper.
REPLACING: Final = "拟替换"
#: Version of the manifest's own form.
FORMAT: Final = 1

_CELL: Final = re.compile(r"([A-Z]{1,3})([0-9]+)")
#: A value of a record of YAML or JSON, which has no column letters.
_ENTRY: Final = re.compile(r"第([0-9]+)条(·.+)", re.DOTALL)
#: Between file, sheet and cell of an origin.
_STEP: Final = " › "


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One file, or one that was refused: then `path` and `sha256` are None and `problems` say why.

    `path` is relative to OUT; `pages` is known of a PDF; `origins` are cell ranges as staff read them; `status` is
    送审稿 or 正式稿, empty of a paper that nobody signs.
    """

    kind: str
    variant: str
    unit: str
    format: str
    path: str | None = None
    sha256: str | None = None
    pages: int | None = None
    origins: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    status: str = ""

    @property
    def failed(self) -> bool:
        """Whether something is wrong with it; a paper left out as asked is not wrong."""
        return bool(errors(self.problems))

    def fields(self) -> dict[str, Any]:
        """The line as JSON has it."""
        made = {} if self.path is None else {"path": self.path, "sha256": self.sha256}
        return {
            "kind": self.kind,
            "variant": self.variant,
            "unit": self.unit,
            "format": self.format,
            "status": self.status,
            **made,
            "pages": self.pages,
            "origins": list(self.origins),
            "problems": [problem_fields(problem) for problem in self.problems],
        }


def problem_fields(problem: Problem) -> dict[str, Any]:
    """A problem as JSON has it."""
    return {
        "code": problem.code.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "place": str(problem.place),
    }


def header(dataset: str, stand_ins: Mapping[str, str], standards: Standards) -> dict[str, Any]:
    """The first line. `dataset` is the sha256 of its file; `stand_ins` says which font stood for which named one."""
    templates = templates_dir()
    return {
        "format": FORMAT,
        "dataset": dataset,
        "templates": digest_of_folder(templates, but="wording"),
        "wording": digest_of_folder(templates / "wording"),
        "program": digest_of_folder(program_dir(), but="templates"),
        "version": docgen.__version__,
        "standard": {"name": standards.office.name, "sha256": standards.digest, "preprinted": standards.white},
        "fonts": dict(stand_ins),
    }


def write_manifest(out: Path, first: Mapping[str, Any], lines: Iterable[Line]) -> None:
    """Write the manifest into `out`; it is in its place only when whole.

    What the manifest there lists and this batch has not made anew stays listed while its file stands, after the lines
    of this batch: else the next batch would not know it, and so not see that staff have edited it.
    """
    made = [line.fields() for line in lines]
    anew = {line.get("path") for line in made}
    kept = [
        {**line, "earlier": True}
        for line in _listed(out)
        if line["path"] not in anew and (out / line["path"]).is_file()
    ]
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in (first, *made, *kept))
    put_whole(out / NAME, text.encode("utf-8"))


def known_files(out: Path) -> dict[str, str]:
    """path → sha256 of what an earlier manifest in `out` lists; empty where there is none or it is no manifest."""
    return {line["path"]: line["sha256"] for line in _listed(out)}


def statuses(out: Path) -> frozenset[str]:
    """送审稿, 正式稿 or both: what an earlier manifest in `out` lists; a draft that would replace a paper is none."""
    found = ((line.get("status"), line["path"]) for line in _listed(out))
    return frozenset(status for status, path in found if status and REPLACING not in path)


def _listed(out: Path) -> list[dict[str, Any]]:
    """The lines of the manifest in `out` that have a file, as JSON has them."""
    try:
        lines = [json.loads(line) for line in (out / NAME).read_text(encoding="utf-8").splitlines()[1:]]
    except (OSError, ValueError):
        return []
    listed = [line for line in lines if isinstance(line, dict)]
    return [line for line in listed if isinstance(line.get("path"), str) and isinstance(line.get("sha256"), str)]


def digest_of_folder(folder: Path, *, but: str = "") -> str:
    """sha256 over names and contents of all files below a folder, compiled Python and the folder `but` left out."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and but not in name.parts[:1] and "__pycache__" not in name.parts:
            digest.update(f"{name.as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def cell_ranges(origins: Iterable[str]) -> tuple[str, ...]:
    """Cells (`文件 › 表 › F17`) as the fewest ranges (`文件 › 表 › A5:F17`), sheets in the order they are met.

    Entries of a YAML file are drawn together by their column (`第1至3条·整改时限`); what is neither stays as it is.
    """
    sheets: dict[str, list[str]] = defaultdict(list)
    for origin in dict.fromkeys(origins):
        if origin:
            sheet, _, cell = origin.rpartition(_STEP)
            sheets[sheet].append(cell)
    return tuple(
        f"{sheet}{_STEP}{place}" if sheet else place for sheet, places in sheets.items() for place in _ranges(places)
    )


def _ranges(places: Iterable[str]) -> Iterable[str]:
    """The places of one sheet: rectangles of cells, then entries column by column, then the rest as it is."""
    cells: set[tuple[int, int]] = set()
    entries: dict[str, list[int]] = defaultdict(list)
    rest = []
    for place in places:
        if match := _CELL.fullmatch(place):
            cells.add((int(match[2]), column_number(match[1])))
        elif match := _ENTRY.fullmatch(place):
            entries[match[2]].append(int(match[1]))
        else:
            rest.append(place)
    yield from _rectangles(cells)
    for column, numbers in entries.items():
        for first, last in _runs(sorted(numbers)):
            yield f"第{first}条{column}" if first == last else f"第{first}至{last}条{column}"
    yield from rest


def _rectangles(cells: set[tuple[int, int]]) -> Iterable[str]:
    """The rectangles of cells (row, column), joined along rows or along columns, whichever makes fewer."""
    by_row = _joined(cells)
    by_column = [
        (top, left, bottom, right) for left, top, right, bottom in _joined({(column, row) for row, column in cells})
    ]
    for top, left, bottom, right in sorted(by_row if len(by_row) <= len(by_column) else by_column):
        start, end = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
        yield start if start == end else f"{start}:{end}"


def _joined(cells: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Runs of columns row by row, joined downwards where the next row has the same run: top, left, bottom, right."""
    rows: dict[int, list[int]] = defaultdict(list)
    for row, column in sorted(cells):
        rows[row].append(column)
    open_runs: dict[tuple[int, int], tuple[int, int]] = {}  # columns → rows
    done: list[tuple[int, int, int, int]] = []
    for row, taken in rows.items():
        runs = set(_runs(taken))
        for columns, (first, last) in list(open_runs.items()):
            if columns not in runs or last != row - 1:
                done.append((first, columns[0], last, columns[1]))
                del open_runs[columns]
        for columns in runs:
            open_runs[columns] = (open_runs.get(columns, (row, row))[0], row)
    return done + [(first, columns[0], last, columns[1]) for columns, (first, last) in open_runs.items()]


def _runs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Unbroken runs of ascending numbers, as first and last."""
    start = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield start, last
            start = number
        last = number
    yield start, last
