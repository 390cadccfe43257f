"""The text of a Word file from first to last: passages and grids, with what hangs on them in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from docgen.document import Text
from docgen.ooxml.numbering import Numbering
from docgen.ooxml.properties import Properties, Styles, W, children, flat, measured, toggled, value
from docgen.ooxml.word_package import WordPackage
from docgen.readers.word.drawings import MC, Drawings
from docgen.readers.word.grids import grid_of
from docgen.readers.word.inline import BREAK, PAGE, Inline, Read, appearance
from docgen.readers.word.passages import Grid, Heard, Passage, Stretch, joined, text_of

__all__ = ["DRAFT", "Flow", "flow_of"]

_WRAPPERS: Final = frozenset(f"{W}{name}" for name in ("sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: The page header of a draft of ours; the properties say the same.
DRAFT: Final = "送审稿"
#: What a footer with nothing but the page number says: — 1 —, 第1页 共3页, i.
_PAGE_NUMBER: Final = re.compile(r"[\s\-—–－·•/.\d第页共（）()IVXLivxl]*")
_DEEPEST: Final = 20  # tables in tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What stands in the text, in order, and the names of the file's styles."""

    blocks: tuple[Passage | Grid, ...]
    style_names: frozenset[str]


def flow_of(package: WordPackage, heard: Heard) -> Flow:
    """Read the main part. What is left out or taken otherwise is said in `heard`."""
    styles = Styles(package.related("styles"), package.related("theme"))
    body = package.document.find(f"{W}body")
    reader = _Reader(package, styles, heard)
    blocks = tuple(reader.blocks(body)) if body is not None else ()
    _furniture(package, heard)
    changes = sum(1 for _ in package.document.iter(f"{W}ins", f"{W}del", f"{W}moveTo"))
    if changes:
        heard.note(f"修订 {changes} 处，按已接受读入：插入的文字算，删去的不算", "")
    return Flow(blocks=blocks, style_names=styles.names)


@dataclass(slots=True)
class _Sheet:
    """Where the reader is among the sections."""

    number: int = 0
    turned: list[bool] = field(default_factory=list)

    @property
    def lies(self) -> bool:
        return self.turned[min(self.number, len(self.turned) - 1)] if self.turned else False


class _Reader:
    """One pass over the body."""

    def __init__(self, package: WordPackage, styles: Styles, heard: Heard) -> None:
        self._package = package
        self._styles = styles
        self._heard = heard
        self._numbering = Numbering(package.related("numbering"))
        self._inline = Inline(styles, Drawings(package, package.main, heard), heard, self._note)
        self._sheet = _Sheet(turned=[_lies(node) for node in package.document.iter(f"{W}sectPr") if not _old(node)])
        self._count = self._tables = 0
        self._joined: tuple[Stretch, ...] = ()  # of a paragraph whose end a tracked change takes away
        self._page = False  # the next block begins a page

    def blocks(self, container: etree._Element, *, cell: str = "", depth: int = 0) -> Iterator[Passage | Grid]:
        """The blocks of the body, a cell or a text box; `cell` is the place of a cell, inside which none is counted."""
        for child in container.iterchildren("*"):
            if child.tag == f"{W}p":
                yield from self._paragraph(child, cell, depth)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, cell, depth)
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    yield from self.blocks(content, cell=cell, depth=depth)
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child, cell=cell, depth=depth)
            elif child.tag == f"{MC}AlternateContent":
                branch = next(child.iterchildren("*"), None)
                if branch is not None:
                    yield from self.blocks(branch, cell=cell, depth=depth)
            elif child.tag == f"{W}altChunk":
                self._heard.lost("插入的另一个文件没有带入", cell or f"第{self._count}段之后", "打开它，把文字复制进来")

    def _paragraph(self, node: etree._Element, cell: str, depth: int) -> Iterator[Passage]:
        if not cell:
            self._count += 1
        place = cell or f"第{self._count}段"
        own = node.find(f"{W}pPr")
        style = value(own.find(f"{W}pStyle") if own is not None else None, "val")
        base, base_run = self._styles.paragraph(style)
        read = self._inline.read(node, base_run, place)
        if own is not None and own.find(f"{W}rPr/{W}del") is not None:
            self._joined += tuple(read.stretches)
            return
        label, list_indents = self._label(own, style)
        direct = flat(own)
        made = Passage(
            place=place,
            style=self._styles.name(style),
            label=label,
            bookmarks=tuple(read.bookmarks),
            section=self._sheet.number,
            turned=self._sheet.lies,
            ends_section=own is not None and own.find(f"{W}sectPr") is not None,
            **_outward(own, direct, base, {**base, **list_indents, **direct}),  # type: ignore[arg-type]
        )
        yield from self._pages(made, self._with_label(read, label, base_run), bool(cell))
        for box in read.boxes:
            if depth < _DEEPEST:
                yield from self._box(box, place, depth)
        if own is not None and own.find(f"{W}sectPr") is not None and not cell:
            self._sheet.number += 1
            kind = value(own.find(f"{W}sectPr/{W}type"), "val", "nextPage")
            self._page |= kind != "continuous"

    def _with_label(self, read: Read, label: str, base_run: Properties) -> tuple[Stretch, ...]:
        stretches, self._joined = (*self._joined, *read.stretches), ()
        if not label:
            return stretches
        looks = appearance(base_run, self._styles)
        first = next((one for one in stretches if one.text.strip()), None)
        if label[-1].isascii() and label[-1].isalnum():
            label += " "  # Word puts a tab there
        number = Stretch(text=label, looks=looks, own=looks, typed=False)
        if first is not None:  # as the text that it stands before
            number = replace(number, looks=first.looks, own=first.own, style=first.style)
        while stretches and not stretches[0].picture and not stretches[0].text.strip() and not stretches[0].footnote:
            stretches = stretches[1:]
        if stretches and not stretches[0].picture:
            stretches = (replace(stretches[0], text=stretches[0].text.lstrip()), *stretches[1:])
        return (number, *stretches)

    def _label(self, own: etree._Element | None, style: str) -> tuple[str, Properties]:
        """What Word prints before a paragraph by itself."""
        given = own.find(f"{W}numPr") if own is not None else None
        styled = self._styles.numbering(style)
        number = value(given.find(f"{W}numId") if given is not None else None, "val")
        level = value(given.find(f"{W}ilvl") if given is not None else None, "val")
        if not number and styled is not None:
            number = value(styled.find(f"{W}numId"), "val")
            level = level or value(styled.find(f"{W}ilvl"), "val")
            tied = next(
                (
                    found
                    for one in self._styles.lineage(style)
                    if (found := self._numbering.tied(number, one)) is not None
                ),
                None,
            )
            level = level or (str(tied) if tied is not None else "")
        if number in ("", "0"):
            return "", {}
        label, indents, _ = self._numbering.next(number, int(level) if level.isdecimal() else 0)
        return label, indents

    def _pages(self, made: Passage, stretches: Sequence[Stretch], cell: bool) -> Iterator[Passage]:
        """The paragraph as passages: it is divided where a page break is typed in it."""
        pages: list[list[Stretch]] = [[]]
        for one in stretches:
            for index, text in enumerate(one.text.split(PAGE)):
                if index:
                    pages.append([])
                if text or not one.text:
                    pages[-1].append(replace(one, text=text))
        for index, page in enumerate(pages):
            new_page = (made.new_page if not index else True) or (self._page and not cell)
            passage = replace(made, lines=_broken(page), new_page=new_page and not cell)
            if index < len(pages) - 1 and passage.empty:
                self._page = True  # nothing before the break
                continue
            if not cell:
                self._page = False
            if index and passage.empty:
                self._page = True
                continue
            yield passage

    def _box(self, box: etree._Element, place: str, depth: int) -> Iterator[Passage]:
        self._heard.count("文本框里的文字排在它所挂的段落之后", place)
        for block in self.blocks(box, cell=f"{place}的文本框", depth=depth + 1):
            if isinstance(block, Passage):
                yield replace(block, boxed=True)
            else:
                yield from (replace(passage, boxed=True) for passage in block.passages)

    def _table(self, node: etree._Element, cell: str, depth: int) -> Iterator[Passage | Grid]:
        if not cell:
            self._tables += 1
        place = cell or f"表{self._tables}"
        if depth >= _DEEPEST:
            self._heard.lost("表中表套得太深，没有带入", place)
            return

        def passages(content: etree._Element, where: str) -> tuple[Passage, ...]:
            inner = self.blocks(content, cell=where, depth=depth + 1)
            return tuple(one for block in inner for one in self._flat(block, where))

        grid = grid_of(node, place, self._styles, passages, nested=bool(cell))
        if grid is None:
            return
        new_page, self._page = self._page and not cell, self._page and bool(cell)
        yield replace(grid, section=self._sheet.number, turned=self._sheet.lies, new_page=new_page)

    def _flat(self, block: Passage | Grid, where: str) -> Iterator[Passage]:
        """A table inside a cell as lines, a row each, its cells apart by a blank 字."""
        if isinstance(block, Passage):
            yield block
            return
        self._heard.count("表格里套的表格排成文字，一行一段", where)
        for row in block.rows:
            stretches: list[Stretch] = []
            for cell in row:
                held = [one for passage in cell.passages for one in passage.stretches]
                if stretches and held:
                    stretches.append(Stretch(text="　"))
                stretches += held
            if stretches:
                yield Passage(place=where, lines=(tuple(stretches),))

    def _note(self, kind: str, identifier: str) -> tuple[Text, ...]:
        """The paragraphs of a 脚注 or 尾注."""
        part = next(
            (
                one.target
                for one in self._package.relations.get(self._package.main, {}).values()
                if one.kind == f"{kind}s"
            ),
            "",
        )
        root = self._package.roots.get(part)
        for node in children(root, kind) if root is not None else ():
            if value(node, "id") == identifier:
                inline = Inline(self._styles, Drawings(self._package, part, self._heard), self._heard, lambda *_: ())
                return tuple(self._note_lines(node, inline, "脚注" if kind == "footnote" else "尾注"))
        return ()

    def _note_lines(self, note: etree._Element, inline: Inline, place: str) -> Iterator[Text]:
        for node in note.iter(f"{W}p"):
            style = value(node.find(f"{W}pPr/{W}pStyle"), "val")
            read = inline.read(node, self._styles.paragraph(style)[1], place)
            stretches = [replace(one, text=one.text.replace(BREAK, " ").replace(PAGE, " ")) for one in read.stretches]
            line = joined(replace(run, look=None) for run in text_of(stretches))
            if line and line[0].text != line[0].text.lstrip():
                line = (replace(line[0], text=line[0].text.lstrip()), *line[1:])
            line = tuple(run for run in line if run.text or run.picture)
            if line:
                yield line


def _furniture(package: WordPackage, heard: Heard) -> None:
    """Say what headers and footers hold beside the page number: a paper has nothing there (7.5). Comments are told."""
    relations = package.relations.get(package.main, {})
    called = {str(node.get(f"{_R}id")) for node in package.document.iter(f"{W}headerReference", f"{W}footerReference")}
    for identifier, relation in relations.items():
        root = package.roots.get(relation.target)
        if root is None:
            continue
        words = "".join(node.text or "" for node in root.iter(f"{W}t")).strip()
        if relation.kind == "comments" and (count := sum(1 for _ in children(root, "comment"))):
            heard.note(f"批注 {count} 条没有带入", "")
        elif (
            relation.kind in ("header", "footer")
            and identifier in called
            and words
            and not _PAGE_NUMBER.fullmatch(words)
            and (relation.kind, words) != ("header", DRAFT)
        ):
            what = "页眉" if relation.kind == "header" else "页脚"
            heard.lost(f"{what}里的文字没有带入：“{words}”", what, "公文没有页眉，页脚只有页码；要印的写进正文")
        elif relation.kind in ("header", "footer") and identifier in called and _drawn(root):
            heard.lost("页眉、页脚里的图片没有带入", "页眉" if relation.kind == "header" else "页脚")


def _drawn(root: etree._Element) -> bool:
    return any(etree.QName(node).localname in ("blip", "imagedata") for node in root.iter("*"))


def _broken(stretches: Sequence[Stretch]) -> tuple[tuple[Stretch, ...], ...]:
    """Lines, parted where a line break is typed."""
    lines: list[list[Stretch]] = [[]]
    for one in stretches:
        for index, text in enumerate(one.text.split(BREAK)):
            if index:
                lines.append([])
            if text or not one.text:
                lines[-1].append(replace(one, text=text))
    return tuple(map(tuple, lines))


def _outward(
    own: etree._Element | None, direct: Properties, style: Properties, effective: Properties
) -> dict[str, object]:
    """What a passage's properties say of its place."""
    borders = own.find(f"{W}pBdr") if own is not None else None
    sides = (
        {etree.QName(side).localname: value(side, "val") for side in borders.iterchildren("*")}
        if borders is not None
        else {}
    )
    outline = effective.get("outlineLvl@val", "")
    stops = own.find(f"{W}tabs") if own is not None else None
    return {
        "align": direct.get("jc@val", "") or style.get("jc@val", "left"),
        "style_align": style.get("jc@val", "left"),
        "first": measured(effective, "ind@firstLine") or measured(effective, "ind@firstLineChars"),
        "indent": measured(effective, "ind@left") or measured(effective, "ind@start"),
        "right": measured(effective, "ind@right") or measured(effective, "ind@end"),
        "above": measured(direct, "spacing@before", -1),
        "pitch": measured(direct, "spacing@line"),
        "ruled": " ".join(side for side, kind in sides.items() if kind not in ("nil", "none")),
        "unruled": any(kind in ("nil", "none") for kind in sides.values()),
        "new_page": toggled(effective, "pageBreakBefore"),
        "outline": int(outline) if outline.isdecimal() and int(outline) < 9 else None,
        "stops": tuple(value(stop, "val") for stop in children(stops, "tab")) if stops is not None else (),
    }


def _lies(node: etree._Element) -> bool:
    size = node.find(f"{W}pgSz")
    if size is None:
        return False
    across, down = (value(size, side, "0") for side in ("w", "h"))
    if across.isdecimal() and down.isdecimal():
        return int(across) > int(down)
    return value(size, "orient") == "landscape"


def _old(node: etree._Element) -> bool:
    """Whether a w:sectPr is what a tracked change replaced."""
    parent = node.getparent()
    return parent is not None and parent.tag == f"{W}sectPrChange"
