"""Which steps of WeasyPrint this house replaces or relies on: it works with the release that was read, or not at all.

The steps are private. A release that has changed one of them might set lines wrongly without a word, so the sources
are compared with those that were read.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

import weasyprint

__all__ = ["ChangedError", "Step", "install"]

_VERSION: Final = "70.0"


class ChangedError(RuntimeError):
    """WeasyPrint is not the one that its replaced steps were written for: pages would silently come out wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A function or class `name` of a module or class `owner`; `digest` is the SHA-256 of its source.

    `new` is what stands in its place, in every module of `owners` that has it by that name; None for a step that is
    only relied on. `old` is the step as WeasyPrint has it.
    """

    owner: Any
    name: str
    digest: str
    new: Callable[..., Any] | None = None
    owners: tuple[Any, ...] = ()
    old: Any = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "old", getattr(self.owner, self.name))

    def put(self, step: Any) -> None:
        """Put a step wherever WeasyPrint looks for it."""
        for owner in (self.owner, *self.owners):
            setattr(owner, self.name, step)


def install(steps: Sequence[Step]) -> None:
    """Put the new steps in the place of the old. ChangedError when one of those is not the one that was read."""
    if all(getattr(step.owner, step.name) is step.new for step in steps if step.new):
        return
    if weasyprint.__version__ != _VERSION:
        raise ChangedError(f"WeasyPrint {weasyprint.__version__} instead of {_VERSION}")
    for step in steps:
        current = getattr(step.owner, step.name)
        if step.new is None or current is not step.new:
            found = sha256(inspect.getsource(current).encode()).hexdigest()
            if found != step.digest:
                raise ChangedError(f"weasyprint {step.owner.__name__}.{step.name} has changed: {found}")
    for step in steps:
        if step.new:
            step.put(step.new)
