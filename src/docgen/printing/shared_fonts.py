"""The fonts of a joined PDF, each once: every paper brings subsets of the same few fonts, nine tenths of its bytes.

The subsets that the PDF writer makes keep the numbers of the glyphs, so those of one font go together: the outlines of
all, one table of widths, one of characters. Only what is plainly the same font goes together: equal names and
measures, and not one glyph, width or character on which two subsets differ. All else stays as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

import pikepdf

from docgen.printing.glyphs import Glyphs

__all__ = ["share_fonts"]

_FILES: Final = ("/FontFile2", "/FontFile3")
_MAPPED: Final = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>\n?")
_HEAD: Final = re.compile(rb"\d+ beginbfchar\s")
#: Of the flags of a font (PDF 32000 9.8.2): a subset with one width has it, another of the same font has not.
_FIXED_PITCH: Final = 1
#: Characters that one section of a ToUnicode map may have.
_SECTION: Final = 100


@dataclass
class _Shared:
    """Subsets of one font as they come together. Fonts are the Type 0 dictionaries that use it."""

    content: bytes
    widths: dict[int, Any] = field(default_factory=dict)
    characters: dict[bytes, bytes] = field(default_factory=dict)
    fonts: list[Any] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    @cached_property
    def glyphs(self) -> Glyphs:
        """The glyphs of its file, and of those taken in."""
        found = Glyphs.of(self.content)
        assert found is not None, "only such a font is gathered"
        return found


def share_fonts(pdf: pikepdf.Pdf) -> None:
    """Let all pages of a PDF share their fonts, as far as these are the same."""
    shared: dict[tuple[object, ...], list[_Shared]] = defaultdict(list)
    forms: dict[str, tuple[str, ...] | None] = {}  # of each font file met: papers of one text bring the same
    for font in _composite(pdf):
        subset = _subset(font, forms)
        if subset is None:
            continue
        key, found = subset
        if not any(_taken_in(whole, found) for whole in shared[key]):
            shared[key].append(found)
    instead: dict[tuple[int, int], Any] = {}
    for whole in (each for group in shared.values() for each in group if len(each.fonts) > 1):
        font = _whole(pdf, whole)
        instead |= {each.objgen: font for each in whole.fonts}
    for page in pdf.pages:
        fonts = _fonts_of(page)
        for name in list(fonts.keys()):
            fonts[name] = instead.get(fonts[name].objgen, fonts[name])


def _fonts_of(page: pikepdf.Page) -> Any:
    return page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())


def _composite(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every composite font of the pages with its subset, once, in the order of the pages."""
    met: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for font in _fonts_of(page).values():
            if font.objgen not in met and "/DescendantFonts" in font and "/ToUnicode" in font:
                met.add(font.objgen)
                yield font


def _subset(font: Any, forms: dict[str, tuple[str, ...] | None]) -> tuple[tuple[object, ...], _Shared] | None:
    """A font with what tells it from others; None where it is not of the form that is understood here."""
    inner = font.DescendantFonts[0]
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    file = next((name for name in _FILES if name in descriptor), None)
    characters = _characters(font.ToUnicode.read_bytes())
    widths = _widths(inner.get("/W", pikepdf.Array()))
    if file is None or characters is None or widths is None or "/W2" in inner:
        return None
    content = descriptor[file].read_bytes()
    digest = sha256(content).hexdigest()
    found = _Shared(content=content, widths=widths, characters=characters, fonts=[font], files={digest})
    if digest not in forms:
        glyphs = Glyphs.of(content)
        forms[digest] = glyphs.key if glyphs else None
        if glyphs:
            found.glyphs = glyphs
    form = forms[digest]
    if form is None:
        return None
    key = (file, *_said(font, but=("/DescendantFonts", "/ToUnicode")), *_said(inner, but=("/FontDescriptor", "/W")))
    flags = int(descriptor.get("/Flags", 0)) & ~_FIXED_PITCH
    return (*key, flags, *_said(descriptor, but=(file, "/Flags")), *form), found


def _said(given: Any, but: Iterable[str]) -> list[object]:
    """What a dictionary says, as text."""
    return [
        (key, given[key].unparse() if isinstance(given[key], pikepdf.Object) else str(given[key]))
        for key in sorted(given.keys())
        if key not in but
    ]


def _characters(stream: bytes) -> dict[bytes, bytes] | None:
    """Glyph → characters of a ToUnicode map; None where it says more than that."""
    found = dict(_MAPPED.findall(_HEAD.sub(b"", stream)))
    ranges = stream.count(b"beginbfrange") or stream.count(b"begincodespacerange") != 1
    return None if ranges else {glyph: text for glyph, text in found.items() if (glyph, text) != (b"0000", b"ffff")}


def _widths(given: Any) -> dict[int, Any] | None:
    """Glyph → width of a /W array; None where it has ranges of one width."""
    found: dict[int, Any] = {}
    items = list(given)
    for first, run in zip(items[::2], items[1::2], strict=False):
        if not isinstance(run, pikepdf.Array):
            return None
        found |= {int(first) + offset: width for offset, width in enumerate(run)}
    return None if len(items) % 2 else found


def _taken_in(whole: _Shared, part: _Shared) -> bool:
    """Add a subset to its like; False where they differ in anything."""
    agreed = _agree(whole.widths, part.widths) and _agree(whole.characters, part.characters)
    if not agreed or not (part.files <= whole.files or whole.glyphs.take_in(part.glyphs)):
        return False
    whole.widths |= part.widths
    whole.characters |= part.characters
    whole.fonts += part.fonts
    whole.files |= part.files
    return True


def _agree(one: dict[Any, Any], other: dict[Any, Any]) -> bool:
    return all(one.get(key, value) == value for key, value in other.items())


def _whole(pdf: pikepdf.Pdf, whole: _Shared) -> Any:
    """The one font that stands for its subsets."""
    font = whole.fonts[0]
    inner = font.DescendantFonts[0]
    descriptor = inner.FontDescriptor
    file = next(name for name in _FILES if name in descriptor)
    content = whole.glyphs.written()
    descriptor.Flags = int(descriptor.get("/Flags", 0)) & ~_FIXED_PITCH
    kept = {key: value for key, value in descriptor[file].items() if key == "/Subtype"}
    descriptor[file] = pdf.make_indirect(pikepdf.Stream(pdf, content, {**kept, **_lengths(file, content)}))
    inner.W = pikepdf.Array([part for glyph, width in sorted(whole.widths.items()) for part in (glyph, [width])])
    font.ToUnicode = pdf.make_indirect(pikepdf.Stream(pdf, _map(whole.characters)))
    return font


def _lengths(file: str, content: bytes) -> dict[str, int]:
    return {"/Length1": len(content)} if file == "/FontFile2" else {}


def _map(characters: dict[bytes, bytes]) -> bytes:
    """A ToUnicode map (PDF 32000 9.10.3)."""
    pairs = sorted(characters.items())
    lines = [b"/CIDInit /ProcSet findresource begin", b"12 dict begin", b"begincmap"]
    lines += [b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"]
    lines += [b"/CMapName /Adobe-Identity-UCS def", b"/CMapType 2 def"]
    lines += [b"1 begincodespacerange", b"<0000> <ffff>", b"endcodespacerange"]
    for start in range(0, len(pairs), _SECTION):
        section = pairs[start : start + _SECTION]
        lines.append(b"%d beginbfchar" % len(section))
        lines += [b"<%s> <%s>" % pair for pair in section]
        lines.append(b"endbfchar")
    return b"\n".join([*lines, b"endcmap", b"CMapName currentdict /CMap defineresource pop", b"end", b"end", b""])
