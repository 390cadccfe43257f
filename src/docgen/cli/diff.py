"""`docgen diff`: what changed between two files, in words; on request as a Word file with tracked changes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from docgen.cli.files import content_of, writable
from docgen.cli.options import AsJson
from docgen.cli.speech import ExitCode, asked_wrongly, finish, refuse, say, say_json
from docgen.problems import Code

__all__ = ["diff"]

_DRAFTS: Final = (".txt", ".md")
_LARGEST: Final = 100_000_000  # bytes; a paper full of pictures has a third of this


def diff(
    old: Annotated[Path, typer.Argument(metavar="旧文件", help="docx、txt 或 md；两份都是 PDF 的也可以。")],
    new: Annotated[Path, typer.Argument(metavar="新文件", help="改过以后的。")],
    redline: Annotated[
        Path | None,
        typer.Option("--redline", metavar="花脸稿", help="另写一份 Word 文件（.docx），改动用修订标出；要另装组件。"),
    ] = None,
    json: AsJson = False,
) -> None:
    """逐处说明两个文件有什么不同：文字、数字、表格各改了什么，版式改动另列；两个文件都不动。"""
    from docgen import pipeline
    from docgen.cli.asked import settings_with

    contents = content_of(old, largest=_LARGEST), content_of(new, largest=_LARGEST)
    forms = {_form(*pair) for pair in zip((old, new), contents, strict=True)}
    if "pdf" in forms and len(forms) > 1:
        refuse([asked_wrongly("PDF 只能与 PDF 比。", "PDF 看不出段落和单元格，请换成它的 Word 文件来比。")])
    if redline is not None:
        _writable(redline, forms)
    result = pipeline.compared((contents[0], old.name), (contents[1], new.name))
    if result.value is None:
        refuse(result.problems, ExitCode.NOT_MADE)
    if redline is not None:
        made = pipeline.redlined(*contents, settings_with().cache)
        if made.value is None:
            lacking = any(problem.code is Code.ENVIRONMENT_LACKS for problem in made.problems)
            refuse(made.problems, ExitCode.ENVIRONMENT if lacking else ExitCode.NOT_MADE)
        if unwritten := pipeline.put(redline, made.value):
            refuse(unwritten, ExitCode.NOT_MADE)
    if json:
        written = {"redline": str(redline)} if redline is not None else {}
        say_json({"old": str(old), "new": str(new), **result.value.fields(), **written})
        finish(ExitCode.FINE)
    for line in result.value.lines():
        say(line)
    if redline is not None:
        say(f"花脸稿：{redline}（用 Word 或 WPS 打开，改动可以逐处接受或拒绝）")
    finish(ExitCode.FINE)


def _form(path: Path, content: bytes) -> str:
    """What a file is by what it holds; by its name only where it is plain text."""
    if content.startswith(b"%PDF"):
        return "pdf"
    if content.startswith(b"PK") or path.suffix.lower() not in _DRAFTS:
        return "docx"
    return "text"


def _writable(redline: Path, forms: set[str]) -> None:
    """A file that tracked changes can be written to; else the command ends."""
    if forms != {"docx"}:
        refuse([asked_wrongly("两个文件都是 Word 文件（.docx）的，才能做花脸稿。")])
    writable(redline, (".docx",), "--redline")
