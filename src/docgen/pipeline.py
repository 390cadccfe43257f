"""The whole road on one screen: dataset file → dataset → jobs → document → file.

load → plan → compose → lay out → write. The mouths (cli, batch) call only this. Nothing here prints; bad input comes
back as problems.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docgen import office
from docgen.dataset.records import Dataset, Inspection, Paper, Unit
from docgen.dataset.validation import RECORDS, load
from docgen.document import Document, Voice
from docgen.facts import Facts
from docgen.kinds.all_kinds import KINDS, OWN_PAPERS
from docgen.kinds.job import CONSOLIDATED, Composed, Job, Kind, Materials, Request, paper_of
from docgen.problems import Code, Place, Problem, Result, errors
from docgen.readers.stranger import SUFFIXES as DRAFTS
from docgen.readers.stranger import Formatted, formatted, said
from docgen.sources.conversion import convert, put
from docgen.standards.gbt9704 import GBT9704, Standard
from docgen.standards.office import Standards, read_standards
from docgen.typesetting.corner import spread
from docgen.typesetting.imprint import Page, may_turn
from docgen.typesetting.literals import DRAFT
from docgen.typesetting.recipients import to_imprint
from docgen.typesetting.rows import divide
from docgen.typesetting.title import shape
from docgen.walk import runs

if TYPE_CHECKING:
    from docgen.checks.checking import Report
    from docgen.checks.mending.mend import Mended
    from docgen.typesetting.fonts import FontSet

__all__ = [
    "DRAFTS",
    "FORMATS",
    "Formatted",
    "Product",
    "Road",
    "Standard",
    "Standards",
    "can_render",
    "check_draft",
    "check_file",
    "check_html",
    "check_rendered",
    "convert",
    "digest_of",
    "fonts_here",
    "formatted",
    "load",
    "mended",
    "needs_fonts",
    "plan",
    "put",
    "read_standards",
    "standard_of",
    "write",
]

#: Stands in `Kind.SHEETS` for the sheets of all ledgers.
LEDGERS = "台账"
_RECIPIENTS_MOVED = Problem(
    code=Code.RECIPIENTS_MOVED,
    message="主送机关太多，首页排不下正文，已移到版记，排在抄送机关之上，末尾的冒号改为句号",
    hint="要留在标题之下的，用同类型机关统称代替逐个名称",
)
#: Sheets that only some kinds draw on; all others (活动, 单位, 台账定义) every kind does.
DRAWN_ON_BY_SOME = frozenset(record.SHEET for record in RECORDS) - {Unit.SHEET}
#: The formats papers are written in; xlsx only of tables (台账).
FORMATS = ("docx", "pdf", "xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A finished file. `pages` is known of a PDF only."""

    data: bytes
    pages: int | None = None
    problems: tuple[Problem, ...] = ()


def plan(dataset: Dataset, request: Request) -> tuple[Job, ...]:
    """Every paper asked for, kind after kind, in unit order."""
    kinds = [kind for name, kind in KINDS.items() if not request.kinds or name in request.kinds]
    return tuple(job for kind in kinds for job in kind.jobs(dataset, request))


@dataclass(frozen=True, kw_only=True)
class Road:
    """One dataset on its way to documents. Holds what jobs share: the figures of each day, the wording's folder."""

    dataset: Dataset
    wording: Path
    allow_incomplete: bool = False
    facts: dict[date, Facts] = field(default_factory=dict, repr=False)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the dataset that no line of a title divides."""
        campaign = self.dataset.campaign
        units = (name for unit in self.dataset.units for name in (unit.name, unit.full_name))
        people = (leader.name for leader in self.dataset.leaders)
        return frozenset((*units, *people, campaign.office, campaign.body_name, campaign.members_meeting))

    def compose(self, job: Job) -> Result[Composed]:
        """The document of a job, or why it is refused."""
        kind = KINDS[job.kind]
        materials = Materials(
            dataset=self.dataset,
            wording=self.wording,
            paper=paper_of(self.dataset, kind.WORD, job),
            shared=self.facts,
        )
        if faults := self.covered_faults(job):
            return Result(value=None, problems=faults)
        missing = self._unreported(kind, job, materials)
        if missing and (not self.allow_incomplete or job.unit != CONSOLIDATED or set(missing) >= set(job.covers)):
            return Result(value=None, problems=(self._refusal(missing),))
        composed = kind.compose(job, replace(materials, left_out=missing))
        return Result(value=composed.value, problems=(*composed.problems, *_to_fill(composed.value)))

    def covered_faults(self, job: Job) -> tuple[Problem, ...]:
        """Records in error that the paper would state: none is made then (nothing is understated)."""
        touched = [
            problem
            for problem in errors(self.dataset.problems)
            if self._draws_on(job, problem) and self._states(job, problem)
        ]
        return tuple(
            Problem(
                code=Code.COVERS_ERROR,
                message=f"数据有错误，未制作：{problem.message}",
                hint=problem.hint,
                place=problem.place,
                units=problem.units,
            )
            for problem in touched
        )

    def _draws_on(self, job: Job, problem: Problem) -> bool:
        """Whether the paper draws on the sheet of a problem. A sheet nobody knows may be any."""
        kind, sheet = KINDS[job.kind], "".join(problem.place.sheet.split())
        if sheet == Paper.SHEET:
            return not problem.kinds or kind.WORD in problem.kinds
        if sheet in {form.name for form in self.dataset.forms}:
            return bool(job.covers) and LEDGERS in kind.SHEETS and job.ledger in ("", sheet)
        return sheet in kind.SHEETS or sheet not in DRAWN_ON_BY_SOME

    def _states(self, job: Job, problem: Problem) -> bool:
        """Whether the paper is over a unit that a problem touches.

        A record of a unit that 单位 does not have might be any unit's, so it touches every paper over several units.
        So does a finding in error: papers over the units inspected cover those whose findings could be read.
        """
        touched = set(problem.units)
        if not touched or touched & {*job.covers, job.unit}:
            return True
        lost = not touched <= {unit.name for unit in self.dataset.units}
        if problem.place.sheet == Paper.SHEET:
            return lost  # a row for the office itself, or for nobody knows whom
        return job.unit == CONSOLIDATED and bool(job.covers) and (lost or problem.place.sheet == Inspection.SHEET)

    def _unreported(self, kind: Kind, job: Job, materials: Materials) -> tuple[str, ...]:
        if not kind.NEEDS_REPORTS:
            return ()
        covered = set(job.covers)
        return tuple(
            unit.name for unit in self.dataset.units if unit.name in covered and self._silent(unit.name, materials)
        )

    def _silent(self, unit: str, materials: Materials) -> bool:
        return self.dataset.unit(unit).must_report and not materials.facts.reported(unit)

    def _refusal(self, missing: Sequence[str]) -> Problem:
        names = "、".join(missing)
        if self.allow_incomplete:
            return Problem(code=Code.LEFT_OUT, message=f"{names}尚未报送，本件未制作", units=tuple(missing))
        return Problem(
            code=Code.NOT_REPORTED,
            message=f"{names}尚未报送台账，涉及该单位的文书未制作",
            hint="催报后重做，或加 --allow-incomplete，汇总件将在文中注明未包括的单位",
            units=tuple(missing),
        )


def _to_fill(composed: Composed | None) -> tuple[Problem, ...]:
    """A problem for each value that the data does not give and the paper marks 【待填：…】."""
    blank = [run for run in runs(composed.document) if run.voice is Voice.BLANK] if composed else []
    return tuple(
        Problem(
            code=Code.TO_FILL, message=f"文中有{text}", hint="在数据中补上，或在成文前填写", place=Place(cell=place)
        )
        for text, place in dict.fromkeys((run.text, "、".join(run.origins)) for run in blank)
    )


def digest_of(document: Document) -> str:
    """What a document says, as a hash: it changes with any character of the text, not with layout or fonts."""
    from docgen.writers.text import text_of

    return sha256(text_of(document).encode("utf-8")).hexdigest()


def standard_of(job: Job, standards: Standards) -> Standard:
    """By which standard a paper is set: its unit's when that unit issues it itself, else the office's."""
    return standards.of(job.unit if job.kind in OWN_PAPERS and job.unit != CONSOLIDATED else None)


def write(
    document: Document,
    suffix: str,
    *,
    names: Collection[str] = (),
    fonts: FontSet | None = None,
    standard: Standard = GBT9704,
) -> Product:
    """Lay out a document and write it; `suffix` is one of FORMATS; `fonts` (see `fonts_here`) are needed where
    `needs_fonts` says so.

    `names` (see `Road.names`) stay whole where a title is broken.

    What a format needs is imported only here, so that a DOCX is made where the PDF's libraries are not installed.
    """
    if suffix == "xlsx":
        from docgen.writers import workbook

        return Product(data=workbook.write(document, standard))
    shaped = spread(shape(document, standard, names))
    placed = to_imprint(shaped, standard)
    moved = () if placed is shaped else (_RECIPIENTS_MOVED,)
    laid_out = divide(placed, standard)
    page = _imprint_page(laid_out, standard, fonts)
    draft = document.properties.status == DRAFT
    if suffix == "docx":
        from docgen.writers.docx.write import write as write_docx

        return Product(data=write_docx(laid_out, standard, draft=draft, imprint_on=page), problems=moved)
    from docgen.writers import pdf

    assert fonts is not None, "a PDF embeds fonts"
    written = pdf.write(laid_out, standard, fonts, draft=draft, imprint_on=page)
    return Product(data=written.content, pages=written.pages, problems=(*moved, *written.problems))


def needs_fonts(suffix: str, standard: Standard = GBT9704) -> bool:
    """Whether writing a format takes fonts: a PDF, and a DOCX whose 版记 goes by the PDF's pages."""
    return suffix == "pdf" or (suffix == "docx" and standard.imprint_even_page)


def _imprint_page(document: Document, standard: Standard, fonts: FontSet | None) -> Page:
    if not may_turn(document, standard):
        return Page.LAST
    from docgen.writers import pdf

    assert fonts is not None, "the page of the 版记 is found by laying out the PDF"
    return pdf.imprint_page(document, standard, fonts)


def fonts_here(cache: Path, folder: Path | None = None, standard: Standard = GBT9704) -> FontSet:
    """The fonts of this machine for the typefaces; `cache` keeps what is derived, `folder` is the office's own."""
    from docgen.typesetting.fonts import font_set

    return font_set(standard, cache, folder)


def check_file(content: bytes, name: str, standard: Standard = GBT9704) -> Result[Report]:
    """Hold a .docx or a .pdf, anybody's, against the standard; its reader is imported only here, as writers are."""
    from docgen.checks import checking

    return checking.check_file(content, name, standard)


def check_draft(content: bytes, suffix: str, name: str, standard: Standard = GBT9704) -> Result[Report]:
    """Hold the text of a plain draft against the rules on the text; `suffix` is one of DRAFTS."""
    from docgen.checks import checking

    read = said(content, suffix)
    if read.value is None:
        placed = tuple(replace(problem, place=Place(file=name)) for problem in read.problems)
        return Result(value=None, problems=placed)
    lines = [(each.element.name, each.text, each.first, each.last) for each in read.value]
    return Result(value=checking.check_lines(lines, name, standard))


def check_rendered(report: Report, content: bytes, *, measured: bool) -> Result[Report]:
    """The report of a Word file with its places on the pages that LibreOffice sets; `measured`: these are judged too.

    ENVIRONMENT_LACKS where LibreOffice is not installed or does not set the file.
    """
    from docgen.checks.rendered import with_pages

    pages = office.printed(content)
    if pages.value is None:
        return Result(value=None, problems=pages.problems)
    return with_pages(report, pages.value, measured=measured)


def can_render() -> bool:
    """Whether LibreOffice is installed."""
    return office.found() is not None


def mended(content: bytes, name: str, standard: Standard = GBT9704) -> Result[Mended]:
    """A Word file with what is safe to mend mended; its text is untouched."""
    from docgen.checks.mending import mend

    return mend.mended(content, name, standard)


def check_html(report: Report) -> bytes:
    """The report of a check as one HTML file that needs nothing beside it."""
    from docgen.checks.report_html import html

    return html(report).encode("utf-8")
