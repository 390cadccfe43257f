"""`docgen check`: a Word file, a PDF or a draft, anybody's, held against GB/T 9704; mended where that is safe."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.options import AsJson
from docgen.cli.speech import ExitCode, finish, say, say_json

__all__ = ["check"]


def check(
    file: Annotated[Path, typer.Argument(metavar="文件", help="docx、pdf，或稿件 txt、md；哪个单位的都可以。")],
    full: Annotated[bool, typer.Option("--full", help="通过的和不适用的规则也列出来。")] = False,
    standard: Annotated[
        str, typer.Option(metavar="版式", help="gbt9704（不写即是）、gbt33476，或本单位的版式文件；按它检查。")
    ] = "gbt9704",
    json: AsJson = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="报告", help="另写一份网页报告（.html），在页面图上标出位置。")
    ] = None,
    fix: Annotated[
        Path | None,
        typer.Option("--fix", metavar="新文件", help="把可以代改的改好，写成新的 docx，再查新文件；原文件和文字不动。"),
    ] = None,
    rendered: Annotated[
        bool, typer.Option("--rendered", help="用本机的 LibreOffice 把 docx 排出来，页面也量。")
    ] = False,
) -> None:
    """按 GB/T 9704—2012 检查一个文件：PDF 量页面，Word 查设置，都查文字；不改原文件。有不符的，退出码为 1。"""
    from docgen.cli import checked
    from docgen.cli.asked import standards_of

    asked = checked.asked(file, html=html, fix=fix, rendered=rendered, standard=standards_of(standard).office)
    mended = checked.mended(asked, fix) if fix is not None else None
    held = asked if mended is None else mended.asked
    report = checked.report(held, rendered=rendered)
    if html is not None:
        checked.written(report, held, html)
    if json:
        say_json({**report.fields(), **(mended.fields() if mended else {})})
    else:
        for line in (*(mended.lines(report) if mended else ()), *report.lines(full=full)):
            say(line)
        if html is not None:
            say(f"报告：{html}")
    finish(ExitCode.FINE if report.passed else ExitCode.NOT_MADE)
