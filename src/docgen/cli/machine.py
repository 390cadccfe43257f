"""What the machine has of what papers need: programs' libraries, fonts, folders. `doctor` tells it all at length."""

from __future__ import annotations

import ctypes
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.cli.speech import ExitCode, refuse
from docgen.problems import Code, Problem

if TYPE_CHECKING:
    from docgen.pipeline import Standard

__all__ = ["LIBRARIES", "Library", "cache_fault", "loads", "require"]


@dataclass(frozen=True, slots=True)
class Library:
    """A system library. Without one that is `needed` there is no PDF; without another it is only slow."""

    file: str
    package: str
    purpose: str
    needed: bool = True


LIBRARIES: Final = (
    Library("libpango-1.0.so.0", "libpango-1.0-0", "PDF 排版"),
    Library("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "PDF 排版"),
    Library("libharfbuzz.so.0", "libharfbuzz0b", "PDF 排版"),
    Library("libfontconfig.so.1", "libfontconfig1", "查找字体"),
    Library(
        "libharfbuzz-subset.so.0", "libharfbuzz-subset0", "裁剪嵌入的字体；没有它，每个 PDF 要慢几秒", needed=False
    ),
)


def loads(library: Library) -> bool:
    """Whether a library is there and whole."""
    try:
        ctypes.CDLL(library.file)
    except OSError:
        return False
    return True


def cache_fault(cache: Path) -> Problem | None:
    """What is wrong with the folder of what is derived from fonts: it must be there, or to be made, and writable."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=cache):
            return None
    except OSError:
        return Problem(
            code=Code.ENVIRONMENT_LACKS,
            message=f"存放字体中间文件的文件夹 {cache} 写不进去。",
            hint="请用环境变量 DOCGEN_CACHE 指定一个可以写的文件夹",
        )


def _otherwise(asking: Collection[str]) -> str:
    if "docx" in asking:
        return "版式要求版记在偶数页，做 DOCX 也要先排 PDF 的页面"
    return "或只做 DOCX：--format docx"


def require(formats: Collection[str], standards: Collection[Standard], cache: Path | None = None) -> None:
    """End the command when what these formats need by these standards is not there: nothing is begun for nothing.

    A DOCX needs what a PDF does where its 版记 goes by the PDF's pages. `cache` is the folder of what is derived from
    fonts.
    """
    from docgen.pipeline import needs_fonts

    asking = [form for form in formats if any(needs_fonts(form, standard) for standard in standards)]
    if not asking:
        return
    missing = [library.package for library in LIBRARIES if library.needed and not loads(library)]
    if missing:
        problem = Problem(
            code=Code.ENVIRONMENT_LACKS,
            message=f"制作 PDF 缺少系统组件：{'、'.join(missing)}。",
            hint=f"请有权限的人运行：apt-get install {' '.join(missing)}；{_otherwise(asking)}",
        )
        refuse([problem], ExitCode.ENVIRONMENT)
    if cache is not None and (fault := cache_fault(cache)):
        refuse([fault], ExitCode.ENVIRONMENT)
