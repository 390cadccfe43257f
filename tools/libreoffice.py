"""LibreOffice as a judge of our Word files: one conversion of many files, Fandol standing in for the named fonts.

It prints the files as they are. What LibreOffice 7.4 reads otherwise than Word is in docs/formats/docx.md.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

__all__ = ["STAND_INS", "convert", "printed"]

#: What stands in for each typeface that a file names: Debian's Fandol, unaltered, and the wide faces of Noto and LXGW.
STAND_INS = {
    "方正小标宋简体": "FandolSong:bold",
    "方正小标宋_GBK": "Noto Serif CJK SC",
    "仿宋_GB2312": "FandolFang R",
    "仿宋": "Noto Serif CJK SC",
    "楷体_GB2312": "FandolKai",
    "楷体": "LXGW WenKai",
    "黑体": "FandolHei",
    "宋体": "FandolSong",
}
_SECONDS = 1200


def printed(files: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Name → the PDF of each Word file, as LibreOffice reads it."""
    return convert(_written(files, folder, "docx"), "pdf", folder)


def convert(sources: Iterable[Path], form: str, folder: Path) -> dict[str, Path]:
    """Convert files into a folder in one call; stem → what came out. LibreOffice must be installed."""
    folder, paths = folder.resolve(), list(sources)
    fonts = folder / "fonts.conf"
    fonts.write_text(_fonts_conf(), encoding="utf-8")
    office = shutil.which("soffice")
    assert office, "LibreOffice is wanted here"
    command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, paths)],
        env={"FONTCONFIG_FILE": str(fonts), "HOME": str(Path.home()), "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
        timeout=_SECONDS,
    )
    return {path.stem: folder / f"{path.stem}.{form}" for path in paths}


def _written(files: Mapping[str, bytes], folder: Path, form: str) -> list[Path]:
    paths = []
    for name, data in files.items():
        paths.append(folder / f"{name}.{form}")
        paths[-1].write_bytes(data)
    return paths


def _fonts_conf() -> str:
    rules = []
    for named, stand_in in STAND_INS.items():
        family, _, style = stand_in.partition(":")
        bold = '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit>' if style else ""
        rules.append(
            f'<match target="pattern"><test name="family"><string>{named}</string></test>'
            f'<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit>{bold}</match>'
        )
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
    return f"{head}<include>/etc/fonts/fonts.conf</include>{''.join(rules)}</fontconfig>"
