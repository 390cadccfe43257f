"""A file appears in its place only when whole: written beside it first, then moved there in one step."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

__all__ = ["put_whole"]


def put_whole(target: Path, content: bytes | Iterable[bytes], bench: Path | None = None) -> None:
    """Put a file in its place; what stood there stays until then, and nothing half made is left.

    `content` is the whole or, of a long one, its pieces in order. `bench` is another folder on the same disk to write
    in first, `target`'s own where none is given. Raises OSError.
    """
    name = sha256(str(target).encode("utf-8", "surrogateescape")).hexdigest()[
        :32
    ]  # the target's may be as long as can be
    half = (bench or target.parent) / f".{name}-{os.getpid()}.half"
    try:
        with half.open("wb") as file:
            file.writelines((content,) if isinstance(content, bytes) else content)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
