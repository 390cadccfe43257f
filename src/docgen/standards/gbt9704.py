"""Every measure of GB/T 9704—2012 that a paper here needs, with its clause; pitches are derived, not typed.

Where the standard is silent the value is an office's custom and says so. All lengths are `units.Length`.
字 = one 三号 character cell, 行 = one line pitch (3.1, 3.2).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache
from typing import Final

from docgen.units import SIZES, Length, mm, pt, twips

__all__ = ["GBT9704", "Face", "Font", "Page", "Standard", "Style", "StyleName"]


class Face(Enum):
    """The five typefaces the standard names."""

    __hash__ = object.__hash__  # that of Enum is slow, and these are looked up thousands of times a paper

    TITLE = "小标宋体"
    BODY = "仿宋体"
    KAI = "楷体"
    HEI = "黑体"
    SONG = "宋体"


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A typeface as files name it.

    `named` goes into the DOCX and is used in the PDF where installed; `wide` is the sister face with a larger
    character set, named in the DOCX for characters outside GB 2312; `stand_ins` are free faces tried in order.
    `latin` is the advance of ASCII characters in em in the named font, which a stand-in must keep. `digits` is the font
    of digits and Latin letters where they are not set in the face itself.
    """

    named: str
    wide: str
    stand_ins: tuple[str, ...]
    latin: float = 0.5
    rise: float = 0.80  # ink of a Chinese character above the baseline, em: between the named faces and Fandol
    drop: float = 0.15  # and below it
    dash: float = 0.32  # the middle of — above the baseline
    digits: Font | None = None

    def __hash__(self) -> int:
        """By its name: see `Standard`."""
        return hash(self.named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Paper and 版心 (5.1, 5.2.1). The right and bottom margins are what remains.

    `pitch` is the 行距 where it is given and not what the body height leaves for 22 lines.
    """

    width: Length = mm(210)
    height: Length = mm(297)
    top: Length = mm(37)  # 天头 37 ± 1
    left: Length = mm(28)  # 订口 28 ± 1
    body_width: Length = mm(156)
    body_height: Length = mm(225)
    lines: int = 22  # 5.2.3
    characters: int = 28  # 5.2.3
    pitch: Length | None = None

    @property
    def right(self) -> Length:
        """切口, 26 mm."""
        return self.width - self.left - self.body_width

    @property
    def bottom(self) -> Length:
        """地脚, 35 mm."""
        return self.height - self.top - self.body_height

    @property
    def line_pitch(self) -> Length:
        """行距: the body height over 22, rounded down to whole twips, since 580 twips would give 21 lines: 28.95 pt."""
        return self.grid_pitch if self.pitch is None else self.pitch

    @property
    def grid_pitch(self) -> Length:
        """The pitch of the document grid, which fills the 版心: LibreOffice shares what a grid leaves over out.

        A twip each is left for the margins above and below, which Word has in whole twips.
        """
        return twips((self.body_height // twips(1) - 2) // self.lines)

    def character_spacing(self, size: Length) -> Length:
        """What is added to each 三号 character so that 28 fit: −0.25 pt.

        The exact quotient is −0.207 pt, yet renderers break at 27 unless a hair is left, so it is rounded down to
        a quarter of a point: the pitch of metal 三号 type, 15.75 pt.
        """
        exact = self.body_width.twips / self.characters - size.twips
        return twips(exact // 5 * 5)


class StyleName(Enum):
    """The named styles: of Word paragraphs and, as CSS classes, of the PDF. The value is the name in Word."""

    __hash__ = object.__hash__  # that of Enum is slow, and these are looked up thousands of times a paper

    BODY = "正文"
    HEADING_1 = "一级标题"
    HEADING_2 = "二级标题"
    HEADING_3 = "三级标题"
    HEADING_4 = "四级标题"
    TITLE = "公文标题"
    MARK = "发文机关标志"
    NUMBER = "发文字号"
    CORNER = "份号密级紧急程度"
    RECIPIENTS = "主送机关"
    SALUTATION = "称谓"
    SIGNER = "签发人姓名"
    BYLINE = "题下署名"
    ATTACHMENT_NOTE = "附件说明"
    ATTENDANCE = "出席列席名单"
    ATTENDANCE_LABEL = "出席列席标识"
    SIGNATURE = "发文机关署名"
    DATE = "成文日期"
    REMARK = "附注"
    ATTACHMENT_LABEL = "附件标识"
    ATTACHMENT_TITLE = "附件标题"
    CAPTION = "表题"
    FIELD_LINE = "表头填写行"
    TABLE_HEADER = "表格栏目"
    TABLE_CELL = "表格正文"
    NOTE = "表格说明"
    IMPRINT = "版记"
    PAGE_NUMBER = "页码"
    READING_TITLE = "大字标题"
    READING_BODY = "大字正文"
    READING_SALUTATION = "大字称谓"
    READING_HEADING = "大字层次标题"
    COVER_TITLE = "封面标题"
    COVER_FIELD = "封面填写项"
    DRAFT_MARK = "送审稿标记"
    FOOTNOTE = "footnote text"  # Word's own, which it shows as 脚注文本


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How the characters and lines of one element look. `indent` and `hanging` are in 字 of the style's own size."""

    face: Face = Face.BODY
    size: Length = SIZES["三号"]
    line: Length = pt(28.95)
    spacing: Length = pt(0)
    indent: float = 0.0
    align: str = "justify"
    color: str = "#000000"
    bold: bool = False

    def __hash__(self) -> int:
        """By what differs between most: see `Standard`."""
        return hash((self.size, self.line))


@cache  # nobody changes the table it returns
def _styles(standard: Standard) -> dict[StyleName, Style]:
    line = standard.page.line_pitch
    tight = standard.page.character_spacing(SIZES["三号"])
    title = Style(face=Face.TITLE, size=SIZES["二号"], line=standard.title_pitch, align="center")  # 7.3.1
    body = Style(line=line, spacing=tight, indent=2)  # 7.3.3
    flush = Style(line=line, spacing=tight)
    table = Style(size=SIZES["小四"], line=pt(18), align="left")  # clause 8 is silent; custom
    reading = Style(size=SIZES["小一"], line=pt(46), indent=2)  # for reading aloud; custom
    mark, imprint = standard.mark_size, standard.imprint_size
    table_of_styles = {
        StyleName.BODY: body,
        StyleName.HEADING_1: Style(face=Face.HEI, line=line, spacing=tight, indent=2),
        StyleName.HEADING_2: Style(face=Face.KAI, line=line, spacing=tight, indent=2),
        StyleName.HEADING_3: body,
        StyleName.HEADING_4: body,
        StyleName.TITLE: title,
        # 7.2.4
        StyleName.MARK: Style(face=Face.TITLE, size=mark, line=mark, align="center", color=standard.red),
        StyleName.NUMBER: Style(line=line, spacing=tight, align="center"),  # 7.2.5
        StyleName.CORNER: Style(face=Face.HEI, line=line, spacing=tight, align="left"),  # 7.2.1–7.2.3
        StyleName.RECIPIENTS: flush,  # 7.3.2
        StyleName.SALUTATION: flush,
        StyleName.SIGNER: Style(face=Face.KAI, line=line, spacing=tight, align="left"),  # 7.2.6
        StyleName.BYLINE: Style(face=Face.KAI, line=line, spacing=tight, align="center"),
        StyleName.ATTACHMENT_NOTE: flush,  # 7.3.4; its indents depend on the number of attachments
        StyleName.ATTENDANCE: flush,  # 10.3; its indents depend on the label
        StyleName.ATTENDANCE_LABEL: Style(face=Face.HEI, line=line, spacing=tight),  # 10.3
        StyleName.SIGNATURE: Style(line=line, spacing=tight, align="right"),  # 7.3.5
        StyleName.DATE: Style(line=line, spacing=tight, align="right"),  # 7.3.5.4
        StyleName.REMARK: body,  # 7.3.6
        StyleName.ATTACHMENT_LABEL: Style(face=Face.HEI, line=line, spacing=tight, align="left"),  # 7.3.7
        StyleName.ATTACHMENT_TITLE: replace(title, size=standard.attachment_title_size),
        StyleName.CAPTION: Style(face=Face.HEI, line=line, spacing=tight, align="center"),
        StyleName.FIELD_LINE: Style(size=SIZES["四号"], line=pt(24), align="left"),
        StyleName.TABLE_HEADER: Style(face=Face.HEI, size=SIZES["小四"], line=pt(18), align="center"),
        StyleName.TABLE_CELL: table,
        StyleName.NOTE: Style(size=SIZES["小四"], line=pt(18)),
        StyleName.IMPRINT: Style(size=imprint, line=mm(7.9), align="left"),  # 7.4; pitch measured in figs 5–10
        StyleName.PAGE_NUMBER: Style(face=Face.SONG, size=SIZES["四号"], line=SIZES["四号"], align="left"),  # 7.5
        StyleName.READING_TITLE: Style(face=Face.TITLE, size=SIZES["小初"], line=pt(54), align="center"),
        StyleName.READING_BODY: reading,
        StyleName.READING_SALUTATION: Style(size=SIZES["小一"], line=pt(46)),
        StyleName.READING_HEADING: Style(face=Face.HEI, size=SIZES["小一"], line=pt(46), indent=2),
        StyleName.COVER_TITLE: Style(face=Face.TITLE, size=SIZES["一号"], line=pt(42), align="center"),  # 17 字 a line
        StyleName.COVER_FIELD: Style(line=line.times(1.5), align="left"),
        StyleName.DRAFT_MARK: Style(size=SIZES["小四"], line=SIZES["小四"], align="left"),
        StyleName.FOOTNOTE: Style(size=SIZES["小五"], line=pt(13.5), align="left"),  # as Word has it; custom
    }
    return {name: replace(style, bold=name in standard.bold) for name, style in table_of_styles.items()}


#: The typefaces by name. Stand-ins are in Debian: Fandol, Noto CJK, LXGW WenKai.
FONTS: Final[dict[Face, Font]] = {
    Face.TITLE: Font(
        named="方正小标宋简体",
        wide="方正小标宋_GBK",
        stand_ins=("FandolSong:bold", "Noto Serif CJK SC:bold"),
        drop=0.18,
    ),
    Face.BODY: Font(named="仿宋_GB2312", wide="仿宋", stand_ins=("FandolFang R", "Noto Serif CJK SC")),
    Face.KAI: Font(named="楷体_GB2312", wide="楷体", stand_ins=("FandolKai", "LXGW WenKai", "Noto Serif CJK SC")),
    Face.HEI: Font(named="黑体", wide="黑体", stand_ins=("FandolHei", "Noto Sans CJK SC")),
    Face.SONG: Font(named="宋体", wide="宋体", stand_ins=("FandolSong", "Noto Serif CJK SC")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """GB/T 9704—2012 as measures. Distances are from the edge named in the comment; 行 and 字 are multiples."""

    name: str = "GB/T 9704—2012"
    page: Page = field(default_factory=Page)
    red: str = "#ff0000"  # 6.2 says Y80 M80; custom in software
    fonts: dict[Face, Font] = field(default_factory=lambda: dict(FONTS), hash=False)
    bold: tuple[StyleName, ...] = ()  # styles set bold; the standard knows none, many offices do

    # 版头 (7.2)
    corner_packed: bool = True  # 份号, 密级 and 紧急程度 move up where one is missing; else each keeps its line
    mark_size: Length = SIZES["初号"]  # measured in figure 2; a long mark is made smaller
    mark_top: Length = mm(72)  # page top → upper edge of the mark: 37 + 35 (7.2.4)
    mark_least: Length = pt(30)  # a mark in two lines is never smaller; custom
    mark_width: float = 0.96  # of the 版心: the most that a line of the mark takes; custom
    mark_condensed: float = 0.8  # a long mark is condensed this far before it is made smaller; custom
    mark_pitch: float = 1.33  # of its size: lines of a mark in two lines, measured in figure 3
    mark_pitch_least: float = 1.15  # of its size: rows of a joint mark of very many agencies; custom
    mark_beside: float = 0.5  # of its size: between the names of a joint mark and 文件, measured in figure 3
    number_gap: float = 2.0  # 行 between mark and number (7.2.5)
    line_gap: Length = mm(4)  # number → red line (7.2.7)
    line_weight: Length = pt(1.5)  # red line; the figures draw 0.5 mm
    signer_indent: float = 1.0  # 字 from the left edge (number) and from the right edge (signers) (7.2.6)
    signer_gap: float = 1.0  # 字 between two names (figure 4)
    # 主体 (7.3)
    title_pitch: Length = pt(36)  # 3.2: 22 + 14 pt
    attachment_title_size: Length = SIZES["二号"]  # 7.3.7, as the title
    title_gap: float = 2.0  # 行 between red line and title (7.3.1)
    recipients_gap: float = 1.0  # 行 between title and 主送机关 (7.3.2)
    attachment_gap: float = 1.0  # 行 between text and 附件说明 (7.3.4)
    attendance_gap: float = 1.0  # 行 between text or 附件说明 and 出席 (10.3)
    attendance_indent: float = 2.0  # 字 left of 出席 (10.3)
    issuing_indent: float = 1.0  # 字 from the edges to 编印单位 and its date; custom
    sealed_gap: int = 3  # blank 行 before a sealed signature: 7.3.5.1 needs the seal within one 行 of the text
    unsealed_gap: int = 1  # 7.3.5.2
    sealed_date_right: float = 4.0  # 字 right of a sealed date (7.3.5.1)
    unsealed_right: float = 2.0  # 字 right of an unsealed signature (7.3.5.2)
    seal: Length = mm(50)  # the largest seal: 国发〔1999〕25号; 50.3 in figure 5
    seal_gap: Length = mm(2)  # between two seals of a row: 1.9 in figure 7, three then fill the 版心
    seal_row_gap: Length = mm(4.3)  # between two rows of seals, measured in figure 8
    seals_a_row: int = 3
    joint_gap: float = 1.0  # 字 between two names that are wider than their seals; custom
    title_after: float = 1.0  # 行 between the title of a part and its text (figure 10)
    # 版记 (7.4)
    imprint_even_page: bool = False  # a 版记 on an odd page goes over to an even one (GB/T 33476.2, 7.3.1)
    imprint_line: Length = mm(262)  # page top → the lower edge of the last rule (7.4)
    imprint_size: Length = SIZES["四号"]
    imprint_outer: Length = mm(0.35)
    imprint_inner: Length = mm(0.25)
    imprint_indent: float = 1.0  # 字 of 四号, left and right
    imprint_padding: Length = mm(2.4)  # rule → text, measured in figs 5–10
    # 页码 (7.5)
    number_line: Length = mm(269)  # page top → the dash of the page number: 262 + 7
    number_marks: tuple[str, str] = ("— ", " —")  # before and after the number; blanks as in figures 2–12
    number_indent: float = 1.0  # 字 from the outer edge
    # 信函 (10.1)
    letter_mark_top: Length = mm(30)  # page top → upper edge of the mark
    letter_rule_gap: Length = mm(4)  # mark → the double rule
    letter_rule_width: Length = mm(170)
    letter_rule_bottom: Length = mm(20)  # page bottom → the second double rule
    letter_below: Length = pt(14)  # the double rule → what stands under it: 7/8 of 三号
    letter_rule_thick: Length = pt(2.7)
    letter_rule_space: Length = pt(2.1)
    letter_rule_thin: Length = pt(0.7)
    # tables (clause 8 is silent on these; custom)
    table_border: Length = pt(0.5)
    table_outer_border: Length = pt(1)
    table_padding: Length = mm(1)  # left and right of the text of a cell
    table_padding_above: Length = twips(45)  # above and below it, 0.8 mm in whole twips: text never touches a rule

    # covers, forms, drafts (custom)
    cover_title_top: float = 4.0  # 行 of the 版心 above the title of a cover
    cover_fields_gap: float = 4.0  # 行 between title and blanks
    cover_indent: float = 4.0  # 字 left of the blanks
    form_gap: float = 0.5  # 行 between the parts of a form's heading
    draft_top: Length = mm(15)  # page top → the mark 送审稿
    hair: Length = pt(0.7)  # a line that only carries a section or a table; the least that Word sets

    def __hash__(self) -> int:
        """By its name: results are kept by standard, and hashing a hundred measures takes longer than most of them."""
        return hash(self.name)

    @property
    def number_below(self) -> Length:
        """From the bottom of the 版心 to the dash of the page number, 7 mm (7.5)."""
        return self.number_line - self.page.top - self.page.body_height

    @property
    def imprint_raised(self) -> Length:
        """How far above the bottom of the 版心 the last rule of the 版记 lies: where that is lower than 262 mm."""
        return Length(max(0, self.page.top + self.page.body_height - self.imprint_line))

    @property
    def styles(self) -> dict[StyleName, Style]:
        """Every named style, derived from the page and what an office may choose."""
        global _last
        if _last is None or _last[0] is not self:  # a standard is asked for many times, and long to hash
            _last = self, _styles(self)
        return _last[1]


#: The standard whose styles were asked for last, with them.
_last: tuple[Standard, dict[StyleName, Style]] | None = None

GBT9704: Final = Standard()
