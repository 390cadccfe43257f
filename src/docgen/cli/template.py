"""`docgen template lint`, and what `render` and `batch` ask of a template of the office's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from docgen.cli.files import content_of, writable
from docgen.cli.options import AsJson
from docgen.cli.speech import ExitCode, asked_wrongly, finish, refuse, say, say_json, tell
from docgen.file_names import shown_name
from docgen.problems import errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docgen.dataset.records import Dataset
    from docgen.own_templates.papers import OwnTemplate

__all__ = ["lint", "own_kind", "own_template", "template"]


def template(ctx: typer.Context) -> None:
    """检查自己的 Word 模板。"""
    if ctx.invoked_subcommand is None:
        say(ctx.get_help().rstrip())


def lint(
    file: Annotated[Path, typer.Argument(metavar="模板", help="在 Word 或 WPS 里做的 .docx。")],
    dataset: Annotated[
        Path | None, typer.Option(metavar="数据文件", help="连台账的表名、列名也按这份数据核对。")
    ] = None,
    annotate: Annotated[
        Path | None, typer.Option(metavar="新文件", help="另写一份 .docx，在每处问题上加批注；原文件不动。")
    ] = None,
    json: AsJson = False,
) -> None:
    """检查一个模板，一次列出所有问题：在第几段、哪个表的哪一格，写错了什么，应怎么写。"""
    from docgen import pipeline, template_road
    from docgen.batch.manifest import problems_fields
    from docgen.cli.asked import dataset_of

    content = content_of(file)
    if annotate is not None:
        writable(annotate, (".docx",), "--annotate", source=file)
    data = None if dataset is None else dataset_of(dataset)
    result = template_road.lint_template(content, file.name, data)
    wrong = errors(result.problems)
    said: dict[str, Any] = {"file": file.name, "errors": len(wrong), "notes": len(result.problems) - len(wrong)}
    if annotate is not None and result.value is not None:
        if unwritten := pipeline.put(annotate, template_road.annotated(content, result.value)):
            refuse(unwritten, ExitCode.NOT_MADE)
        said["out"] = str(annotate)
    if json:
        say_json({**said, "problems": problems_fields(result.problems)})
    else:
        for problem in result.problems:
            say(str(problem))
        say(f"检查完毕：错误 {said['errors']} 处，提示 {said['notes']} 处。")
        if "out" in said:
            say(f"加了批注的：{annotate}")
    finish(ExitCode.NOT_MADE if wrong else ExitCode.FINE)


def own_template(path: Path, dataset: Dataset) -> OwnTemplate:
    """The template of a file; the command ends with all that is wrong in it."""
    from docgen.template_road import read_template

    result = read_template(content_of(path), shown_name(path), dataset)
    tell(result.problems)
    if result.value is None:
        refuse((), ExitCode.NOT_MADE)
    return result.value


def own_kind(texts: Sequence[str]) -> str:
    """The kind that papers of a template are said to be; 自定 when none is said. More than one ends the command."""
    from docgen.cli.asked import kinds_of, words
    from docgen.own_templates.papers import CUSTOM, CUSTOM_WORD

    asked = words(texts)
    if not asked or asked in ([CUSTOM], [CUSTOM_WORD]):
        return CUSTOM
    kinds = kinds_of(texts)
    if len(kinds) > 1:
        refuse([asked_wrongly("一个模板只能算一个文种。", "--kind 只写一个，或不写（自定）。")])
    return kinds[0].NAME
