"""A dataset given, mended and given again."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook

from tests.web.conftest import EXAMPLE, ROOT, Client, Server

LARGE = ROOT / "data_examples" / "huitoukan" / "dataset.xlsx"


def broken(target: Path) -> Path:
    """The example with three mistakes."""
    book = load_workbook(EXAMPLE)
    ledger = book["隐患整改台账"]
    ledger["L5"] = "2024年11月31日"
    ledger["A6"] = "第九煤矿"
    book["会议"]["C2"] = "昨天"
    book.save(target)
    return target


def test_problems_stand_in_their_rows_and_are_gone_when_mended(client: Client, tmp_path: Path) -> None:
    number = client.give(broken(tmp_path / "数据.xlsx"))
    page = client.get(f"/data/{number}").text
    assert "错误 3 处" in page
    assert "隐患整改台账　第 5 行" in page
    assert 'class="at wrong">2024年11月31日' in page

    mended = client.give(EXAMPLE, previous=number)
    page = client.get(f"/data/{mended}").text
    assert "改好了 3 处" in page
    assert "已有更新的一版" in client.get(f"/data/{number}").text


def test_the_copy_with_comments_and_the_empty_workbook(client: Client, tmp_path: Path) -> None:
    number = client.give(broken(tmp_path / "数据.xlsx"))
    copy = load_workbook(io.BytesIO(client.get(f"/data/{number}/commented.xlsx").content))
    assert copy["隐患整改台账"]["L5"].comment is not None

    empty = client.get("/data/empty.xlsx")
    page = client.get(f"/data/{client.give(('空白.xlsx', empty.content))}").text
    assert "没有错误" in page


def test_what_is_no_workbook_is_told(client: Client) -> None:
    number = client.give(("坏的.xlsx", b"PK\x03\x04 no archive"))
    page = client.get(f"/data/{number}").text
    assert "还不能用" in page


def test_nobody_waits_for_what_is_being_read_for_another(client: Client) -> None:
    mine = client.give(EXAMPLE)
    for _ in range(2):
        client.send_form("/data", LARGE)
    for page in ("progress", "papers/0"):
        assert 200 == client.get(f"/data/{mine}/{page}").status_code
    states = {each["id"]: each["state"] for each in client.get("/api/v1/datasets").json()}
    assert {"waiting", "foreseeing"} & {states[mine + 1], states[mine + 2]}
    for number in (mine + 1, mine + 2):
        client.wait(f"/data/{number}", "data-live")


def test_what_was_being_read_when_the_server_stopped_is_read_by_the_next(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        with Client(server.address) as client:
            number = int(client.send_form("/data", LARGE).url.path.rpartition("/")[2])
            client.until(f"/data/{number}", "正在算能做哪些件")
        server.stop()
        server.start()
        with Client(server.address) as client:
            assert "选文种与单位" in client.wait(f"/data/{number}", "data-live")
