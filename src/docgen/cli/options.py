"""Arguments and options that several commands have: one word for one thing, with one meaning."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["AsJson", "CarriedAnyway", "DatasetFile", "KindWord", "OwnWording", "Preprinted", "StandardWord", "Variant"]

DatasetFile = Annotated[Path, typer.Argument(metavar="数据文件", help="xlsx、yaml 或 json。")]
KindWord = Annotated[str, typer.Argument(metavar="文种", help="英文词或中文词，如 notice、通知。")]
Variant = Annotated[str, typer.Option(metavar="变体", help="如 党员大会版；见 docgen kinds。")]
StandardWord = Annotated[str, typer.Option(metavar="版式", help="gbt9704（不写即是）、gbt33476，或本单位的版式文件。")]
Preprinted = Annotated[bool, typer.Option("--preprinted", help="套打：印在红头纸上，标志和红线留白，其余不动。")]
OwnWording = Annotated[
    str | None, typer.Option(metavar="文件夹", help="本单位自己的措辞和文种的文件夹；不写看 DOCGEN_WORDING。")
]
CarriedAnyway = Annotated[bool, typer.Option("--anyway", help="由模板做 PDF 时，带不过去的内容列出来，仍然做。")]
AsJson = Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")]
