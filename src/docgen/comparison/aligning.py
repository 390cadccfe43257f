"""Which passage of the new file is which of the old: those that are the same, then between them the most alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Final, TypeVar

__all__ = ["ALIKE", "aligned", "likeness", "most_alike"]

T = TypeVar("T")

#: From this likeness on two passages are one that was changed.
ALIKE: Final = 0.4
#: From this likeness on a passage that is gone here and new there has been moved.
_MOVED: Final = 0.8
#: Pairs of passages that are looked at one by one; beyond, two texts have nothing in common but by chance.
_MOST: Final = 250_000


def aligned(
    old: Sequence[T],
    new: Sequence[T],
    text: Callable[[T], str],
    judged: Callable[[T, T, float], float] = lambda old, new, like: like,
) -> Iterator[tuple[T | None, T | None]]:
    """Pairs in the order of both; None stands where one file has nothing.

    `judged` may know better how alike two are than their texts, whose likeness it is given.
    """
    olds, news = [text(each) for each in old], [text(each) for each in new]
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(old[i:i_end], new[j:j_end], strict=True)
            continue
        like = _table(olds[i:i_end], news[j:j_end], partial(_judged_at, judged, old[i:i_end], new[j:j_end]))
        for one, other in _most_alike(i_end - i, j_end - j, like):
            yield None if one is None else old[i + one], None if other is None else new[j + other]


def _judged_at(
    judged: Callable[[T, T, float], float], old: Sequence[T], new: Sequence[T], i: int, j: int, like: float
) -> float:
    return judged(old[i], new[j], like)


def _table(old: Sequence[str], new: Sequence[str], judged: Callable[[int, int, float], float]) -> list[list[float]]:
    """How alike each of the old is to each of the new; nothing is where there are too many to look at."""
    if len(old) * len(new) > _MOST:
        return []
    left, right = [_pairs(each) for each in old], [_pairs(each) for each in new]
    return [[judged(a, b, _likeness(one, other)) for b, other in enumerate(right)] for a, one in enumerate(left)]


def _most_alike(old: int, new: int, like: list[list[float]]) -> Iterator[tuple[int | None, int | None]]:
    """The pairing in order whose likenesses sum up to the most, of that many old and new ones."""
    best = [[0.0] * (new + 1) for _ in range(old + 1)]
    for i in reversed(range(len(like))):
        for j in reversed(range(new)):
            paired = like[i][j] + best[i + 1][j + 1] if like[i][j] >= ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while like and i < old and j < new:
        if like[i][j] >= ALIKE and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield i, None
            i += 1
        else:
            yield None, j
            j += 1
    yield from ((index, None) for index in range(i, old))
    yield from ((None, index) for index in range(j, new))


def most_alike(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which of the old texts each of the new ones is, in whatever order, where it is so alike that it was moved."""
    left = {index: _pairs(each) for index, each in enumerate(old)}
    many = len(old) * len(new) > _MOST
    for at, text in enumerate(new):
        pairs = _pairs(text)
        there = (index for index in left if not many or old[index] == text)
        best = max(there, key=lambda index: _likeness(left[index], pairs), default=None)
        if best is not None and _likeness(left[best], pairs) >= _MOVED:
            del left[best]
            yield best, at


def likeness(old: str, new: str) -> float:
    """How much two texts share, 0 to 1, by their pairs of neighbouring characters."""
    return _likeness(_pairs(old), _pairs(new))


def _pairs(text: str) -> Counter[str]:
    bare = f" {text} "
    return Counter(bare[at : at + 2] for at in range(len(bare) - 1))


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0
