"""Templates and fonts are found."""

from __future__ import annotations

import shutil
from pathlib import Path

from docgen.resources import find_font, font_faces, templates_dir


def test_the_templates_of_the_work_tree_are_found() -> None:
    assert {"docx", "html", "wording"} <= {path.name for path in templates_dir().iterdir()}


def test_a_collection_tells_the_face_for_china() -> None:
    face = find_font("Noto Serif CJK SC")
    assert face is not None
    assert ("NotoSerifCJK-Regular.ttc", 2, False) == (face.file.name, face.index, face.bold)


def test_bold_goes_by_the_style_where_the_weight_does_not_tell() -> None:
    face = find_font("FandolSong:bold")
    assert face is not None
    assert "FandolSong-Bold.otf" == face.file.name


def test_a_full_name_finds_its_face_and_an_unknown_one_none() -> None:
    face = find_font("FandolFang R")
    assert face is not None
    assert "FandolFang-Regular.otf" == face.file.name
    assert None is find_font("没有这种字体")


def test_the_offices_own_folder_goes_first(tmp_path: Path) -> None:
    installed = find_font("FandolKai")
    assert installed is not None
    own = tmp_path / "楷体.otf"
    shutil.copy(installed.file, own)
    found = find_font("FandolKai", tmp_path)
    assert found is not None
    assert own == found.file
    assert len(font_faces()) + 1 == len(font_faces(tmp_path))
