"""What an office gives to make its papers by: 版式, 套打, own Word templates; as the command knows them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Page

from tests.web.conftest import EXAMPLE, ROOT, Client, Server
from tests.web.test_preview import place_of

STANDARD = ROOT / "data_examples" / "版式示例.yaml"
TEMPLATE = ROOT / "data_examples" / "templates" / "整改提醒通知.docx"
LARGE = ROOT / "data_examples" / "huitoukan" / "dataset.xlsx"
NAME = "青石县委办公室版式"
OFFERED = re.compile(r'<option value="(own-\d+)"( selected)?>([^<]*)<')


@pytest.fixture(autouse=True)
def taken_back(client: Client) -> None:
    """What earlier tests have given to the same server is offered no more: it may be of the same name."""
    for number in re.findall(r"/own/(\d+)/gone", client.get("/own").text):
        client.send_form(f"/own/{number}/gone")


def given(client: Client, what: str, file: Path | tuple[str, bytes]) -> int:
    """Give a file of the office's own; its number."""
    answer = client.send_form(f"/own/{what}", file)
    assert 200 == answer.status_code, answer.text
    return max(int(number) for number in re.findall(r"/own/(\d+)/file", answer.text))


def standards_in(page: str) -> dict[str, str]:
    """The 版式 of the office's own that a page offers, by the values of the choice."""
    return {value: shown for value, _, shown in OFFERED.findall(page)}


def without_units(folder: Path) -> Path:
    """The example of a 版式 without the units of another dataset."""
    target = folder / "版式.yaml"
    target.write_text(STANDARD.read_text(encoding="utf-8").partition("单位:")[0], encoding="utf-8")
    return target


def made(client: Client, server: Server, number: int, **choice: object) -> tuple[str, Path]:
    """The page of a batch that has been made, and the folder of its campaign."""
    batch = client.send_form(f"/data/{number}/papers", **choice).url.path
    page = client.wait(batch, "data-live")
    assert "做完了" in page, page
    return page, server.folder / "data" / "campaigns" / str(number)


def standard_of(folder: Path) -> dict[str, Any]:
    """What the manifest of a folder says of the 版式."""
    first = (folder / "manifest.jsonl").read_text(encoding="utf-8").partition("\n")[0]
    return dict(json.loads(first)["standard"])


def test_an_own_standard_is_chosen_remembered_and_taken_back(
    server: Server, client: Client, page: Page, tmp_path: Path
) -> None:
    number = client.give(EXAMPLE)
    own = given(client, "standard", without_units(tmp_path))
    page.goto(f"{server.address}/data/{number}/papers?kind=bulletin")
    page.get_by_text("更多").click()
    page.get_by_label("版式").select_option(f"own-{own}")
    page.wait_for_url(f"**standard=own-{own}")
    page.locator(".papers a").first.click()
    page.get_by_text(f"版式：{NAME}").wait_for()
    page.get_by_role("button", name="生成这一件").click()
    page.get_by_text("做完了").wait_for()
    page.get_by_text(f"版式：{NAME}").wait_for()
    folder = server.folder / "data" / "campaigns" / str(number)
    assert (NAME, False) == tuple(standard_of(folder / "送审稿")[key] for key in ("name", "preprinted"))

    for path in ("papers", "issue"):
        assert (f"own-{own}", " selected", NAME) in OFFERED.findall(client.get(f"/data/{number}/{path}").text)
    client.send_form(f"/own/{own}/gone")
    assert {} == standards_in(client.get(f"/data/{number}/papers").text)
    assert 422 == client.send_form(f"/data/{number}/papers", kind="bulletin", standard=f"own-{own}").status_code


def test_papers_for_red_header_paper_lie_apart(server: Server, client: Client) -> None:
    number = client.give(EXAMPLE)
    _, folder = made(client, server, number, kind="bulletin")
    before = {path: path.read_bytes() for path in (folder / "送审稿").rglob("*") if path.is_file()}
    page, _ = made(client, server, number, kind="bulletin", preprinted="on")
    assert "套打，标志和红线留白" in page
    assert standard_of(folder / "套打送审稿")["preprinted"] is True
    assert before == {path: path.read_bytes() for path in (folder / "送审稿").rglob("*") if path.is_file()}
    assert "checked> 印在现成的红头纸上" not in client.get(f"/data/{number}/papers").text


def test_what_is_issued_for_red_header_paper_has_its_number_too(tmp_path: Path) -> None:
    with Server(tmp_path) as server, Client(server.address) as client:
        number = client.give(EXAMPLE)
        asked = {"kind": "feedback", "signer": "乔望舒", "date": "2024-12-27", "preprinted": "on"}
        assert "能签发 6 件" in client.get(f"/data/{number}/issue", params=asked).text
        page = client.wait(client.send_form(f"/data/{number}/issue", **asked).url.path, "data-live")
        assert "签发 6 件，记入登记簿" in page
        assert "套打，标志和红线留白" in page
        assert standard_of(tmp_path / "data" / "campaigns" / str(number) / "正式稿")["preprinted"] is True


def test_a_standard_with_faults_is_refused_with_all_of_them(client: Client) -> None:
    answer = client.send_form("/own/standard", ("坏.yaml", "红线粗细: 99\n没有: 1\n".encode()))
    assert 422 == answer.status_code
    assert all(word in answer.text for word in ("红线粗细", "没有这一项"))
    assert 415 == client.send_form("/own/standard", ("版式.yaml", b"PK\x03\x04")).status_code


def test_a_standard_for_units_that_the_data_does_not_have_makes_nothing(client: Client) -> None:
    number = client.give(EXAMPLE)
    own = given(client, "standard", STANDARD)
    choice = {"kind": "bulletin", "standard": f"own-{own}"}
    page = client.get(f"/data/{number}/papers", params=choice).text
    assert "这个版式不能用于这份数据" in page
    assert "数据的单位表中没有“石桥区”" in page
    assert "formmethod" not in page
    refused = client.send_form(f"/data/{number}/papers", **choice)
    assert 422 == refused.status_code
    assert "数据的单位表中没有“石桥区”" in refused.text


def test_a_preview_without_pages_says_why_and_a_standard_that_made_nothing_is_not_remembered(client: Client) -> None:
    number = client.give(EXAMPLE)
    own = given(client, "standard", STANDARD)
    preview = place_of(client, number, "bulletin", "汇总")
    refused = client.get(preview, params={"standard": f"own-{own}"}).text
    assert "<svg" not in refused
    for said in ("做不出这一件，原因和改法见列出的问题", f"没有“石桥区”，版式“{NAME}”却", "回到选版式的地方换一个"):
        assert said in refused
    batch = client.send_form(preview, standard=f"own-{own}").url.path
    failed = client.wait(batch, "data-live")
    assert "没有做成" in failed
    assert "数据的单位表中没有“石桥区”" in failed
    assert "<svg" in client.get(preview).text


def test_own_files_of_the_same_name_are_told_apart(client: Client, tmp_path: Path) -> None:
    number = client.give(EXAMPLE)
    first, mended = given(client, "standard", STANDARD), given(client, "standard", without_units(tmp_path))
    both = {f"own-{each}": f"{NAME}（{each} 号）" for each in (first, mended)}
    assert both == standards_in(client.get(f"/data/{number}/papers").text)
    assert all(shown in client.get("/own").text for shown in both.values())
    preview = client.get(place_of(client, number, "bulletin", "汇总"), params={"standard": f"own-{mended}"}).text
    assert f"版式：{NAME}（{mended} 号）" in preview
    client.send_form(f"/own/{first}/gone")
    assert {f"own-{mended}": NAME} == standards_in(client.get(f"/data/{number}/papers").text)


def test_an_own_template_makes_a_paper_for_each_unit(server: Server, client: Client, page: Page) -> None:
    number = client.give(LARGE)
    own = given(client, "template", TEMPLATE)
    page.goto(f"{server.address}/data/{number}/template")
    page.get_by_label("模板").select_option(str(own))
    page.get_by_text("将做 64 件").wait_for()
    page.locator("select[name=unit]").select_option("石桥区")
    page.get_by_role("button", name="生成这 1 件").click()
    page.get_by_text("做完了").wait_for()
    assert "模板“整改提醒通知”；石桥区" in page.locator("h1").inner_text()
    (file,) = (server.folder / "data" / "campaigns" / str(number) / "送审稿" / "石桥区").glob("*.docx")
    assert "石桥区" in "".join(each.text for each in Document(str(file)).paragraphs)
    assert file.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


def test_a_template_that_does_not_suit_the_data_is_told_before_anything_is_made(client: Client) -> None:
    number = client.give(EXAMPLE)
    own = given(client, "template", TEMPLATE)
    page = client.get(f"/data/{number}/template", params={"template": own}).text
    assert "这个模板不能用于这份数据" in page
    assert "领导班子台账" in page
    assert 422 == client.send_form(f"/data/{number}/template", template=own).status_code


def test_a_template_with_faults_is_not_taken_in(client: Client, tmp_path: Path) -> None:
    bad = Document()
    bad.add_paragraph("{{ 单位.没有这个 }}")
    bad.save(str(tmp_path / "坏.docx"))
    answer = client.send_form("/own/template", tmp_path / "坏.docx")
    assert (422, True) == (answer.status_code, "没有收下" in answer.text)
