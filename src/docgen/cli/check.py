"""`docgen check`: a Word file or a PDF, anybody's, held against GB/T 9704."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.speech import ExitCode, finish, refuse, say, say_json

__all__ = ["check"]


def check(
    file: Annotated[Path, typer.Argument(metavar="文件", help="docx 或 pdf，哪个单位的都可以。")],
    full: Annotated[bool, typer.Option("--full", help="通过的和不适用的规则也列出来。")] = False,
    standard: Annotated[
        str, typer.Option(metavar="版式", help="gbt9704（不写即是）、gbt33476，或本单位的版式文件；按它检查。")
    ] = "gbt9704",
    json: Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")] = False,
) -> None:
    """按 GB/T 9704—2012 检查一个文件：PDF 量页面，Word 查设置，都查文字；只报告，不改动。有不符的，退出码为 1。"""
    from docgen.cli.asked import opened, standards_of
    from docgen.pipeline import check_file

    result = check_file(opened(file).read_bytes(), file.name, standards_of(standard).office)
    if result.value is None:
        refuse(result.problems, ExitCode.NOT_MADE)
    if json:
        say_json(result.value.fields())
    else:
        for line in result.value.lines(full=full):
            say(line)
    finish(ExitCode.FINE if result.value.passed else ExitCode.NOT_MADE)
