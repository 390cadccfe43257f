"""The 版头 of a stranger's Word file: red or large lines above the title, 发文字号, 签发人, 密级 and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from docgen.document import Layout, Text
from docgen.readers import marks
from docgen.readers.draft_lines import squeezed
from docgen.readers.word.known import Known
from docgen.readers.word.passages import Appearance, Grid, Passage, Stretch, text_of
from docgen.readers.word.texts import stripped
from docgen.standards.gbt9704 import StyleName

__all__ = ["Letterhead", "letterhead_of"]

_LARGER: Final = 6.0  # pt by which a mark is larger than the text
_BLOCKS: Final = 16  # among which it is looked for
_SIGNERS: Final = re.compile(r"签\s*发\s*人\s*[：:]")
_NUMBERED: Final = re.compile(r"[〔［\[（(【﹝]\s*(?:19|20)?\d\d\s*[〕］\]）)】﹞]\s*第?\s*\d*\s*号")


@dataclass(slots=True, kw_only=True)
class Letterhead:
    """What was known of the head; `end` is where the rest begins. `reasons`: place, element, text, why."""

    known: list[Known] = field(default_factory=list)
    end: int = 0
    layout: Layout = Layout.OFFICIAL
    reasons: list[tuple[str, str, str, str]] = field(default_factory=list)

    @property
    def marked(self) -> bool:
        """Whether the paper has a mark."""
        return any(one.kind is StyleName.MARK for one in self.known)


def letterhead_of(blocks: Sequence[Passage | Grid], usual: Appearance) -> Letterhead:
    """The head, where there is a mark; nothing where there is none: then all is known by its words."""
    made = Letterhead()
    place = 0
    while place < min(len(blocks), _BLOCKS):
        block = blocks[place]
        blank = isinstance(block, Passage) and block.empty
        if not blank and not _taken(block, usual, made):
            break
        place += 1
    if not made.marked:
        return Letterhead()
    made.end = place
    words = "".join(squeezed(text) for _, element, text, _ in made.reasons if element == "发文机关标志")
    if words.endswith("纪要"):
        made.layout = Layout.MINUTES
    elif not words.endswith(("文件", "令", "公报")) and not any(
        one.kind is StyleName.NUMBER and _SIGNERS.search(one.words) for one in made.known
    ):
        made.layout = Layout.LETTER
    return made


def _taken(block: Passage | Grid, usual: Appearance, made: Letterhead) -> bool:
    """Take a block of the head; False for the first that is none."""
    if isinstance(block, Grid):
        return _grid(block, usual, made)
    words = block.text.strip()
    numbered = any(one.kind is StyleName.NUMBER for one in made.known)
    if _marked(block, usual, numbered=numbered):
        why = "红色大字，在标题之上" if block.looks.red else "大字居中，以“文件”结尾，在文号之上"
        return _add(made, block, StyleName.MARK, "发文机关标志", why)
    if marks.corner(words):
        return _add(made, block, StyleName.CORNER, marks.corner(words), "在标题之上")
    if (
        made.marked
        and (_NUMBERED.search(words) or marks.number(words))
        and not marks.sentence(words)
        and not _titled(block, usual)
    ):
        return _add(made, block, StyleName.NUMBER, "发文字号", "标志之下，标题之上")
    if made.marked and _SIGNERS.search(words):
        return _add(made, block, StyleName.NUMBER, "签发人", "标志之下，写着“签发人”")
    if made.marked and marks.issued(words):
        return _add(made, block, StyleName.NUMBER, "编印单位和日期", "标志之下，机关名称和日期在一行")
    return False


def _titled(block: Passage, usual: Appearance) -> bool:
    return block.looks.size >= usual.size + 3 and block.align == "center"


def _marked(block: Passage, usual: Appearance, *, numbered: bool) -> bool:
    large = block.looks.size >= usual.size + _LARGER
    words = squeezed(block.text)
    if block.looks.red and large and not marks.number(words):
        return True
    return (
        large
        and not numbered
        and words.endswith("文件")
        and block.align in ("center", "distribute")
        and "关于" not in words
    )


def _grid(grid: Grid, usual: Appearance, made: Letterhead) -> bool:
    """A table in which the mark, or number and 签发人, are set."""
    held = [one for one in grid.passages if not one.empty]
    if held and all(_marked(one, usual, numbered=False) for one in held):
        cells = [cell for row in grid.rows for cell in row if any(not one.empty for one in cell.passages)]
        if len(cells) > 1:
            words = "；".join(one.text.strip() for one in held)
            made.known.append(Known(block=replace(grid, rows=(tuple(cells),)), kind=StyleName.MARK))
            made.reasons.append((grid.place, "发文机关标志", words, "红色大字的表格，在标题之上"))
            return True
        return all(_taken(one, usual, made) for one in held)
    if not held or grid.ruled or len(held) > 8:
        return False
    rows = [_side_by_side(grid, row) for row in range(len(grid.rows))]
    known, reasons = list(made.known), list(made.reasons)
    for row in rows:
        if row is not None and not _taken(row, usual, made):
            made.known, made.reasons = known, reasons
            return False
    return True


def _side_by_side(grid: Grid, row: int) -> Passage | None:
    """The cells of a row as one line, tabs between."""
    cells = [[one for passage in cell.passages for one in passage.stretches] for cell in grid.rows[row]]
    full = [cell for cell in cells if any(one.text.strip() for one in cell)]
    if not full:
        return None
    line: list[Stretch] = list(full[0])
    for cell in full[1:]:
        line += [Stretch(text="\t"), *cell]
    return Passage(place=f"{grid.place}第{row + 1}行", lines=(tuple(line),))


def _add(made: Letterhead, block: Passage, kind: StyleName, element: str, why: str) -> bool:
    made.known.append(Known(block=block, kind=kind, lines=tuple(_plain(block))))
    made.reasons.append((block.place, element, block.text.strip(), why))
    return True


def _plain(block: Passage) -> Iterator[Text]:
    for line in block.lines:
        yield stripped(tuple(replace(run, look=None) for run in text_of(line, block.looks)))
