"""`docgen register`: the book of document numbers, to look at, to print, to correct, to fill from another book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from docgen.cli.files import opened
from docgen.cli.options import AsJson
from docgen.cli.speech import ExitCode, asked_wrongly, finish, refuse, say, say_json, tell
from docgen.problems import Code, Problem

if TYPE_CHECKING:
    from docgen.dataset.records import Dataset
    from docgen.document import Document
    from docgen.register.book import Register
    from docgen.register.entries import Entry, Number
    from docgen.settings import Settings

__all__ = ["day_of", "export", "import_", "list_", "opened_register", "register", "told_returned", "void"]

_LISTS = ("登记", "分发", "催报")
#: A year that no day is taken to be of: it must be written.
_SOME_YEAR = 2000
_FORMATS = ("xlsx", "docx", "pdf")


def register(ctx: typer.Context) -> None:
    """发文登记簿：查、导出、作废、导入文号。"""
    if ctx.invoked_subcommand is None:
        say(ctx.get_help().rstrip())


def list_(
    series: Annotated[str, typer.Option(metavar="代字", help="只看这个机关代字的，如 青办发。")] = "",
    year: Annotated[int | None, typer.Option(metavar="年份", help="只看这一年的。", min=1900, max=2100)] = None,
    json: AsJson = False,
) -> None:
    """列出登记的文号：已发、作废、退回待用的，以及每个代字编到几号、缺哪几号。"""
    from docgen.register.form import note_of

    entries = _entries(opened_register(), series, year)
    if json:
        say_json([_plain(entry) for entry in entries])
        return
    for entry in entries:
        day = entry.signed_on.isoformat() if entry.signed_on else ""
        said = (str(entry.number), day, entry.signer, entry.title, note_of(entry))
        say("  ".join(part for part in said if part))
    for line in _by_series(entries):
        say(line)
    if not entries:
        say("登记簿里还没有文号。")


def export(
    out: Annotated[Path, typer.Option(metavar="文件", help="写到哪里；格式看扩展名：.xlsx、.docx、.pdf。")],
    list_: Annotated[
        str, typer.Option("--list", metavar="哪一种", help="登记（发文登记表，不写即是）、分发、催报。")
    ] = "登记",
    series: Annotated[str, typer.Option(metavar="代字", help="只要这个机关代字的。")] = "",
    year: Annotated[int | None, typer.Option(metavar="年份", help="只要这一年的。", min=1900, max=2100)] = None,
    number: Annotated[list[str], typer.Option(metavar="文号", help="分发清单只要这几件的；可写多个。")] = [],  # noqa: B006
    dataset: Annotated[
        Path | None, typer.Option(metavar="数据文件", help="单位和报送情况取自哪里；分发、催报要写。")
    ] = None,
    date: Annotated[str, typer.Option(metavar="日期", help="催报算到哪一天；不写为活动的报告截止日期。")] = "",
) -> None:
    """导出发文登记表、分发清单或催报表，可以直接打印。"""
    from docgen import pipeline
    from docgen.cli.asked import dataset_of, settings_with
    from docgen.cli.machine import require
    from docgen.register.form import register_form
    from docgen.standards.gbt9704 import GBT9704

    suffix = out.suffix.lower().removeprefix(".")
    if suffix not in _FORMATS:
        refuse([asked_wrongly(f"不能导出成 {out.name}。", f"扩展名可用的有：{'、'.join(_FORMATS)}。")])
    if list_ not in _LISTS:
        refuse([asked_wrongly(f"没有“{list_}”这一种。", f"可用的有：{'、'.join(_LISTS)}。")])
    if list_ != "登记" and dataset is None:
        refuse([asked_wrongly(f"导出{list_}要用数据，缺少选项 --dataset。", "写数据文件，如 --dataset 数据.xlsx。")])
    settings = settings_with()
    require([suffix], [GBT9704], settings.cache)
    data = dataset_of(dataset) if dataset is not None else None
    if list_ == "催报":
        assert data is not None, "asked for above"
        document = _reminders(data, date)
    else:
        entries = _chosen(_entries(opened_register(settings), series, year), number)
        document = register_form(entries) if data is None or list_ == "登记" else _distribution(data, entries)
    fonts = pipeline.fonts_here(settings.cache, settings.fonts) if pipeline.needs_fonts(suffix) else None
    problems = pipeline.put(out, pipeline.write(document, suffix, fonts=fonts).data)
    tell(problems)
    if problems:
        finish(ExitCode.NOT_MADE)
    say(f"写好了：{out}")


def void(
    number: Annotated[str, typer.Argument(metavar="文号", help="如 青办发〔2024〕7号。")],
    reason: Annotated[str, typer.Option(metavar="原因", help="为什么作废，记在登记簿上（必写）。")],
) -> None:
    """作废一个已发的文号：写明原因，留在登记簿上，不再使用，也不删除。"""
    wanted = _number(number)
    answer = opened_register().void(wanted, " ".join(reason.split()))
    tell(answer.problems)
    if answer.problems:
        finish(ExitCode.NOT_MADE)
    say(f"{wanted}已作废。这个号不再使用；这一件再签发时另编新号。")


def import_(
    file: Annotated[Path, typer.Argument(metavar="文件", help="别处用过的文号，.xlsx 或 .csv，要有“文号”一列。")],
) -> None:
    """导入在别处用过的文号，接着往下编。有一行不对，就一行也不导入，并逐行说明。"""
    from docgen.register.importing import imported

    read = imported(opened(file))
    if read.value is None:
        refuse(read.problems, ExitCode.NOT_MADE)
    book = opened_register()
    answer = book.add(read.value)
    tell(answer.problems)
    if answer.problems:
        finish(ExitCode.NOT_MADE)
    say(f"导入 {len(read.value)} 个文号。")
    series = {(entry.number.series, entry.number.year) for entry in read.value}
    for line in _by_series(entry for entry in _entries(book) if (entry.number.series, entry.number.year) in series):
        say(line)


def opened_register(settings: Settings | None = None) -> Register:
    """The register of the settings; else the command ends."""
    from docgen.cli.asked import settings_with
    from docgen.register.book import opened

    place = (settings or settings_with()).register
    if place is None:
        hint = "用环境变量 DOCGEN_REGISTER 指定一个文件"
        refuse([Problem(code=Code.REGISTER_UNUSABLE, message="不知道发文登记簿放在哪里", hint=hint)], ExitCode.NOT_MADE)
    answer = opened(place)
    if answer.value is None:
        refuse(answer.problems, ExitCode.NOT_MADE)
    return answer.value


def told_returned(numbers: Sequence[Number]) -> None:
    """Say which numbers were found reserved by processes that are gone."""
    if numbers:
        message = f"{'、'.join(map(str, numbers))}预留后程序中断，没有签发，已退回，下一件先用"
        tell([Problem(code=Code.NUMBERS_RETURNED, message=message)])


def day_of(text: str, option: str) -> date:
    """A day as staff write it; else the command ends."""
    from docgen.dates import ImpossibleDay, parse_day

    read = parse_day(text, _SOME_YEAR)
    if read is None or isinstance(read, ImpossibleDay) or not read.year_written:
        why = f"，{read.reason}" if isinstance(read, ImpossibleDay) else ""
        refuse([asked_wrongly(f"{option} 写的是“{text}”，不是有效日期{why}。", "写成 2024-5-6 或 2024年5月6日。")])
    return read.day


def _entries(book: Register, series: str = "", year: int | None = None) -> tuple[Entry, ...]:
    returned = book.reclaim()
    answer = book.entries(series, year)
    if answer.value is None or returned.value is None:
        refuse((*returned.problems, *answer.problems), ExitCode.NOT_MADE)
    told_returned(returned.value)
    return answer.value


def _number(text: str) -> Number:
    from docgen.register.entries import number_of

    found = number_of(text)
    if found is None:
        refuse([asked_wrongly(f"“{text}”不是文号。", "写成“青办发〔2024〕7号”的样子。")])
    return found


def _chosen(entries: Sequence[Entry], numbers: Sequence[str]) -> tuple[Entry, ...]:
    """The entries of the numbers asked for; all where none is."""
    from docgen.register.troubles import unknown

    known = {entry.number: entry for entry in entries}
    wanted = [_number(text) for text in numbers]
    if missing := [number for number in wanted if number not in known]:
        refuse([unknown(number, None) for number in missing], ExitCode.NOT_MADE)
    return tuple(known[number] for number in wanted) if wanted else tuple(entries)


def _distribution(data: Dataset, entries: Sequence[Entry]) -> Document:
    from docgen.batch.lists import distribution_list
    from docgen.register.entries import State

    issued = [entry for entry in entries if entry.state is State.ISSUED]
    if not issued:
        refuse(
            [asked_wrongly("没有已发的文件可以分发。", "先用 docgen issue 签发，或检查 --number、--series、--year。")]
        )
    return distribution_list(data, issued)


def _reminders(data: Dataset, day: str) -> Document:
    from docgen.batch.lists import reminder_list

    return reminder_list(data, day_of(day, "--date") if day else data.campaign.due)


def _by_series(entries: Iterable[Entry]) -> list[str]:
    """A line for every series and year: how many papers, up to which number, what is missing in between."""
    from docgen.register.entries import State

    groups: dict[tuple[str, int], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.number.series, entry.number.year), []).append(entry)
    lines = []
    for (series, year), group in sorted(groups.items()):
        serials = {entry.number.serial for entry in group}
        count = {state: sum(entry.state is state for entry in group) for state in State}
        said = [f"{state.word} {number} 个" for state, number in count.items() if number]
        gaps = _runs(sorted(set(range(min(serials), max(serials))) - serials))
        missing = f"；缺号 {gaps}（簿上没有，别处用过的请导入）" if gaps else ""
        lines.append(f"{series}〔{year}〕编到 {max(serials)} 号：{'，'.join(said)}{missing}。")
    return lines


def _runs(serials: Sequence[int]) -> str:
    """3、5—7."""
    runs: list[list[int]] = []
    for serial in serials:
        if runs and serial == runs[-1][1] + 1:
            runs[-1][1] = serial
        else:
            runs.append([serial, serial])
    return "、".join(str(first) if first == last else f"{first}—{last}" for first, last in runs)


def _plain(entry: Entry) -> dict[str, Any]:
    return {
        "number": str(entry.number),
        "state": entry.state.value,
        "origin": entry.origin.value,
        "title": entry.title,
        "security": entry.security,
        "copies": entry.copies,
        "drafter": entry.drafter,
        "signer": entry.signer,
        "signed_on": entry.signed_on.isoformat() if entry.signed_on else None,
        "recipients": entry.recipients,
        "copies_to": entry.copies_to,
        "archive": entry.archive,
        "kind": entry.kind,
        "unit": entry.unit,
        "reason": entry.reason,
        "files": [{"path": file.path, "sha256": file.sha256} for file in entry.files],
    }
