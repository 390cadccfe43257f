"""Where two texts differ, as ranges of both: what stands once in each holds them together, between that they are
compared character by character.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

__all__ = ["Gap", "gaps"]

#: From and to of a range of the one text, and of the other.
Gap = tuple[int, int, int, int]

#: Characters of what holds two texts together: so many in a row are seldom twice.
_ANCHOR: Final = 8
#: Pairs of characters that are compared one by one; beyond, two stretches have little in common but by chance.
_MOST: Final = 4_000_000


def gaps(one: str, other: str) -> tuple[Gap, ...]:
    """The ranges that differ, in order; none where the texts are equal."""
    if one == other:
        return ()
    start, end = _edges(one, other)
    first, second = one[start : len(one) - end], other[start : len(other) - end]
    found: list[Gap] = []
    at = (0, 0)
    for i, j, length in (*_anchors(first, second), (len(first), len(second), 0)):
        found += _within(first, second, at, (i, j))
        at = i + length, j + length
    return tuple((a + start, b + start, c + start, d + start) for a, b, c, d in found)


def _edges(one: str, other: str) -> tuple[int, int]:
    """How many characters both begin and end with."""
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    end = next((at for at in range(most - start) if one[-1 - at] != other[-1 - at]), most - start)
    return start, end


def _anchors(one: str, other: str) -> Iterator[tuple[int, int, int]]:
    """Stretches that stand once in each text, in the order of both, as (place, place, length); none overlap."""
    places = _once(one)
    there = _once(other)
    pairs = sorted((place, there[text]) for text, place in places.items() if text in there)
    at = (0, 0)
    length = 0
    for i, j in _rising(pairs):
        if length and i - at[0] == j - at[1] and i <= at[0] + length:
            length = i - at[0] + _ANCHOR
        elif i >= at[0] + length and j >= at[1] + length:
            if length:
                yield *at, length
            at, length = (i, j), _ANCHOR
    if length:
        yield *at, length


def _once(text: str) -> dict[str, int]:
    stretches = [text[at : at + _ANCHOR] for at in range(len(text) - _ANCHOR + 1)]
    counts = Counter(stretches)
    return {stretch: at for at, stretch in enumerate(stretches) if counts[stretch] == 1}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that go up in both; `pairs` go up in the first."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        place = bisect_left(ends, second)
        before.append(at[place - 1] if place else -1)
        if place == len(ends):
            ends.append(second)
            at.append(number)
        else:
            ends[place], at[place] = second, number
    chosen = []
    number = at[-1] if at else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _within(one: str, other: str, start: tuple[int, int], end: tuple[int, int]) -> Iterator[Gap]:
    """What differs between two anchors."""
    (i, j), (i_end, j_end) = start, end
    if (i_end - i) * (j_end - j) > _MOST or not (i_end - i and j_end - j):
        if i_end - i or j_end - j:
            yield i, i_end, j, j_end
        return
    matcher = SequenceMatcher(None, one[i:i_end], other[j:j_end], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield i + a, i + b, j + c, j + d
