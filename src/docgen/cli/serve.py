"""`docgen serve`: the office's page in the browser of this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.speech import asked_wrongly, refuse, say
from docgen.refusals import why

__all__ = ["serve"]

_HOST = "127.0.0.1"
#: Requests at work at once; more are told to come again.
_MOST = 200


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="端口", help="不写为 8000。")] = 8000,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="文件夹", help="网页的数据放在哪里；不写则照设置 DOCGEN_DATA。"),
    ] = None,
) -> None:
    """打开网页：在浏览器里从数据做到打印文件。只有本机能打开；按 Ctrl-C 结束。"""
    import uvicorn

    from docgen.cli.asked import settings_with
    from docgen.cli.machine import require
    from docgen.pipeline import Standards
    from docgen.web.app import application

    settings = settings_with()
    require(["docx", "pdf"], Standards().all, settings.cache)
    root = data or settings.data
    if root is None:
        refuse([asked_wrongly("不知道网页的数据放在哪里。", "请用 --data 写一个文件夹。")])
    try:
        app = application(settings, root)
    except OSError as error:
        refuse([asked_wrongly(f"文件夹 {root} 不能用（{why(error)}）。", "请用 --data 换一个文件夹。")])
    say(f"请在浏览器里打开 http://{_HOST}:{port}/ （数据在 {root}；按 Ctrl-C 结束）")
    uvicorn.run(
        app,
        host=_HOST,
        port=port,
        log_config=None,
        access_log=False,
        proxy_headers=settings.accounts,  # without accounts such requests are refused
        forwarded_allow_ips=_HOST,
        server_header=False,
        limit_concurrency=_MOST,
        timeout_graceful_shutdown=5,
    )
