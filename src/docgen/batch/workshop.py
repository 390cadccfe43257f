"""A paper in its formats, from its job to the bytes: what workers do. Nothing is written, numbered or reported here."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from docgen.batch.cell_ranges import cell_ranges
from docgen.batch.copies import copies_of
from docgen.batch.manifest import Line
from docgen.batch.order import Order
from docgen.batch.parcels import Parcel, packed, unpacked
from docgen.batch.plan import PlannedPaper
from docgen.batch.roads import own_wording
from docgen.batch.sources import content_of, source_of, source_of_word
from docgen.kinds.all_kinds import take_in
from docgen.kinds.job import Composed, Job
from docgen.pipeline import Product, Standard, fonts_here, needs_fonts, standard_of, write
from docgen.problems import Problem
from docgen.refusals import defect
from docgen.template_road import Press, fill, printed_word
from docgen.walk import runs

if TYPE_CHECKING:
    from docgen.typesetting.fonts import FontSet

__all__ = ["Finished", "Task", "Workshop", "line_of"]

#: A PDF of more pages leaves tens of megabytes behind that only the collector finds: it looks at once, not some day.
_LONG: Final = 40
#: A format of a paper: the file, or why there is none, or None of one that would come out as it stands.
Made = Product | tuple[Problem, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A paper in each of its formats; `line` is the manifest's but for what is the format's own.

    `sources` says by format what the files are made from. `refused` says why there is no paper at all.
    """

    line: Line
    made: Mapping[str, Made] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[Problem, ...] | None = None


class Workshop:
    """Makes papers one after another, sharing what the dataset gives them all."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._font_sets: dict[Standard, FontSet] = {}
        self._road = order.road()
        self._press = None if order.template is None else Press(order.template, order.dataset)
        gc.freeze()  # no part of a dataset is garbage: the collector's walks through it took a tenth of a paper's time

    def close(self) -> None:
        """End what goes on beside this process."""
        gc.unfreeze()
        if self._press is not None:
            self._press.close()

    def make(self, paper: PlannedPaper, standing: Mapping[str, str], only: str = "") -> Finished:
        """A paper. `standing`: format → what the file there was made from; one from the same is not made again.

        `only`: the one format to be made, where it is not all; of the others only the sources are told.
        """
        try:
            if self._press:
                return self._filled(paper, standing, self._press, only)
            return self._composed(paper, standing, only)
        except Exception as error:  # noqa: BLE001 - a defect in one paper must not cost the others
            return Finished(line=line_of(paper.job), refused=(defect(error, "本件未制作"),))

    def _composed(self, paper: PlannedPaper, standing: Mapping[str, str], only: str) -> Finished:
        composed = self._road.compose(paper.job)
        if composed.value is None:
            return Finished(line=line_of(paper.job), refused=composed.problems)
        made = self._of_status(composed.value)
        stated = (origin for run in runs(made.document) for origin in run.origins)
        content = content_of(made.document) if self._order.maker else ""
        line = replace(
            self._line(paper.job, composed.problems, cell_ranges(stated)),
            content=content,
            wording=made.wording,
            status=made.document.properties.status,
        )
        standard = standard_of(paper.job, self._order.standards)
        sources = {form: self._source(made, content, form, standard) for form, _ in paper.files}
        products = {
            form: self._written(form, made, standard) if _wanted(form, source, standing, only) else None
            for form, source in sources.items()
        }
        return Finished(line=line, made=products, sources=sources)

    def _source(self, composed: Composed, content: str, form: str, standard: Standard) -> str:
        maker, fonts = self._order.maker, self._order.fonts
        if not maker:
            return ""
        return source_of(composed.document, content, form, standard, self._road.names, maker=maker, fonts=fonts)

    def _of_status(self, composed: Composed) -> Composed:
        document = composed.document
        if not self._order.status or not document.number:
            return composed
        properties = replace(document.properties, status=self._order.status)
        return replace(composed, document=replace(document, properties=properties))

    def _line(self, job: Job, problems: tuple[Problem, ...], origins: tuple[str, ...]) -> Line:
        line = line_of(job, problems=problems, origins=origins)
        return replace(line, copies=copies_of(self._order.dataset, job))

    def _written(self, form: str, composed: Composed, standard: Standard) -> Made:
        try:
            fonts = self._fonts(standard) if needs_fonts(form, standard) else None
            product = write(composed.document, form, names=self._road.names, fonts=fonts, standard=standard)
        except Exception as error:  # noqa: BLE001 - a defect in one paper must not cost the others
            return (defect(error, "本件未制作"),)
        if (product.pages or 0) > _LONG:
            gc.collect()
        return product

    def _fonts(self, standard: Standard) -> FontSet:
        if standard not in self._font_sets:
            settings = self._order.settings
            self._font_sets[standard] = fonts_here(settings.cache, settings.fonts, standard)
        return self._font_sets[standard]

    def _filled(self, paper: PlannedPaper, standing: Mapping[str, str], press: Press, only: str) -> Finished:
        """The same of the office's own template: the Word file first, every other format from it."""
        filled = fill(self._road, paper.job, press.template, press)
        if filled.value is None:
            return Finished(line=line_of(paper.job), refused=filled.problems)
        content, digest = filled.value.content, sha256(filled.value.content).hexdigest()
        line = replace(self._line(paper.job, filled.problems, cell_ranges(filled.value.origins)), content=digest)
        standard = standard_of(paper.job, self._order.standards)
        maker, fonts, anyway = self._order.maker, self._order.fonts, self._order.anyway
        sources = {
            form: source_of_word(digest, form, standard, maker=maker, fonts=fonts, anyway=anyway) if maker else ""
            for form, _ in paper.files
        }
        made = {
            form: self._printed(form, path, content, standard) if _wanted(form, sources[form], standing, only) else None
            for form, path in paper.files
        }
        return Finished(line=line, made=made, sources=sources)

    def _printed(self, form: str, path: str, content: bytes, standard: Standard) -> Made:
        if form == "docx":
            return Product(data=content)
        try:
            printed = printed_word(content, path, self._fonts(standard), standard, anyway=self._order.anyway)
        except Exception as error:  # noqa: BLE001 - a defect in one paper must not cost the others
            return (defect(error, "本件未制作"),)
        if printed.value is None:
            return printed.problems
        return replace(printed.value, problems=(*printed.problems, *printed.value.problems))


def _wanted(form: str, source: str, standing: Mapping[str, str], only: str) -> bool:
    """Whether a format is to be made: it was asked for, and nothing stands that is made from the same."""
    return (not only or form == only) and (not source or standing.get(form) != source)


def line_of(job: Job, form: str = "", *, problems: tuple[Problem, ...] = (), origins: tuple[str, ...] = ()) -> Line:
    """The line of a paper that has no file."""
    return Line(
        kind=job.kind,
        variant=job.variant,
        unit=job.unit,
        format=form,
        origins=origins,
        problems=problems,
        signing=job.signing,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What an executor is given for each paper, small enough to be sent anywhere."""

    order: Parcel

    def __call__(self, paper: PlannedPaper, standing: Mapping[str, str]) -> Parcel:
        """Make a paper; the parcel holds it `Finished`. Raises OSError when the disk is full."""
        if self.order.digest not in _open:
            for workshop in _open.values():
                workshop.close()
            _open.clear()
            _open[self.order.digest] = Workshop(_opened(self.order))
        return packed(_open[self.order.digest].make(paper, standing), self.order.file.parent)


#: The workshop of this process, by the digest of its order: it serves until another order comes.
_open: dict[str, Workshop] = {}


def _opened(parcel: Parcel) -> Order:
    order = unpacked(parcel)
    assert isinstance(order, Order)
    if own := own_wording(order.settings):
        take_in(own)  # the kinds of the office, which the coordinator has found sound
    return order
