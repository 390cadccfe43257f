"""Word files as staff make them in Word and WPS: everything set by hand on Normal, nothing by styles of its own.

Each habit is what the files of offices show: blanks typed for indents, a head in a table, the page number in a text
box, levels numbered by Word, a theme's fonts below it all.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image

DRAFTS = sorted((Path(__file__).parents[1] / "documents" / "drafts").glob("*.txt"))
TEXT_BOX = """
<w:r {ns}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="box" type="#_x0000_t202"
 style="position:absolute;width:72pt;height:20pt"><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>
</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>
"""
FIELD = (
    '<w:p><w:r><w:t>- </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    "<w:r><w:t> -</w:t></w:r></w:p>"
)
NUMBERED = """
<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/>
<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/>
<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr></w:lvl></w:abstractNum>
"""


@cache
def typed(
    lines: Sequence[str] = (),
    *,
    title: str = "某某市人民政府办公室关于做好秋季防火工作的通知",
    right: bool = True,
    blanks: bool = False,
    head_in_table: bool = False,
    numbered: bool = False,
    box: bool = False,
    picture: bool = False,
    landscape: bool = False,
) -> bytes:
    """A notice; `right` sets all as the standard wants it, else as Word has it by default with a few touches."""
    document = docx.Document()
    _page(document, right, landscape)
    _head(document, head_in_table, right)
    _paragraph(document, title, "方正小标宋简体" if right else "宋体", 22, centred=True, bold=not right)
    _paragraph(document, "各县（市、区）人民政府，市直各单位：", right=right)
    if box:
        seal = "<w:p><w:r><w:t>文本框里的字，不是正文</w:t></w:r></w:p>"
        anchor = document.paragraphs[-1]
        anchor._p.append(parse_xml(TEXT_BOX.format(ns=nsdecls("w"), inside=seal)))
    for line in lines or BODY:
        _body(document, line, right, blanks, numbered)
    if picture:
        target = io.BytesIO()
        Image.new("RGB", (40, 20), "red").save(target, "PNG")
        document.add_paragraph().add_run().add_picture(io.BytesIO(target.getvalue()))
        document.core_properties.comments = "别处来的说明"
    _footer(document, box, right)
    if numbered:
        _numbering(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


BODY = (
    "秋季气候干燥，火险等级高。为做好防火工作，现将有关事项通知如下：",
    "一、加强组织领导",
    "各地要落实责任，主要负责同志亲自抓，分管负责同志具体抓，层层压实责任，确保各项措施落到实处。",
    "二、严格火源管理",
    "（一）严禁野外用火",
    "进入防火期，一切野外用火都要审批；未经批准的，依法从严处理。",
    "（二）加强巡查值守",
    "实行二十四小时值班，发现火情立即报告，不得迟报、漏报、瞒报。",
)


def _page(document: Any, right: bool, landscape: bool) -> None:
    section = document.sections[0]
    if right:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
    if landscape:
        turned = document.add_section()
        turned.orientation = WD_ORIENT.LANDSCAPE
        turned.page_width, turned.page_height = section.page_height, section.page_width


def _head(document: Any, in_table: bool, right: bool) -> None:
    mark, number = "某某市人民政府办公室文件", "某政办发〔2024〕15号"
    if in_table:
        table = document.add_table(rows=2, cols=1)
        _fill(table.rows[0].cells[0].paragraphs[0], mark, "方正小标宋简体", 36, red=True, centred=True)
        _fill(table.rows[1].cells[0].paragraphs[0], number, "仿宋_GB2312", 16, centred=True)
        return
    _paragraph(document, mark, "方正小标宋简体" if right else "宋体", 36, centred=True, red=True, bold=not right)
    _paragraph(document, number, "仿宋_GB2312" if right else "仿宋", 16, centred=True)


def _body(document: Any, line: str, right: bool, blanks: bool, numbered: bool) -> None:
    level = 1 if line[1:2] == "、" else 2 if line[:1] == "（" and line[2:3] == "）" else 0
    face = {0: "仿宋_GB2312", 1: "黑体", 2: "楷体_GB2312"}[level] if right else "宋体"
    words = line[{0: 0, 1: 2, 2: 3}[level] :] if numbered else line
    paragraph = _paragraph(document, f"　　{words}" if blanks else words, face, right=right)
    if numbered and level:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/><w:numId w:val="90"/></w:numPr>')
        )
    elif not blanks and right:
        paragraph.paragraph_format.first_line_indent = Pt(32)


def _paragraph(
    document: Any,
    text: str,
    face: str = "仿宋_GB2312",
    size: float = 16,
    *,
    centred: bool = False,
    red: bool = False,
    bold: bool = False,
    right: bool = True,
) -> Any:
    paragraph = document.add_paragraph()
    _fill(paragraph, text, face, size if right else 14, centred=centred, red=red, bold=bold)
    return paragraph


def _fill(
    paragraph: Any, text: str, face: str, size: float, *, centred: bool = False, red: bool = False, bold: bool = False
) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.name = face
    run._r.rPr.rFonts.set(qn("w:eastAsia"), face)
    if red:
        run.font.color.rgb = RGBColor(255, 0, 0)
    if size == 16:
        run._r.rPr.append(parse_xml(f'<w:spacing {nsdecls("w")} w:val="-5"/>'))
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28.95 if size == 16 else 2 * size)
    if centred:
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _footer(document: Any, box: bool, right: bool) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    if box:
        paragraph._p.append(parse_xml(TEXT_BOX.format(ns=nsdecls("w"), inside=FIELD)))
    elif not right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run("第1页")


def _numbering(document: Any) -> None:
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(NUMBERED.format(ns=nsdecls("w"))))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))


def draft(path: Path) -> bytes:
    """A public document typed into Word: its first line the title, all other lines on Normal."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return typed(tuple(lines[1:]), title=lines[0], right=False)


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with other parts in it, as other programs leave them."""
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()
