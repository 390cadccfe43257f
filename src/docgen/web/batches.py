"""Batches and their states, kept in the database so that they outlive the server.

waiting → running → done | failed | cancelled. A server that stops puts a running one back to waiting; it is resumed,
and what stands is not made again. Cancelled and failed ones may be put back to waiting by a person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from docgen.batch.manifest import Line, problems_fields
from docgen.web.storage import Storage, now

__all__ = ["Batch", "Batches", "Made", "Stage"]

#: A batch that has taken the press down so often is given up.
_ATTEMPTS: Final = 3


class Stage(Enum):
    """Where a batch stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def word(self) -> str:
        """As staff read it."""
        words = {"waiting": "排队", "running": "正在做", "done": "做完了", "failed": "没有做成", "cancelled": "已取消"}
        return words[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch. `task` is 制作 or 签发; `request` says which papers (`places` of the dataset's plan) and how."""

    id: int
    task: str
    dataset: int
    campaign: int
    owner: int | None
    request: dict[str, Any]
    state: Stage
    total: int
    done: int
    attempts: int
    cancel: bool
    message: str
    created: str
    started: str | None
    ended: str | None

    @property
    def open(self) -> bool:
        """Whether something is still to come of it."""
        return self.state in (Stage.WAITING, Stage.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file of a batch, or a paper that was refused: then `path` is None and `problems` say why."""

    id: int
    batch: int
    place: int
    key: str
    kind: str
    word: str
    variant: str
    unit: str
    title: str
    format: str
    path: str | None
    pages: int | None
    note: str
    problems: list[dict[str, Any]]


class Batches:
    """The batches of a data folder."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def add(
        self, task: str, dataset: int, campaign: int, request: Mapping[str, Any], total: int, owner: int | None = None
    ) -> int:
        """Put a batch into the queue."""
        return self._storage.add(
            "batch",
            task=task,
            dataset=dataset,
            campaign=campaign,
            owner=owner,
            request=json.dumps(request, ensure_ascii=False),
            state=Stage.WAITING.value,
            total=total,
            created=now(),
        )

    def get(self, number: int) -> Batch | None:
        """A batch; None where there is none."""
        row = self._storage.row("SELECT * FROM batch WHERE id = ?", number)
        return None if row is None else _batch(row)

    def all(self, owner: int | None = None) -> list[Batch]:
        """The last hundred, newest first; `owner`: only those of that user."""
        rows = self._storage.rows(
            "SELECT * FROM batch WHERE (? IS NULL OR owner = ?) ORDER BY id DESC LIMIT 100", owner, owner
        )
        return [_batch(row) for row in rows]

    def claim(self) -> Batch | None:
        """The next one of the queue, which is now running; None where there is none."""
        with self._storage.together():
            row = self._storage.row("SELECT * FROM batch WHERE state = ? ORDER BY id LIMIT 1", Stage.WAITING.value)
            if row is None:
                return None
            self._storage.run("DELETE FROM made WHERE batch = ?", row["id"])
            self._storage.run(
                "UPDATE batch SET state = ?, attempts = attempts + 1, done = 0, started = ?, message = '' WHERE id = ?",
                *(Stage.RUNNING.value, now(), row["id"]),
            )
        return self.get(row["id"])

    def put_back(self, *, fault: bool) -> None:
        """What was running when the press ended waits again; `fault`: the press died of it, perhaps."""
        if fault:
            self._storage.run(
                "UPDATE batch SET state = ?, ended = ?, message = ? WHERE state = ? AND attempts >= ?",
                *(Stage.FAILED.value, now(), "制作进程几次意外中止，多半是内存不够；请少选一些再做"),
                *(Stage.RUNNING.value, _ATTEMPTS),
            )
        lower = "" if fault else ", attempts = attempts - 1"
        self._storage.run(
            f"UPDATE batch SET state = ?{lower} WHERE state = ?", Stage.WAITING.value, Stage.RUNNING.value
        )

    def cancel(self, number: int) -> None:
        """Ask that a batch end; one that waits ends at once."""
        self._storage.run("UPDATE batch SET cancel = 1 WHERE id = ? AND state = ?", number, Stage.RUNNING.value)
        self._storage.run(
            "UPDATE batch SET state = ?, ended = ? WHERE id = ? AND state = ?",
            *(Stage.CANCELLED.value, now(), number, Stage.WAITING.value),
        )

    def resume(self, number: int) -> None:
        """Put a batch that was cancelled or has failed back into the queue."""
        self._storage.run(
            "UPDATE batch SET state = ?, cancel = 0, attempts = 0, ended = NULL WHERE id = ? AND state IN (?, ?)",
            *(Stage.WAITING.value, number, Stage.CANCELLED.value, Stage.FAILED.value),
        )

    def cancelling(self, number: int) -> bool:
        """Whether a running batch was asked to end."""
        row = self._storage.row("SELECT cancel FROM batch WHERE id = ?", number)
        return row is None or bool(row["cancel"])

    def end(self, number: int, state: Stage, message: str = "") -> None:
        """A batch has come to its end."""
        self._storage.run("UPDATE batch SET state = ?, ended = ? WHERE id = ?", state.value, now(), number)
        if message:
            self.say(number, message)

    def note(
        self, number: int, place: int, paper: Mapping[str, str], lines: Sequence[Line], *, count: bool = True
    ) -> None:
        """A paper is made or refused. `paper` has key, word and title; it is not to `count` where it was before."""
        self._storage.add_all("made", [{"batch": number, "place": place, **paper, **_columns(line)} for line in lines])
        if count:
            self.advance(number)

    def advance(self, number: int) -> None:
        """One more paper of a batch is done."""
        self._storage.run("UPDATE batch SET done = done + 1 WHERE id = ?", number)

    def say(self, number: int, message: str) -> None:
        """What came of a batch, in words."""
        self._storage.run("UPDATE batch SET message = ? WHERE id = ?", message, number)

    def made(self, number: int) -> list[Made]:
        """The files of a batch so far, in the order of the plan."""
        rows = self._storage.rows("SELECT * FROM made WHERE batch = ? ORDER BY place, format DESC", number)
        return [Made(**{**row, "problems": json.loads(row["problems"])}) for row in rows]

    def file(self, batch: int, number: int) -> Made | None:
        """One file of a batch."""
        row = self._storage.row("SELECT * FROM made WHERE batch = ? AND id = ?", batch, number)
        return None if row is None else Made(**{**row, "problems": json.loads(row["problems"])})

    def last_standard(self, campaign: int) -> str:
        """The 版式 that the last batch of a campaign was asked for with; empty where there is none.

        A batch that failed before its first paper does not count: the 版式 may be why, and would then be why no
        preview has pages.
        """
        row = self._storage.row(
            "SELECT request FROM batch WHERE campaign = ? AND NOT (state = ? AND done = 0) ORDER BY id DESC LIMIT 1",
            campaign,
            Stage.FAILED.value,
        )
        return "" if row is None else str(json.loads(row["request"]).get("standard", ""))

    def keys_made(self, campaign: int) -> frozenset[str]:
        """The papers of a campaign of which a file has been made."""
        rows = self._storage.rows(
            "SELECT DISTINCT key FROM made JOIN batch ON batch.id = made.batch WHERE campaign = ? AND path IS NOT NULL",
            campaign,
        )
        return frozenset(row["key"] for row in rows)


def _columns(line: Line) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "variant": line.variant,
        "unit": line.unit,
        "format": line.format,
        "path": line.path,
        "pages": line.pages,
        "note": _note(line),
        "problems": json.dumps(problems_fields(line.problems), ensure_ascii=False),
    }


def _note(line: Line) -> str:
    if line.beside:
        return "原文件有人改过，另放一份"
    if line.edited:
        return "有人改过，没有动"
    return "没有变，没有重做" if line.kept else ""


def _batch(row: dict[str, Any]) -> Batch:
    read = {"request": json.loads(row["request"]), "state": Stage(row["state"]), "cancel": bool(row["cancel"])}
    return Batch(**{**row, **read})
