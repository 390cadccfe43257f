"""Fields under their headers, as wording reads them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

__all__ = ["Fields"]


_UNASKED: Final = object()


class Fields(Mapping[str, Any]):
    """Values by name, each made when it is first asked for: a wording names a few of those that it might.

    `make` gives the value of one of `names`. `made` holds those that were asked for already.
    """

    __slots__ = ("_make", "_names", "made")

    def __init__(self, names: Collection[str], make: Callable[[str], Any]) -> None:
        self._names = names
        self._make = make
        self.made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        known = self.made.get(name, _UNASKED)  # no exception: most are asked for the first time
        if known is not _UNASKED:
            return known
        if name not in self._names:
            raise KeyError(name)
        made = self.made[name] = self._make(name)
        return made

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
