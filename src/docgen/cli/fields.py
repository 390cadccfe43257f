"""`docgen fields`: what the office's own templates may name, with samples; to read, to copy from, for programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli.files import writable
from docgen.cli.options import AsJson, DatasetFile
from docgen.cli.speech import ExitCode, finish, refuse, say, say_json

if TYPE_CHECKING:
    from docgen.own_templates.listing import FieldRow

__all__ = ["fields"]


def fields(
    dataset: DatasetFile,
    out: Annotated[
        Path | None, typer.Option(metavar="文件", help="写成 Word 文件（.docx），表里的标签可以复制。")
    ] = None,
    json_schema: Annotated[bool, typer.Option("--json-schema", help="写成 JSON Schema，给程序用。")] = False,
    json: AsJson = False,
) -> None:
    """列出自己的 Word 模板里能写的字段：标签、意思、示例，和能用的过滤器。"""
    from docgen import pipeline
    from docgen.cli.asked import dataset_of
    from docgen.own_templates import listing
    from docgen.own_templates.filters import FILTERS

    if out is not None:
        writable(out, (".docx",))
    data = dataset_of(dataset)
    if out is not None:
        product = pipeline.write(listing.document_of(data), "docx", names=())
        if unwritten := pipeline.put(out, product.data):
            refuse(unwritten, ExitCode.NOT_MADE)
        say(f"写好了：{out}")
    elif json_schema:
        say_json(listing.json_schema(data))
    elif json:
        rows = listing.rows_of(data)
        filters = [
            {"name": each.name, "purpose": each.purpose, "example": each.example, "shows": each.shows}
            for each in FILTERS.values()
        ]
        say_json({"fields": [_plain(row) for row in rows], "filters": filters})
    else:
        _say(listing.rows_of(data))
    finish(ExitCode.FINE)


def _plain(row: FieldRow) -> dict[str, str]:
    return {
        "tag": row.tag,
        "meaning": row.meaning,
        "type": row.sort.value,
        "sample": row.sample,
        "loop": row.loop,
    }


def _say(rows: tuple[FieldRow, ...]) -> None:
    from docgen.own_templates.filters import FILTERS

    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            say(f"【{group}】")
        inner = "    " if row.loop else "  "
        say(f"{inner}{row.tag}　{row.meaning}　例：{row.sample}" if row.sample else f"{inner}{row.tag}　{row.meaning}")
    say("【过滤器】")
    for each in FILTERS.values():
        say(f"  |{each.name}　{each.purpose}　如 {each.example}：{each.shows}")
