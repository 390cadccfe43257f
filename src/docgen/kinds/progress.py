"""How a unit's ledgers stand, as reports and briefings tell it: items by name, the table of figures, 自查 by point."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from docgen.dataset.fields import Fields
from docgen.dataset.records import Blank, Campaign, Dataset, Entry, LedgerForm, SelfCheck, Sourced
from docgen.dates import Deadline
from docgen.document import Align, Cell, Column, Row, Run, Table, Text, Voice
from docgen.facts import Facts, Figure, Figures, Item, Measure, Scope, State
from docgen.facts.figures import count

__all__ = [
    "FIGURE_COLUMNS",
    "figure_table",
    "further",
    "ledger_fields",
    "ledger_table",
    "ledgers",
    "narratives",
    "points",
    "situations",
    "standings",
    "told",
    "written_later",
]

#: Heading of a column of figures → the figure. The words between are those of docs/figures.md.
FIGURE_COLUMNS: Final[tuple[tuple[str, str], ...]] = (
    ("整改\n事项\n（项）", "问题总数"),
    ("整改\n措施\n（条）", "措施总数"),
    ("完成\n（项）", "完成数"),
    ("基本\n完成\n（项）", "基本完成数"),
    ("未完成\n（项）", "未完成数"),
    ("超过\n时限\n（项）", "逾期数"),
    ("完成率", "完成率"),
)
#: The number of a paragraph that staff typed.
_NUMBERED: Final = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[．.、])")
_NAME_WIDTH: Final = 3.0  # of the column of names, in columns of figures
_NUMBERED_WIDTHS: Final = (0.8, 2.7)  # of 序号 and names: a column of figures still holds three 字
_RATE: Final = "完成率"
_RATE_WIDTH: Final = 1.3  # a rate of two decimals (77.78%) stands whole, with room beside it
_NONE: Final = "—"  # where there is nothing to state


def told(item: Item, dataset: Dataset) -> Fields:
    """An item as wording names it: 台账, 序号, 问题, 时限, 逾期天数 and so on, each with its cell.

    进展 and 后段措施 are those of the measures not yet done (of all, when all are), each text once. A row that was
    brought up to date after the day counted says nothing of that day.
    """
    rows: list[Entry] | None = None  # several of the fields are read from these

    def made(name: str) -> Any:
        nonlocal rows
        if name in _OF_ITEM:
            return _OF_ITEM[name](item, dataset)
        if rows is None:
            rows = _going(item, dataset)
        return _OF_ROWS[name](rows, dataset)

    return Fields(_NAMES, made)


def _going(item: Item, dataset: Dataset) -> list[Entry]:
    """The rows of the measures not yet done (of all, when all are), as far as they tell of the day counted."""
    going = [measure for measure in item.measures if measure.state is not State.DONE] or list(item.measures)
    return [row for measure in going for row in measure.rows if not written_later(row, measure, dataset.campaign)]


def written_later(row: Entry, measure: Measure, campaign: Campaign) -> bool:
    """Whether a row already tells of a completion that lies after the day counted."""
    status = str(row.by_role("状态") or "")
    further = campaign.states_done if measure.state is not State.DONE else ()
    return status in further or (measure.state is State.OPEN and status in campaign.states_nearly)


def _form(item: Item, dataset: Dataset) -> Sourced:
    return _name(dataset.form(item.ledger))


#: Fields of an item, each by the item and its dataset.
_OF_ITEM: Final[dict[str, Callable[[Item, Dataset], Any]]] = {
    "台账": _form,
    "序号": lambda item, _: Sourced(str(item.number), item.rows[0].trace("序号")),
    "问题": lambda item, _: Sourced(_running(item.problem), item.rows[0].trace("问题")),
    "目标": lambda item, _: _given(item.rows[0], "目标"),
    "时限": lambda item, _: (
        Sourced(str(item.deadline), _deadline_cell(item)) if item.deadline else Blank(name="整改时限")
    ),
    "长期坚持": lambda item, _: item.always,
    "逾期天数": lambda item, _: count("逾期天数", item.overdue_days, "天", item.cells("时限")),
    "牵头领导": lambda item, _: tuple(Sourced(name, item.rows[0].trace("领导")) for name in item.leaders),
    "领导称谓": lambda item, dataset: _column_name(dataset.form(item.ledger), "领导"),
    "评价": lambda item, _: _given(item.rows[0], "评价"),
    "状态": lambda item, _: Sourced(str(item.state), _state_cell(item)),
}
#: Fields of an item, each by the rows that `_going` has of it.
_OF_ROWS: Final[dict[str, Callable[[Sequence[Entry], Dataset], Any]]] = {
    "措施": lambda rows, _: _texts(rows, "措施"),
    "责任单位": lambda rows, _: _texts(rows, "责任单位"),
    "进展": lambda rows, dataset: situations(rows, dataset),
    "后段措施": lambda rows, _: _texts(rows, "后段措施"),
}
_NAMES: Final = frozenset((*_OF_ITEM, *_OF_ROWS))


def standings(items: Iterable[Item], dataset: Dataset) -> dict[str, list[Fields]]:
    """Items by how they stand: 超期 (longest first), 推进 (open, in time), 巩固 (nearly done, in time) and so on."""
    found = tuple(items)
    late = sorted((item for item in found if item.overdue), key=lambda item: -item.overdue_days)
    chosen: dict[str, Iterable[Item]] = {
        "超期": late,
        "推进": (item for item in found if item.state is State.OPEN and not item.overdue),
        "巩固": (item for item in found if item.state is State.NEARLY and not item.overdue),
        "不满意": (item for item in found if item.dissatisfied),
        "新发现": (item for item in found if item.is_new),
        "完成": (item for item in found if item.state is State.DONE),
    }
    return {name: [told(item, dataset) for item in members] for name, members in chosen.items()}


def ledgers(facts: Facts, scope: Callable[[str], Scope]) -> list[tuple[LedgerForm, Figures]]:
    """The ledgers that hold items in a scope, in the order of 台账定义, each with its figures."""
    found = ((form, facts.of(scope(form.name))) for form in facts.dataset.forms)
    return [(form, figures) for form, figures in found if figures["问题总数"]]


def ledger_fields(found: Iterable[tuple[LedgerForm, Figures]]) -> list[dict[str, Any]]:
    """Ledgers as wording names them: 名称, 个人 (one a person), 数 (its figures)."""
    return [{"名称": _name(form), "个人": form.personal, "数": figures.fields()} for form, figures in found]


def _name(form: LedgerForm) -> Sourced:
    return Sourced(form.name, form.origin.trace("台账"))


def further(items: Iterable[Mapping[str, Any]]) -> list[Sourced]:
    """后段措施 of items as `told` gives them, each text once."""
    return list({str(text): text for item in items for text in item["后段措施"]}.values())


def points(dataset: Dataset, unit: str) -> list[Fields]:
    """自查情况 of a unit in the order of 要点; points that 要点 does not list come last."""
    order = {point.name: place for place, point in enumerate(dataset.checkpoints)}
    checks = sorted(dataset.self_checks_of(unit), key=lambda check: order.get(check.point, len(order)))
    return [_point(check) for check in checks]


def _point(check: SelfCheck) -> Fields:
    fields = check.fields()

    def made(name: str) -> Any:
        if name == "次数":
            return count("自查次数", check.times, "次", ((check.origin, "次数"),))
        if name == "存在问题" and check.problems:
            return Sourced(_running(check.problems), check.origin.trace("存在问题"))
        return fields[name]

    return Fields(fields.keys(), made)


def narratives(dataset: Dataset, unit: str | None, named: Sequence[str]) -> dict[str, Any]:
    """报告 of a unit (None: the office) by part; every part of `named` is there, all others are under 其他.

    A paragraph of a cell is a text. Its own number is taken off: the wording numbers anew.
    """
    parts: dict[str, list[Sourced]] = {name: [] for name in named}
    for row in dataset.narratives_of(unit):
        texts = [_NUMBERED.sub("", line.strip()) for line in row.text.split("\n") if line.strip()]
        parts.setdefault(row.part, []).extend(Sourced(text, row.origin.trace("内容")) for text in texts)
    return {**{name: parts[name] for name in named}, "其他": [p for p in parts.items() if p[0] not in named]}


def ledger_table(found: Iterable[tuple[LedgerForm, Figures]], total: Figures) -> Table:
    """A row a ledger, and the `total` of all."""
    rows = [(_data(form.name, form.origin.trace("台账")), figures) for form, figures in found]
    return figure_table("台账", rows, total)


def figure_table(
    heading: str, rows: Sequence[tuple[Text, Figures]], total: Figures, *, numbered: bool = False
) -> Table:
    """Names with their figures, a row each, then the total. A column without any figure is left out; no rate is —."""
    columns = [(title, name) for title, name in FIGURE_COLUMNS if total[name]]
    number, label_width = _NUMBERED_WIDTHS
    first = (("序号", number), (heading, label_width)) if numbered else ((heading, _NAME_WIDTH),)
    headings = (*first, *((title, _RATE_WIDTH if name == _RATE else 1.0) for title, name in columns))
    made = [
        Row(
            cells=(
                *((Cell(lines=((Run(text=str(place)),),)),) if numbered else ()),
                Cell(lines=(label,), align=Align.LEFT if numbered else None),
                *(Cell(lines=(_figure(figures[name]),)) for _, name in columns),
            )
        )
        for place, (label, figures) in enumerate(rows, 1)
    ]
    if len(rows) > 1:
        last = Cell(lines=((Run(text="合计"),),), columns=len(first))
        made.append(Row(cells=(last, *(Cell(lines=(_figure(total[name]),)) for _, name in columns))))
    columns_made, header = _head(headings)
    return Table(columns=columns_made, header=(header,), rows=tuple(made))


@lru_cache(maxsize=64)  # the same in all papers of a kind
def _head(headings: tuple[tuple[str, float], ...]) -> tuple[tuple[Column, ...], Row]:
    """The columns of a table of figures, by their titles and relative widths, and the row of its titles."""
    columns = tuple(Column(width=width, align=Align.CENTER) for _, width in headings)
    return columns, Row(cells=tuple(_heading(title) for title, _ in headings))


def _data(text: str, origin: str) -> Text:
    return (Run(text=text, voice=Voice.DATA, origins=(origin,)),)


def _heading(title: str) -> Cell:
    return Cell(lines=tuple((Run(text=line),) for line in title.split("\n")), header=True, align=Align.CENTER)


def _figure(figure: Figure) -> Text:
    """A figure; — for a rate of nothing, and for 措施 of a ledger that has no such column."""
    if figure.value is None or (figure.name == "措施总数" and not figure):
        return (Run(text=_NONE, origins=figure.origins),)
    return (Run(text=figure.text, voice=Voice.FACT, origins=figure.origins),)


def _column_name(form: LedgerForm, role: str) -> Any:
    """What a form calls the column of a role (牵头领导, 整改责任人 …)."""
    column = form.column(role)
    return Sourced(column.name, form.origin.trace("内容")) if column else Blank(name=role)


def _given(row: Entry, role: str) -> Any:
    value = row.by_role(role)
    return Sourced(str(value), row.trace(role)) if value else Blank(name=role, origin=row.trace(role))


def _texts(rows: Iterable[Entry], role: str) -> tuple[Sourced, ...]:
    """The texts of a role's column, each once, its line breaks made one sentence."""
    texts: dict[str, Sourced] = {}
    for row in rows:
        if value := row.by_role(role):
            texts.setdefault(str(value), Sourced(_running(str(value)), row.trace(role)))
    return tuple(texts.values())


def situations(rows: Iterable[Entry], dataset: Dataset) -> tuple[Sourced, ...]:
    """What every column of role 情况 says, each text once."""
    texts: dict[str, Sourced] = {}
    for row in rows:
        for column in dataset.form(row.ledger).columns:
            value = row.values.get(column.name) if column.role == "情况" else None
            if value:
                texts.setdefault(str(value), Sourced(_running(str(value)), row.origin.trace(column.name)))
    return tuple(texts.values())


def _running(text: str) -> str:
    """A cell of several lines as running text."""
    if "\n" not in text:  # most cells
        return text.strip()
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "".join(line if line[-1:] in "。；！？，：" or last else f"{line}；" for line, last in _with_last(lines))


def _with_last(lines: Sequence[str]) -> Iterable[tuple[str, bool]]:
    return ((line, place == len(lines)) for place, line in enumerate(lines, 1))


def _state_cell(item: Item) -> str:
    """The cell of a measure that stands as the item does."""
    measure = next((one for one in item.measures if one.state is item.state), item.measures[0])
    return measure.entry.trace("状态")


def _deadline_cell(item: Item) -> str:
    """The cell of the deadline that holds for the item."""
    row = next((row for row in item.rows if isinstance(row.deadline, Deadline) and row.deadline == item.deadline), None)
    return (row or item.rows[0]).trace("时限")
