"""LibreOffice as a renderer of Word files: their pages as a PDF, where it is installed. Nothing else needs it.

It runs by itself: a profile of its own in a folder that is gone afterwards, no macros, no links fetched, a limit of
time. Typefaces that are not installed are stood in for by those of the standard's table.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from docgen.problems import Code, Problem, Result
from docgen.resources import find_font
from docgen.standards.gbt9704 import FONTS, Font

__all__ = ["found", "printed"]

_PROGRAMS: Final = ("soffice", "libreoffice")
_SECONDS: Final = 180
_FONTS_CONF: Final = "/etc/fonts/fonts.conf"
#: Settings of the profile: macros never run, links are never followed, nothing is asked.
_SETTINGS: Final = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
)


def found() -> Path | None:
    """The program, or None where it is not installed."""
    return next((Path(path) for name in _PROGRAMS if (path := shutil.which(name))), None)


def printed(content: bytes) -> Result[bytes]:
    """The pages of a .docx as LibreOffice sets them, a PDF. ENVIRONMENT_LACKS where it is missing or does not end."""
    program = found()
    if program is None:
        return _lacks("没有装 LibreOffice，排不出页面。", "请有权限的人运行：apt-get install libreoffice-writer。")
    with tempfile.TemporaryDirectory(prefix="docgen-") as name:
        folder = Path(name)
        source = folder / "file.docx"  # a name that no shell and no program can misread
        source.write_bytes(content)
        _prepare(folder)
        if not _run(program, folder, source):
            return _lacks("LibreOffice 排了很久没有排完，或中途出错。", "请在 Word 中另存为 PDF，再查这个 PDF。")
        target = source.with_suffix(".pdf")
        if not target.is_file():
            return _lacks("LibreOffice 排不出这个文件。", "请在 Word 中另存为 PDF，再查这个 PDF。")
        return Result(value=target.read_bytes())


def _prepare(folder: Path) -> None:
    """The profile and the stand-ins of fonts."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    head = '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{head}{items}</oor:items>'
    (profile / "registrymodifications.xcu").write_text(xml, encoding="utf-8")
    rules = "".join(_stands_in(font, named) for font in FONTS.values() for named in (font.named, font.wide))
    conf = f"<fontconfig><include>{_FONTS_CONF}</include>{rules}</fontconfig>"
    doctype = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    (folder / "fonts.conf").write_text(f"{doctype}{conf}", encoding="utf-8")


def _stands_in(font: Font, named: str) -> str:
    """The rule of fontconfig for a typeface that is not installed; empty where it is, or where nothing stands in."""
    stand_in = next((name for name in font.stand_ins if find_font(name)), None)
    if find_font(named) is not None or stand_in is None:
        return ""
    family, _, bold = stand_in.partition(":")
    weight = '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit>' if bold else ""
    return (
        f'<match target="pattern"><test name="family"><string>{escape(named)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(family)}</string></edit>{weight}</match>'
    )


def _run(program: Path, folder: Path, source: Path) -> bool:
    """Whether the program ended by itself. It starts others: all of them end when the time is up."""
    command = [
        "/usr/bin/env",
        f"FONTCONFIG_FILE={folder / 'fonts.conf'}",
        str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(source)),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        start_new_session=True,
    )
    try:
        return process.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _lacks(message: str, hint: str) -> Result[bytes]:
    return Result(value=None, problems=(Problem(code=Code.ENVIRONMENT_LACKS, message=message, hint=hint),))
