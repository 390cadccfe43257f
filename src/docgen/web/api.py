"""The JSON API, /api/v1: the same datasets, documents, batches and register as on the pages, for other programs.

`/api/v1/openapi.json` describes it; docs/api.md walks through it with curl and httpx.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Form, HTTPException, UploadFile
from fastapi.responses import FileResponse, Response

from docgen.web.api_shapes import (
    BatchIn,
    BatchOut,
    DatasetOut,
    DocumentOut,
    FileOut,
    ForetoldOut,
    FormattedOut,
    IssueIn,
    NumberOut,
    OwnFileOut,
    ProblemOut,
    TemplateIn,
    batch_out,
    dataset_out,
    document_out,
    foretold_out,
    formatted_out,
    number_out,
    own_file_out,
)
from docgen.web.own_files import STANDARD, TEMPLATE
from docgen.web.pages import batches as batch_pages
from docgen.web.pages.check import outcome_at, take
from docgen.web.pages.data import dataset_of
from docgen.web.pages.issue import Said, begin_issue, verdict_of
from docgen.web.pages.own import begin_own
from docgen.web.pages.papers import Choice, begin, chosen
from docgen.web.pages.register import all_entries, found
from docgen.web.previewing import preview
from docgen.web.rendering import TYPES, named
from docgen.web.site import Here, Site, missing
from docgen.web.strangers import lay_out, report_fields
from docgen.web.templates import FORMATS
from docgen.web.uploads import DATA, DRAFTS, PAPERS, kept

__all__ = ["router"]

router = APIRouter(prefix="/api/v1")


@router.post("/datasets", status_code=201)
def give(site: Here, file: Annotated[UploadFile, File()], previous: Annotated[int | None, Form()] = None) -> DatasetOut:
    """Give a dataset; it is then read: ask for it until its state is ready or unreadable."""
    before = dataset_of(site, previous) if previous is not None else None
    with kept(file, site.folder, DATA) as path:
        number = site.datasets.take_in(path, path.name, previous=before, owner=site.user.id)
        site.note("放进数据", f"{number} {path.name}")
    site.read(number)
    return dataset_out(dataset_of(site, number))


@router.get("/datasets")
def datasets(site: Here) -> list[DatasetOut]:
    """The newest version of each campaign."""
    return [dataset_out(each) for each in site.datasets.all(site.user.scope)]


@router.get("/datasets/{number}")
def dataset(site: Here, number: int) -> DatasetOut:
    """A dataset."""
    return dataset_out(dataset_of(site, number))


@router.get("/datasets/{number}/problems")
def problems(site: Here, number: int) -> list[ProblemOut]:
    """All problems of a dataset, in the order of its sheets."""
    return [ProblemOut(**each) for each in dataset_of(site, number).problems]


@router.get("/datasets/{number}/documents")
def documents(
    site: Here, number: int, kind: str = "", unit: str = "", state: Literal["", "new", "late", "refused"] = ""
) -> list[DocumentOut]:
    """The papers that a dataset gives."""
    asked = Choice(
        kinds=(kind,) if kind else (), units=(unit,) if unit else (), state=state, formats=("docx", "pdf", "xlsx")
    )
    return [document_out(each) for each in chosen(site, dataset_of(site, number), asked)]


@router.get("/datasets/{number}/documents/{document}.pdf", response_class=Response)
def document_pdf(site: Here, number: int, document: int) -> Response:
    """A paper as it would be, as PDF; nothing is kept."""
    dataset_of(site, number)
    paper = site.datasets.paper(number, document)
    if paper is None or not site.may_see(paper):
        raise missing("文件")
    given = (site.folder.root, number, document, site.settings)
    made = site.desk.ask(preview, *given, allow_incomplete=paper.only_incomplete)
    if not made.digest:
        raise HTTPException(409, "；".join(each["message"] for each in made.problems) or "这一件做不出来。")
    return FileResponse(
        site.folder.pages / f"{made.digest}.pdf", media_type=TYPES[".pdf"], headers=named(f"{paper.title}.pdf")
    )


@router.post("/datasets/{number}/batches", status_code=202)
def make(site: Here, number: int, asked: BatchIn) -> BatchOut:
    """Have papers made; ask for the batch until its state is done, failed or cancelled."""
    if asked.template is not None:
        return batch_out(batch_pages.batch_of(site, _by_template(site, number, asked, asked.template)))
    choice = Choice(
        kinds=tuple(asked.kinds),
        units=tuple(asked.units),
        state=asked.state,
        formats=tuple(asked.formats),
        personal=asked.personal,
        copies=asked.per_unit,
        allow_incomplete=asked.allow_incomplete,
        standard=asked.standard,
        preprinted=asked.preprinted,
    )
    return batch_out(batch_pages.batch_of(site, begin(site, dataset_of(site, number), choice)))


def _by_template(site: Site, number: int, asked: BatchIn, template: TemplateIn) -> int:
    own = {**template.model_dump(), "units": asked.units}
    formats = tuple(form for form in FORMATS if form in asked.formats)
    return begin_own(site, dataset_of(site, number), own, formats or FORMATS, allow_incomplete=asked.allow_incomplete)


@router.post("/datasets/{number}/numbers")
def foretell(site: Here, number: int, asked: IssueIn) -> ForetoldOut:
    """Which papers may be issued, and under which numbers; no number is given."""
    site.require(site.user.signs)
    return foretold_out(verdict_of(site, dataset_of(site, number), *_asked(asked)))


@router.post("/datasets/{number}/issue", status_code=202)
def issue(site: Here, number: int, asked: IssueIn) -> BatchOut:
    """Issue papers that somebody has signed; the batch gives the numbers, and its message says how many."""
    site.require(site.user.signs)
    return batch_out(batch_pages.batch_of(site, begin_issue(site, dataset_of(site, number), *_asked(asked))))


def _asked(asked: IssueIn) -> tuple[Choice, Said]:
    choice = Choice(
        kinds=tuple(asked.kinds),
        units=tuple(asked.units),
        copies=asked.per_unit,
        allow_incomplete=asked.allow_incomplete,
        standard=asked.standard,
        preprinted=asked.preprinted,
    )
    said = Said(signers=asked.signers, signed_on=asked.signed_on, printed_on=asked.printed_on, drafter=asked.drafter)
    return choice, said


@router.get("/own")
def own_files(site: Here) -> list[OwnFileOut]:
    """The office's own 版式 and Word templates, to be named by batches."""
    return [own_file_out(each) for what in (STANDARD, TEMPLATE) for each in site.own_files.all(what)]


@router.get("/batches")
def batches(site: Here) -> list[BatchOut]:
    """The last hundred batches, newest first."""
    return [batch_out(each) for each in site.batches.all(site.user.scope)]


@router.get("/batches/{number}")
def batch(site: Here, number: int) -> BatchOut:
    """A batch."""
    return batch_out(batch_pages.batch_of(site, number))


@router.post("/batches/{number}/cancel", status_code=202)
def cancel(site: Here, number: int) -> BatchOut:
    """Ask that a batch end; what it has made stays."""
    site.batches.cancel(batch_pages.batch_of(site, number).id)
    return batch_out(batch_pages.batch_of(site, number))


@router.post("/batches/{number}/resume", status_code=202)
def resume(site: Here, number: int) -> BatchOut:
    """Have a batch that was cancelled or has failed go on."""
    site.batches.resume(batch_pages.batch_of(site, number).id)
    return batch_out(batch_pages.batch_of(site, number))


@router.get("/batches/{number}/files")
def files(site: Here, number: int) -> list[FileOut]:
    """The files of a batch so far, and the papers that were refused."""
    batch_pages.batch_of(site, number)
    return [
        FileOut(
            kind=each.kind,
            variant=each.variant,
            unit=each.unit,
            title=each.title,
            format=each.format,
            pages=each.pages,
            url=f"/api/v1/batches/{number}/files/{each.id}" if each.path else None,
            problems=[ProblemOut(**problem) for problem in each.problems],
        )
        for each in site.batches.made(number)
    ]


@router.get("/batches/{number}/files/{file}", response_class=Response)
def file(site: Here, number: int, file: int) -> Response:
    """A file."""
    return batch_pages.one_file(site, number, file)


@router.get("/batches/{number}/set.zip", response_class=Response)
def as_zip(site: Here, number: int, unit: str = "") -> Response:
    """All files of a batch, or of a unit, as a ZIP."""
    return batch_pages.as_zip(site, number, unit)


@router.get("/register")
def register(site: Here, q: str = "", series: str = "", year: str = "", state: str = "") -> list[NumberOut]:
    """The register, or what was searched for in it."""
    return [number_out(each) for each in found(all_entries(site), q, series, year, state)]


@router.post("/check")
def check(site: Here, file: Annotated[UploadFile, File()]) -> dict[str, Any]:
    """Hold a Word file, a PDF or a draft against the standard; the report as `docgen check --json` has it."""
    with kept(file, site.folder, PAPERS) as path:
        report = site.desk.ask(report_fields, path)
    if isinstance(report, str):
        raise HTTPException(422, report)
    return report


@router.post("/format")
def format_(
    site: Here, file: Annotated[UploadFile, File()], mark: Annotated[str, Form(max_length=200)] = ""
) -> FormattedOut:
    """Lay a draft or a Word file out by the standard; the files may be taken away until the server ends."""
    with kept(file, site.folder, DRAFTS) as path:
        token = site.desk.ask(lay_out, site.folder.root, path, mark, site.settings)
    return formatted_out(outcome_at(site, token))


@router.get("/format/{token}/{number}", response_class=Response)
def formatted_file(site: Here, token: str, number: int) -> Response:
    """A file that was laid out."""
    return take(site, token, number)
