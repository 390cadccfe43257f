"""Draft → parts of a document: plain text understood by its marks, as staff write it.

A draft is divided by lines `# 标题`, `# 题下`, `# 主送`, `# 正文`, `# 附件说明`, `# 附注`, `# 附件` (any number).
In a body a line is a paragraph; 一、（一）1．（1） at its start make it a heading or a paragraph with a run-in heading,
and are numbered anew, so that a point left out leaves no gap; 〖name〗 alone on a line is a block handed over by the
kind. Only marks written in the wording count: what came from a cell is a token until all is understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from docgen.document import AttachmentNote, Block, Paragraph, Role, Run, Text, Voice
from docgen.numerals import level_number
from docgen.wording import CLOSE, OPEN, Draft

__all__ = ["DraftParts", "body_of", "note_of", "paragraph_of", "read", "split_note"]

_TOKEN: Final = re.compile(f"{OPEN}(\\d+){CLOSE}")
_SLOT: Final = re.compile(r"〖(.+)〗")
_ROLE: Final = re.compile(r"〔(题|注|称)〕")
_ROLES: Final = {"题": Role.CAPTION, "注": Role.NOTE, "称": Role.SALUTATION}
#: The number of a level, a group each.
_LEVEL: Final = re.compile(r"([一二三四五六七八九十百]+、)|(（[一二三四五六七八九十百]+）)|(\d+．)|(（\d+）)")
_NOTE_START: Final = re.compile(r"附件[:：]")
_NOTE_ITEM: Final = re.compile(r"\d+[．.、]")
_SENTENCE_END: Final = re.compile(r"[。！？]”?")
_NOT_HEADING: Final = (
    "。",
    "；",
    "：",
    "，",
    "！",
    "？",
)  # a line that ends so, or holds a full stop, is no bare heading
_LONGEST_LEAD: Final = 40  # 字: a longer first sentence is text, not a heading


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftParts:
    """What a draft held. `attachments`: title lines and blocks of each `# 附件`, in order; `sections`: all by name."""

    title: tuple[Text, ...] = ()
    byline: tuple[Text, ...] = ()
    recipients: Text = ()
    body: tuple[Block, ...] = ()
    attachment_note: AttachmentNote | None = None
    remark: Text = ()
    attachments: tuple[tuple[tuple[Text, ...], tuple[Block, ...]], ...] = ()
    sections: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)


def read(draft: Draft, blocks: Mapping[str, Sequence[Block]] | None = None) -> DraftParts:
    """Understand a draft. Raises KeyError when it names a block that the kind has not handed over."""
    sections: dict[str, list[Text]] = {}
    attachments: list[list[Text]] = []
    current: list[Text] = []
    for line in draft.text.splitlines():
        if line[:2] == "# ":
            current = []
            name = line[2:].strip()
            if name == "附件":
                attachments.append(current)
            else:
                sections[name] = current
        elif written := line.strip():
            current += _restore(written, draft.values)
    return DraftParts(
        title=tuple(sections.get("标题", ())),
        byline=tuple(sections.get("题下", ())),
        recipients=tuple(run for line in sections.get("主送", ()) for run in line),
        body=body_of(sections.get("正文", ()), blocks=blocks, renumber=True),
        attachment_note=note_of(sections.get("附件说明", ())),
        remark=tuple(run for line in sections.get("附注", ()) for run in line),
        attachments=tuple(
            (tuple(lines[:1]), body_of(lines[1:], blocks=blocks, renumber=True)) for lines in attachments
        ),
        sections={name: tuple(lines) for name, lines in sections.items()},
    )


def _restore(line: str, values: tuple[Run, ...]) -> list[Text]:
    """The line's runs with its values put back; a value of several lines makes as many paragraphs."""
    pieces = _TOKEN.split(line)  # words, number of a value, words …
    if len(pieces) == 1:
        return [(_words(line),)]
    runs = [_words(pieces[0])] if pieces[0] else []
    paragraphs = [runs]
    for at in range(1, len(pieces), 2):
        value = values[int(pieces[at])]
        if "\n" in value.text:
            first, *others = value.text.split("\n")
            runs += _of(value, first)
            paragraphs += [_of(value, other) for other in others]
            runs = paragraphs[-1]
        elif value.text:
            runs.append(value)
        if after := pieces[at + 1]:
            runs.append(_words(after))
    return [tuple(runs) for runs in paragraphs if runs]


def _of(value: Run, text: str) -> list[Run]:
    """A part of a value's text."""
    return [Run(text=text, voice=value.voice, origins=value.origins)] if text else []


@lru_cache(maxsize=2048)  # the sentences of a wording recur from paper to paper
def _words(text: str) -> Run:
    """Words of a wording."""
    return Run(text=text)


def body_of(
    lines: Sequence[Text], *, blocks: Mapping[str, Sequence[Block]] | None = None, renumber: bool
) -> tuple[Block, ...]:
    """Paragraphs, headings and slots. With `renumber`, only marks in wording count and are numbered anew.

    Without it (an issued text, which is all data) every mark counts and every character stays as it is.
    """
    counters = [0, 0, 0, 0]
    body: list[Block] = []
    for line, level in zip(lines, _levels(lines, renumber=renumber), strict=True):
        first = line[0]
        if first.voice is Voice.WORDING:
            text = first.text
            mark = text[:1]
            if mark == "〖" and len(line) == 1 and (slot := _SLOT.fullmatch(text)):
                body.extend((blocks or {})[slot.group(1)])
                continue
            if mark == "〔" and renumber and (role := _ROLE.match(text)):
                runs = _cut(line, role.end())[1]
                body.append(Paragraph(role=_ROLES[role.group(1)], runs=runs))
                continue
            if renumber and _level_written(text):
                if level:
                    counters[level - 1] += 1
                    counters[level:] = [0] * (4 - level)
                renumbered = _renumbered(text, level, counters[level - 1] if level else 0)
                line = (renumbered, *line[1:]) if renumbered.text else line[1:]
        body.append(paragraph_of(line, level))
    return tuple(body)


@lru_cache(maxsize=2048)  # as `_words`
def _renumbered(text: str, level: int, place: int) -> Run:
    """Words of a wording with the number of a `level` and a `place` on it for the one written, or (0) with none."""
    written = _LEVEL.match(text)
    rest = text[written.end() :] if written else text
    return _words(level_number(level, place) + rest if level else rest)


def _levels(lines: Sequence[Text], *, renumber: bool) -> list[int]:
    """The level of each line. With `renumber` a sentence that is the only one of its number is plain text.

    What stands below it rises by a level: a list of one item has no number, and no level is skipped.
    """
    if not renumber:
        return [_level(line[0].text) for line in lines]
    levels = [_level_written(line[0].text) if line[0].voice is Voice.WORDING else 0 for line in lines]
    level = 2
    while level <= _LEVEL.groups:
        if level not in levels:
            level += 1
            continue
        alone = [group[0] for group in _siblings(levels, level) if len(group) == 1 and _is_sentence(lines[group[0]])]
        for place in alone:
            levels[place] = 0
            for below in range(place + 1, len(levels)):
                if levels[below] and levels[below] <= level:
                    break
                levels[below] -= bool(levels[below])
        level += not alone
    return levels


def _siblings(levels: Sequence[int], level: int) -> list[list[int]]:
    """The places of the lines of a level, those under one parent together."""
    groups: list[list[int]] = [[]]
    for place, one in enumerate(levels):
        if one == level:
            groups[-1].append(place)
        elif one and one < level:
            groups.append([])
    return groups


def _is_sentence(line: Text) -> bool:
    text = _plain(line)
    return _SENTENCE_END.search(text) is not None or text.endswith(_NOT_HEADING)


def _level(text: str) -> int:
    number = _LEVEL.match(text)
    return number.lastindex or 0 if number else 0


_level_written = lru_cache(maxsize=2048)(_level)  # as `_words`


def paragraph_of(line: Text, level: int) -> Paragraph:
    """A line with a level is a heading alone, or a run-in heading up to its first full stop, or numbered text."""
    if not level:
        return Paragraph(runs=line)
    text = _plain(line)
    found = _SENTENCE_END.search(text)
    if found is None:
        bare = not text.endswith(_NOT_HEADING)
        return Paragraph(level=level, lead=line) if bare else Paragraph(level=level, runs=line)
    end = found.end()
    if end > _LONGEST_LEAD or (end == len(text) and "，" in text):  # one sentence with clauses: text, no heading
        return Paragraph(level=level, runs=line)
    lead, runs = _cut(line, end)
    return Paragraph(level=level, lead=lead, runs=runs)


def _cut(line: Text, position: int) -> tuple[Text, Text]:
    """The runs before and after a character position."""
    start = 0
    for place, run in enumerate(line):
        end = start + len(run.text)
        if position < end:
            if position == start:
                return line[:place], line[place:]
            text, at = run.text, position - start
            return (*line[:place], _part(run, text[:at])), (_part(run, text[at:]), *line[place + 1 :])
        start = end
    return line, ()


def _part(run: Run, text: str) -> Run:
    if run.voice is Voice.WORDING and not run.origins:
        return _words(text)
    return Run(text=text, voice=run.voice, origins=run.origins)


def note_of(lines: Sequence[Text]) -> AttachmentNote | None:
    """附件说明 from its lines; None when there are none."""
    return AttachmentNote(lines=tuple(lines)) if lines else None


def split_note(lines: Sequence[Text]) -> tuple[Sequence[Text], AttachmentNote | None]:
    """An issued text's lines without, and with only, its closing 附件说明 (附件：1．… and the items after it)."""
    for number, line in enumerate(lines):
        if _NOTE_START.match(_plain(line)) and all(_NOTE_ITEM.match(_plain(item)) for item in lines[number + 1 :]):
            return lines[:number], note_of(lines[number:])
    return lines, None


def _plain(line: Text) -> str:
    return "".join([run.text for run in line])
