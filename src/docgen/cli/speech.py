"""How the program speaks: results on standard output, everything else on standard error; and its exit codes.

With `--json` standard output holds one JSON value and nothing else.
"""

from __future__ import annotations

import difflib
import json
import os
import sys
from collections.abc import Iterable, Sequence
from enum import IntEnum
from io import TextIOWrapper
from typing import Any, Final, NoReturn

import typer

from docgen.problems import Code, Problem, errors
from docgen.refusals import why

__all__ = [
    "EXIT_CODES",
    "ExitCode",
    "asked_wrongly",
    "counted",
    "finish",
    "nearest",
    "refuse",
    "say",
    "say_json",
    "tell",
    "use_utf8",
]


class ExitCode(IntEnum):
    """What the exit code says."""

    FINE = 0
    NOT_MADE = 1
    ASKED_WRONGLY = 2
    ENVIRONMENT = 3
    INTERRUPTED = 130


#: The last line of every command's help.
EXIT_CODES: Final = (
    "退出码：0 全部完成，或只有提示；1 有文件没有制作，或数据有错误；"
    "2 命令写法有误；3 运行环境缺少组件，或程序出错；130 被中断。"
)


def use_utf8() -> None:
    """Let Chinese through where the locale knows only ASCII, as Debian's plain shell does."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() in ("ascii", "ansi_x3.4-1968"):
            stream.reconfigure(encoding="utf-8")


def say(text: str = "") -> None:
    """A line of the result; the command ends when it cannot be written down (the disk is full)."""
    try:
        typer.echo(text)
    except BrokenPipeError:
        raise  # the reader has seen enough: Typer ends quietly
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still to come has nowhere to go
        message = f"结果写不出来（{why(error)}）。"
        refuse([Problem(code=Code.FILE_NOT_WRITTEN, message=message, hint="请换一个地方存放。")], ExitCode.NOT_MADE)


def say_json(value: Any) -> None:
    """The result as JSON."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def tell(lines: Iterable[object]) -> None:
    """Lines beside the result: problems, and what is going on."""
    for line in lines:
        typer.echo(str(line), err=True)


def finish(code: ExitCode) -> NoReturn:
    """End the command."""
    raise typer.Exit(code)


def refuse(problems: Sequence[Problem], code: ExitCode = ExitCode.ASKED_WRONGLY) -> NoReturn:
    """Say why nothing is done, and end."""
    tell(problems)
    finish(code)


def asked_wrongly(message: str, hint: str = "") -> Problem:
    """A problem with how the program was asked."""
    return Problem(code=Code.ASKED_WRONGLY, message=message, hint=hint)


def nearest(word: str, known: Sequence[str], otherwise: str = "") -> str:
    """A hint for a word that is not known: the one that was probably meant, else `otherwise`."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f"是不是“{near[0]}”？" if near else otherwise


def counted(problems: Sequence[Problem]) -> str:
    """How many errors and notes there are, in words."""
    wrong = len(errors(problems))
    return f"错误 {wrong} 处，提示 {len(problems) - wrong} 处"
