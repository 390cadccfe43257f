"""Problems are read on the page in its own words."""

from __future__ import annotations

import re

import pytest

from docgen.web.rendering import in_words_of_the_page, token


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("与 --signer（褚一舟）不同", "与 填的签发人（褚一舟）不同"),
        (
            "催报后重做，或加 --allow-incomplete，汇总件将注明",
            "催报后重做，或勾上“有单位未报送也做汇总件”，汇总件将注明",
        ),
        ("先用 docgen register import 导入；", "先用 登记簿页下面的“导入”导入；"),
    ],
)
def test_options_of_the_command_are_fields_of_the_page(said: str, read: str) -> None:
    assert read == in_words_of_the_page(said)


def test_tokens_tell_browsers_apart() -> None:
    assert re.fullmatch("[0-9a-f]{64}", token(b"key", "one"))
    assert token(b"key", "one") not in (token(b"key", "two"), token(b"other", "one"))
