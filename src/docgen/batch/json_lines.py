"""A value a line, as JSON: the one way in which the manifest and the journal of a batch are written and read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

__all__ = ["read_lines", "written"]


def written(value: Any) -> bytes:
    """A value as a line. A lone surrogate, which UTF-8 cannot hold, is written as JSON's escape of it."""
    return f"{json.dumps(value, ensure_ascii=False)}\n".encode("utf-8", "backslashreplace")


def read_lines(path: Path) -> Iterator[Any]:
    r"""The values of a file, read line by line; None for a line that is no JSON, nothing where no file can be read.

    A line ends at \n alone: U+2028, U+0085 and their like may stand in a text as they are.
    """
    with suppress(OSError), path.open("rb") as file:
        for line in file:
            if line.strip():
                yield _value(line)


def _value(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8", "surrogatepass"))  # so earlier versions wrote the journal
    except ValueError:
        return None
