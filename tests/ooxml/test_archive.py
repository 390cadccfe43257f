"""The archive that a Word file is: what is not unpacked, and that nothing is believed of what it says."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from docgen.ooxml.archive import Flaw, Flawed, Limits, unpacked

LIMITS = Limits(unpacked=3_000_000, parts=3, ratio=200)


def packed(*parts: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", method) as archive:
        warnings.simplefilter("ignore", UserWarning)  # a part twice, on purpose
        for name, content in parts:
            archive.writestr(name, content)
    return made.getvalue()


def broken(content: bytes) -> bytes:
    """The same with a byte of the first part changed."""
    at = content.index(b"a.xml") + len("a.xml") + 3
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def locked(content: bytes) -> bytes:
    """The same as zip programs mark a part that wants a password."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:6] + b"\x01" + content[7:at] + b"\x01" + content[at + 1 :]


GOOD = packed(("word/", b""), ("a.xml", b"<a/>" * 9), ("b.png", b"b"))
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def test_the_parts_are_those_of_the_file_or_those_that_are_wanted() -> None:
    assert {"a.xml": b"<a/>" * 9, "b.png": b"b"} == unpacked(GOOD, LIMITS)
    assert {"b.png": b"b"} == unpacked(GOOD, LIMITS, lambda name: name.endswith(".png"))


@pytest.mark.parametrize(
    ("content", "flaw"),
    {
        "nothing": (b"", Flaw.FOREIGN),
        "text": (b"PDF", Flaw.FOREIGN),
        "an old file": (OLE + b"WordDocument", Flaw.OLD),
        "a sealed file": (OLE + "EncryptedPackage".encode("utf-16-le"), Flaw.ENCRYPTED),
        "a part with a password": (locked(packed(("a.xml", b"<a/>"))), Flaw.ENCRYPTED),
        "half of it": (GOOD[: len(GOOD) // 2], Flaw.DAMAGED),
        "deflated and broken": (broken(GOOD), Flaw.DAMAGED),
        "by lzma and broken": (broken(packed(("a.xml", b"<a/>" * 9), method=zipfile.ZIP_LZMA)), Flaw.DAMAGED),
        "a part twice": (packed(("a.xml", b"1"), ("a.xml", b"2")), Flaw.DAMAGED),
    }.values(),
)
def test_what_is_not_unpacked(content: bytes, flaw: Flaw) -> None:
    assert Flawed(flaw=flaw) == unpacked(content, LIMITS)


@pytest.mark.parametrize(
    ("parts", "size"),
    {
        "too many parts": ([(str(number), b"") for number in range(4)], 0),
        "too many bytes": ([("a", bytes(range(256)) * 12_000)], 3_072_000),
        "too many for its size": ([("a", b" " * 2_000_000)], 2_000_000),
    }.values(),
)
def test_what_is_too_large(parts: list[tuple[str, bytes]], size: int) -> None:
    assert Flawed(flaw=Flaw.TOO_LARGE, size=size) == unpacked(packed(*parts), LIMITS)


def test_a_directory_that_says_less_than_there_is() -> None:
    content = packed(("a.xml", b"<a/>" * 9))
    at = content.index(b"PK\x01\x02") + 24
    said = content[:at] + (4).to_bytes(4, "little") + content[at + 4 :]

    assert Flawed(flaw=Flaw.DAMAGED) == unpacked(said, LIMITS)
