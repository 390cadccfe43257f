"""A draft's lines → pieces: from first to last, each line in exactly one, in the draft's order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docgen.document import FieldLine, Table
from docgen.readers import marks
from docgen.readers.closing import attendance, note_length, sign_offs
from docgen.readers.draft_lines import Line, measure, squeezed
from docgen.readers.head import bracketed, head_of, title_length
from docgen.readers.pieces import Element, Piece
from docgen.readers.signing import agencies, perhaps_several
from docgen.readers.web_page import text_ends

__all__ = ["recognized"]


def recognized(lines: Sequence[Line], *, mark: str = "", minutes: bool = False) -> tuple[Piece, ...]:
    """What each line was taken for; `mark` is 发文机关标志 as asked for, `minutes`: the paper is to be a 纪要."""
    end = text_ends(lines)
    reason = "全文之后，网页上的按钮、链接一类，不属公文要素，照原文保留"
    foot = (Piece(element=Element.PAGE, lines=(line,), reason=reason) for line in lines[end:])
    return (*_Reading(lines[:end], mark, minutes=minutes).pieces(), *foot)


class _Reading:
    """One pass over the lines. `_signed`: the text has been signed; `_attached`: an attachment has begun."""

    def __init__(self, lines: Sequence[Line], mark: str, *, minutes: bool) -> None:
        self._lines = lines
        self._pieces = list(head_of(lines, mark))
        self._at = sum(len(piece.lines) for piece in self._pieces)
        self._closings = sign_offs(lines, self._at)
        minutes = minutes or any(map(_named_minutes, self._pieces))
        self._attended = attendance(lines, self._at, self._closings) if minutes else {}
        self._signed = self._attached = self._noted = False

    def pieces(self) -> tuple[Piece, ...]:
        """All pieces of the draft."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not (
                self._block(line)
                or self._close()
                or self._attend(line)
                or self._note()
                or self._part(line)
                or self._tail(line)
            ):
                self._text(line)
        return tuple(self._pieces)

    def _take(self, element: Element, reason: str, doubt: str = "", *, count: int = 1, level: int = 0) -> bool:
        taken = tuple(self._lines[self._at : self._at + count])
        self._pieces.append(Piece(element=element, lines=taken, reason=reason, doubt=doubt, level=level))
        self._at += count
        return True

    def _block(self, line: Line) -> bool:
        if isinstance(line.block, FieldLine):
            return self._take(Element.FIELDS, "表格上方，几个填写项排在一行")
        if isinstance(line.block, Table):
            return self._take(Element.TABLE, "连续几行用制表符或竖线分成同样多的格")
        return False

    def _close(self) -> bool:
        """署名 and 成文日期."""
        if self._at not in self._closings:
            return False
        count, dated = self._closings[self._at]
        names = count - 1 if dated else count
        if names and dated:
            self._sign(names)
        elif names:
            both = marks.signed_and_dated(self._lines[self._at].text)
            doubt = "后面没有成文日期"
            if both or (self._pieces and self._pieces[-1].element is Element.DATE):
                doubt = "和成文日期在同一行，照原样排" if both else "写在成文日期下面，照原样排"
            self._take(Element.SIGNATURE, "正文之后的机关名称", doubt, count=names)
        if dated:
            turned = self._at + 1 in self._closings
            self._take(Element.DATE, "独占一行的年月日", "" if names or turned else "上面没有署名")
        self._signed = True
        return True

    def _attend(self, line: Line) -> bool:
        """出席, 请假, 列席."""
        if self._at not in self._attended:
            return False
        known = marks.attended(line.text)
        doubt = "" if known else "不是出席、请假、列席，照同样的格式排"
        return self._take(Element.ATTENDANCE, "在纪要末尾，标识之后是名单", doubt, count=self._attended[self._at])

    def _sign(self, count: int) -> None:
        """署名 above a date: of one agency, or of several that sign together."""
        lines = [line.text for line in self._lines[self._at : self._at + count]]
        if len(agencies(lines)) > 1:
            self._take(Element.SIGNATURE, "正文之后的几个机关名称，联合行文，下面是日期", count=count)
            return
        doubt = "当作一个机关分行写的名称；是几个机关联合行文的，请写各机关全称，或用空格隔开写在一行"
        reason = "正文之后的机关名称，下面是日期"
        self._take(Element.SIGNATURE, reason, doubt if perhaps_several(lines) else "", count=count)

    def _note(self) -> bool:
        count = note_length(self._lines, self._at, self._closings, signed=self._signed or self._attached)
        if not count:
            return False
        late = self._signed and "在署名之后，按原位置排，未移到署名之前"
        bare = marks.label(self._lines[self._at].text) and not marks.item(self._lines[self._at + 1].text)
        self._noted = True
        return self._take(
            Element.NOTE,
            "以“附件”开头，下面是附件名称",
            late or ("附件名称另起一行，没有序号" if bare else ""),
            count=count,
        )

    def _part(self, line: Line) -> bool:
        """An attachment, or a text that is forwarded."""
        following = self._at + 1
        if marks.label(line.text) and following < len(self._lines):
            doubt = "" if self._signed or self._attached or self._noted else "前面没有署名，也没有附件说明"
            self._take(Element.LABEL, "独占一行的“附件”及序号", doubt)
            self._begin_attachment()
            count, _ = title_length(self._lines, self._at)
            if count:
                self._take(Element.ATTACHED, "紧接附件标识", count=count)
            return True
        named = marks.numbered_label(line.text)
        if named and (self._signed or self._attached) and not marks.sentence(named[1]) and following < len(self._lines):
            return self._named_attachment(line, named)
        if not self._signed or self._attached or line.depth > 1:
            return False
        count, sure = title_length(self._lines, self._at)
        if not count or not (sure or line.gap) or not self._text_follows(self._at + count):
            return False
        doubt = "" if sure else "不是以文种结尾，可能不是标题"
        self._signed = False
        return self._take(Element.ISSUED, "在署名之后，下面另有正文", doubt, count=count)

    def _named_attachment(self, line: Line, named: tuple[str, str]) -> bool:
        label, title = (replace(line, text=text.strip()) for text in named)
        self._pieces.append(Piece(element=Element.LABEL, lines=(label,), reason="行首的“附件”及序号"))
        self._pieces.append(
            Piece(element=Element.ATTACHED, lines=(title,), reason="附件标识之后，同在一行，分作两行排")
        )
        self._at += 1
        self._begin_attachment()
        return True

    def _begin_attachment(self) -> None:
        self._attached, self._signed = True, False

    def _text_follows(self, place: int) -> bool:
        """Whether what stands from `place` on is a text of its own: a sentence or a numbered line soon comes."""
        return any(
            line.block is not None or marks.level(line.text) or marks.chapter(line.text) or marks.sentence(line.text)
            for line in self._lines[place : place + 3]
        )

    def _tail(self, line: Line) -> bool:
        """What may stand after the sign-off."""
        if marks.copies(line.text):
            return self._take(Element.COPIES, "以“抄送”一类的词和冒号开头")
        if marks.printed(line.text):
            return self._take(Element.PRINTED, "机关名称、日期和“印发”在一行")
        if not self._signed:
            return False
        if marks.only_in_brackets(line.text):
            return self._take(Element.REMARK, "署名之后，全在括号里")
        if marks.metadata(line.text) or marks.contact(line.text):
            what = "联系人" if marks.contact(line.text) else "公开方式"
            return self._take(Element.REMARK, f"署名之后的{what}一类", "没有括号，照原文排")
        return False

    def _text(self, line: Line) -> None:
        """Headings and paragraphs."""
        text = line.text
        typed = marks.level(text)
        if self._opens_part and marks.addressed(text):
            self._take(Element.RECIPIENTS, "在标题之后，以冒号结尾，写的是机关或称谓")
        elif self._opens_part and (marks.number(text) or marks.only_in_brackets(text) or marks.date(text)):
            self._take(Element.NUMBER if marks.number(text) else Element.UNDER, "在标题之下，是文号、日期或括注")
        elif self._opens_part and (count := bracketed(self._lines[self._at : self._at + 3])):
            self._take(Element.UNDER, "在标题之下，是分行写的括注", count=count)
        elif marks.chapter(text):
            self._take(Element.CHAPTER, "“第×章”独占一行", level=1)
        elif typed:
            doubt = _odd_number(text, typed)
            self._take(Element.HEADING, f"行首有第{'一二三四'[typed - 1]}层的序号", doubt, level=typed)
        elif line.depth:
            depth = min(max(line.depth - 1, 1), 4)
            self._take(Element.HEADING, f"Markdown 的{'一二三四五六'[line.depth - 1]}级标题", level=depth)
        elif self._after_table and marks.table_note(text):
            self._take(Element.TABLE_NOTE, "表格下方的说明")
        elif marks.caption(text) and self._table_next:
            self._take(Element.CAPTION, "表格上方，以表号开头")
        else:
            several = line.last > line.number
            reason = "每行一样长而没有写完的，接成一段" if several else "其余的成段文字"
            self._take(Element.BODY, reason, self._doubt(line))

    def _doubt(self, line: Line) -> str:
        if self._signed:
            return "在署名之后，不知是什么，照原位置排为正文"
        if marks.number(line.text):
            return "像发文字号，但不在标题上下"
        listed = re.search(r"\s{2,}|\t", line.text)  # 主  任：张  三    副县长
        if marks.title_like(line) and not listed and measure(line.text) < 20 and not line.text.startswith("特此"):
            return "较短，不是一句话，也可能是小标题"
        return ""

    @property
    def _opens_part(self) -> bool:
        above = self._pieces[-1].element if self._pieces else None
        return above in (Element.ISSUED, Element.ATTACHED, Element.NUMBER, Element.UNDER)

    @property
    def _after_table(self) -> bool:
        return bool(self._pieces) and self._pieces[-1].element in (Element.TABLE, Element.TABLE_NOTE)

    @property
    def _table_next(self) -> bool:
        below = self._lines[self._at + 1 : self._at + 3]
        return any(line.block is not None for line in below)


def _named_minutes(piece: Piece) -> bool:
    """Whether a title or a mark says that the paper is a 纪要."""
    words = squeezed("".join(line.text for line in piece.lines))
    return piece.element in (Element.TITLE, Element.MARK) and words.endswith("纪要")


def _odd_number(text: str, level: int) -> str:
    """What is unusual about a typed number; it stays as it is."""
    if level == 3 and re.match(r"\d+、", text):
        return "序号后是顿号，规范写法是“1．”；照原文保留"
    if level in (2, 4) and re.match(r"\(|[^）]{1,5}\)", text):
        return "序号用了半角括号；照原文保留"
    return ""
