"""`docgen convert`: a dataset in another form, nothing lost."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.files import opened
from docgen.cli.options import AsJson
from docgen.cli.speech import ExitCode, finish, say, say_json, tell
from docgen.problems import Code, errors

__all__ = ["convert"]


def convert(
    dataset: Annotated[Path, typer.Argument(metavar="数据文件", help="xlsx、yaml、json，或印发件的 md。")],
    out: Annotated[Path, typer.Argument(metavar="新文件", help="格式看扩展名：.xlsx、.yaml、.json、.md。")],
    json: AsJson = False,
) -> None:
    """把数据换一种形式：xlsx、yaml、json 互换，印发件与 md 互换；值、类型、文字都不变。"""
    from docgen import pipeline
    from docgen.batch.manifest import problems_fields

    problems = pipeline.convert(opened(dataset), out)
    wrong = errors(problems)
    if json:
        say_json({"out": None if wrong else str(out), "problems": problems_fields(problems)})
    else:
        tell(problems)
        if not wrong:
            say(f"写好了：{out}")
    if not wrong:
        finish(ExitCode.FINE)
    asked = all(problem.code is Code.ASKED_WRONGLY for problem in wrong)
    finish(ExitCode.ASKED_WRONGLY if asked else ExitCode.NOT_MADE)
