"""花脸稿: the new Word file with tracked changes against the old, by python-redlines and its engine docxodus.

The engine is a program of 45 MB that only this needs, so it is an extra: docgen[redline].
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from lxml import etree

from docgen.problems import Code, Problem, Result

__all__ = ["MISSING", "redline"]

MISSING: Final = Problem(
    code=Code.ENVIRONMENT_LACKS,
    message="没有安装做花脸稿的组件。",
    hint='请装机的人在程序文件夹里运行：.venv/bin/python -m pip install -e ".[redline]"',
)
_AUTHOR: Final = "修改"  # where the new file does not say who
_DAY: Final = "2000-01-01T00:00:00Z"  # where it does not say when
_CORE: Final = "docProps/core.xml"
_CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"
_BY: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
_MODIFIED: Final = "{http://purl.org/dc/terms/}modified"


def redline(old: bytes, new: bytes, cache: Path) -> Result[bytes]:
    """The new file with what changed as tracked changes: by whom and when its properties say it was last modified.

    Both are .docx. `cache` is a folder that the engine is unpacked to once. ENVIRONMENT_LACKS without the extra.
    """
    try:
        from python_redlines import DocxodusEngine
        from python_redlines.engines import EngineExecutionError, EngineNotInstalledError
    except ImportError:
        return Result(value=None, problems=(MISSING,))
    author, moment = _last_modified(new)
    try:
        engine = DocxodusEngine(target_path=str(cache / "redline"))
        made, _, _ = engine.run_redline(author, original=old, modified=new, date_time=moment)
    except EngineNotInstalledError:
        return Result(value=None, problems=(MISSING,))
    except (OSError, EngineExecutionError) as error:
        return Result(value=None, problems=(_failed(error),))
    return Result(value=made)


def _last_modified(content: bytes) -> tuple[str, str]:
    """Who modified a file last, and when, as its properties say."""
    try:
        with ZipFile(BytesIO(content)) as package:
            root = etree.fromstring(package.read(_CORE), etree.XMLParser(resolve_entities=False, no_network=True))
    except (KeyError, BadZipFile, etree.XMLSyntaxError):
        return _AUTHOR, _DAY
    return root.findtext(_BY) or root.findtext(_CREATOR) or _AUTHOR, root.findtext(_MODIFIED) or _DAY


def _failed(error: Exception) -> Problem:
    said = str(error).strip().splitlines()
    return Problem(
        code=Code.DEFECT,
        message=f"花脸稿没有做成（{said[-1] if said else type(error).__name__}）",
        hint="两个文件先用 Word 或 WPS 打开、另存一次再试",
    )
