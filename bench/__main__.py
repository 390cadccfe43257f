"""`python -m bench [--papers 500] [--rounds 3] [--quick] [--only GROUP …] [--results FOLDER]`: all of it.

The results go to `bench/`, unless only some groups are asked for or the run is quick: those are for `--results`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from bench.command_rows import cold_start, demo, help_text
from bench.ledger_rows import ledgers
from bench.memory_rows import memory
from bench.papers_rows import notices, reports
from bench.results import conditions, table, write
from bench.rows import Asked, Row, say

GROUPS: Final[dict[str, Callable[[Asked], Iterator[Row]]]] = {
    "reports": reports,
    "notices": notices,
    "ledgers": ledgers,
    "cold-start": cold_start,
    "demo": demo,
    "memory": memory,
    "help": help_text,
}
#: Papers and rounds, and how many of a quick run.
_WHOLE: Final = (500, 3)
_QUICK: Final = (20, 1)


def main(arguments: list[str]) -> None:
    """Measure, show each row as it is known, and write the results."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--papers", type=int, help=f"how many different papers ({_WHOLE[0]})")
    parser.add_argument("--rounds", type=int, help=f"how often everything is measured, by turns ({_WHOLE[1]})")
    parser.add_argument("--quick", action="store_true", help=f"{_QUICK[0]} papers, one round, all else small")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=list(GROUPS), help="only these groups of rows")
    parser.add_argument("--results", type=Path, help="folder for results.md and results.json")
    given = parser.parse_args(arguments)
    folder = given.results or (None if given.quick or given.only != list(GROUPS) else Path(__file__).parent)
    usual = _QUICK if given.quick else _WHOLE
    with tempfile.TemporaryDirectory(prefix="docgen-bench-") as work:
        asked = Asked(
            folder=Path(work),
            papers=given.papers or usual[0],
            rounds=given.rounds or usual[1],
            quick=given.quick,
        )
        found = conditions(asked)
        rows: list[Row] = []
        for name in given.only:
            say(name)
            for row in GROUPS[name](asked):
                rows.append(row)
                say(f"{row.work}: {row.ours}, {row.theirs}, {row.ratio}; must {row.must}: {row.holds}")
    if folder is not None:
        write(folder, found, rows)
    sys.stdout.write("\n".join(table(rows)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
