"""What a draft's lines were taken for: pieces in the draft's order, each with the reason and, if any, a doubt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from docgen.readers.draft_lines import Line

__all__ = ["Element", "Piece"]


class Element(Enum):
    """The parts of a draft; the value is what the report calls them."""

    ABOVE = "题上文字"
    PAGE = "网页文字"
    CORNER = "份号、密级、紧急程度"
    MARK = "发文机关标志"
    TITLE = "标题"
    NUMBER = "发文字号"
    ISSUING = "编印单位和日期"
    UNDER = "题下文字"
    RECIPIENTS = "主送机关"
    BODY = "正文"
    HEADING = "层次标题"
    CHAPTER = "章节标题"
    TABLE = "表格"
    FIELDS = "表头填写行"
    CAPTION = "表题"
    TABLE_NOTE = "表格说明"
    NOTE = "附件说明"
    ATTENDANCE = "出席、请假、列席"
    SIGNATURE = "发文机关署名"
    DATE = "成文日期"
    REMARK = "附注"
    COPIES = "抄送机关"
    PRINTED = "印发机关和印发日期"
    ISSUED = "印发件标题"
    LABEL = "附件标识"
    ATTACHED = "附件标题"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Lines taken for one element. `reason` and `doubt` are sentences for the person who wrote the draft."""

    element: Element
    lines: tuple[Line, ...]
    reason: str
    doubt: str = ""
    level: int = 0
