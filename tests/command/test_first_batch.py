"""docs/first-batch.md is run, command by command, on the first example; `--accept` writes down what comes back now."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.command.test_sessions import answer, commands_of

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "first-batch.md"
BLOCK = re.compile("```console\n(.*?)```\n", re.DOTALL)


def test_the_page_shows_what_is_seen(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    shutil.copy(ROOT / "data_examples" / "huitoukan" / "dataset.xlsx", tmp_path / "数据.xlsx")

    def run(block: re.Match[str]) -> str:
        said = "\n".join(f"$ {command}\n{answer(command, tmp_path)}" for command in commands_of(block[1]))
        return f"```console\n{said}```\n"

    expected = PAGE.read_text(encoding="utf-8")
    actual = BLOCK.sub(run, expected)
    if pytestconfig.getoption("--accept"):
        PAGE.write_text(actual, encoding="utf-8")
    assert expected == actual
