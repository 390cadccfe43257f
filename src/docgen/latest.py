"""What was made for the keys asked for last: results of long work that recur from paper to paper."""

from __future__ import annotations

from typing import TypeVar

__all__ = ["Latest"]

_Key = TypeVar("_Key")
_Made = TypeVar("_Made")


class Latest(dict[_Key, _Made]):
    """As many results as `most`; the one that was asked for longest ago goes first.

    `functools.lru_cache` does the same for what is wholly told by its arguments. Here a key may stand for what is too
    long to compare, such as a style by its identity; its result then holds that, so that no other can have it.
    """

    __slots__ = ("_most",)

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def again(self, key: _Key) -> _Made | None:
        """The result of a key, which now is the last that was asked for; None where there is none."""
        made = self.pop(key, None)
        if made is not None:
            self[key] = made
        return made

    def keep(self, key: _Key, made: _Made) -> _Made:
        """Keep a new result, and let go of another where there are too many; gives the result."""
        if len(self) >= self._most:
            del self[next(iter(self))]
        self[key] = made
        return made
