"""What the API takes and tells, as JSON: the shapes behind /api/v1/openapi.json."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from docgen.register.entries import Entry
from docgen.web.batches import Batch
from docgen.web.datasets import Dataset, Paper
from docgen.web.looks import USUAL, own_standard
from docgen.web.own_files import STANDARD, OwnFile
from docgen.web.signing import Verdict
from docgen.web.strangers import Outcome

__all__ = [
    "BatchIn",
    "BatchOut",
    "DatasetOut",
    "DocumentOut",
    "FileOut",
    "ForetoldOut",
    "FormattedOut",
    "IssueIn",
    "NumberForetold",
    "NumberOut",
    "OwnFileOut",
    "ProblemOut",
    "TemplateIn",
    "batch_out",
    "dataset_out",
    "document_out",
    "foretold_out",
    "formatted_out",
    "number_out",
    "own_file_out",
]


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


class TemplateIn(_Model):
    """An own Word template that makes the papers: its number, and the kind they are said to be (empty: 自定).

    `anyway`: what a PDF cannot carry of it is told, and the PDF made all the same.
    """

    id: int
    kind: str = Field(default="", max_length=40)
    anyway: bool = False


class BatchIn(_Model):
    """What is to be made; kinds and units empty: all."""

    kinds: list[str] = Field(default=[], max_length=200)
    units: list[str] = Field(default=[], max_length=2000)
    state: Literal["", "new", "late", "refused"] = ""
    formats: list[Literal["docx", "pdf", "xlsx"]] = Field(default=["docx", "pdf"], min_length=1, max_length=3)
    personal: bool = False
    per_unit: bool = False
    allow_incomplete: bool = False
    standard: str = Field(default=USUAL, max_length=40)
    preprinted: bool = False
    template: TemplateIn | None = None


class IssueIn(_Model):
    """What is to be issued, who has signed it and when (2024-12-27); units empty: the office's own papers, to all."""

    kinds: list[str] = Field(min_length=1, max_length=200)
    units: list[str] = Field(default=[], max_length=2000)
    signers: list[str] = Field(min_length=1, max_length=20)
    signed_on: str = Field(max_length=20)
    printed_on: str = Field(default="", max_length=20)
    drafter: str = Field(default="", max_length=100)
    per_unit: bool = False
    allow_incomplete: bool = False
    standard: str = Field(default=USUAL, max_length=40)
    preprinted: bool = False


class NumberForetold(_Model):
    """A paper that may be issued: the number it would get now, whose, its title, how many papers have that number."""

    number: str
    unit: str
    title: str
    papers: int


class ForetoldOut(_Model):
    """What would come of an issue. `before`: number and title of those issued; `problems`: why others are not."""

    numbers: list[NumberForetold]
    before: list[tuple[str, str]]
    problems: list[ProblemOut]


class OwnFileOut(_Model):
    """A file that the office makes papers by: `choose` is what a batch names it by, as `standard` or in `template`."""

    what: Literal["版式", "模板"]
    title: str
    choose: str


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


def dataset_out(each: Dataset) -> DatasetOut:
    """A dataset as the API tells it."""
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


def document_out(each: Paper) -> DocumentOut:
    """A paper as the API tells it."""
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


def batch_out(each: Batch) -> BatchOut:
    """A batch as the API tells it."""
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


def number_out(each: Entry) -> NumberOut:
    """A line of the register as the API tells it."""
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


def formatted_out(outcome: Outcome) -> FormattedOut:
    """What came of a draft as the API tells it."""
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


def foretold_out(verdict: Verdict) -> ForetoldOut:
    """What would come of an issue as the API tells it."""
    return ForetoldOut(
        numbers=[
            NumberForetold(number=each.number, unit=each.unit, title=each.title, papers=each.papers)
            for each in verdict.fit
        ],
        before=list(verdict.before),
        problems=[ProblemOut(**each) for each in verdict.problems],
    )


def own_file_out(own: OwnFile) -> OwnFileOut:
    """A file of the office's own as the API tells it."""
    standard = own.what == STANDARD
    return OwnFileOut(
        what="版式" if standard else "模板",
        title=own.title,
        choose=own_standard(own.id) if standard else str(own.id),
    )
