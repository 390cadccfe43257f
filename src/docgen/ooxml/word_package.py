"""A Word file opened for reading: its parts as XML, its pictures, and which part refers to which.

Nobody's file is trusted: sizes are looked at before anything is unpacked, a document type (and so an entity) is
refused, macros are refused, and what a part refers to outside the file is never fetched.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from docgen.ooxml.archive import Flaw, Flawed, Limits, Parts, unpacked
from docgen.problems import Code, Problem

__all__ = ["Relation", "WordPackage", "opened_package"]

_LIMITS: Final = Limits(unpacked=128 * 1024 * 1024, parts=5_000)  # pictures of a long report stay below
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES: Final = "[Content_Types].xml"
#: Strict Open XML names the same things by other addresses (ISO/IEC 29500-1, annex A; -4, transitional).
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL: Final = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"drawingml/picture": b"http://schemas.openxmlformats.org/drawingml/2006/picture",
    b"drawingml/chart": b"http://schemas.openxmlformats.org/drawingml/2006/chart",
    b"drawingml/diagram": b"http://schemas.openxmlformats.org/drawingml/2006/diagram",
}
_SAVE_AS: Final = "用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再用。"
_SEALED: Final = (Code.FILE_ENCRYPTED, "文件已加密，或是旧的 .doc 格式", _SAVE_AS)
_FLAWS: Final = {
    Flaw.ENCRYPTED: _SEALED,
    Flaw.OLD: _SEALED,
    Flaw.FOREIGN: (Code.FILE_UNREADABLE, "不是 Word 文档（.docx）", _SAVE_AS),
    Flaw.DAMAGED: (Code.FILE_UNREADABLE, "不是完好的 Word 文档", _SAVE_AS),
    Flaw.TOO_LARGE: (Code.FILE_TOO_LARGE, "文件展开后过大", "删去无关的图片后另存，再用。"),
}
_OTHERS: Final = {"xl/": "Excel 工作簿", "ppt/": "演示文稿"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a part refers to: the last word of its type (`image`, `footnotes` …), and the name of the part."""

    kind: str
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPackage:
    """A Word file. `main` is the name of the part with the text; `roots` are the XML parts by name."""

    main: str
    roots: dict[str, etree._Element] = field(repr=False)
    files: dict[str, bytes] = field(repr=False)
    relations: dict[str, dict[str, Relation]] = field(repr=False)

    @property
    def document(self) -> etree._Element:
        """The root of the main part."""
        return self.roots[self.main]

    def related(self, kind: str) -> etree._Element | None:
        """The root of the part of that kind that the main part refers to: `styles`, `numbering`, `footnotes`."""
        found = (one.target for one in self.relations.get(self.main, {}).values() if one.kind == kind)
        return next((self.roots[name] for name in found if name in self.roots), None)

    def file_of(self, part: str, identifier: str) -> bytes | None:
        """The bytes of what a part calls by an identifier; None when it lies outside the file or is not there."""
        relation = self.relations.get(part, {}).get(identifier)
        return None if relation is None or relation.external else self.files.get(relation.target)


def opened_package(content: bytes) -> WordPackage | Problem:
    """A .docx, or why it is not read: encrypted, not a Word file, damaged, too large, with macros."""
    files = unpacked(content, _LIMITS)
    if isinstance(files, Flawed):
        code, message, hint = _FLAWS[files.flaw]
        return Problem(code=code, message=message, hint=hint)
    try:
        return _read(files)
    except (etree.XMLSyntaxError, ValueError):
        return _unreadable("文档内容已损坏")


def _read(files: Parts) -> WordPackage | Problem:
    if other := next((word for prefix, word in _OTHERS.items() if any(name.startswith(prefix) for name in files)), ""):
        return _unreadable(f"不是 Word 文档，是{other}")
    if any(name.lower().endswith("vbaproject.bin") for name in files) or b"macroEnabled" in files.get(_TYPES, b""):
        message, hint = "文件带有宏（.docm），不读", "用 Word 或 WPS 打开，另存为不带宏的“Word 文档（*.docx）”后再用。"
        return Problem(code=Code.FILE_UNREADABLE, message=message, hint=hint)
    if any(b"<!DOCTYPE" in data or b"<!ENTITY" in data for name, data in files.items() if _is_xml(name)):
        return _unreadable("文档里有 XML 实体声明，不是 Word 或 WPS 存的文件")
    roots = {name: _root(data) for name, data in files.items() if _is_xml(name)}
    relations = {_owner(name): dict(_relations(name, root)) for name, root in roots.items() if name.endswith(".rels")}
    main = next((one.target for one in relations.get("", {}).values() if one.kind == "officeDocument"), "")
    if main not in roots or etree.QName(roots[main]).localname != "document":
        return _unreadable("压缩包里没有 Word 文档")
    return WordPackage(main=main, roots=roots, files=files, relations=relations)


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _root(data: bytes) -> etree._Element:
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL.items():
            data = data.replace(_STRICT + strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def _owner(name: str) -> str:
    """The part whose relations a .rels part holds: word/_rels/document.xml.rels → word/document.xml."""
    folder, _, file = name.rpartition("/")
    return posixpath.join(folder.removesuffix("_rels").rstrip("/"), file.removesuffix(".rels"))


def _relations(name: str, root: etree._Element) -> list[tuple[str, Relation]]:
    folder = posixpath.dirname(_owner(name))
    found = []
    for node in root.iter(_RELATIONS):
        external = node.get("TargetMode") == "External"
        target = str(node.get("Target", ""))
        if not external:
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        kind = str(node.get("Type", "")).rpartition("/")[2]
        found.append((str(node.get("Id", "")), Relation(kind=kind, target=target, external=external)))
    return found


def _unreadable(message: str) -> Problem:
    return Problem(code=Code.FILE_UNREADABLE, message=message, hint=_SAVE_AS)
