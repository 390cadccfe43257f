"""Files that commands read and write: what cannot be read, and where nothing can be written, ends the command."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docgen.cli.speech import asked_wrongly, nearest, refuse
from docgen.problems import Code, Place, Problem
from docgen.refusals import why

__all__ = ["content_of", "in_a_folder", "opened", "writable"]


def opened(path: Path) -> Path:
    """A file that is there; else the command ends."""
    if path.is_file():
        return path
    if path.is_dir():
        refuse([asked_wrongly(f"{path} 是文件夹，这里要写一个文件。")])
    beside = [other.name for other in path.parent.glob("*")] if path.parent.is_dir() else []
    refuse([asked_wrongly(f"找不到文件 {path}。", nearest(path.name, beside, "请检查文件名和所在的文件夹。"))])


def content_of(path: Path, *, largest: int | None = None) -> bytes:
    """The bytes of a file. One that is not there, cannot be read or is a paper of over `largest` bytes: the end."""
    try:
        if largest is not None and opened(path).stat().st_size > largest:
            message = f"文件超过 {largest // 1_000_000} MB，不像是一份公文"
            refuse([Problem(code=Code.FILE_TOO_LARGE, message=message, place=Place(file=path.name))])
        return opened(path).read_bytes()
    except OSError as error:
        refuse([asked_wrongly(f"{path} 读不出（{why(error)}）。", "请检查文件的权限。")])


def in_a_folder(target: Path, option: str = "--out") -> None:
    """End the command where the folder of a file to write is not there; `option` names the file."""
    if not target.parent.is_dir():
        refuse([asked_wrongly(f"文件夹 {target.parent} 不存在。", f"请先建好文件夹，或检查 {option}。")])


def writable(target: Path, suffixes: Sequence[str], option: str = "--out", *, source: Path | None = None) -> None:
    """End the command when a file is asked for that must not or cannot be written.

    It has one of the suffixes, in small letters with their dots, and a folder to be in; `source`, of which it is made,
    it does not overwrite.
    """
    if target.suffix.lower() not in suffixes:
        refuse([asked_wrongly(f"不能写成 {target.name}。", f"{option} 的扩展名请写 {' 或 '.join(suffixes)}。")])
    in_a_folder(target, option)
    if source is not None and target.exists() and target.samefile(source):
        refuse([asked_wrongly(f"{option} 写的就是原文件 {source}。", "原文件从不改动，请换一个文件名。")])
