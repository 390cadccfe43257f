"""预览: the pages of a paper as they would be, the cells behind each figure, and its wording, to be changed there."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from docgen.kinds.all_kinds import wordings_of
from docgen.kinds.wordings.own import LARGEST, SUFFIX, Change, changes, own_files, parts_of, place, set_aside, text_of
from docgen.refusals import why
from docgen.web.cells import cells_behind
from docgen.web.datasets import Dataset, Paper
from docgen.web.looks import USUAL
from docgen.web.pages.data import dataset_of
from docgen.web.pages.own import told_looks, usual_standard
from docgen.web.previewing import SHIPPED, Preview, draw, preview
from docgen.web.rendering import Form, go, render
from docgen.web.site import Here, Site, missing

router = APIRouter()

__all__ = ["router"]

_TAGS: Final = re.compile(r"\{[{%#].*?[}%#]\}|^#.*$|\n", re.DOTALL | re.MULTILINE)
_SHOWN: Final = 12
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A wording of a paper. `own`: the office has one of its own; `changes`: what differs from the shipped one."""

    name: str
    about: str
    text: str
    own: bool
    changes: tuple[Change, ...] = ()


@router.get("/data/{number:int}/papers/{at:int}")
def look(request: Request, site: Here, number: int, at: int, standard: str = "") -> Response:
    """A paper with its pages, by a 版式 or by that of the last batch."""
    dataset, paper = _paper(site, number, at)
    chosen = standard or usual_standard(site, dataset)
    made = _made(site, dataset, paper, standard=chosen)
    return render(
        request,
        "preview.html",
        dataset=dataset,
        paper=paper,
        preview=made,
        wordings=_wordings(site, paper, made.wording),
        standard=chosen,
        usual=USUAL,
        looks=told_looks(site, {"standard": chosen}),
        neighbours=[site.datasets.paper(number, place) for place in (at - 1, at + 1)],
    )


@router.get("/data/{number:int}/papers/{at:int}/spots/{spot:int}")
def cells(
    request: Request, site: Here, number: int, at: int, spot: int, of: str, every: bool = False, standard: str = ""
) -> Response:
    """The cells behind words of a page, with what stands in them; `of` is the digest of the pages looked at."""
    dataset, paper = _paper(site, number, at)
    chosen = standard or usual_standard(site, dataset)
    made = _made(site, dataset, paper, standard=chosen)
    if made.digest != of or spot >= len(made.spots):
        raise HTTPException(409, "措辞刚刚改过，页面已经不同。请刷新这一页再点。")
    found = made.spots[spot]
    return render(
        request,
        "cells.html",
        dataset=dataset,
        spot=found,
        cells=site.desk.ask(cells_behind, site.folder.root, number, site.settings, found.cells, every=every),
        ranges=[each.split(" › ", 1)[-1] for each in found.cells],
        address=f"/data/{number}/papers/{at}/spots/{spot}?of={made.digest}&standard={chosen}",
        every=every,
    )


@router.get("/data/{number:int}/papers/{at:int}/wording/{name}")
def edit(request: Request, site: Here, number: int, at: int, name: str) -> Response:
    """A wording of the paper, with the paper beside it."""
    dataset, paper = _paper(site, number, at)
    wording = _wording(site, paper, name)
    made = _made(site, dataset, paper)
    return _editing(request, dataset, paper, wording, made, wording.text)


@router.post("/data/{number:int}/papers/{at:int}/wording/{name}/try")
def attempt(request: Request, site: Here, form: Form, number: int, at: int, name: str) -> Response:
    """The paper as it would be under the wording that is being typed; nothing is kept."""
    dataset, paper = _paper(site, number, at)
    _wording(site, paper, name)
    return render(request, "pages.html", dataset=dataset, preview=_made(site, dataset, paper, {name: _text(form)}))


@router.post("/data/{number:int}/papers/{at:int}/wording/{name}")
def save(request: Request, site: Here, form: Form, number: int, at: int, name: str) -> Response:
    """The wording becomes the office's own, if nothing is wrong with it."""
    site.require(site.user.signs)
    dataset, paper = _paper(site, number, at)
    wording, text, own = _wording(site, paper, name), _text(form), _own(site)
    made = _made(site, dataset, paper, {name: text})
    if not made.digest:
        return _editing(request, dataset, paper, wording, made, text)
    try:
        place(name, text.encode(), own, SHIPPED)
    except OSError as error:
        raise HTTPException(500, f"措辞文件夹写不进去（{why(error)}），没有保存。") from error
    site.note("改措辞", name)
    site.read_again(number)
    return go(f"/data/{number}/papers/{at}/wording/{name}")


@router.post("/data/{number:int}/papers/{at:int}/wording/{name}/reset")
def reset(site: Here, form: Form, number: int, at: int, name: str) -> Response:
    """The shipped wording holds again; the office's own is set aside, not deleted."""
    site.require(site.user.signs)
    _, paper = _paper(site, number, at)
    _wording(site, paper, name)
    set_aside(name, _own(site))
    site.note("改回措辞", name)
    site.read_again(number)
    return go(f"/data/{number}/papers/{at}/wording/{name}")


@router.get("/pages/{digest}/{page:int}.png")
def picture(site: Here, digest: str, page: int) -> Response:
    """The picture of a page. It is named by what it shows, so a browser may keep it."""
    if not _DIGEST.fullmatch(digest):
        raise missing("页")
    content = site.folder.picture(digest, page)
    if content is None:
        content = site.desk.ask(draw, site.folder.root, digest, page)
        if content is None:
            raise missing("页")
        site.folder.keep_picture(digest, page, content)
    return Response(content, media_type="image/png", headers={"cache-control": "private, max-age=86400, immutable"})


def _editing(request: Request, dataset: Dataset, paper: Paper, wording: Wording, made: Preview, typed: str) -> Response:
    shown: dict[str, Any] = {"dataset": dataset, "paper": paper, "wording": wording, "typed": typed}
    return render(request, "wording.html", status=200 if made.digest else 422, preview=made, **shown)


def _paper(site: Site, number: int, at: int) -> tuple[Dataset, Paper]:
    dataset, paper = dataset_of(site, number), site.datasets.paper(number, at)
    if paper is None or not dataset.usable or not site.may_see(paper):
        raise missing("文件")
    return dataset, paper


def _made(
    site: Site, dataset: Dataset, paper: Paper, edited: dict[str, str] | None = None, standard: str = ""
) -> Preview:
    lenient, standard = paper.only_incomplete, standard or usual_standard(site, dataset)
    given = (site.folder.root, dataset.id, paper.place, site.settings)
    if edited:
        return site.desk.ask(preview, *given, allow_incomplete=lenient, standard=standard, edited=edited)
    own = site.settings.wording
    state = tuple((each.name, each.stat().st_mtime_ns) for each in own_files(own)) if own else ()
    key = ("preview", dataset.id, paper.place, lenient, standard, state)
    made = site.desk.ask_once(key, preview, *given, allow_incomplete=lenient, standard=standard)
    if made.digest and not site.folder.has_pages(made.digest):  # the answer is remembered for longer than its pages
        site.desk.forget(key)
        made = site.desk.ask_once(key, preview, *given, allow_incomplete=lenient, standard=standard)
    return made


def _wordings(site: Site, paper: Paper, drafted_from: Collection[str] = ()) -> list[Wording]:
    """The wordings of the kind of a paper, or those it was drafted from where that is known."""
    own = site.settings.wording
    wordings = wordings_of(paper.kind)
    folders = (own, SHIPPED) if own and own.is_dir() else (SHIPPED,)
    parts = parts_of(wordings, *folders)
    names = [name for name in parts if not drafted_from or name in drafted_from]
    told = [_told(name, parts[name], own) for name in names]
    return [
        each if each.name in wordings else replace(each, about=f"其中“{_begins(each.text) or each.name}”一段")
        for each in told
    ]


def _begins(text: str) -> str:
    """The first words of a wording that are said whatever the data, by which a person knows it."""
    plain = (piece.strip(" ，。；：、（）\n") for piece in _TAGS.split(text))
    return next((piece[:_SHOWN] for piece in plain if len(piece) > 3), "")


def _wording(site: Site, paper: Paper, name: str) -> Wording:
    found = next((each for each in _wordings(site, paper) if each.name == name), None)
    if found is None:
        raise missing("措辞")
    return found


def _told(name: str, about: str, own: Path | None) -> Wording:
    shipped = SHIPPED / f"{name}{SUFFIX}"
    mine = own / shipped.name if own is not None else shipped
    is_own = own is not None and mine.is_file()
    original = text_of(shipped) if shipped.is_file() else ""
    text = text_of(mine) if is_own else original
    return Wording(name=name, about=about, text=text, own=is_own, changes=changes(original, text) if is_own else ())


def _own(site: Site) -> Path:
    if site.settings.wording is None:
        raise HTTPException(409, "没有放本单位措辞的文件夹。请用设置 DOCGEN_WORDING 指定一个，再打开网页。")
    return site.settings.wording


def _text(form: Form) -> str:
    text = str(form.get("text", "")).replace("\r\n", "\n")
    if len(text.encode()) > LARGEST:
        raise HTTPException(413, "措辞过大，没有处理。")
    return text if text.endswith("\n") else f"{text}\n"
