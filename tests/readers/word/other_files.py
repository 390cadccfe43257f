# ruff: noqa: E501 - HTML by hand
"""Word files by other programs: python-docx, and LibreOffice from text, HTML and ODT."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt, RGBColor
from tools.libreoffice import convert

from tests.readers.word.xml_files import png

DRAFTS = Path(__file__).parents[2] / "documents" / "drafts"
HTML = """<html><body><h1>关于做好防汛工作的通知</h1><p>各乡镇人民政府：</p><h2>一、提高认识</h2><p>汛期<b>已到</b>，<i>务必</i>重视。</p>
<ol><li>值班</li><li>排查</li></ol><ul><li>电话</li></ul>
<table border=1><tr><th rowspan=2>序号</th><th colspan=2>情况</th></tr><tr><th>内容</th><th>数</th></tr><tr><td>1</td><td>甲</td><td>3</td></tr></table>
<p align=right>青河县人民政府</p><p align=right>2024年5月6日</p></body></html>"""


def saved(document: object) -> bytes:
    packed = io.BytesIO()
    document.save(packed)  # type: ignore[attr-defined]
    return packed.getvalue()


def by_python_docx() -> dict[str, bytes]:
    """Name → file, as scripts make them."""
    return {"脚本通知": _notice(), "脚本台账": _ledger(), "脚本列表": _lists(), "脚本图片": _pictures()}


def _notice() -> bytes:
    made = docx.Document()
    for words, size, red in (
        ("青河县水利局文件", 42, True),
        ("青水发〔2024〕8号", 16, False),
        ("关于开展检查的通知", 22, False),
    ):
        paragraph = made.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(words)
        run.font.size = Pt(size)
        if red:
            run.font.color.rgb = RGBColor(0xE0, 0, 0)
    for words in (
        "各科室：",
        "　　一、检查时间",
        "　　5月6日至10日。",
        "　　二、检查内容",
        "　　（一）堤防。重点查险工险段。",
        "　　特此通知。",
    ):
        made.add_paragraph().add_run(words).font.size = Pt(16)
    for words in ("青河县水利局", "2024年5月6日"):
        paragraph = made.add_paragraph(words)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return saved(made)


def _ledger() -> bytes:
    made = docx.Document()
    made.add_heading("整改台账", 0)
    table = made.add_table(rows=4, cols=4, style="Table Grid")
    for row in range(4):
        for column in range(4):
            table.cell(row, column).text = f"{row}行{column}列"
    table.cell(0, 0).merge(table.cell(1, 1))
    table.cell(2, 2).merge(table.cell(3, 2))
    made.add_page_break()
    made.add_paragraph("第二页。")
    return saved(made)


def _lists() -> bytes:
    made = docx.Document()
    made.add_heading("工作方案", 1)
    for style, words in (
        ("List Number", "第一步"),
        ("List Number", "第二步"),
        ("List Bullet", "要点"),
        ("Heading 2", "小标题"),
    ):
        made.add_paragraph(words, style=style)
    made.add_paragraph("引文", style="Intense Quote").add_run("加粗").bold = True
    return saved(made)


def _pictures() -> bytes:
    made = docx.Document()
    made.add_paragraph("图前。")
    made.add_picture(io.BytesIO(png()), width=Cm(4))
    made.add_paragraph("图后。")
    return saved(made)


def by_libreoffice(folder: Path) -> dict[str, bytes]:
    """Name → file, as LibreOffice saves them."""
    sources = []
    for draft in sorted(DRAFTS.glob("*.txt")):
        sources.append(folder / f"文本-{draft.stem}.txt")
        sources[-1].write_text(draft.read_text(encoding="utf-8"), encoding="utf-8-sig")
    texts = convert(sources, "docx", folder)
    page = folder / "网页.html"
    page.write_text(HTML, encoding="utf-8")
    convert([page], "odt:writer8", folder)
    pages = convert([folder / "网页.odt"], "docx", folder)
    return {
        path.stem: path.with_suffix(".docx").read_bytes()
        for path in [*texts.values(), *pages.values()]
        if path.with_suffix(".docx").exists()
    }
