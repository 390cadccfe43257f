"""What an office has given to make its papers by: its 版式 and its own Word templates, until it takes them back.

One that was taken back is offered no more; its file stays, since batches that were made by it are resumed by it.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docgen.web.data_folder import DataFolder, file_name
from docgen.web.storage import Storage, now

__all__ = ["SCHEMA", "STANDARD", "TEMPLATE", "OwnFile", "OwnFiles"]

#: What a file is for.
STANDARD: Final = "版式"
TEMPLATE: Final = "模板"

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS own_file (
    id INTEGER PRIMARY KEY, what TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, created TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0);
"""
_FILES: Final = """
SELECT *, EXISTS (
    SELECT 1 FROM own_file AS other
    WHERE other.what = own_file.what AND other.title = own_file.title AND other.id <> own_file.id AND NOT other.gone
) AS namesake FROM own_file
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """A file of the office's own. `title` is what it calls itself, `gone`: it was taken back.

    `namesake`: another that is offered calls itself the same, as one does that was mended and given again.
    """

    id: int
    what: str
    name: str
    title: str
    created: str
    gone: bool
    namesake: bool

    @property
    def shown(self) -> str:
        """What it is called where one is chosen or told of: its title, with its number beside a namesake."""
        return f"{self.title}（{self.id} 号）" if self.namesake else self.title


class OwnFiles:
    """The own files of a data folder."""

    def __init__(self, storage: Storage, folder: DataFolder) -> None:
        self._storage = storage
        self._folder = folder

    def prepare(self) -> None:
        """Make the table that is missing."""
        self._storage.script(SCHEMA)

    def add(self, what: str, source: Path, title: str) -> int:
        """Keep a file; its number. Raises OSError."""
        name = file_name(source.name)
        with self._storage.together():
            number = self._storage.add("own_file", what=what, name=name, title=title, created=now())
            target = self._folder.own(number)
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target / name)
        return number

    def all(self, what: str) -> list[OwnFile]:
        """Those that are offered, by their titles."""
        rows = self._storage.rows(f"{_FILES} WHERE what = ? AND NOT gone ORDER BY title, id", what)
        return [_own_file(row) for row in rows]

    def get(self, number: int) -> OwnFile | None:
        """One of them, taken back or not; None where there is none."""
        row = self._storage.row(f"{_FILES} WHERE id = ?", number)
        return None if row is None else _own_file(row)

    def file(self, own: OwnFile) -> Path:
        """Where it lies."""
        return self._folder.own(own.id) / own.name

    def take_back(self, number: int) -> None:
        """Offer it no more."""
        self._storage.run("UPDATE own_file SET gone = 1 WHERE id = ?", number)


def _own_file(row: dict[str, Any]) -> OwnFile:
    return OwnFile(**{**row, "gone": bool(row["gone"]), "namesake": bool(row["namesake"])})
