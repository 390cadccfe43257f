"""What a person may set from outside: one frozen `Settings`, built in the mouths (cli, web) and passed down.

This is the only module that reads the environment.
"""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.problems import Code, Place, Problem, Result

__all__ = ["MOST_WORKERS", "NAMES", "PREFIX", "Settings", "read_settings"]

PREFIX: Final = "DOCGEN_"

#: More processes than this are a slip of the pen.
MOST_WORKERS: Final = 256

#: Every name that is understood, with what it sets (docs/settings.md has a row for each).
NAMES: Final[dict[str, str]] = {
    "DOCGEN_ACCOUNTS": "网页是否要登录：是、否，不设为否；要给别的电脑用，必须是",
    "DOCGEN_CACHE": "存放字体等中间文件的文件夹，不设则在用户的缓存文件夹里",
    "DOCGEN_DATA": "网页（docgen serve）的数据文件夹，不设则在用户的数据文件夹里；要在本机的硬盘上",
    "DOCGEN_FONTS": "本单位自备字体所在的文件夹",
    "DOCGEN_REGISTER": "发文登记簿的文件，不设则在用户的数据文件夹里；要在本机的硬盘上",
    "DOCGEN_WORDING": "本单位自己的措辞和文种所在的文件夹，不设则在用户的配置文件夹里",
    "DOCGEN_WORKERS": "同时工作的进程数，不设则与处理器核数相同",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one run.

    `cache` is the folder of what is derived once from fonts, made when it is needed; `fonts` is the office's own fonts
    folder; `wording` is the folder of the office's own wordings and kinds, which need not be there (None: it has none);
    `register` is the file of the 发文登记簿, `data` the folder of `docgen serve`, each None for a user without a home
    who has set none; `accounts` says whether people log in to it; `workers` is how many processes make papers.
    """

    cache: Path
    fonts: Path | None = None
    wording: Path | None = None
    register: Path | None = None
    data: Path | None = None
    accounts: bool = False
    workers: int = 1


def read_settings(
    environ: Mapping[str, str] | None = None, *, workers: str | None = None, wording: str | None = None
) -> Result[Settings]:
    """The settings that the environment gives; what a person wrote on the command line goes before them.

    Unknown names and senseless values are problems, all told at once.
    """
    source = os.environ if environ is None else environ
    given = {name: text.strip() for name, text in source.items() if name.startswith(PREFIX) and text.strip()}
    problems = [_unknown(name) for name in sorted(given) if name not in NAMES]
    fonts = _folder("DOCGEN_FONTS", given.get("DOCGEN_FONTS"), problems)
    if wording is not None:
        own = _folder("--wording", wording, problems)
    else:
        own = _folder("DOCGEN_WORDING", given.get("DOCGEN_WORDING"), problems)
    if workers is not None:
        count = _count("--workers", workers, problems)
    else:
        count = _count("DOCGEN_WORKERS", given.get("DOCGEN_WORKERS"), problems)
    accounts = given.get("DOCGEN_ACCOUNTS", "否")
    if accounts not in ("是", "否"):
        problems.append(_asked_wrongly("DOCGEN_ACCOUNTS", f"“{accounts}”不是“是”或“否”。", "请写 是 或 否。"))
    if problems:
        return Result(value=None, problems=tuple(problems))
    cache = Path(given["DOCGEN_CACHE"]).expanduser() if "DOCGEN_CACHE" in given else _user_cache(source)
    own = own or _user_config(source)
    register = _place(given, "DOCGEN_REGISTER", _user_data(source, "发文登记簿.sqlite"))
    data = _place(given, "DOCGEN_DATA", _user_data(source, "web"))
    workers_here = count or len(os.sched_getaffinity(0))
    found = Settings(
        cache=cache,
        fonts=fonts,
        wording=own,
        register=register,
        data=data,
        accounts=accounts == "是",
        workers=workers_here,
    )
    return Result(value=found)


def _user_cache(source: Mapping[str, str]) -> Path:
    """Where the XDG base directory specification puts a program's cache; a user without a home has the system's."""
    base = source.get("XDG_CACHE_HOME") or (f"{source['HOME']}/.cache" if source.get("HOME") else tempfile.gettempdir())
    return Path(base) / "docgen"


def _user_config(source: Mapping[str, str]) -> Path | None:
    """Where the XDG base directory specification puts what a user sets; a user without a home sets nothing."""
    base = source.get("XDG_CONFIG_HOME") or (f"{source['HOME']}/.config" if source.get("HOME") else "")
    return Path(base) / "docgen" / "wording" if base else None


def _user_data(source: Mapping[str, str], name: str) -> Path | None:
    """Where the XDG base directory specification puts a program's data: never in a folder that is emptied."""
    base = source.get("XDG_DATA_HOME") or (f"{source['HOME']}/.local/share" if source.get("HOME") else "")
    return Path(base) / "docgen" / name if base else None


def _place(given: Mapping[str, str], name: str, otherwise: Path | None) -> Path | None:
    return Path(given[name]).expanduser() if name in given else otherwise


def _asked_wrongly(name: str, message: str, hint: str) -> Problem:
    return Problem(code=Code.ASKED_WRONGLY, message=message, hint=hint, place=Place(file=name))


def _unknown(name: str) -> Problem:
    near = difflib.get_close_matches(name, NAMES, n=1, cutoff=0.6)
    hint = f"是不是 {near[0]}？" if near else f"可用的有：{'、'.join(NAMES)}。"
    return _asked_wrongly(name, "没有这项设置。", hint)


def _folder(name: str, text: str | None, problems: list[Problem]) -> Path | None:
    if text is None:
        return None
    folder = Path(text).expanduser()
    if not folder.is_dir():
        problems.append(_asked_wrongly(name, f"“{text}”不是文件夹。", "请写一个存在的文件夹，或去掉这项设置。"))
    return folder


def _count(name: str, text: str | None, problems: list[Problem]) -> int | None:
    if text is None:
        return None
    if re.fullmatch("[0-9]{1,3}", text) and 1 <= int(text) <= MOST_WORKERS:
        return int(text)
    problems.append(_asked_wrongly(name, f"“{text}”不是进程数。", f"请写 1 到 {MOST_WORKERS} 之间的整数，如 2。"))
    return None
