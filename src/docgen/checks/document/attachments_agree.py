"""附件说明 and attachments agree in number and name (7.3.7)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength, Unmeasured
from docgen.checks.writing import Passage, Role, Writing

__all__ = ["RULE"]

_ITEM: Final = re.compile(r"(?:附\s*件\s*\d{0,2}\s*[：:])?\s*(?:(\d{1,2})[．.、])?\s*(.*)")
_TABLE: Final = re.compile(r"附\s*[表录图]")  # of a text, which 附件说明 does not name


def _judge(writing: Writing) -> Outcome:
    if not writing.of(Role.ATTACHMENT_NOTE) and not writing.of(Role.LABEL):
        return Absent("没有附件")
    if not writing.titled:
        return Unmeasured("纯文本中分不出附件的标题")
    found: list[Finding] = []
    apart = False  # the attachments are not in this file
    for notes, titles in _pairs(writing):
        names = [_ITEM.fullmatch(note.text) for note in notes]
        noted = [_plain(name[2]) for name in names if name and name[2]]
        attached = [_plain(title) for _, title in titles]
        where = notes[0].place if notes else titles[0][0].place
        if noted and not attached:
            apart = True
            continue
        if len(noted) != len(attached):
            found.append(Finding(where=where, found=f"附件说明列了{len(noted)}个，后附{len(attached)}个"))
            continue
        for (label, title), name in zip(titles, noted, strict=True):
            if _plain(title) != name:
                found.append(Finding(where=label.place, found=f"附件说明作“{name}”，附件标题作“{title}”"))
    return found or (Unmeasured("附件说明列了附件，附件不在这个文件里") if apart else [])


def _pairs(writing: Writing) -> list[tuple[list[Passage], list[tuple[Passage, str]]]]:
    """Each 附件说明 with the labels and titles of the attachments after it, up to the next 附件说明."""
    pairs: list[tuple[list[Passage], list[tuple[Passage, str]]]] = []
    before = None
    for passage in writing.passages:
        if passage.role is Role.ATTACHMENT_NOTE:
            if before is not Role.ATTACHMENT_NOTE:
                pairs.append(([], []))
            pairs[-1][0].append(passage)
        elif passage.role is Role.LABEL and not _TABLE.match(passage.text):
            if not pairs:
                pairs.append(([], []))
            pairs[-1][1].append((passage, ""))
        elif passage.role is Role.PART_TITLE and before in (Role.LABEL, Role.PART_TITLE) and pairs and pairs[-1][1]:
            label, title = pairs[-1][1][-1]
            pairs[-1][1][-1] = (label, title + passage.text)
        before = passage.role
    return pairs


def _plain(name: str) -> str:
    return re.sub(r"[\s《》。；]", "", name)


RULE = Rule(
    code="T12",
    what="附件说明与所附的附件个数、顺序、名称一致",
    why="收文的人按附件说明清点附件",
    mend="改附件说明或附件标题，使两处一字不差；漏附的补上",
    clause="7.3.7",
    strength=Strength.MUST,
    judge=_judge,
)
