"""Drafts and issued papers never lie in one folder: a draft would be sent for an issued paper, or overwrite it."""

from __future__ import annotations

from pathlib import Path

from docgen.cli.speech import asked_wrongly, refuse

__all__ = ["only_drafts", "only_issued"]


def only_drafts(out: Path) -> None:
    """End the command when issued papers are in a folder."""
    from docgen.batch.manifest import statuses
    from docgen.batch.order import FINAL

    if FINAL in statuses(out):
        refuse([asked_wrongly(f"文件夹 {out} 里是正式稿，送审稿不放在一起。", "请用 --out 换一个文件夹。")])


def only_issued(out: Path) -> None:
    """End the command when drafts, and no issued papers, are in a folder."""
    from docgen.batch.manifest import statuses
    from docgen.batch.order import DRAFT

    if statuses(out) == {DRAFT}:
        refuse([asked_wrongly(f"文件夹 {out} 里是送审稿，正式稿不放在一起。", "请用 --out 换一个文件夹。")])
