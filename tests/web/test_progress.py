"""The campaign at a glance: the same figures as in papers, bars that lead to their rows."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from docgen.facts import Facts, Scope
from docgen.pipeline import load
from tests.web.conftest import EXAMPLE, Client, Server


def test_its_figures_are_those_of_papers(client: Client) -> None:
    dataset = load(EXAMPLE).value
    assert dataset is not None
    facts = Facts(dataset, dataset.campaign.due)
    text = client.get(f"/data/{client.give(EXAMPLE)}/progress").text
    told = dict(re.findall(r"<dt>(.*?)</dt><dd>(?:<a[^>]*>)?(.*?)<", text))
    assert {name: str(facts.of()[name]) for name in ("问题总数", "完成率", "逾期数", "报送率")}.items() <= told.items()


def test_a_bar_leads_to_its_rows(server: Server, client: Client, page: Page) -> None:
    dataset = load(EXAMPLE).value
    assert dataset is not None
    facts = Facts(dataset, dataset.campaign.due)
    page.goto(f"{server.address}/data/{client.give(EXAMPLE)}/progress")
    page.get_by_role("link", name="第一煤矿", exact=True).click()
    page.locator("#rows tbody tr").first.wait_for()
    assert len(facts.items(Scope(unit="第一煤矿"))) == page.locator("#rows tbody tr").count()


def test_another_day_and_a_day_that_is_none(client: Client) -> None:
    number = client.give(EXAMPLE)
    assert "截至 2024-11-20" in client.get(f"/data/{number}/progress", params={"day": "2024-11-20"}).text
    assert 422 == client.get(f"/data/{number}/progress", params={"day": "2024-11-31"}).status_code
