"""The body: blocks, 附件说明, sign-off and 附注 as paragraphs of named styles, after the layout has been filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docgen.document import AttachmentNote, Block, FieldLine, Layout, Paragraph, Role, SignOff, Table, Text
from docgen.standards.gbt9704 import Standard, Style, StyleName
from docgen.typesetting import attachment_note as notes
from docgen.typesetting import sign_off as signing
from docgen.typesetting.keeping import Keep, before_sign_off
from docgen.typesetting.literals import REMARK
from docgen.typesetting.widths import literal
from docgen.units import Length, emu
from docgen.writers.docx import tables
from docgen.writers.docx.geometry import character
from docgen.writers.docx.paragraphs import hair, is_paragraph, keep_with_next, no_rule, paragraph, set_property, stops
from docgen.writers.docx.runs import justified, runs, tab
from docgen.writers.docx.styles import indents, spacing
from docgen.writers.docx.wordml import Element, value

__all__ = ["ROLES", "Setting", "blocks", "note", "remark", "sign_off", "text_and_close"]

_HEADINGS = (StyleName.HEADING_1, StyleName.HEADING_2, StyleName.HEADING_3, StyleName.HEADING_4)
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
    """Where blocks are set: by which measures, in which layout, how wide; `flowing`: in the text, not in a part."""

    standard: Standard
    layout: Layout
    width: Length
    flowing: bool = False

    def style(self, name: StyleName) -> Style:
        """The measures of a style."""
        return self.standard.styles[name]


def text_and_close(
    body: tuple[Block, ...],
    attachment_note: AttachmentNote | None,
    closing: SignOff | None,
    remarked: Text,
    setting: Setting,
) -> list[Element]:
    """The text with what ends it. The last line before the sign-off, that and 附注 stay together (7.3.5.5)."""
    made = list(blocks(body, setting))
    if attachment_note:
        made.extend(note(attachment_note, setting))
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
    return setting.layout is Layout.OFFICIAL and len(body) == 1 and not attachment_note


def blocks(body: Iterable[Block], setting: Setting) -> Iterator[Element]:
    """Blocks in order; two tables in a row are kept apart, or Word would join them."""
    previous: Element | None = None
    for block in body:
        match block:
            case Table():
                if previous is not None and not is_paragraph(previous):
                    yield hair(setting.standard)
                previous = tables.build(block, setting.standard, setting.width, hold=setting.flowing)
            case FieldLine():
                previous = _field_line(block, setting)
                keep_with_next(previous)
            case Paragraph():
                previous = _paragraph(block, setting)
            case AttachmentNote() | SignOff():
                made = list(_closing(block, previous, setting))
                yield from made[:-1]
                previous = made[-1]
        yield previous


def _closing(block: AttachmentNote | SignOff, previous: Element | None, setting: Setting) -> Iterator[Element]:
    if isinstance(block, AttachmentNote):
        return note(block, setting)
    if previous is not None:
        keep_with_next(previous)
    return sign_off(block, setting)


def _paragraph(block: Paragraph, setting: Setting) -> Element:
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


def _justified(
    text: Text, name: StyleName, setting: Setting, *, lead: tuple[Text, StyleName] | None = None
) -> list[Element]:
    if setting.style(name).align == "justify":
        return justified(text, setting.standard, name, setting.width, lead=lead)
    return runs(text, setting.standard, name)


def _role(role: Role, setting: Setting) -> StyleName:
    if setting.layout is Layout.READING and role in (Role.BODY, Role.SALUTATION):
        return StyleName.READING_BODY if role is Role.BODY else StyleName.READING_SALUTATION
    return ROLES[role]


def _heading(level: int, setting: Setting) -> StyleName:
    if setting.layout is Layout.READING:
        return StyleName.READING_HEADING
    return _HEADINGS[level - 1]


def _field_line(line: FieldLine, setting: Setting) -> Element:
    """The first blank at the left edge, the last one ending at the right, the others at equal steps."""
    count = len(line.fields)
    name = StyleName.FIELD_LINE
    made: list[Element] = []
    for index, field in enumerate(line.fields):
        if index:
            made.append(tab())
        made.extend(runs(field, setting.standard, name))
    at = [("left", setting.width.times(index / count)) for index in range(1, count - 1)]
    if count > 1:
        at.append(("right", setting.width))
    return paragraph(name, made, stops(*at) if at else None)


def note(attached: AttachmentNote, setting: Setting) -> Iterator[Element]:
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


def sign_off(closing: SignOff, setting: Setting) -> Iterator[Element]:
    """署名 and 成文日期, a paragraph a line, by indents from the right; above them the room that 7.3.5 wants."""
    standard = setting.standard
    placed = signing.place(closing, standard)
    above = standard.page.line_pitch.times(placed.gap)
    for index, (line, right) in enumerate(zip(closing.signature, placed.signature, strict=True)):
        name = StyleName.SIGNATURE
        style = setting.style(name)
        made = paragraph(
            name, runs(line, standard, name), indents(style, right=right), spacing(style.line, above) if above else None
        )
        if index < len(closing.signature) - 1 or closing.date:
            keep_with_next(made)
        yield made
        above = emu(0)
    if not closing.date:
        return
    name = StyleName.DATE
    style = setting.style(name)
    yield paragraph(
        name,
        runs(closing.date, standard, name),
        indents(style, right=placed.date),
        spacing(style.line, above) if above else None,
    )


def remark(text: Text, setting: Setting) -> Element:
    """附注 in its full-width brackets (7.3.6)."""
    name = StyleName.REMARK
    opening, closing = (literal(bracket) for bracket in REMARK)
    return paragraph(name, _justified(opening + text + closing, name, setting))
