"""The JSON API, /api/v1: the same datasets, documents, batches and register as on the pages, for other programs.

`/api/v1/openapi.json` describes it; docs/api.md walks through it with curl and httpx.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Form, HTTPException, UploadFile
from fastapi.responses import FileResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from docgen.register.entries import Entry
from docgen.web.batches import Batch
from docgen.web.datasets import Dataset, Paper
from docgen.web.pages import batches as batch_pages
from docgen.web.pages.check import outcome_at, take
from docgen.web.pages.data import dataset_of
from docgen.web.pages.papers import Choice, begin, chosen
from docgen.web.pages.register import all_entries, found
from docgen.web.previewing import preview
from docgen.web.rendering import TYPES, named
from docgen.web.site import Here, missing
from docgen.web.strangers import Outcome, lay_out, report_fields
from docgen.web.uploads import DATA, DRAFTS, PAPERS, kept

__all__ = ["router"]

router = APIRouter(prefix="/api/v1")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ProblemOut(_Model):
    """A problem as `docgen validate --json` has it."""

    code: str
    severity: str
    message: str
    hint: str
    place: str


class DatasetOut(_Model):
    """A dataset. `state`: waiting, foreseeing, ready, unreadable, failed; documents are known when it is ready."""

    id: int
    previous: int | None
    name: str
    title: str
    sha256: str
    state: str
    errors: int
    notes: int
    created: str


class DocumentOut(_Model):
    """A paper that the dataset gives. `pages_estimated` is null of one that would be refused; `problems` say why."""

    id: int
    kind: str
    word: str
    variant: str
    unit: str
    title: str
    formats: list[str]
    pages_estimated: int | None
    series: str
    problems: list[ProblemOut]


class BatchIn(_Model):
    """What is to be made; kinds and units empty: all."""

    kinds: list[str] = Field(default=[], max_length=200)
    units: list[str] = Field(default=[], max_length=2000)
    state: Literal["", "new", "late", "refused"] = ""
    formats: list[Literal["docx", "pdf", "xlsx"]] = Field(default=["docx", "pdf"], min_length=1, max_length=3)
    personal: bool = False
    per_unit: bool = False
    allow_incomplete: bool = False


class BatchOut(_Model):
    """A batch. `state`: waiting, running, done, failed, cancelled."""

    id: int
    dataset: int
    state: str
    total: int
    done: int
    message: str
    created: str
    ended: str | None


class FileOut(_Model):
    """A file of a batch, or a paper that was refused: then `url` is null."""

    kind: str
    variant: str
    unit: str
    title: str
    format: str
    pages: int | None
    url: str | None
    problems: list[ProblemOut]


class NumberOut(_Model):
    """A line of the register."""

    number: str
    state: str
    title: str
    unit: str
    signer: str
    signed_on: str | None
    recipients: str
    reason: str


class FormattedOut(_Model):
    """A draft that was laid out: what each part was taken for, and the files."""

    made: bool
    pages: int
    parts: list[dict[str, str]]
    moved: list[str]
    problems: list[ProblemOut]
    files: dict[str, str]


@router.post("/datasets", status_code=201)
def give(site: Here, file: Annotated[UploadFile, File()], previous: Annotated[int | None, Form()] = None) -> DatasetOut:
    """Give a dataset; it is then read: ask for it until its state is ready or unreadable."""
    before = dataset_of(site, previous) if previous is not None else None
    with kept(file, site.folder, DATA) as path:
        number = site.datasets.take_in(path, path.name, previous=before, owner=site.user.id)
        site.note("放进数据", f"{number} {path.name}")
    site.read(number)
    return _dataset(dataset_of(site, number))


@router.get("/datasets")
def datasets(site: Here) -> list[DatasetOut]:
    """The newest version of each campaign."""
    return [_dataset(each) for each in site.datasets.all(site.user.scope)]


@router.get("/datasets/{number}")
def dataset(site: Here, number: int) -> DatasetOut:
    """A dataset."""
    return _dataset(dataset_of(site, number))


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
    return [_document(each) for each in chosen(site, dataset_of(site, number), asked)]


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
    choice = Choice(
        kinds=tuple(asked.kinds),
        units=tuple(asked.units),
        state=asked.state,
        formats=tuple(asked.formats),
        personal=asked.personal,
        copies=asked.per_unit,
        allow_incomplete=asked.allow_incomplete,
    )
    return _batch(batch_pages.batch_of(site, begin(site, dataset_of(site, number), choice)))


@router.get("/batches")
def batches(site: Here) -> list[BatchOut]:
    """The last hundred batches, newest first."""
    return [_batch(each) for each in site.batches.all(site.user.scope)]


@router.get("/batches/{number}")
def batch(site: Here, number: int) -> BatchOut:
    """A batch."""
    return _batch(batch_pages.batch_of(site, number))


@router.post("/batches/{number}/cancel", status_code=202)
def cancel(site: Here, number: int) -> BatchOut:
    """Ask that a batch end; what it has made stays."""
    site.batches.cancel(batch_pages.batch_of(site, number).id)
    return _batch(batch_pages.batch_of(site, number))


@router.post("/batches/{number}/resume", status_code=202)
def resume(site: Here, number: int) -> BatchOut:
    """Have a batch that was cancelled or has failed go on."""
    site.batches.resume(batch_pages.batch_of(site, number).id)
    return _batch(batch_pages.batch_of(site, number))


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
    return [_number(each) for each in found(all_entries(site), q, series, year, state)]


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
    return _formatted(outcome_at(site, token))


@router.get("/format/{token}/{number}", response_class=Response)
def formatted_file(site: Here, token: str, number: int) -> Response:
    """A file that was laid out."""
    return take(site, token, number)


def _dataset(each: Dataset) -> DatasetOut:
    return DatasetOut(
        id=each.id,
        previous=each.previous,
        name=each.name,
        title=each.title,
        sha256=each.digest,
        state=each.state.value,
        errors=each.errors,
        notes=each.notes,
        created=each.created,
    )


def _document(each: Paper) -> DocumentOut:
    return DocumentOut(
        id=each.place,
        kind=each.kind,
        word=each.word,
        variant=each.variant,
        unit=each.unit,
        title=each.title,
        formats=list(each.formats),
        pages_estimated=each.pages,
        series=each.series,
        problems=[ProblemOut(**problem) for problem in each.problems],
    )


def _batch(each: Batch) -> BatchOut:
    return BatchOut(
        id=each.id,
        dataset=each.dataset,
        state=each.state.value,
        total=each.total,
        done=each.done,
        message=each.message,
        created=each.created,
        ended=each.ended,
    )


def _number(each: Entry) -> NumberOut:
    return NumberOut(
        number=str(each.number),
        state=each.state.value,
        title=each.title,
        unit=each.unit,
        signer=each.signer,
        signed_on=each.signed_on.isoformat() if each.signed_on else None,
        recipients=each.recipients,
        reason=each.reason,
    )


def _formatted(outcome: Outcome) -> FormattedOut:
    return FormattedOut(
        made=bool(outcome.files),
        pages=len(outcome.sizes),
        parts=list(outcome.taken),
        moved=list(outcome.moved),
        problems=[ProblemOut(**each) for each in outcome.problems],
        files={
            name.rpartition(".")[2]: f"/api/v1/format/{outcome.token}/{place}"
            for place, name in enumerate(outcome.files)
        },
    )
