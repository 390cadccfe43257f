"""A figure as papers print it: its value, its text, and the cells it rests on. How counts and rates are printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering

from docgen.dataset.records import RowOrigin

__all__ = ["Cell", "Figure", "count", "origins", "rate"]

#: A record's place and the header of a column.
Cell = tuple[RowOrigin, str]

_SHEET_CELL = re.compile(r"([A-Z]{1,3})(\d+)")  # F17, of a workbook
_LIST_CELL = re.compile(r"第(\d+)条·(.+)")  # 第3条·整改时限, of YAML and JSON


@total_ordering
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figure:
    """A figure. `value` of a rate is the percentage as printed (98.5); None where there is nothing to state.

    Prints as `text` (12, 98.5%, nothing for None); compares with numbers by value: None is neither more nor less
    than any number. `unit` is the counting unit (项, 条, 个 …), % of a rate.
    """

    name: str
    value: int | float | None
    text: str
    unit: str
    cells: tuple[Cell, ...] = ()

    @property
    def origins(self) -> tuple[str, ...]:
        """The cells it was counted from, one line a sheet: dataset.xlsx › 领导班子台账 › E2:E57、E60."""
        return origins(self.cells)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.value)

    def __int__(self) -> int:
        """The value without its fraction; TypeError when there is none."""
        if self.value is None:
            raise TypeError(f"{self.name} has no value")
        return int(self.value)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Figure):
            return (self.name, self.value, self.unit) == (other.name, other.value, other.unit)
        return self.value == other if isinstance(other, int | float) else NotImplemented

    def __lt__(self, other: object) -> bool:
        number = other.value if isinstance(other, Figure) else other
        if self.value is None or number is None:
            return False
        return self.value < number if isinstance(number, int | float) else NotImplemented

    def __gt__(self, other: object) -> bool:
        number = other.value if isinstance(other, Figure) else other
        if self.value is None or number is None:
            return False
        return self.value > number if isinstance(number, int | float) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.value)


def count(name: str, value: int | None, unit: str, cells: Iterable[Cell] = ()) -> Figure:
    """A count; None where the data is silent."""
    return Figure(name=name, value=value, text="" if value is None else str(value), unit=unit, cells=tuple(cells))


def rate(name: str, part: Figure, whole: Figure, decimals: int) -> Figure:
    """A rate in percent, half up, in decimal arithmetic; nothing when the denominator is nothing.

    A whole percentage prints without decimals (100%, 95%). Rounding never makes a rate 100% that is not, nor 0%
    one that is not: it stops at the nearest value short of it (99.96% → 99.9%, 0.04% → 0.1%).
    """
    cells = (*part.cells, *whole.cells)
    if part.value is None or not whole.value:
        return Figure(name=name, value=None, text="", unit="%", cells=cells)
    exact = Decimal(100) * Decimal(str(part.value)) / Decimal(str(whole.value))
    if exact == exact.to_integral_value():
        printed = exact.to_integral_value()
    else:
        step = Decimal(1).scaleb(-decimals)
        printed = exact.quantize(step, rounding=ROUND_HALF_UP)
        if printed == 0:
            printed = step
        elif printed == 100:
            printed = printed - step if exact < 100 else printed + step
    return Figure(name=name, value=float(printed), text=f"{printed:f}%", unit="%", cells=cells)


def origins(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Cells as staff read them: a line a sheet, in the order in which the sheets come, neighbours drawn together."""
    sheets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for origin, column in cells:
        sheets[(origin.file, origin.sheet)].append(origin.cell(column))
    return tuple(
        " › ".join(part for part in (file, sheet, "、".join(_ranges(names))) if part)
        for (file, sheet), names in sheets.items()
    )


def _ranges(names: Iterable[str]) -> list[str]:
    columns: dict[str, set[int]] = defaultdict(set)
    others: dict[str, None] = {}
    for name in names:
        if match := _SHEET_CELL.fullmatch(name):
            columns[match[1]].add(int(match[2]))
        elif match := _LIST_CELL.fullmatch(name):
            columns[f"·{match[2]}"].add(int(match[1]))
        else:
            others[name] = None
    ranges = [
        _range(column, first, last)
        for column, rows in sorted(columns.items(), key=lambda pair: (len(pair[0]), pair[0]))
        for first, last in _runs(rows)
    ]
    return [*ranges, *others]


def _range(column: str, first: int, last: int) -> str:
    if column.startswith("·"):
        return f"第{first}条{column}" if first == last else f"第{first}至{last}条{column}"
    return f"{column}{first}" if first == last else f"{column}{first}:{column}{last}"


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
