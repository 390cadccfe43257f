"""A wheel works from another folder, without the work tree: its templates are inside the package."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.command.test_sessions import environment

REPOSITORY = Path(__file__).parents[2]


def done(*words: str | Path, folder: Path) -> str:
    return subprocess.run(
        words, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", check=True
    ).stdout


@pytest.mark.slow
def test_an_installed_wheel_makes_papers(tmp_path: Path) -> None:
    pip = (
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
    )
    done(*pip, "-w", tmp_path, ".", folder=REPOSITORY)
    (wheel,) = tmp_path.glob("docgen-*.whl")
    venv.create(tmp_path / "venv", with_pip=False)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(tmp_path / "venv")}))
    # The dependencies are borrowed from this environment. Its own .pth files, the work tree's among them, do not count.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    python = tmp_path / "venv" / "bin" / "python"
    install = (
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--python",
        python,
        "install",
        "-q",
        "--no-deps",
    )
    done(*install, wheel, folder=tmp_path)
    shutil.copy(REPOSITORY / "tests" / "command" / "small.yaml", tmp_path / "数据.yaml")
    found = "import docgen.resources as r; print(r.templates_dir())"
    assert f"{packages / 'docgen' / 'templates'}\n" == done(python, "-c", found, folder=tmp_path)
    program = tmp_path / "venv" / "bin" / "docgen"
    assert "做好了：通知.docx\n" == done(program, "render", "通知", "数据.yaml", "--out", "通知.docx", folder=tmp_path)
    assert done(program, "render", "通知", "数据.yaml", "--out", "通知.pdf", folder=tmp_path).startswith(
        "做好了：通知.pdf（"
    )
