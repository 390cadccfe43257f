"""What is no Word file that may be read: refused with one clear line, nothing unpacked that need not be."""

from __future__ import annotations

import io
import zipfile

import pytest

from docgen.pipeline import read_word
from tests.readers.word.xml_files import docx, files, p

GOOD = files()["没有标题"]


def repacked(changes: dict[str, bytes], *, without: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        kept = {name: package.read(name) for name in package.namelist() if name != without}
        for name, data in {**kept, **changes}.items():
            target.writestr(name, data)
    return made.getvalue()


def part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as package:
        return package.read(name)


BOMB = b"<w:document xmlns:w='x'>" + b" " * (140 * 1024 * 1024) + b"</w:document>"
ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + part("word/document.xml")
EXTERNAL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + part("word/document.xml")
DEEP = b"<a>" * 5000 + b"</a>" * 5000
MACRO = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ' + (
    b'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)

REFUSED = {
    "旧格式": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "F03", "已加密，或是旧的 .doc"),
    "文本": ("青河县".encode(), "F01", "不是 Word 文档"),
    "空": (b"", "F01", "不是 Word 文档"),
    "PDF": (b"%PDF-1.7\n", "F01", "不是 Word 文档"),
    "断了的": (GOOD[: len(GOOD) // 2], "F01", "不是完好的"),
    "工作簿": (repacked({"xl/workbook.xml": b"<x/>"}), "F01", "Excel 工作簿"),
    "演示": (repacked({"ppt/presentation.xml": b"<x/>"}), "F01", "演示文稿"),
    "宏": (repacked({"word/vbaProject.bin": b"x"}), "F01", "宏"),
    "宏的类型": (repacked({"[Content_Types].xml": MACRO}), "F01", "宏"),
    "炸弹": (repacked({"word/big.xml": BOMB}), "F02", "展开后过大"),
    "实体": (repacked({"word/document.xml": ENTITY}), "F01", "实体"),
    "外部实体": (repacked({"word/document.xml": EXTERNAL}), "F01", "实体"),
    "坏的 XML": (repacked({"word/document.xml": b"<w:document"}), "F01", "损坏"),
    "太深": (repacked({"word/document.xml": DEEP}), "F01", "损坏"),
    "没有正文": (repacked({}, without="word/document.xml"), "F01", "没有 Word 文档"),
    "别的压缩包": (repacked({}, without="_rels/.rels"), "F01", "没有 Word 文档"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_one_line(name: str) -> None:
    content, code, words = REFUSED[name]
    read = read_word(content, "来文.docx")
    assert read.value is None
    (problem,) = read.problems
    assert code == problem.code.code
    assert words in problem.message
    assert problem.hint
    assert "来文.docx" == str(problem.place)


ODD = {
    "没有段落": "",
    "空表": "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>",
    "没有格的行": "<w:tbl><w:tr/></w:tbl>",
    "编号不存在": p("一句。", properties='<w:numPr><w:ilvl w:val="x"/><w:numId w:val="99"/></w:numPr>'),
    "层级过深": p("一句。", properties='<w:numPr><w:ilvl w:val="77"/><w:numId w:val="1"/></w:numPr>'),
    "样式不存在": p("一句。", style="没有"),
    "数不是数": p("一句。", properties='<w:ind w:left="x" w:firstLine="1e9"/><w:spacing w:before="y"/>'),
    "跨列过多": '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
    "跨列为负": '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="-3"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
    "宽度不是数": '<w:tbl><w:tblGrid><w:gridCol w:w="nan"/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
    "宽度无穷": '<w:tbl><w:tblGrid><w:gridCol w:w="inf"/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
    "域没有结束": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>字</w:t></w:r></w:p>',
    "域只有结束": '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "脚注不存在": '<w:p><w:r><w:t>字</w:t><w:footnoteReference w:id="77"/></w:r></w:p>',
    "图没有": '<w:p><w:r><w:drawing><a:blip r:embed="没有"/></w:drawing></w:r></w:p>',
    "字号离奇": '<w:p><w:r><w:rPr><w:sz w:val="99999999"/></w:rPr><w:t>字</w:t></w:r></w:p>',
    "套了三十层的表": "<w:tbl><w:tr><w:tc>" * 30 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 30,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_files_are_read_all_the_same(name: str) -> None:
    from docgen.pipeline import write

    read = read_word(docx(p("关于防汛的通知"), ODD[name], p("末段。")), "怪.docx")
    assert read.value is not None
    assert write(read.value.document, "docx").data
