"""The SQLite file of the page: opened by server, desk and press alike, each thread with a connection of its own."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

__all__ = ["Storage", "now"]

#: Seconds that a writer waits for another.
_PATIENCE: Final = 20.0
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS dataset (
    id INTEGER PRIMARY KEY, campaign INTEGER NOT NULL, previous INTEGER, name TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL DEFAULT '', state TEXT NOT NULL, example INTEGER NOT NULL DEFAULT 0, owner INTEGER,
    created TEXT NOT NULL, problems TEXT NOT NULL DEFAULT '[]', marked TEXT NOT NULL DEFAULT '[]',
    units TEXT NOT NULL DEFAULT '[]', foreseen INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS paper (
    dataset INTEGER NOT NULL REFERENCES dataset, place INTEGER NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL,
    word TEXT NOT NULL, variant TEXT NOT NULL, unit TEXT NOT NULL, title TEXT NOT NULL, formats TEXT NOT NULL,
    extra TEXT NOT NULL, pages INTEGER, incomplete INTEGER, series TEXT NOT NULL, problems TEXT NOT NULL,
    PRIMARY KEY (dataset, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS batch (
    id INTEGER PRIMARY KEY, task TEXT NOT NULL, dataset INTEGER NOT NULL REFERENCES dataset, campaign INTEGER NOT NULL,
    owner INTEGER, request TEXT NOT NULL, state TEXT NOT NULL, total INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0, cancel INTEGER NOT NULL DEFAULT 0, message TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL, started TEXT, ended TEXT);
CREATE TABLE IF NOT EXISTS made (
    id INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch, place INTEGER NOT NULL, key TEXT NOT NULL,
    kind TEXT NOT NULL, word TEXT NOT NULL, variant TEXT NOT NULL, unit TEXT NOT NULL, title TEXT NOT NULL,
    format TEXT NOT NULL, path TEXT, pages INTEGER, note TEXT NOT NULL, problems TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS made_of_batch ON made (batch, place);
CREATE INDEX IF NOT EXISTS made_of_key ON made (key);
"""


def now() -> str:
    """This moment, as the tables have it: ISO 8601, to the second, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Storage:
    """The database. Rows come back as dictionaries. Raises sqlite3.Error when the disk fails."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._local = threading.local()

    def prepare(self) -> None:
        """Make the tables that are missing."""
        self.script(_SCHEMA)

    def script(self, statements: str) -> None:
        """Run statements of the program's own."""
        self._connection().executescript(statements)

    def rows(self, statement: str, *values: Any) -> list[dict[str, Any]]:
        """All rows of a query."""
        return self._connection().execute(statement, values).fetchall()

    def row(self, statement: str, *values: Any) -> dict[str, Any] | None:
        """The first row of a query; None where there is none."""
        found: dict[str, Any] | None = self._connection().execute(statement, values).fetchone()
        return found

    def run(self, statement: str, *values: Any) -> int:
        """Run a statement alone; returns the number of the row that it added."""
        return self._connection().execute(statement, values).lastrowid or 0

    def changed(self, statement: str, *values: Any) -> int:
        """Run a statement alone; returns how many rows it changed."""
        return self._connection().execute(statement, values).rowcount

    @contextmanager
    def together(self) -> Iterator[None]:
        """All within it is written, or nothing."""
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def add(self, table: str, **columns: Any) -> int:
        """Add a row to a table; returns its number. Names of tables and columns are the program's own."""
        return self.run(_insertion(table, columns), *columns.values())

    def add_all(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows that have the same columns, all or none."""
        rows = list(rows)
        if not rows:
            return
        values = [tuple(row.values()) for row in rows]
        if self._connection().in_transaction:
            self._connection().executemany(_insertion(table, rows[0]), values)
            return
        with self.together():
            self._connection().executemany(_insertion(table, rows[0]), values)

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None)
            found.row_factory = _as_dictionary
            # A reader never waits for a writer: pages stay quick while a batch writes.
            found.execute("PRAGMA journal_mode=WAL")
            found.execute("PRAGMA synchronous=NORMAL")
            found.execute("PRAGMA foreign_keys=ON")
            self._local.connection = found
        return found


def _insertion(table: str, columns: Iterable[str]) -> str:
    names = list(columns)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _as_dictionary(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
