"""`docgen account add`: the first user of a page with accounts; the others are kept on the page itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.speech import asked_wrongly, nearest, refuse, say
from docgen.refusals import why

__all__ = ["account", "add"]


def account(ctx: typer.Context) -> None:
    """网页的用户。"""
    if ctx.invoked_subcommand is None:
        say(ctx.get_help().rstrip())


def add(
    name: Annotated[str, typer.Argument(metavar="用户名", help="汉字、字母或数字。")],
    role: Annotated[str, typer.Option(metavar="角色", help="经办、审核签发或管理；不写为管理。")] = "管理",
    data: Annotated[
        Path | None, typer.Option("--data", metavar="文件夹", help="网页的数据文件夹；不写则照设置 DOCGEN_DATA。")
    ] = None,
) -> None:
    """加一个用户；密码在这里输入，不显示。"""
    from docgen.cli.asked import settings_with
    from docgen.web.accounts import Accounts, Role, why_weak
    from docgen.web.data_folder import DataFolder
    from docgen.web.storage import Storage

    roles = [each.value for each in Role]
    if role not in roles:
        refuse([asked_wrongly(f"没有“{role}”这个角色。", nearest(role, roles, f"可用的有：{'、'.join(roles)}。"))])
    root = data or settings_with().data
    if root is None:
        refuse([asked_wrongly("不知道网页的数据放在哪里。", "请用 --data 写一个文件夹。")])
    password = typer.prompt("密码", hide_input=True, confirmation_prompt="再输一次")
    if wrong := why_weak(name, password):
        refuse([asked_wrongly(wrong, "请换一个密码。")])
    folder = DataFolder(root)
    try:
        folder.begin()
    except OSError as error:
        refuse([asked_wrongly(f"文件夹 {root} 不能用（{why(error)}）。", "请用 --data 换一个文件夹。")])
    storage = Storage(folder.database)
    storage.prepare()
    accounts = Accounts(storage)
    accounts.prepare()
    if not accounts.add(name, password, Role(role)):
        refuse([asked_wrongly(f"已有用户“{name}”。", "换一个用户名，或在网页的“用户”里重设密码。")])
    accounts.note("命令行", "加用户", f"{name}（{role}）")
    say(f"加好了：{name}（{role}）。")
