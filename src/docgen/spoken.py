"""Text with its numbers as they are read aloud: 98.5% → 百分之九十八点五, 2015年 → 二〇一五年, 2项 → 两项.

A tree goes in and a tree comes out; each number keeps the voice and the cells of the run it began in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Final

from docgen.document import Block, Cell, Document, FieldLine, Paragraph, Row, Run, Table, Text
from docgen.numerals import chinese

__all__ = ["spoken", "spoken_text"]

_NUMBER: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
#: After these a 2 is an ordinal or a name and is read 二: 2月, 2日, 2号, 2级 …; before a blank it is no quantity.
_NOT_COUNTED: Final = "月日号级层楼季、．.）)，。；：—～~\\s"

#: What is found, in order of precedence, and how it is read.
_RULES: Final[tuple[tuple[str, str], ...]] = (
    ("document", r"〔(?P<year>\d{4})〕(?P<serial>\d+)号"),
    ("years", r"(?P<from>(?:19|20)\d{2})(?P<dash>[—－-])(?P<to>(?:19|20)\d{2})(?=年)"),
    ("a_year", r"(?<![\d.])(?P<digits>(?:1[89]|20|21)\d{2})(?=年(?!以上|以下|以内))"),
    ("clock", r"(?<!\d)(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?![\d:：])"),
    ("percents", rf"(?P<low>{_NUMBER})[%％]?(?P<to_>[—～~－-])(?P<high>{_NUMBER})[%％]"),
    ("percent", rf"(?P<share>{_NUMBER})[%％]"),
    ("fraction", r"(?<![\d/])(?P<part>\d{1,2})/(?P<whole>\d{1,2})(?![\d/])"),
    ("code", r"(?<=[A-Za-z])(?P<code>\d{3,})|(?P<phone>(?<!\d)0\d+(?:-\d+)*|\d{3,4}-\d{7,8})(?![\d.])"),
    ("plus", r"(?<=\d)(?P<sign>\+)(?=\d)"),
    ("range", r"(?<=\d)(?P<through>[—～~－-])(?=\d)"),
    ("two", rf"(?<![\d.第+A-Za-z])(?P<two>2)(?![\d.,%％{_NOT_COUNTED}]|$)"),
    ("number", rf"(?P<number>{_NUMBER})"),
)
_FIND: Final = re.compile("|".join(f"(?P<rule_{name}>{pattern})" for name, pattern in _RULES))
_ITEM: Final = re.compile(r"(\d+)．")
_YEAR_DIGITS: Final = str.maketrans("0123456789", "〇一二三四五六七八九")
_SPOKEN_DIGITS: Final = str.maketrans("0123456789", "零一二三四五六七八九")
_GROUPS: Final = ("", "万", "亿", "万亿")


def spoken(document: Document) -> Document:
    """The document with the numbers of its title, its salutation and its body as read; the rest stays as written."""
    return replace(
        document,
        title=tuple(spoken_text(line) for line in document.title),
        recipients=spoken_text(document.recipients),
        body=tuple(_block(block) for block in document.body),
    )


def spoken_text(text: Text) -> Text:
    """A line with its numbers as read."""
    return _rewritten(text, _FIND, _reading)


def _block(block: Block) -> Block:
    match block:
        case Paragraph():
            return _paragraph(block)
        case FieldLine():
            return replace(block, fields=tuple(spoken_text(field) for field in block.fields))
        case Table():
            return replace(block, header=_rows(block.header), rows=_rows(block.rows))
        case _:
            return block  # 附件说明 and sign-off are not read aloud


def _rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(replace(row, cells=tuple(_cell(cell) for cell in row.cells)) for row in rows)


def _cell(cell: Cell) -> Cell:
    return replace(cell, lines=tuple(spoken_text(line) for line in cell.lines))


def _paragraph(paragraph: Paragraph) -> Paragraph:
    """A paragraph; a number of the third level is read 第一，第二，…: 1．加强领导。 → 第一，加强领导。"""
    lead, runs = paragraph.lead, paragraph.runs
    if paragraph.level == 3 and (lead or runs):
        if lead:
            lead = _rewritten(lead, _ITEM, _ordinal, most=1)
        else:
            runs = _rewritten(runs, _ITEM, _ordinal, most=1)
    return replace(paragraph, lead=spoken_text(lead), runs=spoken_text(runs))


def _ordinal(match: re.Match[str]) -> str:
    return f"第{_whole(match[1])}，"


def _rewritten(
    text: Text, find: re.Pattern[str], say: Callable[[re.Match[str]], str], *, most: int | None = None
) -> Text:
    """The line with every match replaced; what replaces it belongs to the run in which the match began."""
    if not text:
        return text
    line = "".join(run.text for run in text)
    starts = list(accumulate((len(run.text) for run in text), initial=0))[:-1]
    pieces = [""] * len(text)
    position = 0
    for count, match in enumerate(find.finditer(line)):
        if count == most:
            break
        for index, piece in _spread(line, position, match.start(), starts):
            pieces[index] += piece
        pieces[bisect_right(starts, match.start()) - 1] += say(match)
        position = match.end()
    for index, piece in _spread(line, position, len(line), starts):
        pieces[index] += piece
    return tuple(
        Run(text=piece, voice=run.voice, origins=run.origins) for run, piece in zip(text, pieces, strict=True) if piece
    )


def _spread(line: str, start: int, end: int, starts: list[int]) -> Iterator[tuple[int, str]]:
    """The characters from `start` to `end`, by the run each belongs to."""
    for index, begin in enumerate(starts):
        stop = starts[index + 1] if index + 1 < len(starts) else len(line)
        if piece := line[max(start, begin) : min(end, stop)]:
            yield index, piece


def _reading(match: re.Match[str]) -> str:
    rule = next(name for name, _ in _RULES if match[f"rule_{name}"] is not None)
    match rule:
        case "document":
            return f"{match['year'].translate(_YEAR_DIGITS)}年第{_whole(match['serial'])}号"
        case "years":
            return f"{match['from'].translate(_YEAR_DIGITS)}至{match['to'].translate(_YEAR_DIGITS)}"
        case "a_year":
            return match["digits"].translate(_YEAR_DIGITS)
        case "clock":
            minute = int(match["minute"])
            past = f"{'零' if minute < 10 else ''}{chinese(minute)}分" if minute else ""
            return f"{chinese(int(match['hour']))}点{past}"
        case "percents":
            return f"{_percent(match['low'])}至{_percent(match['high'])}"
        case "percent":
            return _percent(match["share"])
        case "fraction":
            return f"{chinese(int(match['whole']))}分之{chinese(int(match['part']))}"
        case "code":
            return (match["code"] or match["phone"]).replace("-", "，").translate(_SPOKEN_DIGITS)
        case _:
            return {"plus": "加", "range": "至", "two": "两"}.get(rule) or _number(match["number"])


def _percent(number: str) -> str:
    return "百分之百" if number == "100" else f"百分之{_number(number)}"


def _number(number: str) -> str:
    """12 → 十二, 9.05 → 九点零五, 2000 → 两千, 12,345 → 一万二千三百四十五."""
    whole, _, fraction = number.replace(",", "").partition(".")
    point = f"点{fraction.translate(_SPOKEN_DIGITS)}" if fraction else ""
    return _whole(whole) + point


def _whole(digits: str) -> str:
    """A whole number of any size up to 万亿; longer ones digit by digit."""
    digits = digits.lstrip("0") or "0"
    if len(digits) > 4 * len(_GROUPS):
        return digits.translate(_SPOKEN_DIGITS)
    first = len(digits) % 4 or 4
    groups = [digits[:first], *(digits[i : i + 4] for i in range(first, len(digits), 4))]
    said = ""
    gap = False  # zeros since the last digit spoken
    for place, group in zip(range(len(groups) - 1, -1, -1), groups, strict=True):
        if not int(group):
            gap = True
            continue
        zero = "零" if said and (gap or group.startswith("0")) else ""
        text = chinese(int(group))
        if said and text.startswith("十"):
            text = f"一{text}"
        said += zero + text + _GROUPS[place]
        gap = False
    said = said or "零"
    return f"两{said[1:]}" if said[0] == "二" and said[1:2] in ("千", "万", "亿") else said
