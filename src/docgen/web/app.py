"""The application: pages and API under one guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

import docgen
from docgen.refusals import defect
from docgen.resources import templates_dir
from docgen.settings import Settings
from docgen.web import api
from docgen.web.desk import BusyError, TooLongError
from docgen.web.guard import Guard
from docgen.web.pages import accounts, batches, check, data, issue, own, papers, preview, progress, register
from docgen.web.rendering import render
from docgen.web.site import API, NotSignedInError, open_site, who

__all__ = ["application"]

#: Said where a library refuses, whose words are English.
_PLAIN = {400: "内容写法不对，或者太长，没有处理。", 405: "这个地址不能这样用。", 413: "文件太大，没有处理。"}


def application(settings: Settings, root: Path) -> FastAPI:
    """The ASGI application of a data folder. Raises OSError when the folder cannot be used."""
    site = open_site(settings, root)

    @asynccontextmanager
    async def at_work(app: FastAPI) -> AsyncIterator[None]:
        site.begin()
        try:
            yield
        finally:
            site.close()

    app = FastAPI(
        title="docgen",
        version=docgen.__version__,
        lifespan=at_work,
        docs_url=None,  # FastAPI's own pages fetch their script from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.site = site
    app.state.places = {"/data", "/batches", "/issue", "/register", "/check", "/progress"}
    app.add_middleware(Guard, accounts=settings.accounts)
    app.mount("/static", StaticFiles(directory=templates_dir() / "web" / "static"))
    for page in (data, papers, preview, batches, issue, own, register, check, progress, accounts):
        app.include_router(page.router, include_in_schema=False, dependencies=[Depends(who)])
    app.include_router(accounts.front, include_in_schema=False)
    app.include_router(api.router, dependencies=[Depends(who)])
    app.add_exception_handler(NotSignedInError, _not_signed_in)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(404, _refused)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(TooLongError, _too_long)
    app.add_exception_handler(BusyError, _busy)
    app.add_exception_handler(Exception, _failed)
    return app


def _told(request: Request, status: int, words: str) -> Response:
    if request.url.path.startswith(API):
        return JSONResponse({"message": words}, status_code=status)
    return render(request, "refused.html", status=status, words=words)


async def _not_signed_in(request: Request, error: Exception) -> Response:
    if request.url.path.startswith(API):
        return JSONResponse({"message": "要带程序的令牌：Authorization: Bearer 令牌。"}, status_code=401)
    onward = request.url.path if request.method == "GET" else "/data"
    return RedirectResponse(f"/login?next={quote(onward, safe='/')}", status_code=303)


async def _refused(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    said = str(getattr(error, "detail", ""))
    return _told(request, status, _PLAIN.get(status, "没有这一页。") if said.isascii() else said)


async def _not_understood(request: Request, error: Exception) -> Response:
    return _told(request, 422, "地址或内容写法不对，没有执行。")


async def _too_long(request: Request, error: Exception) -> Response:
    return _told(request, 503, "这个文件处理得太久，已经停下。请换一个小些的文件再试。")


async def _busy(request: Request, error: Exception) -> Response:
    return _told(request, 503, "现在要处理的多，这一件还没有轮到，没有做。请稍后再试。")


async def _failed(request: Request, error: Exception) -> Response:
    return _told(request, 500, str(defect(error, "没有做完")))
