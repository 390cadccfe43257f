"""What nobody expects is told in one line too: a disk that is full, a defect of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.refusals import why

PROGRAM = Path(sys.executable).parent / "docgen"
SMALL = Path(__file__).parent / "small.yaml"


@pytest.mark.parametrize("words", [("kinds",), ("kinds", "--json"), ("validate", SMALL)], ids=lambda words: words[-1])
def test_a_result_that_cannot_be_written(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run([PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert (1, "错误 O01 结果写不出来（磁盘已满）。 办法：请换一个地方存放。\n") == (done.returncode, done.stderr)


def test_a_defect_is_one_line_and_an_exit_code() -> None:
    script = """
import sys
from docgen.cli.app import main
from docgen.kinds.all_kinds import KINDS
KINDS["notice"] = None
sys.argv = ["docgen", "kinds"]
main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    (line,) = done.stderr.splitlines()
    assert 3 == done.returncode
    assert line.startswith("错误 E02 kinds.py:")
    assert "程序出错，没有做完（AttributeError：" in line


def test_the_system_is_never_quoted() -> None:
    said = {why(OSError(number, os.strerror(number))) for number in range(1, 134)}
    assert [] == [text for text in said if text.isascii() or not text]
    assert "系统错误 95" in said
