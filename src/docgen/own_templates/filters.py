"""THE table of filters: what each is for, which fields it takes, an example. Help, lint and filling derive from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from jinja2 import TemplateError, Undefined

from docgen.dataset.records import Blank
from docgen.dates import format_day
from docgen.numerals import chinese, level_number
from docgen.own_templates.amounts import (
    capital_amount,
    capital_number,
    chinese_day,
    number_of,
    percent,
    ten_thousands,
)
from docgen.own_templates.shapes import Sort
from docgen.own_templates.values import Fields, is_missing, ranked, text_of

__all__ = ["FILTERS", "Filter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter. `takes` are the sorts of field it is for, `gives` what comes out; `arguments` at most how many.

    `keeps_missing`: what the data does not give passes through (and prints 【待填：…】) instead of reaching `work`.
    """

    name: str
    purpose: str
    example: str
    shows: str
    takes: frozenset[Sort]
    work: Callable[..., Any]
    gives: Sort | None = Sort.TEXT  # None: what came in
    arguments: int = 0
    needs_argument: bool = False
    keeps_missing: bool = True

    def __call__(self, value: Any, *arguments: Any) -> Any:
        """The value filtered; TemplateError says in Chinese why it cannot be."""
        if self.keeps_missing and (isinstance(value, Undefined | Blank) or is_missing(value)):
            return value
        try:
            return self.work(value, *arguments)
        except (ValueError, TypeError, AttributeError, IndexError) as fault:
            why = str(fault) if isinstance(fault, ValueError) and not str(fault).isascii() else "这个值不能用它"
            raise TemplateError(f"过滤器“{self.name}”用不上：{why}") from fault


def _day(value: Any) -> date:
    if not isinstance(value, date):
        raise ValueError("不是日期")
    text_of(value)  # notes the cell
    return value


def _listed(value: Any) -> str:
    """Names in rank order, joined by 、."""
    items = ranked(value) if isinstance(value, tuple) else [value]
    if any(isinstance(item, Fields) for item in items):
        raise ValueError('是几行，要写明用哪一列，如 名单|顿号("姓名")')
    return "、".join(text_of(item) for item in items)


def _listed_column(value: Any, column: str = "") -> str:
    if not column:
        return _listed(value)
    if not isinstance(value, tuple):
        raise ValueError("只有几行的字段才写列名")
    try:
        found = [row.get(column) for row in value if isinstance(row, Fields)]
    except KeyError as fault:
        raise ValueError(f"没有“{column}”这一列") from fault
    return "、".join(text_of(item) for item in found)


def _document_number(value: Any) -> str:
    """A 发文字号 in the form of 7.2.5: 六角括号, no 第, no 0 before the number."""
    if isinstance(value, Fields):
        return text_of(value.get("文号"))
    text = text_of(value)
    text = re.sub(r"[\[（(【〔［]\s*(\d{4})\s*年?[\]）)】〕］]", r"〔\1〕", text)
    return re.sub(r"〕\s*第?\s*0*(\d+)\s*号", r"〕\1号", text)


def _capital(value: Any, unit: str = "") -> str:
    text_of(value)
    if unit not in ("", "元"):
        raise ValueError('括号里只能写 "元"')
    return capital_amount(value) if unit else capital_number(value)


def _numbered(value: Any, level: int = 1) -> str:
    if level not in range(1, 5):
        raise ValueError("级别只能是 1 至 4")
    return level_number(level, int(number_of(value)))


def _without_end(value: Any) -> str:
    return text_of(value).strip().rstrip("。；;，,、.！!")


def _noted(work: Callable[..., str]) -> Callable[..., str]:
    """A filter on numbers, the cells of which are noted."""

    def filtered(value: Any, *arguments: Any) -> str:
        text_of(value)
        return work(value, *arguments)

    return filtered


_NUMBERS: Final = frozenset({Sort.NUMBER, Sort.TEXT, Sort.ANY})
_DAYS: Final = frozenset({Sort.DAY, Sort.ANY})
_ALL: Final = frozenset(Sort)
_LISTS: Final = frozenset({Sort.NAMES, Sort.ROWS, Sort.ANY})

_TABLE: Final = (
    Filter(
        name="日期",
        purpose="日期写成阿拉伯数字（不写也是这样）",
        example="{{ 活动.报告截止日期|日期 }}",
        shows="2015年1月6日",
        takes=_DAYS,
        work=lambda value: format_day(_day(value)),
    ),
    Filter(
        name="中文日期",
        purpose="日期写成汉字",
        example="{{ 活动.报告截止日期|中文日期 }}",
        shows="二〇一五年一月六日",
        takes=_DAYS,
        work=lambda value: chinese_day(_day(value)),
    ),
    Filter(
        name="文号",
        purpose="整个发文字号；或把写成 [2015]01号 的改成规范的",
        example="{{ 发文|文号 }}",
        shows="娄群办通〔2015〕1号",
        takes=frozenset({Sort.TEXT, Sort.GROUP, Sort.ANY}),
        work=_document_number,
    ),
    Filter(
        name="顿号",
        purpose="几个人按排序先后用“、”连起来；几行的写明哪一列",
        example='{{ 行.牵头领导|顿号 }}　{{ 名单|顿号("姓名") }}',
        shows="张三、李四",
        takes=_LISTS,
        work=_listed_column,
        arguments=1,
    ),
    Filter(
        name="大写",
        purpose='数的大写；金额写 大写("元")',
        example='{{ 数.问题总数|大写 }}　{{ 行.金额|大写("元") }}',
        shows="壹佰贰拾　壹仟贰佰叁拾肆元伍角",
        takes=_NUMBERS,
        work=_capital,
        arguments=1,
    ),
    Filter(
        name="百分比",
        purpose="小数变百分数；括号里是小数位数，不写为 1",
        example="{{ 行.比例|百分比 }}　{{ 行.比例|百分比(2) }}",
        shows="98.5%　98.46%",
        takes=_NUMBERS,
        work=_noted(percent),
        arguments=1,
    ),
    Filter(
        name="万元",
        purpose="元变万元；括号里是小数位数，不写为 2",
        example="{{ 行.金额|万元 }}",
        shows="1234.57万元",
        takes=_NUMBERS,
        work=_noted(ten_thousands),
        arguments=1,
    ),
    Filter(
        name="序号",
        purpose="层次序号；括号里是第几层，1 至 4：一、（一）1．（1）",
        example="{{ 循环.次序|序号 }}　{{ 循环.次序|序号(2) }}",
        shows="一、　（一）",
        takes=_NUMBERS,
        work=_numbered,
        arguments=1,
    ),
    Filter(
        name="汉字",
        purpose="整数写成汉字",
        example="{{ 数.应报单位数|汉字 }}",
        shows="十二",
        takes=_NUMBERS,
        work=_noted(lambda value: chinese(int(number_of(value)))),
    ),
    Filter(
        name="去句号",
        purpose="去掉句末的标点，好接着写",
        example="{{ 行.整改落实情况|去句号 }}",
        shows="已完成",
        takes=frozenset({Sort.TEXT, Sort.DEADLINE, Sort.ANY}),
        work=_without_end,
    ),
    Filter(
        name="个数",
        purpose="几行、几个词的个数",
        example="{{ 台账.领导班子台账|个数 }}",
        shows="12",
        takes=_LISTS,
        work=len,
        gives=Sort.NUMBER,
        keeps_missing=False,
    ),
    Filter(
        name="缺省",
        purpose="数据没有给的，印括号里的字，而不是【待填：…】",
        example='{{ 活动.联系人|缺省("无") }}',
        shows="无",
        takes=_ALL - {Sort.ROWS},
        work=lambda value, otherwise: otherwise if is_missing(value) else value,
        gives=None,
        arguments=1,
        needs_argument=True,
        keeps_missing=False,
    ),
)
#: Name → filter.
FILTERS: Final[dict[str, Filter]] = {each.name: each for each in _TABLE}
