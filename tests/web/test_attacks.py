"""What the page refuses, asked as an attacker would ask."""

from __future__ import annotations

import io
import socket
import zipfile
from pathlib import Path

import httpx
import pytest

from docgen.web.guard import LARGEST
from tests.web.conftest import EXAMPLE, Client, Server

SAID_ELSEWHERE = "没有开通账户时，不接受代理转来的请求"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "10.0.0.7", ""])
def test_another_host_is_refused(server: Server, host: str) -> None:
    assert 421 == httpx.get(f"{server.address}/data", headers={"host": host}).status_code


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000"])
def test_loopback_is_let_in(server: Server, host: str) -> None:
    assert 200 == httpx.get(f"{server.address}/data", headers={"host": host}).status_code


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"])
def test_what_a_proxy_sends_on_is_refused(server: Server, header: str) -> None:
    answer = httpx.get(f"{server.address}/data", headers={header: "127.0.0.1"})
    assert (403, True) == (answer.status_code, SAID_ELSEWHERE in answer.text)


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_form_of_another_site_is_refused(client: Client, headers: dict[str, str]) -> None:
    answer = client.post("/data/example", data={"token": client.token, "name": "anquan"}, headers=headers)
    assert 403 == answer.status_code


def test_a_form_without_its_token_or_with_anothers_is_refused(server: Server, client: Client) -> None:
    with Client(server.address) as other:
        for token in ("", "0" * 64, other.token):
            assert 403 == client.post("/data/example", data={"token": token, "name": "anquan"}).status_code


def test_every_page_has_its_headers(client: Client) -> None:
    for path in ("/data", "/static/page.css", "/nowhere"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_no_page_has_a_script_or_style_within(client: Client) -> None:
    number = client.give(EXAMPLE)
    for path in ("/data", f"/data/{number}", f"/data/{number}/papers", "/batches"):
        text = client.get(path).text
        assert 1 == text.count("<script")
        assert [] == [word for word in ("<style", " style=", " onclick=", "javascript:") if word in text]


def test_a_name_is_never_a_path(server: Server, client: Client) -> None:
    number = client.give(("../../../../etc/passwd\0.xlsx", EXAMPLE.read_bytes()))
    (kept,) = (server.folder / "data" / "datasets" / str(number)).iterdir()
    assert kept.name.endswith(".xlsx")
    for path in ("/static/..%2f..%2fwording/notice.txt", "/batches/1/files/..%2f..%2fsecret", "/data/../../secret"):
        assert client.get(path).status_code in (404, 422)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("数据.xlsx", b"%PDF-1.7"),
        ("数据.xlsx", b"MZ" + bytes(100)),
        ("数据.exe", b"PK\x03\x04"),
        ("数据.html", b"<script>"),
        ("数据.yaml", b"PK\x03\x04"),
        ("数据.json", bytes(50)),
        ("数据.xlsx", b""),
    ],
)
def test_a_file_is_known_by_its_content(client: Client, name: str, content: bytes) -> None:
    assert 415 == client.send_form("/data", (name, content)).status_code


def workbook(**parts: bytes) -> bytes:
    """The example with parts of its archive replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(EXAMPLE) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.replace("/", "_").partition(".")[0], old.read(name)))
    return made.getvalue()


def test_a_zip_bomb_is_a_problem_and_no_more(client: Client) -> None:
    number = client.give(("炸弹.xlsx", workbook(xl_worksheets_sheet1=bytes(400 << 20))))
    assert "还不能用" in client.get(f"/data/{number}").text


def test_xml_entities_are_not_resolved(client: Client) -> None:
    sheet = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><a>&e;</a></worksheet>'
    number = client.give(("实体.xlsx", workbook(xl_worksheets_sheet1=sheet)))
    assert "root:" not in client.get(f"/data/{number}").text
    assert "还不能用" in client.get(f"/data/{number}").text


def test_what_data_says_is_text(client: Client) -> None:
    text = (EXAMPLE.parent / "dataset.yaml").read_text(encoding="utf-8")
    hostile = text.replace("岚川能源集团2024年冬季安全生产大检查", "<script>alert(1)</script>{{ 7*7 }}")
    assert hostile != text
    page = client.get(f"/data/{client.give(('敌意.yaml', hostile.encode()))}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(
            b"POST /data HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            b"Content-Length: %d\r\n\r\n" % (LARGEST + 1)
        )
        assert line.recv(100).startswith(b"HTTP/1.1 413")


def test_a_file_that_hides_its_length_is_cut_off(client: Client) -> None:
    def endless() -> object:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nPK\x03\x04'
        for _ in range((LARGEST >> 20) + 2):
            yield bytes(1 << 20)

    headers = {"content-type": "multipart/form-data; boundary=x"}
    try:
        answer = client.post("/data", content=endless(), headers=headers)  # type: ignore[arg-type]
    except httpx.WriteError:
        return  # the server has hung up
    assert 413 == answer.status_code


def test_the_data_folder_is_of_its_user_alone(server: Server) -> None:
    folder: Path = server.folder / "data"
    assert 0o700 == folder.stat().st_mode & 0o777
    assert 0o600 == (folder / "secret").stat().st_mode & 0o777
