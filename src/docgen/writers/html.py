"""Document + standard + fonts → the HTML and CSS of its print layout: every length from the standard's table.

The templates in templates/html hold the arrangement; here is what they are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any, Final

from markupsafe import Markup

from docgen.document import (
    Attachment,
    AttachmentNote,
    Attendance,
    FieldLine,
    Imprint,
    Layout,
    Paragraph,
    Part,
    Role,
    SignOff,
    Table,
    Text,
)
from docgen.problems import Problem
from docgen.standards.gbt9704 import Face, Standard, StyleName
from docgen.typesetting import attachment_note, field_line, head, imprint, keeping, row_groups, sign_off, table_pages
from docgen.typesetting.adornment import bare, holds_picture
from docgen.typesetting.fonts import FontFile
from docgen.typesetting.literals import SIGNERS
from docgen.typesetting.mark import RULED
from docgen.typesetting.sign_off import Placed
from docgen.typesetting.signers import places, signer_rows
from docgen.typesetting.widths import literal, plain, width
from docgen.units import Length, emu
from docgen.writers.adorned import Adorned
from docgen.writers.markup import Markings
from docgen.writers.painted.slot import Slot
from docgen.writers.painted.table import PaintedTable, painted
from docgen.writers.prepared import NUMBER, Laid, Prepared, is_landscape
from docgen.writers.style_sheet import character, environment

__all__ = ["Sheet", "render"]

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
    """A document ready for the renderer: its HTML, the fonts that it needs beside the faces' own, and problems.

    `pictures`: hash → file of each picture; `notes`: how many footnotes; `bold`, `slanted`, `bold_slanted`: the
    characters that a hand set so, by typeface; `slots`: what we paint, by name.
    """

    html: str
    others: tuple[FontFile, ...]
    problems: tuple[Problem, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    notes: int = 0
    bold: Mapping[Face, frozenset[str]] = field(default_factory=dict)
    slanted: Mapping[Face, frozenset[str]] = field(default_factory=dict)
    bold_slanted: Mapping[Face, frozenset[str]] = field(default_factory=dict)
    slots: Mapping[str, Slot] = field(default_factory=dict)


def render(prepared: Prepared, standard: Standard, imprint_on: imprint.Page = imprint.Page.LAST) -> Sheet:
    """The HTML of a document, its 版记 on the page given. Problems: GLYPH_MISSING for characters that no font has."""
    document, fonts = prepared.document, prepared.fonts
    writer = _Writer(prepared, standard)
    html = (
        environment()
        .get_template(f"{document.layout.value}.html")
        .render(
            document=document,
            standard=standard,
            page=standard.page,
            head=head.measure(document, standard, fonts),
            writer=writer,
            imprint_on=imprint_on.name,
        )
    )
    return Sheet(
        html=html,
        others=writer.markings.others,
        problems=writer.markings.problems,
        pictures=writer.adorned.pictures,
        notes=writer.adorned.notes,
        bold=_frozen(writer.adorned.bold),
        slanted=_frozen(writer.adorned.slanted),
        bold_slanted=_frozen(writer.adorned.bold_slanted),
        slots=writer.slots,
    )


def _frozen(characters: Mapping[Face, set[str]]) -> Mapping[Face, frozenset[str]]:
    return {face: frozenset(found) for face, found in characters.items()}


def _lowered(made: Markup, name: str) -> Markup:
    """A text with a picture in it: where Word sets it in lines that grow (`.low_…`)."""
    return Markup('<span class="low_{}">{}</span>').format(name, made)


class _Writer:
    """What the templates ask for: texts and blocks of one document as HTML, and where they lie."""

    def __init__(self, prepared: Prepared, standard: Standard) -> None:
        self._prepared = prepared
        self._document = prepared.document
        self._standard = standard
        self._line = standard.page.line_pitch
        self.markings = Markings(prepared.fonts)
        self.adorned = Adorned(self.markings, standard.styles[StyleName.FOOTNOTE])
        self.slots: dict[str, Slot] = {}
        self._names = iter(prepared.tables)
        self._names_in_text = (f"text:{place}" for place in count())

    # texts

    def name(self, name: str) -> str:
        """The style in which this layout sets elements of the style `name`."""
        style = StyleName[name]
        return (_READING.get(style, style) if self._document.layout is Layout.READING else style).name

    def text(self, text: Text, name: str, beside: Text = ()) -> Markup:
        """A line of runs in the typeface of a style; `beside` stands in the same paragraph."""
        named = self.name(name)
        style = self._standard.styles[StyleName[named]]
        characters = bare(text)
        if characters is None:
            made = self.adorned.flowing(text, style, gaps=style.align == "justify")
        else:
            made = self.string(characters, named)
        return _lowered(made, named) if holds_picture(text + beside) else made

    def string(self, text: str, name: str) -> Markup:
        """A plain text in the typeface of a style."""
        style = self._standard.styles[StyleName[name]]
        return self.markings.flowing(text, style.face, gaps=style.align == "justify")

    def lines(self, lines: tuple[str, ...] | tuple[Text, ...], name: str) -> Markup:
        """The lines of a paragraph of a cell."""
        style = self._standard.styles[StyleName[name]]
        texts = [line for line in lines if not isinstance(line, str)]
        if not texts:
            return self.markings.broken(tuple(line for line in lines if isinstance(line, str)), style.face)
        made = self.adorned.broken(texts, style)
        return _lowered(made, name) if any(map(holds_picture, texts)) else made

    # the head

    @property
    def recipients(self) -> str:
        """The style of 主送机关, or of 称谓 where the paper is read aloud."""
        return "SALUTATION" if self._document.layout is Layout.READING else "RECIPIENTS"

    @property
    def corner(self) -> list[Text]:
        """份号, 密级 and 紧急程度: those that are given, packed upward, or each on its own line, empty or not."""
        document = self._document
        lines = (document.copy_number, document.security, document.urgency)
        packed = self._standard.corner_packed or document.layout not in RULED
        return [text for text in lines if text or not packed]

    def corner_text(self, text: Text) -> Markup:
        """What stands in a line of the corner; 份号 is painted where it is of digits alone."""
        number = self._prepared.number
        if not number or text is not self._document.copy_number:
            return self.text(text, StyleName.CORNER.name)
        self.slots[NUMBER] = Slot(number)
        return Markup('<number id="{}"/>').format(NUMBER)

    def corner_top(self, index: int) -> Length:
        """Where the line of a corner element begins."""
        return self._standard.styles[StyleName.CORNER].line.times(index)

    @property
    def number_left(self) -> Length:
        """What 发文字号 keeps free at its left on an upward paper (7.2.6)."""
        return self._cell.times(places(self._document.signers, self._standard).number)

    def signers(self) -> list[tuple[Text, int, Length, bool]]:
        """签发人 (7.2.6): the label and each name, its row, where it begins and whether it is the first of its row."""
        signers = self._document.signers
        if not signers:
            return []
        at = places(signers, self._standard)
        placed = [(literal(SIGNERS), 0, self._cell.times(at.label), True)]
        for row, names in enumerate(signer_rows(signers)):
            for column, (text, left) in enumerate(zip(names, at.names, strict=False)):
                placed.append((text, row, self._cell.times(left), bool(row) and not column))
        return placed

    @property
    def issuing_side(self) -> Length:
        """What 编印单位 and its date keep free at the edges."""
        return self._cell.times(self._standard.issuing_indent)

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

    def kind(self, block: Laid) -> str:
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

    def hand(self, paragraph: Paragraph) -> str:
        """The classes of what a hand gave a paragraph, a blank before each."""
        aligned = f" hand-{paragraph.align.value}" if paragraph.align else ""
        return aligned + (" new-page" if paragraph.new_page else "")

    def role(self, paragraph: Paragraph) -> str:
        """The style of the text of a paragraph."""
        return _ROLES[paragraph.role].name

    def table(self, table: Table) -> table_pages.SetTable:
        """A table in the text, in one piece."""
        return table_pages.whole(table, self._standard)

    def groups(self, table: table_pages.SetTable) -> list[row_groups.Group]:
        """The rows of a table by what stays on one page; one that was divided into pages is a single group."""
        if table.paged:
            return [row_groups.Group(rows=table.rows, held=False)]
        return row_groups.groups(table, self._standard)

    def closes(self, table: table_pages.SetTable) -> bool:
        """Whether a line is drawn where a page ends: a merged cell may go on there, whose own border is below it."""
        return any(not group.held and len(group.rows) > 1 for group in self.groups(table)) and not table.paged

    def painted(self, table: Laid, following: Laid | None) -> str:
        """The name of the slot of a table that we paint.

        Empty for one that the renderer lays out: one that is not ours to paint, or whose last rows may have to go over
        with a sign-off that is `following`.
        """
        closing = self._document.sign_off if following is None else isinstance(following, SignOff)
        ours = table if isinstance(table, PaintedTable) else None
        if isinstance(table, table_pages.SetTable) and not table.paged and not closing:
            ours = painted(table, self._standard, self.markings)
        if ours is None:
            return ""
        name = next(self._names if ours is table else self._names_in_text)
        self.slots[name] = Slot(ours)
        return name

    def field_gaps(self, line: FieldLine, turned: bool) -> list[Length] | None:
        """What is left free before each of the blanks above a form; None when they are too long for one line."""
        page = self._standard.page
        return field_line.gaps(line.fields, self._standard, page.body_height if turned else page.body_width)

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
        pitch = character(self._standard, StyleName.ATTACHMENT_NOTE)
        placed = zip(note.lines, attachment_note.lines(note), strict=True)
        return [(text, pitch.times(line.left), pitch.times(line.hanging)) for text, line in placed]

    @property
    def attendance_gap(self) -> Length:
        """Between the text and 出席 (10.3)."""
        return self._line.times(self._standard.attendance_gap)

    def attendance_left(self, entry: Attendance) -> tuple[Length, Length]:
        """Where the names of 出席, 请假 or 列席 stand, and how far their label hangs out at the left."""
        pitch = character(self._standard, StyleName.ATTENDANCE)
        label = width(plain(entry.label))
        return pitch.times(self._standard.attendance_indent + label), pitch.times(label)

    def sign_off(self, closing: SignOff) -> dict[str, Any]:
        """Room above, the lines of the signature, each with its names, and the blank at the right of the date."""
        pitch = character(self._standard, StyleName.SIGNATURE)
        placed = sign_off.place(closing, self._standard)
        lines = [
            {"above": line.above, "texts": [self._signed(one, pitch) for one in line.texts]} for line in placed.lines
        ]
        return {"above": placed.above, "lines": lines, "right": pitch.times(placed.date)}

    def _signed(self, one: Placed, pitch: Length) -> dict[str, Any]:
        """A name and the blank at its right; of one that is spread, where it begins and how far its characters lie."""
        style, characters = self._standard.styles[StyleName.SIGNATURE], plain(one.text)
        apart = (one.spread - width(characters)) / max(len(characters) - 1, 1)
        return {
            "text": one.text,
            "right": pitch.times(one.right),
            "spread": bool(one.spread),
            "left": self._standard.page.body_width - pitch.times(one.right + one.spread),
            "apart": style.spacing + pitch.times(max(apart, 0.0)),
        }

    # parts and 版记

    def landscape(self, part: Part) -> bool:
        """Whether a part lies on landscape pages."""
        return is_landscape(part)

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

    def part_blocks(self, place: int) -> tuple[Laid, ...]:
        """The blocks of a part, its tables divided into what stands on each page."""
        return self._prepared.parts[place]

    def imprint_height(self, given: Imprint) -> Length:
        """What to keep free at the foot of the last page for the 版记."""
        ruled = self._document.layout is not Layout.LETTER
        return imprint.height(given, self._standard, ruled=ruled) + self._standard.imprint_raised

    def printed_apart(self, given: Imprint) -> bool:
        """Whether 印发日期 has a line of its own."""
        return imprint.printed_apart(given, self._standard)
