"""本机关的版式和模板: given once, then chosen where papers are made; and papers made by an own template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Protocol

from fastapi import APIRouter, HTTPException, Request
from fastapi.datastructures import FormData, QueryParams
from fastapi.responses import FileResponse, Response

from docgen.kinds.all_kinds import KINDS
from docgen.web.datasets import Dataset
from docgen.web.looks import SHIPPED, USUAL, looks_of, own_standard, title_of
from docgen.web.own_files import STANDARD, TEMPLATE, OwnFile
from docgen.web.pages.data import dataset_of
from docgen.web.rendering import Form, go, named, render
from docgen.web.site import Here, Site, missing
from docgen.web.templates import CUSTOM, FORMATS, Foretold, faults_of, foretold
from docgen.web.uploads import STANDARDS, WORD, taken

router = APIRouter()

__all__ = ["begin_own", "looks_asked", "router", "standards_offered", "told_looks", "usual_standard"]

_SHORT: Final = {USUAL: "", "gbt33476": "字撑满版心"}


class AskedLooks(Protocol):
    """What a choice says of looks."""

    @property
    def standard(self) -> str:
        """As `Looks.standard`."""

    @property
    def preprinted(self) -> bool:
        """As `Looks.preprinted`."""


@router.get("/own")
def all_own(request: Request, site: Here) -> Response:
    """What there is, and the ways to bring one in."""
    files = {what: site.own_files.all(what) for what in (STANDARD, TEMPLATE)}
    return render(request, "own.html", standards=files[STANDARD], templates=files[TEMPLATE])


@router.post("/own/standard")
def give_standard(request: Request, site: Here, form: Form) -> Response:
    """A 版式 is given; one with faults is refused with all of them."""
    site.require(site.user.signs)
    with taken(form, site.folder, STANDARDS) as file:
        title = site.desk.ask(title_of, file)
        if title.value is None:
            raise HTTPException(422, "　".join(map(str, title.problems)))
        number = site.own_files.add(STANDARD, file, title.value)
    site.note("放进版式", f"{number} {title.value}")
    return go("/own")


@router.post("/own/template")
def give_template(site: Here, form: Form) -> Response:
    """A Word template is given; one with faults is refused with all of them."""
    site.require(site.user.signs)
    with taken(form, site.folder, WORD) as file:
        if faults := site.desk.ask(faults_of, file):
            told = "　".join(f"{each['place']}：{each['message']}" for each in faults[:10])
            raise HTTPException(422, f"模板里有错误 {len(faults)} 处，没有收下：{told}　到“检查模板”里可以看批注。")
        number = site.own_files.add(TEMPLATE, file, file.stem)
    site.note("放进模板", f"{number} {file.name}")
    return go("/own")


@router.post("/own/{number:int}/gone")
def take_back(site: Here, form: Form, number: int) -> Response:
    """One is offered no more."""
    site.require(site.user.signs)
    own = _own(site, number)
    site.own_files.take_back(number)
    site.note(f"收回{own.what}", f"{number} {own.title}")
    return go("/own")


@router.get("/own/{number:int}/file")
def download(site: Here, number: int) -> Response:
    """One as it was given."""
    own = _own(site, number)
    return FileResponse(site.own_files.file(own), headers=named(own.name))


@router.get("/data/{number:int}/template")
def choose(request: Request, site: Here, number: int) -> Response:
    """Which template, for which units; what comes of it."""
    dataset = dataset_of(site, number)
    own = _asked(site, request.query_params)
    found = _foretold(site, dataset, own) if own["id"] and dataset.usable else None
    return render(
        request,
        "template.html",
        dataset=dataset,
        templates=site.own_files.all(TEMPLATE),
        kinds={kind.NAME: kind.WORD for kind in KINDS.values()},
        own=own,
        found=found,
        choice_formats=_formats(request.query_params),
    )


@router.post("/data/{number:int}/template")
def make(site: Here, form: Form, number: int) -> Response:
    """The papers of the choice are to be made."""
    own, lenient = _asked(site, form), "allow_incomplete" in form
    batch = begin_own(site, dataset_of(site, number), own, _formats(form), allow_incomplete=lenient)
    return go(f"/batches/{batch}")


def begin_own(
    site: Site, dataset: Dataset, own: Mapping[str, Any], formats: tuple[str, ...], *, allow_incomplete: bool
) -> int:
    """Put the papers of a template (see `by_template`) into the queue. Raises HTTPException when there is none."""
    if not dataset.usable:
        raise HTTPException(409, "这份数据还没有读完，请稍后再做。")
    file = site.own_files.get(own["id"])
    if file is None or file.what != TEMPLATE or file.gone:
        raise HTTPException(422, "没有选模板。请返回，选一个模板。")
    found = _foretold(site, dataset, own)
    if not found.units:
        raise HTTPException(422, "；".join(each["message"] for each in found.problems) or "这样选，没有一件可做。")
    units = f"{len(found.units)} 个单位" if len(found.units) > 2 else "、".join(found.units)
    said = f"模板“{file.shown}”；{units}"
    request = {"places": list(range(len(found.units))), "formats": list(formats), "said": said}
    request |= {"own_template": dict(own), "allow_incomplete": allow_incomplete}
    request |= {"standard": usual_standard(site, dataset)}
    site.note("制作", said)
    return site.batches.add("制作", dataset.id, dataset.campaign, request, len(found.units), site.user.id)


def standards_offered(site: Site) -> dict[str, str]:
    """What may be chosen as 版式, with its name."""
    return SHIPPED | {own_standard(each.id): each.shown for each in site.own_files.all(STANDARD)}


def usual_standard(site: Site, dataset: Dataset) -> str:
    """The 版式 of the last batch of the campaign, as long as it is offered."""
    last = site.batches.last_standard(dataset.campaign)
    return last if last in standards_offered(site) else USUAL


def looks_asked(site: Site, choice: AskedLooks) -> dict[str, Any]:
    """What a batch notes of the looks that were chosen. Raises HTTPException when there is no such 版式."""
    if choice.standard not in standards_offered(site):
        raise HTTPException(422, "没有这个版式，可能已经收回。请返回，另选一个。")
    return {"standard": choice.standard, "preprinted": choice.preprinted}


def told_looks(site: Site, request: Mapping[str, Any]) -> str:
    """How a batch's papers look, in words; empty where they look as usual."""
    looks = looks_of(request)
    number = looks.standard.rpartition("-")[2]
    own = site.own_files.get(int(number)) if number.isdecimal() else None
    name = _SHORT.get(looks.standard, own.shown if own else looks.standard)
    return "，".join((*([f"版式：{name}"] if name else []), *(["套打，标志和红线留白"] if looks.preprinted else [])))


def _own(site: Site, number: int) -> OwnFile:
    own = site.own_files.get(number)
    if own is None or own.gone:
        raise missing("文件")
    return own


def _asked(site: Site, given: QueryParams | FormData) -> dict[str, Any]:
    number, kind = str(given.get("template", "")), str(given.get("as", ""))
    return {
        "id": int(number) if number.isdecimal() else 0,
        "kind": kind if kind in KINDS else CUSTOM,
        "units": [str(unit) for unit in given.getlist("unit") if unit],
        "anyway": "anyway" in given,
    }


def _formats(given: QueryParams | FormData) -> tuple[str, ...]:
    asked = [str(each) for each in given.getlist("format")]
    return tuple(form for form in FORMATS if form in asked) or FORMATS


def _foretold(site: Site, dataset: Dataset, own: Mapping[str, Any]) -> Foretold:
    return site.desk.ask(foretold, site.folder.root, dataset.id, own, site.settings)
