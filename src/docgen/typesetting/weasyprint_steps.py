"""Which steps of WeasyPrint this house replaces or relies on: it works with the release that was read, or not at all.

The steps are private. A release that has changed one of them might set lines wrongly without a word, so the sources
are compared with those that were read.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

import weasyprint

__all__ = ["ChangedError", "require"]

_VERSION: Final = "70.0"


class ChangedError(RuntimeError):
    """WeasyPrint is not the one that its replaced steps were written for: pages would silently come out wrong."""


def require(steps: Mapping[str, tuple[Any, str]]) -> None:
    """ChangedError unless each step, by its name, is in its module or class as its SHA-256 says."""
    if weasyprint.__version__ != _VERSION:
        raise ChangedError(f"WeasyPrint {weasyprint.__version__} instead of {_VERSION}")
    for name, (owner, known) in steps.items():
        found = sha256(inspect.getsource(getattr(owner, name)).encode()).hexdigest()
        if found != known:
            raise ChangedError(f"weasyprint {owner.__name__}.{name} has changed: {found}")
