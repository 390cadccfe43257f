"""Typer in Chinese: the help of commands, and what is said when a command is written wrongly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from docgen.cli.speech import asked_wrongly, nearest, refuse

__all__ = ["ChineseCommand", "ChineseGroup", "usage_error"]

#: Columns of the left part of a table of options, and of the whole.
_LEFT: Final = 30
_WHOLE: Final = 100


class ChineseCommand(TyperCommand):
    """A command whose help is all in Chinese, and which takes no word that is empty."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words. An empty one is a variable of a script that was not set: it does not mean everything."""
        for before, word in zip(["", *args], args, strict=False):
            option, is_given, value = word.partition("=")
            if not word.strip():
                refuse([asked_wrongly(f"{f'选项 {before} 的值' if before.startswith('--') else '有一个参数'}是空的。")])
            if option.startswith("--") and is_given and not value.strip():
                refuse([asked_wrongly(f"选项 {option} 的值是空的。")])
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, description, arguments and options."""
        formatter.write(_help(self, ctx))


class ChineseGroup(TyperGroup):
    """A group of commands whose help is all in Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, description, options and commands."""
        commands = [(name, self.commands[name].get_short_help_str(limit=_WHOLE)) for name in self.commands]
        formatter.write(_help(self, ctx, [("命令", commands)]))


def usage_error(error: TyperException) -> tuple[str, str]:
    """What is wrong with a command line, and a hint: Typer says it in English."""
    match type(error).__name__:
        case "NoSuchOption":
            option = str(getattr(error, "option_name", ""))
            return f"没有 {option} 这个选项。", nearest(option, _options(error))
        case "BadOptionUsage":
            return f"选项 {getattr(error, 'option_name', '')} 后面要写一个值。", ""
        case "MissingParameter":
            parameter: Any = getattr(error, "param", None)
            what = "选项" if parameter.param_type_name == "option" else "参数"
            return f"缺少{what} {_names(parameter)}。", parameter.help or ""
    message = error.format_message()
    if found := re.match(r"No such command '(.*?)'", message):
        known = _commands(error)
        return f"没有 {found[1]} 这个命令。", nearest(found[1], known, f"可用的有：{'、'.join(known)}。")
    if found := re.match(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", message):
        return f"多写了：{found[1]}。", "名称里有空格的，要用引号括起来。"
    return f"命令写法有误：{message}", ""


def _options(error: TyperException) -> Sequence[str]:
    ctx: Any = getattr(error, "ctx", None)
    return [option for parameter in ctx.command.get_params(ctx) for option in parameter.opts] if ctx else []


def _commands(error: TyperException) -> Sequence[str]:
    ctx: Any = getattr(error, "ctx", None)
    return list(ctx.command.commands) if ctx else []


def _names(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name)
    return "、".join(parameter.opts)


def _help(command: Any, ctx: Any, more: Iterable[tuple[str, list[tuple[str, str]]]] = ()) -> str:
    parameters = command.get_params(ctx)
    arguments = [(_names(each), each.help or "") for each in parameters if each.param_type_name == "argument"]
    options = [_option(each) for each in parameters if each.param_type_name == "option"]
    after = [name for name, _ in arguments] or (["命令"] if isinstance(command, TyperGroup) else [])
    lines = [f"用法：{' '.join([ctx.command_path, '[选项]', *after])}", ""]
    lines += [*(command.help or "").strip().splitlines(), ""]
    for heading, rows in (("参数", arguments), ("选项", options), *more):
        if rows:
            lines += [f"{heading}：", *(line for row in rows for line in _row(*row)), ""]
    lines += [*_wrapped(command.epilog or "", _WHOLE)]
    return "\n".join(lines).rstrip() + "\n"


def _option(option: Any) -> tuple[str, str]:
    if option.name == "help":
        return "--help", "显示这段说明。"
    value = "" if option.is_flag else f" {option.metavar or '值'}"
    return "、".join(option.opts) + value, option.help or ""


def _row(left: str, right: str) -> list[str]:
    """A row of a table; the right part is wrapped under itself."""
    first, *rest = _wrapped(right, _WHOLE - _LEFT) or [""]
    gap = " " * max(2, _LEFT - 2 - _columns(left))
    return [f"  {left}{gap}{first}", *(" " * _LEFT + line for line in rest)]


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken at Chinese punctuation or blanks: words and commands stay whole."""
    lines = [""]
    for piece in re.findall(r"[^，。；、 ]*[，。；、 ]*", text):
        if lines[-1] and _columns(lines[-1]) + _columns(piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines if line.strip()]


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
