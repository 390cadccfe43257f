"""A draft as the lines that hold something: what both ways of writing a draft, plain text and Markdown, come to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from docgen.document import Cell, Column, FieldLine, Row, Run, Table, Text, Voice
from docgen.problems import Code, Problem, Result

__all__ = ["INVISIBLE", "Line", "decoded", "measure", "run", "squeezed", "table_of"]

#: Characters that nobody sees and web pages are full of: they are left out.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_NARROWEST, _WIDEST = 3.0, 20.0  # 字 of a column whose cells do not say how wide it has to be


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the draft without the white space at its ends, or a table or a line of blanks that several lines make.

    `number` and `last` are the lines of the file, from 1; `gap` says that blank lines stand above; `indent` is the
    white space before the text in 字; `depth` is the level of a Markdown heading, else 0.
    """

    number: int
    text: str
    last: int = 0
    gap: bool = False
    indent: float = 0.0
    depth: int = 0
    block: Table | FieldLine | None = None


def decoded(data: bytes) -> Result[tuple[str, ...]]:
    """The lines of a file in UTF-8 or GB18030 (GBK, GB 2312). FILE_UNREADABLE for anything else, in one sentence."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _without_invisible(text)
    return _unreadable("不是 UTF-8 或 GB18030 编码的文本", "请在编辑软件里另存为纯文本，编码选 UTF-8")


def _without_invisible(text: str) -> Result[tuple[str, ...]]:
    lines = tuple(_BREAK.split(text.translate(dict.fromkeys(map(ord, INVISIBLE)))))
    for number, line in enumerate(lines, 1):
        for character in line:
            if character != "\t" and (
                unicodedata.category(character) in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE
            ):
                return _unreadable(
                    f"第 {number} 行有不能印出的控制字符（U+{ord(character):04X}），不是纯文本",
                    "稿件请另存为 .txt 或 .md，Word 文件不能直接改扩展名",
                )
    if not any(line.strip() for line in lines):
        return _unreadable("文件里没有文字", "请检查是不是选错了文件")
    return Result(value=lines)


def _unreadable(message: str, hint: str) -> Result[tuple[str, ...]]:
    return Result(value=None, problems=(Problem(code=Code.FILE_UNREADABLE, message=message, hint=hint),))


def measure(text: str) -> float:
    """The width of a text in 字: ASCII and blanks of its kind take a half."""
    return sum(0.5 if character < "\u0100" else 1.0 for character in text.expandtabs(4))


def squeezed(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s", "", text)


def run(text: str) -> Text:
    """A line of the tree from text that is the draft's own."""
    return (Run(text=text, voice=Voice.DATA),) if text else ()


def table_of(rows: list[list[list[str]]]) -> Table:
    """A table from rows of cells of paragraphs; the first row is its heading, short rows are filled up.

    Columns are as wide as their longest paragraph, within bounds; a row to be filled in by hand is two lines high.
    """
    count = max(len(row) for row in rows)
    filled = [[*row, *([[""]] * (count - len(row)))] for row in rows]
    longest = [max(measure(text) for row in filled for text in row[index]) for index in range(count)]
    columns = tuple(Column(width=min(_WIDEST, max(_NARROWEST, width))) for width in longest)
    head = 1 if len(filled) > 1 else 0
    made = [_row(row, header=place < head) for place, row in enumerate(filled)]
    return Table(columns=columns, header=tuple(made[:head]), rows=tuple(made[head:]))


def _row(row: list[list[str]], *, header: bool) -> Row:
    cells = tuple(Cell(lines=tuple(run(text) for text in cell) or ((),), header=header) for cell in row)
    return Row(cells=cells, height=1.0 if any(text for cell in row for text in cell) else 2.0)
