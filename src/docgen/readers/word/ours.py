"""Our own papers: what a paragraph is by the name of its style, or by its text where a hand put it there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from docgen.document import Layout
from docgen.readers.word.known import HEADINGS, Known
from docgen.readers.word.passages import Grid, Heard, Passage, Stretch, text_of
from docgen.readers.word.texts import plain
from docgen.standards.gbt9704 import Standard, StyleName

__all__ = ["is_ours", "known_by_style"]

#: Styles that no file but ours has together.
_OURS: Final = frozenset(
    name.value for name in (StyleName.TITLE, StyleName.MARK, StyleName.RECIPIENTS, StyleName.IMPRINT)
)
_BY_NAME: Final = {name.value: name for name in StyleName}
_LEADS: Final = {f"{name.value}字符": level for level, name in enumerate(HEADINGS, 1)}
_READING_LEAD: Final = f"{StyleName.READING_HEADING.value}字符"
#: The styles of reading aloud, and what stands in their place in other papers.
_READING: Final = {
    StyleName.READING_TITLE: StyleName.TITLE,
    StyleName.READING_BODY: StyleName.BODY,
    StyleName.READING_SALUTATION: StyleName.SALUTATION,
}
_WORDS_HEADING: Final = re.compile(r"(?:heading|标题) ?([1-4])", re.IGNORECASE)
_TYPED: Final = (
    re.compile(r"[一二三四五六七八九十百]+、"),
    re.compile(r"（[一二三四五六七八九十百]+）"),
    re.compile(r"\d+．|第[一二三四五六七八九十百]+，"),
    re.compile(r"（\d+）"),
)


def is_ours(style_names: frozenset[str]) -> bool:
    """Whether a file was made by our writer, by the styles it has."""
    return style_names >= _OURS


def known_by_style(
    blocks: Sequence[Passage | Grid], layout: Layout, standard: Standard, heard: Heard
) -> Iterator[Known]:
    """What each passage is; empty ones are left out and said, but for those that our writer needs."""
    hair = standard.hair.twips
    begins = False
    for block in blocks:
        if isinstance(block, Grid):
            yield replace(_grid(block), begins=begins)
            begins = False
            continue
        if block.empty:
            thin = 0 < block.pitch <= hair * 2
            begins |= thin and block.new_page
            if not thin and not block.ruled and not block.ends_section and block.style in ("Normal", *_BODY):
                heard.count("空行没有保留", block.place, "段前段后的距离由版式定；要另起一页的，用分页符")
            continue
        yield replace(_passage(block, layout), begins=begins)
        begins = False


_BODY: Final = (StyleName.BODY.value, StyleName.READING_BODY.value)


def _grid(grid: Grid) -> Known:
    held = [passage for passage in grid.passages if not passage.empty]
    styles = {passage.style for passage in held}
    if held and styles == {StyleName.IMPRINT.value}:
        lines = tuple(text_of(line) for passage in held for line in passage.lines)
        return Known(block=grid, kind=StyleName.IMPRINT, lines=lines, imprint=True)
    if held and styles == {StyleName.MARK.value}:
        return Known(block=grid, kind=StyleName.MARK)
    return Known(block=grid, kind=StyleName.TABLE_CELL)


def _passage(passage: Passage, layout: Layout) -> Known:
    lines = tuple(text_of(line) for line in passage.lines)
    named = _BY_NAME.get(passage.style)
    kind = _READING.get(named, named) if named else None
    known = Known(block=passage, kind=kind or StyleName.BODY, lines=lines)
    if kind is StyleName.READING_HEADING:
        kind = HEADINGS[(_typed(known.words) or 1) - 1]
    if kind in HEADINGS:
        centred = passage.align == "center" and passage.style_align != "center"
        level = HEADINGS.index(kind) + 1
        return replace(known, kind=kind, level=level, lead=len(plain(known.text)), centred=centred)
    if kind is None or kind is StyleName.BODY:
        return _text(known)
    return known


def _text(known: Known) -> Known:
    """A paragraph of the text: its level by the style of its first characters, by Word's own headings, or by text."""
    passage = known.passage
    if found := _WORDS_HEADING.fullmatch(passage.style):
        level = _typed(known.words) or int(found[1])
        return replace(known, kind=HEADINGS[level - 1], level=level, lead=len(plain(known.text)))
    level, lead = _lead(passage.stretches, known.words)
    level = level or _typed(plain(known.text))
    return replace(known, level=level, lead=lead) if level and len(known.lines) == 1 else known


def _lead(stretches: Sequence[Stretch], words: str) -> tuple[int, int]:
    """The level and the length of a run-in heading."""
    level = length = 0
    for one in stretches:
        if one.style not in _LEADS and one.style != _READING_LEAD:
            break
        level = level or _LEADS.get(one.style, 0) or _typed(words) or 1
        length += len(one.text)
    return level, length


def _typed(text: str) -> int:
    """The level that a typed number gives."""
    return next((level for level, form in enumerate(_TYPED, 1) if form.match(text)), 0)
