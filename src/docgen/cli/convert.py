"""`docgen convert`: a dataset in another form, nothing lost."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["convert"]


def convert(
    dataset: Annotated[Path, typer.Argument(metavar="数据文件", help="xlsx、yaml、json，或印发件的 md。")],
    out: Annotated[Path, typer.Argument(metavar="新文件", help="格式看扩展名：.yaml、.json、.xlsx、.md。")],
) -> None:
    """把数据换一种形式：xlsx、yaml、json 互换，印发件与 md 互换；值、类型、文字都不变。"""
    raise NotImplementedError
