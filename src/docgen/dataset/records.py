"""The records of a dataset: one class a sheet, one field a column; the alias of a field is the header of its column.

A field without a default must be filled in. Ledger rows have no class of their own: their columns are data (台账定义).
docs/dataset.md describes the sheets for people; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import fields as dataclass_fields
from datetime import date
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar, Literal, Protocol, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field

from docgen.dataset.fields import Fields
from docgen.dates import Deadline
from docgen.problems import Problem

__all__ = [
    "Blank",
    "Campaign",
    "Checkpoint",
    "Dataset",
    "Day",
    "Decision",
    "Entry",
    "FormColumn",
    "GroupOfInspectors",
    "Inspection",
    "Issued",
    "Leader",
    "LedgerForm",
    "Meeting",
    "Narrative",
    "Paper",
    "PersonName",
    "Record",
    "RowOrigin",
    "SelfCheck",
    "Sourced",
    "SourcedDay",
    "SourcedNumber",
    "Stage",
    "Submission",
    "Unit",
    "by_unit",
    "sourced",
]


#: The name of a person, read without the blanks that spread two characters to the width of three (王　伟).
PersonName = Annotated[str, "姓名"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOrigin:
    """Where a record stands: file, sheet, and for each column its cell (`F17`; in YAML `第3条·整改时限`)."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)

    def cell(self, column: str) -> str:
        """The cell of a column, or of the row's first cell when the column is not there."""
        return self.cells.get(column) or next(iter(self.cells.values()), f"第{self.row}行")

    def trace(self, column: str) -> str:
        """The cell as staff read it: 文件 › 表 › 格; empty when the record stands in no row."""
        return f"{self.file} › {self.sheet} › {self.cells.get(column) or self.cell(column)}" if self.cells else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A value the data does not give. False in a condition; printed, it becomes 【待填：name】 and a problem."""

    name: str
    origin: str = ""

    def __bool__(self) -> bool:
        """Always False."""
        return False

    def __iter__(self) -> Iterator[object]:
        """Nothing: a loop over what is not given does nothing."""
        return iter(())


class Sourced(str):
    """The text of a cell, which knows the cell; an ordinary string in every other way."""

    __slots__ = ("origin",)
    origin: str

    def __new__(cls, text: str, origin: str) -> Sourced:
        """The text and its cell, as staff read it: 文件 › 表 › 格."""
        sourced = str.__new__(cls, text)
        sourced.origin = origin
        return sourced


class SourcedDay(date):
    """The day of a cell, which knows the cell; an ordinary day in every other way."""

    __slots__ = ("origin",)
    origin: str

    def __new__(cls, year: int, month: int, day: int, origin: str = "") -> SourcedDay:
        """The day and its cell; a day reckoned from it has no cell."""
        made = super().__new__(cls, year, month, day)
        made.origin = origin
        return made


class SourcedNumber(int):
    """The whole number of a cell, which knows the cell; an ordinary number in every other way."""

    origin: str

    def __new__(cls, number: int, origin: str) -> SourcedNumber:
        """The number and its cell."""
        made = super().__new__(cls, number)
        made.origin = origin
        return made


def sourced(value: Any, origin: str) -> Any:
    """A value that knows its cell: text, days, deadlines (as text), whole numbers, each of several; else as is."""
    if isinstance(value, str | Deadline):
        return Sourced(str(value), origin)
    if isinstance(value, date):
        return SourcedDay(value.year, value.month, value.day, origin)
    if isinstance(value, int) and not isinstance(value, bool):
        return SourcedNumber(value, origin)
    return tuple(sourced(item, origin) for item in value) if isinstance(value, tuple) else value


def _fields(record: Record | Campaign) -> Fields:
    names = _headers(type(record))

    def made(header: str) -> Any:
        value = getattr(record, names[header])
        origin = record.origin.trace(header)
        return Blank(name=header, origin=origin) if value is None or value in ("", ()) else sourced(value, origin)

    return Fields(names, made)


@cache
def _headers(record: type[BaseModel]) -> dict[str, str]:
    """The headers of a class of records, each with the name of its field."""
    return {info.alias or name: name for name, info in record.model_fields.items() if name != "origin"}


class Record(BaseModel):
    """A row. Frozen; knows its origin; `fields()` gives its values under the headers of their columns."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="forbid", arbitrary_types_allowed=True)

    SHEET: ClassVar[str]

    origin: RowOrigin = Field(default_factory=RowOrigin, repr=False)

    def fields(self) -> Fields:
        """Header → value, as wording reads it: each value with its cell (`sourced`), what is not given as `Blank`."""
        return _fields(self)


class Unit(Record):
    """单位: who gets papers and who reports."""

    SHEET: ClassVar[str] = "单位"

    code: str = Field(alias="代码")
    full_name: str = Field(alias="全称")
    name: str = Field(alias="规范化简称")
    category: str = Field(alias="类别")
    superior: str | None = Field(default=None, alias="上级")  # a 规范化简称, or a body outside the list
    group: str | None = Field(default=None, alias="督导组")
    counterpart: str | None = Field(default=None, alias="对口收文机构")  # the body that papers are addressed to
    mark: str | None = Field(default=None, alias="发文机关标志")  # of the unit's own papers; newline = hand-set break
    signature: str | None = Field(default=None, alias="署名")  # newline = hand-set break
    series: str | None = Field(default=None, alias="机关代字")
    head: PersonName | None = Field(default=None, alias="主要负责人")
    copies: int = Field(default=1, alias="份数")
    gets_notice: bool = Field(default=True, alias="发通知")
    must_report: bool = Field(default=True, alias="应报告")
    order: int = Field(alias="排序")


class GroupOfInspectors(Record):
    """督导组."""

    SHEET: ClassVar[str] = "督导组"

    name: str = Field(alias="名称")
    leader: PersonName | None = Field(default=None, alias="组长")
    members: tuple[PersonName, ...] = Field(default=(), alias="成员")  # 、 between names
    contact: PersonName | None = Field(default=None, alias="联系人")
    phone: str | None = Field(default=None, alias="联系电话")


class Leader(Record):
    """领导干部."""

    SHEET: ClassVar[str] = "领导干部"

    unit: str = Field(alias="单位")
    name: PersonName = Field(alias="姓名")
    post: str = Field(alias="职务")
    rank: int = Field(alias="排序")
    is_head: bool = Field(default=False, alias="主要负责人")
    duties: str | None = Field(default=None, alias="分管领域")
    contact_point: str | None = Field(default=None, alias="联系点")


class Paper(Record):
    """发文: one row a paper, or with 单位 blank the defaults of a kind. `kind` is the Chinese word (通知 …)."""

    SHEET: ClassVar[str] = "发文"
    #: 文种 that there are; a test compares them with the kinds. `load` is told of an office's own.
    KINDS: ClassVar[tuple[str, ...]] = (
        "通知",
        "台账",
        "通报稿",
        "督办通知单",
        "情况报告",
        "抽查通报",
        "反馈函",
        "催报通知",
    )
    #: 单位 of the row that holds for the units' own papers of a kind.
    ALL_UNITS: ClassVar[str] = "各单位"

    kind: str = Field(alias="文种")
    unit: str | None = Field(default=None, alias="单位")
    title: str | None = Field(default=None, alias="标题")  # newline = hand-set break; blank = by wording
    mark: str | None = Field(default=None, alias="发文机关标志")  # newline = hand-set break; ； between agencies
    signature: str | None = Field(default=None, alias="署名")  # newline = hand-set break; ； between agencies
    series: str | None = Field(default=None, alias="机关代字")
    year: int | None = Field(default=None, alias="年份")
    serial: int | None = Field(default=None, alias="序号")
    signers: tuple[PersonName, ...] = Field(default=(), alias="签发人")  # 、 between names
    signed_on: date | None = Field(default=None, alias="成文日期")
    as_of: date | None = Field(default=None, alias="统计截至日期")
    recipients: str | None = Field(default=None, alias="主送")  # without the colon
    copies_to: str | None = Field(default=None, alias="抄送")  # without the label
    printer: str | None = Field(default=None, alias="印发机关")
    printed_on: date | None = Field(default=None, alias="印发日期")
    security: str | None = Field(default=None, alias="密级")
    security_term: str | None = Field(default=None, alias="保密期限")
    urgency: str | None = Field(default=None, alias="紧急程度")
    copies: int | None = Field(default=None, alias="份数")
    remark: str | None = Field(default=None, alias="附注")  # without its brackets
    sealed: bool = Field(default=True, alias="用印")


class Issued(Record):
    """印发件: one paragraph a row, in order. The first of a text is its title (newline = hand-set break).

    A row with 附表 is an attachment: 段落 is its label as written (附件1：), 附表 the name of its form in 台账定义.
    """

    SHEET: ClassVar[str] = "印发件"

    text: str = Field(alias="件")
    paragraph: str = Field(alias="段落")
    form: str | None = Field(default=None, alias="附表")


class Stage(Record):
    """阶段."""

    SHEET: ClassVar[str] = "阶段"

    order: int = Field(alias="序号")
    name: str = Field(alias="名称")
    start: date = Field(alias="开始")
    end: date = Field(alias="结束")
    tasks: str = Field(alias="任务")


class Checkpoint(Record):
    """要点: what is to be checked, in order."""

    SHEET: ClassVar[str] = "要点"

    order: int = Field(alias="序号")
    subject: str = Field(alias="对象")  # 领导班子, 基层党组织, 党员干部 …
    name: str = Field(alias="要点")
    focus: str = Field(alias="重点")


class FormColumn(BaseModel):
    """A column of a ledger. `name` heads it in the data sheet, `printed` on paper (newline: break)."""

    model_config = ConfigDict(frozen=True)

    name: str
    printed: str
    role: str
    width: float = 1.0
    on_paper: bool = True


class LedgerForm(BaseModel):
    """A ledger form, put together from the rows of 台账定义: 台账 | 项目 | 内容 | 角色 | 宽度.

    项目 is 标题 (once), 表头 (once, its fields separated by ｜), 列 (a printed column), 数据列 (a column that is only
    data), 说明 (any number), 空行 (how many blank rows a blank form has). 角色 of a column is one of `ROLES`.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    SHEET: ClassVar[str] = "台账定义"
    #: What a column is for. Each role at most once a form, but for 情况 and 其他.
    ROLES: ClassVar[tuple[str, ...]] = (
        "序号",  # number of the problem within its unit; rows of one problem share it
        "类别",
        "问题",  # the problem, project or rule that is put right: what is counted as 项
        "目标",
        "措施",  # one measure a row: what is counted as 条
        "时限",
        "领导",  # 牵头领导, 、 between names
        "责任单位",
        "情况",  # what was done
        "后段措施",
        "责任人",  # a person's own ledger: whose it is
        "职务",
        "填报人",  # a leader's name, or 综合: the office's entry, which is the one counted
        "状态",
        "登记日期",
        "完成日期",
        "销号日期",
        "评价",  # 群众评价
        "来源",  # 原清单 / 回头看新发现
        "任务来源",  # 中央 / 省委 / 市委 / 本单位
        "要点",
        "其他",
    )

    name: str  # also the name of the data sheet
    title: str
    head: tuple[str, ...] = ()
    columns: tuple[FormColumn, ...]
    notes: tuple[str, ...] = ()
    blank_rows: int = 2
    personal: bool = False  # has a column of role 责任人: one ledger a person
    origin: RowOrigin = Field(default_factory=RowOrigin, repr=False)

    def column(self, role: str) -> FormColumn | None:
        """The first column of a role."""
        return next((column for column in self.columns if column.role == role), None)


class Entry(BaseModel):
    """A row of a ledger. `values` is header → value; read it by role through the properties."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    ledger: str
    unit: str
    values: dict[str, Any]
    roles: dict[str, str]  # role → header
    origin: RowOrigin = Field(default_factory=RowOrigin, repr=False)

    def by_role(self, role: str) -> Any:
        """The value of a role's column; None when the form has no such column or the cell is empty."""
        header = self.roles.get(role)
        return None if header is None else self.values.get(header)

    def trace(self, role: str) -> str:
        """The cell of a role's column as staff read it."""
        return self.origin.trace(self.roles.get(role, ""))

    @property
    def number(self) -> int:
        """序号 of the problem within its unit (and person)."""
        return int(self.by_role("序号") or 0)

    @property
    def problem(self) -> str:
        """The problem, project or rule."""
        return str(self.by_role("问题") or "")

    @property
    def measure(self) -> str | None:
        """The measure of this row."""
        return cast("str | None", self.by_role("措施"))

    @property
    def deadline(self) -> Deadline | None:
        """The deadline of this row."""
        return cast("Deadline | None", self.by_role("时限"))

    @property
    def leaders(self) -> tuple[str, ...]:
        """牵头领导, as written; for rank order compare with 领导干部."""
        return self.by_role("领导") or ()

    @property
    def person(self) -> str | None:
        """责任人 of a person's own ledger."""
        return cast("str | None", self.by_role("责任人"))

    @property
    def counted(self) -> bool:
        """Whether figures count this row: a leader's own entry beside a 综合 one does not."""
        return self.by_role("填报人") in (None, "", "综合")


class Submission(Record):
    """报送: unit × ledger."""

    SHEET: ClassVar[str] = "报送"

    unit: str = Field(alias="单位")
    ledger: str = Field(alias="台账")
    filled_by: PersonName | None = Field(default=None, alias="填报人")
    filled_on: date | None = Field(default=None, alias="填报日期")
    head: PersonName | None = Field(default=None, alias="负责人审核")
    head_on: date | None = Field(default=None, alias="负责人审核日期")
    group: PersonName | None = Field(default=None, alias="督导组审核")
    group_on: date | None = Field(default=None, alias="督导组审核日期")
    sent_on: date | None = Field(default=None, alias="报送日期")


class SelfCheck(Record):
    """自查情况: unit × point."""

    SHEET: ClassVar[str] = "自查情况"

    unit: str = Field(alias="单位")
    point: str = Field(alias="要点")
    done: str = Field(alias="做法")
    times: int | None = Field(default=None, alias="次数")
    problems: str | None = Field(default=None, alias="存在问题")


class Meeting(Record):
    """会议: the enlarged meeting of a unit."""

    SHEET: ClassVar[str] = "会议"

    unit: str = Field(alias="单位")
    meeting: str = Field(alias="会议")
    held_on: date | None = Field(default=None, alias="日期")
    place: str | None = Field(default=None, alias="地点")
    host: PersonName | None = Field(default=None, alias="主持人")
    speaker: PersonName | None = Field(default=None, alias="通报人")
    scope: str | None = Field(default=None, alias="参会范围")
    present: int | None = Field(default=None, alias="到会人数")


class Inspection(Record):
    """督查: a finding."""

    SHEET: ClassVar[str] = "督查"

    unit: str = Field(alias="单位")
    inspected_on: date = Field(alias="日期")
    kind: Literal["逐级督查", "重点抽查", "专项检查"] = Field(alias="类别")
    method: str | None = Field(default=None, alias="方法")
    inspector: PersonName | None = Field(default=None, alias="督查人")
    merits: str | None = Field(default=None, alias="成效")
    finding: str | None = Field(default=None, alias="问题")
    requirement: str | None = Field(default=None, alias="要求")
    deadline: Deadline | None = Field(default=None, alias="整改时限")
    fed_back_on: date | None = Field(default=None, alias="反馈日期")
    outcome: str | None = Field(default=None, alias="结果")  # a grade of 活动 (好、较好、一般、差)


class Decision(Record):
    """处理: what a person decided. 事项 分类: `decision` is the class of the unit; 事项 督办: of one ledger item."""

    SHEET: ClassVar[str] = "处理"
    #: What may be decided on an item: the four treatments, or none.
    TREATMENTS: ClassVar[tuple[str, ...]] = ("督办", "跟踪", "巩固", "纳入", "不办理")

    unit: str = Field(alias="单位")
    matter: Literal["分类", "督办"] = Field(alias="事项")
    ledger: str | None = Field(default=None, alias="台账")
    number: int | None = Field(default=None, alias="序号")  # of the problem in the ledger
    proposal: str | None = Field(default=None, alias="建议")
    decision: str | None = Field(default=None, alias="决定")  # 分类: a class; 督办: 督办, 跟踪, 巩固, 纳入 or 不办理
    reason: str | None = Field(default=None, alias="理由")
    decided_by: PersonName | None = Field(default=None, alias="决定人")
    decided_on: date | None = Field(default=None, alias="决定日期")


class Narrative(Record):
    """报告: narrative parts of reports. 单位 blank: the office's own. 部分: 主要做法, 主要成效, 存在问题, 下步打算 …"""

    SHEET: ClassVar[str] = "报告"

    unit: str | None = Field(default=None, alias="单位")
    part: str = Field(alias="部分")
    text: str = Field(alias="内容")


class Day(Record):
    """节假日: days off, and weekends that are worked."""

    SHEET: ClassVar[str] = "节假日"

    day: date = Field(alias="日期")
    kind: Literal["放假", "上班"] = Field(alias="类别")
    name: str | None = Field(default=None, alias="名称")


class Campaign(BaseModel):
    """活动: rows 项目 | 内容 | 说明, read by name. 依据 may be repeated; the other names at most once."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, arbitrary_types_allowed=True)

    SHEET: ClassVar[str] = "活动"

    name: str = Field(alias="名称")  # 娄底市党的群众路线教育实践活动整改落实情况“回头看”
    short: str = Field(alias="简称")  # “回头看”
    year: int = Field(alias="年度")
    basis: tuple[str, ...] = Field(default=(), alias="依据")  # 《…》（×发〔2014〕60号）
    office: str = Field(alias="主办机关")  # 规范化简称 of the office that runs it
    area: str = Field(alias="范围")  # 全市
    due: date = Field(alias="报告截止日期")
    contact: PersonName | None = Field(default=None, alias="联系人")
    phone: str | None = Field(default=None, alias="联系电话")
    salutation: str = Field(default="同志们", alias="称谓")
    body_name: str = Field(default="领导班子", alias="班子名称")  # what a team is called here
    members_meeting: str = Field(default="党员大会", alias="成员大会名称")
    speed: int = Field(default=180, alias="语速")  # 字 a minute
    decimals: int = Field(default=1, alias="百分比小数位数")
    states_done: tuple[str, ...] = Field(alias="完成状态")  # 已完成
    states_nearly: tuple[str, ...] = Field(default=(), alias="基本完成状态")
    states_open: tuple[str, ...] = Field(alias="未完成状态")
    approval_good: tuple[str, ...] = Field(default=(), alias="满意评价")
    approval_bad: tuple[str, ...] = Field(default=(), alias="不满意评价")
    source_known: tuple[str, ...] = Field(default=("原清单",), alias="原有来源")
    source_new: tuple[str, ...] = Field(default=(), alias="新发现来源")
    classes: tuple[tuple[str, float], ...] = Field(default=(), alias="分类标准")  # 好≥90、较好≥75、一般≥60、差≥0
    supervise_after: int = Field(default=0, alias="督办逾期天数")  # overdue by more than this: proposed for 督办
    working_days: int = Field(default=10, alias="督办办理工作日")
    at_once_days: int = Field(default=10, alias="立行立改天数")  # 立行立改 is due so many days after 登记日期
    sample: bool = Field(default=False, alias="示例数据")
    origin: RowOrigin = Field(default_factory=RowOrigin, repr=False)

    def fields(self) -> Fields:
        """项目 → 内容, as wording reads it: each value with its cell (`sourced`), what is not given as `Blank`."""
        return _fields(self)


class _OfUnit(Protocol):
    @property
    def unit(self) -> str | None: ...


T = TypeVar("T", bound=_OfUnit)


def by_unit(rows: Iterable[T]) -> dict[str | None, tuple[T, ...]]:
    """Rows by 规范化简称, in their order."""
    found: dict[str | None, list[T]] = {}
    for row in rows:
        found.setdefault(row.unit, []).append(row)
    return {unit: tuple(of_unit) for unit, of_unit in found.items()}


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """Everything an office put into one workbook. Records stand in the order of their rows; units by 排序.

    What papers ask for by name is looked up in indexes, made when first needed: there may be hundreds of units.
    """

    file: str
    digest: str  # sha256 of the file
    campaign: Campaign
    papers: tuple[Paper, ...] = ()
    issued: tuple[Issued, ...] = ()
    stages: tuple[Stage, ...] = ()
    checkpoints: tuple[Checkpoint, ...] = ()
    units: tuple[Unit, ...] = ()
    groups: tuple[GroupOfInspectors, ...] = ()
    leaders: tuple[Leader, ...] = ()
    forms: tuple[LedgerForm, ...] = ()
    entries: tuple[Entry, ...] = ()
    submissions: tuple[Submission, ...] = ()
    self_checks: tuple[SelfCheck, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    decisions: tuple[Decision, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    days: tuple[Day, ...] = ()
    problems: tuple[Problem, ...] = ()  # all that validation found; those with `units` block only these units' papers

    def __getstate__(self) -> dict[str, Any]:
        """What goes to a worker: the records; it makes its own indexes."""
        return {field.name: getattr(self, field.name) for field in dataclass_fields(self)}

    def unit(self, name: str) -> Unit:
        """The unit of a 规范化简称; KeyError when there is none."""
        return self._units[name]

    def units_named(self, names: Collection[str]) -> tuple[Unit, ...]:
        """The units of these names, by 排序; a name that no unit has gives none."""
        if len(names) == 1:
            return tuple([self._units[name] for name in names if name in self._units])
        found = [self._units[name] for name in set(names) if name in self._units]
        return tuple(sorted(found, key=lambda unit: self._places[unit.name]))

    def form(self, name: str) -> LedgerForm:
        """The ledger form of a name; KeyError when there is none."""
        return self._forms[name]

    def leaders_of(self, unit: str) -> tuple[Leader, ...]:
        """The leaders of a unit in rank order."""
        return self._leaders.get(unit, ())

    def papers_of(self, kind: str, unit: str | None) -> tuple[Paper, ...]:
        """The rows of 发文 for a 文种 and a unit, 各单位 or (None) nobody."""
        return self._papers.get((kind, unit), ())

    def self_checks_of(self, unit: str) -> tuple[SelfCheck, ...]:
        """What a unit's own checks did."""
        return self._self_checks.get(unit, ())

    def meetings_of(self, unit: str) -> tuple[Meeting, ...]:
        """The meetings of a unit, held or not."""
        return self._meetings.get(unit, ())

    def narratives_of(self, unit: str | None) -> tuple[Narrative, ...]:
        """The narrative parts of a unit's report; None: of the office's."""
        return self._narratives.get(unit, ())

    def entries_of(self, unit: str | None = None, ledger: str | None = None) -> tuple[Entry, ...]:
        """Ledger rows of a unit and a ledger, in the order of their rows; None stands for all."""
        return tuple(entry for entry in self.entries if unit in (None, entry.unit) and ledger in (None, entry.ledger))

    @cached_property
    def campaign_fields(self) -> Fields:
        """The fields of 活动, which every paper reads."""
        return self.campaign.fields()

    @cached_property
    def approval_names(self) -> tuple[Sourced, ...]:
        """What the ledgers call an 评价 (群众评价, 复查结论 …), each name once."""
        names = {
            column.name: Sourced(column.name, form.origin.trace("内容"))
            for form in self.forms
            if (column := form.column("评价"))
        }
        return tuple(names.values())

    @cached_property
    def default_papers(self) -> dict[tuple[str, str | None], Paper]:
        """By 文种, and 各单位 or None: the defaults of 发文 once `kinds.papers` has laid them over one another."""
        return {}

    @cached_property
    def fields_of_defaults(self) -> dict[tuple[str, str | None], Fields]:
        """The fields of these, which stand in every unit's paper of the 文种."""
        return {}

    @cached_property
    def _units(self) -> dict[str, Unit]:
        return {unit.name: unit for unit in reversed(self.units)}  # of one name the first

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(dict.fromkeys(unit.name for unit in self.units))}

    @cached_property
    def _forms(self) -> dict[str, LedgerForm]:
        return {form.name: form for form in reversed(self.forms)}

    @cached_property
    def _leaders(self) -> dict[str | None, tuple[Leader, ...]]:
        return by_unit(sorted(self.leaders, key=lambda leader: leader.rank))

    @cached_property
    def _papers(self) -> dict[tuple[str, str | None], tuple[Paper, ...]]:
        kinds = dict.fromkeys(paper.kind for paper in self.papers)
        rows = {kind: by_unit(paper for paper in self.papers if paper.kind == kind) for kind in kinds}
        return {(kind, unit): found for kind, of_kind in rows.items() for unit, found in of_kind.items()}

    @cached_property
    def _self_checks(self) -> dict[str | None, tuple[SelfCheck, ...]]:
        return by_unit(self.self_checks)

    @cached_property
    def _meetings(self) -> dict[str | None, tuple[Meeting, ...]]:
        return by_unit(self.meetings)

    @cached_property
    def _narratives(self) -> dict[str | None, tuple[Narrative, ...]]:
        return by_unit(self.narratives)
