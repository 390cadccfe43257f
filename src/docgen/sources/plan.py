"""plan.md ↔ book: the text of the sheet 印发件 as Markdown that staff can read and edit, character for character.

    <!-- 件：工作方案 -->            the name of the text, when it is not its title
    # 某某工作<br>方案               the title, its hand-set break kept
    一、总体要求                     a paragraph a block, blank lines between (left out here)
    附件1：〔领导班子台账〕          an attachment: its label, and the form in 台账定义 that follows it

What Markdown would read as markup stands behind a backslash; what it would drop (blanks at the ends of a line,
control characters) and brackets that would close the name of a form stand as &#32;. A backslash at the end of a line
is a break that staff set; a line that merely goes on is joined to the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from docgen.file_names import shown_name
from docgen.problems import Code, Place, Problem, Result
from docgen.refusals import why
from docgen.sources.book import Book, Cell, Sheet
from docgen.sources.package import MAX_UNPACKED

__all__ = ["ISSUED_COLUMNS", "ISSUED_SHEET", "plan_text", "read_plan"]

ISSUED_SHEET: Final = "印发件"
ISSUED_COLUMNS: Final = ("件", "段落", "附表")
_NAME: Final = re.compile(r"<!-- 件：(.*) -->", re.DOTALL)
_TITLE: Final = "# "
_LOWER_HEADING: Final = re.compile(r"#{2,6}[ \t]+")
_MARKUP: Final = frozenset("\\`*_[]<>&|~")
_AT_START: Final = re.compile(r"[#+=-]|[0-9]{1,9}[.)]")
_BLANKS: Final = " \t\u00a0\u3000"
_HIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_TOKEN: Final = re.compile(r"\\([!-/:-@\[-`{-~])|&#([0-9]{1,7});|(\\\n[ \t]*|<br>)|(\n[ \t]*)|(.)", re.DOTALL)
_OPEN, _CLOSE = "〔〕"


def plan_text(book: Book, file: str) -> Result[str]:
    """The sheet 印发件 of a book as Markdown; None with the reason when there is none or it holds more than text."""
    sheet = next((sheet for sheet in book.sheets if sheet.name == ISSUED_SHEET), None)
    if sheet is None:
        return _refused(file, Code.SHEET_MISSING, f"没有工作表“{ISSUED_SHEET}”，没有可写成 .md 的内容。")
    header = {cell.value: index for index, cell in sheet.rows.get(1, {}).items()}
    if set(header) - set(ISSUED_COLUMNS) or not {"件", "段落"} <= set(header):
        return _refused(file, Code.COLUMN_MISSING, f"列名应是{'、'.join(ISSUED_COLUMNS)}。", "第1行")
    blocks: list[str] = []
    previous: str | None = None
    for number, cells in sheet.rows.items():
        if number == 1:
            continue
        values = {str(name): cells[index].value for name, index in header.items() if index in cells}
        texts = {column: value for column, value in values.items() if isinstance(value, str)}
        if len(texts) != len(values) or not texts.get("件") or not texts.get("段落"):
            address = sheet.address(number, header["段落"])
            return _refused(file, Code.VALUE_MISSING, "每行都要有“件”和“段落”，内容都是文字。", address)
        name, paragraph = texts["件"], texts["段落"]
        is_title = name != previous
        if is_title and name != paragraph.replace("\n", ""):
            blocks.append(f"<!-- 件：{_escaped(name, '&#10;')} -->")
        blocks.append(_block(paragraph, texts.get("附表"), is_title))
        previous = name
    return Result(value="\n\n".join(blocks) + "\n" if blocks else "")


def read_plan(path: Path) -> Result[Book]:
    """The book of a Markdown file: one sheet, 印发件. None with the reason when the file cannot be read."""
    try:
        content = path.read_bytes()
        if len(content) > MAX_UNPACKED:
            return _refused_book(
                shown_name(path), Code.FILE_TOO_LARGE, f"文件超过 {MAX_UNPACKED // (1024 * 1024)} MB。"
            )
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        message = f"文件打不开（{why(error)}）。"
        return _refused_book(shown_name(path), Code.FILE_UNREADABLE, message)
    except UnicodeDecodeError:
        return _refused_book(shown_name(path), Code.FILE_UNREADABLE, "文件不是 UTF-8 文本。")
    rows = {1: {index: Cell(column) for index, column in enumerate(ISSUED_COLUMNS, 1)}}
    for number, values in enumerate(_rows(text), 2):
        rows[number] = {index: Cell(value) for index, value in enumerate(values, 1) if value is not None}
    return Result(value=Book(sheets=(Sheet(name=ISSUED_SHEET, rows=rows, records=True),)))


def _refused(file: str, code: Code, message: str, cell: str = "") -> Result[str]:
    place = Place(file=file, sheet=ISSUED_SHEET if cell else "", cell=cell)
    return Result(value=None, problems=(Problem(code=code, message=message, place=place),))


def _refused_book(file: str, code: Code, message: str) -> Result[Book]:
    return Result(value=None, problems=(Problem(code=code, message=message, place=Place(file=file)),))


# --- text → Markdown


def _block(paragraph: str, form: str | None, is_title: bool) -> str:
    text = _escaped(paragraph, "<br>" if is_title else "\\\n")
    if form is not None:
        text += _OPEN + _escaped(form, "&#10;").replace(_OPEN, "&#12308;").replace(_CLOSE, "&#12309;") + _CLOSE
    elif text.endswith(_CLOSE):
        text = text[:-1] + "&#12309;"
    return _TITLE + text if is_title else text


def _escaped(text: str, line_break: str) -> str:
    """A text in which nothing is markup. Breaks next to an empty line cannot stand as lines and are written out."""
    lines = text.split("\n")
    return ("&#10;" if "" in lines else line_break).join(_escaped_line(line) for line in lines)


def _escaped_line(line: str) -> str:
    bare = line.strip(_BLANKS)
    start = line.index(bare) if bare else len(line)
    written = "".join("\\" + character if character in _MARKUP else character for character in bare)
    if match := _AT_START.match(written):
        written = f"{written[: match.end() - 1]}\\{written[match.end() - 1 :]}"
    whole = _references(line[:start]) + written + _references(line[start + len(bare) :])
    return _HIDDEN.sub(lambda match: _references(match[0]), whole)


def _references(characters: str) -> str:
    return "".join(f"&#{ord(character)};" for character in characters)


# --- Markdown → text


def _rows(text: str) -> Iterator[tuple[str, str, str | None]]:
    """件, 段落, 附表 of each block. The first block of a text is its title, also where staff forgot to mark it."""
    name, named = "", False
    for block in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")):
        written = block.strip(" \t\n")
        if match := _NAME.fullmatch(written):
            name, named = "".join(character for character, _ in _characters(match[1])), True
            continue
        if not written:
            continue
        is_title = written.startswith(_TITLE) or not name
        paragraph, form = _paragraph(_LOWER_HEADING.sub("", written.removeprefix(_TITLE), count=1))
        if is_title and not named:
            name = paragraph.replace("\n", "")
        named = False
        yield name, paragraph, form


def _paragraph(written: str) -> tuple[str, str | None]:
    """The text of a block, and the form that it names at its end."""
    characters = list(_characters(written))
    form: str | None = None
    if characters and characters[-1] == (_CLOSE, True):
        opening = next((i for i in reversed(range(len(characters))) if characters[i] == (_OPEN, True)), None)
        if opening is not None:
            form = "".join(character for character, _ in characters[opening + 1 : -1])
            characters = characters[:opening]
    return "".join(character for character, _ in characters), form


def _characters(written: str) -> Iterator[tuple[str, bool]]:
    """The characters of a piece of Markdown, each with whether it stands there as itself and may be a mark."""
    for match in _TOKEN.finditer(written):
        escaped, reference, line_break, joint, plain = match.groups()
        if escaped is not None:
            yield escaped, False
        elif reference is not None and int(reference) <= 0x10FFFF:
            yield chr(int(reference)), False
        elif line_break is not None:
            yield "\n", False
        elif joint is not None:
            western = written[match.start() - 1].isascii() and written[match.end() : match.end() + 1].isascii()
            yield from [(" ", False)] if western else []
        else:
            yield plain or match[0], True
