"""Make data_examples/templates/*.docx: three Word templates as an office would make them; the same bytes each time.

They are laid out by hand, as clerks do it: direct formatting, no styles of docgen, tags scattered over runs.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from docgen.own_templates.package import opened, packed

__all__ = ["made"]

FOLDER = Path(__file__).parents[1] / "data_examples" / "templates"
RED = RGBColor(0xFF, 0, 0)
SONG, FANG, KAI, HEI, TITLE = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_DAY = "2000-01-01T00:00:00Z"


def made() -> dict[str, bytes]:
    """File name → content of every template."""
    return {"整改提醒通知.docx": _notice(), "整改情况公示表.docx": _form(), "督导工作商请函.docx": _letter()}


def _new(title: str) -> WordDocument:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    normal = document.styles["Normal"]
    normal.font.size = Pt(16)
    _face(normal.element.get_or_add_rPr(), FANG)
    document.core_properties.title = title
    document.core_properties.author = "{{ 发文.落款|缺省(活动.主办机关) }}"
    _page_number(section.footer.paragraphs[0])
    return document


def _face(properties: object, face: str) -> None:
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(name), face)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme"):
        if fonts.get(qn(name)) is not None:
            del fonts.attrib[qn(name)]


def _add(
    where: WordDocument | _Cell,
    *pieces: str,
    face: str = FANG,
    size: float = 16,
    align: WD_ALIGN_PARAGRAPH | None = None,
    first: float = 2,
    color: RGBColor | None = None,
    bold: bool = False,
    line: float | None = 28.95,
    above: Length | None = None,
    paragraph: Paragraph | None = None,
) -> Paragraph:
    """A paragraph; each piece is a run of its own, so that a tag may be scattered as Word scatters it."""
    made_ = paragraph if paragraph is not None else where.add_paragraph()
    form = made_.paragraph_format
    form.space_before, form.space_after = above or Pt(0), Pt(0)
    if line is not None:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    if align is not None:
        form.alignment = align
    elif first:
        form.first_line_indent = Pt(size * first)
    for piece in pieces:
        run = made_.add_run(piece)
        run.font.size, run.bold = Pt(size), bold or None
        _face(run._r.get_or_add_rPr(), face)
        if color is not None:
            run.font.color.rgb = color
    return made_


def _rule(paragraph: Paragraph, side: str, kind: str, eighths: int) -> None:
    """A red rule along a side of a paragraph."""
    borders = OxmlElement("w:pBdr")
    rule = OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", str(eighths)), ("space", "1"), ("color", "FF0000")):
        rule.set(qn(f"w:{name}"), value)
    borders.append(rule)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = CENTER
    for text, field in (("— ", ""), ("", "begin"), ("PAGE", "code"), ("", "end"), (" —", "")):
        run = paragraph.add_run("" if field else text)
        run.font.size = Pt(14)
        _face(run._r.get_or_add_rPr(), SONG)
        if field == "code":
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)
        elif field:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), field)
            run._r.append(mark)


def _notice() -> bytes:
    document = _new("关于做好{{ 活动.简称 }}未完成事项整改工作的通知（{{ 单位.名称 }}）")
    _add(document, "{{ 发文.发文机关标志 }}", face=TITLE, size=28, align=CENTER, color=RED, line=40, above=Mm(10))
    number = _add(document, "{{ 发文", "|文号 }}", align=CENTER, above=Pt(58))
    _rule(number, "bottom", "single", 12)
    _add(
        document,
        "关于做好{{ 活动.简称 }}未完成事项\n整改工作的通知",
        face=TITLE,
        size=22,
        align=CENTER,
        line=33,
        above=Pt(42),
    )
    _add(document, "{{ 单位", ".名称 ", "}}：", first=0, above=Pt(28.95))
    _add(
        document,
        "根据{{ 活动.名称 }}工作安排，{{ 自称 }}对各单位的台账作了汇总。截至{{ 截至 }}，"
        '你单位共有整改问题{{ 数.问题总数 }}项，已完成{{ 数.完成数 }}项，完成率为{{ 数.完成率|缺省("零") }}',
        "{% if 数.逾期数 %}，逾期未完成{{ 数.逾期数 }}项{% endif %}。现就有关事项通知如下：",
    )
    _add(document, "一、抓紧整改未完成的问题", face=HEI)
    _add(document, "{% if 数.完成数 != 数.问题总数 %}")
    _add(document, "领导班子台账中尚未完成的问题，请逐项研究，明确责任人和完成时间：")
    _add(document, "{% for 行 in 台账.领导班子台账 if 行.首行 and not 行.完成 %}")
    _add(
        document,
        '{{ 循环.次序|序号(4) }}{{ 行.突出问题|去句号 }}（时限：{{ 行.整改时限|缺省("未定") }}；牵头领导：',
        "{{ 行.牵头领导|顿号 }}）{% if 行.基本完成 %}，已基本完成{% endif %}。",
    )
    _add(document, "{% else %}")
    _add(document, "没有。其他台账中尚未完成的，按各台账办理。")
    _add(document, "{% endfor %}")
    _add(document, "{% else %}")
    _add(document, "你单位的问题已全部完成，请巩固整改成果，防止反弹。")
    _add(document, "{% endif %}")
    _add(document, "二、按时报送情况", face=HEI)
    _add(
        document,
        '请于{{ 活动.报告截止日期|日期 }}前将整改情况报{{ 自称 }}。联系人：{{ 活动.联系人|缺省("办公室") }}，'
        '联系电话：{{ 活动.联系电话|缺省("见通讯录") }}。',
    )
    _add(document, "{{ 发文.落款 }}", align=RIGHT, above=Pt(57.9))
    _add(document, "{{ 发文.落款日期 }}", align=RIGHT)
    return _packed(document)


def _form() -> bytes:
    document = _new("{{ 单位.名称 }}整改情况公示表")
    _add(document, "{{ 单位.名称 }}{{ 活动.班子名称 }}整改情况公示表", face=TITLE, size=22, align=CENTER, line=33)
    head = '单位：{{ 单位.全称 }}　主要负责人：{{ 单位.主要负责人|缺省("　　　") }}'
    _add(document, head, size=12, first=0, above=Pt(10))
    _add(document, "截至：{{ 截至|中文日期 }}", size=12, first=0)
    widths = (Mm(15), Mm(38), Mm(55), Mm(25), Mm(23))
    table = document.add_table(rows=4, cols=len(widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    heads = ("序号", "突出问题", "整改措施", "时限", "牵头领导")
    tags = (
        "{% for 行 in 台账.领导班子台账 %}{% 合并 %}{{ 行.序号 }}",
        "{% 合并 %}{{ 行.突出问题 }}",
        "{{ 行.具体整改措施 }}",
        '{{ 行.整改时限|缺省("—") }}',
        "{{ 行.牵头领导|顿号 }}{% endfor %}",
    )
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row, texts in ((0, heads), (1, tags)):
        for column, text in enumerate(texts):
            _fill(table.cell(row, column), text, widths[column], head=not row, short=column not in (1, 2))
    total = '各本台账合计：问题{{ 数.问题总数 }}项，完成{{ 数.完成数 }}项，完成率{{ 数.完成率|缺省("—") }}'
    people = "{% for 人 in 名单 %}{{ 人.姓名 }}（{{ 人.职务 }}）{% if not 循环.末个 %}、{% endif %}{% endfor %}"
    _wide(table.rows[2].cells, total, widths)
    _wide(table.rows[3].cells, f"领导班子成员：{people}", widths)
    for line in table.rows:
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    note = '注：本表在单位公开栏公示七日。监督电话：{{ 活动.联系电话|缺省("　　　　") }}'
    _add(document, note, face=KAI, size=12, first=0, above=Pt(6))
    return _packed(document)


def _fill(cell: _Cell, text: str, width: Length, *, head: bool, short: bool) -> None:
    cell.width = width
    _add(
        cell,
        text,
        face=HEI if head else FANG,
        size=12,
        align=CENTER if head or short else None,
        first=0,
        line=18,
        paragraph=cell.paragraphs[0],
    )


def _wide(cells: Sequence[_Cell], text: str, widths: Sequence[Length]) -> None:
    """One cell over the whole row."""
    merged = cells[0].merge(cells[-1])
    merged.width = Length(sum(widths))
    _add(merged, text, size=12, first=0, line=18, paragraph=merged.paragraphs[0])


def _letter() -> bytes:
    document = _new("关于商请支持督导工作的函（{{ 单位.名称 }}）")
    document.sections[0].top_margin = Mm(30)
    mark = _add(document, "{{ 发文.署名|缺省(活动.主办机关) }}", face=TITLE, size=30, align=CENTER, color=RED, line=40)
    _rule(mark, "bottom", "thickThinSmallGap", 24)
    _add(document, '{{ 发文.文号|缺省("　　〔　　〕　号") }}', align=RIGHT, above=Pt(8))
    _add(document, "关于商请支持督导组开展工作的函", face=TITLE, size=22, align=CENTER, line=33, above=Pt(24))
    _add(document, "{{ 单位.全称 }}：", first=0, above=Pt(14))
    _add(
        document,
        '按照{{ 活动.简称 }}工作安排，{% if 单位.督导组 %}{{ 督导组.名称 }}（组长{{ 督导组.组长|缺省("另行通知") }}，'
        '成员{{ 督导组.成员|缺省("另行通知") }}）{% else %}{{ 自称 }}{% endif %}将到你单位了解整改落实情况。'
        "为做好有关工作，商请支持以下事项：",
    )
    _add(document, "{% for 段 in 阶段 %}")
    _add(document, "{{ 循环.次序|序号 }}{{ 段.名称 }}，{{ 段.结束 }}前完成。")
    _add(document, "{% endfor %}")
    _add(document, "{% if 督查 %}")
    _add(document, "此前督查发现的问题，请一并说明整改情况：")
    _add(document, "{% for 次 in 督查 if 次.问题 %}")
    _add(document, "{{ 循环.次序|序号(4) }}{{ 次.日期 }}{{ 次.类别 }}：{{ 次.问题|去句号 }}。")
    _add(document, "{% endfor %}")
    _add(document, "{% endif %}")
    _add(document, '请{{ 单位.主要负责人|缺省("你单位主要负责") }}同志牵头，确定一名联系人与督导组对接。特此函商。')
    _add(document, "{{ 发文.落款|缺省(活动.主办机关) }}", align=RIGHT, above=Pt(28.95))
    _add(document, "{{ 发文.落款日期 }}", align=RIGHT)
    return _packed(document)


def _packed(document: WordDocument) -> bytes:
    """The same bytes each time: fixed dates in the properties and in the package, no thumbnail."""
    content = io.BytesIO()
    document.save(content)
    parts = opened(content.getvalue(), "template").value
    assert parts is not None, "python-docx writes Word files"
    core = parts["docProps/core.xml"].decode("utf-8")
    core = core.replace("2013-12-23T23:15:00Z", _DAY).replace("generated by python-docx", "示例模板")
    parts["docProps/core.xml"] = core.encode("utf-8")
    for name in ("word/stylesWithEffects.xml", "docProps/thumbnail.jpeg"):  # python-docx's own, out of step
        parts.pop(name)
        for index in ("[Content_Types].xml", "word/_rels/document.xml.rels", "_rels/.rels"):
            listed = parts[index].decode("utf-8")
            last = name.rpartition("/")[2]
            parts[index] = re.sub(rf"<[A-Z]\w+ [^<]*{re.escape(last)}[^<]*/>", "", listed).encode("utf-8")
    return packed(parts)


def main() -> None:
    """Write the templates."""
    FOLDER.mkdir(exist_ok=True)
    for name, content in made().items():
        (FOLDER / name).write_bytes(content)
        sys.stdout.write(f"{FOLDER / name}\n")


if __name__ == "__main__":
    main()
