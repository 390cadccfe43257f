"""生成: batches at work and done, with what they made, to be looked at and taken away."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from docgen.printing.parcel import pack_set
from docgen.web.batches import Batch, Made
from docgen.web.desk import TooLongError
from docgen.web.looks import looks_of
from docgen.web.pages.own import told_looks
from docgen.web.print_room import SET, Outcome, print_set
from docgen.web.rendering import TYPES, Form, go, named, render
from docgen.web.site import Here, Site, missing

router = APIRouter()

__all__ = ["router"]

_FEW: Final = 60  # files that are listed without asking whose


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A paper of a batch with its files."""

    word: str
    variant: str
    unit: str
    title: str
    files: tuple[Made, ...]
    problems: tuple[str, ...]


@router.get("/batches")
def all_batches(request: Request, site: Here) -> Response:
    """The batches, newest first."""
    names = {dataset.campaign: dataset.title or dataset.name for dataset in site.datasets.all(site.user.scope)}
    return render(request, "batches.html", batches=site.batches.all(site.user.scope), names=names)


@router.get("/batches/{number:int}")
def one(request: Request, site: Here, number: int, unit: str = "") -> Response:
    """A batch: how far it is, what it has made."""
    batch = batch_of(site, number)
    made = site.batches.made(number)
    files = [each for each in made if each.path]
    units = [
        (name, sum(1 for each in group if each.path))
        for name, group in ((name, list(group)) for name, group in groupby(made, key=lambda each: each.unit))
    ]
    listed = made if len(made) <= _FEW else [each for each in made if each.unit == unit]
    return render(
        request,
        "batch.html",
        batch=batch,
        dataset=site.datasets.get(batch.dataset),
        files=len(files),
        refused=_rows(each for each in made if not each.path),
        units=_merged(units),
        rows=_rows(each for each in listed if each.path),
        unit=unit,
        folder=str(_folder(site, batch)),
        looks=told_looks(site, batch.request),
    )


@router.post("/batches/{number:int}/cancel")
def cancel(site: Here, form: Form, number: int) -> Response:
    """A batch is to end; what it has made stays."""
    site.batches.cancel(batch_of(site, number).id)
    return go(f"/batches/{number}")


@router.post("/batches/{number:int}/resume")
def resume(site: Here, form: Form, number: int) -> Response:
    """A batch that ended early goes on; what stands is not made again."""
    site.batches.resume(batch_of(site, number).id)
    return go(f"/batches/{number}")


@router.get("/batches/{number:int}/files/{file:int}")
def one_file(site: Here, number: int, file: int, look: bool = False) -> Response:
    """A file, to take away, or `look` to see it in the browser."""
    batch = batch_of(site, number)
    made = site.batches.file(number, file)
    if made is None or made.path is None:
        raise missing("文件")
    path = _folder(site, batch) / made.path
    if not path.is_file():
        raise missing("文件")
    return FileResponse(
        path, media_type=TYPES[path.suffix], headers=named(path.name, inline=look and path.suffix == ".pdf")
    )


@router.get("/batches/{number:int}/set.zip")
def as_zip(site: Here, number: int, unit: str = "") -> Response:
    """All files of a batch as a ZIP, or those of a unit."""
    batch = batch_of(site, number)
    folder = _folder(site, batch)
    made = [each for each in site.batches.made(number) if each.path and unit in ("", each.unit)]
    paths = [each.path for each in made if each.path and (folder / each.path).is_file()]
    if not paths:
        raise missing("单位的文件" if unit else "批次的文件")
    return _packed(site, folder, paths, f"{unit or '全套文件'}.zip")


@router.get("/batches/{number:int}/print.zip")
def print_files(site: Here, number: int) -> Response:
    """The print files and the list for the print room."""
    batch = batch_of(site, number)
    if batch.open:
        raise HTTPException(409, "还没有做完。做完以后再取打印文件。")
    units = tuple(dict.fromkeys(each.unit for each in site.batches.made(number) if each.path))
    bench = site.folder.taking / secrets.token_hex(16)
    bench.mkdir()
    try:
        match _print_set(site, _folder(site, batch), units, bench):
            case Outcome.NO_FILES:
                raise missing("批次的文件")
            case Outcome.NO_REGISTER:
                raise HTTPException(503, "发文登记簿现在读不了，不知道哪些文号已经作废。请稍后再取。")
            case Outcome.NO_PDF:
                raise HTTPException(422, "这一批没有 PDF 可印。请在“文种与单位”里选上 PDF 再做。")
    except BaseException:
        shutil.rmtree(bench, ignore_errors=True)
        raise
    gone = BackgroundTask(shutil.rmtree, bench, ignore_errors=True)
    return FileResponse(bench / SET, media_type=TYPES[".zip"], headers=named(SET), background=gone)


def _print_set(site: Site, folder: Path, units: tuple[str, ...], bench: Path) -> Outcome:
    try:
        return site.readers.ask(print_set, folder, units, bench, site.settings)
    except TooLongError as error:
        words = (
            "打印文件做得太久，已经停下。请分几批做，一批少几个单位，再分别取；或者在这台电脑上用命令 docgen print。"
        )
        raise HTTPException(503, words) from error


def batch_of(site: Site, number: int) -> Batch:
    """A batch. Raises HTTPException when there is none."""
    batch = site.batches.get(number)
    if batch is None or not site.user.sees(batch.owner):
        raise missing("批次")
    return batch


def _folder(site: Site, batch: Batch) -> Path:
    if batch.task == "签发":
        return site.folder.issued(batch.campaign)
    return site.folder.drafts(batch.campaign, preprinted=looks_of(batch.request).preprinted)


def _packed(site: Site, folder: Path, paths: Sequence[str], name: str) -> Response:
    target = site.folder.taking / f"{secrets.token_hex(16)}.zip"
    pack_set(target, folder, paths)
    gone = BackgroundTask(target.unlink, missing_ok=True)
    return FileResponse(target, media_type=TYPES[".zip"], headers=named(name), background=gone)


def _merged(units: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, count in units:
        found[name] = found.get(name, 0) + count
    return found


def _rows(made: Iterable[Made]) -> list[Row]:
    rows = []
    for _, group in groupby(made, key=lambda each: each.place):
        files = tuple(group)
        first = files[0]
        problems = tuple(dict.fromkeys(problem["message"] for each in files for problem in each.problems))
        rows.append(
            Row(
                word=first.word,
                variant=first.variant,
                unit=first.unit,
                title=first.title,
                files=files,
                problems=problems,
            )
        )
    return rows
