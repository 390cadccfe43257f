"""A list of text as a table of the tree: what an office prints beside its papers (登记表、清单、字段表)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docgen.document import Align, Cell, Column, Row, Run, Table, Text, Voice

__all__ = ["said", "text_table"]


def said(text: str, voice: Voice = Voice.WORDING) -> Text:
    """A text as a line of the tree; nothing is an empty one."""
    return (Run(text=text, voice=voice),) if text else ()


def text_table(
    columns: Sequence[tuple[str, float, Align]], rows: Iterable[Sequence[str]], voice: Voice = Voice.DATA
) -> Table:
    """A table whose heading is repeated; a line break inside a heading or a cell begins a new line there.

    `columns`: heading, relative width, how the cells lie. `voice`: whose words the cells are.
    """
    header = (_cell(name, Voice.WORDING, header=True) for name, _, _ in columns)
    return Table(
        columns=tuple(Column(width=width, align=align) for _, width, align in columns),
        header=(Row(cells=tuple(header)),),
        rows=tuple(Row(cells=tuple(_cell(text, voice) for text in row)) for row in rows),
    )


def _cell(text: str, voice: Voice, *, header: bool = False) -> Cell:
    lines = tuple(said(line, voice) for line in text.split("\n"))
    return Cell(lines=lines, header=header, align=Align.CENTER if header else None)
