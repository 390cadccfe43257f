"""The register: reserve → issue → void. One SQLite file, owned by one machine, used by any number of processes.

A transaction begins IMMEDIATE, so that two processes never read the same counter; who comes second waits. The file has
a rollback journal, not a write-ahead log: a number is written a few times a day, and so the register is one file that
is whole whenever nobody writes, to be copied as a clerk copies files. synchronous=EXTRA: what was told is on the disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Any, Final, TypeVar

from docgen.problems import Code, Place, Problem, Result
from docgen.refusals import why
from docgen.register.disks import MOUNTS, network_disk
from docgen.register.entries import Entry, IssuedFile, Number, Origin, Reserved, State, Wanted
from docgen.register.holders import Holder, is_gone, this_process
from docgen.register.schema import APPLICATION, SCHEMA, TABLES
from docgen.register.troubles import Refused, another_file, newer, on_network, out_of_order, taken, trouble, unknown

__all__ = ["PATIENCE", "Register", "opened"]

#: Seconds a process waits for others that write.
PATIENCE: Final = 60.0

T = TypeVar("T")

_AT: Final = "series = ? AND year = ? AND serial = ?"
_COLUMNS: Final = (
    "series, year, serial, state, origin, title, security, copies, drafter, signer, signed_on, printed_on, recipients, "
    "copies_to, archive, paper, kind, unit, content, reason"
)


def opened(path: Path, *, patience: float = PATIENCE, mounts: Path = MOUNTS) -> Result[Register]:
    """The register of a file, made where there is none yet.

    REGISTER_UNUSABLE when it lies on a network disk, is damaged, is no register, is of a newer version, or cannot be
    written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind := network_disk(path, mounts):
            raise Refused(on_network(path, kind))
        return Result(value=Register(path, patience))
    except Refused as refused:
        return Result(value=None, problems=(refused.problem,))
    except sqlite3.Error as error:
        return Result(value=None, problems=(trouble(path, error, patience),))
    except OSError as error:
        message = f"发文登记簿打不开（{why(error)}）"
        hint = "看看路径是否写对、有没有权限；登记簿放在哪里由 DOCGEN_REGISTER 指定"
        return Result(
            value=None,
            problems=(Problem(code=Code.REGISTER_UNUSABLE, message=message, hint=hint, place=Place(file=str(path))),),
        )


class Register:
    """An open register. Every method is one transaction, whole or not at all; what goes wrong comes back as problems.

    `opened` makes it; it raises what `opened` answers.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self.path = path
        self._patience = patience
        self._connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def reserve(self, wanted: Sequence[Wanted], *, kept: Collection[Number] = ()) -> Result[Reserved]:
        """Reserve numbers for papers, in the order given, all or none, in the name of this process.

        Those of processes that are gone are given back first. A serial that is wanted is taken as given, and the
        counter goes on after it; the others get the lowest number given back, else the next of the series. `kept` are
        numbers meant for other papers: neither given again nor counted to, as long as they are meant for those.
        """

        def work() -> Reserved:
            returned = self._reclaim()
            return Reserved(numbers=self._given(wanted, kept), returned=returned)

        return self._answer(work)

    def foretell(self, wanted: Sequence[Wanted], *, kept: Collection[Number] = ()) -> Result[tuple[Number, ...]]:
        """The numbers that `reserve` would give now; none is reserved."""

        def work() -> tuple[Number, ...]:
            self._run("SAVEPOINT foretold")
            self._reclaim()
            numbers = self._given(wanted, kept)
            self._run("ROLLBACK TO foretold")
            return numbers

        return self._answer(work)

    def _given(self, wanted: Sequence[Wanted], kept: Collection[Number]) -> tuple[Number, ...]:
        holder = this_process()
        given = {place: self._take(each, holder) for place, each in enumerate(wanted) if each.serial is not None}
        return tuple(
            given[place] if place in given else self._allot(each, holder, kept) for place, each in enumerate(wanted)
        )

    def issue(self, entries: Sequence[Entry]) -> Result[None]:
        """Enter issued papers under numbers that this process has reserved, all or none."""

        def work() -> None:
            holder = this_process()
            for entry in entries:
                self._enter(entry, "state = 'reserved' AND pid = ? AND started = ?", (holder.pid, holder.started))

        return self._answer(work)

    def give_back(self, numbers: Collection[Number]) -> Result[None]:
        """Give back numbers that this process has reserved and not issued."""

        def work() -> None:
            holder = this_process()
            for number in numbers:
                held = self._rows(f"SELECT state, pid, started FROM numbers WHERE {_AT}", *_at(number))
                if held == [(State.RESERVED.value, holder.pid, holder.started)]:
                    self._free(number)

        return self._answer(work)

    def reclaim(self) -> Result[tuple[Number, ...]]:
        """Give back every number whose process is gone; which those were."""
        return self._answer(self._reclaim)

    def void(self, number: Number, reason: str) -> Result[None]:
        """Make an issued number void; it is never given again. NUMBER_UNKNOWN when it is not an issued one."""

        def work() -> None:
            found = self._state(number)
            if found is not State.ISSUED:
                raise Refused(unknown(number, found))
            self._run(f"UPDATE numbers SET state = 'void', reason = ? WHERE {_AT}", reason, *_at(number))

        return self._answer(work)

    def add(self, entries: Sequence[Entry]) -> Result[None]:
        """Enter numbers used elsewhere (state ISSUED or VOID), all or none; NUMBER_TAKEN for those that are there."""

        def work() -> None:
            there = ((entry.number, self._taken(entry.number)) for entry in entries)
            wrong = [taken(number, found, hint="簿上已有的行删去，再导入") for number, found in there if found]
            if wrong:
                raise Refused(*wrong)
            for entry in entries:
                self._clear(entry.number)
                self._run(
                    "INSERT INTO numbers (series, year, serial, state, origin) VALUES (?, ?, ?, 'issued', 'imported')",
                    *_at(entry.number),
                )
                self._enter(entry, "state = 'issued'")

        return self._answer(work)

    def entries(self, series: str = "", year: int | None = None) -> Result[tuple[Entry, ...]]:
        """What the register holds, by series, year and serial: one series or one year only, where asked for."""

        def work() -> tuple[Entry, ...]:
            rows = self._rows(
                f"SELECT {_COLUMNS} FROM numbers WHERE (? = '' OR series = ?) AND (? IS NULL OR year = ?) "
                "ORDER BY series, year, serial",
                series,
                series,
                year,
                year,
            )
            files: dict[Number, list[IssuedFile]] = {}
            for *at, path, digest in self._rows("SELECT series, year, serial, path, sha256 FROM files ORDER BY path"):
                files.setdefault(_number(*at), []).append(IssuedFile(path=path, sha256=digest))
            return tuple(_entry(row, tuple(files.get(_number(*row[:3]), ()))) for row in rows)

        return self._answer(work, begin="BEGIN")

    def _answer(self, work: Callable[[], T], *, begin: str = "BEGIN IMMEDIATE") -> Result[T]:
        try:
            with self._transaction(begin):
                return Result(value=work())
        except Refused as refused:
            return Result(value=None, problems=refused.problems)
        except sqlite3.Error as error:
            return Result(value=None, problems=(trouble(self.path, error, self._patience),))

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._run(begin)
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._run("ROLLBACK")
            raise

    def _prepare(self) -> None:
        """Make the tables of a new register; refuse what is none, is newer or is damaged."""
        self._run("PRAGMA synchronous = EXTRA")
        self._run("PRAGMA foreign_keys = ON")
        if self._rows("PRAGMA quick_check(1)") != [("ok",)]:
            raise Refused(out_of_order(self.path))
        with self._transaction("BEGIN"):  # in one look: another process may be making them
            there = self._version()
        if there == SCHEMA:
            return
        with self._transaction("BEGIN IMMEDIATE"):
            there = self._version()
            if there == 0:
                for statement in (*TABLES, f"PRAGMA user_version = {SCHEMA}", f"PRAGMA application_id = {APPLICATION}"):
                    self._run(statement)
            elif there > SCHEMA:
                raise Refused(newer(self.path, there))

    def _version(self) -> int:
        """The version of the tables; 0 of a file without any."""
        ((owner,),) = self._rows("PRAGMA application_id")
        ((version,),) = self._rows("PRAGMA user_version")
        ((tables,),) = self._rows("SELECT count(*) FROM sqlite_master")
        if owner != APPLICATION and (owner or version or tables):
            raise Refused(another_file(self.path))
        return int(version)

    def _reclaim(self) -> tuple[Number, ...]:
        held = self._rows(
            "SELECT series, year, serial, pid, started, boot, namespace FROM numbers WHERE state = 'reserved' "
            "ORDER BY series, year, serial"
        )
        lost = [_number(*row[:3]) for row in held if is_gone(_holder(*row[3:]))]
        for number in lost:
            self._free(number)
        return tuple(lost)

    def _free(self, number: Number) -> None:
        """A number that the counter gave is given again; one that 发文 gave was never the counter's."""
        self._run(f"DELETE FROM numbers WHERE {_AT} AND origin <> 'allotted'", *_at(number))
        self._run(
            "UPDATE numbers SET state = 'free', pid = NULL, started = NULL, boot = NULL, namespace = NULL, paper = '' "
            f"WHERE {_AT}",
            *_at(number),
        )

    def _take(self, wanted: Wanted, holder: Holder) -> Number:
        assert wanted.serial is not None, "a number given in 发文"
        number = Number(series=wanted.series, year=wanted.year, serial=wanted.serial)
        found = self._state(number)
        if found not in (None, State.FREE):
            raise Refused(taken(number, found))
        self._clear(number)
        # One that the counter gave before stays the counter's: given back once more, it is no gap.
        origin = Origin.ALLOTTED if found is State.FREE else Origin.GIVEN
        return self._hold(number, origin, wanted.paper, holder)

    def _allot(self, wanted: Wanted, holder: Holder, kept: Collection[Number]) -> Number:
        series = (wanted.series, wanted.year)
        returned = self._rows(
            "SELECT serial FROM numbers WHERE series = ? AND year = ? AND state = 'free' ORDER BY serial", *series
        )
        ((last,),) = self._rows("SELECT max(serial) FROM numbers WHERE series = ? AND year = ?", *series)
        serials = chain((serial for (serial,) in returned), count((last or 0) + 1))
        number = next(each for each in (_number(*series, serial) for serial in serials) if each not in kept)
        self._clear(number)
        return self._hold(number, Origin.ALLOTTED, wanted.paper, holder)

    def _hold(self, number: Number, origin: Origin, paper: str, holder: Holder) -> Number:
        busy = self._rows(
            "SELECT series, year, serial, state FROM numbers WHERE paper = ? AND state IN ('reserved', 'issued')", paper
        )
        if busy:
            raise Refused(taken(_number(*busy[0][:3]), State(busy[0][3]), paper=True))
        self._run(
            "INSERT INTO numbers (series, year, serial, state, origin, paper, pid, started, boot, namespace) "
            "VALUES (?, ?, ?, 'reserved', ?, ?, ?, ?, ?, ?)",
            *_at(number),
            origin.value,
            paper,
            holder.pid,
            holder.started,
            holder.boot,
            holder.namespace,
        )
        return number

    def _enter(self, entry: Entry, where: str, values: Sequence[object] = ()) -> None:
        days = tuple(day.isoformat() if day else None for day in (entry.signed_on, entry.printed_on))
        done = self._run(
            "UPDATE numbers SET state = ?, pid = NULL, started = NULL, boot = NULL, namespace = NULL, title = ?, "
            "security = ?, copies = ?, drafter = ?, signer = ?, signed_on = ?, printed_on = ?, recipients = ?, "
            f"copies_to = ?, archive = ?, kind = ?, unit = ?, content = ?, reason = ? WHERE {_AT} AND {where}",
            *(entry.state.value, entry.title, entry.security, entry.copies, entry.drafter, entry.signer, *days),
            *(entry.recipients, entry.copies_to, entry.archive, entry.kind, entry.unit, entry.content, entry.reason),
            *_at(entry.number),
            *values,
        )
        if done.rowcount != 1:
            raise Refused(unknown(entry.number, self._state(entry.number)))
        for file in entry.files:
            self._run(
                "INSERT INTO files (series, year, serial, path, sha256) VALUES (?, ?, ?, ?, ?)",
                *_at(entry.number),
                file.path,
                file.sha256,
            )

    def _clear(self, number: Number) -> None:
        """Make room where a number was given back."""
        self._run(f"DELETE FROM numbers WHERE {_AT} AND state = 'free'", *_at(number))

    def _taken(self, number: Number) -> State | None:
        found = self._state(number)
        return None if found is State.FREE else found

    def _state(self, number: Number) -> State | None:
        found = self._rows(f"SELECT state FROM numbers WHERE {_AT}", *_at(number))
        return State(found[0][0]) if found else None

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(statement, values)

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        return self._run(statement, *values).fetchall()


def _at(number: Number) -> tuple[str, int, int]:
    return number.series, number.year, number.serial


def _number(series: str, year: int, serial: int) -> Number:
    return Number(series=series, year=year, serial=serial)


def _holder(pid: int, started: int, boot: str, namespace: str) -> Holder:
    return Holder(pid=pid, started=started, boot=boot, namespace=namespace)


def _entry(row: Sequence[Any], files: tuple[IssuedFile, ...]) -> Entry:
    named = dict(zip(_COLUMNS.split(", "), row, strict=True))
    number = _number(named.pop("series"), named.pop("year"), named.pop("serial"))
    signed, printed = named.pop("signed_on"), named.pop("printed_on")
    return Entry(
        number=number,
        state=State(named.pop("state")),
        origin=Origin(named.pop("origin")),
        signed_on=date.fromisoformat(signed) if signed else None,
        printed_on=date.fromisoformat(printed) if printed else None,
        files=files,
        **named,
    )
