"""The table of figures in docs/figures.md is the table in the code."""

from __future__ import annotations

import re
from pathlib import Path

from docgen.facts import definitions
from docgen.facts.definitions import BY_NAME, COUNTS, FAMILIES, RATES

_ASKED = re.compile(r"from docgen\.facts\.(\w+) import")
DOCS = Path(__file__).parents[2] / "docs" / "figures.md"


def table(mark: str) -> list[tuple[str, ...]]:
    """The rows of the table after a mark, without its two head rows."""
    lines = DOCS.read_text(encoding="utf-8").partition(f"<!-- {mark} -->\n")[2].splitlines()
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[: lines.index("")]]
    return rows[2:]


def test_counts() -> None:
    assert table("counts") == [(c.name, c.subject.unit, c.subject.name, c.which, c.column) for c in COUNTS]


def test_rates() -> None:
    assert table("rates") == [(rate.name, rate.numerator, rate.denominator) for rate in RATES]


def test_families() -> None:
    assert table("families") == [
        (f.name, f.subject.unit, f.subject.name, f.which, f.without, f.column) for f in FAMILIES
    ]


def test_names_are_defined_once() -> None:
    names = [definition.name for table in (COUNTS, RATES, FAMILIES) for definition in table]
    assert sorted(set(names)) == sorted(names)


def test_rates_are_of_counts_of_one_kind() -> None:
    counts = {definition.name: definition for definition in COUNTS}
    assert [] == [rate.name for rate in RATES if {rate.numerator, rate.denominator} - set(BY_NAME)]
    assert [] == [r.name for r in RATES if counts[r.numerator].subject is not counts[r.denominator].subject]


def test_no_module_of_the_figures_asks_for_one_that_asks_for_it() -> None:
    folder = Path(definitions.__file__).parent
    asks = {path.stem: set(_ASKED.findall(path.read_text(encoding="utf-8"))) for path in folder.glob("[a-z]*.py")}
    while free := {name for name, asked in asks.items() if not asked & set(asks)}:
        asks = {name: asked for name, asked in asks.items() if name not in free}
    assert {} == asks
