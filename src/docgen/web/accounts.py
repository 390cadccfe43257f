"""Who asks: users and their roles, passwords by argon2, sessions, tokens of programs, throttled log-ins, the audit log.

Without accounts there is one user, at this machine, who may do everything; what is done is noted down all the same.
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from hashlib import sha256
from typing import Any, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from docgen.web.storage import Storage, now

__all__ = ["HERE", "Accounts", "Role", "User", "why_weak"]

#: A session ends when nobody has used it for so long, or after a working day.
_IDLE: Final = timedelta(hours=2)
_DAY: Final = timedelta(hours=12)
#: So many wrong passwords in so long a time, for one name or from one address, and no more are looked at.
_WINDOW: Final = timedelta(minutes=15)
_WRONG_NAME: Final = 5
_WRONG_ADDRESS: Final = 20
#: Passwords looked at at once: each takes 64 MB for a moment.
_AT_ONCE: Final = 2
_SHORTEST: Final = 10
_LONGEST: Final = 200
#: Compared with where there is no such user, so that the answer takes as long.
_NOBODY: Final = PasswordHasher().hash(secrets.token_urlsafe(16))

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS user (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, hash TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1, created TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS session (
    digest TEXT PRIMARY KEY, user INTEGER NOT NULL REFERENCES user, program TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL, seen TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wrong (subject TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS wrong_subject ON wrong (subject, at);
CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, act TEXT NOT NULL, what TEXT NOT NULL);
"""


class Role(Enum):
    """What a user may do. Each may do what the one before may."""

    CLERK = "经办"  # makes papers of the datasets that he gave
    SIGNER = "审核签发"  # sees everybody's, issues, makes numbers void, changes wording, sees persons' own ledgers
    ADMIN = "管理"  # keeps users, reads the audit log


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Who asks. `id` None: the one user of a page without accounts."""

    id: int | None
    name: str
    role: Role
    active: bool = True

    @property
    def signs(self) -> bool:
        """Whether he may issue, correct the register, change wording, and see what is everybody's."""
        return self.role in (Role.SIGNER, Role.ADMIN)

    @property
    def keeps(self) -> bool:
        """Whether he keeps users and reads the audit log."""
        return self.role is Role.ADMIN

    @property
    def scope(self) -> int | None:
        """Whose datasets and batches he sees: None for everybody's."""
        return None if self.signs else self.id

    def sees(self, owner: int | None) -> bool:
        """Whether he sees what that user owns."""
        return self.signs or (owner is not None and owner == self.id)


#: Who asks where there are no accounts: whoever sits at this machine.
HERE: Final = User(id=None, name="本机", role=Role.ADMIN)


def why_weak(name: str, password: str) -> str:
    """Why a password will not do; empty when it does."""
    if len(password) < _SHORTEST:
        return f"密码至少 {_SHORTEST} 个字符。"
    if len(password) > _LONGEST:
        return "密码太长。"
    if name.lower() in password.lower() or len(set(password)) < 5:
        return "密码太容易猜：不要含用户名，不要只用几个相同的字符。"
    return ""


class Accounts:
    """The users of a data folder."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._hasher = PasswordHasher()
        self._few = threading.Semaphore(_AT_ONCE)

    def prepare(self) -> None:
        """Make the tables that are missing."""
        self._storage.script(SCHEMA)

    def all(self) -> list[User]:
        """The users, by name."""
        return [_user(row) for row in self._storage.rows("SELECT * FROM user ORDER BY name")]

    def add(self, name: str, password: str, role: Role) -> bool:
        """Add a user; False when there is one of that name."""
        statement = (
            "INSERT INTO user (name, role, hash, created) SELECT ?, ?, ?, ? WHERE NOT EXISTS"
            " (SELECT 1 FROM user WHERE name = ?)"
        )
        given = (name, role.value, self._hasher.hash(password), now(), name)
        return self._storage.changed(statement, *given) > 0

    def change(self, number: int, *, role: Role | None = None, active: bool | None = None) -> None:
        """Give a user another role, or shut him out or let him in; his sessions end."""
        if role is not None:
            self._storage.run("UPDATE user SET role = ? WHERE id = ?", role.value, number)
        if active is not None:
            self._storage.run("UPDATE user SET active = ? WHERE id = ?", active, number)
        self._storage.run("DELETE FROM session WHERE user = ?", number)

    def set_password(self, number: int, password: str) -> None:
        """Give a user a new password; all his sessions and tokens end."""
        self._storage.run("UPDATE user SET hash = ? WHERE id = ?", self._hasher.hash(password), number)
        self._storage.run("DELETE FROM session WHERE user = ?", number)

    def knows(self, name: str, password: str) -> User | None:
        """The user of a name and a password; None of a wrong one, after as long a time."""
        row = self._storage.row("SELECT * FROM user WHERE name = ? AND active = 1", name)
        try:
            with self._few:
                self._hasher.verify(row["hash"] if row else _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return None
        return _user(row) if row else None

    def throttled(self, name: str, address: str) -> bool:
        """Whether there were too many wrong passwords of late, for the name or from the address."""
        since = (datetime.now(UTC) - _WINDOW).isoformat(timespec="seconds")
        self._storage.run("DELETE FROM wrong WHERE at < ?", since)
        counts: dict[str, int] = {
            row["subject"]: row["n"]
            for row in self._storage.rows("SELECT subject, count(*) AS n FROM wrong GROUP BY subject")
        }
        return counts.get(f"名 {name}", 0) >= _WRONG_NAME or counts.get(f"址 {address}", 0) >= _WRONG_ADDRESS

    def wrong(self, name: str, address: str) -> None:
        """Note down a password as wrong, before it is looked at: many at once are counted too."""
        self._storage.add_all("wrong", [{"subject": each, "at": now()} for each in (f"名 {name}", f"址 {address}")])

    def right(self, name: str, address: str) -> None:
        """The password was right: what was noted down of the name, and this time of the address, is forgotten."""
        self._storage.run("DELETE FROM wrong WHERE subject = ?", f"名 {name}")
        newest = "SELECT max(rowid) FROM wrong WHERE subject = ?"
        self._storage.run(f"DELETE FROM wrong WHERE rowid = ({newest})", f"址 {address}")

    def begin(self, user: User, program: str = "") -> str:
        """Begin a session of a browser, or make a token for a `program`; what it must show."""
        shown = secrets.token_urlsafe(32)
        self._storage.add("session", digest=_digest(shown), user=user.id, program=program, created=now(), seen=now())
        return shown

    def of(self, shown: str, *, program: bool = False) -> User | None:
        """The user of a session, or of a program's token; None when there is none, or it has ended."""
        row = self._storage.row(
            "SELECT user.*, session.created AS begun, session.seen FROM session JOIN user ON user.id = session.user"
            " WHERE digest = ? AND (program != '') = ? AND active = 1",
            *(_digest(shown), program),
        )
        if row is None:
            return None
        moment = datetime.now(UTC)
        idle, age = (moment - datetime.fromisoformat(row[each]) for each in ("seen", "begun"))
        if not program and (idle > _IDLE or age > _DAY):
            self.end(shown)
            return None
        if idle > timedelta(minutes=1):
            self._storage.run("UPDATE session SET seen = ? WHERE digest = ?", now(), _digest(shown))
        return _user(row)

    def end(self, shown: str) -> None:
        """End a session."""
        self._storage.run("DELETE FROM session WHERE digest = ?", _digest(shown))

    def programs(self, user: User) -> list[str]:
        """The programs that have a token of a user."""
        statement = "SELECT program FROM session WHERE user = ? AND program != '' ORDER BY program"
        return [row["program"] for row in self._storage.rows(statement, user.id)]

    def forget(self, user: User, program: str) -> None:
        """Take a program's token back."""
        self._storage.run("DELETE FROM session WHERE user = ? AND program = ? AND program != ''", user.id, program)

    def note(self, who: str, act: str, what: str) -> None:
        """Write a line of the audit log; lines are never changed or deleted."""
        self._storage.add("audit", at=now(), who=who, act=act, what=what[:300])

    def log(self, before: int | None = None) -> list[dict[str, Any]]:
        """Two hundred lines of the audit log, newest first, those before a number where it is given."""
        return self._storage.rows(
            "SELECT * FROM audit WHERE ? IS NULL OR id < ? ORDER BY id DESC LIMIT 200", before, before
        )


def _digest(shown: str) -> str:
    """What the table has of a session: who reads it cannot show it."""
    return sha256(shown.encode()).hexdigest()


def _user(row: dict[str, Any]) -> User:
    return User(id=row["id"], name=row["name"], role=Role(row["role"]), active=bool(row["active"]))
