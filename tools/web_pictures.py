"""Pictures of the office's page for its handbook: `python -m tools.web_pictures` drives chromium, writes docs/web/."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import httpx
from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "docs" / "web"
_PORT: Final = 8765
_HOME: Final = f"http://127.0.0.1:{_PORT}"


def main() -> None:
    """Start a page on an empty folder, walk through it, keep what is seen."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = {"DOCGEN_DATA": f"{folder}/data", "DOCGEN_REGISTER": f"{folder}/book.sqlite"}
        command = [Path(sys.executable).parent / "docgen", "serve", "--port", str(_PORT)]
        environment = {**os.environ, **settings, "XDG_CONFIG_HOME": folder}
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait()
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                _walk(browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN"))
                browser.close()
        finally:
            server.terminate()
            server.wait()


def _wait() -> None:
    while True:
        try:
            httpx.get(f"{_HOME}/data")
            return
        except httpx.TransportError:
            time.sleep(0.2)


def _walk(page: Page) -> None:
    page.goto(_HOME)
    _keep(page, "data")
    page.get_by_role("button", name="打开示例：安全检查").click()
    page.get_by_role("link", name="选文种与单位").wait_for()
    _keep(page, "problems")
    page.get_by_role("link", name="选文种与单位").click()
    page.get_by_role("checkbox", name="情况报告").check()
    page.get_by_text("将做 9 件").wait_for()
    _keep(page, "papers")
    page.locator(".papers a").first.click()
    page.locator(".spot.figure").first.click()
    page.locator("#cells dd").first.wait_for()
    page.wait_for_timeout(1500)
    _keep(page, "preview")
    page.get_by_role("link", name="改措辞").first.click()
    page.wait_for_timeout(1500)
    _keep(page, "wording")
    page.go_back()
    page.get_by_role("button", name="生成这一件").click()
    page.get_by_text("做完了").wait_for()
    _keep(page, "batch")
    page.goto(f"{_HOME}/data/1/issue?kind=feedback&signer=乔望舒&date=2024-12-27")
    _keep(page, "issue")
    page.get_by_role("button", name="签发这").click()
    page.get_by_text("做完了").wait_for()
    page.goto(f"{_HOME}/register")
    _keep(page, "register")
    page.goto(f"{_HOME}/data/1/progress")
    _keep(page, "progress")
    page.goto(f"{_HOME}/check")
    page.get_by_label("稿件", exact=True).fill((ROOT / "data_examples/drafts/会议纪要.txt").read_text(encoding="utf-8"))
    page.get_by_label("红头").fill("清河市图书馆会议纪要")
    page.get_by_role("button", name="排版").click()
    page.wait_for_timeout(2500)
    _keep(page, "format")


def _keep(page: Page, name: str) -> None:
    """What is on the screen, at two thirds of the size: legible, and small in the repository."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    small = picture.resize((picture.width * 2 // 3, picture.height * 2 // 3), Image.Resampling.LANCZOS)
    # Drawn together by likeness, 256 tints keep the rare red and the grounds as they are.
    tinted = small.quantize(256, Image.Quantize.MEDIANCUT, kmeans=4, dither=Image.Dither.NONE)
    tinted.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
