"""A template made ready once: its parts as sources of the template language, all else as it is.

Word scatters the characters of a tag over runs as it likes. They are gathered here by reading paragraphs as text; the
value takes the look of the first letter of the field's name. What is filled is what `lint` has read: both use the
same tags and blocks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Template, nodes
from lxml import etree

from docgen.own_templates.blocks import Block, Level
from docgen.own_templates.sandbox import ENVIRONMENT, MARKS
from docgen.own_templates.stories import W
from docgen.own_templates.tags import Tag, TagKind

__all__ = ["MERGE", "Compiled", "compiled"]

#: The target of the instruction that marks a cell to be merged with equal ones; its text is a `Merge`.
MERGE: Final = "docgen-merge"
_BLOCK: Final = "docgen"
_OUT: Final = ("\ufdd6", "\ufdd7")
_PLACES: Final = re.compile(rf"<\?{_BLOCK} (\d+)\?>|{_OUT[0]}(\d+){_OUT[1]}")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_WORD_2010: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A part ready to be filled. `lines` and `tags` say which tag a line of the source came from."""

    template: Template
    lines: tuple[int, ...]
    tags: tuple[Tag, ...]
    merges: bool

    def tag_at(self, line: int) -> Tag | None:
        """The tag that a line of the source came from."""
        place = bisect_right(self.lines, line) - 1
        return self.tags[place] if place >= 0 else None


def compiled(root: etree._Element, name: str, tags: Iterable[Tag], blocks: Iterable[Block]) -> Compiled:
    """The source of a part, compiled. `root` is changed; `tags` are all those of the part, free of faults."""
    numbered = list(tags)
    level = {id(tag): block for block in blocks for tag in block.tags}
    for number in reversed(range(len(numbered))):
        tag = numbered[number]
        block = level.get(id(tag))
        _lift(tag, number, in_text=block is not None and block.level is Level.TEXT)
    _hang(numbered, level)
    _cleaned(root, numbered)
    source, lines, order = _source(root, numbered)
    return Compiled(
        template=_template(source, name),
        lines=lines,
        tags=order,
        merges=any(tag.kind is TagKind.MERGE for tag in numbered),
    )


def _template(source: str, name: str) -> Template:
    """Compiled, every loop counted."""
    tree = ENVIRONMENT.parse(source, name, name)
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, "_guarded", [], [], None, None)
    code: Any = ENVIRONMENT.compile(tree, name, name)
    return Template.from_code(ENVIRONMENT, code, {}, None)


def _lift(tag: Tag, number: int, *, in_text: bool) -> None:
    """Take a tag's characters out of its paragraph, and put a mark where it stood.

    Tags are lifted from the last to the first: what stands before a tag keeps its places.
    """
    letters = tag.passage.letters[tag.start : tag.end]
    anchor = tag.passage.letters[tag.anchor].node if tag.kind is TagKind.OUT else None
    spans: dict[etree._Element, list[int]] = {}
    for letter in letters:
        spans.setdefault(letter.node, []).append(letter.at)
    first = letters[0]
    for node, places in spans.items():
        if places[0] < 0:
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
            continue
        text = node.text or ""
        mark = f"{_OUT[0]}{number}{_OUT[1]}" if node is anchor else ""
        node.text = f"{text[: places[0]]}{mark}{text[places[-1] + 1 :]}"
        node.set(_SPACE, "preserve")
        if node is anchor:
            _chinese(node)
    if in_text:
        _split(first.node, first.at, etree.ProcessingInstruction(_BLOCK, str(number)))
    if tag.kind is TagKind.MERGE:
        cell = next(tag.passage.node.iterancestors(f"{W}tc"))
        cell.insert(0, etree.ProcessingInstruction(MERGE, tag.merge.name if tag.merge else ""))


def _chinese(node: etree._Element) -> None:
    """Let “ and ” of a value be set in the Chinese font, as they are where the clerk types them."""
    run = node.getparent()
    fonts = run.find(f"{W}rPr/{W}rFonts") if run is not None else None
    if fonts is not None and fonts.get(f"{W}hint") is None:
        fonts.set(f"{W}hint", "eastAsia")


def _split(node: etree._Element, at: int, mark: etree._Element) -> None:
    """Divide the run of a text node before a character and put a mark between the halves."""
    run = node.getparent()
    assert run is not None, "text stands in a run"
    right = etree.Element(run.tag)
    look = run.find(f"{W}rPr")
    if look is not None:
        right.append(deepcopy(look))
    text = node.text or ""
    following = list(node.itersiblings())
    if text[at:]:
        rest = etree.SubElement(right, node.tag)
        rest.text = text[at:]
        rest.set(_SPACE, "preserve")
    node.text = text[:at]
    right.extend(following)
    run.addnext(right)
    run.addnext(mark)


def _hang(tags: list[Tag], level: Mapping[int, Block]) -> None:
    """Put the marks of blocks that govern rows and paragraphs around or in place of these."""
    gone: dict[etree._Element, None] = {}
    ends: list[tuple[etree._Element, int]] = []
    for number, tag in enumerate(tags):
        block = level.get(id(tag))
        if block is None or block.level is Level.TEXT:
            continue
        if block.level is Level.BETWEEN:
            holder = next(each for each in block.holders if each is tag.passage.node or _holds(each, tag.passage.node))
            holder.addprevious(etree.ProcessingInstruction(_BLOCK, str(number)))
            gone[holder] = None
        elif tag is block.tags[0]:
            block.holders[0].addprevious(etree.ProcessingInstruction(_BLOCK, str(number)))
        else:
            ends.append((block.holders[0], number))
    for row, number in reversed(ends):
        row.addnext(etree.ProcessingInstruction(_BLOCK, str(number)))
    for holder in gone:
        parent = holder.getparent()
        if parent is not None:
            parent.remove(holder)


def _holds(outer: etree._Element, inner: etree._Element) -> bool:
    return any(each is outer for each in inner.iterancestors())


def _cleaned(root: etree._Element, tags: list[Tag]) -> None:
    """No runs left empty where tags stood, and no names of paragraphs that a loop would repeat."""
    for tag in tags:
        for run in list(tag.passage.node.iter(f"{W}r")):
            shows = any(child.tag != f"{W}rPr" and (child.tag != f"{W}t" or child.text) for child in run)
            parent = run.getparent()
            if not shows and parent is not None:
                parent.remove(run)
    for node in root.iter(f"{W}p", f"{W}tr"):
        for name in ("paraId", "textId"):
            if node.get(f"{_WORD_2010}{name}") is not None:
                del node.attrib[f"{_WORD_2010}{name}"]


def _source(root: etree._Element, tags: list[Tag]) -> tuple[str, tuple[int, ...], tuple[Tag, ...]]:
    """The part as a source; each tag begins a line of its own, by which it is found again when it fails."""
    text = etree.tostring(root, encoding="unicode")
    pieces, lines, order, line, last = [], [], [], 1, 0
    for match in _PLACES.finditer(text):
        before = text[last : match.start()]
        tag = tags[int(match[1] or match[2])]
        begin, end = MARKS["block" if match[1] else "out"]
        line += before.count("\n") + 1
        pieces += [before, f"{begin}\n{tag.source} {end}"]
        lines.append(line)
        order.append(tag)
        last = match.end()
    pieces.append(text[last:])
    return "".join(pieces), tuple(lines), tuple(order)
