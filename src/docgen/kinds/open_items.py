"""The list of what is not yet done, as an attachment of a unit's report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from docgen.document import Align, Cell, Column, Row, Run, Table, Text, Voice
from docgen.facts import Figure

__all__ = ["open_table"]

#: Heading, relative width, how the cells lie.
_COLUMNS: Final[tuple[tuple[str, float, Align], ...]] = (
    ("序号", 1.0, Align.CENTER),
    ("台账及\n序号", 2.4, Align.CENTER),
    ("整改事项", 5.0, Align.LEFT),
    ("整改\n时限", 2.5, Align.CENTER),
    ("超期\n天数", 1.3, Align.CENTER),
    ("状态", 1.7, Align.CENTER),
    ("负责人", 2.4, Align.CENTER),
    ("进展情况", 6.0, Align.LEFT),
    ("后续措施", 5.0, Align.LEFT),
)
_WIDTHS: Final = tuple(Column(width=width, align=align) for _, width, align in _COLUMNS)
_HEADS: Final = tuple(
    Cell(lines=tuple((Run(text=line),) for line in title.split("\n")), header=True, align=Align.CENTER)
    for title, _, _ in _COLUMNS
)
_NONE: Final = "—"


def open_table(items: Sequence[Mapping[str, Any]]) -> Table:
    """A row an item, as `progress.told` gives them, in their order."""
    rows = tuple(_row(number, item) for number, item in enumerate(items, 1))
    return Table(columns=_WIDTHS, header=(Row(cells=_HEADS),), rows=rows)


def _row(number: int, item: Mapping[str, Any]) -> Row:
    cells: tuple[tuple[Text, ...], ...] = (
        ((Run(text=str(number)),),),
        ((_data(item["台账"]), Run(text="第"), _data(item["序号"]), Run(text="项")),),
        ((_data(item["问题"]),),),
        ((_data(item["时限"]) if item["时限"] else Run(text=_NONE),),),
        ((_figure(item["逾期天数"]),),),
        ((_data(item["状态"]),),),
        (_listed(item["牵头领导"]),),
        _lines(item["进展"]),
        _lines(item["后段措施"]),
    )
    return Row(cells=tuple(Cell(lines=lines) for lines in cells))


def _data(value: Any) -> Run:
    return Run(text=str(value).replace("\n", ""), voice=Voice.DATA, origins=(value.origin,))


def _figure(figure: Figure) -> Run:
    return Run(text=figure.text, voice=Voice.FACT, origins=figure.origins) if figure else Run(text=_NONE)


def _listed(values: Sequence[Any]) -> Text:
    """Names with 、 between them."""
    joined = [run for value in values for run in (Run(text="、"), _data(value))]
    return tuple(joined[1:]) or (Run(text=_NONE),)


def _lines(values: Iterable[Any]) -> tuple[Text, ...]:
    return tuple((_data(value),) for value in values) or ((Run(text=_NONE),),)
