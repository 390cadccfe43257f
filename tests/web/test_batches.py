"""Batches outlive the page, the server and its death."""

from __future__ import annotations

import io
import signal
import sqlite3
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from tests.web.conftest import EXAMPLE, Client, Server


def begun(client: Client, number: int, **choice: object) -> str:
    """The page of a batch that has been asked for."""
    answer = client.send_form(f"/data/{number}/papers", **choice)
    assert 200 == answer.status_code, answer.text
    return answer.url.path


def test_a_unit_its_zip_and_its_print_file(client: Client) -> None:
    number = client.give(EXAMPLE)
    batch = begun(client, number, unit="第一煤矿", kind=["report", "supervision"], format=["docx", "pdf"])
    page = client.wait(batch, "data-live")
    assert "做完了" in page

    names = zipfile.ZipFile(io.BytesIO(client.get(f"{batch}/set.zip").content)).namelist()
    assert {"第一煤矿"} == {name.partition("/")[0] for name in names}
    printed = zipfile.ZipFile(io.BytesIO(client.get(f"{batch}/print.zip").content)).namelist()
    assert {"打印文件.pdf", "打印清单.xlsx"} == set(printed)
    again = client.wait(begun(client, number, unit="第一煤矿", kind="report"), "data-live")
    assert "没有变，没有重做" in again


def test_print_files_asked_for_at_the_same_time_are_each_batchs_own(server: Server, client: Client) -> None:
    number = client.give(EXAMPLE)
    batches = [begun(client, number, unit=unit, kind="report", format="pdf") for unit in ("第一煤矿", "第二煤矿")]
    for batch in batches:
        assert "做完了" in client.wait(batch, "data-live")
    alone = [client.get(f"{batch}/print.zip").content for batch in batches]
    assert alone[0] != alone[1]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda batch: client.get(f"{batch}/print.zip"), batches * 6))
    assert {200} == {answer.status_code for answer in answers}
    assert [True] * 12 == [answer.content == one for answer, one in zip(answers, alone * 6, strict=True)]
    benches = server.folder / "data" / "taking"
    latest = time.monotonic() + 10
    while any(benches.iterdir()) and time.monotonic() < latest:  # each goes once its answer has been sent
        time.sleep(0.05)
    assert [] == list(benches.iterdir())
    assert [] == list((server.folder / "data" / "campaigns").glob("*/打印"))


def test_not_yet_made_are_those_of_which_nothing_was_made(client: Client) -> None:
    number = client.give(EXAMPLE)
    client.wait(begun(client, number, kind="bulletin"), "data-live")
    left = client.get(f"/data/{number}/papers", params={"kind": "bulletin", "state": "new"}).text
    assert "将做 0 件" in left


def test_a_batch_is_cancelled_and_goes_on(client: Client) -> None:
    number = client.give(EXAMPLE)
    batch = begun(client, number, kind="ledger")
    client.send_form(f"{batch}/cancel")
    page = client.wait(batch, "data-live")
    assert "已取消" in page
    client.send_form(f"{batch}/resume")
    assert "做完了" in client.wait(batch, "data-live", 300)


def test_a_batch_outlives_the_death_of_its_server(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        with Client(server.address) as client:
            batch = begun(client, client.give(EXAMPLE), kind=["report", "supervision"])
            client.until(batch, "个文件")  # some papers are refused, which leaves nothing to keep
        server.stop(signal.SIGKILL)
        server.start()
        with Client(server.address) as client:
            page = client.wait(batch, "data-live", 300)
    assert "做完了" in page
    kept = "SELECT count(*) FROM made WHERE note = '没有变，没有重做'"
    with closing(sqlite3.connect(tmp_path / "data" / "docgen.sqlite")) as database:
        assert database.execute(kept).fetchone()[0] > 0
