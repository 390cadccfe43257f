"""docs/own-wording.md, step by step: what it has staff write is written, what it has them type comes back as it says.

Blocks of the page: ```新文件 PATH``` is a file to write, ```改 PATH``` a line to alter (原来：… 改成：…), ```console```
a session as in sessions/. A line of output that ends in …… is compared up to there: it goes on with the place of the
program.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.command.test_sessions import HERE, answer

PAGE = Path(__file__).parents[2] / "docs" / "own-wording.md"
BLOCK = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def alter(path: Path, said: str) -> None:
    before, after = (line.partition("：")[2] for line in said.splitlines())
    text = path.read_text(encoding="utf-8")
    assert 1 == text.count(before), before
    write(path, text.replace(before, after))


def clipped(line: str, expected: str) -> str:
    head, open_end, _ = expected.partition("……")
    return expected if open_end and line.startswith(head) else line


def test_the_page_is_what_happens(tmp_path: Path) -> None:
    shutil.copy(HERE / "small.yaml", tmp_path / "数据.yaml")
    (tmp_path / "措辞").mkdir()
    typed = 0
    for sort, name, content in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if sort == "新文件":
            write(tmp_path / name, content)
        elif sort == "改":
            alter(tmp_path / name, content)
        else:
            assert "console" == sort
            for session in content.removeprefix("$ ").split("\n$ "):
                command, _, expected = session.rstrip("\n").partition("\n")
                actual = answer(command, tmp_path).rstrip("\n").split("\n")
                lines = expected.split("\n")
                assert lines == [clipped(line, wanted) for line, wanted in zip(actual, lines, strict=True)], command
                typed += 1
    assert 12 == typed
