"""文种与单位: which papers, for whom; what comes of that is told before anything is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.datastructures import FormData, QueryParams
from fastapi.responses import Response

from docgen.kinds.job import CONSOLIDATED
from docgen.web.datasets import Dataset, Paper
from docgen.web.looks import SHIPPED, USUAL
from docgen.web.pages.data import dataset_of
from docgen.web.pages.own import looks_asked, standards_offered, usual_standard
from docgen.web.previewing import standard_faults
from docgen.web.reading import COPY, PERSONAL
from docgen.web.rendering import Form, go, render
from docgen.web.site import Here, Site, missing

router = APIRouter()

__all__ = ["Choice", "begin", "choice_of", "chosen", "router"]

_SHOWN: Final = 200
_FORMATS: Final = ("docx", "pdf", "xlsx")
_STATES: Final = {"": "全部", "new": "还没有做的", "late": "未报送或有逾期的单位", "refused": "做不了的"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen; kinds and units empty: all."""

    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    state: str = ""
    formats: tuple[str, ...] = ("docx", "pdf")
    personal: bool = False
    copies: bool = False
    allow_incomplete: bool = False
    standard: str = USUAL
    preprinted: bool = False

    @property
    def extras(self) -> frozenset[str]:
        """The values of `Paper.extra` that are wanted."""
        return frozenset(("", *((PERSONAL,) if self.personal else ()), *((COPY,) if self.copies else ())))


def choice_of(given: QueryParams | FormData, usual: str = USUAL) -> Choice:
    """The choice that a form has; `usual` is the 版式 where it names none."""

    def all_of(name: str) -> tuple[str, ...]:
        return tuple(value for value in given.getlist(name) if isinstance(value, str) and value)

    formats = tuple(form for form in _FORMATS if form in all_of("format"))
    state = str(given.get("state", ""))
    return Choice(
        kinds=all_of("kind"),
        units=all_of("unit"),
        state=state if state in _STATES else "",
        formats=formats or ("docx", "pdf"),
        personal="personal" in given,
        copies="copies" in given,
        allow_incomplete="allow_incomplete" in given,
        standard=str(given.get("standard", "")) or usual,
        preprinted="preprinted" in given,
    )


def chosen(site: Site, dataset: Dataset, choice: Choice, every: Sequence[Paper] | None = None) -> list[Paper]:
    """The papers of a choice, in the order of the plan; `every`: all of the dataset, where known."""
    papers = [
        paper
        for paper in (site.datasets.papers(dataset.id) if every is None else every)
        if (not choice.kinds or paper.kind in choice.kinds)
        and (not choice.units or paper.unit in choice.units)
        and paper.extra in choice.extras
        and site.may_see(paper)
        and set(paper.formats) & set(choice.formats)
    ]
    if choice.state == "new":
        made = site.batches.keys_made(dataset.campaign)
        return [paper for paper in papers if paper.key not in made]
    if choice.state == "late":
        late = {unit["name"] for unit in dataset.units if unit["late"]}
        return [paper for paper in papers if paper.unit in late]
    if choice.state == "refused":
        return [paper for paper in papers if paper.pages_if(choice.allow_incomplete) is None]
    return papers


@router.get("/data/{number:int}/papers")
def choose(request: Request, site: Here, number: int) -> Response:
    """What may be chosen, and what comes of the present choice."""
    dataset = dataset_of(site, number)
    choice = choice_of(request.query_params, usual_standard(site, dataset))
    every = site.datasets.papers(number)
    papers = chosen(site, dataset, choice, every)
    made = [paper for paper in papers if paper.pages_if(choice.allow_incomplete) is not None]
    refused = [paper for paper in papers if paper.pages_if(choice.allow_incomplete) is None]
    units = [{"name": CONSOLIDATED, "category": "本机关", "late": False}, *dataset.units]
    return render(
        request,
        "papers.html",
        dataset=dataset,
        choice=choice,
        kinds=_kinds(every),
        units=units,
        categories={name: [unit for unit in units if unit["category"] == name] for name in _categories(units)},
        states=_STATES,
        shown=papers[:_SHOWN],
        count=len(papers),
        files=sum(len(set(paper.formats) & set(choice.formats)) for paper in made),
        pages=sum(paper.pages_if(choice.allow_incomplete) or 0 for paper in made),
        made=made,
        series=_series(made),
        reasons=_reasons(refused),
        refused=refused,
        done=site.batches.keys_made(dataset.campaign),
        standards=standards_offered(site),
        usual=USUAL,
        faults=_faults(site, dataset, choice),
    )


@router.post("/data/{number:int}/papers")
def make(site: Here, form: Form, number: int) -> Response:
    """The papers of the choice are to be made."""
    dataset = dataset_of(site, number)
    return go(f"/batches/{begin(site, dataset, choice_of(form, usual_standard(site, dataset)))}")


def begin(site: Site, dataset: Dataset, choice: Choice) -> int:
    """Put the papers of a choice into the queue; the number of the batch. Raises HTTPException when there is none."""
    papers = chosen(site, dataset, choice)
    if not papers:
        raise HTTPException(422, "这样选，没有一件可做。请返回，少选一些条件。")
    if faults := _faults(site, dataset, choice):
        raise HTTPException(422, "；".join(f"{each['message']}。{each['hint']}" for each in faults))
    return _queued(site, dataset, papers, choice, _said(papers))


def _faults(site: Site, dataset: Dataset, choice: Choice) -> Sequence[Mapping[str, Any]]:
    """Why an own 版式 cannot be used with a dataset: it may say something of units that this one has not."""
    if choice.standard in SHIPPED or not dataset.usable:
        return ()
    given = (site.folder.root, dataset.id, choice.standard, site.settings)
    return site.desk.ask_once(("standard", dataset.id, choice.standard), standard_faults, *given)


def _queued(site: Site, dataset: Dataset, papers: Sequence[Paper], choice: Choice, said: str) -> int:
    request: dict[str, Any] = {
        "places": [paper.place for paper in papers],
        "formats": list(choice.formats),
        "allow_incomplete": choice.allow_incomplete,
        "said": said,
        **looks_asked(site, choice),
    }
    site.note("制作", said)
    return site.batches.add("制作", dataset.id, dataset.campaign, request, len(papers), site.user.id)


@router.post("/data/{number:int}/papers/{at:int}")
def make_one(site: Here, form: Form, number: int, at: int) -> Response:
    """One paper is to be made."""
    dataset, paper = dataset_of(site, number), site.datasets.paper(number, at)
    if paper is None or not site.may_see(paper):
        raise missing("文件")
    said = f"{paper.word}；{paper.unit}"
    choice = replace(
        choice_of(form, usual_standard(site, dataset)),
        formats=Choice().formats,
        allow_incomplete=paper.only_incomplete,
    )
    return go(f"/batches/{_queued(site, dataset, [paper], choice, said)}")


def _categories(units: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(unit["category"] for unit in units))


def _kinds(papers: Iterable[Paper]) -> list[tuple[str, str, int]]:
    """English word, 文种 and number of papers of each kind."""
    found: dict[str, list[Paper]] = {}
    for paper in papers:
        found.setdefault(paper.kind, []).append(paper)
    return [(kind, each[0].word, sum(paper.extra == "" for paper in each)) for kind, each in found.items()]


def _series(papers: Iterable[Paper]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for paper in papers:
        if paper.series:
            found[paper.series] = found.get(paper.series, 0) + 1
    return found


def _reasons(papers: Iterable[Paper]) -> list[tuple[str, int]]:
    """Why papers are refused, or rightly left out, the most frequent first."""
    found: dict[str, int] = {}
    for paper in papers:
        for message in {problem["message"] for problem in paper.problems}:
            found[message] = found.get(message, 0) + 1
    return sorted(found.items(), key=lambda each: -each[1])[:8]


def _said(papers: Sequence[Paper]) -> str:
    """A batch in a few words: 情况报告、台账，5 个单位."""
    words = list(dict.fromkeys(paper.word for paper in papers))
    units = list(dict.fromkeys(paper.unit for paper in papers))
    kinds = "、".join(words[:3]) + (f"等 {len(words)} 种" if len(words) > 3 else "")
    return f"{kinds}；{'、'.join(units) if len(units) <= 2 else f'{len(units)} 个单位'}"
