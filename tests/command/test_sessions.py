"""Sessions at the command line, as a person sees them: sessions/*.txt hold what is typed and what comes back.

`$` begins a command; `! ` begins a line of standard error; `→` gives the exit code. Every session starts in an empty
folder that holds 数据.yaml (small.yaml) and what files/ has for the session, in the locale C, as in Debian's plain
shell. `ls` lists all files of a folder, `sed` changes the dataset.
`pytest --accept` writes down what comes back now, to be looked at in the diff; it fails all the same.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SESSIONS = sorted((HERE / "sessions").glob("*.txt"))
PROGRAM = Path(sys.executable).parent / "docgen"


def environment() -> dict[str, str]:
    """The locale C, no settings, no wording of one's own: what a plain shell of Debian gives."""
    kept = {
        name: text for name, text in os.environ.items() if not name.startswith(("DOCGEN_", "LC_", "LANG", "PYTHON"))
    }
    return {**kept, "LC_ALL": "C", "XDG_CONFIG_HOME": os.devnull}


def commands_of(session: str) -> Iterator[str]:
    yield from (line.removeprefix("$ ") for line in session.splitlines() if line.startswith("$ "))


def listing(folder: Path) -> str:
    return "".join(f"{path.relative_to(folder).as_posix()}\n" for path in sorted(folder.rglob("*")) if path.is_file())


def answer(command: str, folder: Path) -> str:
    """What a command prints, as a session writes it."""
    words = shlex.split(command)
    settings = {}
    while "=" in words[0]:
        name, _, text = words.pop(0).partition("=")
        settings[name] = text
    if words[0] == "ls":
        return listing(folder / words[1])
    if words[0] == "sed":
        return subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", check=True).stdout
    assert "docgen" == words[0]
    done = subprocess.run(
        [PROGRAM, *words[1:]],
        cwd=folder,
        env={**environment(), **settings},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said = "".join(f"! {line}\n" for line in done.stderr.splitlines())
    return f"{said}{done.stdout}→ {done.returncode}\n"


@pytest.mark.parametrize("session", SESSIONS, ids=lambda path: path.stem)
def test_session(session: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    shutil.copy(HERE / "small.yaml", tmp_path / "数据.yaml")
    if (given := HERE / "files" / session.stem).is_dir():
        shutil.copytree(given, tmp_path, dirs_exist_ok=True)
    expected = session.read_text(encoding="utf-8")
    head = expected.partition("$ ")[0]
    actual = head + "\n".join(f"$ {command}\n{answer(command, tmp_path)}" for command in commands_of(expected))
    if pytestconfig.getoption("--accept"):
        session.write_text(actual, encoding="utf-8")
    assert expected == actual
