"""进度: the campaign at a glance on a day, to look at and to print; each bar leads to its rows."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from docgen.web.campaign import Part, glance
from docgen.web.pages.data import campaigns, dataset_of
from docgen.web.rendering import render
from docgen.web.signing import day_of
from docgen.web.site import Here

router = APIRouter()

__all__ = ["router"]


@router.get("/progress")
def which(request: Request, site: Here) -> Response:
    """Of which campaign."""
    return campaigns(request, site, "progress", "看哪个活动的进度")


@router.get("/data/{number:int}/progress")
def look(
    request: Request,
    site: Here,
    number: int,
    day: str = "",
    unit: str = "",
    category: str = "",
    ledger: str = "",
    late: bool = False,
) -> Response:
    """The campaign of a dataset."""
    dataset = dataset_of(site, number)
    if not dataset.usable:
        raise HTTPException(409, "这份数据还没有读完，请稍后再看。")
    as_of = day_of(day)
    if day and as_of is None:
        raise HTTPException(422, f"“{day}”不是有效日期，写成 2024-12-27 的样子。")
    part = Part(unit=unit, category=category, ledger=ledger, late=late, persons=site.user.signs)
    key = ("progress", number, as_of, part)
    found = site.desk.ask_once(key, glance, site.folder.root, number, site.settings, as_of, part)

    def to(**part: str) -> str:
        kept = {"day": found.day.isoformat(), **part}
        return f"/data/{number}/progress?{urlencode(kept)}"

    asked = "、".join(part for part in (category, unit, ledger, "逾期的" if late else "") if part)
    return render(request, "progress.html", dataset=dataset, glance=found, to=to, asked=asked)
