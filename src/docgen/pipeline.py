"""The whole road on one screen: dataset file → dataset → jobs → document → file.

load → plan → compose → lay out → write. The mouths (cli, batch) call only this. Nothing here prints; bad input comes
back as problems.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docgen import office
from docgen.dataset.records import Dataset
from docgen.dataset.validation import load
from docgen.document import Document
from docgen.kinds.all_kinds import KINDS, OWN_PAPERS
from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.problems import Code, Place, Problem, Result
from docgen.readers.stranger import SUFFIXES as DRAFTS
from docgen.readers.stranger import Formatted, formatted, said
from docgen.road import Road, word_of
from docgen.sources.conversion import convert, put
from docgen.standards.gbt9704 import GBT9704, Standard
from docgen.standards.office import Standards, read_standards
from docgen.typesetting.corner import spread
from docgen.typesetting.grid import squared
from docgen.typesetting.imprint import Page, may_turn
from docgen.typesetting.literals import DRAFT
from docgen.typesetting.pictures import fitted
from docgen.typesetting.recipients import to_imprint
from docgen.typesetting.rows import divide
from docgen.typesetting.title import shape

if TYPE_CHECKING:
    from docgen.checks.checking import Report
    from docgen.checks.mending.mend import Mended
    from docgen.comparison.changes import Comparison
    from docgen.comparison.passages import Content
    from docgen.readers.word.read import WordPaper as WordPaper
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
    "compared",
    "convert",
    "digest_of",
    "fonts_here",
    "formatted",
    "laid_out",
    "load",
    "mended",
    "needs_fonts",
    "plain_paper",
    "plan",
    "put",
    "read_standards",
    "read_word",
    "redlined",
    "source_of_pdf",
    "standard_of",
    "word_of",
    "write",
]

_RECIPIENTS_MOVED = Problem(
    code=Code.RECIPIENTS_MOVED,
    message="主送机关太多，首页排不下正文，已移到版记，排在抄送机关之上，末尾的冒号改为句号",
    hint="要留在标题之下的，用同类型机关统称代替逐个名称",
)
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

        return Product(data=workbook.write(squared(document), standard))
    ready, notes = laid_out(document, standard, names)
    page = _imprint_page(ready, standard, fonts)
    draft = document.properties.status == DRAFT
    if suffix == "docx":
        from docgen.writers.docx.write import write as write_docx

        return Product(data=write_docx(ready, standard, draft=draft, imprint_on=page), problems=notes)
    from docgen.writers import pdf

    assert fonts is not None, "a PDF embeds fonts"
    written = pdf.write(ready, standard, fonts, draft=draft, imprint_on=page)
    return Product(data=written.content, pages=written.pages, problems=(*notes, *written.problems))


def laid_out(
    document: Document, standard: Standard = GBT9704, names: Collection[str] = ()
) -> tuple[Document, tuple[Problem, ...]]:
    """A document as both writers set it: where a part stands and how a row is divided is settled, and what is to be
    said of it.
    """
    shaped = spread(shape(squared(document), standard, names))
    placed = to_imprint(shaped, standard)
    moved: tuple[Problem, ...] = () if placed is shaped else (_RECIPIENTS_MOVED,)
    fitting, scaled = fitted(placed, standard)
    return divide(fitting, standard), (*moved, *scaled)


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


def read_word(content: bytes, name: str, standard: Standard = GBT9704) -> Result[WordPaper]:
    """The document of a Word file, ours or anybody's; its reader is imported only here, as writers are.

    Problems of severity ERROR beside a value (D01) name what the document does not hold of the file.
    """
    from docgen.readers.word.read import read

    return read(content, name, standard)


def plain_paper(document: Document) -> tuple[Document, int]:
    """A paper read from a Word file without what a hand gave it beyond its text, and in how many places it had."""
    from docgen.readers.word.plain import plain_paper as plain

    return plain(document)


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


def source_of_pdf(content: bytes) -> str:
    """The sha256 of the Word file that `docgen pdf` made a PDF from; empty for any other PDF."""
    from docgen.writers.pdf_origin import source_of

    return source_of(content)


def compared(old: tuple[bytes, str], new: tuple[bytes, str]) -> Result[Comparison]:
    """What changed from one file to another, each as its content and its name: Word files, PDFs, drafts."""
    from docgen.comparison.changes import compare

    contents = [_content(*file) for file in (old, new)]
    first, second = (each.value for each in contents)
    if first is None or second is None:
        return Result(value=None, problems=tuple(problem for each in contents for problem in each.problems))
    return Result(value=compare(first, second))


def _content(content: bytes, name: str) -> Result[Content]:
    from docgen.checks.draft_text import writing_of
    from docgen.comparison import word, writing

    suffix = Path(name).suffix.lower()
    if suffix in DRAFTS:
        read = said(content, suffix)
        if read.value is None:
            return Result(value=None, problems=tuple(replace(each, place=Place(file=name)) for each in read.problems))
        lines = [(each.element.name, each.text, each.first, each.last) for each in read.value]
        return Result(value=writing.content_of(writing_of(lines, GBT9704), draft=True))
    found = writing.content_of_pdf(content) if content.startswith(b"%PDF") else word.content_of(content)
    if isinstance(found, Problem):
        return Result(value=None, problems=(replace(found, place=Place(file=name)),))
    return Result(value=found)


def redlined(old: bytes, new: bytes, cache: Path) -> Result[bytes]:
    """花脸稿: the new Word file with tracked changes against the old; `cache` keeps the engine that compares them."""
    from docgen.comparison.redline import redline

    return redline(old, new, cache)


def check_html(report: Report) -> bytes:
    """The report of a check as one HTML file that needs nothing beside it."""
    from docgen.checks.report_html import html

    return html(report).encode("utf-8")
