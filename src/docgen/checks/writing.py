"""The text of a file as passages with roles, whatever the file was: what the rules of document/ look at.

A tree says itself what its parts are; in a Word file or a PDF the roles are inferred from the words and from how they
look, since a stranger's styles are named anyhow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from docgen.numerals import chinese
from docgen.standards.gbt9704 import GBT9704, Standard, StyleName

__all__ = [
    "FIELD",
    "LEVELS",
    "LIKE_NUMBER",
    "Appearance",
    "Passage",
    "Role",
    "Writing",
    "level_of",
    "number_of",
    "recognised",
]


class Role(Enum):
    """What a passage is in the document."""

    CORNER = "份号、密级、紧急程度"
    MARK = "发文机关标志"
    NUMBER = "发文字号"
    ISSUING = "编印单位和日期"
    TITLE = "标题"
    RECIPIENTS = "主送机关"
    BODY = "正文"
    ATTACHMENT_NOTE = "附件说明"
    ATTENDANCE = "出席、请假、列席"
    SIGNATURE = "发文机关署名"
    DATE = "成文日期"
    REMARK = "附注"
    LABEL = "附件标识"
    PART_TITLE = "附件或印发件标题"
    CELL = "表格"
    IMPRINT = "版记"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph (or a line of a cell) and what it is. `place` is where a person finds it."""

    text: str
    role: Role
    place: str

    @property
    def article(self) -> bool:
        """Whether it begins as 第一章 or 第一条 of a regulation: the levels below begin anew."""
        return self.role is Role.BODY and _ARTICLE.match(self.text) is not None

    @property
    def level(self) -> int:
        """1–4 for a passage of the body that begins with a level's number (7.3.3), else 0."""
        return level_of(self.text) if self.role is Role.BODY else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Every passage in reading order. `titled`: titles could be told from the rest (not in a bare text).

    `standard` is the one judged by.
    """

    passages: tuple[Passage, ...]
    titled: bool = True
    standard: Standard = GBT9704

    def of(self, *roles: Role) -> tuple[Passage, ...]:
        """The passages of these roles."""
        return tuple(passage for passage in self.passages if passage.role in roles)

    @property
    def official(self) -> bool:
        """Whether it is a 公文: it has a number or a mark, which speeches and ledgers have not."""
        return bool(self.of(Role.MARK, Role.NUMBER))

    @property
    def minutes(self) -> bool:
        """Whether it is a 纪要 by its mark (10.3), which is its title where it has no other."""
        return any(passage.text.endswith(_MINUTES) for passage in self.of(Role.MARK))

    @property
    def title(self) -> str:
        """The title, its lines joined; empty when there is none."""
        return "".join(passage.text for passage in self.of(Role.TITLE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A passage as it looks, before its role is known. `size` is in pt, None when nothing tells it."""

    text: str
    place: str
    size: float | None = None
    red: bool = False
    centred: bool = False
    indented: bool = False
    table: bool = False


_HAN: Final = "〇零一二三四五六七八九十百"
#: How a passage begins when it has a level's number, rightly or wrongly written.
LEVELS: Final = (
    re.compile(rf"([{_HAN}]+)[、．.，](?=\S)"),
    re.compile(rf"[（(]([{_HAN}]+)[）)][、．.]?(?=\S)"),
    re.compile(r"(\d{1,3})(?:[．、]|\.(?!\d))(?=\s*\S)"),
    re.compile(r"[（(](\d{1,3})[）)][、．.]?(?=\S)"),
)
#: What is meant as a 发文字号, rightly or wrongly written.
LIKE_NUMBER: Final = re.compile(
    r"[\u4e00-\u9fff]{1,20}\s*[〔\[［【（(﹝]\s*(?:19|20)?\d\d\s*年?[〕\]］】）)﹞]\s*第?[\d　 ]*号"
)
_DATE: Final = re.compile(rf"(?:\d{{2,4}}|[{_HAN}○O]{{4}})\s*年[\s\d{_HAN}]{{0,6}}月[\s\d{_HAN}]{{0,6}}日")
_DATED: Final = re.compile(r"\d\s*月\s*\d{1,2}\s*日$")
_NOTE: Final = re.compile(r"附\s*件\s*\d{0,2}\s*[:：]\s*\S")
_NO_NAME: Final = ("特此", "专此", "此复", "此函", "妥否", "以上", "此致")  # how a text ends, its stop left out
_LABEL: Final = re.compile(r"附\s*件\s*\d{0,2}\s*[:：]?")
_ITEM: Final = re.compile(r"\d{1,2}\s*[．.、]")
_SMALLER: Final = 3  # pt by which what a web page says of a paper is smaller than its body
_SIGNATURE: Final = 6  # lines of names above a date at most
_SIGNERS: Final = re.compile(r"签\s*发\s*人\s*[:：]")
_IMPRINT: Final = re.compile(r"(?:抄送|主送|抄报)\s*[:：]|.*年.*月.*日\s*印发$")
#: What numbers a 纪要 (10.3 leaves it to the office), and the lists at its end.
_ISSUE: Final = re.compile(
    r"[（(]?(?:(?:19|20)\d\d年)?第\s*[\d一二三四五六七八九十百]{1,5}\s*[期号次][）)]?|[〔\[（(](?:19|20)\d\d[〕\]）)]\s*第?\d+\s*[期号]"
)
_ATTENDED: Final = re.compile(r"(?:出\s*席|请\s*假|列\s*席|参\s*加|缺\s*席)(?:人员|单位|领导|同志|名单)?[：:]")
_MINUTES: Final = "纪要"
#: 份号, 密级 or 紧急程度; in a letter the first of them stands on the line of the number (10.1).
FIELD: Final = re.compile(r"(?:\d{6}|[绝机秘]\s?密(?:★\S{1,4}年)?|[特加平]\s?急)\s*")
_ARTICLE: Final = re.compile(rf"第[{_HAN}千]+[编章节条](?=\s|[\u4e00-\u9fff]{{2,15}}$|$)")
_OFFICE: Final = re.compile(r"^[^。]*[府委局厅室会位组院司部处办区县市关校团行][：:]$")
_VALUES: Final = {chinese(value): value for value in range(1, 200)}


def level_of(text: str) -> int:
    """1–4 for a text that begins with the number of a level (7.3.3), else 0."""
    return next((level for level, form in enumerate(LEVELS, 1) if form.match(text)), 0)


def number_of(text: str) -> int:
    """The value of the level's number that a text begins with; 0 when it is none."""
    found = LEVELS[level_of(text) - 1].match(text) if level_of(text) else None
    if found is None:
        return 0
    return int(found[1]) if found[1].isdigit() else _VALUES.get(found[1], 0)


def recognised(appearances: Iterable[Appearance], standard: Standard = GBT9704) -> Writing:
    """The writing of a file: each passage given its role by its words, its looks and what came before it."""
    seen = [appearance for appearance in appearances if appearance.text.strip()]
    sized = any(appearance.size is not None for appearance in seen)
    passages = list(_Recogniser(standard).roles(seen))
    return Writing(passages=tuple(_black_marks(passages)), titled=sized, standard=standard)


def _black_marks(passages: list[Passage]) -> Iterator[Passage]:
    """A mark that is not red looks like a title: with titles on both sides of the number, those above are the mark."""
    roles = [passage.role for passage in passages]
    number = roles.index(Role.NUMBER) if Role.NUMBER in roles else 0
    titled_below = Role.TITLE in roles[number:]
    for index, passage in enumerate(passages):
        above = index < number and passage.role is Role.TITLE and titled_below
        yield Passage(text=passage.text, role=Role.MARK, place=passage.place) if above else passage


class _Recogniser:
    """Walks through a file's passages and remembers what has gone by."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.before: Role | None = None  # of the passage just gone by, tables aside
        self.signing = False  # among the rows of 签发人 above 发文字号
        self.numbered = False
        self.title_seen = False
        self.body_seen = False
        self.minutes = False  # the mark or the title ends in 纪要

    def roles(self, seen: Sequence[Appearance]) -> Iterator[Passage]:
        foot = self._foot(seen)
        for index, appearance in enumerate(seen):
            role = self._role(appearance, seen[index + 1 : index + 1 + _SIGNATURE])
            if role in (Role.BODY, Role.RECIPIENTS, Role.SIGNATURE) and (self._beside(appearance) or index >= foot):
                continue
            if role is not Role.CELL or self.before in (Role.TITLE, Role.NUMBER):
                self.before = role  # what stands under a form is no 主送机关
            self.numbered |= role is Role.NUMBER
            self.title_seen |= role is Role.TITLE
            self.body_seen |= role is Role.BODY
            self.minutes |= role in (Role.MARK, Role.TITLE) and appearance.text.strip().endswith(_MINUTES)
            yield Passage(text=appearance.text.strip(), role=role, place=appearance.place)

    def _role(self, this: Appearance, after: Sequence[Appearance]) -> Role:
        text = this.text.strip()
        if _IMPRINT.match(text) and len(text) > len("抄送："):
            return Role.IMPRINT
        if this.table and not (this.red and self._large(this) and not self.body_seen):
            return self._head_in_table(this, text)  # names and 文件 of a joint mark stand in a table too
        if not self.body_seen and (role := self._heading(this, text)):
            return role
        if self._large(this) and this.centred:
            return Role.PART_TITLE
        if _LABEL.fullmatch(text) and not (after and _ITEM.match(after[0].text.strip())):
            return Role.LABEL
        if _LABEL.fullmatch(text) or _NOTE.match(text) or (self.before is Role.ATTACHMENT_NOTE and _ITEM.match(text)):
            return Role.ATTACHMENT_NOTE
        if self.body_seen and (role := self._closing(text, after)):
            return role
        if self.minutes and self._attended(text):
            return Role.ATTENDANCE
        if self._addressed(this, text):
            return Role.RECIPIENTS
        return Role.BODY

    def _heading(self, this: Appearance, text: str) -> Role | None:
        """The parts above the body."""
        if self._large(this) and (this.red or (text.endswith("文件") and not self.numbered and not self.title_seen)):
            return Role.MARK
        field = FIELD.match(text)
        if field and not self.title_seen and self.before in (Role.MARK, Role.NUMBER) and not self._large(this):
            return Role.NUMBER if LIKE_NUMBER.match(text, field.end()) else Role.CORNER
        if LIKE_NUMBER.match(text) and (this.size is None or not self._large(this)):
            self.signing = False
            return Role.NUMBER  # in a form, and on government web pages, under the title
        if self.minutes and not self.title_seen and self.before in (Role.MARK, Role.NUMBER):
            if _ISSUE.fullmatch(text):
                return Role.NUMBER
            if _DATED.search(text):
                return Role.ISSUING
        self.signing |= not self.title_seen and bool(_SIGNERS.match(text))
        if self.signing and not self._large(this):
            return Role.NUMBER  # rows of several 签发人 (7.2.6), the last of them with the number
        if self._large(this) and (this.centred or (self.numbered and not self.title_seen)):
            return Role.TITLE
        if not self.title_seen and self.before in (None, Role.CORNER) and len(text) <= len("机密★一二三年"):
            return Role.CORNER if this.size is not None else None
        return None

    def _attended(self, text: str) -> bool:
        """出席, 请假 or 列席 (10.3), or a further line of its names."""
        if _ATTENDED.match(text):
            return self.body_seen
        return self.before is Role.ATTENDANCE and not level_of(text) and text[-1] not in "。：；"

    def _head_in_table(self, this: Appearance, text: str) -> Role:
        """Some set the whole 版头 in a table without rules."""
        above = not self.title_seen and not self.body_seen
        if above and this.red and self._large(this):
            return Role.MARK
        if above and self.before in (Role.MARK, Role.NUMBER) and LIKE_NUMBER.match(text):
            return Role.NUMBER
        return Role.CELL

    def _closing(self, text: str, after: Sequence[Appearance]) -> Role | None:
        """署名, 成文日期, 附注: a short passage before a date, the date, brackets after it."""
        if _DATE.fullmatch(text):
            return Role.DATE
        if self.before is Role.DATE and text[0] in "（(" and text[-1] in "）)":
            return Role.REMARK
        most = self.standard.page.characters
        short = len(text) <= most and text[-1] not in "。：；，:" and not text.startswith(_NO_NAME)
        near = next((i for i, other in enumerate(after) if _DATE.fullmatch(other.text.strip())), None)
        if short and near is not None and not level_of(text):
            between = [other.text.strip() for other in after[:near]]
            if all(len(other) <= most and other[-1] not in "。：；，" for other in between):
                return Role.SIGNATURE
        return None

    def _addressed(self, this: Appearance, text: str) -> bool:
        """Flush left and directly after title or number: 主送机关, with its colon or without."""
        first = self.before in (Role.TITLE, Role.NUMBER) and not self.body_seen
        flush = not this.indented and text[-1] not in "。；"
        return first and not level_of(text) and (flush or bool(_OFFICE.search(text)))

    def _beside(self, this: Appearance) -> bool:
        """Small print above and below a paper, which a web page put there: none of its elements."""
        return self._small(this) and (not self.body_seen or self.before in (Role.DATE, Role.REMARK))

    def _foot(self, seen: Sequence[Appearance]) -> int:
        """Where nothing but small print follows, no note of a table."""
        foot = len(seen)
        while foot and self._small(seen[foot - 1]):
            foot -= 1
        return foot if foot and not seen[foot - 1].table else len(seen)

    def _small(self, this: Appearance) -> bool:
        body = self.standard.styles[StyleName.BODY].size.pt
        return this.size is not None and this.size < body - _SMALLER and not this.table

    def _large(self, this: Appearance) -> bool:
        """Nearly 二号 or larger: titles and marks."""
        styles = self.standard.styles
        least = min(styles[name].size.pt for name in (StyleName.TITLE, StyleName.ATTACHMENT_TITLE))
        return this.size is not None and this.size > (least + styles[StyleName.BODY].size.pt) / 2
