"""Choices that look arbitrary and are always the same."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, TypeVar

__all__ = ["Dice"]

T = TypeVar("T")

_OFF: Final = (  # days off within the time of the examples
    (date(2014, 9, 6), date(2014, 9, 8)),
    (date(2014, 10, 1), date(2014, 10, 7)),
    (date(2015, 1, 1), date(2015, 1, 3)),
)
_SLOT: Final = re.compile(r"⟨([^⟨⟩]*)⟩")
_RANGE: Final = re.compile(r"(\d+(?:\.\d+)?)~(\d+(?:\.\d+)?)")


class Dice:
    """A seeded source of choices. Built on `random.Random.random` alone, whose sequence Python keeps for ever."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def chance(self, probability: float) -> bool:
        """True in this share of the calls."""
        return self._random.random() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def day(self, first: date, last: date) -> date:
        """A day, both ends included."""
        return first + timedelta(days=self.between(0, max(0, (last - first).days)))

    def workday(self, first: date, last: date) -> date:
        """A working day, both ends included; the next one after where there is none between them."""
        day = self.day(first, last)
        while not _works(day) and day > first:
            day -= timedelta(days=1)
        while not _works(day):
            day += timedelta(days=1)
        return day

    def pick(self, choices: Sequence[T]) -> T:
        """One of them."""
        return choices[int(self._random.random() * len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """`count` different ones (or all), in their own order."""
        left = list(range(len(choices)))
        taken = [left.pop(int(self._random.random() * len(left))) for _ in range(min(count, len(left)))]
        return [choices[index] for index in sorted(taken)]

    def weighted(self, weights: dict[T, float]) -> T:
        """A key, with the chance of its weight."""
        point = self._random.random() * sum(weights.values())
        for key, weight in weights.items():
            point -= weight
            if point < 0:
                return key
        return next(reversed(weights))

    def say(self, pattern: str, **names: str) -> str:
        """A sentence with its slots filled: ⟨甲|乙⟩ one of them, ⟨3~9⟩ a number of as many decimals, ⟨name⟩ a name."""

        def fill(match: re.Match[str]) -> str:
            slot = str(match[1])
            if slot in names:
                return names[slot]
            span = _RANGE.fullmatch(slot)
            if span is None:
                choices: list[str] = slot.split("|")
                return self.pick(choices)
            decimals = len(span[1].partition(".")[2])
            scale = 10**decimals
            number = self.between(round(float(span[1]) * scale), round(float(span[2]) * scale))
            return f"{number / scale:.{decimals}f}" if decimals else str(number)

        while _SLOT.search(pattern):
            pattern = _SLOT.sub(fill, pattern)
        return pattern


def _works(day: date) -> bool:
    return day.weekday() < 5 and not any(first <= day <= last for first, last in _OFF)
