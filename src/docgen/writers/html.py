"""Document + standard + fonts → the HTML and CSS of its print layout: every length from the standard's table.

The templates in templates/html hold the arrangement; here is what they are given.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

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
from docgen.problems import Problem
from docgen.resources import templates_dir
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting import attachment_note, head, keeping, literals, sign_off, table_pages
from docgen.typesetting.fonts import FontFile, FontSet
from docgen.typesetting.latin_gap import GAP, MOST_GAPS
from docgen.typesetting.literals import COPIES, SIGNERS
from docgen.typesetting.signers import places, signer_rows
from docgen.typesetting.widths import plain, width
from docgen.units import Length, emu
from docgen.writers.markup import Markings

__all__ = ["Sheet", "render", "style_sheet"]

_HEADINGS: Final = (StyleName.HEADING_1, StyleName.HEADING_2, StyleName.HEADING_3, StyleName.HEADING_4)
_ROLES: Final = {
    Role.BODY: StyleName.BODY,
    Role.SALUTATION: StyleName.SALUTATION,
    Role.CAPTION: StyleName.CAPTION,
    Role.NOTE: StyleName.NOTE,
    Role.NUMBER: StyleName.NUMBER,
    Role.CENTERED: StyleName.BYLINE,
    Role.REMARK: StyleName.REMARK,
}
#: What an element of a speech is set in where it is read aloud.
_READING: Final = {
    StyleName.BODY: StyleName.READING_BODY,
    StyleName.SALUTATION: StyleName.READING_SALUTATION,
    StyleName.TITLE: StyleName.READING_TITLE,
    **dict.fromkeys(_HEADINGS, StyleName.READING_HEADING),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A document ready for the renderer: its HTML, the fonts that it needs beside the faces' own, and problems."""

    html: str
    others: tuple[FontFile, ...]
    problems: tuple[Problem, ...]


def style_sheet(standard: Standard, fonts: FontSet, layout: Layout, *, draft: bool) -> str:
    """The CSS of a layout: pages, styles, furniture. It depends on nothing in the document."""
    number, imprint = standard.styles[StyleName.PAGE_NUMBER], standard.styles[StyleName.IMPRINT]
    line, dash = standard.page.line_pitch, head.middle(number, fonts, "—")
    measures: dict[str, Any] = {
        "gap": GAP,
        "most_gaps": MOST_GAPS,
        "number_top": standard.number_below - dash,
        "turned_odd": dash - number.line - standard.number_below,
        "turned_even": standard.page.bottom - standard.number_below + dash,
        "number_side": number.size.times(standard.number_indent),
        "imprint_above": standard.imprint_padding - (imprint.line - imprint.size).times(0.5),
        "imprint_side": imprint.size.times(standard.imprint_indent),
        "imprint_label": imprint.size.times(width(COPIES)),
        "cover_top": line.times(standard.cover_title_top),
        "cover_gap": line.times(standard.cover_fields_gap),
        "cover_left": _character(standard, StyleName.COVER_FIELD).times(standard.cover_indent),
    }
    styles = {name.name: _style(name, standard, fonts) for name in StyleName}
    template = _environment().get_template("sheet.css")
    return template.render(
        standard=standard, page=standard.page, layout=layout.name, draft=draft, styles=styles, **measures
    )


def render(document: Document, standard: Standard, fonts: FontSet) -> Sheet:
    """The HTML of a document. Problems: GLYPH_MISSING for each character that no font here has."""
    writer = _Writer(document, standard, fonts)
    html = (
        _environment()
        .get_template(f"{document.layout.value}.html")
        .render(
            document=document,
            standard=standard,
            page=standard.page,
            head=head.measure(document, standard, fonts),
            writer=writer,
        )
    )
    return Sheet(html=html, others=writer.markings.others, problems=writer.markings.problems)


def _css(length: Length) -> str:
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
    environment.globals["literals"] = {name: getattr(literals, name) for name in literals.__all__}
    environment.filters["css"] = _css
    environment.filters["families"] = _families
    return environment


def _families(names: tuple[str, ...]) -> Markup:
    """Font families as CSS strings; a name with a quotation mark or a backslash would end the string."""
    safe = (name.replace("\\", "").replace('"', "").replace("<", "") for name in names)
    return Markup(", ".join(f'"{name}"' for name in safe))  # noqa: S704 - cleaned in the line above


def _style(name: StyleName, standard: Standard, fonts: FontSet) -> dict[str, Any]:
    style = standard.styles[name]
    return {
        "families": fonts.faces[style.face].families,
        "size": style.size,
        "line": style.line,
        "spacing": style.spacing,
        "indent": _character(standard, name).times(style.indent),
        "align": style.align,
        "color": style.color,
    }


def _character(standard: Standard, name: StyleName) -> Length:
    """One 字 of a style."""
    style = standard.styles[name]
    return style.size + style.spacing


class _Writer:
    """What the templates ask for: texts and blocks of one document as HTML, and where they lie."""

    def __init__(self, document: Document, standard: Standard, fonts: FontSet) -> None:
        self._document = document
        self._standard = standard
        self._line = standard.page.line_pitch
        self.markings = Markings(fonts)

    # texts

    def name(self, name: str) -> str:
        """The style in which this layout sets elements of the style `name`."""
        style = StyleName[name]
        return (_READING.get(style, style) if self._document.layout is Layout.READING else style).name

    def text(self, text: Text, name: str) -> Markup:
        """A line of runs in the typeface of a style."""
        return self.markings.flowing(plain(text), self._standard.styles[StyleName[self.name(name)]].face)

    def string(self, text: str, name: str) -> Markup:
        """A plain text in the typeface of a style."""
        return self.markings.flowing(text, self._standard.styles[StyleName[name]].face)

    def lines(self, lines: tuple[str, ...], name: str) -> Markup:
        """The lines of a paragraph of a cell."""
        return self.markings.broken(lines, self._standard.styles[StyleName[name]].face)

    # the head

    @property
    def recipients(self) -> str:
        """The style of 主送机关, or of 称谓 where the paper is read aloud."""
        return "SALUTATION" if self._document.layout is Layout.READING else "RECIPIENTS"

    @property
    def corner(self) -> list[Text]:
        """份号, 密级 and 紧急程度, those that are given, packed upward."""
        document = self._document
        return [text for text in (document.copy_number, document.security, document.urgency) if text]

    def corner_top(self, index: int) -> Length:
        """Where the line of a corner element begins."""
        return self._standard.styles[StyleName.CORNER].line.times(index)

    @property
    def number_left(self) -> Length:
        """What 发文字号 keeps free at its left on an upward paper (7.2.6)."""
        return self._cell.times(places(self._document.signers, self._standard).number)

    def signers(self) -> list[tuple[str, int, Length, bool]]:
        """签发人 (7.2.6): the label and each name, its row, where it begins and whether it is the first of its row."""
        signers = self._document.signers
        if not signers:
            return []
        at = places(signers, self._standard)
        placed = [(SIGNERS, 0, self._cell.times(at.label), True)]
        for row, names in enumerate(signer_rows(signers)):
            for column, (text, left) in enumerate(zip(names, at.names, strict=False)):
                placed.append((plain(text), row, self._cell.times(left), bool(row) and not column))
        return placed

    @property
    def _cell(self) -> Length:
        """One 字 of the 版心: its width over the characters of a line."""
        return self._standard.page.body_width.times(1 / self._standard.page.characters)

    def letter_rules(self, *, second: bool) -> list[tuple[Length, Length]]:
        """The two rules of a double one, height and offset each: thick above thin, the second the other way."""
        standard = self._standard
        thick, space, thin = standard.letter_rule_thick, standard.letter_rule_space, standard.letter_rule_thin
        return [(thin, emu(0)), (thick, thin + space)] if second else [(thick, emu(0)), (thin, thick + space)]

    @property
    def letter_rule_left(self) -> Length:
        """From the 版心 to the double rule, which is centred on it."""
        return (self._standard.page.body_width - self._standard.letter_rule_width).times(0.5)

    @property
    def form_gap(self) -> Length:
        """Between the parts of a heading without a mark."""
        return self._line.times(self._standard.form_gap)

    # blocks

    def kind(self, block: Block | table_pages.SetTable) -> str:
        """Which macro sets a block."""
        return type(block).__name__

    def heading(self, paragraph: Paragraph) -> str:
        """The style of a heading, or of a run-in one's lead."""
        return _HEADINGS[paragraph.level - 1].name

    def keep(self, paragraph: Paragraph) -> str:
        """`whole` for a paragraph that goes over whole with the sign-off."""
        document = self._document
        last = document.sign_off and document.body and paragraph is document.body[-1]
        return self._before_sign_off.value if last else ""

    def alone(self, closing: SignOff) -> bool:
        """Whether a sign-off takes nothing with it to the next page."""
        return closing is self._document.sign_off and self._before_sign_off is keeping.Keep.NOTHING

    @cached_property
    def _before_sign_off(self) -> keeping.Keep:
        document = self._document
        across = self._standard.page.body_width
        return keeping.before_sign_off(document.body, document.attachment_note, self._standard, across)

    def role(self, paragraph: Paragraph) -> str:
        """The style of the text of a paragraph."""
        return _ROLES[paragraph.role].name

    def table(self, table: Table) -> table_pages.SetTable:
        """A table in the text, in one piece."""
        return table_pages.whole(table, self._standard)

    def groups(self, table: table_pages.SetTable) -> list[table_pages.Group]:
        """The rows of a table by what stays on one page; one that was divided into pages is a single group."""
        if table.paged:
            return [table_pages.Group(rows=table.rows, held=False)]
        return table_pages.groups(table, self._standard)

    def fields(self, line: FieldLine) -> tuple[Text, ...]:
        """The blanks above a form."""
        return line.fields

    @property
    def above_gap(self) -> Length:
        """A blank 行 between what a draft has above its title and the title."""
        return self._line

    @property
    def note_gap(self) -> Length:
        """Between the text and 附件说明."""
        return self._line.times(self._standard.attachment_gap)

    def note_lines(self, note: AttachmentNote) -> list[tuple[Text, Length, Length]]:
        """附件说明: the text of each line, its left indent and how far its first line hangs."""
        pitch = _character(self._standard, StyleName.ATTACHMENT_NOTE)
        placed = zip(note.lines, attachment_note.lines(note), strict=True)
        return [(text, pitch.times(line.left), pitch.times(line.hanging)) for text, line in placed]

    def sign_off(self, closing: SignOff) -> dict[str, Any]:
        """Room above, and the blank at the right of each signature line and of the date."""
        pitch = _character(self._standard, StyleName.SIGNATURE)
        placed = sign_off.place(closing, self._standard)
        rights = zip(closing.signature, placed.signature, strict=True)
        return {
            "above": self._line.times(placed.gap),
            "lines": [(text, pitch.times(right)) for text, right in rights],
            "right": pitch.times(placed.date),
        }

    # parts and 版记

    def landscape(self, part: Part) -> bool:
        """Whether a part lies on landscape pages."""
        return isinstance(part, Attachment) and part.orientation is Orientation.LANDSCAPE

    @property
    def ends_landscape(self) -> bool:
        """Whether the last page lies on its side, so that the 版记 needs a page of its own."""
        return bool(self._document.parts) and self.landscape(self._document.parts[-1])

    def above_part_title(self, part: Part) -> Length:
        """A blank 行 between label and title (7.3.7: the title stands on line 3)."""
        return self._line if isinstance(part, Attachment) and part.label else emu(0)

    def below_part_title(self, part: Part) -> Length:
        """A blank 行 between title and text; a form's blanks follow at once."""
        return table_pages.below_title(part, self._standard)

    def part_blocks(self, part: Part) -> list[Block | table_pages.SetTable]:
        """The blocks of a part, its tables divided into what stands on each page."""
        return table_pages.divide(part, self._standard, landscape=self.landscape(part))

    def imprint_height(self, imprint: Imprint) -> Length:
        """What to keep free at the foot of the last page for the 版记."""
        standard = self._standard
        style = standard.styles[StyleName.IMPRINT]
        measure = standard.page.body_width / style.size - 2 * standard.imprint_indent
        copies = _lines_of(width(plain(imprint.copies)), measure - width(COPIES)) if imprint.copies else 0
        printed = plain(imprint.print_date)
        printer = _lines_of(width(plain(imprint.printer)), measure - width(printed) - 2) if imprint.printer else 0
        rows = copies + max(printer, 1 if printed else 0)
        return style.line.times(rows) + standard.imprint_padding.times(4) + standard.imprint_outer.times(3)


def _lines_of(wide: float, measure: float) -> int:
    """How many lines of `measure` 字 a text takes, with one more where marks may push it over."""
    full = int(wide // measure)
    return full + (1 if wide % measure else 0) + (1 if full and wide % measure > measure - 2 else 0)
