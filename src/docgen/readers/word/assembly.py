"""Passages whose kinds are known → the document, in the file's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from docgen.document import (
    Attachment,
    AttachmentNote,
    Attendance,
    Block,
    Document,
    FieldLine,
    Imprint,
    IssuedText,
    Layout,
    Orientation,
    Paragraph,
    Part,
    Properties,
    Role,
    SignOff,
    Text,
)
from docgen.readers.word.closing import attendance_of, imprint_of, sign_off_of
from docgen.readers.word.head import head_of
from docgen.readers.word.known import Known
from docgen.readers.word.passages import Grid, Heard
from docgen.readers.word.tables import ALIGN, table_of
from docgen.readers.word.texts import cut, parted, plain
from docgen.standards.gbt9704 import Standard, StyleName

__all__ = ["assembled"]

_ROLES: Final = {
    StyleName.SALUTATION: Role.SALUTATION,
    StyleName.RECIPIENTS: Role.SALUTATION,
    StyleName.CORNER: Role.SALUTATION,
    StyleName.CAPTION: Role.CAPTION,
    StyleName.NOTE: Role.NOTE,
    StyleName.NUMBER: Role.NUMBER,
    StyleName.BYLINE: Role.CENTERED,
    StyleName.REMARK: Role.REMARK,
}
_PARTS: Final = (StyleName.ATTACHMENT_LABEL, StyleName.ATTACHMENT_TITLE, StyleName.TITLE)
_SIGNED: Final = (StyleName.SIGNATURE, StyleName.DATE)


@dataclass(slots=True)
class _Part:
    """A part in the making; the main text is the first, and begins with nothing."""

    issued: bool = False
    orientation: Orientation = Orientation.PORTRAIT
    label: Text = ()
    title: tuple[Text, ...] = ()
    blocks: list[Block] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Whether its title may still come."""
        return not self.blocks and not self.title


def assembled(
    known: Sequence[Known], layout: Layout, properties: Properties, standard: Standard, heard: Heard, *, ours: bool
) -> Document:
    """The document. `ours`: where something stands says what its text does not, as our writer has it."""
    fields, rest = head_of(known, layout)
    making = _Making(layout, standard, heard, ours=ours)
    making.read(rest)
    main, *others = making.parts
    body = dict(_closed(main.blocks))
    parts = tuple(_finished(part) for part in others)
    return Document(layout=layout, properties=properties, **{**fields, **body}, parts=parts, imprint=making.imprint)


class _Making:
    """One pass over what stands below the head."""

    def __init__(self, layout: Layout, standard: Standard, heard: Heard, *, ours: bool) -> None:
        self._layout = layout
        self._standard = standard
        self._heard = heard
        self._ours = ours
        self._fresh = False  # the passage read last began or titled the part
        self.parts = [_Part()]
        self.imprint: Imprint | None = None

    def read(self, known: Sequence[Known]) -> None:
        """Take up everything in order."""
        at = 0
        while at < len(known):
            at += self._one(known, at)

    def _one(self, known: Sequence[Known], at: int) -> int:
        """Take up what stands at a place; how many passages that were."""
        one = known[at]
        if one.imprint:
            self._imprinted(one)
            return 1
        if one.kind in _PARTS:
            self._titled(one)
            return 1
        self._turned(one)
        opening, self._fresh = self._fresh, False
        if one.kind in _SIGNED:
            return self._signed(known, at)
        blocks = self.parts[-1].blocks
        if isinstance(one.block, Grid):
            blocks.append(table_of(one.block, self._standard, ours=self._ours))
        elif one.kind is StyleName.ATTACHMENT_NOTE:
            return self._noted(known, at)
        elif one.kind is StyleName.ATTENDANCE:
            self._attended(one)
        elif one.kind is StyleName.FIELD_LINE:
            blocks += [FieldLine(fields=parted(line)) for line in one.lines]
        else:
            blocks += self._paragraphs(one, opening=opening)
        return 1

    def _titled(self, one: Known) -> None:
        """A part begins, or goes on with its title."""
        part = self.parts[-1]
        if one.kind is StyleName.ATTACHMENT_LABEL:
            self._begin(one, label=one.text)
        elif one.kind is StyleName.TITLE:
            if not (self._fresh and part.issued and not one.passage.new_page):
                self._begin(one, issued=True)
            self.parts[-1].title += one.lines
        else:
            joins = self._fresh and len(self.parts) > 1 and not part.issued and not part.blocks
            if not (joins and (part.bare or not one.passage.new_page)):
                self._begin(one)
            self.parts[-1].title += one.lines
        self._fresh = True

    def _begin(self, one: Known, *, issued: bool = False, label: Text = ()) -> None:
        lies = Orientation.LANDSCAPE if one.block.turned and not issued else Orientation.PORTRAIT
        self.parts.append(_Part(issued=issued, orientation=lies, label=label))
        self._fresh = True

    def _turned(self, one: Known) -> None:
        """A part without label or title begins where sheets begin to lie otherwise, or where our writer says so."""
        lies = Orientation.LANDSCAPE if one.block.turned else Orientation.PORTRAIT
        part = self.parts[-1]
        if len(self.parts) == 1 and self._layout is Layout.LEDGER and not part.blocks and not one.begins:
            part.orientation = lies  # the tables of a ledger are its body
        elif part.bare and len(self.parts) > 1 and not part.issued:
            part.orientation = lies
        elif one.begins or lies is not part.orientation:
            if not one.begins:
                way = "横排" if lies is Orientation.LANDSCAPE else "竖排"
                self._heard.guessed(f"从这里起纸张{way}，另起一页，作没有标题的附件排", one.block.place)
            self._begin(one)

    def _paragraphs(self, one: Known, *, opening: bool) -> list[Block]:
        passage = one.passage
        new_page = passage.new_page and not opening
        if one.level or one.centred:
            lead, runs = cut(one.text, one.lead)
            role = Role.CENTERED if one.centred else Role.BODY
            align = None if one.centred else self._align(one)
            return [Paragraph(level=one.level, lead=lead, runs=runs, role=role, align=align, new_page=new_page)]
        role = _ROLES.get(one.kind, Role.BODY)
        made: list[Block] = []
        for index, line in enumerate(one.lines):
            made.append(Paragraph(runs=line, role=role, align=self._align(one), new_page=new_page and not index))
        return made

    def _align(self, one: Known) -> Any:
        """What a hand gave a paragraph; only in our own papers is it told from the file's own layout."""
        passage = one.passage
        if not plain(one.text).strip() and passage.align in ("center", "right"):
            return ALIGN[passage.align]  # a picture
        direct = self._ours and passage.align != passage.style_align and one.kind not in (StyleName.NUMBER,)
        return ALIGN.get(passage.align) if direct else None

    def _signed(self, known: Sequence[Known], at: int) -> int:
        end = at
        while end < len(known) and known[end].kind is StyleName.SIGNATURE:
            end += 1
        dated = known[end] if end < len(known) and known[end].kind is StyleName.DATE else None
        blocks = self.parts[-1].blocks
        last = blocks[-1] if blocks else None
        made = sign_off_of(known[at:end], dated, self._standard, ours=self._ours)
        below = isinstance(last, SignOff) and not last.signature and not dated and not made.others
        if below and isinstance(last, SignOff) and not self._ours and len(made.signature) == 1:
            blocks[-1] = replace(last, signature=(last.date,), date=made.signature[0])  # in the file's order
            return end - at
        blocks.append(made)
        return end - at + (dated is not None)

    def _noted(self, known: Sequence[Known], at: int) -> int:
        end = at
        lines: list[Text] = []
        while end < len(known) and known[end].kind is StyleName.ATTACHMENT_NOTE:
            lines += known[end].lines
            end += 1
        self.parts[-1].blocks.append(AttachmentNote(lines=tuple(lines)))
        return end - at

    def _attended(self, one: Known) -> None:
        blocks = self.parts[-1].blocks
        entry = attendance_of(one)
        last = blocks[-1] if blocks else None
        if entry is not None:
            blocks.append(entry)
        elif isinstance(last, Attendance):
            blocks[-1] = replace(last, names=(*last.names, *one.lines))
        else:
            blocks += [Paragraph(runs=line) for line in one.lines]

    def _imprinted(self, one: Known) -> None:
        texts = one.lines
        made, rest = imprint_of(texts)
        for text in rest:
            self._heard.note(f"版记里的一行认不出是什么，排在正文之后：“{plain(text)}”", one.block.place)
            self.parts[-1].blocks.append(Paragraph(runs=text))
        before = self.imprint
        if made == Imprint():
            return
        if before is not None:
            made = Imprint(
                recipients=before.recipients or made.recipients,
                copies=before.copies or made.copies,
                printer=before.printer or made.printer,
                print_date=before.print_date or made.print_date,
            )
        self.imprint = made


def _closed(blocks: Sequence[Block]) -> dict[str, Any]:
    """The main text; what ends it as the standard has it goes to the fields of the document."""
    rest = list(blocks)
    found: dict[str, Any] = {}
    last = rest[-1] if rest else None
    if isinstance(last, Paragraph) and last.role is Role.REMARK and (inner := _inside(last.runs)):
        found["remark"] = inner
        rest.pop()
    if rest and isinstance(rest[-1], SignOff):
        found["sign_off"] = rest.pop()
    attended: list[Block] = []
    while rest and isinstance(rest[-1], Attendance):
        attended.insert(0, rest.pop())
    if rest and isinstance(rest[-1], AttachmentNote):
        found["attachment_note"] = rest.pop()
    return {**found, "attendance": tuple(attended), "body": tuple(rest)}


def _inside(text: Text) -> Text:
    """附注 without its full-width brackets; empty when it has others."""
    words = plain(text)
    return cut(cut(text, 1)[1], len(words) - 2)[0] if words[:1] == "（" and words[-1:] == "）" else ()


def _finished(part: _Part) -> Part:
    body = tuple(part.blocks)
    if not part.issued:
        return Attachment(label=part.label, title=part.title, body=body, orientation=part.orientation)
    last = body[-1] if body else None
    if isinstance(last, AttachmentNote):
        return IssuedText(title=part.title, body=body[:-1], attachment_note=last)
    return IssuedText(title=part.title, body=body)
