"""What was made for the keys asked for last: results of long work that recur from paper to paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

__all__ = ["Latest"]

_Key = TypeVar("_Key")
_Made = TypeVar("_Made")


class Latest(Generic[_Key, _Made]):
    """As many results as `most`; the one that was asked for longest ago goes first.

    `functools.lru_cache` does the same for what is wholly told by its arguments. Here a key may stand for what is too
    long to compare, such as a style by its identity; its result then holds that, so that no other can have it.
    """

    __slots__ = ("_kept", "_most")

    def __init__(self, most: int) -> None:
        self._kept: dict[_Key, _Made] = {}
        self._most = most

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[_Key]:
        """The keys, the one that goes next first."""
        return iter(self._kept)

    def again(self, key: _Key) -> _Made | None:
        """The result of a key, which now is the last that was asked for; None where there is none."""
        made = self._kept.pop(key, None)
        if made is not None:
            self._kept[key] = made
        return made

    def keep(self, key: _Key, made: _Made) -> _Made:
        """Keep a new result, and let go of another where there are too many; gives the result."""
        self._kept.pop(key, None)
        if len(self._kept) >= self._most:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = made
        return made
