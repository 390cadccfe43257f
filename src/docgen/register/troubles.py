"""What the register says when it cannot or will not do what it is asked, each in one line."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from docgen.problems import Code, Place, Problem
from docgen.register.entries import Number, State

__all__ = ["Refused", "another_file", "newer", "on_network", "out_of_order", "taken", "trouble", "unknown"]

_BACKUP: Final = "从最近的备份拷回这个文件；没有备份的，把它移走，再用 docgen register import 导入纸质登记簿上的文号"
_WHERE: Final = "登记簿放在哪里由 DOCGEN_REGISTER 指定"

#: Primary result codes of SQLite (the low byte of what it reports).
_REASONS: Final = {
    sqlite3.SQLITE_READONLY: ("没有写的权限", f"请管这台机器的人给这个文件和它的文件夹开写权限；{_WHERE}"),
    sqlite3.SQLITE_PERM: ("没有权限", f"请管这台机器的人开权限；{_WHERE}"),
    sqlite3.SQLITE_CANTOPEN: ("打不开", f"看看路径是否写对、有没有权限；{_WHERE}"),
    sqlite3.SQLITE_FULL: ("磁盘已满", "清出磁盘后再做；这一次没有编号，也没有登记"),
    sqlite3.SQLITE_IOERR: ("磁盘出错", "请管这台机器的人检查磁盘；这一次没有编号，也没有登记"),
}


class Refused(Exception):  # noqa: N818 - not an error of the program: it ends a transaction and becomes problems
    """Ends a transaction of the register; what was done in it is undone."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    @property
    def problem(self) -> Problem:
        """The first of them."""
        return self.problems[0]


def _unusable(path: Path, message: str, hint: str) -> Problem:
    return Problem(code=Code.REGISTER_UNUSABLE, message=message, hint=hint, place=Place(file=str(path)))


def on_network(path: Path, kind: str) -> Problem:
    """A register on a disk that other machines share: two of them would give one number twice."""
    message = f"发文登记簿放在网络盘上（{kind}），几台机器同时用会重号，没有打开"
    return _unusable(path, message, "用 DOCGEN_REGISTER 指定这台机器自己硬盘上的位置，编号都在这一台上做")


def newer(path: Path, version: int) -> Problem:
    """A register that a later program has written."""
    message = f"发文登记簿是更新版本的程序建立的（第 {version} 版），这个程序不认识，没有打开"
    return _unusable(path, message, "请换用新版本的 docgen；不要改动这个文件")


def another_file(path: Path) -> Problem:
    """A database, but somebody else's."""
    return _unusable(path, "这个文件不是发文登记簿，没有打开", f"看看是不是写错了文件；{_WHERE}")


def out_of_order(path: Path) -> Problem:
    """A register whose file is damaged."""
    return _unusable(path, "发文登记簿已损坏，没有使用", _BACKUP)


def trouble(path: Path, error: sqlite3.Error, patience: float) -> Problem:
    """What SQLite would not do, and why."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = 0 if code is None else code & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        message = f"发文登记簿正被别的程序占用，等了 {patience:.0f} 秒仍不能写"
        return _unusable(path, message, "等别的窗口编完号再做；没有别的窗口的，看看是不是有备份软件正开着它")
    if primary == sqlite3.SQLITE_NOTADB:
        return _unusable(
            path, "这个文件不是发文登记簿，或者已损坏，没有打开", f"看看是不是写错了文件；没有写错的，{_BACKUP}"
        )
    if primary == sqlite3.SQLITE_CORRUPT:
        return out_of_order(path)
    reason, hint = _REASONS.get(primary, (f"数据库错误 {code}", "请把这一行告诉维护人员"))
    return _unusable(path, f"发文登记簿不能用（{reason}）", hint)


def taken(number: Number, state: State, *, paper: bool = False, hint: str = "") -> Problem:
    """A number that is another paper's; or with `paper` a paper that has that number already."""
    if paper and state is State.RESERVED:
        message = f"另一个窗口正在签发这一件（{number}）"
        return Problem(code=Code.NUMBER_TAKEN, message=message, hint="等它做完再看")
    if paper:
        message = f"这一件已经签发，文号是{number}"
        return Problem(code=Code.NUMBER_TAKEN, message=message, hint="要换的先作废：docgen register void")
    said = {State.RESERVED: "正由另一个窗口使用", State.VOID: "已作废，不再使用"}.get(state, "已经用过")
    usual = "docgen register list 可查是哪一件；在发文表里改序号，或空着由登记簿编号"
    return Problem(code=Code.NUMBER_TAKEN, message=f"文号{number}{said}", hint=hint or usual)


def unknown(number: Number, state: State | None) -> Problem:
    """A number that cannot be voided, or entered, in the state it is in."""
    if state is None or state is State.FREE:
        return Problem(
            code=Code.NUMBER_UNKNOWN,
            message=f"登记簿中没有{number}",
            hint="docgen register list 可查有哪些；在别处用过的，先用 docgen register import 导入",
        )
    said = {State.VOID: "已经作废", State.RESERVED: "还没有签发", State.ISSUED: "已经签发"}[state]
    return Problem(code=Code.NUMBER_UNKNOWN, message=f"{number}{said}", hint="docgen register list 可查它的情况")
