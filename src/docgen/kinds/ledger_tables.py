"""Ledger rows → rows of a table: what each cell prints and from which cell; equal cells of a problem drawn together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from docgen.dataset.records import Entry, LedgerForm
from docgen.dates import format_day
from docgen.document import Align, Cell, Column, Row, Run, Table, Text, Voice
from docgen.facts import Item, Measure
from docgen.kinds.forms import columns_of, header_of

__all__ = ["Line", "Printed", "TableColumn", "form_columns", "headed", "lines_of", "printed", "role_value", "table_of"]

#: Roles that belong to the problem and not to one measure: blank in a later row of the problem means "as above".
_OF_PROBLEM: Final = frozenset({"序号", "问题", "类别", "目标"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a cell prints: its paragraphs, and the cells of the data they come from."""

    lines: tuple[str, ...] = ()
    origins: Sequence[str] = ()
    voice: Voice = Voice.DATA

    @property
    def text(self) -> tuple[Text, ...]:
        """The paragraphs as lines of runs, at least one."""
        return tuple(
            (Run(text=line, voice=self.voice, origins=self.origins),) if line else () for line in self.lines
        ) or ((),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A ledger row on its way to paper. `lead` is what its first column says where the paper adds one (单位, 阶段)."""

    entry: Entry
    measure: Measure
    item: Item
    lead: Printed = field(default_factory=Printed)

    @property
    def leaders(self) -> tuple[str, ...]:
        """牵头领导 of the measure in rank order: those of the row, and of leaders' own entries behind it."""
        named = {name for row in self.rows for name in row.leaders}
        return tuple(name for name in self.item.leaders if name in named)

    @property
    def rows(self) -> tuple[Entry, ...]:
        """The row, and behind the office's 综合 entry the leaders' own ones on the same measure."""
        own = (row for row in self.item.rows if not row.counted and row.measure == self.entry.measure)
        return (self.entry, *own) if self.entry.counted else (self.entry,)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column of a table of ledger rows. `of_problem`: a blank cell below a filled one of a problem says the same."""

    heading: tuple[Text, ...]
    column: Column
    value: Callable[[Line], Printed]
    of_problem: bool = False


def lines_of(item: Item, lead: Printed | None = None) -> tuple[Line, ...]:
    """The rows of a problem as a ledger shows them: the office's 综合 entries; without one, the leaders' own."""
    return tuple(
        Line(entry=row, measure=measure, item=item, lead=lead or Printed())
        for measure in item.measures
        for row in measure.rows
    )


def printed(value: Any, *origins: str) -> Printed:
    """A value as paper shows it: text as it stands, a day as 7.3.5.4 has it, names one below another."""
    if value in (None, "", ()):
        return Printed()
    if isinstance(value, tuple):
        return Printed(lines=_listed([str(name) for name in value]), origins=origins)
    if isinstance(value, date):
        return Printed(lines=(format_day(value),), origins=origins)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return Printed(lines=tuple(str(value).split("\n")), origins=origins)


def _listed(names: Sequence[str]) -> tuple[str, ...]:
    """Names each in its own paragraph, so that none is broken in a narrow column; 、 stays between them."""
    return (*(f"{name}、" for name in names[:-1]), names[-1])


def role_value(line: Line, role: str) -> Printed:
    """What a line prints in the column of a role; nothing when its form has no such column."""
    entry = line.entry
    if role == "领导":
        rows = line.rows if line.leaders != entry.leaders else (entry,)
        return printed(line.leaders, *(row.trace(role) for row in rows if row.leaders))
    return printed(entry.by_role(role), entry.trace(role))


def form_columns(form: LedgerForm) -> tuple[TableColumn, ...]:
    """The printed columns of a form."""
    shown = [column for column in form.columns if column.on_paper]
    headings = header_of(form).cells

    def value(name: str, role: str) -> Callable[[Line], Printed]:
        if role == "领导":
            return lambda line: role_value(line, role)
        return lambda line: printed(line.entry.values.get(name), line.entry.origin.trace(name))

    return tuple(
        TableColumn(
            heading=heading.lines,
            column=column,
            value=value(defined.name, defined.role),
            of_problem=defined.role in _OF_PROBLEM,
        )
        for defined, column, heading in zip(shown, columns_of(form), headings, strict=True)
    )


def headed(heading: str, width: float, voice: Voice = Voice.WORDING, origin: str = "") -> TableColumn:
    """A first column that shows the `lead` of each line."""
    run = Run(text=heading, voice=voice, origins=(origin,) if origin else ())
    return TableColumn(
        heading=((run,),),
        column=Column(width=width, align=Align.CENTER),
        value=lambda line: line.lead,
        of_problem=True,
    )


def table_of(columns: Sequence[TableColumn], problems: Iterable[Sequence[Line] | Row]) -> Table:
    """A table of problems, each the lines that are drawn together, or a row that is ready."""
    header = Row(cells=tuple(Cell(lines=column.heading, header=True, align=Align.CENTER) for column in columns))
    rows: list[Row] = []
    for problem in problems:
        rows += [problem] if isinstance(problem, Row) else _problem_rows(columns, problem)
    return Table(columns=tuple(column.column for column in columns), header=(header,), rows=tuple(rows))


def _problem_rows(columns: Sequence[TableColumn], lines: Sequence[Line]) -> list[Row]:
    """The rows of one problem; equal consecutive cells become one that reaches over their rows."""
    values = [[column.value(line) for line in lines] for column in columns]
    starts = [_starts(column, of_problem=given.of_problem) for column, given in zip(values, columns, strict=True)]
    for row in range(len(lines)):
        filled = [begins for column, begins in zip(values, starts, strict=True) if column[row].lines]
        if filled and not any(row in begins for begins in filled):
            filled[-1].add(row)  # rows alike in everything stay rows: the last column tells them apart
    made = []
    for row in range(len(lines)):
        cells = [
            _merged(column[row : min((after for after in begins if after > row), default=len(lines))])
            for column, begins in zip(values, starts, strict=True)
            if row in begins
        ]
        made.append(Row(cells=tuple(cells)))
    return made


def _starts(values: Sequence[Printed], *, of_problem: bool) -> set[int]:
    """The rows of a column in which a cell begins."""
    starts = {0}
    shown = values[0]
    for row, value in enumerate(values[1:], 1):
        if not _same(shown, value, of_problem=of_problem):
            starts.add(row)
            shown = value
    return starts


def _same(above: Printed, below: Printed, *, of_problem: bool) -> bool:
    if not below.lines:
        return of_problem and bool(above.lines)
    return above.lines == below.lines


def _merged(values: Sequence[Printed]) -> Cell:
    """One cell for equal values; it is traced to all of their cells."""
    origins = tuple(dict.fromkeys(origin for value in values for origin in value.origins))
    first = values[0]
    return Cell(lines=Printed(lines=first.lines, origins=origins, voice=first.voice).text, rows=len(values))
