"""A template's parts, opened with care: what it is, how large it grows, what it carries is looked at first.

A template comes from anybody's desk: it is believed in nothing. Sizes are read from the directory and counted again
while reading; document types, macros and embedded programs are refused.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from lxml import etree

from docgen.ooxml.archive import Flaw, Flawed, Limits, Parts, unpacked
from docgen.problems import Code, Place, Problem, Result

__all__ = ["DOCUMENT", "MAX_UNPACKED", "Parts", "opened", "packed", "parsed"]

DOCUMENT: Final = "word/document.xml"
MAX_UNPACKED: Final = 64 * 1024 * 1024  # bytes of all parts; a template with pictures stays far below
_MAX_RATIO: Final = 200  # unpacked : packed; Word's XML packs 5 to 40 times
_LIMITS: Final = Limits(unpacked=MAX_UNPACKED, parts=2000, ratio=_MAX_RATIO)
_TYPES: Final = "[Content_Types].xml"
_SAVE_AS: Final = "用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再用"
#: Content types of main parts that are no document, in part → what such a file is.
_OTHERS: Final = {
    "macroEnabled": "带宏的 Word 文件（.docm、.dotm）",
    "spreadsheetml": "Excel 工作簿",
    "presentationml": "演示文稿",
    "wordprocessingml.template": "Word 模板文件（.dotx）",
}
#: What a part's name may end in when it carries a program.
_PROGRAMS: Final = ("vbaproject.bin", "vbadata.xml", ".exe", ".dll", ".js", ".vbs")
#: The day that zip files know as their first: no clock enters a file.
_DATE: Final = (1980, 1, 1, 0, 0, 0)
#: Parts that are compressed already.
_MEDIA: Final = (".png", ".jpg", ".jpeg", ".gif")
#: Noncharacters: they mark tags while a template is compiled, and no Word file may bring them along.
_OURS: Final = tuple(chr(code).encode() for code in range(0xFDD0, 0xFDF0))


class _RefusedError(Exception):
    def __init__(self, code: Code, message: str, hint: str = _SAVE_AS) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def opened(content: bytes, name: str) -> Result[Parts]:
    """The parts of a .docx; or one problem that says why the file is no template."""
    try:
        parts = _read(content)
        _looked_through(parts)
    except _RefusedError as refused:
        problem = Problem(code=refused.code, message=refused.message, hint=refused.hint, place=Place(file=name))
        return Result(value=None, problems=(problem,))
    return Result(value=parts)


def parsed(content: bytes) -> etree._Element:
    """The root of a part that `opened` has looked through; comments and instructions of XML are left out."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(content, parser)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The file. Order, dates and rights are fixed; pictures are not compressed a second time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != _TYPES, name)):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_STORED if name.lower().endswith(_MEDIA) else zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every operating system
            archive.writestr(entry, parts[name])
    return made.getvalue()


def _read(content: bytes) -> Parts:
    parts = unpacked(content, _LIMITS)
    if isinstance(parts, Flawed):
        raise _refused(parts)
    return parts


def _refused(flawed: Flawed) -> _RefusedError:
    match flawed.flaw:
        case Flaw.ENCRYPTED:
            return _RefusedError(Code.FILE_ENCRYPTED, "模板已加密，读不出", "去掉打开密码，另存后再用")
        case Flaw.OLD:
            return _RefusedError(Code.TEMPLATE_REFUSED, "是旧的 .doc 格式，不是 .docx，不能作模板")
        case Flaw.FOREIGN:
            return _RefusedError(Code.TEMPLATE_REFUSED, "不是 Word 文档（.docx），不能作模板")
        case Flaw.DAMAGED:
            return _broken()
        case Flaw.TOO_LARGE:
            return _too_large(flawed.size)


def _looked_through(parts: Parts) -> None:
    """Raise for what is no Word document, or carries what a template must not."""
    if any(name.lower().endswith(_PROGRAMS) for name in parts):
        raise _RefusedError(
            Code.TEMPLATE_REFUSED, "模板里带有宏或程序，不予使用", "另存为不带宏的“Word 文档（*.docx）”"
        )
    roots = {name: _root(content) for name, content in parts.items() if name.lower().endswith((".xml", ".rels"))}
    if any(mark in content for name, content in parts.items() if name in roots for mark in _OURS):
        raise _RefusedError(Code.TEMPLATE_REFUSED, "模板里有 Unicode 规定不作文字用的字符", "删去乱码处的文字后再用")
    main = _main_type(roots)
    for mark, what in _OTHERS.items():
        if mark in main:
            raise _RefusedError(Code.TEMPLATE_REFUSED, f"是{what}，不能作模板")
    if DOCUMENT not in roots or _TYPES not in roots or "wordprocessingml.document" not in main:
        raise _RefusedError(Code.TEMPLATE_REFUSED, "压缩包里没有 Word 文档，不能作模板")


def _main_type(roots: Mapping[str, etree._Element]) -> str:
    """The content type of the main part; of a file that has none of ours, all types."""
    if _TYPES not in roots:
        return ""
    types = {str(each.get("PartName", "")): str(each.get("ContentType", "")) for each in roots[_TYPES]}
    return types.get(f"/{DOCUMENT}") or " ".join(types.values())


def _root(content: bytes) -> etree._Element:
    try:
        root = parsed(content)
    except etree.XMLSyntaxError as error:
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise _entities() from error
        raise _broken() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _entities()
    return root


def _entities() -> _RefusedError:
    return _RefusedError(Code.TEMPLATE_REFUSED, "模板里有 XML 实体声明，不予读取", "用 Word 重新存一份再用")


def _broken() -> _RefusedError:
    return _RefusedError(Code.TEMPLATE_REFUSED, "不是完好的 Word 文档（压缩包损坏，或内容损坏），不能作模板")


def _too_large(size: int) -> _RefusedError:
    megabyte = 1024 * 1024
    limits = f"{MAX_UNPACKED // megabyte} MB，或压缩比超过 {_MAX_RATIO} 倍"
    message = f"模板展开后约 {max(1, size // megabyte)} MB，超过限度（{limits}）"
    return _RefusedError(Code.FILE_TOO_LARGE, message, "删去大图片和无关的内容后另存")
