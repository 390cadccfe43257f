"""Pages from templates/web, and the tokens that a form must bring back."""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Annotated, Any, Final
from urllib.parse import quote

import jinja2
from fastapi import Depends, HTTPException, Request
from fastapi.datastructures import FormData
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2.sandbox import ImmutableSandboxedEnvironment

import docgen
from docgen.resources import templates_dir
from docgen.web.accounts import HERE
from docgen.web.site import COOKIE, Site

__all__ = ["TYPES", "Form", "go", "in_words_of_the_page", "named", "render", "token"]

#: Suffix → media type of what is taken away.
TYPES: Final = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
_FIELDS: Final = 4000  # fields that a form may have: one for each unit and kind, and some to spare


@cache
def _templates() -> jinja2.Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(templates_dir() / "web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["local"] = _local
    environment.filters["here"] = in_words_of_the_page
    return environment


def _local(moment: str | None) -> str:
    """A moment of the tables as the clock on the wall shows it."""
    return "" if moment is None else datetime.fromisoformat(moment).astimezone().strftime("%m-%d %H:%M")


#: How problems name what is asked for on the command line → what it is called on the page.
_CALLED: Final = (
    (re.compile(r"docgen register void (\S+) --reason 原因"), r"在登记簿里作废\1"),
    (re.compile(r"docgen register import ?"), "登记簿页下面的“导入”"),
    (re.compile(r"加 --allow-incomplete"), "勾上“有单位未报送也做汇总件”"),
    (re.compile(r"用 --workers 1 再试"), "少选一些再试"),
    (re.compile(r"；docgen fields 列出全部"), ""),
    (re.compile(r"加 --anyway 仍然做"), "勾上“有内容带不到 PDF 的也照做”"),
    (re.compile(r"写法见 docs/standard\.md"), "写法见手册“版式”"),
    (re.compile(r"，?或用 --out 换一个文件夹"), ""),
    (re.compile(r"照原样再运行一次(这条命令)?"), "再点一次“继续做”或“签发”"),
    (re.compile(r"--signer ?"), "填的签发人"),
    (re.compile(r"--print-date ?"), "填的印发日期"),
    (re.compile(r"--date ?"), "填的签发日期"),
)


def in_words_of_the_page(text: str) -> str:
    """A problem as it is to be read here: problems name options of the command line where they say how to mend."""
    for pattern, called in _CALLED:
        text = pattern.sub(called, text)
    return text


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page. Every one has `token` for its forms and `path`, where it is."""
    site: Site = request.app.state.site
    session = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
    shared = {
        "token": token(site.key, session),
        "path": request.url.path,
        "version": docgen.__version__,
        "places": request.app.state.places,
        "user": getattr(request.state, "user", None if site.with_accounts else HERE),
    }
    response = HTMLResponse(_templates().get_template(template).render(**shared, **context), status_code=status)
    if COOKIE not in request.cookies:
        response.set_cookie(COOKIE, session, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return response


def go(path: str) -> RedirectResponse:
    """On to another page, after a form."""
    return RedirectResponse(path, status_code=303)


def token(key: bytes, session: str) -> str:
    """What a form must bring back to show that one of our pages sent it."""
    return hmac.new(key, session.encode(), sha256).hexdigest()


async def _form(request: Request) -> FormData:
    """A form that one of our pages sent."""
    form = await request.form(max_files=1, max_fields=_FIELDS)
    given, session = form.get("token"), request.cookies.get(COOKIE, "")
    if (
        not isinstance(given, str)
        or not session
        or not hmac.compare_digest(given, token(request.app.state.site.key, session))
    ):
        raise HTTPException(403, "这个页面已经过期，没有执行。请返回、刷新页面，再做一次。")
    return form


#: The fields of a form, as pages ask for them.
Form = Annotated[FormData, Depends(_form)]


def named(name: str, *, inline: bool = False) -> dict[str, str]:
    """The header that gives a download its name (RFC 6266)."""
    return {"content-disposition": f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(name, safe='')}"}
