"""A figure as papers print it: its value, its text, and the cells it rests on. How counts and rates are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, partial, total_ordering
from itertools import chain
from typing import overload

from docgen.dataset.records import RowOrigin

__all__ = ["Cell", "CellsOf", "Figure", "Origins", "count", "rate"]

#: A record's place and the header of a column.
Cell = tuple[RowOrigin, str]


class CellsOf(partial[Iterable[Cell]]):
    """The cells that a figure rests on, found when somebody asks: most figures decide a sentence and are not printed.

    Made of what finds them and what that is given; it is called anew each time.
    """

    __slots__ = ()

    def __iter__(self) -> Iterator[Cell]:
        return iter(self())


class Origins(Sequence[str]):
    """Cells as staff read them, each once, told when somebody asks: a tuple in every other way.

    A paper states figures of hundreds of cells, and nobody traces most of them.
    """

    __slots__ = ("_cells", "_places")

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._cells = cells
        self._places: tuple[str, ...] | None = None

    def _told(self) -> tuple[str, ...]:
        if self._places is None:
            traced = (origin.trace(column) for origin, column in self._cells)
            self._places = tuple(dict.fromkeys(place for place in traced if place))
        return self._places

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        return self._told()[place]

    def __len__(self) -> int:
        return len(self._told())

    def __iter__(self) -> Iterator[str]:
        return iter(self._told())

    def __eq__(self, other: object) -> bool:
        return self._told() == (other._told() if isinstance(other, Origins) else other)

    def __hash__(self) -> int:
        return hash(self._told())

    def __repr__(self) -> str:
        return repr(self._told())

    def __reduce__(self) -> tuple[type[tuple[str, ...]], tuple[tuple[str, ...]]]:
        """Pickled as what it tells: a paper goes to a worker without its dataset."""
        return tuple, (self._told(),)


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
    cells: tuple[Cell, ...] | CellsOf = ()

    @property
    def origins(self) -> Sequence[str]:
        """The cells it was counted from, one by one, each once: dataset.xlsx › 领导班子台账 › E2."""
        return Origins(self.cells)

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
    found = cells if isinstance(cells, CellsOf) else tuple(cells)
    return Figure(name=name, value=value, text="" if value is None else str(value), unit=unit, cells=found)


def rate(name: str, part: Figure, whole: Figure, decimals: int) -> Figure:
    """A rate in percent, half up, in decimal arithmetic; nothing when the denominator is nothing.

    A whole percentage prints without decimals (100%, 95%). Rounding never makes a rate 100% that is not, nor 0%
    one that is not: it stops at the nearest value short of it (99.96% → 99.9%, 0.04% → 0.1%).
    """
    cells = CellsOf(chain, part.cells, whole.cells)
    if part.value is None or not whole.value:
        return Figure(name=name, value=None, text="", unit="%", cells=cells)
    value, text = _percentage(part.value, whole.value, decimals)
    return Figure(name=name, value=value, text=text, unit="%", cells=cells)


@lru_cache(maxsize=4096)  # parts of a few dozen problems
def _percentage(part: int | float, whole: int | float, decimals: int) -> tuple[float, str]:
    """A rate as printed, and its text."""
    exact = Decimal(100) * Decimal(str(part)) / Decimal(str(whole))
    if exact == exact.to_integral_value():
        printed = exact.to_integral_value()
    else:
        step = Decimal(1).scaleb(-decimals)
        printed = exact.quantize(step, rounding=ROUND_HALF_UP)
        if printed == 0:
            printed = step
        elif printed == 100:
            printed = printed - step if exact < 100 else printed + step
    return float(printed), f"{printed:f}%"
