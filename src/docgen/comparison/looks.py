"""How a Word file is set, as staff say it: 字体 仿宋_GB2312, 字号 三号, 首行缩进 2字, 上边距 37毫米."""

from __future__ import annotations

from typing import Final

from docgen.checks.docx.word_file import Section, WordParagraph, WordRun
from docgen.comparison.passages import OFF, ON, Look
from docgen.ooxml.properties import Properties, measured, toggled
from docgen.units import SIZES, Length, pt, twips

__all__ = ["of_paragraph", "of_run", "of_section"]

_ALIGNED: Final = {
    "left": "左对齐",
    "both": "两端对齐",
    "center": "居中",
    "right": "右对齐",
    "distribute": "分散对齐",
}
#: Toggles of a run that are said when they are on.
_TOGGLES: Final = {"b": "加粗", "i": "倾斜", "strike": "删除线"}
_NAMED_SIZES: Final = {size: name for name, size in SIZES.items()}
_LINES: Final = 240  # w:spacing/@w:line of single spacing, where it is no length
_PARTS: Final = 4096
_RULES: Final = {"exact": "固定值", "atLeast": "最小值"}


def of_run(run: WordRun) -> Look:
    """How characters are set."""
    said = {
        "字体": run.face or "未定",
        "西文字体": run.latin or "未定",
        "字号": _size(run.size),
        "字间距": _points(run.spacing) if run.spacing else "标准",
        "颜色": _color(run.properties),
        "下划线": ON if run.properties.get("u@val", "none") != "none" else OFF,
    }
    return said | {word: ON if toggled(run.properties, name) else OFF for name, word in _TOGGLES.items()}


def of_paragraph(paragraph: WordParagraph) -> Look:
    """How a paragraph is set."""
    properties = paragraph.properties
    return {
        "对齐": _ALIGNED.get(paragraph.alignment, paragraph.alignment),
        "首行缩进": _indent(properties, paragraph, "firstLine"),
        "左缩进": _indent(properties, paragraph, "left", "start"),
        "右缩进": _indent(properties, paragraph, "right", "end"),
        "行距": _line(properties),
        "段前": _points(_length(properties, "spacing@before")),
        "段后": _points(_length(properties, "spacing@after")),
        "段前分页": ON if toggled(properties, "pageBreakBefore") else OFF,
        "换行": f"{paragraph.breaks}处",
    }


def of_section(section: Section) -> Look:
    """How the sheets of a section lie."""
    return {
        "纸张": f"{_millimetres(section.width)}×{_millimetres(section.height)}",
        "上边距": _millimetres(section.top),
        "下边距": _millimetres(section.bottom),
        "左边距": _millimetres(section.left),
        "右边距": _millimetres(section.right),
        "网格行距": _pitch(section.grid),
        "网格字距": _spacing(section.grid),
    }


def _length(properties: Properties, name: str) -> Length:
    count = measured(properties, name)
    return twips(count)


def _size(size: Length) -> str:
    return _NAMED_SIZES.get(size) or _points(size)


def _points(length: Length) -> str:
    return f"{round(length.pt, 2):g}磅"


def _millimetres(length: Length) -> str:
    return f"{round(length.mm, 1):g}毫米"


def _color(properties: Properties) -> str:
    color = properties.get("color@val", "auto").upper()
    return "黑" if color in ("AUTO", "000000") else color


def _pitch(grid: Properties) -> str:
    active = grid.get("type", "default") != "default"
    return _points(_length(grid, "linePitch")) if active else "未定"


def _spacing(grid: Properties) -> str:
    """What a grid of characters adds to each; w:charSpace counts 4096ths of a point (17.6.5)."""
    added = measured(grid, "charSpace") / _PARTS if grid.get("type", "") in ("linesAndChars", "snapToChars") else 0
    return _points(pt(added)) if added else "标准"


def _indent(properties: Properties, paragraph: WordParagraph, *sides: str) -> str:
    """By characters where the file counts so, else by the length in 字 of the paragraph's own size."""
    for side in sides:
        if chars := measured(properties, f"ind@{side}Chars"):
            return f"{chars / 100:g}字"
    length = next((measured(properties, f"ind@{side}") for side in sides if f"ind@{side}" in properties), 0)
    if sides == ("firstLine",) and not length:
        length = -measured(properties, "ind@hanging")
    size = paragraph.main.size if paragraph.main else pt(0)
    return f"{round(2 * length / size.twips) / 2:g}字" if size and length else "0字"


def _line(properties: Properties) -> str:
    line, rule = measured(properties, "spacing@line", _LINES), properties.get("spacing@lineRule", "auto")
    return f"{_RULES[rule]}{_points(twips(line))}" if rule in _RULES else f"{round(line / _LINES, 2):g}倍"
