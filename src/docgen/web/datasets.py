"""The datasets that were given, each a version of a campaign; what was found in them, the papers they would give."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path
from typing import Any

from docgen.web.data_folder import DataFolder, file_name
from docgen.web.storage import Storage, now

__all__ = ["Dataset", "Datasets", "Paper", "Reading"]


class Reading(Enum):
    """How far a dataset has been read."""

    WAITING = "waiting"
    FORESEEING = "foreseeing"  # the problems are known, the papers are being reckoned
    READY = "ready"
    UNREADABLE = "unreadable"
    FAILED = "failed"  # a fault of the program, or the time limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A dataset as the page shows it. `problems` and `marked` are as JSON has them; `title` is 活动 › 名称."""

    id: int
    campaign: int
    previous: int | None
    name: str
    title: str
    digest: str
    state: Reading
    example: bool
    owner: int | None
    created: str
    problems: list[dict[str, Any]]
    marked: list[dict[str, Any]]
    units: list[dict[str, Any]]
    foreseen: int
    total: int

    @property
    def errors(self) -> int:
        """How many of its problems are errors."""
        return sum(problem["severity"] == "错误" for problem in self.problems)

    @property
    def notes(self) -> int:
        """How many of its problems are notes."""
        return len(self.problems) - self.errors

    @property
    def usable(self) -> bool:
        """Whether papers can be made of it."""
        return self.state is Reading.READY


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper that a dataset would give. `key` tells it from every other one, in every version of its dataset.

    `pages` is reckoned, None of one that is refused; `incomplete` is that of the paper which says who has not reported.
    `series` is that in which the office must give it a number.
    `extra`: 个人, 分发 or empty, of papers that are made only when asked for.
    """

    place: int
    key: str
    kind: str
    word: str
    variant: str
    unit: str
    title: str
    formats: tuple[str, ...]
    extra: str
    pages: int | None
    incomplete: int | None
    series: str
    problems: list[dict[str, Any]]

    @property
    def only_incomplete(self) -> bool:
        """Whether it can be made only if those that have not reported are left out."""
        return self.pages is None and self.incomplete is not None

    def pages_if(self, allow_incomplete: bool) -> int | None:
        """Its pages, None of one that is refused; those that have not reported may be left out."""
        return self.pages if self.pages is not None or not allow_incomplete else self.incomplete


class Datasets:
    """The datasets of a data folder."""

    def __init__(self, storage: Storage, folder: DataFolder) -> None:
        self._storage = storage
        self._folder = folder

    def take_in(
        self,
        source: Path,
        name: str,
        *,
        previous: Dataset | None = None,
        owner: int | None = None,
        example: bool = False,
    ) -> int:
        """Keep a file as a dataset, the next version of `previous` where it is given. Raises OSError."""
        shown = file_name(name)
        with self._storage.together():
            number = self._storage.add(
                "dataset",
                campaign=0,
                previous=previous.id if previous else None,
                name=shown,
                state=Reading.WAITING.value,
                example=example,
                owner=previous.owner if previous else owner,
                created=now(),
            )
            campaign = previous.campaign if previous else number
            self._storage.run("UPDATE dataset SET campaign = ? WHERE id = ?", campaign, number)
            self._folder.dataset(number).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, self._folder.dataset(number) / shown)
        return number

    def file(self, dataset: Dataset) -> Path:
        """The file of a dataset."""
        return self._folder.dataset(dataset.id) / dataset.name

    def get(self, number: int) -> Dataset | None:
        """A dataset; None where there is none."""
        row = self._storage.row("SELECT * FROM dataset WHERE id = ?", number)
        return None if row is None else _dataset(row)

    def all(self, owner: int | None = None) -> list[Dataset]:
        """The newest version of each campaign, the last given first; `owner`: only those of that user."""
        rows = self._storage.rows(
            "SELECT * FROM dataset WHERE id IN (SELECT max(id) FROM dataset GROUP BY campaign)"
            " AND (? IS NULL OR owner = ?) ORDER BY id DESC",
            owner,
            owner,
        )
        return [_dataset(row) for row in rows]

    def newer(self, dataset: Dataset) -> int | None:
        """The newest later version of a dataset."""
        row = self._storage.row(
            "SELECT max(id) AS id FROM dataset WHERE campaign = ? AND id > ?", dataset.campaign, dataset.id
        )
        return row["id"] if row else None

    def unread(self) -> list[int]:
        """The datasets whose reading has not come to an end."""
        states = (Reading.WAITING.value, Reading.FORESEEING.value)
        return [row["id"] for row in self._storage.rows("SELECT id FROM dataset WHERE state IN (?, ?)", *states)]

    def found(self, number: int, **columns: Any) -> None:
        """Write down what was found in a dataset; lists as JSON."""
        plain = {
            name: value.value if isinstance(value, Reading) else json.dumps(value) if isinstance(value, list) else value
            for name, value in columns.items()
        }
        names = ", ".join(f"{name} = ?" for name in plain)
        self._storage.run(f"UPDATE dataset SET {names} WHERE id = ?", *plain.values(), number)

    def foresee(self, number: int, papers: Sequence[Paper]) -> None:
        """Write down the papers that a dataset would give, in place of those known before."""
        with self._storage.together():
            self._storage.run("DELETE FROM paper WHERE dataset = ?", number)
            self._storage.add_all("paper", [{"dataset": number, **_columns(each)} for each in papers])

    def papers(self, number: int) -> list[Paper]:
        """The papers that a dataset would give, in the order of the plan."""
        return [
            _paper(row) for row in self._storage.rows("SELECT * FROM paper WHERE dataset = ? ORDER BY place", number)
        ]

    def paper(self, number: int, place: int) -> Paper | None:
        """One of them."""
        row = self._storage.row("SELECT * FROM paper WHERE dataset = ? AND place = ?", number, place)
        return None if row is None else _paper(row)


def _dataset(row: dict[str, Any]) -> Dataset:
    read = {name: json.loads(row[name]) for name in ("problems", "marked", "units")}
    return Dataset(**{**row, **read, "state": Reading(row["state"]), "example": bool(row["example"])})


def _columns(paper: Paper) -> dict[str, Any]:
    plain = {field.name: getattr(paper, field.name) for field in fields(paper)}
    problems = json.dumps(paper.problems, ensure_ascii=False)
    return {**plain, "formats": ",".join(paper.formats), "problems": problems}


def _paper(row: dict[str, Any]) -> Paper:
    given = {name: value for name, value in row.items() if name != "dataset"}
    formats = tuple(row["formats"].split(","))
    problems = [] if row["problems"] == "[]" else json.loads(row["problems"])
    return Paper(**{**given, "formats": formats, "problems": problems})
