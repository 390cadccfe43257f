"""The archive that a Word file is, unpacked with care; what is made of its parts is for whoever asks.

A file of 300 kB can unpack to 800 MB, so nothing of it is believed: sizes are read from the directory before a part is
opened, and the bytes are counted again while reading.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from io import BytesIO
from typing import Final

__all__ = ["Flaw", "Flawed", "Limits", "Parts", "unpacked"]

#: Name of a part → its bytes.
Parts = dict[str, bytes]

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_SMALL: Final = 1024 * 1024  # bytes; below this a ratio says nothing
#: What zipfile and the decompressors raise on archives that are not whole, or not as they say.
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    KeyError,
    NotImplementedError,
    ValueError,
    OSError,
)


class Flaw(Enum):
    """Why a file is not unpacked."""

    ENCRYPTED = auto()
    OLD = auto()  # the format before .docx
    FOREIGN = auto()  # no archive
    DAMAGED = auto()
    TOO_LARGE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flawed:
    """A file that is not unpacked. `size`: the bytes it would unpack to, where it is too large."""

    flaw: Flaw
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a file may unpack to: bytes and number of all its parts; how many times its own size (None: any)."""

    unpacked: int
    parts: int
    ratio: int | None = None

    def exceeded(self, size: int, parts: int, packed: int) -> bool:
        """Whether that many bytes and parts are too many for a file of `packed` bytes."""
        swollen = self.ratio is not None and size > _SMALL and size > self.ratio * packed
        return size > self.unpacked or parts > self.parts or swollen


def unpacked(content: bytes, limits: Limits, wanted: Callable[[str], bool] | None = None) -> Parts | Flawed:
    """The parts of a file, or only those whose names are `wanted`; or why it is not unpacked.

    A file that has a part twice is damaged: it would show one thing to one program and another to another.
    """
    if content.startswith(_OLE):
        return Flawed(flaw=Flaw.ENCRYPTED if _ENCRYPTED in content else Flaw.OLD)
    if not content.startswith(b"PK"):
        return Flawed(flaw=Flaw.FOREIGN)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _read(archive, len(content), limits, wanted)
    except _DAMAGED:
        return Flawed(flaw=Flaw.DAMAGED)
    except RuntimeError:  # zipfile's word for a part that wants a password
        return Flawed(flaw=Flaw.ENCRYPTED)


def _read(
    archive: zipfile.ZipFile, packed: int, limits: Limits, wanted: Callable[[str], bool] | None
) -> Parts | Flawed:
    infos = archive.infolist()
    if len({info.filename for info in infos}) < len(infos):
        return Flawed(flaw=Flaw.DAMAGED)
    said = sum(info.file_size for info in infos)
    if limits.exceeded(said, len(infos), packed):
        return Flawed(flaw=Flaw.TOO_LARGE, size=said)
    parts: Parts = {}
    left = limits.unpacked
    for info in infos:
        if info.is_dir() or (wanted is not None and not wanted(info.filename)):
            continue
        with archive.open(info) as part:
            parts[info.filename] = part.read(left + 1)
        left -= len(parts[info.filename])
        if left < 0:
            return Flawed(flaw=Flaw.TOO_LARGE, size=limits.unpacked)
    return parts
