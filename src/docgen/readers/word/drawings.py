"""Pictures, shapes and text boxes: what of them the tree can hold, and what has to be said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from docgen.document import Picture
from docgen.ooxml.properties import W
from docgen.ooxml.word_package import WordPackage
from docgen.readers.word.passages import Heard
from docgen.units import emu, pt

__all__ = ["MC", "Drawings", "is_drawing"]

MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_BOX: Final = f"{W}txbxContent"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_KINDS: Final = {"chart": "图表", "relIds": "SmartArt 图形", "OLEObject": "嵌入的对象（公式、Excel 表等）"}
_LENGTH: Final = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)\s*(pt|in|cm|mm)?")
_POINTS: Final = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}
_HINT: Final = "在 Word 里选中它，剪切后“选择性粘贴—图片（PNG）”"


def is_drawing(node: etree._Element) -> bool:
    """Whether a node is a picture, a shape or an object."""
    return node.tag in (f"{W}drawing", f"{W}pict", f"{W}object")


class Drawings:
    """The drawings of one part of a file."""

    def __init__(self, package: WordPackage, part: str, heard: Heard) -> None:
        self._package = package
        self._part = part
        self._heard = heard

    def chosen(self, alternate: etree._Element) -> Iterator[etree._Element]:
        """The children of the first branch of w:AlternateContent that holds something; one of two like boxes."""
        branches = [child for child in alternate.iterchildren("*") if child.tag in (f"{MC}Choice", f"{MC}Fallback")]
        telling = (f"{W}t", _BOX, f"{_A}blip", f"{_V}imagedata")
        full = next((branch for branch in branches if any(True for _ in branch.iter(*telling))), None)
        if full is None and branches:
            full = branches[0]
        yield from full.iterchildren("*") if full is not None else ()

    def boxes(self, node: etree._Element) -> Iterator[etree._Element]:
        """The w:txbxContent of the text boxes of a drawing, those inside others not by themselves."""
        for found in node.iter(_BOX, f"{MC}AlternateContent"):
            if found.tag == _BOX and not self._inside(found, node):
                yield found

    def pictures(self, node: etree._Element, place: str) -> Iterator[Picture]:
        """The pictures of a drawing that can be carried; the others, shapes and objects are said."""
        blips = [one for one in node.iter(f"{_A}blip", f"{_V}imagedata") if not self._inside(one, node)]
        for blip in blips:
            if (made := self._picture(blip, node, place)) is not None:
                yield made
        kind = next((_KINDS[name] for one in node.iter("*") if (name := etree.QName(one).localname) in _KINDS), "")
        if kind and not any(one.tag == f"{_A}blip" for one in blips):
            self._heard.lost(f"{kind}没有带入", place, _HINT)
        elif not blips and not any(True for _ in self.boxes(node)):
            self._shape(node, place)

    def _picture(self, blip: etree._Element, drawing: etree._Element, place: str) -> Picture | None:
        identifier = blip.get(f"{_R}embed") or blip.get(f"{_R}id") or ""
        content = self._package.file_of(self._part, identifier)
        if content is None:
            self._heard.lost("图片不在文件里（链接的图片），没有带入", place, "在 Word 里把图片嵌入文件后再用")
            return None
        if drawing.tag == f"{W}object":
            self._heard.note("嵌入的对象只带入它的图", place)
        if not content.startswith((_PNG, _JPEG)):
            self._heard.lost(f"图片没有带入（{_format(content)}，只带 PNG 和 JPEG）", place, _HINT)
            return None
        width, height = self._size(blip, drawing)
        if not width or not height:
            self._heard.lost("图片没有大小，没有带入", place, _HINT)
            return None
        if drawing.find(f".//{_WP}anchor") is not None:
            self._heard.count("浮动的图片排在它所在的行里", place)
        described = next((str(one.get("descr") or "") for one in drawing.iter(f"{_WP}docPr")), "")
        return Picture(content=content, width=width, height=height, name=described)

    def _size(self, blip: etree._Element, drawing: etree._Element) -> tuple[float, float]:
        """Width and height in mm: of the picture's own frame inside a group, else of the drawing."""
        shape = next((one for one in blip.iterancestors() if etree.QName(one).localname == "pic"), None)
        own = shape.find(f".//{_A}ext[@cx]") if shape is not None else None
        grouped = any(etree.QName(one).localname in ("wgp", "wpc") for one in blip.iterancestors())
        whole = next(drawing.iter(f"{_WP}extent"), None)
        size = own if grouped or whole is None else whole
        if size is not None:
            across, down = (int(size.get(side, "0")) for side in ("cx", "cy"))
            return round(emu(across).mm, 2), round(emu(down).mm, 2)
        styled = next((one for one in blip.iterancestors() if one.get("style")), None)
        found = dict.fromkeys(("width", "height"), 0.0)
        for name, number, unit in _LENGTH.findall(str(styled.get("style")) if styled is not None else ""):
            points = float(number) * _POINTS[unit or "pt"]
            found[name] = round(pt(points).mm, 2)
        return found["width"], found["height"]

    def _shape(self, node: etree._Element, place: str) -> None:
        """A shape without words: a line is a rule of the layout, anything else is lost."""
        line = any(
            one.tag == f"{_V}line" or one.get("prst") in ("line", "straightConnector1") or one.tag == f"{_WPS}cNvCnPr"
            for one in node.iter("*")
        )
        if line:
            self._heard.count("画的线没有带入，红色分隔线和版记的线由版式画", place)
        elif any(True for _ in node.iter("*")):
            self._heard.lost("图形没有带入", place, _HINT)

    @staticmethod
    def _inside(node: etree._Element, drawing: etree._Element) -> bool:
        """Whether a node stands in a text box, or in the second of two branches that say the same."""
        for one in node.iterancestors():
            if one is drawing:
                return False
            if one.tag == _BOX:
                return True
            if one.tag == f"{MC}Fallback" and any(
                True
                for _ in (one.getparent() or one).iterchildren(f"{MC}Choice")  # the first branch was read
            ):
                return True
        return False


def _format(content: bytes) -> str:
    known = {
        b"GIF8": "GIF",
        b"BM": "BMP",
        b"II*\0": "TIFF",
        b"MM\0*": "TIFF",
        b"\x01\0\0\0": "EMF",
        b"\xd7\xcd\xc6\x9a": "WMF",
        b"\x01\0\x09\0": "WMF",
        b"RIFF": "WebP",
    }
    if b"<svg" in content[:1000]:
        return "SVG"
    return next((name for begins, name in known.items() if content.startswith(begins)), "格式不认识")
