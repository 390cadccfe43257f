"""What every request passes before a page sees it: whose it is to ask, how much it may send, how long it may take.

Without accounts there is nobody to tell apart, so only this machine may ask: a Host that is not loopback (DNS
rebinding) and any header of a proxy (nginx in front) are refused. What a browser sends from another site is refused in
either mode.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

__all__ = ["LARGEST", "Guard"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Bytes that a request may have.
LARGEST: Final = 32 << 20
#: Seconds in which a request must have come whole.
_PATIENCE: Final = 60.0

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
_FORWARDED: Final = (
    b"forwarded",
    b"x-forwarded",
    b"x-real-ip",
    b"x-original",
    b"via",
    b"cf-connecting-ip",
    b"true-client-ip",
)
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS: Final = (
    (
        b"content-security-policy",
        b"default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        b"frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


class _RefusedError(Exception):
    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


class Guard:
    """ASGI middleware. `accounts`: people log in, so requests may come from elsewhere by a proxy that is trusted.

    `patience`: seconds in which a request must have come whole.
    """

    def __init__(self, app: App, *, accounts: bool, patience: float = _PATIENCE) -> None:
        self._app = app
        self._patience = patience
        self._accounts = accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def answered(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                there = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in _HEADERS if each[0] not in there)]
                if b"cache-control" not in there:
                    message["headers"].append((b"cache-control", b"no-store"))
            await send(message)

        try:
            self._look_at(scope)
            await self._app(scope, _limited(receive, self._patience), answered)
        except _RefusedError as refusal:
            if not begun:
                await _answer(answered, refusal)

    def _look_at(self, scope: Scope) -> None:
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        given = dict(headers)
        host = given.get(b"host", b"").decode("latin-1")
        if not self._accounts:
            if _without_port(host) not in _LOOPBACK:
                raise _RefusedError(421, "只能从本机打开：请在这台电脑上用 http://127.0.0.1 开头的地址。")
            if any(name.lower().startswith(_FORWARDED) for name, _ in headers):
                raise _RefusedError(
                    403, "没有开通账户时，不接受代理转来的请求。要给别的电脑用，请先开通账户（见部署说明）。"
                )
        if scope["method"] not in _SAFE and _from_elsewhere(given, host):
            raise _RefusedError(403, "请求来自别的网站，没有执行。")
        length = given.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > LARGEST:
            raise _RefusedError(413, f"文件太大：一次最多 {LARGEST >> 20} MB。")


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name.lower() if colon and port.isdigit() else host.lower()


def _from_elsewhere(given: dict[bytes, bytes], host: str) -> bool:
    """Whether a browser says that another site asks; programs (curl, httpx) say nothing of the sort."""
    if given.get(b"sec-fetch-site", b"same-origin") not in (b"same-origin", b"none"):
        return True
    origin = given.get(b"origin", b"").decode("latin-1")
    return bool(origin) and origin.partition("://")[2].lower() != host.lower()


def _limited(receive: Receive, patience: float) -> Receive:
    """A receiver that counts what comes and how long it takes, whatever the headers promised."""
    left, until = LARGEST, asyncio.get_running_loop().time() + patience
    whole = False

    async def received() -> Message:
        nonlocal left, whole
        if whole:
            return await receive()  # now it only tells when the other side has gone
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError as error:
            raise _RefusedError(408, "文件传得太慢，没有收完。请检查网络后再试。") from error
        left -= len(message.get("body", b""))
        if left < 0:
            raise _RefusedError(413, f"文件太大：一次最多 {LARGEST >> 20} MB。")
        whole = not message.get("more_body", False)
        return message

    return received


async def _answer(send: Send, refusal: _RefusedError) -> None:
    body = refusal.words.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
