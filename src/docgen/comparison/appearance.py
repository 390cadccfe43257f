"""How a text is set otherwise than before, where its words are the same: told by what is set, neighbours together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from docgen.comparison.passages import OFF, ON, Look, Passage
from docgen.comparison.words import quoted

__all__ = ["Relook", "grouped", "relooks", "sheets_relooked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relook:
    """`what` (字号, 对齐, 上边距 …) was `old` and is `new`. `words`: the characters concerned, where not all are."""

    place: str
    what: str
    old: str
    new: str
    words: str = ""

    @property
    def where(self) -> str:
        """The place, with the characters concerned."""
        return f"{self.place}{quoted(self.words) if self.words else ''}"

    @property
    def said(self) -> str:
        """The change in words."""
        if {self.old, self.new} == {ON, OFF}:
            return self.what if self.new == ON else f"取消{self.what}"
        return f"{self.what}由{self.old}改为{self.new}"


def sheets_relooked(old: Sequence[Look], new: Sequence[Look]) -> Iterator[Relook]:
    """The sections of two files, in order. A section more or less shifts all that follow: then only that is told."""
    if len(old) != len(new):
        yield Relook(place="全文", what="节", old=f"{len(old)}个", new=f"{len(new)}个")
        return
    changed = [
        (number, Relook(place="", what=what, old=before[what], new=after[what]))
        for number, (before, after) in enumerate(zip(old, new, strict=True), 1)
        for what in before
        if before[what] != after[what]
    ]
    for relook in dict.fromkeys(relook for _, relook in changed):
        numbers = [number for number, other in changed if other == relook]
        whole = len(numbers) == len(new)
        yield replace(relook, place="全文" if whole else f"第{'、'.join(map(str, numbers))}节")


def relooks(old: Passage, new: Passage) -> Iterator[Relook]:
    """How the paragraph is set otherwise, and the characters that both have."""
    for what, now in new.look.items():
        if (before := old.look.get(what, now)) != now:
            yield Relook(place=new.place, what=what, old=before, new=now)
    found: dict[tuple[str, str, str], list[str]] = {}
    stay = 0
    for before_look, now_look, characters in _stretches(old, new):
        stay += len(characters)
        for what, now in now_look.items():
            before = before_look.get(what, now)
            if before != now and _concerns(what, characters):
                found.setdefault((what, before, now), []).append(characters)
    for (what, before, now), stretches in found.items():
        all_of_it = sum(map(len, stretches)) == stay or what == "西文字体"
        words = "" if all_of_it else "…".join(stretches)
        yield Relook(place=new.place, what=what, old=before, new=now, words=words)


def _concerns(what: str, characters: str) -> bool:
    """Whether a font is one that these characters are set in."""
    latin = [char for char in characters if char.isascii() and char.isalnum()]
    if what == "西文字体":
        return bool(latin)
    return what != "字体" or len(latin) < len(characters)


def _stretches(old: Passage, new: Passage) -> Iterator[tuple[Look, Look, str]]:
    """The characters that stay, in stretches that are set one way before and one way now."""
    before, now = _by_character(old), _by_character(new)
    matcher = SequenceMatcher(None, old.text, new.text, autojunk=False)
    blocks = [(0, 0, len(old.text))] if old.text == new.text else matcher.get_matching_blocks()
    for i, j, length in blocks:
        pairs = zip(before[i : i + length], now[j : j + length], new.text[j : j + length], strict=False)
        for _, group in groupby(pairs, key=lambda pair: (id(pair[0]), id(pair[1]))):
            stretch = list(group)
            yield stretch[0][0], stretch[0][1], "".join(character for *_, character in stretch)


def _by_character(passage: Passage) -> list[Look]:
    return [look for count, look in passage.spans for _ in range(count)]


def grouped(found: Iterable[Relook]) -> list[Relook]:
    """The same change in several places is told once, with all of them."""
    places: dict[Relook, list[str]] = {}
    for relook in found:
        places.setdefault(replace(relook, place=""), []).append(relook.place)
    return [replace(relook, place=_together(list(dict.fromkeys(where)))) for relook, where in places.items()]


def _together(places: Sequence[str]) -> str:
    """Places one after another as the fewest words: 正文第2至5段、标题."""
    said: list[str] = []
    run: list[str] = []
    for place in [*places, ""]:
        if run and _follows(run[-1], place):
            run.append(place)
            continue
        if run:
            said.append(_run(run))
        run = [place]
    return "、".join(said)


def _follows(before: str, place: str) -> bool:
    one, other = _counted(before), _counted(place)
    return one is not None and other is not None and one[0] == other[0] and one[1] + 1 == other[1]


def _counted(place: str) -> tuple[str, int] | None:
    head, _, number = place.removesuffix("段").rpartition("第")
    return (head, int(number)) if place.endswith("段") and number.isdigit() else None


def _run(places: Sequence[str]) -> str:
    first, last = _counted(places[0]), _counted(places[-1])
    if len(places) == 1 or first is None or last is None:
        return places[0]
    return f"{first[0]}第{first[1]}至{last[1]}段"
