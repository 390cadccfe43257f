"""What a coordinator and its workers hand each other: it lies in a file, and only the file's name and hash are sent.

A worker that dies while it sends something large leaves half of it in the pipe of its pool, and whoever reads that
waits for ever; what is smaller than a pipe's block goes whole or not at all. The folder is the batch's own, which
nobody else may read or write.
"""

from __future__ import annotations

import pickle
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

__all__ = ["Parcel", "packed", "unpacked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A file and its sha256. An engine on several machines needs a folder that all of them see."""

    file: Path
    digest: str


def packed(content: Any, folder: Path) -> Parcel:
    """Put something into a folder, in a file of its own: two workers may have made the same. Raises OSError."""
    data = pickle.dumps(content)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(data)
    return Parcel(file=Path(file.name), digest=sha256(data).hexdigest())


def unpacked(parcel: Parcel) -> Any:
    """What was put there. Raises OSError, and ValueError when it is something else."""
    data = parcel.file.read_bytes()
    if parcel.digest != sha256(data).hexdigest():
        raise ValueError("not what was put there")
    return pickle.loads(data)  # noqa: S301 - our own, as its digest shows
