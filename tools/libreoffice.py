"""LibreOffice as a judge of our Word files: one conversion of many files, Fandol standing in for the named fonts.

LibreOffice 7.4 misreads two things that our files say about lines (docs/formats/docx.md): `w:overflowPunct`, which it
reads upside down, and `w:autoSpaceDE/DN`, which it ignores. `as_said` puts both right in LibreOffice's own form of the
document before printing, so that lines are broken by what the file says; `printed` leaves all as it is read.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

__all__ = ["STAND_INS", "as_said", "convert", "printed"]

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
#: The paragraph properties of OpenDocument that LibreOffice gets wrong, and what our files say.
_MISREAD = (
    (r'style:text-autospace="[^"]*"', 'style:text-autospace="none"'),
    (r'style:punctuation-wrap="[^"]*"', 'style:punctuation-wrap="simple"'),
)
_SECONDS = 1200


def printed(files: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Name → the PDF of each Word file, as LibreOffice reads it."""
    return convert(_written(files, folder, "docx"), "pdf", folder)


def as_said(files: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """The same with LibreOffice's two misreadings put right."""
    between = folder / "odt"
    between.mkdir()
    read = convert(_written(files, folder, "docx"), "odt", between)
    for path in read.values():
        path.write_bytes(_put_right(path.read_bytes()))
    return convert(read.values(), "pdf", folder)


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


def _put_right(packed: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            part = given.read(name)
            if name in {"styles.xml", "content.xml"}:
                text = part.decode()
                for misread, said in _MISREAD:
                    text = re.sub(misread, said, text)
                part = text.encode()
            archive.writestr(name, part)
    return made.getvalue()


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
