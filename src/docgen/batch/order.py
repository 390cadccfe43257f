"""What a batch is made from, where it goes, and what is known of what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.batch.edited import Record
from docgen.batch.plan import PlannedPaper
from docgen.batch.roads import road_of
from docgen.dataset.records import Dataset
from docgen.pipeline import Road, Standards
from docgen.settings import Settings
from docgen.template_road import OwnTemplate
from docgen.typesetting.literals import DRAFT, FINAL

__all__ = ["DRAFT", "FINAL", "Order"]


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a batch is made from and where it goes. `known`: what the manifest in `out` says of the files
    that earlier batches left there; `taken`: the paths that papers of this batch have as their own.

    `status`, 送审稿 or 正式稿, is said of the papers that have a number; the others are signed by nobody. `maker` is a
    hash of the program and its templates, `fonts` one of what stands in for the named fonts: what was made by the same
    from the same is not made again. Without `maker` everything is.
    """

    dataset: Dataset
    out: Path
    settings: Settings
    allow_incomplete: bool = False
    standards: Standards = field(default_factory=Standards)
    known: Mapping[str, Record] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    status: str = ""
    template: OwnTemplate | None = None  # the office's own, that every paper is made of
    anyway: bool = False  # print a filled Word file also where the PDF cannot have all of it
    maker: str = ""
    fonts: str = ""

    def of(self, papers: Iterable[PlannedPaper]) -> Order:
        """The order for these papers, whose paths are `taken`."""
        return replace(self, taken=frozenset(path for paper in papers for _, path in paper.files))

    def road(self) -> Road:
        """The way from the dataset to its documents."""
        return road_of(self.dataset, self.settings, allow_incomplete=self.allow_incomplete)
