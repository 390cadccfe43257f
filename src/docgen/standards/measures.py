"""What each measure of a standard is called in Chinese, its clause and how binding it is: the standard in plain words.

Values are never typed here: they are read from a `Standard`, and compared with those of GB/T 9704—2012.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, Final

from docgen.standards.gbt9704 import GBT9704, Face, Standard, StyleName
from docgen.units import SIZES, Length

__all__ = ["FONTS", "PAGE", "STANDARD", "STYLE", "STYLES", "Measure", "Row", "Strength", "rows"]


class Strength(Enum):
    """How binding a rule or a measure is."""

    MUST = "规定"  # the standard says so
    GENERAL = "一般"  # the standard says 一般 and lets particular cases depart
    ADVISED = "推荐"  # the standard recommends it
    CUSTOM = "惯例"  # the standard is silent; offices do so


@dataclass(frozen=True, slots=True)
class Measure:
    """A field's name, the clause of GB/T 9704—2012 and its force; `unit` is what a bare number counts."""

    name: str
    clause: str
    strength: Strength
    unit: str = ""


_MUST, _GENERAL, _ADVISED, _CUSTOM = Strength.MUST, Strength.GENERAL, Strength.ADVISED, Strength.CUSTOM
_MM, _PT, _TYPE, _LINES, _CELLS, _SHARE = "毫米", "磅", "号", "行", "字", "倍"

#: Field of `Page` → what it is.
PAGE: Final = {
    "width": Measure("纸宽", "5.1", _MUST, _MM),
    "height": Measure("纸高", "5.1", _MUST, _MM),
    "top": Measure("上页边距（天头）", "5.2.1", _MUST, _MM),
    "left": Measure("左页边距（订口）", "5.2.1", _MUST, _MM),
    "body_width": Measure("版心宽", "5.2.1", _MUST, _MM),
    "body_height": Measure("版心高（由上、下页边距得出）", "5.2.1", _MUST, _MM),
    "lines": Measure("每面行数", "5.2.3", _GENERAL, _LINES),
    "characters": Measure("每行字数", "5.2.3", _GENERAL, _CELLS),
    "pitch": Measure("正文行距", "5.2.3", _GENERAL, _PT),
}

#: Field of `Standard` → what it is. Page, fonts and styles have tables of their own.
STANDARD: Final = {
    "red": Measure("标志和分隔线的红色", "7.2.4", _CUSTOM),
    "bold": Measure("加粗的标题层次", "7.3.3", _CUSTOM),
    "corner_packed": Measure("份号、密级、紧急程度缺项时依次上移", "7.2.1—7.2.3", _CUSTOM),
    "mark_size": Measure("发文机关标志字号（排得下时）", "7.2.4", _CUSTOM, _TYPE),
    "mark_top": Measure("标志上边缘距页面上边", "7.2.4", _MUST, _MM),
    "mark_least": Measure("标志最小字号", "7.2.4", _CUSTOM, _TYPE),
    "mark_width": Measure("标志最宽占版心宽", "7.2.4", _CUSTOM, _SHARE),
    "mark_condensed": Measure("标志过长时先压窄到", "7.2.4", _CUSTOM, _SHARE),
    "mark_pitch": Measure("两行标志的行距（字高的倍数）", "7.2.4", _CUSTOM, _SHARE),
    "mark_pitch_least": Measure("联合行文标志行距最少（字高的倍数）", "7.2.4", _CUSTOM, _SHARE),
    "mark_beside": Measure("联合行文标志与“文件”之间空（字高的倍数）", "7.2.4", _CUSTOM, _SHARE),
    "number_gap": Measure("标志与发文字号之间空", "7.2.5", _MUST, _LINES),
    "line_gap": Measure("发文字号到红色分隔线", "7.2.7", _MUST, _MM),
    "line_weight": Measure("红色分隔线粗细", "7.2.7", _CUSTOM, _PT),
    "signer_indent": Measure("上行文发文字号左空、签发人右空", "7.2.6", _MUST, _CELLS),
    "signer_gap": Measure("两个签发人姓名之间空", "7.2.6", _CUSTOM, _CELLS),
    "title_pitch": Measure("标题行距", "7.3.1", _CUSTOM, _PT),
    "attachment_title_size": Measure("附件标题字号", "7.3.7", _GENERAL, _TYPE),
    "title_gap": Measure("红色分隔线与标题之间空", "7.3.1", _MUST, _LINES),
    "recipients_gap": Measure("标题与主送机关之间空", "7.3.2", _MUST, _LINES),
    "attachment_gap": Measure("正文与附件说明之间空", "7.3.4", _MUST, _LINES),
    "sealed_gap": Measure("盖章的，署名前空", "7.3.5.1", _CUSTOM, _LINES),
    "unsealed_gap": Measure("不盖章的，署名前空", "7.3.5.2", _MUST, _LINES),
    "sealed_date_right": Measure("盖章的，成文日期右空", "7.3.5.1", _GENERAL, _CELLS),
    "unsealed_right": Measure("不盖章的，署名右空", "7.3.5.2", _MUST, _CELLS),
    "seal": Measure("留给一枚印章的直径", "7.3.5.1", _CUSTOM, _MM),
    "seal_gap": Measure("同排两枚印章之间", "7.3.5.1", _CUSTOM, _MM),
    "seal_row_gap": Measure("两排印章之间", "7.3.5.1", _CUSTOM, _MM),
    "seals_a_row": Measure("每排印章最多", "7.3.5.1", _CUSTOM, "枚"),
    "joint_gap": Measure("联合行文两个署名之间最少空", "7.3.5.1", _CUSTOM, _CELLS),
    "attendance_gap": Measure("纪要正文与出席之间空", "10.3", _MUST, _LINES),
    "attendance_indent": Measure("纪要出席、请假、列席左空", "10.3", _MUST, _CELLS),
    "issuing_indent": Measure("纪要编印单位和日期左右各空", "10.3", _CUSTOM, _CELLS),
    "title_after": Measure("附件标题与附件正文之间空", "7.3.7", _CUSTOM, _LINES),
    "imprint_even_page": Measure("版记放到偶数页", "7.4", _CUSTOM),
    "imprint_line": Measure("版记末条分隔线下沿距页面上边", "7.4", _MUST, _MM),
    "imprint_size": Measure("版记字号", "7.4.2", _MUST, _TYPE),
    "imprint_outer": Measure("版记首条、末条分隔线粗", "7.4.1", _ADVISED, _MM),
    "imprint_inner": Measure("版记中间分隔线粗", "7.4.1", _ADVISED, _MM),
    "imprint_indent": Measure("抄送、印发左右各空", "7.4.2", _MUST, _CELLS),
    "imprint_padding": Measure("版记分隔线与文字之间", "7.4", _CUSTOM, _MM),
    "number_line": Measure("页码一字线距页面上边", "7.5", _MUST, _MM),
    "number_marks": Measure("页码两边的一字线", "7.5", _MUST),
    "number_indent": Measure("页码距外侧空", "7.5", _MUST, _CELLS),
    "letter_mark_top": Measure("信函标志上边缘距页面上边", "10.1", _MUST, _MM),
    "letter_rule_gap": Measure("信函标志到第一条双线", "10.1", _MUST, _MM),
    "letter_rule_width": Measure("信函双线长", "10.1", _MUST, _MM),
    "letter_rule_bottom": Measure("信函第二条双线距页面下边", "10.1", _MUST, _MM),
    "letter_below": Measure("信函双线到其下的文字", "10.1", _MUST, _PT),
    "letter_rule_thick": Measure("信函双线的粗线粗", "10.1", _CUSTOM, _PT),
    "letter_rule_space": Measure("信函双线的间隔", "10.1", _CUSTOM, _PT),
    "letter_rule_thin": Measure("信函双线的细线粗", "10.1", _CUSTOM, _PT),
    "table_border": Measure("表格里线粗", "8", _CUSTOM, _PT),
    "table_outer_border": Measure("表格外框线粗", "8", _CUSTOM, _PT),
    "table_padding": Measure("单元格左右留白", "8", _CUSTOM, _MM),
    "table_padding_above": Measure("单元格上下留白", "8", _CUSTOM, _MM),
    "cover_title_top": Measure("封面标题之上空", "无", _CUSTOM, _LINES),
    "cover_fields_gap": Measure("封面标题与填写项之间空", "无", _CUSTOM, _LINES),
    "cover_indent": Measure("封面填写项左空", "无", _CUSTOM, _CELLS),
    "form_gap": Measure("表单标题各部分之间空", "无", _CUSTOM, _LINES),
    "draft_top": Measure("送审稿字样距页面上边", "无", _CUSTOM, _MM),
    "hair": Measure("只承载分节、表格的空行高", "无", _CUSTOM, _PT),
}

#: Field of `Style` → what it is; clause and force are those of the style.
STYLE: Final = {
    "face": "字体",
    "size": "字号",
    "line": "行距",
    "spacing": "字距增减",
    "indent": "首行左空",
    "align": "对齐",
    "color": "颜色",
    "bold": "加粗",
}

#: Field of `Font` → what it is. What is measured in a face is not an office's to choose.
FONTS: Final = {
    "named": "字体名",
    "wide": "宽字库",
    "stand_ins": "代用字体",
    "latin": "半角字符宽（字高的倍数）",
    "rise": "字在基线以上（字高的倍数）",
    "drop": "字在基线以下（字高的倍数）",
    "dash": "一字线在基线以上（字高的倍数）",
    "digits": "数字和西文的字体",
}

#: Named style → clause and force of its looks.
STYLES: Final = {
    StyleName.BODY: ("5.2.2", _GENERAL),
    StyleName.HEADING_1: ("7.3.3", _GENERAL),
    StyleName.HEADING_2: ("7.3.3", _GENERAL),
    StyleName.HEADING_3: ("7.3.3", _GENERAL),
    StyleName.HEADING_4: ("7.3.3", _GENERAL),
    StyleName.TITLE: ("7.3.1", _GENERAL),
    StyleName.MARK: ("7.2.4", _ADVISED),
    StyleName.NUMBER: ("7.2.5", _GENERAL),
    StyleName.CORNER: ("7.2.1—7.2.3", _GENERAL),
    StyleName.RECIPIENTS: ("7.3.2", _GENERAL),
    StyleName.SIGNER: ("7.2.6", _MUST),
    StyleName.ATTACHMENT_NOTE: ("7.3.4", _GENERAL),
    StyleName.SIGNATURE: ("7.3.5", _GENERAL),
    StyleName.DATE: ("7.3.5.4", _GENERAL),
    StyleName.REMARK: ("7.3.6", _GENERAL),
    StyleName.ATTACHMENT_LABEL: ("7.3.7", _MUST),
    StyleName.ATTACHMENT_TITLE: ("7.3.7", _GENERAL),
    StyleName.IMPRINT: ("7.4", _MUST),
    StyleName.PAGE_NUMBER: ("7.5", _GENERAL),
}
#: Word's own styles, which it shows by Chinese names.
_SHOWN: Final = {StyleName.FOOTNOTE: "脚注文本"}
_SILENT: Final = ("无", _CUSTOM)  # elements that the standard does not know
_ALIGN: Final = {"justify": "两端对齐", "left": "居左", "center": "居中", "right": "居右"}
_SIZE_NAMES: Final = {size: name for name, size in SIZES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A measure as a secretary reads it; `usual` is what GB/T 9704 as set up here has, where that is another value."""

    strength: Strength
    clause: str
    name: str
    value: str
    usual: str = ""


def rows(standard: Standard) -> Iterator[Row]:
    """Every measure of a standard: those of page and parts, the looks of each style, the names of the fonts."""
    for name, measure in PAGE.items():
        given, usual = (_page_value(each, name) for each in (standard, GBT9704))
        yield _row(measure.strength, measure.clause, measure.name, said(given, measure.unit), said(usual, measure.unit))
    for name, measure in STANDARD.items():
        given, usual = (said(getattr(each, name), measure.unit) for each in (standard, GBT9704))
        yield _row(measure.strength, measure.clause, measure.name, given, usual)
    for style in StyleName:  # whatever differs here comes from a field above
        clause, strength = STYLES.get(style, _SILENT)
        shown = _SHOWN.get(style, style.value)
        yield Row(strength=strength, clause=clause, name=f"{shown}的样子", value=_looks(standard, style))
    for face in Face:
        given, usual = (_names(each, face) for each in (standard, GBT9704))
        yield _row(_CUSTOM, "5.2.2", f"{face.value}用的字体", given, usual)


def _row(strength: Strength, clause: str, name: str, value: str, usual: str) -> Row:
    return Row(strength=strength, clause=clause, name=name, value=value, usual="" if value == usual else usual)


def _page_value(standard: Standard, name: str) -> Any:
    return standard.page.line_pitch if name == "pitch" else getattr(standard.page, name)


def _looks(standard: Standard, name: StyleName) -> str:
    style = standard.styles[name]
    found = [style.face.value, said(style.size, _TYPE), f"{STYLE['line']} {said(style.line, _PT)}", _ALIGN[style.align]]
    if style.spacing:
        found.append(f"{STYLE['spacing']} {style.spacing.pt:+g} 磅")
    if style.indent:
        found.append(f"{STYLE['indent']} {style.indent:g} 字")
    if style.color == standard.red:
        found.append(f"{STYLE['color']} {style.color}")
    if style.bold:
        found.append(STYLE["bold"])
    return "，".join(found)


def _names(standard: Standard, face: Face) -> str:
    font = standard.fonts[face]
    wide = f"（字库以外的字用 {font.wide}）" if font.wide != font.named else ""
    return font.named + wide + (f"，数字和西文用 {font.digits.named}" if font.digits else "")


def said(value: Any, unit: str) -> str:
    """A value in words, with its unit; a size of type by its 字号 where it has one."""
    match value:
        case Length() if unit == _TYPE:
            name = _SIZE_NAMES.get(value, "")
            return f"{name}（{value.pt:g} 磅）" if name else f"{value.pt:g} 磅"
        case Length():
            number = value.mm if unit == _MM else value.pt
            return f"{round(number, 2):g} {unit}"
        case bool():
            return "是" if value else "否"
        case (str(before), str(after)) if unit == "":
            return f"{before}1{after}"
        case tuple():
            return "、".join(style.value for style in value) or "都不加粗"
        case int() | float():
            return f"{value:g} {unit}".strip()
    return str(value)


def unnamed() -> set[str]:
    """Fields of a standard that no table here names: there are none, and a test says so."""
    page = {field.name for field in fields(GBT9704.page)} - set(PAGE)
    own = {field.name for field in fields(GBT9704)} - set(STANDARD) - {"name", "page", "fonts"}
    style = {field.name for field in fields(GBT9704.styles[StyleName.BODY])} - set(STYLE)
    font = {field.name for field in fields(GBT9704.fonts[Face.BODY])} - set(FONTS)
    return page | own | style | font
