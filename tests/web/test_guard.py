"""The guard alone, asked by hand: what takes too long, and what grows too large."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from docgen.web.guard import LARGEST, App, Guard, Message, Receive, Send

HEAD = {"type": "http", "method": "POST", "path": "/data", "headers": [(b"host", b"127.0.0.1")]}


async def swallowing(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    """An application that reads all it is sent."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"taken"})


def answer(app: App, receive: Receive) -> int:
    """The status that comes back."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as beside:  # the browser's driver has a loop of its own in this thread
        beside.submit(lambda: asyncio.run(app(dict(HEAD), receive, send))).result()  # type: ignore[arg-type]
    return int(sent[0]["status"])


def test_what_trickles_in_is_cut_off() -> None:
    async def slowly() -> Message:
        await asyncio.sleep(0.05)
        return {"type": "http.request", "body": b"x", "more_body": True}

    assert 408 == answer(Guard(swallowing, accounts=False, patience=0.3), slowly)


def test_what_grows_too_large_is_cut_off() -> None:
    async def in_lumps() -> Message:
        return {"type": "http.request", "body": bytes(LARGEST // 4), "more_body": True}

    assert 413 == answer(Guard(swallowing, accounts=False), in_lumps)


@pytest.mark.parametrize("accounts", [False, True])
def test_what_comes_whole_and_in_time_is_passed_on(accounts: bool) -> None:
    async def whole() -> Message:
        return {"type": "http.request", "body": b"x", "more_body": False}

    assert 200 == answer(Guard(swallowing, accounts=accounts), whole)
