"""`docgen`: the commands put together, and the one place where a run begins and ends."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Annotated

import typer
from typer.exceptions import TyperException

import docgen
from docgen.cli import (
    account,
    batch,
    check,
    convert,
    diff,
    doctor,
    fields,
    format,
    issue,
    kinds,
    register,
    render,
    serve,
    standard,
    template,
    validate,
    verify,
    word,
    wording,
)
from docgen.cli import print as printing
from docgen.cli.chinese import ChineseCommand, ChineseGroup, usage_error
from docgen.cli.speech import EXIT_CODES, ExitCode, asked_wrongly, finish, say, tell, use_utf8
from docgen.refusals import defect

__all__ = ["app", "main"]

app = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=f"每个命令的用法：docgen 命令 --help。{EXIT_CODES}",
)
for command in (
    batch.batch,
    issue.issue,
    render.render,
    validate.validate,
    check.check,
    word.pdf,
    verify.verify,
    convert.convert,
    fields.fields,
    diff.diff,
    kinds.kinds,
    doctor.doctor,
    serve.serve,
):
    app.command(command.__name__, cls=ChineseCommand, epilog=EXIT_CODES)(command)
app.command("print", cls=ChineseCommand, epilog=EXIT_CODES)(printing.print_)
app.command("format", cls=ChineseCommand, epilog=EXIT_CODES)(format.format_)
standards = typer.Typer(cls=ChineseGroup, rich_markup_mode=None, help="查看版式。", epilog=EXIT_CODES)
standards.callback(invoke_without_command=True)(standard.standard)
standards.command("show", cls=ChineseCommand, epilog=EXIT_CODES)(standard.show)
app.add_typer(standards, name="standard")
wordings = typer.Typer(cls=ChineseGroup, rich_markup_mode=None, help="本单位自己的措辞。", epilog=EXIT_CODES)
wordings.callback(invoke_without_command=True)(wording.wording)
for step in (wording.show, wording.edit, wording.diff, wording.reset, wording.lint):
    wordings.command(step.__name__, cls=ChineseCommand, epilog=EXIT_CODES)(step)
app.add_typer(wordings, name="wording")
templates = typer.Typer(cls=ChineseGroup, rich_markup_mode=None, help="检查自己的 Word 模板。", epilog=EXIT_CODES)
templates.callback(invoke_without_command=True)(template.template)
templates.command("lint", cls=ChineseCommand, epilog=EXIT_CODES)(template.lint)
app.add_typer(templates, name="template")
numbers = typer.Typer(
    cls=ChineseGroup, rich_markup_mode=None, help="发文登记簿：查、导出、作废、导入文号。", epilog=EXIT_CODES
)
numbers.callback(invoke_without_command=True)(register.register)
numbers.command("list", cls=ChineseCommand, epilog=EXIT_CODES)(register.list_)
numbers.command("export", cls=ChineseCommand, epilog=EXIT_CODES)(register.export)
numbers.command("void", cls=ChineseCommand, epilog=EXIT_CODES)(register.void)
numbers.command("import", cls=ChineseCommand, epilog=EXIT_CODES)(register.import_)
app.add_typer(numbers, name="register")
accounts = typer.Typer(cls=ChineseGroup, rich_markup_mode=None, help="网页的用户。", epilog=EXIT_CODES)
accounts.callback(invoke_without_command=True)(account.account)
accounts.command("add", cls=ChineseCommand, epilog=EXIT_CODES)(account.add)
app.add_typer(accounts, name="account")


@app.callback(invoke_without_command=True)
def docgen_(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本。")] = False,
) -> None:
    """一份数据，生成一个机关的全部公文：DOCX 和 PDF。"""
    if version:
        say(docgen.__version__)
        finish(ExitCode.FINE)
    if ctx.invoked_subcommand is None:
        say(ctx.get_help().rstrip())
        return
    import logging  # not for the help, which is to be quick

    logging.disable()  # libraries' own words are not for staff; what matters comes back as problems


def main() -> None:
    """Run a command; nothing a person can type or feed ends in a traceback."""
    use_utf8()
    for ending in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ending) is not signal.SIG_IGN:  # under nohup a batch outlives its window
            signal.signal(ending, _interrupt)
    if sys.argv[1:] in ([], ["--help"]):
        _forget_parameters(app)
    command = typer.main.get_command(app)
    try:
        code = command.main(prog_name="docgen", standalone_mode=False)
    except TyperException as error:
        tell([asked_wrongly(*usage_error(error))])
        code = ExitCode.ASKED_WRONGLY
    except (KeyboardInterrupt, typer.Abort):
        code = ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a defect is told in one line, as all else
        tell([defect(error, "没有做完")])
        code = ExitCode.ENVIRONMENT
    if code == ExitCode.INTERRUPTED:
        tell(["已中断，没有留下写了一半的文件。"])
    sys.exit(code)


def _forget_parameters(group: typer.Typer) -> None:
    """Leave names and descriptions of commands only: their list shows no more, and typer takes as long to read all
    parameters as to be imported.
    """
    for command in group.registered_commands:

        def bare() -> None: ...

        bare.__name__, bare.__doc__ = getattr(command.callback, "__name__", ""), command.callback.__doc__
        command.callback = bare
    for inner in group.registered_groups:
        if inner.typer_instance:
            _forget_parameters(inner.typer_instance)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
