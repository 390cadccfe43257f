"""A stranger's Word file: what each paragraph is, by how it looks and by what it says, each with the reason.

Looks come first where they are sure: red and large is 发文机关标志, large and centred above the text is the title,
a style 标题 1 is a heading. All the rest is known by its words, as in drafts (`readers.recognition`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from docgen.document import Layout, Look, Paragraph, Run, Table, Text
from docgen.readers import marks
from docgen.readers.arrangement import heading
from docgen.readers.draft_lines import Line, measure, squeezed
from docgen.readers.pieces import Element, Piece
from docgen.readers.recognition import recognized
from docgen.readers.word.known import HEADINGS, Known
from docgen.readers.word.letterhead import Letterhead, letterhead_of
from docgen.readers.word.passages import Appearance, Grid, GridCell, Heard, Passage, Stretch, text_of
from docgen.readers.word.texts import cut, plain, stripped
from docgen.standards.gbt9704 import StyleName

__all__ = ["Recognized", "Taken", "recognized_by_looks"]

_KINDS: Final = {
    Element.ABOVE: StyleName.NOTE,
    Element.PAGE: StyleName.NOTE,
    Element.CORNER: StyleName.SALUTATION,
    Element.MARK: StyleName.BYLINE,
    Element.TITLE: StyleName.TITLE,
    Element.NUMBER: StyleName.NUMBER,
    Element.ISSUING: StyleName.NOTE,
    Element.UNDER: StyleName.BYLINE,
    Element.RECIPIENTS: StyleName.RECIPIENTS,
    Element.CAPTION: StyleName.CAPTION,
    Element.TABLE: StyleName.TABLE_CELL,
    Element.TABLE_NOTE: StyleName.NOTE,
    Element.NOTE: StyleName.ATTACHMENT_NOTE,
    Element.ATTENDANCE: StyleName.ATTENDANCE,
    Element.SIGNATURE: StyleName.SIGNATURE,
    Element.DATE: StyleName.DATE,
    Element.REMARK: StyleName.REMARK,
    Element.ISSUED: StyleName.TITLE,
    Element.LABEL: StyleName.ATTACHMENT_LABEL,
    Element.ATTACHED: StyleName.ATTACHMENT_TITLE,
    Element.COPIES: StyleName.SALUTATION,
    Element.PRINTED: StyleName.SALUTATION,
}
_HEADING: Final = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_TITLES: Final = ("title", "标题", "文档标题", "公文标题")
_LARGER: Final = 3.0  # pt by which a title is larger than the text
_TITLE_LINES: Final = 6
_SHOWN: Final = 24
_HEAD: Final = 30  # blocks among which the title is looked for
#: A grid stands for a table among the lines; what it holds is not looked at.
_TABLE: Final = Table(columns=(), rows=())
_IMPRINT_ROWS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken for what: the place, the element, the beginning of the text, why, and what was unsure."""

    place: str
    element: str
    text: str
    reason: str
    doubt: str = ""


@dataclass(slots=True, kw_only=True)
class Recognized:
    """All passages with what they are, the form of the paper, and the report."""

    known: list[Known] = field(default_factory=list)
    layout: Layout = Layout.OFFICIAL
    taken: list[Taken] = field(default_factory=list)


def recognized_by_looks(blocks: Sequence[Passage | Grid], heard: Heard) -> Recognized:
    """What every block is. Empty paragraphs are blanks of the layout and are left out."""
    blocks = list(_single(blocks, heard))
    usual = _usual(blocks)
    head = letterhead_of(blocks, usual)
    made = Recognized(known=list(head.known), layout=head.layout)
    made.taken += [Taken(place=p, element=e, text=_quoted(t), reason=r) for p, e, t, r in head.reasons]
    rest = blocks[head.end :]
    _Reading(rest, usual, head, made, heard).read()
    return made


def _single(blocks: Sequence[Passage | Grid], heard: Heard) -> Iterator[Passage | Grid]:
    """Passages of one line each; tables that hold one cell without rules are their text."""
    for block in blocks:
        if isinstance(block, Grid):
            yield block
            continue
        full = [line for line in block.lines if any(one.text.strip() or one.picture for one in line)]
        if len(full) > 1:
            heard.count("段内的换行分成几段", block.place)
        if block.label and full:
            heard.count("自动编号改成键入的序号", block.place)
        for index, line in enumerate(full or [()]):
            new_page = block.new_page and not index
            yield replace(block, lines=(line,), new_page=new_page, label=block.label if not index else "")


def _usual(blocks: Sequence[Passage | Grid]) -> Appearance:
    """How most characters of the text look."""
    counted: Counter[Appearance] = Counter()
    for block in blocks:
        if isinstance(block, Passage):
            for one in block.stretches:
                counted[one.looks] += len(one.text.strip())
    return counted.most_common(1)[0][0] if counted else Appearance()


class _Reading:
    """Recognition of what stands below the 版头."""

    def __init__(
        self, blocks: Sequence[Passage | Grid], usual: Appearance, head: Letterhead, made: Recognized, heard: Heard
    ) -> None:
        self._blocks = blocks
        self._usual = usual
        self._head = head
        self._made = made
        self._heard = heard
        self._by_looks: dict[int, str] = {}  # places of title lines and headings → the reason

    def read(self) -> None:
        """Fill `made`."""
        lines = list(self._lines())
        minutes = self._head.layout is Layout.MINUTES
        pieces = recognized(lines, minutes=minutes)
        done = -1
        for index, piece in enumerate(pieces):
            self._made.known += self._pictures(done, piece.lines[0].number)
            done = max(done, piece.lines[-1].number)
            following = pieces[index + 1] if index + 1 < len(pieces) else None
            self._piece(piece, following, pieces[index - 1] if index else None)
        self._made.known += self._pictures(done, len(self._blocks))

    def _pictures(self, after: int, before: int) -> Iterator[Known]:
        """Passages that hold a picture and no word, which recognition does not see."""
        for block in self._blocks[max(after + 1, 0) : before]:
            if isinstance(block, Passage) and not block.empty and not block.text.strip():
                yield Known(block=block, kind=StyleName.BODY, lines=tuple(text_of(line) for line in block.lines))

    def _lines(self) -> Iterator[Line]:
        """The blocks as lines of a draft; `number` is the place among the blocks."""
        titles = self._titles()
        gap = False
        for number, block in enumerate(self._blocks):
            if isinstance(block, Grid):
                yield Line(number=number, last=number, text="", gap=gap, block=_TABLE)
            elif words := block.text.strip():
                yield Line(
                    number=number,
                    last=number,
                    text=words,
                    gap=gap,
                    indent=_indent(block),
                    depth=1 if number in titles else self._depth(number, block, words),
                )
            gap = isinstance(block, Passage) and not block.text.strip()

    def _titles(self) -> frozenset[int]:
        """The lines of the title by their looks: large, in the middle, before any text."""
        found: list[int] = []
        for number, block in enumerate(self._blocks[:_HEAD]):
            if isinstance(block, Grid):
                break
            if block.empty:
                continue
            if self._large(block) and len(found) < _TITLE_LINES and not marks.label(block.text.strip()):
                found.append(number)
            elif found or marks.sentence(block.text.strip()):
                break
        for number in found:
            block = self._blocks[number]
            assert isinstance(block, Passage), "only passages are titles"
            size = f"字号 {block.looks.size:g} 磅"
            self._by_looks[number] = f"样式“{block.style}”" if block.style.lower() in _TITLES else f"居中，{size}"
        return frozenset(found)

    def _large(self, block: Passage) -> bool:
        larger = block.looks.size >= self._usual.size + _LARGER
        styled = block.style.lower() in _TITLES
        return (styled or (larger and block.align in ("center", "distribute"))) and measure(block.text) <= 60

    def _depth(self, number: int, block: Passage, words: str) -> int:
        """The depth of a heading by its style or its outline level; a number typed before it says more."""
        found = _HEADING.fullmatch(block.style)
        level = int(found[1]) if found else (block.outline + 1 if block.outline is not None else 0)
        if not level or marks.level(words) or marks.sentence(words) or marks.label(words):
            return 0
        self._by_looks[number] = f"样式“{block.style}”" if found else f"大纲级别 {level}"
        return min(level, 4) + 1

    def _piece(self, piece: Piece, following: Piece | None, before: Piece | None) -> None:
        blocks = [self._blocks[line.number] for line in piece.lines]
        first = blocks[0]
        if isinstance(first, Grid):
            self._made.known.append(self._grid(first, last=following is None))
            return
        if piece.element is Element.ATTACHED and before is not None and before.lines[0].number == piece.lines[0].number:
            known = [self._rest(piece, before)]
        elif piece.element is Element.LABEL and following and following.lines[0].number == piece.lines[0].number:
            text = stripped(self._text(first))
            known = [self._known(first, StyleName.ATTACHMENT_LABEL, cut(text, len(piece.lines[0].text))[0])]
        else:
            known = list(self._passages(piece, following))
        self._made.known += known
        self._say(piece, first)

    def _rest(self, piece: Piece, before: Piece) -> Known:
        """The title of an attachment on the line of its label."""
        block = self._blocks[piece.lines[0].number]
        assert isinstance(block, Passage), "a label is a passage"
        text = stripped(cut(stripped(self._text(block)), len(before.lines[0].text))[1])
        return self._known(replace(block, new_page=False), StyleName.ATTACHMENT_TITLE, text)

    def _passages(self, piece: Piece, following: Piece | None) -> Iterator[Known]:
        for line in piece.lines:
            block = self._blocks[line.number]
            assert isinstance(block, Passage), "tables are pieces of their own"
            text = stripped(self._text(block))
            if piece.element in (Element.HEADING, Element.CHAPTER):
                yield self._heading(piece, block, text, following)
            elif piece.element is Element.BODY:
                yield self._known(block, StyleName.BODY, stripped(self._emphasized(block)))
            elif piece.element in (Element.COPIES, Element.PRINTED) and self._at_the_foot(piece, block):
                yield replace(self._known(block, StyleName.IMPRINT, text), imprint=True)
            else:
                out = piece.element in (Element.NUMBER, Element.UNDER, Element.MARK)
                yield self._known(replace(block, unruled=out), _KINDS[piece.element], text)

    def _heading(self, piece: Piece, block: Passage, text: Text, following: Piece | None) -> Known:
        known = self._known(block, StyleName.BODY, text)
        if piece.element is Element.CHAPTER:
            return replace(known, kind=HEADINGS[0], level=1, lead=len(plain(text)), centred=True)
        above = self._made.known[-1] if self._made.known else None
        paragraph = None
        if above is not None and above.level:
            paragraph = Paragraph(level=above.level, lead=cut(above.text, above.lead)[0])
        made = heading(piece, paragraph, following)
        lead = len(plain(made.lead))
        if not lead or made.runs:  # a number before text: the text keeps what is emphasized in it
            head, _ = cut(text, lead)
            _, rest = cut(stripped(self._emphasized(block)), lead)
            text = (*(replace(run, look=None) for run in head), *rest)
        return replace(known, lines=(text,), level=made.level, lead=lead)

    def _at_the_foot(self, piece: Piece, block: Passage) -> bool:
        """Whether a line is of a 版记: the paper has a mark, or rules stand above or below it."""
        if self._head.layout is Layout.LETTER and piece.element is Element.PRINTED:
            return False
        return self._head.marked or bool(block.ruled)

    def _grid(self, grid: Grid, *, last: bool) -> Known:
        """A table, or a 版记 that is set as one."""
        rows = [[one for cell in row for one in cell.passages if not one.empty] for row in grid.rows]
        words = [squeezed("".join(one.text for one in row)) for row in rows if row]
        told = [one for one in words if marks.copies(one) or marks.printed(_spaced(one)) or one.endswith("印发")]
        if told and len(words) <= _IMPRINT_ROWS and (last or grid.floating or len(told) == len(words)):
            lines = [line for row in grid.rows for line in _imprint_row(row)]
            if self._head.layout is not Layout.LETTER or not any(one.endswith("印发") for one in words):
                self._take(grid.place, "版记", "".join(words), "文末的表格，写着抄送或印发")
                return Known(block=grid, kind=StyleName.IMPRINT, lines=tuple(lines), imprint=True)
        return Known(block=grid, kind=StyleName.TABLE_CELL)

    def _text(self, block: Passage) -> Text:
        """Characters as most of the passage look."""
        return without_size(text_of(block.stretches, block.looks))

    def _emphasized(self, block: Passage) -> Text:
        """What differs from most of the text of the file, sizes and typefaces aside."""
        return without_size(text_of(block.stretches, self._usual))

    def _known(self, block: Passage, kind: StyleName, text: Text) -> Known:
        return Known(block=block, kind=kind, lines=(text,))

    def _say(self, piece: Piece, block: Passage) -> None:
        """A row of the report; stretches of text that are nothing else are not told."""
        reason, doubt = piece.reason, piece.doubt
        looks = self._by_looks.get(piece.lines[0].number)
        if looks:
            reason = f"{looks}，在正文之前" if piece.element is Element.TITLE else looks
        if piece.element is Element.BODY and not doubt:
            return
        self._take(block.place, piece.element.value, "".join(line.text for line in piece.lines), reason, doubt)

    def _take(self, place: str, element: str, text: str, reason: str, doubt: str = "") -> None:
        self._made.taken.append(Taken(place=place, element=element, text=_quoted(text), reason=reason, doubt=doubt))


def without_size(text: Text) -> Text:
    """Runs without sizes of type: these are the standard's."""
    return tuple(replace(run, look=_sizeless(run)) for run in text)


def _sizeless(run: Run) -> Look | None:
    look = replace(run.look, size=None) if run.look else None
    return look if look != Look() else None


def _imprint_row(row: Sequence[GridCell]) -> Iterator[Text]:
    """The lines of a row of a 版记: cells side by side on one line, else a line a paragraph."""
    cells = [cell for cell in row if any(not one.empty for one in cell.passages)]
    if len(cells) > 1:
        joined: list[Stretch] = []
        for cell in cells:
            if joined:
                joined.append(Stretch(text="\t"))
            joined += [one for passage in cell.passages for one in passage.stretches]
        yield without_size(text_of(joined, joined[0].looks))
        return
    for cell in cells:
        for passage in cell.passages:
            for line in passage.lines:
                if any(one.text.strip() for one in line):
                    yield stripped(without_size(text_of(line, passage.looks)))


def _spaced(text: str) -> str:
    return re.sub(r"(?=\d{4}年)", " ", text)


def _indent(block: Passage) -> float:
    """How far in a line begins, in 字; what stands at the right is far in."""
    if block.align in ("right", "end"):
        return 20.0
    words = block.text
    typed = measure(words[: len(words) - len(words.lstrip())])
    size = block.looks.size or 16.0
    return typed + (block.indent + min(block.first, 2 * size * 20)) / 20 / size


def _quoted(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"
