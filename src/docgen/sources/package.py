"""The zip package of an xlsx, opened with care: type, encryption, unpacked size and entities are looked at first.

A file of 300 kB can unpack to 800 MB and an entity can name any file of the server, so nothing of a package is
believed: sizes are read from the directory before a part is opened, and the bytes are counted again while reading.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import cast

from lxml import etree

from docgen.problems import Code, Place, Problem

__all__ = ["MAX_PARTS", "MAX_RATIO", "MAX_UNPACKED", "Package", "PackageError"]

MAX_UNPACKED = 64 * 1024 * 1024  # bytes of all parts; the XML of a workbook of 100,000 filled rows
MAX_RATIO = 200  # unpacked : packed; office XML packs 5 to 40 times
MAX_PARTS = 2000
_SMALL = 1024 * 1024  # below this a ratio says nothing
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "用 Excel 或 WPS 打开原表，另存为“Excel 工作簿（*.xlsx）”后再用。"


class PackageError(Exception):
    """Why a file is not read; carries the one problem that is reported."""

    def __init__(self, code: Code, message: str, hint: str = _SAVE_AS) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint

    def problem(self, file: str) -> Problem:
        """The refusal as a problem."""
        return Problem(code=self.code, message=self.message, hint=self.hint, place=Place(file=file))


class Package:
    """The parts of an xlsx. Raises PackageError for what is no xlsx, is encrypted or is too large."""

    def __init__(self, content: bytes) -> None:
        if content.startswith(_OLE):
            raise _refusal_of_ole(content)
        if not content.startswith(b"PK"):
            raise PackageError(Code.FILE_UNREADABLE, "不是 xlsx 文件（内容不是 Excel 工作簿）。")
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise _broken() from error
        infos = self._zip.infolist()
        self._sizes = {info.filename: info.file_size for info in infos}
        if any(info.flag_bits & 1 for info in infos):
            raise PackageError(Code.FILE_ENCRYPTED, "文件已加密，读不出。", "去掉打开密码后再用。")
        unpacked, packed = sum(info.file_size for info in infos), len(content)
        if len(infos) > MAX_PARTS or unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked > MAX_RATIO * packed):
            raise _too_large(unpacked)
        self._left = MAX_UNPACKED

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def xml(self, name: str) -> etree._Element:
        """The root of an XML part. Document types are refused, so that there is no entity to expand or fetch."""
        content = self._read(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = cast("etree._Element | None", etree.fromstring(content, parser))
        except etree.XMLSyntaxError as error:
            raise _broken() from error
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise PackageError(Code.FILE_UNREADABLE, "文件里有外部实体声明，不予读取。")
        return root

    def _read(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as part:
                content = part.read(self._left + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise _broken() from error
        self._left -= len(content)
        if self._left < 0:
            raise _too_large(MAX_UNPACKED)
        return content


def _refusal_of_ole(content: bytes) -> PackageError:
    """An OLE container is either an encrypted xlsx or an old xls."""
    if _ENCRYPTED_STREAM in content:
        return PackageError(Code.FILE_ENCRYPTED, "文件已加密，读不出。", "去掉打开密码，另存后再用。")
    return PackageError(Code.FILE_UNREADABLE, "是旧的 .xls 格式，不是 xlsx。")


def _broken() -> PackageError:
    return PackageError(Code.FILE_UNREADABLE, "不是完好的 xlsx 文件（压缩包损坏，或里面不是 Excel 工作簿）。")


def _too_large(size: int) -> PackageError:
    limit = MAX_UNPACKED // (1024 * 1024)
    return PackageError(
        Code.FILE_TOO_LARGE,
        f"文件展开后约 {max(1, size // (1024 * 1024))} MB，超过限度（{limit} MB，或压缩比超过 {MAX_RATIO} 倍）。",
        "删去无关的工作表、图片和大片空白格的格式后另存。",
    )
