"""Fonts: stand-ins with the named fonts' advances, single characters from other fonts, files made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from docgen.problems import Code
from docgen.standards.gbt9704 import GBT9704, Face
from docgen.typesetting.fonts import FontSet, font_set


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return font_set(GBT9704, tmp_path_factory.mktemp("fonts"))


def test_every_face_has_a_font_and_each_stand_in_is_told(fonts: FontSet) -> None:
    assert set(fonts.faces) == set(Face)
    told = [problem for problem in fonts.problems if problem.code is Code.FONT_STAND_IN]
    assert len(told) == len(fonts.stand_ins)


def test_ascii_of_a_stand_in_is_half_an_em_wide_and_has_its_vertical_measures(fonts: FontSet) -> None:
    for face in (face for face in fonts.faces.values() if face.narrow):
        assert face.narrow is not None
        with TTFont(face.narrow.file) as font:
            widths = {font["hmtx"][name][0] for code, name in font.getBestCmap().items() if code < 0x7F}
            assert widths == {font["head"].unitsPerEm // 2}
        assert (face.narrow.ascent, face.narrow.descent) == (face.main.ascent, face.main.descent)


def test_names_outside_gb_2312_come_from_another_font(fonts: FontSet) -> None:
    for character in "喆堃婳昇玥琞赟犇骉珺璟祎昉旻曌䶮𬍛":
        for face in Face:
            if fonts.lacking(face, character):
                assert fonts.other(face, character) is not None


def test_derived_files_are_the_same_bytes_wherever_they_are_made(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        font_set(GBT9704, tmp_path / name)
        made.append({file.name: file.read_bytes() for file in (tmp_path / name).glob("*-500.otf")})
    assert made[0] == made[1]


def test_derived_files_may_be_read_by_whoever_may_read_the_cache(tmp_path: Path) -> None:
    """A cache may be shared; a file made as a temporary one could be read by its maker alone."""
    (tmp_path / "plain").write_bytes(b"")
    font_set(GBT9704, tmp_path / "cache")
    modes = {file.stat().st_mode for file in (tmp_path / "cache").iterdir() if file.is_file()}
    assert {(tmp_path / "plain").stat().st_mode} == modes
