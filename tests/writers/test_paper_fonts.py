"""What a paper has of its own is set in fonts of its own, and nobody sees it."""

from __future__ import annotations

import io
import re
import subprocess
from collections import defaultdict
from hashlib import sha256
from typing import Any

import pikepdf
import pytest

from docgen.document import Document
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.fonts import FontSet, font_set
from docgen.writers import pdf
from docgen.writers.painted import line
from tests.writers.forms import FILLED, filled
from tests.writers.renderer import set_in_one_font

_GLYPH = re.compile(rb"<([0-9a-f]{4})> <[0-9a-f]+>")


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return font_set(GBT9704, tmp_path_factory.mktemp("fonts"))


def written(document: Document, fonts: FontSet) -> bytes:
    return pdf.write(document, GBT9704, fonts).content


def drawn(content: bytes) -> bytes:
    return subprocess.run(["pdftoppm", "-r", "96", "-", "-"], input=content, capture_output=True, check=True).stdout


def text_of(content: bytes) -> bytes:
    command = ["pdftotext", "-raw", "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout


def fonts_of(content: bytes) -> dict[str, list[tuple[set[bytes], bytes]]]:
    """By the name of each font its subsets: their glyphs, and a hash of the file."""
    found: dict[str, list[tuple[set[bytes], bytes]]] = defaultdict(list)
    with pikepdf.open(io.BytesIO(content)) as opened:
        for font in opened.pages[0].Resources.Font.values():
            name = str(font.BaseFont).split("+")[1]
            file = font.DescendantFonts[0].FontDescriptor.FontFile3.read_bytes()
            characters = font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2]
            found[name].append((set(_GLYPH.findall(characters)), sha256(file).digest()))
    return found


@pytest.mark.parametrize("document", FILLED[3:6], ids=["one page", "two pages", "other rows"])
def test_pages_look_and_read_as_if_there_were_one_font(document: Document, fonts: FontSet) -> None:
    made = written(document, fonts)
    with pytest.MonkeyPatch.context() as patch:
        set_in_one_font(patch)
        in_one = written(document, fonts)
    assert made != in_one
    assert text_of(in_one) == text_of(made)
    assert drawn(in_one) == drawn(made)


def test_no_glyph_is_in_both_fonts(fonts: FontSet) -> None:
    doubled = [subsets for subsets in fonts_of(written(FILLED[0], fonts)).values() if len(subsets) > 1]
    assert doubled
    for (shared, _), (own, _) in doubled:
        assert set() == shared & own


def test_papers_of_one_form_share_their_fonts(fonts: FontSet) -> None:
    one, other = (fonts_of(written(filled(number, rows), fonts)) for number, rows in ((123456, [1, 2]), (789, [3])))
    divided = [name for name, subsets in one.items() if len(subsets) > 1]
    assert divided
    for name in divided:
        alike = [glyphs for glyphs, file in one[name] if file in (other_file for _, other_file in other[name])]
        assert alike


def test_glyphs_of_a_paper_s_own_font_in_another_width_are_written_by_it(
    fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[tuple[line.Line, Any]] = []
    paint = line.Line.paint

    def noting(self: line.Line, stream: Any, x: float, y: float) -> None:
        painted.append((self, stream))
        paint(self, stream, x, y)

    monkeypatch.setattr(line.Line, "paint", noting)
    written(FILLED[0], fonts)
    split = [(one, run, stream) for one, stream in painted for run in one.runs if len(run.divided) == 1]
    one, run, stream = split[-1]
    (glyphs,) = run.divided
    place = one.runs.index(run)
    assert run.divided[glyphs] == one._operators(stream, place, run)
    own = stream._fonts.own(stream.add_font(run.font)[0])
    own.widths[min(glyphs)] += 1
    assert re.search(rb">1[<\]]", one._operators(stream, place, run))
