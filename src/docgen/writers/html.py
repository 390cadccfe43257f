"""Document + standard + fonts → the HTML and CSS of its print layout: text as marked-up runs, lengths from the table.

The templates in templates/html hold the arrangement; here is what they are given. Text is emitted exactly as the tree
has it: what keeps characters together is an element around them, never a character between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docgen.document import (
    Attachment,
    AttachmentNote,
    Block,
    Document,
    FieldLine,
    Imprint,
    Layout,
    Orientation,
    Paragraph,
    Part,
    Role,
    SignOff,
    Table,
    Text,
)
from docgen.problems import Code, Problem
from docgen.resources import templates_dir
from docgen.standards.gbt9704 import Face, Standard, StyleName
from docgen.typesetting import attachment_note, head, sign_off, table_pages
from docgen.typesetting.fonts import FontFile, FontSet
from docgen.typesetting.line_breaking import (
    CLOSING_QUOTES,
    NOT_AT_END,
    NOT_AT_START,
    OPENING_QUOTES,
    kept_whole,
)
from docgen.typesetting.signers import LABEL, signer_rows
from docgen.typesetting.widths import plain, width
from docgen.units import Length, emu

__all__ = ["Sheet", "render", "style_sheet"]

_HEADINGS: Final = (StyleName.HEADING_1, StyleName.HEADING_2, StyleName.HEADING_3, StyleName.HEADING_4)
_ROLES: Final = {
    Role.BODY: StyleName.BODY,
    Role.SALUTATION: StyleName.SALUTATION,
    Role.CAPTION: StyleName.CAPTION,
    Role.NOTE: StyleName.NOTE,
}
_SPACES: Final = re.compile(r"^ +| +$| {2,}")
_READING: Final = {
    StyleName.BODY: StyleName.READING_BODY,
    StyleName.SALUTATION: StyleName.READING_SALUTATION,
    StyleName.TITLE: StyleName.READING_TITLE,
    **dict.fromkeys(_HEADINGS, StyleName.READING_HEADING),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A document ready for the renderer: its HTML, the font files that its text needs beside the faces' own, problems."""

    html: str
    others: tuple[FontFile, ...]
    problems: tuple[Problem, ...]


def css(length: Length) -> str:
    """A length as CSS takes it, exact to a thousandth of a point."""
    return f"{length.pt:.3f}".rstrip("0").rstrip(".") + "pt"


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(templates_dir() / "html"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["css"] = css
    return environment


def style_sheet(standard: Standard, fonts: FontSet, layout: Layout, *, draft: bool) -> str:
    """The CSS of a layout: pages, styles, furniture. It depends on nothing in the document."""
    styles = standard.styles
    number, imprint = styles[StyleName.PAGE_NUMBER], styles[StyleName.IMPRINT]
    return (
        _environment()
        .get_template("sheet.css")
        .render(
            standard=standard,
            page=standard.page,
            layout=layout.name,
            draft=draft,
            styles={name.name: _style(name, standard, fonts) for name in StyleName},
            number_top=standard.number_below - head.middle(number, fonts, "—"),
            number_side=number.size.times(standard.number_indent),
            imprint_above=standard.imprint_padding - (imprint.line - imprint.size).times(0.5),
        imprint_side=imprint.size.times(standard.imprint_indent),
        imprint_label=imprint.size.times(width("抄送：")),
        cover_top=standard.page.line_pitch.times(standard.cover_title_top),
        cover_gap=standard.page.line_pitch.times(standard.cover_fields_gap),
        cover_left=styles[StyleName.COVER_FIELD].size.times(standard.cover_indent),
        )
    )


def _style(name: StyleName, standard: Standard, fonts: FontSet) -> dict[str, Any]:
    style = standard.styles[name]
    return {
        "families": Markup(", ".join(f'"{family}"' for family in fonts.faces[style.face].families)),
        "size": style.size,
        "line": style.line,
        "spacing": style.spacing,
        "indent": (style.size + style.spacing).times(style.indent),
        "align": style.align,
        "color": style.color,
    }


def render(document: Document, standard: Standard, fonts: FontSet) -> Sheet:
    """The HTML of a document. Problems: GLYPH_MISSING for each character that no font here has."""
    writer = _Writer(document, standard, fonts)
    template = _environment().get_template(f"{document.layout.value}.html")
    html = template.render(
        document=document,
        standard=standard,
        page=standard.page,
        head=head.measure(document, standard, fonts),
        writer=writer,
    )
    return Sheet(html=html, others=tuple(writer.others), problems=tuple(writer.problems()))


class _Writer:
    """Turns the texts and blocks of one document into what templates print; remembers which other fonts that took."""

    def __init__(self, document: Document, standard: Standard, fonts: FontSet) -> None:
        self._document = document
        self._layout = document.layout
        self._line = standard.page.line_pitch
        self._standard = standard
        self._fonts = fonts
        self.others: dict[FontFile, None] = {}
        self._missing: dict[str, None] = {}

    @property
    def recipients(self) -> str:
        """The style of 主送机关, or of 称谓 where the paper is read aloud."""
        return "SALUTATION" if self._layout is Layout.READING else "RECIPIENTS"

    @property
    def note_gap(self) -> Length:
        """Between the text and 附件说明."""
        return self._line.times(self._standard.attachment_gap)

    @property
    def form_gap(self) -> Length:
        """Between the parts of a heading without a mark."""
        return self._line.times(self._standard.form_gap)

    @property
    def corner(self) -> list[Text]:
        """份号, 密级 and 紧急程度, those that are given, packed upward."""
        document = self._document
        return [text for text in (document.copy_number, document.security, document.urgency) if text]

    def corner_top(self, index: int) -> Length:
        """Where the line of a corner element begins."""
        return self._standard.styles[StyleName.CORNER].line.times(index)

    @property
    def ends_landscape(self) -> bool:
        """Whether the last page lies on its side, so that the 版记 needs a page of its own."""
        return bool(self._document.parts) and self.landscape(self._document.parts[-1])

    def signers(self) -> list[tuple[Markup, int, Length]]:
        """签发人 (7.2.6): each label or name with its row and its left edge; names stand in columns, the right 空一字."""
        style = self._standard.styles[StyleName.NUMBER]
        pitch = style.size + style.spacing
        rows = [[plain(name) for name in row] for row in signer_rows(self._document.signers)]
        if not rows:
            return []
        columns = [max(width(row[index]) for row in rows if index < len(row)) for index in range(len(rows[0]))]
        edge = self._standard.page.body_width - pitch.times(self._standard.signer_indent)
        gap = self._standard.signer_gap
        lefts = [edge - pitch.times(sum(columns[index:]) + gap * (len(columns) - 1 - index)) for index in range(len(columns))]
        placed = [(self.string(LABEL, "NUMBER"), 0, lefts[0] - pitch.times(width(LABEL)))]
        for index, row in enumerate(rows):
            placed += [(self.string(name, "BYLINE"), index, left) for name, left in zip(row, lefts, strict=False)]
        return placed

    @property
    def signer_indent(self) -> Length:
        """What 发文字号 keeps free at its left on an upward paper (7.2.6)."""
        style = self._standard.styles[StyleName.NUMBER]
        return (style.size + style.spacing).times(self._standard.signer_indent)

    def letter_rules(self, *, second: bool) -> list[tuple[Length, Length]]:
        """The two rules of a double one, each with its height and offset: thick above thin, the second the other way."""
        standard = self._standard
        thick, space, thin = standard.letter_rule_thick, standard.letter_rule_space, standard.letter_rule_thin
        return [(thin, emu(0)), (thick, thin + space)] if second else [(thick, emu(0)), (thin, thick + space)]

    @property
    def letter_rule_left(self) -> Length:
        """From the 版心 to the double rule, which is centred on the sheet."""
        page = self._standard.page
        return (page.width - self._standard.letter_rule_width).times(0.5) - page.left

    def problems(self) -> list[Problem]:
        """GLYPH_MISSING, a problem a character, in the order of the text."""
        return [
            Problem(
                code=Code.GLYPH_MISSING,
                message=f"“{character}”（U+{ord(character):04X}）没有字体能印出",
                hint="安装含有该字的字体，或放进本单位字体文件夹",
            )
            for character in self._missing
        ]

    def name(self, name: str) -> str:
        """The style in which this layout sets elements of the style `name`."""
        style = StyleName[name]
        return (_READING.get(style, style) if self._layout is Layout.READING else style).name

    def text(self, text: Text, name: str) -> Markup:
        """A line of runs in the typeface of a style."""
        return self.string(plain(text), name)

    def string(self, text: str, name: str) -> Markup:
        """A plain text in the typeface of a style: pieces kept whole, breaks allowed at quotation marks."""
        face = self._standard.styles[StyleName[self.name(name)]].face
        lacking = self._fonts.lacking(face, text)
        parts: list[str] = []
        position = 0
        for start, end in kept_whole(text):
            self._loose(text, position, start, face, lacking, parts)
            parts.append("<span class=k>")
            self._characters(text[start:end], face, lacking, parts)
            parts.append("</span>")
            position = end
        self._loose(text, position, len(text), face, lacking, parts)
        return Markup("".join(parts))

    def unbroken(self, lines: tuple[str, ...], name: str) -> Markup:
        """Lines that were broken before: no element but for characters of other fonts."""
        text = "\n".join(lines)
        face = self._standard.styles[StyleName[name]].face
        lacking = self._fonts.lacking(face, text)
        if not lacking:
            return escape(text)
        parts: list[str] = []
        self._characters(text, face, lacking, parts)
        return Markup("".join(parts))

    def _loose(self, text: str, start: int, end: int, face: Face, lacking: frozenset[str], parts: list[str]) -> None:
        """Text that may be broken; more than one blank in a row is kept by an element of its own."""
        begun = start
        for place in range(max(start, 1), end):
            if _may_break_at_quote(text[place - 1], text[place]):
                self._characters(text[begun:place], face, lacking, parts)
                parts.append("<wbr>")
                begun = place
        self._characters(text[begun:end], face, lacking, parts)
        if end < len(text) and end > 0 and _may_break_at_quote(text[end - 1], text[end]):
            parts.append("<wbr>")

    def _characters(self, text: str, face: Face, lacking: frozenset[str], parts: list[str]) -> None:
        if not lacking or lacking.isdisjoint(text):
            parts.append(_blanks(text))
            return
        for character in text:
            if character not in lacking:
                parts.append(_blanks(character))
                continue
            other = self._fonts.other(face, character)
            if other is None:
                self._missing[character] = None
                parts.append(str(escape(character)))
            else:
                self.others[other] = None
                parts.append(f"<span class=o style=\"font-family:'{other.name}'\">{escape(character)}</span>")

    # blocks

    def kind(self, block: Block) -> str:
        """Which macro sets a block."""
        return type(block).__name__

    def heading(self, paragraph: Paragraph) -> str:
        """The style of a heading, or of a run-in one's lead."""
        return _HEADINGS[paragraph.level - 1].name

    def role(self, paragraph: Paragraph) -> str:
        """The style of a paragraph without a level."""
        return _ROLES[paragraph.role].name

    def shares(self, line: FieldLine) -> list[tuple[Text, str]]:
        """The blanks above a form: first at the left, last at the right, those between in the middle of their share."""
        last = len(line.fields) - 1
        return [(text, "right" if last and index == last else "left") for index, text in enumerate(line.fields)]

    def note_lines(self, note: AttachmentNote) -> list[tuple[Text, Length, Length]]:
        """附件说明: the text of each line, its left indent and how far its first line hangs."""
        style = self._standard.styles[StyleName.ATTACHMENT_NOTE]
        pitch = style.size + style.spacing
        placed = zip(note.lines, attachment_note.lines(note), strict=True)
        return [(text, pitch.times(line.left), pitch.times(line.hanging)) for text, line in placed]

    def sign_off(self, closing: SignOff) -> dict[str, Any]:
        """Room above, and the blank at the right of each signature line and of the date."""
        style = self._standard.styles[StyleName.SIGNATURE]
        pitch = style.size + style.spacing
        placed = sign_off.place(closing, self._standard)
        return {
            "above": style.line.times(placed.gap),
            "lines": [(t, pitch.times(r)) for t, r in zip(closing.signature, placed.signature, strict=True)],
            "right": pitch.times(placed.date),
        }

    def imprint_height(self, imprint: Imprint) -> Length:
        """What to keep free for the 版记, and a 行 above it."""
        standard = self._standard
        style = standard.styles[StyleName.IMPRINT]
        measure = standard.page.body_width / style.size - 2 * standard.imprint_indent - width("抄送：")
        copies = -int(-width(plain(imprint.copies)) // measure) if imprint.copies else 0
        rows = copies + (1 if imprint.printer or imprint.print_date else 0)
        return style.line.times(rows) + standard.imprint_padding.times(4) + standard.imprint_outer.times(3)

    def landscape(self, part: Part) -> bool:
        """Whether a part lies on landscape pages."""
        return isinstance(part, Attachment) and part.orientation is Orientation.LANDSCAPE

    def above_part_title(self, part: Part) -> Length:
        """A blank 行 between label and title (7.3.7: the title stands on line 3)."""
        return self._standard.page.line_pitch if getattr(part, "label", ()) else emu(0)

    def below_part_title(self, part: Part) -> Length:
        """A blank 行 between title and text; a form follows at once."""
        return table_pages.below_title(part, self._standard)

    def part_blocks(self, part: Part) -> list[Block | table_pages.SetTable]:
        """The blocks of a part, its tables divided into what stands on each page."""
        return table_pages.divide(part, self._standard, landscape=self.landscape(part))

    def table(self, table: Table) -> table_pages.SetTable:
        """A table in the text, in one piece."""
        return table_pages.whole(table, self._standard)


def _may_break_at_quote(before: str, after: str) -> bool:
    """Pango never breaks beside “ and ”; a line may end before an opening and after a closing one."""
    opens = after in OPENING_QUOTES and before not in NOT_AT_END and not before.isspace()
    closes = before in CLOSING_QUOTES and after not in NOT_AT_START and not after.isspace()
    return opens or closes


def _blanks(text: str) -> str:
    """Escaped text; blanks that HTML would collapse stand in an element that keeps them."""
    return _SPACES.sub(r"<span class=b>\g<0></span>", str(escape(text)))
