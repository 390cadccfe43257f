"""docxtpl as documented: open the template, render, save, for each paper.

The template is made of a paper of ours: the same package and the same named styles, and in its body one loop over the
paragraphs and tables of a paper in place of them, a branch a style. It holds no text of its own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docxtpl import DocxTemplate
from lxml import etree

__all__ = ["render", "styles_in", "template"]

_MAIN = "word/document.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: Width and height of the sheet in twips, as our layouts have it.
_A4 = (11906, 16838)


def styles_in(scripts: Iterable[dict[str, Any]]) -> list[str]:
    """The styles of paragraphs and tables that the papers have."""
    return sorted({block["style"] for script in scripts for sect in script["sections"] for block in sect["blocks"]})


def template(ours: bytes, styles: Iterable[str]) -> bytes:
    """A template for papers with these styles, out of one of our Word files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ours)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, _main(content, styles) if name == _MAIN else content)
    return packed.getvalue()


def render(file: Path, script: dict[str, Any], out: Path) -> None:
    """A paper, as docxtpl's documentation makes it; autoescape, since texts may hold & and <."""
    document = DocxTemplate(file)
    document.render(script, autoescape=True)
    document.save(out)


def _main(content: bytes, styles: Iterable[str]) -> bytes:
    root = etree.fromstring(content)
    body = root.find(f"{{{_W}}}body")
    assert body is not None, "a Word file has a body"
    portrait = etree.tostring(body[-1], encoding="unicode")
    for child in list(body):
        body.remove(child)
    for child in etree.fromstring(f'<w:body xmlns:w="{_W}">{_body(portrait, styles)}</w:body>'):
        body.append(child)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _body(portrait: str, styles: Iterable[str]) -> str:
    landscape = portrait.replace(
        f'w:w="{_A4[0]}" w:h="{_A4[1]}"', f'w:w="{_A4[1]}" w:h="{_A4[0]}" w:orient="landscape"'
    )
    head = [
        _paragraph("Corner", "{{ copy_number }}"),
        *_each("line in mark", _paragraph("Mark", "{{ line }}")),
        _paragraph("Number", "{{ number }}　{{ signers }}"),
        *_each("line in title", _paragraph("Title", "{{ line }}")),
        _paragraph("Recipients", "{{ recipients }}"),
    ]
    branches = [piece for style in styles for piece in _branch(style)]
    close = [
        *_each("line in signature", _paragraph("Signature", "{{ line }}")),
        _paragraph("Date", "{{ date }}"),
    ]
    sections = [
        *_each("block in section.blocks", "".join(branches)),
        _tag("if loop.first"),
        *close,
        _tag("endif"),
        _tag("if section.landscape"),
        f"<w:p><w:pPr>{landscape}</w:pPr></w:p>",
        _tag("elif not loop.last"),
        f"<w:p><w:pPr>{portrait}</w:pPr></w:p>",
        _tag("endif"),
    ]
    imprint = [_paragraph("Imprint", "{{ copies }}"), _paragraph("Imprint", "{{ printer }}　{{ print_date }}印发")]
    return "".join([*head, *_each("section in sections", "".join(sections)), *imprint, portrait])


def _branch(style: str) -> tuple[str, ...]:
    opened = _tag(f"if block.style == '{style}'")
    if style == "Page":
        return opened, '<w:p><w:r><w:br w:type="page"/></w:r></w:p>', _tag("endif")
    if style.startswith("Table"):
        return opened, _table(int(style.removeprefix("Table"))), _tag("endif")
    lead = '<w:r><w:rPr><w:rStyle w:val="Heading2Char"/></w:rPr><w:t>{{ block.lead }}</w:t></w:r>'
    text = "<w:r><w:t>{{ block.text }}</w:t></w:r>"
    runs = lead + text if style == "Body" else text
    return opened, f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>', _tag("endif")


def _table(columns: int) -> str:
    paragraphs = (_paragraph("TableCell", f"{{{{ row[{place}] }}}}") for place in range(columns))
    width = '<w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>'
    cells = "".join(f"<w:tc>{width}{paragraph}</w:tc>" for paragraph in paragraphs)
    grid = "<w:gridCol/>" * columns
    opened, closed = (
        f"<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>{{%tr {tag} %}}</w:t></w:r></w:p></w:tc></w:tr>"
        for tag in ("for row in block.rows", "endfor")
    )
    properties = '<w:tblPr><w:tblStyle w:val="GongwenTable"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{opened}<w:tr>{cells}</w:tr>{closed}</w:tbl>"


def _each(loop: str, inner: str) -> tuple[str, str, str]:
    return _tag(f"for {loop}"), inner, _tag("endfor")


def _tag(words: str) -> str:
    return f"<w:p><w:r><w:t>{{%p {escape(words)} %}}</w:t></w:r></w:p>"


def _paragraph(style: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
