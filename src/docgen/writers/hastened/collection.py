"""The collector of garbage kept from looking through a paper while it is made.

It looks for cycles that nothing holds any more, over and over while objects are made, and nothing of a paper can be
let go before its file is written.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["put_off"]


@contextmanager
def put_off() -> Iterator[None]:
    """Inside, no garbage is collected; what a paper leaves is, once it is done."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
