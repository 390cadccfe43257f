"""The tables of the register's database. What must never happen, the database itself refuses."""

from __future__ import annotations

from typing import Final

__all__ = ["APPLICATION", "SCHEMA", "TABLES"]

#: The version of the tables; a register of a newer one is left alone.
SCHEMA: Final = 1
#: What tells our database from anybody else's (PRAGMA application_id): 发文 in UTF-16.
APPLICATION: Final = 0x53D16587

TABLES: Final = (
    """
    CREATE TABLE numbers (
      series TEXT NOT NULL,
      year INTEGER NOT NULL,
      serial INTEGER NOT NULL CHECK (serial > 0),
      state TEXT NOT NULL CHECK (state IN ('reserved', 'free', 'issued', 'void')),
      origin TEXT NOT NULL CHECK (origin IN ('allotted', 'given', 'imported')),
      pid INTEGER, started INTEGER, boot TEXT, namespace TEXT,
      title TEXT NOT NULL DEFAULT '',
      security TEXT NOT NULL DEFAULT '',
      copies INTEGER,
      drafter TEXT NOT NULL DEFAULT '',
      signer TEXT NOT NULL DEFAULT '',
      signed_on TEXT,
      printed_on TEXT,
      recipients TEXT NOT NULL DEFAULT '',
      copies_to TEXT NOT NULL DEFAULT '',
      archive TEXT NOT NULL DEFAULT '',
      paper TEXT NOT NULL DEFAULT '',
      kind TEXT NOT NULL DEFAULT '',
      unit TEXT NOT NULL DEFAULT '',
      content TEXT NOT NULL DEFAULT '',
      reason TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (series, year, serial),
      CHECK ((state = 'reserved') = (pid IS NOT NULL))
    ) STRICT
    """,
    # Two windows that issue the same paper at once: the second finds it taken.
    "CREATE UNIQUE INDEX one_number_a_paper ON numbers (paper) WHERE paper <> '' AND state IN ('reserved', 'issued')",
    """
    CREATE TABLE files (
      series TEXT NOT NULL,
      year INTEGER NOT NULL,
      serial INTEGER NOT NULL,
      path TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      PRIMARY KEY (series, year, serial, path),
      FOREIGN KEY (series, year, serial) REFERENCES numbers (series, year, serial)
    ) STRICT
    """,
    """
    CREATE TRIGGER never_deleted BEFORE DELETE ON numbers WHEN OLD.state IN ('issued', 'void')
    BEGIN SELECT RAISE(ABORT, 'an issued number is never deleted'); END
    """,
    """
    CREATE TRIGGER never_back BEFORE UPDATE OF state ON numbers
    WHEN OLD.state = 'void' OR (OLD.state = 'issued' AND NEW.state NOT IN ('issued', 'void'))
    BEGIN SELECT RAISE(ABORT, 'an issued number is only ever voided'); END
    """,
)
