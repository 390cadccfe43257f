"""Agencies as staff write several of them in one cell."""

from __future__ import annotations

import pytest

from docgen.agencies import parted, word_apart


@pytest.mark.parametrize(
    ("text", "names", "word"),
    [
        ("甲县财政局文件", (("甲县财政局文件",),), ""),
        ("甲县农业农村局；甲县财政局文件", (("甲县农业农村局",), ("甲县财政局",)), "文件"),
        ("甲县农业农村局；\n甲县财政局\n文件", (("甲县农业农村局",), ("甲县财政局",)), "文件"),
        ("甲县农业农村局; 甲县财政局；文件", (("甲县农业农村局",), ("甲县财政局",)), "文件"),
        ("甲县委\n办公室；甲县政府办公室；", (("甲县委", "办公室"), ("甲县政府办公室",)), ""),
    ],
)
def test_a_semicolon_parts_agencies_and_the_last_word_belongs_to_all(
    text: str, names: tuple[tuple[str, ...], ...], word: str
) -> None:
    assert (names, word) == word_apart(parted(text))


def test_nothing_but_marks_is_no_agency() -> None:
    assert () == parted("；\n；")
