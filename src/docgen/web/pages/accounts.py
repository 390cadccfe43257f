"""Logging in and out, one's own password and programs, and for 管理 the users and the audit log."""

from __future__ import annotations

import re
from typing import Annotated, Final

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from docgen.web.accounts import Role, User, why_weak
from docgen.web.rendering import Form, go, render
from docgen.web.site import COOKIE, Here, Site, missing

#: Pages for those who have not logged in yet.
front = APIRouter()
router = APIRouter()

__all__ = ["front", "router"]

_NAME: Final = re.compile(r"[\w.-]{2,40}")
#: Where to go after logging in: a page of ours, and nothing that a browser takes for another site.
_OURS: Final = re.compile(r"/(?![/\\])[\w/.?=&%-]*", re.ASCII)
_LONGEST: Final = 60


@front.get("/login")
def ask(request: Request, next: str = "/data") -> Response:
    """Where one logs in."""
    return render(request, "login.html", onward=next if _OURS.fullmatch(next) else "/data", wrong="", name="")


@front.post("/login")
def log_in(request: Request, form: Form) -> Response:
    """A session begins, always under a new cookie: one that somebody planted before is worth nothing."""
    site: Site = request.app.state.site
    name, password = str(form.get("name", "")).strip()[:_LONGEST], str(form.get("password", ""))[:1000]
    onward = str(form.get("next", ""))
    onward = onward if _OURS.fullmatch(onward) else "/data"
    address = request.client.host if request.client else ""
    if site.accounts.throttled(name, address):
        site.accounts.note(name, "登录被拦", address)
        wrong = "密码错的次数太多，请过十五分钟再试，或找管理员重设密码。"
        return render(request, "login.html", status=429, onward=onward, wrong=wrong, name=name)
    site.accounts.wrong(name, address)
    user = site.accounts.knows(name, password)
    if user is None:
        site.accounts.note(name, "登录失败", address)
        return render(request, "login.html", status=401, onward=onward, wrong="用户名或密码不对。", name=name)
    site.accounts.right(name, address)
    site.accounts.end(request.cookies.get(COOKIE, ""))
    site.accounts.note(user.name, "登录", address)
    response = go(onward)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, site.accounts.begin(user), httponly=True, samesite="strict", secure=secure)
    return response


@router.post("/logout")
def log_out(request: Request, site: Here, form: Form) -> Response:
    """The session ends."""
    site.accounts.end(request.cookies.get(COOKIE, ""))
    site.note("退出", "")
    response = go("/login")
    response.delete_cookie(COOKIE)
    return response


@router.get("/account")
def own(request: Request, site: Here) -> Response:
    """One's own password and programs."""
    return render(request, "account.html", programs=_programs(site), token_shown="", wrong="")


@router.post("/account/password")
def change_password(request: Request, site: Here, form: Form) -> Response:
    """Another password; every session of the user ends, this one too."""
    old, new = str(form.get("old", "")), str(form.get("new", ""))
    address = request.client.host if request.client else ""
    wrong = why_weak(site.user.name, new)
    if site.accounts.throttled(site.user.name, address):
        wrong = "密码错的次数太多，请过十五分钟再试。"
    elif not wrong and site.accounts.knows(site.user.name, old) is None:
        site.accounts.wrong(site.user.name, address)
        wrong = "现在的密码不对。"
    if wrong:
        return render(request, "account.html", status=422, programs=_programs(site), token_shown="", wrong=wrong)
    site.accounts.set_password(_number(site.user), new)
    site.note("改密码", site.user.name)
    return go("/login")


@router.post("/account/programs")
def add_program(request: Request, site: Here, form: Form) -> Response:
    """A token for a program, shown once."""
    program = str(form.get("program", "")).strip()[:_LONGEST]
    if not program:
        raise HTTPException(422, "请写是什么程序用的。")
    _number(site.user)
    shown = site.accounts.begin(site.user, program)
    site.note("给程序发令牌", program)
    return render(request, "account.html", programs=_programs(site), token_shown=shown, wrong="")


@router.post("/account/programs/forget")
def forget_program(site: Here, form: Form) -> Response:
    """A program's token is taken back."""
    program = str(form.get("program", ""))
    site.accounts.forget(site.user, program)
    site.note("收回令牌", program)
    return go("/account")


def _keeper(site: Here) -> Site:
    if not site.with_accounts:
        raise missing("页")
    site.require(site.user.keeps)
    return site


Kept = Annotated[Site, Depends(_keeper)]


@router.get("/users")
def users(request: Request, site: Kept) -> Response:
    """The users."""
    return render(request, "users.html", users=site.accounts.all(), roles=[each.value for each in Role])


@router.post("/users")
def add_user(site: Kept, form: Form) -> Response:
    """A new user."""
    name, password, role = (str(form.get(each, "")) for each in ("name", "password", "role"))
    if not _NAME.fullmatch(name):
        raise HTTPException(422, "用户名用 2 到 40 个汉字、字母或数字。")
    if wrong := why_weak(name, password):
        raise HTTPException(422, wrong)
    if role not in [each.value for each in Role]:
        raise HTTPException(422, "没有这个角色。")
    if not site.accounts.add(name, password, Role(role)):
        raise HTTPException(422, f"已有用户“{name}”。")
    site.note("加用户", f"{name}（{role}）")
    return go("/users")


@router.post("/users/{number:int}")
def change_user(site: Kept, form: Form, number: int) -> Response:
    """A user gets another role or password, or is shut out or let in."""
    user = next((each for each in site.accounts.all() if each.id == number), None)
    if user is None:
        raise missing("用户")
    act = str(form.get("act", ""))
    if act == "password":
        if wrong := why_weak(user.name, str(form.get("password", ""))):
            raise HTTPException(422, wrong)
        site.accounts.set_password(number, str(form.get("password", "")))
    elif user.id == site.user.id:
        raise HTTPException(422, "不能改自己的角色，也不能停用自己。")
    elif act in [each.value for each in Role]:
        site.accounts.change(number, role=Role(act))
    elif act in ("停用", "启用"):
        site.accounts.change(number, active=act == "启用")
    else:
        raise HTTPException(422, "没有这种改法。")
    site.note("改用户", f"{user.name}：{'重设密码' if act == 'password' else act}")
    return go("/users")


@router.get("/audit")
def log(request: Request, site: Here, before: int | None = None) -> Response:
    """The audit log."""
    site.require(site.user.keeps)
    return render(request, "audit.html", lines=site.accounts.log(before))


def _programs(site: Site) -> list[str]:
    _number(site.user)
    return site.accounts.programs(site.user)


def _number(user: User) -> int:
    if user.id is None:
        raise missing("页")
    return user.id
