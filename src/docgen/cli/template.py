"""`docgen template lint`, and what `render` and `batch` ask of a template of the office's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from docgen.cli.speech import ExitCode, asked_wrongly, finish, refuse, say, say_json, tell
from docgen.problems import errors
from docgen.refusals import why

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
    json: Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")] = False,
) -> None:
    """检查一个模板，一次列出所有问题：在第几段、哪个表的哪一格，写错了什么，应怎么写。"""
    from docgen import pipeline, template_road
    from docgen.batch.manifest import problem_fields
    from docgen.cli.asked import dataset_of

    content = _content(file)
    if annotate is not None:
        _writable(annotate, file)
    data = None if dataset is None else dataset_of(dataset)
    result = template_road.lint_template(content, file.name, data)
    wrong = errors(result.problems)
    said: dict[str, Any] = {"file": file.name, "errors": len(wrong), "notes": len(result.problems) - len(wrong)}
    if annotate is not None and result.value is not None:
        if unwritten := pipeline.put(annotate, template_road.annotated(content, result.value)):
            refuse(unwritten, ExitCode.NOT_MADE)
        said["out"] = str(annotate)
    if json:
        say_json({**said, "problems": [problem_fields(problem) for problem in result.problems]})
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

    result = read_template(_content(path), path.name, dataset)
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


def _content(path: Path) -> bytes:
    from docgen.cli.asked import opened

    try:
        return opened(path).read_bytes()
    except OSError as error:
        refuse([asked_wrongly(f"{path} 读不出（{why(error)}）。", "请检查文件的权限。")])


def _writable(target: Path, file: Path) -> None:
    """End the command when a file is asked for that must not or cannot be written."""
    if target.suffix.lower() != ".docx":
        refuse([asked_wrongly(f"不能写成 {target.name}。", "--annotate 的扩展名请写 .docx。")])
    if not target.parent.is_dir():
        refuse([asked_wrongly(f"文件夹 {target.parent} 不存在。", "请先建好文件夹，或检查 --annotate。")])
    if target.exists() and target.samefile(file):
        refuse([asked_wrongly(f"--annotate 写的就是原文件 {file}。", "原文件从不改动，请换一个文件名。")])
