"""The body: blocks, 附件说明, sign-off and 附注 as paragraphs of named styles, after the layout has been filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docgen.document import (
    Align,
    AttachmentNote,
    Attendance,
    Block,
    FieldLine,
    Layout,
    Paragraph,
    Role,
    SignOff,
    Table,
    Text,
)
from docgen.standards.gbt9704 import Standard, Style, StyleName
from docgen.typesetting import attachment_note as notes
from docgen.typesetting import sign_off as signing
from docgen.typesetting.field_line import lefts
from docgen.typesetting.keeping import Keep, before_sign_off
from docgen.typesetting.literals import REMARK
from docgen.typesetting.mark import RULED
from docgen.typesetting.table_pages import is_note
from docgen.typesetting.widths import literal, plain, width
from docgen.units import Length, emu
from docgen.writers.docx import tables
from docgen.writers.docx.geometry import character
from docgen.writers.docx.paragraphs import (
    SEALED,
    Made,
    WordParagraph,
    agency_line,
    bookmark,
    hair,
    is_paragraph,
    keep_with_next,
    no_rule,
    paragraph,
    set_property,
    stops,
)
from docgen.writers.docx.runs import justified, runs, tab
from docgen.writers.docx.styles import indents, spacing
from docgen.writers.docx.wordml import Xml, boolean, value

__all__ = ["ROLES", "Setting", "attendance", "blocks", "note", "remark", "sign_off", "text_and_close"]

_HEADINGS = (StyleName.HEADING_1, StyleName.HEADING_2, StyleName.HEADING_3, StyleName.HEADING_4)
#: 字 that a spread name has to spare, so that no rounding breaks its line.
_ROOM = 0.1
#: The style of each role of a paragraph.
ROLES = {
    Role.BODY: StyleName.BODY,
    Role.SALUTATION: StyleName.SALUTATION,
    Role.CAPTION: StyleName.CAPTION,
    Role.NOTE: StyleName.NOTE,
    Role.NUMBER: StyleName.NUMBER,
    Role.CENTERED: StyleName.BYLINE,
    Role.REMARK: StyleName.REMARK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where blocks are set: by which measures, in which layout, how wide; `flowing`: in the text, not in a part.

    `justifies` is False for a paragraph that a hand aligned otherwise.
    """

    standard: Standard
    layout: Layout
    width: Length
    flowing: bool = False
    justifies: bool = True

    def style(self, name: StyleName) -> Style:
        """The measures of a style."""
        return self.standard.styles[name]


def text_and_close(
    body: tuple[Block, ...],
    attachment_note: AttachmentNote | None,
    closing: SignOff | None,
    remarked: Text,
    setting: Setting,
    attended: tuple[Attendance, ...] = (),
) -> list[Made]:
    """The text with what ends it. The last line before the sign-off, that and 附注 stay together (7.3.5.5)."""
    made: list[Made] = list(blocks(body, setting))
    if attachment_note:
        made.extend(note(attachment_note, setting))
    for index, entry in enumerate(attended):
        made.extend(attendance(entry, setting, begins=not index))
    if closing:
        keep = before_sign_off(body, attachment_note, setting.standard, setting.width)
        if made and keep is not Keep.NOTHING and not _is_first(body, attachment_note, setting):
            keep_with_next(made[-1], whole=keep is Keep.WHOLE)
        made.extend(sign_off(closing, setting))
    if remarked:
        if closing:
            keep_with_next(made[-1])
        made.append(remark(remarked, setting))
    return made


def _is_first(body: tuple[Block, ...], attachment_note: AttachmentNote | None, setting: Setting) -> bool:
    """Whether the last paragraph is the first as well: page 1 has to show it, so `first_page` sees to its last line."""
    return setting.layout in RULED and len(body) == 1 and not attachment_note


def blocks(body: Iterable[Block], setting: Setting) -> Iterator[Made]:
    """Blocks in order; two tables in a row are kept apart, or Word would join them."""
    previous: Made | None = None
    before: Block | None = None
    every = tuple(body)
    for block, following in zip(every, (*every[1:], None), strict=False):
        match block:
            case Table():
                if previous is not None and not is_paragraph(previous):
                    yield hair(setting.standard)
                noted = is_note(following)
                previous = tables.build(block, setting.standard, setting.width, hold=setting.flowing, noted=noted)
            case FieldLine():
                previous = _field_line(block, setting)
                keep_with_next(previous)
            case Paragraph():
                previous = _paragraph(block, setting)
            case Attendance():
                *made, last = attendance(block, setting, begins=not isinstance(before, Attendance))
                yield from made
                previous = last
            case AttachmentNote() | SignOff():
                made = list(_closing(block, previous, setting))
                yield from made[:-1]
                previous = made[-1]
        before = block
        yield previous


def _closing(block: AttachmentNote | SignOff, previous: Made | None, setting: Setting) -> Iterator[WordParagraph]:
    if isinstance(block, AttachmentNote):
        return note(block, setting)
    if previous is not None:
        keep_with_next(previous)
    return sign_off(block, setting)


def _paragraph(block: Paragraph, setting: Setting) -> WordParagraph:
    """A paragraph as its role has it, with what a hand gave it."""
    made = _by_role(block, setting)
    if block.align is not None:
        set_property(made, value("w:jc", tables.JUSTIFICATION[block.align]))
        if block.align in (Align.CENTER, Align.RIGHT):  # on the axis, or at the edge, of the 版心: without an indent
            set_property(made, indents(setting.style(StyleName.BODY)))
    if block.new_page:
        set_property(made, boolean("w:pageBreakBefore", True))
    return made


def _by_role(block: Paragraph, setting: Setting) -> WordParagraph:
    if block.align not in (None, Align.JUSTIFY):
        setting = replace(setting, justifies=False)
    if not block.level:
        name = _role(block.role, setting)
        made = paragraph(name, _justified(block.lead + block.runs, name, setting))
        if block.role is Role.CAPTION:
            keep_with_next(made)
        if block.role in (Role.NUMBER, Role.CENTERED):  # in a text they have neither the rule nor the room of the head
            set_property(made, spacing(setting.style(name).line))
            set_property(made, no_rule())
        return made
    heading = _heading(block.level, setting)
    if block.role is Role.CENTERED:
        return paragraph(
            heading,
            runs(block.lead + block.runs, setting.standard, heading),
            indents(setting.style(heading)),
            value("w:jc", "center"),
        )
    if not block.runs:
        return paragraph(heading, _justified(block.lead, heading, setting))
    name = _role(block.role, setting)
    return paragraph(name, _justified(block.runs, name, setting, lead=(block.lead, heading)))


def _justified(text: Text, name: StyleName, setting: Setting, *, lead: tuple[Text, StyleName] | None = None) -> Xml:
    if setting.style(name).align == "justify" and setting.justifies:
        return justified(text, setting.standard, name, setting.width, lead=lead)
    before = runs(lead[0], setting.standard, lead[1], inside=name) if lead else ""
    return before + runs(text, setting.standard, name)


def _role(role: Role, setting: Setting) -> StyleName:
    if setting.layout is Layout.READING and role in (Role.BODY, Role.SALUTATION):
        return StyleName.READING_BODY if role is Role.BODY else StyleName.READING_SALUTATION
    return ROLES[role]


def _heading(level: int, setting: Setting) -> StyleName:
    if setting.layout is Layout.READING:
        return StyleName.READING_HEADING
    return _HEADINGS[level - 1]


def _field_line(line: FieldLine, setting: Setting) -> WordParagraph:
    """The first blank at the left edge, the last one ending at the right, the others between them."""
    name = StyleName.FIELD_LINE
    made = tab().join(runs(field, setting.standard, name) for field in line.fields)
    at = [("left", left) for left in lefts(line.fields, setting.standard, setting.width)]
    if len(line.fields) > 1:
        at.append(("right", setting.width))
    return paragraph(name, made, stops(*at) if at else None)


def note(attached: AttachmentNote, setting: Setting) -> Iterator[WordParagraph]:
    """附件说明: one blank 行 above, wrapped lines under the first character of the name."""
    name = StyleName.ATTACHMENT_NOTE
    style = setting.style(name)
    gap, pitch = setting.standard.page.line_pitch.times(setting.standard.attachment_gap), character(style)
    for index, (line, text) in enumerate(zip(notes.lines(attached), attached.lines, strict=True)):
        made = paragraph(
            name,
            justified(text, setting.standard, name, setting.width - pitch.times(line.left), indent=-line.hanging),
            indents(style, left=line.left, hanging=line.hanging),
            spacing(style.line, gap) if not index else None,
        )
        if index < len(attached.lines) - 1:
            keep_with_next(made)
        yield made


def attendance(entry: Attendance, setting: Setting, *, begins: bool) -> Iterator[WordParagraph]:
    """出席, 请假 or 列席 (10.3): the names stand under the first character after the colon.

    `begins`: it is the first of them and has a blank 行 above.
    """
    name = StyleName.ATTENDANCE
    standard, style = setting.standard, setting.style(name)
    gap = standard.page.line_pitch.times(standard.attendance_gap) if begins else None
    label = width(plain(entry.label))
    left = standard.attendance_indent + label
    opening = runs(entry.label, standard, StyleName.ATTENDANCE_LABEL, inside=name)
    for index, names in enumerate(entry.names):
        words = runs(names, standard, name)
        if index:
            yield paragraph(name, words, indents(style, left=left))
        else:
            where = indents(style, left=left, hanging=label)
            yield paragraph(name, opening + words, where, spacing(style.line, gap) if gap else None)


def sign_off(closing: SignOff, setting: Setting) -> Iterator[WordParagraph]:
    """署名 and 成文日期, a paragraph a line, by indents from the right; above them the room that 7.3.5 wants."""
    standard = setting.standard
    placed = signing.place(closing, standard)
    above = placed.above
    name = StyleName.SIGNATURE
    lines = _lines_of(closing)
    for index, line in enumerate(placed.lines):
        style, room = setting.style(name), above + line.above
        made = paragraph(
            name,
            [bookmark(SEALED) if closing.sealed and not index else "", *_signed(line, standard, lines)],
            *_across(line, setting),
            spacing(style.line, room) if room else None,
        )
        if index < len(placed.lines) - 1 or closing.date:
            keep_with_next(made)
        yield made
        above = emu(0)
    if not closing.date:
        return
    name = StyleName.DATE
    style = setting.style(name)
    marked = bookmark(SEALED) if closing.sealed and not placed.lines else ""
    yield paragraph(
        name,
        marked + runs(closing.date, standard, name),
        indents(style, right=placed.date),
        spacing(style.line, above) if above else None,
    )


def _lines_of(closing: SignOff) -> dict[int, tuple[int, int]]:
    """Which agency and which of its lines a text is, by its identity, where names of several are set in lines."""
    agencies = (closing.signature, *closing.others) if closing.others else ()
    return {
        id(text): (number, line)
        for number, agency in enumerate(agencies)
        for line, text in enumerate(agency)
        if len(agency) > 1
    }


def _signed(line: signing.SignatureLine, standard: Standard, lines: dict[int, tuple[int, int]]) -> Iterator[Xml]:
    """The names of a line, of several each after a tab."""
    for one in line.texts:
        if len(line.texts) > 1:
            yield tab()
        if id(one.text) in lines:
            yield agency_line(*lines[id(one.text)])
        yield runs(one.text, standard, StyleName.SIGNATURE)


def _across(line: signing.SignatureLine, setting: Setting) -> tuple[Xml, ...]:
    """Where the names of a line stand: one by its right indent, or spread between two; several on their middle axes."""
    style = setting.style(StyleName.SIGNATURE)
    pitch = style.size + style.spacing
    if len(line.texts) > 1:
        middles = (one.right + width(plain(one.text)) / 2 for one in line.texts)
        at = stops(*(("center", setting.width - pitch.times(middle)) for middle in middles))
        return at, value("w:jc", "left")
    one = line.texts[0]
    if not one.spread:
        return (indents(style, right=one.right),)
    left = setting.width / pitch - one.right - one.spread - _ROOM
    return indents(style, left=left, right=one.right), value("w:jc", "distribute")


def remark(text: Text, setting: Setting) -> WordParagraph:
    """附注 in its full-width brackets (7.3.6)."""
    name = StyleName.REMARK
    opening, closing = (literal(bracket) for bracket in REMARK)
    return paragraph(name, _justified(opening + text + closing, name, setting))
