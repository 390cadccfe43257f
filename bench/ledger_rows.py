"""Long ledgers: whether the time a row stays the same, and beside Typst."""

from __future__ import annotations

from collections.abc import Iterator

from bench.by_typst import is_installed
from bench.rows import Asked, Row, alternated, median_of, milliseconds, row

__all__ = ["ledgers"]


def ledgers(asked: Asked) -> Iterator[Row]:
    """200 → 4,000 rows of 8 columns, and one of 1,000 rows."""
    short, middle, long = (20, 40, 80) if asked.quick else (200, 1000, 4000)
    subjects = [("ledger-ours", short), ("ledger-ours", middle), ("ledger-ours", long)]
    if is_installed():
        subjects.append(("ledger-typst", long))
    measured = alternated(subjects, asked)
    few, some, many, *typst = (median_of(each, "rows") for each in measured)
    work = f"ledger PDF of 8 columns, {short:,} → {long:,} rows, a row"
    yield row(
        "ledgers",
        f"{work}; theirs: the short one",
        ours=milliseconds(many),
        theirs=milliseconds(few),
        value=many / few,
        must=("within 1.2 ×", 1.2),
        figures={"short": few, "long": many},
    )
    value = many / typst[0] if typst else None
    yield Row(
        group="ledgers",
        work=f"ledger PDF of 8 columns, {long:,} rows, a row; theirs: Typst",
        ours=milliseconds(many),
        theirs=milliseconds(typst[0]) if typst else "typst is not installed",
        ratio="" if value is None else f"{value:.2f}",
        must="",
        holds=None,
        aim="4 × Typst",
        reached=None if value is None else value <= 4,
        figures={"ours": many, "typst": typst[0] if typst else None},
    )
    whole = some * middle
    yield row(
        "ledgers",
        f"ledger PDF of {middle:,} rows",
        ours=f"{whole:.1f} s",
        value=whole,
        must=("under 30 s", 30.0),
        aim=("10 s", 10.0),
        figures={"seconds": whole, "pages": measured[1][0]["pages"]},
        shown="",
    )
