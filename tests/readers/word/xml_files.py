# ruff: noqa: E501 - XML by hand
"""Word files written by hand in the manners of Word, WPS and others: styles by number, boxes, tracked changes, lists."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>
<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr>
<w:rPr><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="a4"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="a5"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="a6"><w:name w:val="列出段落"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>"""
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme name="x">'
    '<a:majorFont><a:latin typeface="Calibri Light"/><a:ea typeface=""/></a:majorFont><a:minorFont>'
    '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hans" typeface="仿宋"/></a:minorFont>'
    "</a:fontScheme></a:themeElements></a:theme>"
)
NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3．"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%4"/><w:isLgl/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>"""


def png(red: int = 200) -> bytes:
    """A picture of two by two points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((red, 30, 30)) * 2 for _ in range(2))
    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def p(*content: str, style: str = "", properties: str = "", size: int = 32) -> str:
    """A paragraph; what is not XML is a run of that size in half points."""
    inner = "".join(one if one.startswith("<") else run(one, f'<w:sz w:val="{size}"/>') for one in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def title(*words: str) -> str:
    return "".join(p(one, properties='<w:jc w:val="center"/>', size=44) for one in words)


def listed(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def tc(*blocks: str, span: int = 1, merge: str = "", width: int = 2000) -> str:
    down = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    inner = "".join(blocks) or "<w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/>{down}</w:tcPr>{inner}</w:tc>'


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, columns: int = 3, ruled: bool = True) -> str:
    grid = '<w:gridCol w:w="2000"/>' * columns
    side = '<w:top w:val="single" w:sz="4"/>' if ruled else '<w:top w:val="nil"/>'
    return f"<w:tbl><w:tblPr><w:tblBorders>{side}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def picture(identifier: str = "rId90", *, anchored: bool = False) -> str:
    kind = "anchor" if anchored else "inline"
    return (
        f'<w:r><w:drawing><wp:{kind}><wp:extent cx="720000" cy="360000"/><wp:docPr id="1" name="图" descr="示意图"/>'
        f'<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{identifier}"/></pic:blipFill></pic:pic>'
        f"</a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )


def box(*blocks: str) -> str:
    """A text box as Word writes it: once for new programs, once for old ones."""
    inner = "".join(blocks)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="1" cy="1"/><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(code: str, result: str) -> str:
    parts = ("begin", f"<w:instrText> {code} </w:instrText>", "separate", f"<w:t>{result}</w:t>", "end")
    return "".join(
        f"<w:r>{one}</w:r>" if one.startswith("<") else f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>'
        for one in parts
    )


def docx(
    *blocks: str,
    section: str = "",
    parts: Mapping[str, bytes | str] | None = None,
    strict: bool = False,
    main: str = "word/document.xml",
    styles: str = STYLES,
) -> bytes:
    """A file with these blocks; `parts` beside the usual ones, related by their names (footnotes.xml: footnotes)."""
    size = section or '<w:pgSz w:w="11906" w:h="16838"/>'
    document = f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}<w:sectPr>{size}</w:sectPr></w:body></w:document>"
    files: dict[str, bytes | str] = {
        main: document,
        "word/styles.xml": styles,
        "word/numbering.xml": NUMBERING,
        "word/theme/theme1.xml": THEME,
        **(parts or {}),
    }
    related = [(f"rId{place}", name) for place, name in enumerate(files) if name != main]
    links = "".join(
        f'<Relationship Id="{_identifier(name) or one}" Type="{OFFICE}/{_kind(name)}" Target="/{name}"/>'
        for one, name in related
    )
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    folder, _, file = main.rpartition("/")
    files[f"{folder}/_rels/{file}.rels"] = f'<Relationships xmlns="{relations}">{links}</Relationships>'
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>'
    )
    files["[Content_Types].xml"] = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            content = data.encode() if isinstance(data, str) else data
            if strict and name.endswith((".xml", ".rels")):
                content = _strict(content)
            archive.writestr(name, content)
    return packed.getvalue()


def _identifier(name: str) -> str:
    """Pictures are called rId90, rId91 … by their number: word/media/90.png."""
    stem = name.rpartition("/")[2].partition(".")[0]
    if "/media/" in name:
        return f"rId{stem}"
    return {"header1": "rIdH", "footer1": "rIdF"}.get(stem, "")


def _kind(name: str) -> str:
    stem = name.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
    return "image" if "/media/" in name else stem


def _strict(content: bytes) -> bytes:
    for transitional, strict in (
        (W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
        ("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"),
    ):
        content = content.replace(transitional.encode(), strict.encode())
    return content


NOTES = (
    f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> 脚注一段。</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>脚注二段。</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
ENDNOTES = (
    f'<w:endnotes {NAMESPACES}><w:endnote w:id="3"><w:p><w:r><w:t>尾注。</w:t></w:r></w:p></w:endnote></w:endnotes>'
)
COMMENTS = f'<w:comments {NAMESPACES}><w:comment w:id="0" w:author="甲"><w:p><w:r><w:t>这里再核</w:t></w:r></w:p></w:comment></w:comments>'
HEADER = f"<w:hdr {NAMESPACES}><w:p><w:r><w:t>青河县人民政府内部资料</w:t></w:r></w:p></w:hdr>"
FOOTER = f"<w:ftr {NAMESPACES}><w:p><w:r><w:t>— </w:t></w:r>{field('PAGE', '1')}<w:r><w:t> —</w:t></w:r></w:p></w:ftr>"

HEAD = title("青河县人民政府办公室", "关于做好防汛工作的通知") + p("各乡镇人民政府：")
TAIL = p("青河县人民政府办公室", properties='<w:jc w:val="right"/>') + p(
    "2024年5月6日", properties='<w:jc w:val="right"/>'
)


@cache
def files() -> dict[str, bytes]:
    """Name → file."""
    red = '<w:color w:val="FF0000"/><w:sz w:val="84"/>'
    centre = '<w:jc w:val="center"/>'
    turned = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    upright = '<w:pgSz w:w="11906" w:h="16838"/>'
    text = p("汛期已到，现就有关事项通知如下。")
    change = 'w:id="1" w:author="甲" w:date="2024-05-06T00:00:00Z"'
    return {
        "自动编号": docx(
            HEAD,
            *(
                p(words, properties=listed(1, level))
                for words, level in (
                    ("提高认识", 0),
                    ("压实责任", 1),
                    ("排查到位。", 2),
                    ("整改到位。", 2),
                    ("严明纪律", 0),
                    ("报送信息", 1),
                    ("每日一报。", 3),
                )
            ),
            p("另起编号的段落。", properties=listed(3, 0)),
            TAIL,
        ),
        "样式里的编号": docx(HEAD, p("提高认识", style="a6"), p("严明纪律", style="a6"), TAIL),
        "项目符号": docx(
            HEAD, text, *(p(one, properties=listed(2, 0)) for one in ("值班电话畅通。", "物资到位。")), TAIL
        ),
        "圈码与罗马数": docx(
            HEAD,
            *(p(one, properties=listed(4, level)) for one, level in (("第一项。", 0), ("第二项。", 0), ("细目。", 1))),
            TAIL,
        ),
        "红头": docx(
            p(run("青河县人民政府办公室文件", red), properties=centre),
            p("青政办发〔2024〕3号", properties=centre),
            p(
                '<w:r><w:drawing><wp:anchor><wp:extent cx="5616000" cy="0"/><a:graphic><a:graphicData><wps:wsp><wps:cNvCnPr/>'
                '<wps:spPr><a:prstGeom prst="line"/></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
            ),
            HEAD,
            text,
            TAIL,
            p("（此件公开发布）"),
            tbl(
                tr(tc(p("抄送：县委办公室，县人大办公室。"), span=2)),
                tr(tc(p("青河县人民政府办公室")), tc(p("2024年5月7日印发"))),
                columns=2,
            ),
        ),
        "红头签发人": docx(
            p("000012"),
            p("机密★1年"),
            p(run("青河县人民政府文件", red), properties=centre),
            p("青政〔2024〕7号　　　　　签发人：甲一　乙二"),
            title("青河县人民政府", "关于防汛工作情况的报告"),
            p("市人民政府："),
            text,
            TAIL,
        ),
        "红头在文本框": docx(
            p(
                box(
                    p(run("青河县人民政府办公室文件", red), properties=centre),
                    p("青政办发〔2024〕3号", properties=centre),
                )
            ),
            HEAD,
            text,
            TAIL,
        ),
        "红头在表格": docx(
            tbl(
                tr(tc(p(run("青河县财政局", red)), p(run("青河县水利局", red))), tc(p(run("文件", red)))),
                columns=2,
                ruled=False,
            ),
            p("青财发〔2024〕3号", properties=centre),
            title("关于下达防汛资金的通知"),
            p("各乡镇人民政府："),
            text,
            p("青河县财政局　　　青河县水利局"),
            p("2024年5月6日", properties='<w:jc w:val="right"/>'),
        ),
        "版记有线": docx(
            HEAD,
            text,
            TAIL,
            p("抄送：县委办公室。", properties='<w:pBdr><w:top w:val="single" w:sz="8"/></w:pBdr>'),
            p(
                "青河县人民政府办公室　　　2024年5月7日印发",
                properties='<w:pBdr><w:bottom w:val="single" w:sz="8"/></w:pBdr>',
            ),
        ),
        "标题样式": docx(
            p("关于做好防汛工作的通知", style="a3", size=44),
            p("各乡镇人民政府："),
            p("提高认识", style="2"),
            text,
            p("严明纪律", style="2"),
            text,
            TAIL,
        ),
        "修订": docx(
            HEAD,
            p(
                "本次",
                f"<w:ins {change}>{run('防汛')}</w:ins>",
                f"<w:del {change}><w:r><w:delText>抗旱</w:delText></w:r></w:del>",
                "工作。",
            ),
            f"<w:p><w:pPr><w:rPr><w:del {change}/></w:rPr></w:pPr>{run('前半句，')}</w:p>" + p("后半句。"),
            f"<w:moveFrom {change}>{p('移走的段落。')}</w:moveFrom>"
            + f"<w:moveTo {change}>{p('移来的段落。')}</w:moveTo>",
            tbl(tr(tc(p("甲")), tc(p("乙")), tc(p("丙"))), tr(tc(p("删去")), properties=f"<w:del {change}/>")),
            TAIL,
        ),
        "批注": docx(
            HEAD,
            p(
                '<w:commentRangeStart w:id="0"/>',
                "请各单位认真落实。",
                '<w:commentRangeEnd w:id="0"/>',
                '<w:r><w:commentReference w:id="0"/></w:r>',
            ),
            TAIL,
            parts={"word/comments.xml": COMMENTS},
        ),
        "脚注尾注": docx(
            HEAD,
            p(
                "有注",
                '<w:r><w:footnoteReference w:id="2"/></w:r>',
                "的一句",
                '<w:r><w:endnoteReference w:id="3"/></w:r>',
                "。",
            ),
            TAIL,
            parts={"word/footnotes.xml": NOTES, "word/endnotes.xml": ENDNOTES},
        ),
        "文本框": docx(HEAD, p("前一段。", box(p("框里第一段。"), p("框里第二段。"))), p("后一段。"), TAIL),
        "旧式文本框": docx(
            HEAD,
            p(
                "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
                + p("旧框里的字。")
                + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
                "正文。",
            ),
            TAIL,
        ),
        "内容控件": docx(
            f"<w:sdt><w:sdtContent>{HEAD}</w:sdtContent></w:sdt>",
            p("日期：", f"<w:sdt><w:sdtPr/><w:sdtContent>{run('5月6日')}</w:sdtContent></w:sdt>", "。"),
            tbl(f"<w:sdt><w:sdtContent>{tr(tc(p('甲')), tc(p('乙')), tc(p('丙')))}</w:sdtContent></w:sdt>"),
            TAIL,
        ),
        "智能标记": docx(
            HEAD,
            p(
                '<w:smartTag w:element="place"><w:smartTag w:element="city">'
                + run("青河县")
                + "</w:smartTag></w:smartTag>",
                "的",
                '<w:customXml w:element="x">' + run("河道") + "</w:customXml>",
                "。",
            ),
            TAIL,
        ),
        "替代内容": docx(
            HEAD,
            p(
                f'<mc:AlternateContent><mc:Choice Requires="x">{run("新程序见的字。")}</mc:Choice><mc:Fallback>{run("旧程序见的字。")}</mc:Fallback></mc:AlternateContent>'
            ),
            TAIL,
        ),
        "纵向合并": docx(
            HEAD,
            tbl(
                tr(tc(p("序号"), merge="restart"), tc(p("情况"), span=2), properties="<w:tblHeader/>"),
                tr(tc(merge="continue"), tc(p("内容")), tc(p("数量")), properties="<w:tblHeader/>"),
                tr(tc(p("1"), merge="restart"), tc(p("甲"), p("乙")), tc(p("3"))),
                tr(tc(p("续格里的字"), merge="continue"), tc(p("丙"), span=2)),
            ),
            TAIL,
        ),
        "参差的表": docx(
            HEAD,
            tbl(
                tr(tc(p("甲"), width=1000), tc(p("乙"), width=5000), properties='<w:gridAfter w:val="1"/>'),
                tr(tc(p("丙"), width=3000), tc(p("丁"), width=3000), properties='<w:gridBefore w:val="1"/>'),
                tr(tc(p("戊"), span=9)),
                columns=0,
            ),
            TAIL,
        ),
        "表中表": docx(
            HEAD,
            tbl(
                tr(
                    tc(p("外"), tbl(tr(tc(p("内一")), tc(p("内二")), tc(p("内三")))), p("外后")),
                    tc(p("邻")),
                    tc(p("末")),
                )
            ),
            TAIL,
        ),
        "横页": docx(
            HEAD,
            text,
            TAIL,
            p(properties=f"<w:sectPr>{upright}</w:sectPr>"),
            p("附件1"),
            title("防汛值班表"),
            tbl(tr(tc(p("日期")), tc(p("值班")), tc(p("电话")))),
            section=turned,
        ),
        "横页在中间": docx(
            HEAD,
            text,
            p(properties=f"<w:sectPr>{upright}</w:sectPr>"),
            tbl(tr(tc(p("日期")), tc(p("值班")), tc(p("电话")))),
            p(properties=f"<w:sectPr>{turned}</w:sectPr>"),
            text,
            TAIL,
        ),
        "图片": docx(
            HEAD, p("见图：", picture(), "。"), p(picture(anchored=True)), TAIL, parts={"word/media/90.png": png()}
        ),
        "带不进的": docx(
            HEAD,
            p(picture("rId91"), "图一。"),
            p(
                '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="rId9"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
                "图二。",
            ),
            p("<m:oMath><m:r><m:t>a+b=c</m:t></m:r></m:oMath>", "式。"),
            p('<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12"/></w:object></w:r>', "对象。"),
            p('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "符号。"),
            p(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> EQ \\o\\ac(○,注) </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
                "域。",
            ),
            TAIL,
            parts={"word/media/91.emf": b"\x01\0\0\0" + bytes(40)},
        ),
        "域和链接": docx(
            HEAD,
            p(
                "共",
                field("NUMPAGES", "3"),
                "页，",
                '<w:hyperlink r:id="x">' + run("县政府网站", '<w:rStyle w:val="a4"/>') + "</w:hyperlink>",
                "，",
                f'<w:fldSimple w:instr="DATE">{run("5月6日")}</w:fldSimple>',
                "。",
            ),
            TAIL,
        ),
        "字符": docx(
            HEAD,
            p(
                "甲<w:x/>".replace("<w:x/>", ""),
                "<w:r><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t><w:softHyphen/><w:t>戊</w:t><w:br/><w:t>己</w:t><w:cr/><w:t>庚</w:t></w:r>",
                '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
                "<w:r><w:ruby><w:rt><w:r><w:t>pén</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>湓</w:t></w:r></w:rubyBase></w:ruby></w:r>",
                "。",
            ),
            TAIL,
        ),
        "隐藏文字": docx(HEAD, p("看得见的", run("看不见的", "<w:vanish/>"), "字。"), TAIL),
        "页眉页脚": docx(
            HEAD,
            text,
            TAIL,
            section='<w:headerReference w:type="default" r:id="rIdH"/><w:footerReference w:type="default" r:id="rIdF"/><w:pgSz w:w="11906" w:h="16838"/>',
            parts={"word/header1.xml": HEADER, "word/footer1.xml": FOOTER},
        ),
        "强调": docx(
            HEAD,
            p(
                "这里",
                run("加粗", '<w:b/><w:sz w:val="32"/>'),
                run("下划线", '<w:u w:val="single"/><w:sz w:val="32"/>'),
                run("红字", '<w:color w:val="FF0000"/><w:sz w:val="32"/>'),
                run("2", '<w:vertAlign w:val="superscript"/><w:sz w:val="32"/>'),
                run("强调", '<w:rStyle w:val="a5"/><w:sz w:val="32"/>'),
                "。",
            ),
            TAIL,
        ),
        "附件说明": docx(
            HEAD,
            text,
            p("附件：1．值班表"),
            p("　　　2．物资表"),
            TAIL,
            p("附件1", properties="<w:pageBreakBefore/>"),
            title("值班表"),
            text,
            p('<w:r><w:br w:type="page"/></w:r>', "附件2：物资表"),
            text,
        ),
        "严格格式": docx(HEAD, text, TAIL, strict=True),
        "别名主件": docx(HEAD, text, TAIL, main="word/document2.xml"),
        "没有样式": docx(HEAD, text, TAIL, styles=f'<w:styles xmlns:w="{W}"/>'),
        "空文件": docx(),
        "没有标题": docx(p("一句话。")),
        "分栏分页": docx(
            HEAD,
            p("上半", '<w:r><w:br w:type="page"/></w:r>', "下半。"),
            p('<w:r><w:br w:type="page"/></w:r>'),
            text,
            TAIL,
        ),
        "纪要": docx(
            p(run("青河县人民政府常务会议纪要", red), properties=centre),
            p("第3期", properties=centre),
            p("青河县人民政府办公室　　　　2024年5月6日"),
            text,
            p("出席：甲一、乙二"),
            p("列席：丙三"),
        ),
    }
