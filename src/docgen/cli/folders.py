"""The folder that papers go to: one batch at a time, and drafts and issued papers never in one.

A draft would be sent for an issued paper, or overwrite it.
"""

from __future__ import annotations

from pathlib import Path

from docgen.cli.speech import asked_wrongly, refuse
from docgen.problems import Problem

__all__ = ["in_use", "only_drafts", "only_issued"]


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


def in_use(out: Path) -> Problem:
    """Said of a folder that another batch is at work in."""
    return asked_wrongly(f"另一个批次正在往文件夹 {out} 里写。", "等它做完，或用 --out 换一个文件夹。")
