"""The parts of a .docx as XML, opened with care: sizes are looked at first, no entity is resolved."""

from __future__ import annotations

from typing import Final

from lxml import etree

from docgen.ooxml.archive import Flaw, Flawed, Limits, unpacked
from docgen.problems import Code, Problem

__all__ = ["opened"]

_LIMITS: Final = Limits(unpacked=128 * 1024 * 1024, parts=5_000)  # pictures of a long report stay below
_SAVE_AS: Final = "用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再查。"
_SEALED: Final = (Code.FILE_ENCRYPTED, "文件已加密，或是旧的 .doc 格式。")
_FLAWS: Final = {
    Flaw.ENCRYPTED: _SEALED,
    Flaw.OLD: _SEALED,
    Flaw.FOREIGN: (Code.FILE_UNREADABLE, "不是 Word 文档（.docx），也不是 PDF。"),
    Flaw.DAMAGED: (Code.FILE_UNREADABLE, "不是完好的 Word 文档。"),
    Flaw.TOO_LARGE: (Code.FILE_TOO_LARGE, "文件展开后过大。"),
}


def opened(content: bytes) -> dict[str, etree._Element] | Problem:
    """Part name → root of every XML part below word/, or why the file is not read."""
    files = unpacked(content, _LIMITS, _is_read)
    if isinstance(files, Flawed):
        code, message = _FLAWS[files.flaw]
        return Problem(code=code, message=message, hint=_SAVE_AS)
    try:
        parts = {name: _xml(data) for name, data in files.items()}
    except etree.XMLSyntaxError:
        return Problem(code=Code.FILE_UNREADABLE, message="文档内容已损坏。", hint=_SAVE_AS)
    if "word/document.xml" not in parts:
        return Problem(code=Code.FILE_UNREADABLE, message="压缩包里没有 Word 文档。", hint=_SAVE_AS)
    return parts


def _is_read(name: str) -> bool:
    return name.startswith("word/") and name.endswith((".xml", ".rels"))


def _xml(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)
