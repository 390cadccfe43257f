"""签发: a person has signed; which papers may be issued under which numbers is shown before any number is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.datastructures import FormData, QueryParams
from fastapi.responses import Response

from docgen.web.datasets import Dataset, Paper
from docgen.web.looks import USUAL
from docgen.web.pages.data import campaigns, dataset_of
from docgen.web.pages.own import looks_asked, standards_offered, usual_standard
from docgen.web.pages.papers import Choice, choice_of, chosen
from docgen.web.reading import COPY
from docgen.web.rendering import Form, go, render
from docgen.web.signing import Verdict, day_of, fit, kinds_issued
from docgen.web.site import Here, Site

router = APIRouter()

__all__ = ["Said", "begin_issue", "router", "verdict_of"]

_FIELDS: Final = ("signer", "date", "print_date", "drafter")


@router.get("/issue")
def which(request: Request, site: Here) -> Response:
    """Of which campaign papers are to be issued."""
    return campaigns(request, site, "issue", "签发哪个活动的文件")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of the signing, as it was typed."""

    signers: Sequence[str]
    signed_on: str
    printed_on: str = ""
    drafter: str = ""

    @property
    def wrong(self) -> str:
        """What is wrong with it; empty when it will do."""
        signed_on, printed_on = day_of(self.signed_on), day_of(self.printed_on)
        if not self._names:
            return "没有写签发人。"
        if signed_on is None:
            return "签发日期没有写，或不是有效日期；写成 2024-12-27 的样子。"
        if printed_on is None and self.printed_on:
            return "印发日期不是有效日期；不写则与签发日期相同。"
        if printed_on is not None and printed_on < signed_on:
            return "印发日期早于签发日期，请改一处。"
        return ""

    @property
    def _names(self) -> list[str]:
        return [name.strip() for each in self.signers for name in each.replace("，", "、").split("、") if name.strip()]

    def fields(self) -> dict[str, Any]:
        """What a batch notes of it; days in ISO form."""
        signed_on, printed_on = day_of(self.signed_on), day_of(self.printed_on)
        return {
            "signers": self._names,
            "signed_on": signed_on.isoformat() if signed_on else "",
            "printed_on": printed_on.isoformat() if printed_on else "",
            "drafter": self.drafter.strip(),
        }


@router.get("/data/{number:int}/issue")
def ask(request: Request, site: Here, number: int) -> Response:
    """The form; when it is filled in, what would come of it."""
    site.require(site.user.signs)
    dataset = dataset_of(site, number)
    given = request.query_params
    choice, said = choice_of(given, usual_standard(site, dataset)), _said(given)
    asked = bool(choice.kinds) and bool(given.get("signer"))
    return render(
        request,
        "issue.html",
        dataset=dataset,
        kinds=kinds_issued(),
        choice=choice,
        given={name: given.get(name, "") for name in _FIELDS},
        wrong=said.wrong if asked else "",
        verdict=verdict_of(site, dataset, choice, said) if asked and not said.wrong else None,
        standards=standards_offered(site),
        usual=USUAL,
    )


@router.post("/data/{number:int}/issue")
def issue(site: Here, form: Form, number: int) -> Response:
    """The papers are to be issued."""
    site.require(site.user.signs)
    dataset = dataset_of(site, number)
    choice = choice_of(form, usual_standard(site, dataset))
    return go(f"/batches/{begin_issue(site, dataset, choice, _said(form))}")


def verdict_of(site: Site, dataset: Dataset, choice: Choice, said: Said) -> Verdict:
    """What would come of an issue; no number is given. Raises HTTPException when it cannot be asked so."""
    papers, request = _asked(site, dataset, choice, said)
    places = [paper.place for paper in papers]
    return site.desk.ask(fit, site.folder.root, dataset.id, places, request, site.settings)


def begin_issue(site: Site, dataset: Dataset, choice: Choice, said: Said) -> int:
    """Put an issue into the queue; the number of the batch. Raises HTTPException when it cannot be asked so."""
    papers, request = _asked(site, dataset, choice, said)
    if not papers:
        raise HTTPException(422, "这样选，没有一件要编号签发。请返回，另选文种或单位。")
    words = "、".join(dict.fromkeys(paper.word for paper in papers))
    request |= {"places": [paper.place for paper in papers], "formats": ["docx", "pdf"]}
    request |= {"said": f"{words}；签发人 {'、'.join(request['signers'])}"}
    site.note("签发", request["said"])
    total = len([paper for paper in papers if paper.pages_if(choice.allow_incomplete) and paper.extra != COPY])
    return site.batches.add("签发", dataset.id, dataset.campaign, request, total, site.user.id)


def _asked(site: Site, dataset: Dataset, choice: Choice, said: Said) -> tuple[list[Paper], dict[str, Any]]:
    if not dataset.usable:
        raise HTTPException(409, "这份数据还没有读完，请稍后再签发。")
    if said.wrong or not choice.kinds:
        raise HTTPException(422, said.wrong or "没有选文种。请返回，选要签发的文种。")
    papers = [paper for paper in chosen(site, dataset, choice) if paper.kind in kinds_issued()]
    request = {**said.fields(), **looks_asked(site, choice), "own": bool(choice.units)}
    return papers, request | {"allow_incomplete": choice.allow_incomplete}


def _said(given: QueryParams | FormData) -> Said:
    signer, signed_on, printed_on, drafter = (str(given.get(name, "")) for name in _FIELDS)
    return Said(signers=[signer], signed_on=signed_on, printed_on=printed_on, drafter=drafter)
