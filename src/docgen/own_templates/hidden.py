"""Tags where nothing is filled: field codes, addresses of links, alternative texts, charts, bound controls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from docgen.own_templates.package import Parts, parsed
from docgen.own_templates.statements import Fault
from docgen.own_templates.stories import Passage, W
from docgen.problems import Code

__all__ = ["hidden"]

_MARK: Final = re.compile(r"\{\{|\{%|｛｛|%7B%7B|%7b%7b")
#: Local names of text elements that show something → what they are and what to do.
_TEXTS: Final = {
    "instrText": ("域代码", "把标签写在正文里，不写在域里（按 Alt+F9 可以看到域代码）"),
    "delInstrText": ("域代码", "把标签写在正文里，不写在域里"),
    "delText": ("修订中删去的文字", "接受或拒绝修订后再用"),
    "posOffset": ("图形的位置", "写在正文里"),
}
_MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_HYPERLINK: Final = "/hyperlink"
_FILLED: Final = re.compile(r"docProps/core\.xml")
_NAMES: Final = (
    ("word/charts/", "图表"),
    ("word/diagrams/", "SmartArt 图"),
    ("word/glossary/", "自动图文集"),
    ("customXml/", "自定义数据"),
    ("docProps/", "文件属性"),
    ("word/settings", "文档设置"),
    ("word/styles", "样式"),
    ("word/numbering", "自动编号"),
)


def hidden(
    roots: Mapping[str, etree._Element], parts: Parts, passages: Sequence[Passage]
) -> Iterator[tuple[Fault, Passage | None, str]]:
    """Faults, each with the passage it stands in, or where there is none the words for its place."""
    by_node = {passage.node: passage for passage in passages}
    for root in roots.values():
        for node in root.iter(etree.Element):
            for fault in _of_node(node):
                paragraph = node if node.tag == f"{W}p" else next(node.iterancestors(f"{W}p"), None)
                passage = by_node.get(paragraph) if paragraph is not None else None
                if passage is None or not passage.twin:
                    yield fault, passage, "正文"
    yield from _controls(passages)
    for name, content in sorted(parts.items()):
        if name in roots or _FILLED.fullmatch(name):
            continue
        if name.endswith(".rels"):
            yield from _links(content)
        elif name.endswith(".xml") and _MARK.search("".join(_texts(content))):
            what = next((said for begin, said in _NAMES if name.startswith(begin)), name)
            yield _fault(f"标签写在{what}里", "写在正文、页眉、页脚、脚注或文本框里"), None, what


def _fault(message: str, hint: str) -> Fault:
    return Fault(code=Code.TEXT_LOST, message=f"{message}，填不了", hint=hint)


def _of_node(node: etree._Element) -> Iterator[Fault]:
    for name, value in node.attrib.items():
        said = str(value)
        if _MARK.search(said):
            what = {"descr": "图片的替代文字", "title": "图片的标题"}.get(etree.QName(name).localname, "看不见的属性")
            yield _fault(f"标签“{said}”写在{what}里", "写在正文里")
    if node.text and _MARK.search(node.text) and node.tag != f"{W}t":
        local = etree.QName(node).localname
        what, hint = _TEXTS.get(local, ("公式" if node.tag == _MATHS else f"{local} 里", "写在正文里"))
        yield _fault(f"标签“{node.text.strip()}”写在{what}里", hint)


def _controls(passages: Sequence[Passage]) -> Iterator[tuple[Fault, Passage | None, str]]:
    """Content controls that Word fills itself from data of the file: what is filled there is overwritten."""
    for passage in passages:
        if passage.twin or not _MARK.search(passage.text):
            continue
        for control in passage.node.iter(f"{W}sdt"):
            if control.find(f"{W}sdtPr/{W}dataBinding") is not None and _says_a_tag(control):
                yield _bound(), passage, ""
        for control in passage.node.iterancestors(f"{W}sdt"):
            if control.find(f"{W}sdtPr/{W}dataBinding") is not None:
                yield _bound(), passage, ""


def _says_a_tag(control: etree._Element) -> bool:
    return _MARK.search("".join(node.text or "" for node in control.iter(f"{W}t"))) is not None


def _bound() -> Fault:
    hint = "删去这个内容控件（右键，删除内容控件），标签写成普通文字"
    return _fault("标签写在与文件属性相连的内容控件里，Word 打开时会把填的内容换掉", hint)


def _links(content: bytes) -> Iterator[tuple[Fault, Passage | None, str]]:
    for each in parsed(content):
        target = str(each.get("Target"))
        if _MARK.search(target) and str(each.get("Type")).endswith(_HYPERLINK):
            yield _fault("标签写在超链接的地址里", "取消超链接（右键，取消超链接），标签写成普通文字"), None, "超链接"


def _texts(content: bytes) -> Iterator[str]:
    for node in parsed(content).iter(etree.Element):
        yield node.text or ""
        yield from (str(value) for value in node.attrib.values())
