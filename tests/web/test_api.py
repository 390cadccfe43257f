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
from tests.web.test_own import LARGE, STANDARD, TEMPLATE

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
    said = walk("bash", server, place)
    assert "V15" in said
    assert 6 == len(re.findall(r'"number":"岚安委办函〔2024〕\d号","unit"', said))
    assert 6 == len(re.findall(r'"state":"issued"', said))
    signed = zipfile.ZipFile(place / "正式稿.zip").namelist()
    assert 12 == sum("岚安委办函〔2024〕" in name for name in signed)
    assert any("情况报告" in name for name in zipfile.ZipFile(place / "第一煤矿.zip").namelist())
    assert '"verdict"' in (place / "检查.json").read_text(encoding="utf-8")


def test_the_walk_with_httpx(server: Server, place: Path) -> None:
    said = walk("python", server, place)
    assert re.search(r"\d+ 件不做", said)
    foretold = re.findall(r"将编 \S+", said)
    assert f"签发 {len(foretold)} 件，记入登记簿" in said
    assert foretold
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


def test_issuing_is_refused_as_on_the_page(client: Client) -> None:
    number = client.give(EXAMPLE)
    right = {"kinds": ["bulletin"], "signers": ["乔望舒"], "signed_on": "2024-12-27"}
    for wrong, word in (
        ({"signed_on": "2024-13-40"}, "不是有效日期"),
        ({"signers": [" 、"]}, "没有写签发人"),
        ({"printed_on": "2024-12-01"}, "印发日期早于签发日期"),
        ({"kinds": ["ledger"]}, "没有一件要编号签发"),
        ({"standard": "own-9999"}, "没有这个版式"),
        ({"kinds": []}, "写法不对"),
    ):
        answer = client.post(f"/api/v1/datasets/{number}/issue", json={**right, **wrong})
        assert (422, True) == (answer.status_code, word in answer.json()["message"]), wrong
    told = client.post(f"/api/v1/datasets/{number}/numbers", json=right).json()
    assert [] == told["numbers"]  # 发文 says another day of signing
    assert any("成文日期" in problem["message"] for problem in told["problems"])
    assert [] == client.get("/api/v1/register", params={"q": "抽查"}).json()


def test_papers_are_made_by_an_own_standard_and_an_own_template(client: Client) -> None:
    number = client.give(LARGE)
    client.send_form("/own/standard", STANDARD)
    client.send_form("/own/template", TEMPLATE)
    own = {each["what"]: each["choose"] for each in client.get("/api/v1/own").json()}
    asked = [
        {"kinds": ["report"], "units": ["石桥区"], "standard": own["版式"], "preprinted": True},
        {"units": ["石桥区"], "template": {"id": int(own["模板"]), "kind": "notice"}, "formats": ["docx"]},
    ]
    for choice in asked:
        batch = client.post(f"/api/v1/datasets/{number}/batches", json=choice).json()["id"]
        client.until(f"/api/v1/batches/{batch}", '"state":"done"')
        files = client.get(f"/api/v1/batches/{batch}/files").json()
        assert {"石桥区"} == {each["unit"] for each in files}
        assert all(each["url"] for each in files)


def test_a_document_is_looked_at_without_being_made(client: Client) -> None:
    number = client.give(EXAMPLE)
    (document, *_) = client.get(f"/api/v1/datasets/{number}/documents", params={"kind": "bulletin"}).json()
    assert client.get(f"/api/v1/datasets/{number}/documents/{document['id']}.pdf").content.startswith(b"%PDF")


def test_another_site_cannot_use_the_api_through_a_browser(server: Server) -> None:
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        files = {"file": ("a.xlsx", EXAMPLE.read_bytes())}
        assert 403 == httpx.post(f"{server.address}/api/v1/datasets", files=files, headers=headers).status_code
