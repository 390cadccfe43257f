"""格式检查 / 一键排版 / 检查模板: a file of anybody's is dropped, what comes of it is shown."""

from __future__ import annotations

import re
import secrets
import shutil
from typing import Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, Response
from starlette.datastructures import UploadFile

from docgen.web.rendering import TYPES, Form, go, named, render
from docgen.web.site import Here, Site, missing
from docgen.web.strangers import Outcome, check, lay_out, lint, outcome_of
from docgen.web.uploads import DRAFTS, PAPERS, WORD, taken

router = APIRouter()

__all__ = ["outcome_at", "router", "take"]

_TOKEN: Final = re.compile(r"[0-9a-f]{32}")
_LONGEST: Final = 900_000  # characters of a draft that is pasted
#: The report is one file with its own style and pictures, and no script; only our own page may frame it.
_REPORT_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"


@router.get("/check")
def ask(request: Request, site: Here) -> Response:
    """Where a file is dropped."""
    return render(request, "check.html")


@router.post("/check")
def begin(site: Here, form: Form) -> Response:
    """A file is to be held against the standard."""
    with taken(form, site.folder, PAPERS) as file:
        return go(f"/check/{site.desk.ask(check, site.folder.root, file)}")


@router.post("/check/template")
def template(site: Here, form: Form) -> Response:
    """A Word template is to be read."""
    with taken(form, site.folder, WORD) as file:
        return go(f"/check/{site.desk.ask(lint, site.folder.root, file)}")


@router.post("/check/format")
def format_(site: Here, form: Form) -> Response:
    """A draft, pasted or dropped, is to be laid out."""
    mark, text = str(form.get("mark", ""))[:200], str(form.get("text", ""))
    given = form.get("file")
    if not text.strip() or (isinstance(given, UploadFile) and given.filename):
        with taken(form, site.folder, DRAFTS) as file:
            return go(f"/check/{site.desk.ask(lay_out, site.folder.root, file, mark, site.settings)}")
    if len(text) > _LONGEST:
        raise HTTPException(413, "稿件太长。请存成文本文件，再拖进来。")
    bench = site.folder.taking / secrets.token_hex(16)
    bench.mkdir()
    try:
        (bench / "稿件.txt").write_text(text.replace("\r\n", "\n"), encoding="utf-8", errors="replace")
        token = site.desk.ask(lay_out, site.folder.root, bench / "稿件.txt", mark, site.settings)
    finally:
        shutil.rmtree(bench, ignore_errors=True)
    return go(f"/check/{token}")


@router.get("/check/{token}")
def outcome(request: Request, site: Here, token: str) -> Response:
    """What came of a file."""
    found = outcome_at(site, token)
    if found.digest and not site.folder.has_pages(found.digest):  # the files are kept for longer than their pictures
        site.folder.keep_pages((site.folder.pages / token / found.files[-1]).read_bytes())
    return render(request, "outcome.html", outcome=found, preview=found)


@router.get("/check/{token}/report.html")
def report(site: Here, token: str) -> Response:
    """The report of a check, as one file that can be printed and sent on."""
    found = outcome_at(site, token)
    if not found.report:
        raise missing("报告")
    file = site.folder.pages / found.token / "report.html"
    headers = {"content-security-policy": _REPORT_POLICY, "x-frame-options": "SAMEORIGIN"}
    return FileResponse(file, media_type="text/html; charset=utf-8", headers=headers)


@router.get("/check/{token}/files/{number:int}")
def take(site: Here, token: str, number: int) -> Response:
    """A file that was made."""
    found = outcome_at(site, token)
    if not 0 <= number < len(found.files):
        raise missing("文件")
    path = site.folder.pages / found.token / found.files[number]
    return FileResponse(path, media_type=TYPES[path.suffix], headers=named(path.name))


def outcome_at(site: Site, token: str) -> Outcome:
    """What came of a file. Raises HTTPException when there is nothing under the token."""
    found = outcome_of(site.folder, token) if _TOKEN.fullmatch(token) else None
    if found is None:
        raise missing("结果")
    return found
