"""签发: a person has signed; which papers may be issued under which numbers is shown before any number is given."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.datastructures import FormData, QueryParams
from fastapi.responses import Response

from docgen.web.looks import USUAL
from docgen.web.pages.data import campaigns, dataset_of
from docgen.web.pages.own import looks_asked, standards_offered, usual_standard
from docgen.web.pages.papers import choice_of, chosen
from docgen.web.reading import COPY
from docgen.web.rendering import Form, go, render
from docgen.web.signing import day_of, fit, kinds_issued
from docgen.web.site import Here

router = APIRouter()

__all__ = ["router"]

_FIELDS: Final = ("signer", "date", "print_date", "drafter")


@router.get("/issue")
def which(request: Request, site: Here) -> Response:
    """Of which campaign papers are to be issued."""
    return campaigns(request, site, "issue", "签发哪个活动的文件")


@router.get("/data/{number:int}/issue")
def ask(request: Request, site: Here, number: int) -> Response:
    """The form; when it is filled in, what would come of it."""
    site.require(site.user.signs)
    dataset = dataset_of(site, number)
    given = request.query_params
    choice = choice_of(given, usual_standard(site, dataset))
    papers = [paper for paper in chosen(site, dataset, choice) if paper.kind in kinds_issued()]
    said, wrong = _said(given, of_units=bool(choice.units))
    said |= looks_asked(site, choice)
    asked = bool(choice.kinds) and bool(given.get("signer"))
    verdict = None
    if asked and not wrong:
        verdict = site.desk.ask(fit, site.folder.root, number, [paper.place for paper in papers], said, site.settings)
    return render(
        request,
        "issue.html",
        dataset=dataset,
        kinds=kinds_issued(),
        choice=choice,
        given={name: given.get(name, "") for name in _FIELDS},
        wrong=wrong if asked else "",
        verdict=verdict,
        standards=standards_offered(site),
        usual=USUAL,
    )


@router.post("/data/{number:int}/issue")
def issue(site: Here, form: Form, number: int) -> Response:
    """The papers are to be issued."""
    site.require(site.user.signs)
    dataset = dataset_of(site, number)
    choice = choice_of(form, usual_standard(site, dataset))
    said, wrong = _said(form, of_units=bool(choice.units))
    said |= looks_asked(site, choice)
    if wrong or not choice.kinds:
        raise HTTPException(422, wrong or "没有选文种。请返回，选要签发的文种。")
    papers = [paper for paper in chosen(site, dataset, choice) if paper.kind in kinds_issued()]
    words = "、".join(dict.fromkeys(paper.word for paper in papers))
    request = {**said, "places": [paper.place for paper in papers], "formats": ["docx", "pdf"]}
    request |= {"allow_incomplete": choice.allow_incomplete, "said": f"{words}；签发人 {'、'.join(said['signers'])}"}
    site.note("签发", request["said"])
    total = len([paper for paper in papers if paper.pages_if(choice.allow_incomplete) and paper.extra != COPY])
    return go(f"/batches/{site.batches.add('签发', dataset.id, dataset.campaign, request, total, site.user.id)}")


def _said(given: QueryParams | FormData, *, of_units: bool) -> tuple[dict[str, Any], str]:
    """What was said of the signing, and what is wrong with it."""
    signers = [name.strip() for name in str(given.get("signer", "")).replace("，", "、").split("、") if name.strip()]
    signed_on, printed_on = (day_of(str(given.get(name, ""))) for name in ("date", "print_date"))
    wrong = ""
    if not signers:
        wrong = "没有写签发人。"
    elif signed_on is None:
        wrong = "签发日期没有写，或不是有效日期；写成 2024-12-27 的样子。"
    elif printed_on is None and given.get("print_date"):
        wrong = "印发日期不是有效日期；不写则与签发日期相同。"
    elif printed_on is not None and printed_on < signed_on:
        wrong = "印发日期早于签发日期，请改一处。"
    said = {
        "signers": signers,
        "signed_on": signed_on.isoformat() if signed_on else "",
        "printed_on": printed_on.isoformat() if printed_on else "",
        "drafter": str(given.get("drafter", "")).strip(),
        "own": of_units,
        "allow_incomplete": "allow_incomplete" in given,
    }
    return said, wrong
