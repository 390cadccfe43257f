"""As many different units as are asked for, in memory, out of the shipped example: the same number gives the same ones.

Each unit takes its problems, what it did and its self-checks at random from those of all units of the example, with
figures of its own, so no two papers are alike. All names are invented.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from docgen.dataset.records import Dataset, Entry, Unit
from docgen.document import Document
from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.pipeline import Road, load, plan
from docgen.resources import templates_dir

__all__ = ["EXAMPLE", "ROOT", "composed", "example", "jobs_of", "road_of", "units_dataset"]

ROOT: Final = Path(__file__).resolve().parents[1]
EXAMPLE: Final = ROOT / "data_examples" / "huitoukan" / "dataset.xlsx"

_FIRST: Final = "云石青澄枫禾清白金龙鹿桃柳松竹梅兰荷桂杏东南西北上"
_SECOND: Final = "溪桥江湖林丰泉沙田坪塘洲岭源港湾冲坳井陂"
_ENDINGS: Final = {"县市区": "县", "市直机关": "局", "乡镇街道": "镇", "开发区": "高新区"}
_NUMBER: Final = re.compile(r"(?<![\d.〔第])\d{1,2}(?=[次人个件项场篇名户])")


@cache
def example() -> Dataset:
    """The first example as it is shipped."""
    dataset = load(EXAMPLE).value
    assert dataset is not None, "the shipped example can be read"
    return dataset


def units_dataset(count: int) -> Dataset:
    """The example with `count` units in place of its own; all of them report, and get the notice."""
    shipped = example()
    dice = random.Random(f"docgen bench {count}")
    models = _models(shipped)
    pool = _Pool(shipped, dice)
    office = [unit for unit in shipped.units if not unit.must_report]
    made: dict[str, list[Any]] = defaultdict(list)
    for place in range(count):
        model = models[place % len(models)]
        unit = _unit(model, place, dice)
        made["units"].append(unit)
        made["entries"] += pool.entries(model, unit.name)
        made["self_checks"] += pool.self_checks(unit.name)
        made["narratives"] += pool.narratives(unit.name)
        for sheet in ("submissions", "meetings", "leaders", "decisions"):
            made[sheet] += _handed_over(getattr(shipped, sheet), model.name, unit.name)
    own = [row for row in shipped.narratives if row.unit is None]
    return replace(
        shipped,
        units=(*office, *made.pop("units")),
        narratives=(*own, *made.pop("narratives")),
        inspections=(),
        problems=(),
        **{sheet: tuple(rows) for sheet, rows in made.items()},
    )


def road_of(dataset: Dataset) -> Road:
    """The road of a dataset by the shipped wording."""
    return Road(dataset=dataset, wording=templates_dir() / "wording")


def jobs_of(dataset: Dataset, kind: str, count: int) -> tuple[Job, ...]:
    """The jobs of a kind that are a unit's, at most `count` of them."""
    reporting = {unit.name for unit in dataset.units if unit.must_report}
    jobs = plan(dataset, Request(kinds=(kind,), per_unit=True))
    return tuple(job for job in jobs if job.unit in reporting)[:count]


def composed(road: Road, job: Job) -> Document:
    """The document of a job, which nothing keeps from being made."""
    made = road.compose(job)
    assert made.value is not None, made.problems
    return made.value.document


class _Pool:
    """What all units of the example have reported, to draw from."""

    def __init__(self, dataset: Dataset, dice: random.Random) -> None:
        self._dice = dice
        self._problems: dict[str, list[list[Entry]]] = defaultdict(list)
        self._counts: dict[tuple[str, str], int] = defaultdict(int)
        for rows in _problems_of(dataset.entries):
            self._problems[rows[0].ledger].append(rows)
            self._counts[rows[0].unit, rows[0].ledger] += 1
        self._checks: dict[str, list[Any]] = defaultdict(list)
        for check in dataset.self_checks:
            self._checks[check.point].append(check)
        self._parts: dict[str, list[Any]] = defaultdict(list)
        for row in dataset.narratives:
            if row.unit is not None:
                self._parts[row.part].append(row)

    def entries(self, model: Unit, unit: str) -> list[Entry]:
        """As many problems a ledger as the model has, in rows of their own."""
        made = []
        for ledger, problems in self._problems.items():
            for number in range(1, self._counts[model.name, ledger] + 1):
                for row in self._dice.choice(problems):
                    values = {header: self._varied(value) for header, value in row.values.items()}
                    values[row.roles["序号"]] = number
                    made.append(row.model_copy(update={"unit": unit, "values": values}))
        return made

    def self_checks(self, unit: str) -> list[Any]:
        """One of each point."""
        drawn = [self._dice.choice(rows) for rows in self._checks.values()]
        return [row.model_copy(update={"unit": unit, "done": self._varied(row.done)}) for row in drawn]

    def narratives(self, unit: str) -> list[Any]:
        """One of each part."""
        drawn = [self._dice.choice(rows) for rows in self._parts.values()]
        return [row.model_copy(update={"unit": unit, "text": self._varied(row.text)}) for row in drawn]

    def _varied(self, value: Any) -> Any:
        """A text with other counts in it; anything else as it is."""
        if not isinstance(value, str):
            return value
        return _NUMBER.sub(lambda _: str(self._dice.randint(2, 48)), value)


def _problems_of(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The rows of each problem together; persons' own ledgers go by person too."""
    problems: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        problems[entry.ledger, entry.unit, str(entry.by_role("责任人") or ""), str(entry.number)].append(entry)
    return list(problems.values())


def _unit(model: Unit, place: int, dice: random.Random) -> Unit:
    short = _FIRST[place % len(_FIRST)] + _SECOND[place // len(_FIRST) % len(_SECOND)]
    if place >= len(_FIRST) * len(_SECOND):
        short += _FIRST[place // (len(_FIRST) * len(_SECOND)) % len(_FIRST)]
    name = short + _ENDINGS.get(model.category, "公司")
    full = f"中共{name}委员会"
    return model.model_copy(
        update={
            "code": f"DW{place + 1:05}",
            "name": name,
            "full_name": full,
            "mark": f"{full}文件",
            "signature": full,
            "series": f"{short}发",
            "copies": dice.randint(1, 5),
            "order": place + 1,
        }
    )


def _models(dataset: Dataset) -> list[Unit]:
    """The units that have handed in all that they must: of others no report is made."""
    road = road_of(dataset)
    jobs = plan(dataset, Request(kinds=("report",)))
    complete = {job.unit for job in jobs if job.unit != CONSOLIDATED and road.compose(job).value is not None}
    return [unit for unit in dataset.units if unit.name in complete and unit.gets_notice]


def _handed_over(rows: Sequence[Any], model: str, unit: str) -> list[Any]:
    return [row.model_copy(update={"unit": unit}) for row in rows if row.unit == model]
