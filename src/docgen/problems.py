"""Problems as values: code, severity, message, hint, place. Nothing here prints or raises.

The table of codes is closed: docs/problems.md has a row for each, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, unique
from typing import Final, Generic, TypeVar

__all__ = ["SOME_UNIT", "Code", "Place", "Problem", "Result", "Severity", "errors"]

#: Among `Problem.units`: a unit that cannot be told, so that no paper over several units is sure to be whole.
SOME_UNIT: Final = "（不明单位）"

T = TypeVar("T")


class Severity(Enum):
    """ERROR: something asked for is not made. NOTE: read rightly, and said."""

    ERROR = "错误"
    NOTE = "提示"


@unique
class Code(Enum):
    """Every kind of problem: stable code, severity, and the rule in a few words (the heading of its row in docs)."""

    # F: the file
    FILE_UNREADABLE = ("F01", Severity.ERROR, "文件读不出")
    FILE_TOO_LARGE = ("F02", Severity.ERROR, "文件展开后过大")
    FILE_ENCRYPTED = ("F03", Severity.ERROR, "文件已加密")
    # S: sheets and columns
    SHEET_MISSING = ("S01", Severity.ERROR, "缺少工作表")
    COLUMN_MISSING = ("S02", Severity.ERROR, "缺少列")
    COLUMN_UNKNOWN = ("S03", Severity.NOTE, "未使用的列或项目")
    MERGED_RECORDS = ("S04", Severity.ERROR, "合并单元格跨记录")
    COLUMN_REPEATED = ("S05", Severity.ERROR, "列名重复")
    SHEET_UNKNOWN = ("S06", Severity.NOTE, "未使用的工作表")
    # V: one value
    VALUE_MISSING = ("V01", Severity.ERROR, "必填项为空")
    VALUE_NOT_DATE = ("V02", Severity.ERROR, "不是有效日期")
    VALUE_NOT_NUMBER = ("V03", Severity.ERROR, "不是数")
    VALUE_NOT_LISTED = ("V04", Severity.ERROR, "不在规定的取值内")
    FORMULA_WITHOUT_VALUE = ("V05", Severity.ERROR, "公式没有结果")
    CHARACTER_REFUSED = ("V06", Severity.ERROR, "不能印出的字符")
    CELL_ERROR = ("V07", Severity.ERROR, "单元格是错误值")
    VALUE_AS_TEXT = ("V11", Severity.NOTE, "数或日期存成了文本")
    VALUE_FULL_WIDTH = ("V12", Severity.NOTE, "全角数字")
    VALUE_BLANKS = ("V13", Severity.NOTE, "多余的空白")
    DATE_1904 = ("V14", Severity.NOTE, "1904 日期系统")
    YEAR_ASSUMED = ("V15", Severity.NOTE, "未写年份")
    # R: relations between records
    DUPLICATE = ("R01", Severity.ERROR, "记录重复")
    UNKNOWN_UNIT = ("R02", Severity.ERROR, "单位不在单位表中")
    UNKNOWN_LEADER = ("R03", Severity.ERROR, "领导不在领导干部表中")
    UNKNOWN_REFERENCE = ("R04", Severity.ERROR, "引用的内容不存在")
    DATES_REVERSED = ("R05", Severity.ERROR, "日期先后颠倒")
    # P: one paper
    NOT_REPORTED = ("P01", Severity.ERROR, "单位尚未报送")
    COVERS_ERROR = ("P02", Severity.ERROR, "涉及有错误的记录")
    TO_FILL = ("P03", Severity.NOTE, "待填")
    LEFT_OUT = ("P04", Severity.NOTE, "单位未报送，未包括在内")
    WORDING_FAULT = ("P05", Severity.ERROR, "措辞模板有误")
    NOTHING_TO_SAY = ("P06", Severity.NOTE, "没有可写的内容")
    FONT_STAND_IN = ("P07", Severity.NOTE, "字体由代用字体顶替")
    GLYPH_MISSING = ("P08", Severity.ERROR, "没有字体能印出的字")
    NOT_SUPERVISED = ("P09", Severity.NOTE, "不发督办通知单")
    LINE_SHORT = ("P10", Severity.NOTE, "行末留空")
    NAMES_WITHHELD = ("P11", Severity.NOTE, "公开版略去含人名的语句")
    RECIPIENTS_MOVED = ("P15", Severity.NOTE, "主送机关移到版记")
    PICTURE_SCALED = ("P18", Severity.NOTE, "图片缩小")
    NO_DAYS_OFF = ("P19", Severity.NOTE, "期限按自然日计算")
    # D: a Word file that is read
    WORD_NOT_CARRIED = ("D01", Severity.ERROR, "Word 文件里带不进来的内容")
    WORD_TAKEN_OTHERWISE = ("D02", Severity.NOTE, "Word 文件里的内容换了排法或略去")
    WORD_ROLE_GUESSED = ("D03", Severity.NOTE, "Word 段落认作什么")
    # W: kinds and wordings of the office
    KIND_FAULT = ("W01", Severity.ERROR, "文种文件有误")
    WORDING_BEHIND = ("W02", Severity.NOTE, "原来的措辞已经变了")
    # M: the office's own templates
    TEMPLATE_REFUSED = ("M01", Severity.ERROR, "文件不能作模板")
    TAG_FAULT = ("M02", Severity.ERROR, "标签写法有误")
    FIELD_UNKNOWN = ("M03", Severity.ERROR, "没有这个字段或过滤器")
    BLOCK_FAULT = ("M04", Severity.ERROR, "循环或条件没有配对")
    TEXT_LOST = ("M05", Severity.ERROR, "填不上或会丢内容的标签")
    TEMPLATE_UNFILLED = ("M06", Severity.ERROR, "模板填不出来")
    TEMPLATE_LIMIT = ("M07", Severity.ERROR, "模板超过限度")
    TEMPLATE_NOTE = ("M11", Severity.NOTE, "模板中宜改的地方")
    # O: the files to be made
    FILE_NOT_WRITTEN = ("O01", Severity.ERROR, "文件写不进去")
    FILE_EDITED = ("O02", Severity.NOTE, "文件被人改过，未覆盖")
    PDF_OUTDATED = ("O03", Severity.NOTE, "PDF 与改过的 Word 不一致")
    NOT_PRINTED = ("O04", Severity.ERROR, "没有列入打印")
    FILE_WITHDRAWN = ("O05", Severity.NOTE, "原有文件已删去")
    # K: finished files held against the data
    FILE_MISSING = ("K01", Severity.ERROR, "清单里的文件不在")
    FILE_ALTERED = ("K02", Severity.ERROR, "文件做出来以后改动过")
    DATA_DIFFERS = ("K03", Severity.ERROR, "与数据不一致")
    FORMATS_DIFFER = ("K04", Severity.ERROR, "同一件的 Word 和 PDF 不一致")
    PAPER_UNPLANNED = ("K05", Severity.ERROR, "按现在的数据没有这一件")
    FILE_UNLISTED = ("K06", Severity.NOTE, "清单里没有的文件")
    INPUTS_CHANGED = ("K07", Severity.NOTE, "与制作时用的不同")
    TEMPLATE_MADE = ("K08", Severity.NOTE, "用自己的模板做的，只看校验值")
    # N: numbers and their register
    REGISTER_UNUSABLE = ("N01", Severity.ERROR, "发文登记簿不能用")
    NUMBER_TAKEN = ("N02", Severity.ERROR, "文号已用")
    NUMBER_FOREIGN = ("N03", Severity.ERROR, "文号不属本机关的这一编号")
    NUMBER_UNKNOWN = ("N04", Severity.ERROR, "登记簿中没有可用的这个文号")
    IMPORT_FAULT = ("N05", Severity.ERROR, "导入的行有误")
    NOT_ISSUED = ("N06", Severity.ERROR, "不能签发")
    ISSUED_BEFORE = ("N07", Severity.NOTE, "已经签发")
    NUMBERS_RETURNED = ("N08", Severity.NOTE, "预留的文号已退回")
    SERIES_BEGUN = ("N09", Severity.NOTE, "代字第一次编号")
    # E: the machine
    ENVIRONMENT_LACKS = ("E01", Severity.ERROR, "运行环境缺少组件")
    DEFECT = ("E02", Severity.ERROR, "程序出错")
    # A: how the program was asked
    ASKED_WRONGLY = ("A01", Severity.ERROR, "命令写法有误")
    STANDARD_FAULT = ("A02", Severity.ERROR, "版式文件有误")

    def __init__(self, code: str, severity: Severity, rule: str) -> None:
        self.code = code
        self.severity = severity
        self.rule = rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a problem is, as a person finds it: file › sheet › cell. Empty parts are left out."""

    file: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong or worth saying. `message` says what was read and what is wanted, `hint` how to mend it.

    `units` are the 规范化简称 of the units whose papers it touches; empty means that every paper is touched
    (when `code` is an error) or that no unit is concerned (when it is a note). `kinds` are the 文种 that a row of 发文
    is of, whose papers alone it touches; empty means every kind.
    """

    code: Code
    message: str
    hint: str = ""
    place: Place = field(default_factory=Place)
    units: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """How grave the problem is; fixed by its code."""
        return self.code.severity

    def __str__(self) -> str:
        place = f"{self.place}：" if str(self.place) else ""
        message = self.message if self.message.endswith(("。", "？", "！")) else f"{self.message}。"
        hint = f" 办法：{self.hint}" if self.hint else ""
        return f"{self.severity.value} {self.code.code} {place}{message}{hint}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Generic[T]):
    """A value, or None when it could not be made, together with every problem met on the way."""

    value: T | None
    problems: tuple[Problem, ...] = ()


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only those problems that keep something from being made."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
