"""Both prints of a batch of papers, by a process of its own: our PDF and LibreOffice's, compared and measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from tools import libreoffice
from tools.agreement import Agreement, compare, lines_of
from tools.ruler import TABLE, Measure, Print, laid_on, opened

from docgen.document import Document
from docgen.pipeline import fonts_here, write
from docgen.settings import read_settings

__all__ = ["Judged", "Tally", "judged"]

#: Papers that LibreOffice is given at a time.
BATCH = 20


@dataclass(slots=True)
class Tally:
    """Measures of one name: found values (turned to the table's wanted one) and how often; how many were outside."""

    values: Counter[float] = field(default_factory=Counter)
    taken: int = 0
    outside: int = 0

    def add(self, taken: Measure) -> None:
        """Count one measure."""
        self.taken += 1
        self.outside += not taken.ok
        if taken.found is not None:
            self.values[round(taken.found - taken.wanted + TABLE[taken.name].value, 2)] += 1

    def merge(self, other: Tally) -> None:
        """Count all of another tally."""
        self.values += other.values
        self.taken += other.taken
        self.outside += other.outside


@dataclass(slots=True, kw_only=True)
class Judged:
    """A paper: how its two prints agree; print → tallies, and the measures to be listed one by one."""

    paper: str
    agreement: Agreement = field(default_factory=Agreement)
    tallies: dict[Print, dict[str, Tally]] = field(default_factory=dict)
    listed: dict[Print, list[Measure]] = field(default_factory=dict)


def judged(papers: Iterable[tuple[str, Document]], workers: int) -> Iterator[Judged]:
    """Every paper, judged in batches by `workers` processes."""
    rest = iter(papers)
    batches = list(iter(lambda: dict(islice(rest, BATCH)), {}))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for batch in pool.map(_batch, batches):
            yield from batch


def _batch(batch: Mapping[str, Document]) -> list[Judged]:
    settings = read_settings().value
    assert settings is not None
    fonts = fonts_here(settings.cache)
    found = {paper: Judged(paper=paper) for paper in batch}
    with TemporaryDirectory() as name:
        folder = Path(name)
        ours = {}
        for paper, document in batch.items():
            pdf = folder / f"{paper}.pdf"
            pdf.write_bytes(write(document, "pdf", fonts=fonts).data)
            with opened(pdf) as sheets:
                ours[paper] = lines_of(sheets)
                _measured(found[paper], laid_on(sheets, document, Print.PDF), Print.PDF)
            pdf.unlink()
        files = {paper: write(document, "docx").data for paper, document in batch.items()}
        for paper, pdf in libreoffice.printed(files, folder).items():
            with opened(pdf) as sheets:
                found[paper].agreement = compare(ours[paper], lines_of(sheets))
                _measured(found[paper], laid_on(sheets, batch[paper], Print.OFFICE), Print.OFFICE)
    return list(found.values())


def _measured(paper: Judged, measures: list[Measure], by: Print) -> None:
    tallies: dict[str, Tally] = {}
    for one in measures:
        tallies.setdefault(one.name, Tally()).add(one)
    paper.tallies[by] = tallies
    paper.listed[by] = [one for one in measures if not one.ok or one.short]
