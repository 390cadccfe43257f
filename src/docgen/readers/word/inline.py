"""What stands inside a paragraph: runs with their looks, fields, tracked changes, links, notes, symbols, boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from docgen.document import Script, Text
from docgen.ooxml.properties import Properties, Styles, W, flat, measured, overlaid, toggled, value
from docgen.readers.word.drawings import MC, Drawings, is_drawing
from docgen.readers.word.passages import Appearance, Heard, Stretch
from docgen.standards.gbt9704 import StyleName

__all__ = ["BREAK", "PAGE", "Inline", "Read", "appearance"]

#: A line break and a page break typed inside a paragraph, as texts of a stretch that cannot come from a file.
BREAK: Final = "\n"
PAGE: Final = "\f"
_OWN_SIZE: Final = 20  # half points: Word's own default
_THROUGH: Final = frozenset(
    f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "dir", "bdo", "rt")
)
_REMOVED: Final = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
_SYMBOLS: Final = {
    "wingdings": {
        0x6C: "●",
        0x6E: "■",
        0x6F: "□",
        0x71: "❑",
        0x75: "◆",
        0xA8: "□",
        0xFB: "✗",
        0xFC: "✓",
        0xFD: "☒",
        0xFE: "☑",
    },
    "wingdings 2": {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x2A: "☑"},
    "symbol": {0xB7: "·", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xA3: "≤", 0xB3: "≥", 0x6D: "μ", 0xB8: "÷"},
}
_CONTROL: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f\u200b-\u200d\u200e\u200f\u2060\ufeff\u00ad]")
#: Character styles whose looks are those of a place: ours, and what programs give to links and to the marks of notes.
_OF_THE_PLACE: Final = frozenset(f"{name.value}字符" for name in StyleName)
_LINKS: Final = frozenset(
    (
        "Hyperlink",
        "FollowedHyperlink",
        "footnote reference",
        "endnote reference",
        "Internet link",
        "Footnote Characters",
    )
)
#: Fields that print nothing by themselves.
_SILENT: Final = ("TC", "XE", "RD", "TA", "PRIVATE", "ADVANCE")


@dataclass(slots=True)
class Read:
    """A paragraph's contents. `boxes` are the text boxes that hang on it."""

    stretches: list[Stretch] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    bookmarks: list[tuple[str, int]] = field(default_factory=list)  # with the characters before each


@dataclass(slots=True)
class _Field:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    result: bool = False
    shown: bool = False


class Inline:
    """Reads the contents of paragraphs of one part of a file."""

    def __init__(
        self,
        styles: Styles,
        drawings: Drawings,
        heard: Heard,
        notes: Callable[[str, str], tuple[Text, ...]],
    ) -> None:
        self._styles = styles
        self._drawings = drawings
        self._heard = heard
        self._notes = notes
        self._fields: list[_Field] = []  # a field may begin in one paragraph and end in another

    def read(self, paragraph: etree._Element, base: Properties, place: str) -> Read:
        """The contents of a paragraph whose style gives its runs `base`."""
        found = Read()
        for child in paragraph.iterchildren("*"):
            self._node(child, base, place, found)
        return found

    def _node(self, node: etree._Element, base: Properties, place: str, found: Read) -> None:
        if node.tag == f"{W}r":
            self._run(node, base, place, found)
        elif node.tag in _REMOVED:
            return
        elif node.tag in _THROUGH:
            for child in node.iterchildren("*"):
                self._node(child, base, place, found)
        elif node.tag == f"{W}sdt":
            content = node.find(f"{W}sdtContent")
            for child in content.iterchildren("*") if content is not None else ():
                self._node(child, base, place, found)
        elif node.tag == f"{W}fldSimple":
            for child in node.iterchildren("*"):
                self._node(child, base, place, found)
        elif node.tag == f"{MC}AlternateContent":
            for child in self._drawings.chosen(node):
                self._node(child, base, place, found)
        elif node.tag == f"{W}bookmarkStart":
            found.bookmarks.append((value(node, "name"), sum(len(one.text) for one in found.stretches)))
        elif etree.QName(node).localname in ("oMath", "oMathPara"):
            self._heard.lost(f"公式没有带入：“{''.join(map(str, node.itertext()))}”", place, "改成文字，或转成图片插入")
        elif is_drawing(node):
            self._drawing(node, place, found)

    def _run(self, run: etree._Element, base: Properties, place: str, found: Read) -> None:
        direct = flat(run.find(f"{W}rPr"))
        style = direct.get("rStyle@val", "")
        name = self._styles.name(style) if style else ""
        styled = base if name in _LINKS else overlaid(base, self._styles.run(style))
        effective = overlaid(styled, direct)
        own = styled if name in _OF_THE_PLACE else base
        stretch = Stretch(
            text="",
            looks=appearance(effective, self._styles),
            own=appearance(own, self._styles),
            style=name,
        )
        if toggled(effective, "vanish") and (text := _words(run)):
            self._heard.note(f"隐藏文字没有带入：“{text}”", place, "要印出的，在 Word 里取消“隐藏”")
            return
        for child in run.iterchildren("*"):
            self._content(child, stretch, base, place, found)

    def _content(self, node: etree._Element, stretch: Stretch, base: Properties, place: str, found: Read) -> None:
        name = etree.QName(node).localname
        if name == "fldChar":
            self._field(node, place)
        elif name == "instrText":
            if self._fields:
                self._fields[-1].code += node.text or ""
        elif any(not one.result for one in self._fields):
            return  # between a field's code and its result
        elif name == "AlternateContent":
            for child in self._drawings.chosen(node):
                self._content(child, stretch, base, place, found)
        elif is_drawing(node):
            self._drawing(node, place, found)
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(name, node, stretch, place, found)
        elif name == "ruby":
            self._ruby(node, base, place, found)
        elif name == "sym":
            self._add(found, replace(stretch, text=self._symbol(node, place)))
        elif text := _text_of(node, name):
            self._add(found, replace(stretch, text=text))

    def _add(self, found: Read, stretch: Stretch) -> None:
        for one in self._fields:
            one.shown = True
        if stretch.text or stretch.picture or stretch.footnote:
            found.stretches.append(stretch)

    def _field(self, node: etree._Element, place: str) -> None:
        kind = value(node, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            word = (ended.code.split() or [""])[0].upper()
            if not ended.shown and word and word not in _SILENT and not ended.result:
                self._heard.lost(
                    f"域没有结果，没有带入：{{{ended.code.strip()}}}", place, "在 Word 里按 F9 更新，或改成文字"
                )

    def _note(self, name: str, node: etree._Element, stretch: Stretch, place: str, found: Read) -> None:
        if name == "endnoteReference":
            self._heard.count("尾注改排成脚注", place)
        text = self._notes(name.removesuffix("Reference"), value(node, "id"))
        if text:
            self._add(found, replace(stretch, text="", footnote=text))

    def _ruby(self, node: etree._Element, base: Properties, place: str, found: Read) -> None:
        """注音: the characters, then what stood above them in brackets."""
        for name in ("rubyBase", "rt"):
            part = node.find(f"{W}{name}")
            read = Read()
            for child in part.iterchildren("*") if part is not None else ():
                self._node(child, base, place, read)
            if name == "rubyBase":
                found.stretches.extend(read.stretches)
            elif text := "".join(one.text for one in read.stretches):
                before = found.stretches[-1] if found.stretches else Stretch(text="")
                self._add(found, replace(before, text=f"（{text}）", picture=None, footnote=()))
                self._heard.count("注音排在字后的括号里", place)

    def _symbol(self, node: etree._Element, place: str) -> str:
        font, code = value(node, "font"), value(node, "char")
        number = int(code, 16) & 0xFF if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
        known = _SYMBOLS.get(font.lower(), {}).get(number, "")
        if not known:
            self._heard.lost(f"符号没有带入（字体 {font}，代码 {code}）", place, "改用普通的字符")
        return known

    def _drawing(self, node: etree._Element, place: str, found: Read) -> None:
        for picture in self._drawings.pictures(node, place):
            self._add(found, Stretch(text="", picture=picture))
        found.boxes.extend(self._drawings.boxes(node))


def appearance(properties: Properties, styles: Styles) -> Appearance:
    """How characters with these effective properties look."""
    color = properties.get("color@val", "auto")
    raised = {"superscript": Script.RAISED, "subscript": Script.LOWERED}
    return Appearance(
        face=styles.face(properties, "eastAsia"),
        size=measured(properties, "sz@val", _OWN_SIZE) / 2,
        bold=toggled(properties, "b"),
        italic=toggled(properties, "i"),
        underline=properties.get("u@val", "none") != "none",
        strike=toggled(properties, "strike") or toggled(properties, "dstrike"),
        color=color.upper() if re.fullmatch("[0-9A-Fa-f]{6}", color) and color != "000000" else "",
        script=raised.get(properties.get("vertAlign@val", "")),
    )


def _text_of(node: etree._Element, name: str) -> str:
    if name == "t":
        text = node.text or ""
        if node.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            text = text.strip(" \t\r\n")
        return _CONTROL.sub("", text)
    if name in ("tab", "ptab"):
        return "\t"
    if name in ("br", "cr"):
        return {"page": PAGE, "column": PAGE}.get(value(node, "type"), BREAK)
    return "-" if name == "noBreakHyphen" else ""


def _words(run: etree._Element) -> str:
    return "".join(_walk(run))


def _walk(run: etree._Element) -> Iterator[str]:
    for node in run.iter(f"{W}t"):
        yield node.text or ""
