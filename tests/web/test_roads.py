"""A clerk's roads through the pages, in a real browser."""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path

from playwright.sync_api import Page
from pypdfium2 import PdfDocument

from tests.web.conftest import EXAMPLE, Client, Server, ask_for_numbers
from tests.web.test_data import broken

MOST_CLICKS = 10
FIVE = ("第一煤矿", "第二煤矿", "洗选中心", "热电公司", "化工公司")


def test_from_the_first_page_to_a_downloaded_pdf_in_few_clicks(server: Server, page: Page, tmp_path: Path) -> None:
    clicks = 0

    def click(role: str, name: str) -> None:
        nonlocal clicks
        page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        clicks += 1

    page.goto(server.address)
    click("button", "打开示例：安全检查")
    click("link", "选文种与单位")
    click("checkbox", "抽查通报")
    page.get_by_text("将做 1 件").wait_for()
    click("button", "生成这 1 件")
    page.get_by_text("做完了").wait_for()
    with page.expect_download() as download:
        click("link", "PDF")
    download.value.save_as(tmp_path / "paper.pdf")

    assert clicks <= MOST_CLICKS
    assert "抽查通报" in download.value.suggested_filename
    assert "冬季" in PdfDocument(tmp_path / "paper.pdf")[0].get_textpage().get_text_range()


def test_the_same_road_by_keyboard_alone(server: Server, page: Page) -> None:
    def press_on(name: str, key: str = "Enter") -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if name in page.evaluate("(document.activeElement.closest('label') || document.activeElement).textContent"):
                page.keyboard.press(key)
                return
        raise AssertionError(f"{name} is not reached")

    page.goto(server.address)
    press_on("打开示例：安全检查")
    page.get_by_role("link", name="选文种与单位").wait_for()
    press_on("选文种与单位")
    page.get_by_role("checkbox", name="反馈函").wait_for()
    press_on("反馈函", "Space")
    page.get_by_text("将做 6 件").wait_for()
    press_on("生成这 6 件")
    page.get_by_text("做完了").wait_for()


def test_a_workbook_is_given_by_choosing_and_by_dropping_it(server: Server, page: Page) -> None:
    page.goto(server.address)
    page.get_by_label("选择文件").set_input_files(EXAMPLE)
    page.get_by_role("link", name="选文种与单位").wait_for()

    page.goto(server.address)
    content = base64.b64encode(EXAMPLE.read_bytes()).decode()
    dropped = page.evaluate_handle(
        """content => {
            const given = new DataTransfer();
            given.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], "拖来的.xlsx"));
            return given;
        }""",
        content,
    )
    page.dispatch_event("form[data-drop]", "drop", {"dataTransfer": dropped})
    page.get_by_text("拖来的.xlsx，").wait_for()


def test_the_whole_road_from_three_mistakes_to_the_register(tmp_path: Path, page: Page) -> None:
    with Server(tmp_path) as server:
        page.goto(server.address)
        page.get_by_label("选择文件").set_input_files(broken(tmp_path / "数据.xlsx"))
        page.get_by_text("错误 3 处").wait_for()
        assert 3 == page.locator("td.at.wrong").count()
        page.get_by_label("选择文件").set_input_files(EXAMPLE)
        page.get_by_text("改好了 3 处").wait_for()

        page.get_by_role("link", name="选文种与单位").click()
        for unit in FIVE:
            page.get_by_role("searchbox", name="找单位").fill(unit)
            page.locator(f'input[name=unit][value="{unit}"]').check()
        page.get_by_role("checkbox", name="情况报告").check()
        page.get_by_text("将做 5 件").wait_for()
        page.get_by_role("link", name="冬季大检查").first.click()
        page.locator("svg.sheet").first.wait_for()
        page.go_back()
        page.get_by_role("button", name="生成这 5 件").click()
        page.get_by_text("做完了").wait_for()
        with page.expect_download() as download:
            page.get_by_role("link", name="全部下载（ZIP）").click()
        names = zipfile.ZipFile(download.value.path()).namelist()
        assert set(FIVE) == {name.partition("/")[0] for name in names}

        page.get_by_role("link", name="3　签发").click()
        ask_for_numbers(page)
        page.get_by_role("button", name="签发这 6 件").click()
        page.get_by_text("签发 6 件，记入登记簿").wait_for()
        page.get_by_role("link", name="登记簿", exact=True).click()
        assert 6 == page.locator("table.list tbody tr").count()


def test_nothing_is_wider_than_the_screen_of_an_office(server: Server, client: Client, page: Page) -> None:
    client.give(("a" * 200 + ".xlsx", EXAMPLE.read_bytes()))
    page.goto(server.address)
    page.get_by_role("button", name="打开示例：安全检查").click()
    page.get_by_role("link", name="选文种与单位").wait_for()
    data = page.url
    parts = ("", "/papers", "/issue", "/progress", "/papers/3")
    of_data = [data.removeprefix(server.address) + part for part in parts]
    for path in ("/data", "/batches", "/register", "/check", "/issue", "/progress", *of_data):
        page.goto(f"{server.address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1366, path
