"""What changed inside one passage, in words: “10月31日”改为“11月15日”. Words and numbers are never cut apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Final

__all__ = ["Edit", "Kind", "edits", "kind_of", "quoted", "said", "tokens"]

#: Numbers whole, with what counts them; words of Latin letters; the rest is Chinese.
_WHOLE: Final = re.compile(
    r"\d+年\d+月\d+日|\d+年\d+月|\d+月\d+日"
    r"|〔\d+〕"
    r"|[0-9０-９]+(?:[.,．，:：][0-9０-９]+)*(?:万元|亿元|万人|个月|[%％‰年月日个项条件人次户家元页份天名处起号期批台吨])?"
    r"|[A-Za-z]+"
)
_NUMBER: Final = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千]+(?=[、．个项条件人次年月日户家元])")
_BLANK: Final = re.compile(r"\s")
_MARK: Final = re.compile(r"[，。、；：？！“”‘’（）《》〈〉〔〕—…·.,;:?!()\-\"']+")
#: How a heading is numbered (GB/T 9704 7.3.3).
_LEVEL: Final = re.compile(
    r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[．.、]|（\d{1,2}）|附件\d*[：:]"
)
_NEAR: Final = 1  # characters between two edits that are told as one
_ANCHOR: Final = 8  # characters that say where
_REWRITTEN: Final = 0.4  # share of the text that stays, below which all of it is told
_SHORT: Final = 4  # characters told whole, however few of them change


class Kind(Enum):
    """What is changed."""

    NUMBER = "数字"
    WORDS = "文字"
    MARKS = "标点"
    BLANKS = "空格"
    LEVEL = "序号"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Characters replaced, added (`old` empty) or taken out (`new` empty). `before` precedes them in the new text."""

    old: str
    new: str
    before: str
    last: bool
    repeated: bool  # `old` stands elsewhere in the passage, too


def tokens(text: str) -> list[str]:
    """The text in pieces that are told whole."""
    from rjieba import cut  # its dictionary takes a fifth of a second

    found: list[str] = []
    at = 0
    for match in _WHOLE.finditer(text):
        found += cut(text[at : match.start()])
        found.append(match[0])
        at = match.end()
    return [*found, *cut(text[at:])]


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """How the old text becomes the new, in order."""
    return tuple(_edits(old, new, tokens(old), tokens(new)))


def _edits(old: str, new: str, olds: Sequence[str], news: Sequence[str]) -> Iterator[Edit]:
    at_old, at_new = _starts(olds), _starts(news)
    for i, i_end, j, j_end in _joined(olds, news):
        gone = old[at_old[i] : at_old[i_end]]
        come = new[at_new[j] : at_new[j_end]]
        yield Edit(
            old=gone,
            new=come,
            before=new[: at_new[j]],
            last=at_new[j_end] == len(new) and at_old[i_end] == len(old),
            repeated=bool(gone) and old.count(gone) > 1,
        )


def _starts(pieces: Sequence[str]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def _joined(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """The stretches of pieces that differ; those that hardly anything parts are one."""
    joined: list[tuple[int, int, int, int]] = []
    for kind, i, i_end, j, j_end in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if joined and len("".join(olds[joined[-1][1] : i])) <= _NEAR:
            joined[-1] = (joined[-1][0], i_end, joined[-1][2], j_end)
        else:
            joined.append((i, i_end, j, j_end))
    return joined


def kind_of(old: str, new: str) -> Kind:
    """What is changed between two texts; where it is several things, numbers go first."""
    if _BLANK.sub("", old) == _BLANK.sub("", new):
        return Kind.BLANKS
    if old[len(_level(old)) :] == new[len(_level(new)) :]:
        return Kind.LEVEL
    changed = [part for edit in edits(old, new) for part in (edit.old, edit.new)]
    if any(_NUMBER.search(part) for part in changed):
        return Kind.NUMBER
    return Kind.MARKS if all(_MARK.fullmatch(part) for part in changed if part) else Kind.WORDS


def said(old: str, new: str) -> str:
    """The change of a passage in words."""
    kind = kind_of(old, new)
    if kind is Kind.BLANKS:
        return "只有空格不同"
    if not old:
        return f"填上{quoted(new)}"
    if not new:
        return f"删去{quoted(old)}"
    if kind is Kind.LEVEL:
        return f"序号由{quoted(_level(old))}改为{quoted(_level(new))}"
    found = edits(old, new)
    stays = 1 - sum(len(edit.old) + len(edit.new) for edit in found) / (len(old) + len(new))
    if stays < _REWRITTEN or max(len(old), len(new)) <= _SHORT:
        return f"{quoted(old)}改为{quoted(new)}"
    return "；".join(map(_edit_said, found))


def _level(text: str) -> str:
    match = _LEVEL.match(text)
    return match[0] if match else ""


def _edit_said(edit: Edit) -> str:
    where = _where(edit)
    if not edit.old:
        return f"{where}增加{quoted(edit.new)}"
    if not edit.new:
        place = f"{where}的" if edit.repeated or len(edit.old) <= 1 else ""
        return f"删去{place}{quoted(edit.old)}"
    place = f"{where}，" if edit.repeated or len(edit.old) <= 1 else ""
    return f"{place}{quoted(edit.old)}改为{quoted(edit.new)}"


def _where(edit: Edit) -> str:
    if not edit.before:
        return "开头"
    return "末尾" if edit.last and not edit.old else f"{quoted(_tail(edit.before))}之后"


def _tail(text: str) -> str:
    """The last characters of a text, from a word's beginning where one is near; a line's end is none of them."""
    line = text.rpartition("\n")[2] or text.strip("\n")
    if len(line) <= _ANCHOR:
        return line
    pieces = tokens(line[-3 * _ANCHOR :])
    tail = ""
    while pieces and len(pieces[-1]) + len(tail) <= _ANCHOR:
        tail = pieces.pop() + tail
    return tail or line[-_ANCHOR:]


def quoted(text: str) -> str:
    """A text in quotation marks, in others when it has the usual ones itself; a line's end is shown as ／."""
    shown = text.replace("\n", "／")
    return f"「{shown}」" if set(shown) & set("“”") else f"“{shown}”"
