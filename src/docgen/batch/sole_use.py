"""One batch at a time works in a folder, or who makes one file of it anew, and clears away what was left half made."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

__all__ = ["InUseError", "aside", "sole_use"]

#: The beginning of the name of a folder for files in the making.
_BENCH: Final = ".docgen-"
_HALF: Final = ".*.half"


class InUseError(Exception):
    """Another batch is at work in the folder."""


@contextmanager
def sole_use(out: Path) -> Iterator[None]:
    """Make a folder and have it alone for a while; the system lets go of it when this process ends, however it does.

    A disk that knows no locks of folders (some of the network) is trusted to have one user. Raises InUseError, and
    OSError when the folder cannot be made.
    """
    out.mkdir(parents=True, exist_ok=True)
    held = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUseError(str(out)) from error
        except OSError:
            yield
            return
        _clear(out)
        yield
    finally:
        os.close(held)


@contextmanager
def aside(out: Path) -> Iterator[Path]:
    """A folder in `out` for files that are not to be seen yet; gone afterwards, whatever happens. Raises OSError."""
    folder = Path(tempfile.mkdtemp(prefix=_BENCH, dir=out))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear(out: Path) -> None:
    """Files half made, of a batch that ended without a chance to clear up."""
    for path in out.glob(f"{_BENCH}*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
    for path in out.glob(_HALF):
        with suppress(OSError):
            path.unlink()
