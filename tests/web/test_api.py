"""The API asked by real clients: the walks of docs/api.md are run as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import EXAMPLE, ROOT, Client, Server

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "data_examples").symlink_to(ROOT / "data_examples")
    return tmp_path


def walk(language: str, server: Server, place: Path) -> str:
    """Run the block of the page in that language in a folder; what it printed."""
    (block,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    program = ["bash", "-eu", "-c"] if language == "bash" else [sys.executable, "-c"]
    asked = block.replace("http://127.0.0.1:8000", server.address)
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run([*program, asked], cwd=place, env=environment, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    return done.stdout


def test_the_walk_with_curl(server: Server, place: Path) -> None:
    assert "V15" in walk("bash", server, place)
    assert any("情况报告" in name for name in zipfile.ZipFile(place / "第一煤矿.zip").namelist())
    assert '"verdict"' in (place / "检查.json").read_text(encoding="utf-8")


def test_the_walk_with_httpx(server: Server, place: Path) -> None:
    said = walk("python", server, place)
    assert re.search(r"\d+ 件不做", said)
    made = list(place.glob("*.pdf"))
    assert 6 == len(made)
    assert all(path.read_bytes().startswith(b"%PDF") for path in made)


def test_every_endpoint_of_the_description_is_on_the_page(client: Client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    told = re.sub(r"\s", "", PAGE.replace("`、`", "``"))
    for path in paths:
        plain = re.sub(r"\{number\}", "{id}", path.removeprefix("/api/v1"))
        assert plain in told or plain.startswith("/format/"), plain


def test_the_api_answers_in_json_when_something_is_wrong(client: Client) -> None:
    for path in ("/datasets/9999", "/batches/9999", "/datasets/9999/problems"):
        answer = client.get(f"/api/v1{path}")
        assert (404, ["message"]) == (answer.status_code, list(answer.json()))
    assert 415 == client.post("/api/v1/datasets", files={"file": ("a.xlsx", b"%PDF")}).status_code
    number = client.give(EXAMPLE)
    for asked in ({"kinds": "report"}, {"formats": ["exe"]}, {"formats": []}, {"more": 1}):
        assert 422 == client.post(f"/api/v1/datasets/{number}/batches", json=asked).status_code
    nothing = client.post(f"/api/v1/datasets/{number}/batches", json={"units": ["没有"]})
    assert (422, True) == (nothing.status_code, "没有一件可做" in nothing.json()["message"])


def test_a_document_is_looked_at_without_being_made(client: Client) -> None:
    number = client.give(EXAMPLE)
    (document, *_) = client.get(f"/api/v1/datasets/{number}/documents", params={"kind": "bulletin"}).json()
    assert client.get(f"/api/v1/datasets/{number}/documents/{document['id']}.pdf").content.startswith(b"%PDF")


def test_another_site_cannot_use_the_api_through_a_browser(server: Server) -> None:
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        files = {"file": ("a.xlsx", EXAMPLE.read_bytes())}
        assert 403 == httpx.post(f"{server.address}/api/v1/datasets", files=files, headers=headers).status_code
