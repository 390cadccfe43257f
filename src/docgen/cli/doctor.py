"""`docgen doctor`: what this machine has of what the papers need, and what to do about the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

import docgen
from docgen.cli.machine import LIBRARIES, cache_fault, loads
from docgen.cli.options import AsJson
from docgen.cli.speech import ExitCode, finish, say, say_json

if TYPE_CHECKING:
    from docgen.pipeline import Standards
    from docgen.settings import Settings

__all__ = ["doctor"]

#: Packages whose versions decide how papers look.
_PACKAGES = ("weasyprint", "python-docx", "docxtpl", "pikepdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    """`state` is 好, 注意 (papers are made, not at their best) or 缺 (papers cannot be made)."""

    what: str
    state: str
    found: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f"  → {self.hint}" if self.hint else ""
        return f"[{self.state}] {self.what}：{self.found}{hint}"


def doctor(
    standard: Annotated[
        str, typer.Option(metavar="版式", help="看这个版式的字体：gbt9704（不写即是）、gbt33476，或本单位的版式文件。")
    ] = "gbt9704",
    json: AsJson = False,
) -> None:
    """检查运行环境：系统组件、字体和代用字体、模板，缺什么、怎么补。"""
    from docgen.cli.asked import settings_with, standards_of

    settings = settings_with()
    standards = standards_of(standard)
    findings = [*_program(settings), *_libraries(), *_fonts(settings, standards)]
    if json:
        say_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            say(str(finding))
    finish(ExitCode.ENVIRONMENT if any(finding.state == "缺" for finding in findings) else ExitCode.FINE)


def _program(settings: Settings) -> Iterator[_Finding]:
    from importlib.metadata import version

    from docgen.resources import templates_dir

    yield _Finding(what="docgen", state="好", found=f"{docgen.__version__}，Python {sys.version.split()[0]}")
    packages = "，".join(f"{name} {version(name)}" for name in _PACKAGES)
    yield _Finding(what="程序库", state="好", found=packages)
    folder = templates_dir()
    missing = [name for name in ("docx", "html", "wording") if not (folder / name).is_dir()]
    if missing:
        yield _Finding(what="模板", state="缺", found=f"{folder} 中没有 {'、'.join(missing)}", hint="请重新安装 docgen")
    else:
        yield _Finding(what="模板", state="好", found=str(folder))
    yield _Finding(what="进程数", state="好", found=str(settings.workers))


def _libraries() -> Iterator[_Finding]:
    for library in LIBRARIES:
        if loads(library):
            yield _Finding(what=library.file, state="好", found=library.purpose)
        else:
            yield _Finding(
                what=library.file,
                state="缺" if library.needed else "注意",
                found=f"没有（{library.purpose}）",
                hint=f"apt-get install {library.package}",
            )


def _fonts(settings: Settings, standards: Standards) -> Iterator[_Finding]:
    from docgen.pipeline import fonts_here
    from docgen.problems import Severity

    own = str(settings.fonts) if settings.fonts else "没有设（DOCGEN_FONTS）"
    yield _Finding(what="本单位字体文件夹", state="好", found=own)
    if fault := cache_fault(settings.cache):
        yield _Finding(what="缓存文件夹", state="缺", found=fault.message, hint=fault.hint)
        return
    yield _Finding(what="缓存文件夹", state="好", found=str(settings.cache))
    sets = [fonts_here(settings.cache, settings.fonts, standard) for standard in standards.all]
    own_faces = [
        (face.face.value, face.main.name) for fonts in sets for face in fonts.faces.values() if not face.stands_in
    ]
    for what, name in dict.fromkeys(own_faces):
        yield _Finding(what=what, state="好", found=name)
    for problem in dict.fromkeys(problem for fonts in sets for problem in fonts.problems):
        state = "缺" if problem.severity is Severity.ERROR else "注意"
        yield _Finding(what="字体", state=state, found=problem.message, hint=problem.hint)
