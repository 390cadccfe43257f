"""The named styles of a Word file, and its list of fonts, from the table of measures."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from docgen.document import Layout
from docgen.standards.gbt9704 import Font, Standard, Style, StyleName
from docgen.typesetting.mark import MarkSize
from docgen.units import Length, emu
from docgen.writers.docx.geometry import Spaces, character, corner_pitch, marked, spaces
from docgen.writers.docx.wordml import Xml, boolean, element, value

__all__ = [
    "FOOTNOTE_CALL",
    "IMPRINT_STYLE",
    "TABLE_STYLE",
    "UNRULED_STYLE",
    "border",
    "character_style",
    "font_table",
    "fonts",
    "footnote_styles",
    "indents",
    "named_styles",
    "spacing",
    "style_id",
]

#: 一级标题 … 四级标题: their outline levels; a title stands above them in the navigation pane.
_OUTLINE: Final = {
    StyleName.HEADING_1: 1,
    StyleName.HEADING_2: 2,
    StyleName.HEADING_3: 3,
    StyleName.HEADING_4: 4,
    StyleName.TITLE: 0,
    StyleName.READING_TITLE: 0,
    StyleName.COVER_TITLE: 0,
    StyleName.ATTACHMENT_TITLE: 0,
    StyleName.READING_HEADING: 1,
}

#: Styles whose typeface a run takes on inside a paragraph of another style.
_LINKED: Final = (
    StyleName.HEADING_1,
    StyleName.HEADING_2,
    StyleName.HEADING_3,
    StyleName.HEADING_4,
    StyleName.CORNER,
    StyleName.SIGNER,
    StyleName.ATTENDANCE_LABEL,
    StyleName.READING_HEADING,
)

_JUSTIFICATION: Final = {"justify": "both", "left": "left", "center": "center", "right": "right"}

TABLE_STYLE: Final = "GongwenTable"
IMPRINT_STYLE: Final = "ImprintTable"
UNRULED_STYLE: Final = "UnruledTable"


#: The character style of the call of a footnote, Word's own.
FOOTNOTE_CALL: Final = "FootnoteReference"


#: The identifiers of paragraph styles: TITLE → Title.
_IDENTIFIERS: Final = {name: name.name.title().replace("_", "") for name in StyleName}


def style_id(name: StyleName) -> str:
    """The identifier of a paragraph style: TITLE → Title."""
    return _IDENTIFIERS[name]


def character_style(name: StyleName) -> str:
    """The identifier of the character style with the typeface of a paragraph style."""
    return f"{style_id(name)}Char"


def named_styles(standard: Standard, layout: Layout, mark: MarkSize | None) -> dict[str, Xml]:
    """The styles of a layout by their identifiers, the defaults (`w:docDefaults`) first, by none.

    `mark` is the size of the mark, None without one.
    """
    distances = spaces(standard, layout, mark)
    made = {"": _defaults(standard)}
    for name, style in standard.styles.items():
        if name is StyleName.FOOTNOTE:  # only where there are footnotes
            continue
        scale = 100
        if name is StyleName.MARK and mark and layout is not Layout.FORM:
            style, scale = marked(standard, mark), mark.scale
        elif name is StyleName.CORNER and mark and layout is Layout.OFFICIAL:
            style = replace(style, line=corner_pitch(standard, mark))
        made[style_id(name)] = _paragraph_style(name, style, standard, distances, scale)
        if name in _LINKED:
            made[character_style(name)] = _character_style(name, style, standard)
    return made | _table_styles(standard)


def footnote_styles(standard: Standard) -> tuple[Xml, Xml]:
    """The styles of a 脚注 and of its call, by the names under which Word has them."""
    name = StyleName.FOOTNOTE
    note = _paragraph_style(name, standard.styles[name], standard, Spaces(above={}, below={}), 100)
    call = element(
        "w:style",
        {"w:type": "character", "w:styleId": FOOTNOTE_CALL},
        value("w:name", "footnote reference"),
        value("w:uiPriority", len(StyleName)),
        element("w:rPr", {}, value("w:vertAlign", "superscript")),
    )
    return note, call


def font_table(standard: Standard) -> Xml:
    """`w:fonts`: each named face with the sister that stands in for it on a computer without it."""
    made: list[Xml] = []
    for name, sister in sorted({(font.named, font.wide) for font in standard.fonts.values()}):
        alternative = value("w:altName", sister) if sister != name else None
        made.append(element("w:font", {"w:name": name}, alternative, value("w:charset", "86")))
    for name in sorted({font.digits.named for font in standard.fonts.values() if font.digits}):
        made.append(element("w:font", {"w:name": name}, value("w:charset", "00")))
    return element("w:fonts", {}, *made)


def fonts(font: Font, *, wide: bool = False, hint: bool = False) -> Xml:
    """`w:rFonts` with all four slots set: `ascii` alone would leave Chinese to Word's default face."""
    name = font.wide if wide else font.named
    latin = font.digits.named if font.digits else name
    slots: dict[str, object] = {"w:hint": "eastAsia"} if hint else {}
    return element("w:rFonts", slots | {"w:ascii": latin, "w:hAnsi": latin, "w:eastAsia": name, "w:cs": latin})


@lru_cache(maxsize=256)  # a few dozen of a standard
def spacing(line: Length, above: Length | None = None, below: Length | None = None) -> Xml:
    """`w:spacing` of a paragraph: exact pitch, distances above and below."""
    return element(
        "w:spacing",
        {
            "w:before": max(0, (above or emu(0)).twips),
            "w:after": max(0, (below or emu(0)).twips),
            "w:line": line.twips,
            "w:lineRule": "exact",
        },
    )


@lru_cache(maxsize=1024)  # by widths of names
def indents(style: Style, *, left: float = 0, right: float = 0, first: float = 0, hanging: float = 0) -> Xml:
    """`w:ind` in 字 of the style, as characters for Word and as lengths for everybody else."""
    pitch = character(style)
    found: dict[str, object] = {}
    for side, count in (("left", left), ("right", right)):
        found |= {f"w:{side}Chars": round(count * 100), f"w:{side}": pitch.times(count).twips}
    side, count = ("hanging", hanging) if hanging else ("firstLine", first)
    return element("w:ind", found | {f"w:{side}Chars": round(count * 100), f"w:{side}": pitch.times(count).twips})


def _defaults(standard: Standard) -> Xml:
    body = standard.styles[StyleName.BODY]
    run = element("w:rPr", {}, *_characters(body, standard), element("w:lang", _LANGUAGE))
    return element(
        "w:docDefaults",
        {},
        element("w:rPrDefault", {}, run),
        element("w:pPrDefault", {}, element("w:pPr", {}, *_lines_policy())),
    )


#: Latin as English, as in every Chinese Word file: Chinese rules would break a number between its digits.
_LANGUAGE: Final[dict[str, object]] = {"w:val": "en-US", "w:eastAsia": "zh-CN", "w:bidi": "ar-SA"}


def _lines_policy(border: Xml | None = None) -> tuple[Xml | None, ...]:
    """Push out (追出), no hanging. Blanks beside Latin stay as Word sets them (docs/decisions/0003)."""
    switches = ("w:overflowPunct", "w:topLinePunct", "w:adjustRightInd")
    return (
        boolean("w:widowControl", False),
        border,
        boolean("w:kinsoku", True),
        *(boolean(name, False) for name in (*switches, "w:snapToGrid")),
    )


def _rule(standard: Standard, space: Length | None) -> Xml | None:
    """红色分隔线 (7.2.7) as the lower border of 发文字号: it moves with the number and is as wide as the 版心."""
    if space is None:
        return None
    bottom = border("bottom", standard.line_weight, space=space, color=standard.red)
    return element("w:pBdr", {}, bottom)


def _characters(style: Style, standard: Standard, scale: int = 100) -> list[Xml]:
    found = [fonts(standard.fonts[style.face]), boolean("w:b", style.bold), boolean("w:bCs", style.bold)]
    found.append(value("w:color", style.color.removeprefix("#").upper() if style.color != "#000000" else "auto"))
    found.append(value("w:spacing", style.spacing.twips))
    if scale != 100:
        found.append(value("w:w", scale))
    found += [value("w:kern", 0), value("w:sz", style.size.half_points), value("w:szCs", style.size.half_points)]
    return found


def _paragraph_style(name: StyleName, style: Style, standard: Standard, distances: Spaces, scale: int) -> Xml:
    rule = distances.rule if name is StyleName.NUMBER else None
    return _spaced_style(name, style, standard, distances.above.get(name), distances.below.get(name), rule, scale)


@lru_cache(maxsize=256)  # a mark of another size changes the distances of three styles
def _spaced_style(
    name: StyleName,
    style: Style,
    standard: Standard,
    above: Length | None,
    below: Length | None,
    rule: Length | None,
    scale: int,
) -> Xml:
    level = _OUTLINE.get(name)
    side = standard.imprint_indent if name is StyleName.IMPRINT else 0
    left = standard.cover_indent if name is StyleName.COVER_FIELD else side
    properties = element(
        "w:pPr",
        {},
        boolean("w:keepNext", True) if level is not None else None,
        *_lines_policy(_rule(standard, rule)),
        spacing(style.line, above, below),
        indents(style, left=left, right=side, first=style.indent),
        value("w:jc", _JUSTIFICATION[style.align]),
        value("w:outlineLvl", level) if level is not None else None,
    )
    attributes: dict[str, object] = {"w:type": "paragraph", "w:styleId": style_id(name)}
    if name is StyleName.BODY:  # Word shows its built-in Normal as 正文 in Chinese; a second 正文 would clash
        attributes["w:default"] = 1
    built_in = name in (StyleName.BODY, StyleName.FOOTNOTE)
    return element(
        "w:style",
        attributes if built_in else attributes | {"w:customStyle": 1},
        value("w:name", "Normal" if name is StyleName.BODY else name.value),
        value("w:next", style_id(StyleName.BODY)) if level is not None else None,
        value("w:link", character_style(name)) if name in _LINKED else None,
        value("w:uiPriority", list(StyleName).index(name)),
        boolean("w:qFormat", True),
        properties,
        element("w:rPr", {}, *_characters(style, standard, scale)),
    )


@lru_cache(maxsize=64)
def _character_style(name: StyleName, style: Style, standard: Standard) -> Xml:
    return element(
        "w:style",
        {"w:type": "character", "w:customStyle": 1, "w:styleId": character_style(name)},
        value("w:name", f"{name.value}字符"),
        value("w:link", style_id(name)),
        element("w:rPr", {}, *_characters(style, standard)),
    )


@lru_cache(maxsize=16)
def _table_styles(standard: Standard) -> dict[str, Xml]:
    """The plain style that every Word file has, the ruled one of our tables, and those of 版记 (7.4.1)."""
    outer, inner = standard.table_outer_border, standard.table_border
    sides = ("top", "left", "bottom", "right")
    ruled = [*(border(side, outer) for side in sides), *(border(side, inner) for side in ("insideH", "insideV"))]
    heavy, thin = standard.imprint_outer, standard.imprint_inner
    imprint = [border("top", heavy), border("bottom", heavy), border("insideH", thin)]
    padding = (standard.table_padding, standard.table_padding_above)
    return {
        "TableNormal": _table_style("TableNormal", "Normal Table", []),
        TABLE_STYLE: _table_style(TABLE_STYLE, "公文表格", ruled, *padding),
        IMPRINT_STYLE: _table_style(IMPRINT_STYLE, "版记表格", imprint),
        UNRULED_STYLE: _table_style(UNRULED_STYLE, "无线表格", []),
    }


def _table_style(identifier: str, name: str, rules: list[Xml], side: Length = emu(0), above: Length = emu(0)) -> Xml:
    plain = identifier == "TableNormal"
    margins = {"top": above.twips, "left": side.twips, "bottom": above.twips, "right": side.twips}
    cells = (element(f"w:{name}", {"w:w": width, "w:type": "dxa"}) for name, width in margins.items())
    return element(
        "w:style",
        {"w:type": "table", "w:default" if plain else "w:customStyle": 1, "w:styleId": identifier},
        value("w:name", name),
        None if plain else value("w:basedOn", "TableNormal"),
        element(
            "w:tblPr",
            {},
            element("w:tblInd", {"w:w": 0, "w:type": "dxa"}),
            element("w:tblBorders", {}, *rules) if rules else None,
            element("w:tblCellMar", {}, *cells),
        ),
    )


def border(side: str, weight: Length, *, space: Length | None = None, color: str = "auto") -> Xml:
    """A single rule on one side of a paragraph or a table; `space` is that between text and rule."""
    gap = round(space.pt) if space else 0
    attributes = {"w:val": "single", "w:sz": weight.eighths, "w:space": gap, "w:color": color.removeprefix("#").upper()}
    if color == "auto":
        attributes["w:color"] = color
    return element(f"w:{side}", dict(attributes))
