"""Font files made known where they lie: WeasyPrint reads and copies each of them for each process, 70 MB in all.

Fonts of characters that a face lacks come when text is set already. Pango makes all fonts of a configuration anew when
one comes to it, and the lines that are kept hold the old ones; so these have a configuration apart.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration

__all__ = ["add", "add_apart", "apart"]

#: The files in the configuration apart by their family; two may have one, each other characters.
_added: Final[dict[str, set[Path]]] = {}

#: What fontconfig is told of a file before it reads it: the family that the font is called by first.
_RULES: Final = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><match target="scan">
<test name="file" compare="eq"><string>{path}</string></test>
<edit name="family" mode="prepend"><string>{family}</string></edit>
</match></fontconfig>"""


def add(configuration: Any, family: str, file: Path) -> None:
    """Make a font file known to a FontConfiguration by a family name that no other font has.

    OSError when the file is no font.
    """
    path = file.resolve().as_posix()
    rules = _RULES.format(path=escape(path), family=escape(family))
    fontconfig.FcConfigParseAndLoadFromMemory(configuration._config, rules.encode(), True)
    if not fontconfig.FcConfigAppFontAddFile(configuration._config, path.encode()):
        raise OSError(f"fontconfig cannot read {path}")
    pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", configuration.font_map))


def add_apart(family: str, file: Path) -> None:
    """Make a font file known in the configuration apart. OSError when it is no font."""
    if file not in _added.get(family, ()):
        add(_apart(), family, file)
        _added.setdefault(family, set()).add(file)


def apart(family: str) -> Any:
    """The configuration apart, where a font of a family is in it; else None."""
    return _apart() if family in _added else None


@cache
def _apart() -> FontConfiguration:
    return FontConfiguration()
