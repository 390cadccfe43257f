"""The pages of a paper, the cells behind its figures, its wording changed while one looks."""

from __future__ import annotations

import re
import time

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, Route

from tests.web.conftest import EXAMPLE, ROOT, Client, Server

FOLLOWS = 2.0  # seconds


def place_of(client: Client, number: int, kind: str, unit: str) -> str:
    """The page of the first such paper."""
    page = client.get(f"/data/{number}/papers", params={"kind": kind, "unit": unit}).text
    return str(re.findall(r'href="(/data/\d+/papers/\d+)"', page)[0])


def test_a_figure_leads_to_its_cells(server: Server, client: Client, page: Page) -> None:
    number = client.give(EXAMPLE)
    page.goto(server.address + place_of(client, number, "report", "汇总"))
    page.get_by_role("button", name="8，看出自哪些单元格").first.click()
    page.get_by_text("8 由这 8 格算出").wait_for()
    told = page.locator("#cells").inner_text()
    assert "dataset.xlsx › 单位" in told
    sheet = load_workbook(EXAMPLE)["单位"]
    shown = page.locator("#cells dt").all_inner_texts(), page.locator("#cells dd").all_inner_texts()
    assert [(f"N{row} {sheet['N1'].value}", sheet[f"N{row}"].value) for row in range(3, 11)] == list(
        zip(*shown, strict=True)
    )


def test_many_cells_are_counted_and_all_are_shown_when_asked_for(server: Server, client: Client, page: Page) -> None:
    number = client.give(ROOT / "data_examples" / "huitoukan" / "dataset.xlsx")
    page.goto(server.address + place_of(client, number, "report", "汇总"))
    page.get_by_role("button", name="61，看出自哪些单元格").first.click()
    all_of_them = page.get_by_role("link", name=re.compile(r"看全部 \d+ 格"))
    all_of_them.wait_for()
    assert 12 == page.locator("#cells dd").count()
    (count,) = re.findall(r"\d+", all_of_them.inner_text())
    all_of_them.click()
    all_of_them.wait_for(state="detached")
    assert int(count) == page.locator("#cells dd").count()


def test_cells_of_a_wording_that_has_changed_are_not_told(client: Client) -> None:
    address = place_of(client, client.give(EXAMPLE), "report", "汇总")
    for asked in (f"0?of={'0' * 64}", "99999?of=x"):
        answer = client.get(f"{address}/spots/{asked}")
        assert (409, True) == (answer.status_code, "请刷新这一页再点" in answer.text)


def test_a_paper_that_is_rightly_not_made_says_why(client: Client) -> None:
    number = client.give(EXAMPLE)
    refused = client.get(f"/data/{number}/papers", params={"kind": "supervision", "state": "refused"}).text
    (address, *_) = re.findall(r'href="(/data/\d+/papers/\d+)"', refused)
    text = client.get(address).text
    assert all(said in text for said in ("这一件不做，原因见列出的问题", "不发督办通知单"))
    assert "<svg" not in text


def test_every_figure_of_a_paper_is_found_on_its_pages(client: Client) -> None:
    number = client.give(EXAMPLE)
    for kind in ("report", "bulletin", "ledger", "notice"):
        text = client.get(place_of(client, number, kind, "汇总" if kind in ("bulletin", "notice") else "第一煤矿")).text
        assert text.count('class="spot') > 3, kind


def test_no_path_leads_into_the_folder_of_pages(client: Client) -> None:
    for name in ("../secret", "0" * 64, "..%2fsecret"):
        assert 404 == client.get(f"/pages/{name}/0.png").status_code


@pytest.mark.parametrize(("example", "unit"), [("anquan", "第一煤矿"), ("huitoukan", "石桥区")])
def test_the_pages_follow_the_wording(server: Server, client: Client, page: Page, example: str, unit: str) -> None:
    number = client.give(ROOT / "data_examples" / example / "dataset.xlsx")
    address = place_of(client, number, "report", unit)
    page.goto(server.address + address)
    page.get_by_role("link", name="改措辞：单位的情况报告").click()
    wording = page.get_by_label("措辞")
    before = wording.input_value()
    took = []
    for word in ("甲", "乙", "丙"):
        began = time.monotonic()
        wording.fill(before.replace("现将有关情况报告如下", f"现将{word}情况报告如下"))
        page.get_by_text("页面已经跟上").wait_for()
        page.locator("svg.sheet").first.wait_for()
        took.append(time.monotonic() - began)
        page.evaluate("document.querySelector('#state').textContent = ''")
    assert min(took) < FOLLOWS, took


def test_what_is_typed_before_the_script_has_come_is_followed_too(server: Server, client: Client, page: Page) -> None:
    number = client.give(EXAMPLE)
    held: list[Route] = []
    page.route("**/page.js*", lambda route: held.append(route))
    address = f"{server.address}{place_of(client, number, 'report', '第一煤矿')}/wording/report"
    page.goto(address, wait_until="commit")
    wording = page.get_by_label("措辞")
    wording.fill(wording.input_value().replace("现将有关情况报告如下", "现将甲情况报告如下"))
    (script,) = held
    script.continue_()
    page.get_by_text("页面已经跟上").wait_for()


def test_a_wording_is_saved_compared_and_taken_back(server: Server, client: Client, page: Page) -> None:
    number = client.give(EXAMPLE)
    page.goto(f"{server.address}{place_of(client, number, 'report', '第一煤矿')}/wording/report")
    before = page.get_by_label("措辞").input_value()
    page.get_by_label("措辞").fill(before.replace("现将有关情况报告如下", "现将情况汇报如下"))
    page.get_by_role("button", name="保存").click()
    page.get_by_text("与程序原来的措辞相比，改了 1 处").wait_for()
    assert "现将情况汇报如下" in page.locator("ins").inner_text()
    page.get_by_role("button", name="改回程序原来的措辞").click()
    page.get_by_text("与程序原来的措辞相比").wait_for(state="detached")
    assert before == page.get_by_label("措辞").input_value()
    assert list((server.folder / "config" / "docgen" / "wording").glob("report（旧）.txt"))


def test_a_hostile_wording_is_refused_in_time(client: Client) -> None:
    number = client.give(EXAMPLE)
    address = place_of(client, number, "report", "第一煤矿")
    for text in (
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ 活动.__init__.__globals__ }}",
        "{% for a in range(99999999) %}{% for b in range(99999999) %}x{% endfor %}{% endfor %}",
        "{% include '../../secret' %}",
        "{{ 'x' * 999999999 }}",
        "{% set x = cycler.__init__.__globals__.os.popen('id').read() %}{{ x }}",
    ):
        began = time.monotonic()
        for way in ("/try", ""):
            answer = client.send_form(f"{address}/wording/report{way}", text=f"# 标题\n{text}\n")
            assert "做不出这一件" in answer.text, text
        assert time.monotonic() - began < 20
    assert 400 == client.send_form(f"{address}/wording/report/try", text="字" * 2_000_000).status_code


def test_pages_that_were_dropped_meanwhile_are_made_again(server: Server, client: Client) -> None:
    """A preview is remembered for longer than its pages are kept."""
    address = place_of(client, client.give(EXAMPLE), "report", "汇总")
    (picture, *_) = re.findall(r'href="(/pages/[^"]+)"', client.get(address).text)
    first = client.get(picture).content
    for file in (server.folder / "data" / "pages").glob(f"{picture.split('/')[2]}*"):
        file.unlink()
    assert 404 == client.get(picture).status_code
    assert picture in client.get(address).text
    assert first == client.get(picture).content
