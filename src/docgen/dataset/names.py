"""Whether the units and leaders that rows name are there; a name misspelt in its own sheet is reported there, once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docgen.dataset.ledgers import UNIT
from docgen.dataset.records import Paper
from docgen.dataset.rows import Findings, Row
from docgen.dataset.tables import Known, Tables
from docgen.dataset.values import Fault, near, quoted
from docgen.problems import Code

__all__ = ["NAME", "NO_UNIT", "OFFICE_ENTRY", "Leaders", "check_units", "repeated_units"]

NAME: Final = "规范化简称"
OFFICE_ENTRY: Final = "综合"
#: What other sheets, folders and the manifest say of papers that are no single unit's.
NO_UNIT: Final = frozenset({"汇总", Paper.ALL_UNITS})
#: 单位 may also be one of these in the sheets where a row need not be one unit's.
_NOT_ONE_UNIT: Final = ("发文", "报告")
#: A name that is used in this many sheets, or by this many rows, is no slip of one row.
_EVERYWHERE: Final = 3


def check_units(tables: Tables, findings: Findings) -> None:
    """Every row that names a unit names one of the sheet 单位."""
    units = tables.rows.get("单位")
    if not units:
        return
    strange: dict[str, list[Row]] = {}
    used: set[str] = set()
    known = Known(units, NAME)
    sheets = [(sheet, rows) for sheet, rows in tables.rows.items() if sheet != "单位" and rows]
    for sheet, rows in [*sheets, *((form.name, rows) for form, rows in tables.ledger_rows())]:
        allowed = (Paper.ALL_UNITS, tables.campaign.values.get("主办机关")) if sheet in _NOT_ONE_UNIT else ()
        for row in rows:
            word = row[UNIT]
            if word in known:
                used.add(word)
            elif word is not None and word not in allowed:
                strange.setdefault(word, []).append(row)
    for word, rows in strange.items():
        _unknown_unit(word, rows, units, used, findings)
        for row in rows:
            row.values[UNIT], row.faulty = None, True  # nothing more is concluded from these rows


def _unknown_unit(word: str, rows: list[Row], units: list[Row], used: set[str], findings: Findings) -> None:
    """Report a unit that is not there: at each row, or once in 单位 when it is there that its name is misspelt."""
    lost = [row for row in units if row[NAME] is None or (row.faulty and _is_repeated(row, units))]
    everywhere = len({row.origin.sheet for row in rows}) >= _EVERYWHERE
    if any(not row["全称"] or set(word) <= set(row["全称"]) for row in lost) or (lost and everywhere):
        for row in lost:  # its row is there, and its name has been reported as missing or repeated
            findings.widen(row, NAME, (word,))
        return
    unused = {row[NAME]: row for row in units if row[NAME] and row[NAME] not in used}
    guess = near(word, tuple(unused))
    if everywhere and guess is not None:
        message = f"写的是{quoted(guess)}，其他表中都没有这个单位，却有{quoted(word)}，是不是“{word}”？"
        fault = Fault(Code.UNKNOWN_UNIT, message, "各表中的单位名称要写得一字不差。")
        findings.at(unused[guess], NAME, fault, units=(guess, word))
        return
    full_names = {row["全称"]: row[NAME] for row in units if row["全称"] and row[NAME]}
    guess = full_names.get(word) or near(word, tuple(row[NAME] for row in units if row[NAME]))
    asked = f"是不是{quoted(guess)}？" if guess else ""
    message = f"写的是{quoted(word)}，单位表的“{NAME}”中没有。{asked}"
    fault = Fault(Code.UNKNOWN_UNIT, message, "改成单位表中的规范化简称，或在单位表中补上这个单位。")
    for row in rows:
        findings.at(row, UNIT, fault, units=(word, guess) if guess else (word,))


def repeated_units(units: Iterable[Row]) -> list[Row]:
    """The rows of 单位 whose name an earlier row has."""
    seen: set[str] = set()
    repeated = []
    for row in units:
        if row[NAME] in seen:
            repeated.append(row)
        elif row[NAME] is not None:
            seen.add(row[NAME])
    return repeated


def _is_repeated(row: Row, units: list[Row]) -> bool:
    return any(other is not row and other[NAME] == row[NAME] for other in units)


class Leaders:
    """Whether the persons named are leaders of the unit."""

    def __init__(self, tables: Tables, findings: Findings) -> None:
        self._tables, self._findings = tables, findings
        self._rows: dict[str, dict[str, Row]] = {}  # unit → name → its row in 领导干部
        self._unsure: set[str | None] = set()  # units (None: all) with a leader whose name could not be read
        self._homeless: set[str] = set()  # leaders whose unit could not be read: they may be of any
        self._used: set[tuple[str, str]] = set()
        self._strange: dict[tuple[str, str], list[tuple[Row, str]]] = {}  # unit and name → the cells that have it
        for row in tables.of("领导干部"):
            if row["姓名"] is None:
                self._unsure.add(row[UNIT])
            elif row[UNIT] is None:
                self._homeless.add(row["姓名"])
            else:
                self._rows.setdefault(row[UNIT], {})[row["姓名"]] = row

    def check(self) -> None:
        """Heads of units, and the persons that ledgers name."""
        if not self._tables.of("领导干部") or None in self._unsure:
            return
        for row in self._tables.of("单位"):
            if row["主要负责人"] and row[NAME] in self._rows:
                self._look(row, "主要负责人", (row["主要负责人"],), row[NAME])
        for form, rows in self._tables.ledger_rows():
            for column in form.columns:
                if column.role in ("领导", "责任人", "填报人"):
                    for row in rows:
                        value = row[column.name]
                        self._look(row, column.name, (value,) if isinstance(value, str) else value or (), row[UNIT])
        self._report()

    def _look(self, row: Row, header: str, names: Iterable[str], unit: str | None) -> None:
        if unit is None or unit in self._unsure:
            return
        for name in names:
            if name in self._rows.get(unit, ()):
                self._used.add((unit, name))
            elif name not in self._homeless and name != OFFICE_ENTRY:
                self._strange.setdefault((unit, name), []).append((row, header))

    def _report(self) -> None:
        """A few cells each by itself; a name that is used in many is said once, in 领导干部 if it is misspelt there."""
        few: dict[tuple[str, str, str], tuple[Row, str, str, list[str]]] = {}
        nobody: set[str] = set()
        for (unit, name), cells in self._strange.items():
            if unit not in self._rows:
                if unit not in nobody:
                    self._say_nobody(unit, name, *cells[0])
                nobody.add(unit)
            elif len(cells) < _EVERYWHERE:
                for row, header in cells:
                    key = (row.origin.sheet, row.origin.cell(header), header)
                    few.setdefault(key, (row, header, unit, []))[3].append(name)
            else:
                self._say_once(unit, name, cells)
            for row, _ in cells:
                row.faulty = True
        for row, header, unit, names in few.values():
            self._say(row, header, unit, names, "")

    def _say(self, row: Row, header: str, unit: str, names: list[str], more: str) -> None:
        guess = near(names[0], sorted(self._rows[unit]), cutoff=0.5)
        asked = f"是不是{quoted(guess)}？" if guess else ""
        message = f"写了{quoted('、'.join(names))}，领导干部表中“{unit}”没有此人。{asked}{more}"
        fault = Fault(Code.UNKNOWN_LEADER, message, "改正姓名，或在领导干部表中补上此人。")
        self._findings.at(row, header, fault, units=(unit,))

    def _say_once(self, unit: str, name: str, cells: list[tuple[Row, str]]) -> None:
        unused = [known for known in self._rows[unit] if (unit, known) not in self._used]
        guess = near(name, unused, cutoff=0.5)
        if guess is None:
            self._say(*cells[0], unit, [name], f"另有{len(cells) - 1}格也写了此人。")
            return
        message = f"写的是{quoted(guess)}，台账中都写作{quoted(name)}，是不是“{name}”？"
        fault = Fault(Code.UNKNOWN_LEADER, message, "各表中的姓名要写得一字不差。")
        self._findings.at(self._rows[unit][guess], "姓名", fault)

    def _say_nobody(self, unit: str, name: str, row: Row, header: str) -> None:
        message = f"写了{quoted(name)}，领导干部表中却没有“{unit}”的一个人。"
        fault = Fault(Code.UNKNOWN_LEADER, message, f"在领导干部表中补上“{unit}”的领导干部。")
        self._findings.at(row, header, fault, units=(unit,))
