"""The commands of docs/server.md for backup and restoring, run as they stand while a server is at work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.web.conftest import EXAMPLE, ROOT, Client, Server

PAGE = (ROOT / "docs" / "server.md").read_text(encoding="utf-8")


def run(name: str, folder: Path, backup: Path) -> None:
    """Run the block of the page that begins with this word, with the folders of the test in place of the page's."""
    (block,) = re.findall(rf"^```bash\n# {name}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    asked = block.replace("/backup/docgen/2026-11-26-030000", "$(ls -d /backup/docgen/*)")
    asked = asked.replace('"$from/program/.venv/bin/python"', f'"{sys.executable}"')
    asked = asked.replace("/srv/docgen", str(folder)).replace("/backup/docgen", str(backup))
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["bash", "-c", asked], env=environment, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr


def at(folder: Path) -> Server:
    """A server whose folders are those of the page."""
    settings = {"DATA": folder / "data", "REGISTER": folder / "register" / "发文登记簿.sqlite"}
    named = {f"DOCGEN_{name}": str(where) for name, where in settings.items()}
    return Server(folder, settings={**named, "XDG_CONFIG_HOME": str(folder / ".config")})


def test_what_was_saved_while_the_server_worked_comes_back(tmp_path: Path) -> None:
    folder, backup = tmp_path / "srv", tmp_path / "backup"
    folder.mkdir()
    with at(folder) as server:
        with Client(server.address) as client:
            number = client.give(EXAMPLE)
            asked = {"kind": "feedback", "signer": "乔望舒", "date": "2024-12-27"}
            issued = client.send_form(f"/data/{number}/issue", **asked).url.path
            assert "签发 6 件" in client.wait(issued, "data-live")
            register = client.get("/api/v1/register").json()
            running = client.send_form(f"/data/{number}/papers").url.path
            client.until(running, "个文件")
            run("备份", folder, backup)
            assert "data-live" in client.get(running).text, "the batch was to be at work while it was saved"
        server.stop()
        shutil.rmtree(folder)
        folder.mkdir()
        run("恢复", folder, backup)
        assert not (folder / "register").exists()
        shutil.copytree(next(backup.iterdir()), folder / "register", ignore=shutil.ignore_patterns("files*", "docgen*"))
        server.start()
        with Client(server.address) as client:
            assert register == client.get("/api/v1/register").json()
            assert "安全生产大检查" in client.get(f"/data/{number}").text
            made = client.get(f"/api/v1{issued}/files").json()
            assert 12 == len(made)
            assert all(200 == client.get(each["url"]).status_code for each in made)
            page = client.wait(running, "data-live", 300)
            assert "做完了" in page


def test_a_backup_before_anything_was_given(tmp_path: Path) -> None:
    folder = tmp_path / "srv"
    folder.mkdir()
    with at(folder):
        run("备份", folder, tmp_path / "backup")
    (saved,) = (tmp_path / "backup").iterdir()
    assert {"docgen.sqlite", "files.tar.gz"} == {path.name for path in saved.iterdir()}
    assert 0o700 == saved.stat().st_mode & 0o777
