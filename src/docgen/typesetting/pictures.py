"""Pictures of a hand-edited paper no larger than the room they have: scaled down in proportion, and said.

Word lets a picture run out of the 版心, and an office's printer then cuts it off. The room is the width of the text, or
of the cell, less the indent of the first line; and the height of the 版心, in a table half of it, so that rows can be
divided between pages. In the 版记, which keeps its place at the foot of the page, it is a line; characters there are no
larger than its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from operator import attrgetter
from typing import Any, Final

from docgen.document import Align, Attachment, Document, Imprint, Look, Orientation, Paragraph, Picture, Row, Run, Table
from docgen.problems import Code, Problem
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.columns import column_widths
from docgen.typesetting.rows import places
from docgen.units import Length
from docgen.walk import runs

__all__ = ["fitted"]

#: 行 that a picture leaves free of the height of a page, for what stands with it on its line.
_SPARE: Final = 1
#: Of the width of the 版心: what a picture may have beside the label 抄送 and the blanks at both sides.
_IMPRINT: Final = 0.8
_PICTURE: Final = attrgetter("picture")


def fitted(document: Document, standard: Standard) -> tuple[Document, tuple[Problem, ...]]:
    """The document with pictures that fit. Problems: PICTURE_SCALED, one a picture made smaller."""
    if not any(map(_PICTURE, runs(document))):
        return document, ()
    fitting = _Fitting(standard=standard)
    page = standard.page
    made = fitting.node(document, page.body_width, page.body_height)
    assert isinstance(made, Document)
    return made, tuple(fitting.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitting:
    standard: Standard
    problems: list[Problem] = field(default_factory=list)

    def node(self, node: Any, wide: Length, high: Length) -> Any:
        """Any node of the tree with its pictures fitted into a room."""
        match node:
            case Run():
                return self._run(node, wide, high)
            case Attachment() if node.orientation is Orientation.LANDSCAPE:
                page = self.standard.page
                return self._fields(node, page.body_height, page.body_width)
            case Paragraph():
                indent = self._indent(node)
                return self._fields(node, wide - indent, high)
            case Table():
                return self._table(node, wide, high)
            case Imprint():
                line = self.standard.styles[StyleName.IMPRINT].line + self.standard.page.line_pitch.times(_SPARE)
                return self._no_larger(self._fields(node, wide.times(_IMPRINT), line))
            case tuple():
                return tuple(self.node(child, wide, high) for child in node)
        return self._fields(node, wide, high) if is_dataclass(node) else node

    def _fields(self, node: Any, wide: Length, high: Length) -> Any:
        made = {each.name: self.node(getattr(node, each.name), wide, high) for each in fields(node)}
        return replace(node, **made)

    def _no_larger(self, node: Any) -> Any:
        """Any part of the 版记 with characters of its size at most."""
        match node:
            case Run(look=Look(size=float() | int() as size) as look):
                return replace(
                    node, look=replace(look, size=min(size, self.standard.styles[StyleName.IMPRINT].size.pt))
                )
            case tuple():
                return tuple(self._no_larger(child) for child in node)
            case Imprint():
                return replace(node, **{each.name: self._no_larger(getattr(node, each.name)) for each in fields(node)})
        return node

    def _indent(self, paragraph: Paragraph) -> Length:
        style = self.standard.styles[StyleName.BODY]
        indented = paragraph.align not in (Align.CENTER, Align.RIGHT)
        return (style.size + style.spacing).times(style.indent if indented else 0)

    def _table(self, table: Table, wide: Length, high: Length) -> Table:
        widths = column_widths(table, wide)
        header = self._rows(table.header, widths, high)
        return replace(table, header=header, rows=self._rows(table.rows, widths, high))

    def _rows(self, rows: tuple[Row, ...], widths: tuple[Length, ...], high: Length) -> tuple[Row, ...]:
        half = high.times(1 / 2) - self.standard.page.line_pitch.times(_SPARE)
        made = []
        for row, placed in zip(rows, places(rows, len(widths)), strict=True):
            cells = []
            for column, cell in placed:
                inner = Length(sum(widths[column : column + cell.columns])) - self.standard.table_padding.times(2)
                cells.append(replace(cell, lines=self.node(cell.lines, inner, half)))
            made.append(replace(row, cells=tuple(cells)))
        return tuple(made)

    def _run(self, run: Run, wide: Length, high: Length) -> Run:
        footnote = self.node(run.footnote, wide, high.times(1 / 2))
        if run.picture is None:
            return replace(run, footnote=footnote)
        room = high - self.standard.page.line_pitch.times(_SPARE)
        share = min(1.0, wide.mm / run.picture.width, room.mm / run.picture.height)
        if share == 1.0:
            return replace(run, footnote=footnote)
        picture = replace(run.picture, width=run.picture.width * share, height=run.picture.height * share)
        self.problems.append(_scaled(run.picture, picture))
        return replace(run, footnote=footnote, picture=picture)


def _scaled(given: Picture, made: Picture) -> Problem:
    name = f"“{given.name}”" if given.name else ""
    return Problem(
        code=Code.PICTURE_SCALED,
        message=(
            f"图片{name}原为{given.width:.0f}×{given.height:.0f}毫米，超出所在位置的地方，"
            f"已按比例缩为{made.width:.0f}×{made.height:.0f}毫米"
        ),
        hint="要图大些的，放到单独的一页或横排的附件中",
    )
