"""The texts of a Word file in which tags may stand, paragraph by paragraph, each with its place as a person finds it.

A story is a text that runs by itself: the body, a page header, a footnote, a text box. A loop stays within one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from docgen.own_templates.package import DOCUMENT, Parts, parsed

__all__ = ["MC", "Letter", "Passage", "R", "W", "passages", "story_parts"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT_PARTS: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_KINDS: Final = {"default": "", "first": "首页", "even": "偶数页"}
#: Where a paragraph that an ancestor of it hides is not part of the text as it stands.
_GONE: Final = (f"{W}del", f"{W}moveFrom")
_NOTES: Final = {f"{W}footnote": "脚注", f"{W}endnote": "尾注", f"{W}comment": "批注"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A character of a paragraph: the element that holds it and its place there; -1: the element is the character."""

    node: etree._Element
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph. `story` is the element whose text it belongs to; `twin`: it says again, for old programs, what
    another says."""

    part: str
    node: etree._Element
    story: etree._Element
    place: str
    text: str
    letters: tuple[Letter, ...] = field(repr=False)
    twin: bool = False


def story_parts(parts: Parts) -> dict[str, etree._Element]:
    """Name → root of every part that holds texts, the main one first."""
    names = sorted((name for name in parts if _TEXT_PARTS.fullmatch(name)), key=lambda name: (name != DOCUMENT, name))
    return {name: parsed(parts[name]) for name in names}


def passages(roots: Mapping[str, etree._Element], parts: Parts) -> Iterator[Passage]:
    """Every paragraph of every story, in the order of the parts."""
    titles = _titles(roots, parts)
    for name, root in roots.items():
        yield from _Part(name, root, titles.get(name, "")).passages()


class _Part:
    """The paragraphs of a part, counted as a person counts: those with text, and tables, per story."""

    def __init__(self, name: str, root: etree._Element, title: str) -> None:
        self._name, self._root, self._title = name, root, title
        self._counts: dict[etree._Element, int] = {}
        self._tables: dict[etree._Element, dict[etree._Element, int]] = {}
        self._places: dict[etree._Element, str] = {}
        self._inner: dict[etree._Element, dict[etree._Element, int]] = {}

    def passages(self) -> Iterator[Passage]:
        for node in self._root.iter(f"{W}p"):
            letters = tuple(_letters(node))
            text = "".join(_char(letter) for letter in letters)
            story = _story(node)
            self._places[node] = place = self._place(node, story, bool(text.strip()))
            yield Passage(
                part=self._name,
                node=node,
                story=story,
                place=place,
                text=text,
                letters=letters,
                twin=any(True for _ in node.iterancestors(f"{MC}Fallback")),
            )

    def _place(self, node: etree._Element, story: etree._Element, says: bool) -> str:
        where = self._story_place(story)
        cells = [cell for cell in node.iterancestors(f"{W}tc") if _story(cell) is story]
        if cells:
            outside = "" if story.tag == f"{W}body" else where
            return outside + self._cell_place(cells, story) + _within(node, cells[0])
        if says:
            self._counts[story] = self._counts.get(story, 0) + 1
        return f"{where}第{max(1, self._counts.get(story, 0))}段" if self._numbered(story) else where or "正文"

    def _numbered(self, story: etree._Element) -> bool:
        """Whether a person would count the paragraphs: in the body, and where a story has more than one."""
        if story.tag == f"{W}body":
            return True
        return sum(1 for each in story.iter(f"{W}p") if "".join(map(_char, _letters(each))).strip()) > 1

    def _story_place(self, story: etree._Element) -> str:
        if story.tag == f"{W}txbxContent":
            around = next(story.iterancestors(f"{W}p"), None)
            return f"{self._places[around]}的文本框" if around is not None else f"{self._title}文本框"
        if story.tag in _NOTES:
            alike = [each for each in self._root.iter(story.tag) if each.get(f"{W}type") in (None, "normal")]
            return f"{_NOTES[str(story.tag)]}{alike.index(story) + 1}" if story in alike else _NOTES[str(story.tag)]
        return self._title

    def _cell_place(self, cells: list[etree._Element], story: etree._Element) -> str:
        """表2第4行第2列; of a table in a cell both, the outer first."""
        said = ""
        for cell in reversed(cells):
            row, table = next(cell.iterancestors(f"{W}tr")), next(cell.iterancestors(f"{W}tbl"))
            number = self._table_number(table, story) if not said else _inner_number(table)
            line, column = self._number(row, table, f"{W}tbl"), self._number(cell, row, f"{W}tr")
            said += f"{'内' if said else ''}表{number}第{line}行第{column}列"
        return said

    def _number(self, inner: etree._Element, outer: etree._Element, kind: str) -> int:
        """Which one of its kind a row is in its table, a cell in its row."""
        if outer not in self._inner:
            own = (each for each in outer.iter(inner.tag) if next(each.iterancestors(kind)) is outer)
            self._inner[outer] = {each: number for number, each in enumerate(own, 1)}
        return self._inner[outer][inner]

    def _table_number(self, table: etree._Element, story: etree._Element) -> int:
        known = self._tables.setdefault(story, {})
        if not known:
            outer = (
                each
                for each in story.iter(f"{W}tbl")
                if _story(each) is story and not any(_story(cell) is story for cell in each.iterancestors(f"{W}tc"))
            )
            known.update({each: number for number, each in enumerate(outer, 1)})
        return known.get(table, 1)


def _inner_number(table: etree._Element) -> int:
    cell = next(table.iterancestors(f"{W}tc"))
    return [each for each in cell.iter(f"{W}tbl") if next(each.iterancestors(f"{W}tc")) is cell].index(table) + 1


def _within(node: etree._Element, cell: etree._Element) -> str:
    """Which paragraph of its cell, where the cell has several with text."""
    own = [each for each in cell.iter(f"{W}p") if next(each.iterancestors(f"{W}tc")) is cell]
    said = [each for each in own if each is node or "".join(map(_char, _letters(each))).strip()]
    return f"第{said.index(node) + 1}段" if len(said) > 1 else ""


def _story(node: etree._Element) -> etree._Element:
    """The element whose text a node belongs to."""
    stops = {f"{W}txbxContent", f"{W}body", *_NOTES}
    last = node
    for last in node.iterancestors():
        if last.tag in stops:
            return last
    return last


def _letters(paragraph: etree._Element) -> Iterator[Letter]:
    """The characters that a paragraph shows: not those of a text box on it, not what is deleted."""
    for run in paragraph.iter(f"{W}r"):
        around = list(run.iterancestors())
        if next(each for each in around if each.tag == f"{W}p") is not paragraph:
            continue
        if any(each.tag in _GONE for each in around):
            continue
        for node in run:
            if node.tag == f"{W}t":
                yield from (Letter(node, at) for at in range(len(node.text or "")))
            elif node.tag in _SIGNS:
                yield Letter(node, -1)


_SIGNS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def _char(letter: Letter) -> str:
    return (letter.node.text or "")[letter.at] if letter.at >= 0 else _SIGNS[str(letter.node.tag)]


def _titles(roots: Mapping[str, etree._Element], parts: Parts) -> dict[str, str]:
    """Part → what a person calls it: 正文, 首页页眉, 第2节页脚."""
    titles = {DOCUMENT: "正文", "word/footnotes.xml": "脚注", "word/endnotes.xml": "尾注", "word/comments.xml": "批注"}
    targets = _targets(parts)
    sections = list(roots[DOCUMENT].iter(f"{W}sectPr"))
    for number, section in enumerate(sections, 1):
        for reference in section:
            what = {f"{W}headerReference": "页眉", f"{W}footerReference": "页脚"}.get(str(reference.tag))
            part = targets.get(str(reference.get(f"{R}id")), "")
            if what and part:
                where = f"第{number}节" if len(sections) > 1 else ""
                titles.setdefault(part, f"{where}{_KINDS.get(str(reference.get(f'{W}type')), '')}{what}")
    return titles | {name: "页眉（没有用到）" for name in roots if name not in titles}


def _targets(parts: Parts) -> dict[str, str]:
    """Relationship of the main part → name of the part it leads to."""
    content = parts.get("word/_rels/document.xml.rels")
    if content is None:
        return {}
    return {str(each.get("Id")): f"word/{str(each.get('Target')).removeprefix('/word/')}" for each in parsed(content)}
