"""A running server on a port of its own, as `docgen serve` starts it, and a real browser."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "data_examples" / "anquan" / "dataset.xlsx"
PROGRAM = Path(sys.executable).parent / "docgen"
TOKEN = re.compile(r'name="token" value="([0-9a-f]{64})"')


def ask_for_numbers(page: Page) -> None:
    """On the page of 签发: what the letters of feedback would be numbered."""
    page.get_by_role("checkbox", name="反馈函").check()
    page.get_by_label("签发人").fill("乔望舒")
    page.get_by_label("签发日期").fill("2024-12-27")
    page.get_by_role("button", name="看看编什么号").click()


@dataclass
class Server:
    """`docgen serve` on a data folder, which outlives it."""

    folder: Path
    port: int = 0
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        names = {"DATA": "data", "REGISTER": "book.sqlite"}
        settings = {f"DOCGEN_{name}": str(self.folder / where) for name, where in names.items()}
        environment = {**os.environ, **settings, "XDG_CONFIG_HOME": str(self.folder / "config"), **self.settings}
        command = [PROGRAM, "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while True:
            try:
                httpx.get(f"{self.address}/data")
                return
            except httpx.TransportError:
                assert self.process.poll() is None, "the server has ended"
                assert time.monotonic() < until, "the server does not answer"
                time.sleep(0.1)

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self, how: int = signal.SIGTERM) -> None:
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait(30)


class Client(httpx.Client):
    """A browser without a screen: it keeps cookies and sends the token of the last page back."""

    def __init__(self, address: str) -> None:
        super().__init__(base_url=address, follow_redirects=True, timeout=60)

    @cached_property
    def token(self) -> str:
        return str(TOKEN.findall(self.get("/data").text)[-1])

    def send_form(self, path: str, file: Path | tuple[str, bytes] | None = None, **fields: object) -> httpx.Response:
        if isinstance(file, Path):
            file = (file.name, file.read_bytes())
        return self.post(path, data={"token": self.token, **fields}, files={"file": file} if file else None)

    def give(self, file: Path | tuple[str, bytes], **fields: object) -> int:
        """Give a dataset, wait until it has been read; its number."""
        answer = self.send_form("/data", file, **fields)
        assert 200 == answer.status_code, answer.text
        number = int(answer.url.path.rpartition("/")[2])
        self.wait(f"/data/{number}", "data-live")
        return number

    def wait(self, path: str, word: str, seconds: float = 120) -> str:
        """A page when the word is gone from it."""
        until = time.monotonic() + seconds
        while word in (text := self.get(path).text):
            assert time.monotonic() < until, text
            time.sleep(0.1)
        return text

    def until(self, path: str, word: str, seconds: float = 120) -> str:
        """A page when the word has come up in it."""
        until = time.monotonic() + seconds
        while word not in (text := self.get(path).text):
            assert time.monotonic() < until, text
            time.sleep(0.05)
        return text


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("web")) as running:
        yield running


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    with Client(server.address) as made:
        yield made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        chromium = shutil.which("chromium")
        assert chromium, "scripts/setup.sh test installs it"
        opened = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window of an office's screen; nothing may go wrong in it unseen."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda asked: faults.append(asked.url) if "//127.0.0.1:" not in asked.url else None)
    yield opened
    context.close()
    assert [] == faults
