"""A file appears in its place only when whole: written beside it first, then moved there in one step."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import get_native_id

__all__ = ["put_whole", "whole"]


@contextmanager
def whole(target: Path, bench: Path | None = None) -> Iterator[Path]:
    """Where to write a file that takes its place when the block ends; what stood there stays until then.

    Nothing is left of it where the block raises. `bench` is another folder on the same disk to write in first,
    `target`'s own where none is given. Raises OSError.
    """
    # the name of the target may be as long as can be; two threads may be at the same file
    name = sha256(str(target).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    half = (bench or target.parent) / f".{name}-{os.getpid()}-{get_native_id()}.half"
    try:
        yield half
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def put_whole(target: Path, content: bytes | Iterable[bytes], bench: Path | None = None) -> None:
    """Put a file in its place, whole or not at all (see `whole`).

    `content` is all of it or, of a long one, its pieces in order. Raises OSError.
    """
    with whole(target, bench) as half, half.open("wb") as file:
        file.writelines((content,) if isinstance(content, bytes) else content)
