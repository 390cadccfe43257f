"""The parts of a .docx as XML, opened with care: sizes are looked at first, no entity is resolved."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from docgen.problems import Code, Problem

__all__ = ["opened"]

_MOST = 128 * 1024 * 1024  # bytes of all parts together; pictures of a long report stay below
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SAVE_AS = "用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再查。"


def opened(content: bytes) -> dict[str, etree._Element] | Problem:
    """Part name → root of every XML part below word/, or why the file is not read."""
    if content.startswith(_OLE):
        return Problem(code=Code.FILE_ENCRYPTED, message="文件已加密，或是旧的 .doc 格式。", hint=_SAVE_AS)
    if not content.startswith(b"PK"):
        return Problem(code=Code.FILE_UNREADABLE, message="不是 Word 文档（.docx），也不是 PDF。", hint=_SAVE_AS)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            infos = package.infolist()
            if sum(info.file_size for info in infos) > _MOST:
                return Problem(code=Code.FILE_TOO_LARGE, message="文件展开后过大。", hint=_SAVE_AS)
            parts = {
                info.filename: _xml(package.read(info))
                for info in infos
                if info.filename.startswith("word/") and info.filename.endswith((".xml", ".rels"))
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError):
        return Problem(code=Code.FILE_UNREADABLE, message="不是完好的 Word 文档。", hint=_SAVE_AS)
    except etree.XMLSyntaxError:
        return Problem(code=Code.FILE_UNREADABLE, message="文档内容已损坏。", hint=_SAVE_AS)
    if "word/document.xml" not in parts:
        return Problem(code=Code.FILE_UNREADABLE, message="压缩包里没有 Word 文档。", hint=_SAVE_AS)
    return parts


def _xml(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)
