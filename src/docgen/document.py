"""THE tree: what an official document says and where each part belongs; nothing of how it looks.

Readers and kinds build it, typesetting divides it, writers and checks read it. It has the elements of a 公文
(《党政机关公文处理工作条例》 art. 9) that a text holds; page numbers and seals are not text and so not here.
No node has behaviour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

__all__ = [
    "Align",
    "Attachment",
    "AttachmentNote",
    "Attendance",
    "Block",
    "Cell",
    "Column",
    "Cover",
    "Document",
    "FieldLine",
    "Imprint",
    "IssuedText",
    "Issuing",
    "JointMark",
    "Layout",
    "Look",
    "Orientation",
    "Paragraph",
    "Part",
    "Picture",
    "Properties",
    "Role",
    "Row",
    "Run",
    "Script",
    "SignOff",
    "Table",
    "Text",
    "Voice",
]


class Voice(Enum):
    """Whose words a run holds: this decides which lint applies and what a figure can be traced to."""

    WORDING = "wording"  # the kind's sentences (templates/wording) and the literals of the standard
    DATA = "data"  # text of a cell
    FACT = "fact"  # a figure of facts.py
    BLANK = "blank"  # 【待填：…】, a value the data does not give


#: A line of text: runs in order.
Text = tuple["Run", ...]


class Script(Enum):
    """上标 or 下标."""

    RAISED = "raised"
    LOWERED = "lowered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a hand gave the characters of a run beyond the typeface of their place. Only a Word file brings it."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    color: str = ""  # RRGGBB, empty for that of the place
    size: float | None = None  # pt, None for that of the place
    script: Script | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in a line of text. `content` is a PNG or a JPEG file; `width` and `height` in mm as printed."""

    content: bytes = field(repr=False)
    width: float
    height: float
    name: str = ""  # what it shows, for those who cannot see it


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters of one voice. `text` holds no line break; `origins` are cells as staff read them (文件 › 表 › 格).

    `picture` stands in place of characters, `text` is then empty. `footnote` holds the paragraphs of a 脚注 called for
    behind the characters.
    """

    text: str
    voice: Voice = Voice.WORDING
    origins: Sequence[str] = ()
    look: Look | None = None
    picture: Picture | None = None
    footnote: tuple[Text, ...] = ()


class Align(Enum):
    """How the lines of a paragraph or a cell lie."""

    __hash__ = object.__hash__  # that of Enum is slow, and these are looked up for every cell

    JUSTIFY = "justify"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Role(Enum):
    """What a paragraph is, beyond its level."""

    __hash__ = object.__hash__  # as of Align, for every paragraph

    BODY = "body"  # 正文: first line indented two 字
    SALUTATION = "salutation"  # 称谓 inside a body: flush left
    CAPTION = "caption"  # the title of a table, centred
    NOTE = "note"  # 说明 below a table, and what a web page put above the title; smaller
    NUMBER = "number"  # 发文字号 where a draft has it in its text: centred
    CENTERED = "centered"  # a line under the title of a draft (题注, 来源 …), 第一章 of a regulation: centred
    REMARK = "remark"  # 附注 where a draft has it, its brackets typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, a heading, or both.

    `level` 1–4 are 一、（一）1.（1） (GB/T 9704 7.3.3), 0 is plain text. `lead` is printed in the level's typeface,
    `runs` in that of the body: a heading on a line of its own has only `lead`, a run-in heading has both.
    The number (一、…) is part of the text of `lead`: it is typed, never an automatic number. `align` and `new_page` are
    what a hand gave it in a Word file: None and False leave it as its role has it.
    """

    level: int = 0
    lead: Text = ()
    runs: Text = ()
    role: Role = Role.BODY
    align: Align | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """A line of labelled blanks above a form (单位：　　填报时间：　年　月　日); spread over the width of the table."""

    fields: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. `width` is relative: the writers share the width of the page in these proportions."""

    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell. `lines` are its paragraphs (at least one; `()` is an empty one). It covers `rows` × `columns`."""

    lines: tuple[Text, ...] = ((),)
    rows: int = 1
    columns: int = 1
    header: bool = False
    align: Align | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells that begin in this row, left to right. `height` is a least height in lines of the table's pitch."""

    cells: tuple[Cell, ...]
    height: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table. `header` rows are repeated on every page; no row splits."""

    columns: tuple[Column, ...]
    header: tuple[Row, ...] = ()
    rows: tuple[Row, ...] = ()


class Orientation(Enum):
    """How the sheet of a part lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentNote:
    """附件说明 (7.3.4): the lines as written, `附件：1．…` first."""

    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """发文机关署名 and 成文日期 (7.3.5). `signature` holds one agency as the lines it is set in (hand-set).

    `others` are the agencies that sign with it (联合行文), in order, each as its lines too; `signature` is then that of
    the main agency. `date` may be blank runs (　年　月　日) in a draft. `sealed`: room for the seals is left; a seal is
    never drawn.
    """

    signature: tuple[Text, ...]
    date: Text
    sealed: bool = True
    others: tuple[tuple[Text, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """出席, 请假 or 列席 of a 纪要 (10.3). `label` has its colon; `names`: an element a hand-set line, at least one."""

    label: Text
    names: tuple[Text, ...]


#: What a text is made of. A paper's own 附件说明, attendance and sign-off are fields of the document; among the blocks
#: they stand where a draft has them elsewhere (in a forwarded text, before other text), for a draft keeps its order.
Block = Paragraph | FieldLine | Table | AttachmentNote | Attendance | SignOff


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedText:
    """印发件: a text that the document forwards. It starts on a new page with its own title, without the word 附件."""

    title: tuple[Text, ...]
    body: tuple[Block, ...]
    attachment_note: AttachmentNote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """附件 (7.3.7): label and title as in the 附件说明, then its blocks, from a new page. A ledger has no label."""

    title: tuple[Text, ...]
    body: tuple[Block, ...]
    label: Text = ()
    orientation: Orientation = Orientation.PORTRAIT


Part = IssuedText | Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """版记 (7.4). In a letter only `copies` is set; a form has only `copies` too."""

    recipients: Text = ()  # 主送机关 that page 1 has no room for (7.3.2), without the label
    copies: Text = ()  # 抄送机关, without the label
    printer: Text = ()  # 印发机关
    print_date: Text = ()  # 印发日期, without the word 印发


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """编印单位 and date under the mark of a 纪要: the office at the left, the day at the right of one line."""

    office: Text
    date: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The cover of a ledger: title lines, then labelled blanks (填报单位：…, 主要负责人（签字）：…), one a line."""

    title: tuple[Text, ...]
    fields: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JointMark:
    """What a mark of several agencies has beside the main agency's lines (7.2.4).

    `others` are the further agencies in order, each as the lines it is set in; `word` is what stands at the right of
    all the names (文件), or empty where the names are the whole mark.
    """

    others: tuple[tuple[Text, ...], ...]
    word: Text = ()


class Layout(Enum):
    """The outward form: which parts exist and where they stand. Each is a file in templates/docx and templates/html."""

    OFFICIAL = "official"  # 文件格式, red header
    LETTER = "letter"  # 信函格式 (10.1)
    MINUTES = "minutes"  # 纪要格式 (10.3): as 文件格式, the mark ends in 纪要
    FORM = "form"  # 督办通知单: a form heading instead of a mark
    SPEECH = "speech"  # 讲话材料: no header, name and date under the title
    READING = "reading"  # the same in large type, for reading aloud
    LEDGER = "ledger"  # cover and landscape tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What the files' properties say: 标题, 作者 (the issuing office), 主题, 关键词 (示例数据) and 状态.

    A paper whose 状态 is 送审稿 says so above its 版心 too; nothing else of the page moves.
    """

    title: str
    author: str
    subject: str = ""
    keywords: str = ""
    status: str = ""  # 送审稿, 正式稿, or nothing: a paper that nobody signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An official document, in the order in which it is read."""

    layout: Layout
    properties: Properties
    title: tuple[Text, ...]  # one element a hand-set line
    copy_number: Text = ()  # 份号
    security: Text = ()  # 密级和保密期限
    urgency: Text = ()  # 紧急程度
    mark: tuple[Text, ...] = ()  # 发文机关标志, one element a hand-set line; of a form, its heading's agency
    joint: JointMark | None = None  # of a joint paper: `mark` is then the main agency's; a letter has that alone (10.1)
    number: Text = ()  # 发文字号; of a 纪要 also 第3期
    issuing: Issuing | None = None
    signers: tuple[Text, ...] = ()  # 签发人, upward documents only
    byline: tuple[Text, ...] = ()  # 姓名、职务、日期 under the title of a speech
    cover: Cover | None = None
    above_title: tuple[Paragraph, ...] = ()  # what a draft has above its title, as web pages do
    under_title: tuple[Paragraph, ...] = ()  # and between title and 主送机关: 发文字号, 题注
    recipients: Text = ()  # 主送机关 or 称谓, with its colon
    body: tuple[Block, ...] = ()
    attachment_note: AttachmentNote | None = None
    attendance: tuple[Attendance, ...] = ()
    sign_off: SignOff | None = None
    remark: Text = ()  # 附注, without its brackets
    parts: tuple[Part, ...] = field(default=())
    imprint: Imprint | None = None
