"""Papers are signed: numbers are shown, then given, entered, searched, made void, exported."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

from openpyxl import load_workbook
from playwright.sync_api import Page

from tests.web.conftest import EXAMPLE, Client, Server

DAY = "2024-12-27"


def test_from_the_choice_to_the_register(tmp_path: Path, page: Page) -> None:
    with Server(tmp_path) as server, Client(server.address) as client:
        number = client.give(EXAMPLE)
        page.goto(f"{server.address}/data/{number}/issue")
        page.get_by_role("checkbox", name="反馈函").check()
        page.get_by_label("签发人").fill("乔望舒")
        page.get_by_label("签发日期").fill(DAY)
        page.get_by_role("button", name="看看编什么号").click()
        shown = page.locator("table.list tbody tr td:first-child").all_inner_texts()
        assert "登记簿里还没有文号" in client.get("/register").text

        page.get_by_role("button", name=f"签发这 {len(shown)} 件").click()
        page.get_by_text("做完了").wait_for()
        page.get_by_text(f"签发 {len(shown)} 件，记入登记簿").wait_for()
        signed = urlsplit(page.url).path
        page.goto(f"{server.address}/register")
        assert sorted(shown) == sorted(page.locator("table.list tbody tr td:first-child").all_inner_texts())

        page.get_by_text("作废…").first.click()
        page.get_by_label("的原因").first.fill("=HYPERLINK(1)")
        page.get_by_role("button", name="作废").first.click()
        page.get_by_text("作废：=HYPERLINK(1)").wait_for()
        found = client.get("/register", params={"state": "void"}).text
        assert 1 == len(re.findall(r'<tr class="not">', found))

        printed = zipfile.ZipFile(io.BytesIO(client.get(f"{signed}/print.zip").content))
        listed = load_workbook(io.BytesIO(printed.read("打印清单.xlsx")))
        said = [cell.value for sheet in listed for row in sheet for cell in row]
        assert 1 == said.count("文号已经作废")

        book = load_workbook(io.BytesIO(client.get("/register/export.xlsx").content))
        formulas = [cell.value for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
        assert [] == formulas
        assert client.get("/register/export.pdf").content.startswith(b"%PDF")


def test_what_was_used_elsewhere_is_taken_in_or_told_by_its_rows(client: Client) -> None:
    bad = client.send_form("/register/import", ("旧簿.csv", "文号,标题\n青办发〔2024〕七号x,坏的\n".encode()))
    assert 422 == bad.status_code
    assert "旧簿.csv" in bad.text
    client.send_form("/register/import", ("旧簿.csv", "文号,标题\n青办发〔2024〕7号,旧的\n".encode()))
    assert "青办发〔2024〕7号" in client.get("/register", params={"q": "旧的"}).text


def test_a_day_that_is_none_is_told(client: Client) -> None:
    number = client.give(EXAMPLE)
    asked = {"kind": "feedback", "signer": "乔望舒", "date": "2024-13-40"}
    assert "不是有效日期" in client.get(f"/data/{number}/issue", params=asked).text
    assert 422 == client.send_form(f"/data/{number}/issue", **asked).status_code
