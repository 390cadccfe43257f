"""THE table of figures: what each counts, in which unit, and the cells it rests on. docs/figures.md says it in Chinese.

A figure that a paper states and that is not here does not exist. A test compares the docs with this table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

from docgen.dataset.records import Dataset
from docgen.facts.figures import Cell
from docgen.facts.ground import Ground, Standing, UnitClass
from docgen.facts.items import Item, Measure, State

__all__ = ["BY_NAME", "COUNTS", "FAMILIES", "RATES", "Count", "Family", "Rate", "Subject"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Generic[T]):
    """What is counted, one by one. `name` is its name in the docs."""

    name: str
    unit: str
    members: Callable[[Ground], Sequence[T]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Generic[T]):
    """Those of a subject that fit. `column` names the column its cells stand in; `which` says in Chinese who fits.

    `amount`, where they are not counted but added up, is what one adds, or None when the data does not say; where
    nobody says anything there is no figure.
    """

    name: str
    subject: Subject[T]
    which: str
    column: str
    cells: Callable[[T], Iterable[Cell]]
    fits: Callable[[T], bool] = lambda _: True
    amount: Callable[[T], int | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A percentage of two counts."""

    name: str
    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family(Generic[T]):
    """Counts of one subject by a value, named 名：值. The values come from the data, those `listed` first."""

    name: str
    subject: Subject[T]
    which: str
    column: str
    cells: Callable[[T], Iterable[Cell]]
    value: Callable[[T], str | None]
    listed: Callable[[Dataset], tuple[str, ...]]
    without: str  # the name of having none


PROBLEMS: Final[Subject[Item]] = Subject(name="问题", unit="项", members=attrgetter("items"))
MEASURES: Final[Subject[Measure]] = Subject(name="措施", unit="条", members=attrgetter("measures"))
UNITS: Final[Subject[Standing]] = Subject(name="单位", unit="个", members=attrgetter("standings"))
CLASSES: Final[Subject[UnitClass]] = Subject(name="单位", unit="个", members=attrgetter("classes"))
SPOT_CHECKS: Final = Subject(name="抽查记录", unit="项", members=attrgetter("spot_checks"))
SUPERVISED: Final = Subject(name="督办事项", unit="项", members=attrgetter("supervised"))
LEADERS: Final = Subject(name="领导", unit="人", members=attrgetter("leaders"))
LEDGERS: Final = Subject(name="台账", unit="个", members=attrgetter("ledgers"))
SELF_CHECKS: Final = Subject(name="自查记录", unit="次", members=attrgetter("self_checks"))


def _problems(name: str, which: str, column: str, fits: Callable[[Item], bool]) -> Count[Item]:
    return Count(
        name=name, subject=PROBLEMS, which=which, column=column, cells=lambda item: item.cells(column), fits=fits
    )


def _measures(name: str, which: str, column: str, fits: Callable[[Measure], bool]) -> Count[Measure]:
    def cells(measure: Measure) -> Iterable[Cell]:
        return ((row.origin, row.roles.get(column, "")) for row in measure.rows)

    return Count(name=name, subject=MEASURES, which=which, column=column, cells=cells, fits=fits)


def _units(
    name: str,
    which: str,
    column: str,
    fits: Callable[[Standing], bool],
    records: Callable[[Standing], Iterable[Any]] = lambda _: (),
) -> Count[Standing]:
    def cells(standing: Standing) -> Iterable[Cell]:
        return standing.cells(column, *records(standing))

    return Count(name=name, subject=UNITS, which=which, column=column, cells=cells, fits=fits)


COUNTS: Final[tuple[Count[Any], ...]] = (
    _problems("问题总数", "截至日已登记的全部问题", "问题", lambda item: True),
    _problems("完成数", "全部措施完成", "状态", lambda item: item.state is State.DONE),
    _problems("基本完成数", "全部措施完成或基本完成，且不都完成", "状态", lambda item: item.state is State.NEARLY),
    _problems("完成和基本完成数", "完成或基本完成", "状态", lambda item: item.state is not State.OPEN),
    _problems("未完成数", "有措施未完成", "状态", lambda item: item.state is State.OPEN),
    _problems("到期数", "时限在截至日之前（截至日当天到期的不算）", "时限", lambda item: item.past_due),
    _problems("按期完成数", "已到期，且完成日期不晚于时限", "完成日期", lambda item: item.past_due and item.on_time),
    _problems("逾期完成数", "已到期，且完成日期晚于时限", "完成日期", lambda item: item.past_due and item.late),
    _problems("逾期数", "已到期，截至日仍没有完成（含基本完成）", "时限", lambda item: item.overdue),
    _problems("长期坚持数", "时限为长期坚持", "时限", lambda item: item.always),
    _problems("新发现数", "来源属于新发现来源", "来源", lambda item: item.is_new),
    _problems("评价数", "填有评价", "评价", lambda item: item.approval is not None),
    _problems("满意数", "评价属于满意评价", "评价", lambda item: item.satisfied),
    _problems("不满意数", "评价属于不满意评价", "评价", lambda item: item.dissatisfied),
    _problems("销号数", "各行的销号日期都不晚于截至日", "销号日期", lambda item: item.cancelled_on is not None),
    _measures("措施总数", "有措施一列且已填的行", "措施", lambda measure: True),
    _measures("措施完成数", "完成", "状态", lambda measure: measure.state is State.DONE),
    _measures("措施基本完成数", "基本完成", "状态", lambda measure: measure.state is State.NEARLY),
    _measures("措施未完成数", "未完成", "状态", lambda measure: measure.state is State.OPEN),
    _units("单位总数", "单位表中的全部单位（主办机关自己不必报告的，不算）", "规范化简称", lambda standing: True),
    _units("应报单位数", "应报告", "应报告", lambda s: s.unit.must_report, lambda s: (s.unit,)),
    _units(
        "已报单位数",
        "应报告，且每本台账的报送日期都不晚于截至日",
        "报送日期",
        lambda s: s.unit.must_report and s.reported,
        lambda s: s.submissions,
    ),
    _units(
        "未报单位数",
        "应报告，有台账到截至日没有报送",
        "报送日期",
        lambda s: s.unit.must_report and not s.reported,
        lambda s: s.submissions,
    ),
    _units(
        "督查单位数", "截至日前（含当日）有督查记录", "日期", lambda s: bool(s.inspections), lambda s: s.inspections
    ),
    _units(
        "抽查单位数", "截至日前（含当日）有重点抽查", "日期", lambda s: bool(s.spot_checks), lambda s: s.spot_checks
    ),
    _units(
        "发现问题单位数",
        "重点抽查记有问题",
        "问题",
        lambda s: any(check.finding for check in s.spot_checks),
        lambda s: (check for check in s.spot_checks if check.finding),
    ),
    _units(
        "已反馈单位数",
        "有重点抽查，且每次都在截至日前（含当日）反馈",
        "反馈日期",
        lambda s: s.fed_back,
        lambda s: s.spot_checks,
    ),
    _units("已开会单位数", "截至日前（含当日）开过会", "日期", lambda s: bool(s.meetings), lambda s: s.meetings),
    Count(
        name="督办单位数",
        subject=UNITS,
        which="有督办事项",
        column="状态",
        cells=lambda s: (cell for treatment in s.supervised for cell in treatment.item.cells("状态")),
        fits=lambda s: bool(s.supervised),
    ),
    Count(
        name="督办事项数",
        subject=SUPERVISED,
        which="按规则或者经审定列入督办",
        column="状态",
        cells=lambda treatment: treatment.item.cells("状态"),
    ),
    Count(
        name="抽查发现问题数",
        subject=SPOT_CHECKS,
        which="记有问题",
        column="问题",
        cells=lambda check: ((check.origin, "问题"),),
        fits=lambda check: bool(check.finding),
    ),
    Count(
        name="领导人数",
        subject=LEADERS,
        which="这些单位在领导干部表中的全部人员",
        column="姓名",
        cells=lambda leader: ((leader.origin, "姓名"),),
    ),
    Count(
        name="台账数",
        subject=LEDGERS,
        which="登记有问题的台账（按台账定义，一种算一个）",
        column="问题",
        cells=lambda pair: pair[1].cells("问题"),
    ),
    Count(
        name="自查次数",
        subject=SELF_CHECKS,
        which="填有次数的，次数相加；都没有填的不出数",
        column="次数",
        cells=lambda check: ((check.origin, "次数"),),
        amount=lambda check: check.times,
    ),
)

RATES: Final[tuple[Rate, ...]] = (
    Rate(name="完成率", numerator="完成数", denominator="问题总数"),
    Rate(name="完成和基本完成率", numerator="完成和基本完成数", denominator="问题总数"),
    Rate(name="措施完成率", numerator="措施完成数", denominator="措施总数"),
    Rate(name="按期完成率", numerator="按期完成数", denominator="到期数"),
    Rate(name="满意率", numerator="满意数", denominator="评价数"),
    Rate(name="销号率", numerator="销号数", denominator="问题总数"),
    Rate(name="报送率", numerator="已报单位数", denominator="应报单位数"),
    Rate(name="抽查覆盖率", numerator="抽查单位数", denominator="单位总数"),
)

FAMILIES: Final[tuple[Family[Any], ...]] = (
    Family(
        name="来源",
        subject=PROBLEMS,
        which="任务来源为该值（中央、省委、市委、本单位等，以数据为准）",
        column="任务来源",
        cells=lambda item: item.cells("任务来源"),
        value=lambda item: item.task_source,
        listed=lambda dataset: (),
        without="未注明",
    ),
    Family(
        name="分类",
        subject=CLASSES,
        which="类别为该值（分类标准中的各类）：审定了的以处理为准，没有审定的以建议为准",
        column="决定或状态",
        cells=lambda unit_class: unit_class.cells,
        value=lambda unit_class: unit_class.final,
        listed=lambda dataset: tuple(name for name, _ in dataset.campaign.classes),
        without="未分类",
    ),
)

BY_NAME: Final[dict[str, Count[Any] | Rate]] = {
    **{definition.name: definition for definition in COUNTS},
    **{definition.name: definition for definition in RATES},
}
