"""`docgen issue`: a person has signed; the papers get their numbers, are made for good and entered in the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from docgen.cli.options import AsJson, DatasetFile, Preprinted, StandardWord
from docgen.cli.speech import ExitCode, asked_wrongly, finish, refuse, say, say_json, tell
from docgen.problems import Code, Problem, errors
from docgen.refusals import why

if TYPE_CHECKING:
    from docgen.batch.issuing import Issued, Judged
    from docgen.batch.order import Order
    from docgen.batch.signing import Decided
    from docgen.register.book import Register

__all__ = ["issue"]

#: Notes on papers that are rightly not made.
_NOT_TO_BE: Final = frozenset({Code.NOT_SUPERVISED, Code.NOTHING_TO_SAY, Code.LEFT_OUT})
_NOTHING: Final = "台账、通报稿没有文号，用 docgen batch 制作；单位自己的报告，要写 --unit。"


def issue(
    dataset: DatasetFile,
    kind: Annotated[list[str], typer.Option(metavar="文种", help="签发哪些文种；可写多个（必写）。")],
    signer: Annotated[list[str], typer.Option(metavar="姓名", help="签发人；几个人的写几次，或用顿号隔开（必写）。")],
    date: Annotated[str, typer.Option(metavar="日期", help="签发的日期，就是成文日期，如 2015-2-6（必写）。")],
    unit: Annotated[list[str], typer.Option(metavar="单位", help="只签发这些单位的；可写多个。")] = [],  # noqa: B006
    format_: Annotated[
        str, typer.Option("--format", metavar="格式", help="docx、pdf，用逗号分开；不写为 docx,pdf。")
    ] = "docx,pdf",
    out: Annotated[Path, typer.Option(metavar="文件夹", help="放在哪里；不写为 正式稿。")] = Path("正式稿"),
    drafter: Annotated[str, typer.Option(metavar="姓名", help="拟稿人，记在登记簿上。")] = "",
    print_date: Annotated[str, typer.Option(metavar="日期", help="印发日期；不写与成文日期相同。")] = "",
    per_unit: Annotated[
        bool, typer.Option("--per-unit", help="通知另按单位各做一份（份号、填好的台账不同），文号相同。")
    ] = False,
    allow_incomplete: Annotated[
        bool, typer.Option("--allow-incomplete", help="有单位未报送时仍签发汇总件，文中写明未包括哪些单位。")
    ] = False,
    standard: StandardWord = "gbt9704",
    preprinted: Preprinted = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只看哪些能签发、哪些不能、为什么；不编号，不制作。")
    ] = False,
    json: AsJson = False,
) -> None:
    """签发：编号、印上成文日期，制作正式稿，记入发文登记簿。有待填内容、有问题的不签发。"""
    from docgen.batch.issuing import judged
    from docgen.batch.manifest import known_files
    from docgen.batch.order import Order
    from docgen.batch.signing import is_issued, is_own
    from docgen.cli.asked import dataset_of, formats_of, standards_of, units_of, words
    from docgen.cli.folders import only_issued
    from docgen.cli.machine import require
    from docgen.cli.own_wording import asked_kinds
    from docgen.cli.register import opened_register
    from docgen.kinds.job import Request
    from docgen.pipeline import plan

    formats = formats_of(words([format_]))
    _refuse_at_odds(formats, per_unit=per_unit, unit=unit)
    decided = _decided(signer, date, print_date, drafter)
    settings, kinds = asked_kinds(kind)
    data = dataset_of(dataset)
    standards = standards_of(standard, data, preprinted=preprinted)
    require(formats, standards.all, settings.cache)
    units = tuple(each.name for each in units_of(unit, data))
    order = Order(
        dataset=data,
        out=out,
        settings=settings,
        allow_incomplete=allow_incomplete,
        standards=standards,
        known=known_files(out),
    )
    only_issued(out)
    book = opened_register(settings)
    request = Request(kinds=tuple(each.NAME for each in kinds), units=units, per_unit=per_unit)
    jobs = [job for job in plan(data, request) if is_issued(job) and (units or not is_own(job))]
    found = judged(order, jobs, decided, book)
    if found.value is None:
        refuse(found.problems, ExitCode.NOT_MADE)
    if not (found.value.fresh or found.value.before or found.value.problems):
        refuse([asked_wrongly("这样要求，没有一件要编号签发。", _NOTHING)])
    if dry_run:
        _say_judged(found.value)
    _issue(order, formats, found.value, book, json=json)


def _refuse_at_odds(formats: tuple[str, ...], *, per_unit: bool, unit: list[str]) -> None:
    if "xlsx" in formats:
        refuse([asked_wrongly("正式稿不能是 xlsx。", "可用的有：docx、pdf。")])
    if per_unit and unit:
        refuse([asked_wrongly("--per-unit 与 --unit 不能一起写。", "按单位的份与通知同一文号，要一次做齐。")])


def _decided(signer: list[str], date: str, print_date: str, drafter: str) -> Decided:
    from docgen.batch.signing import Decided
    from docgen.cli.asked import words
    from docgen.cli.register import day_of

    decided = Decided(
        signers=tuple(words(signer)),
        signed_on=day_of(date, "--date"),
        printed_on=day_of(print_date, "--print-date") if print_date else None,
        drafter=drafter,
    )
    if not decided.signers:
        refuse([asked_wrongly("没有写谁签发的。", "--signer 后面写签发人的姓名。")])
    if decided.printed_on and decided.printed_on < decided.signed_on:
        refuse([asked_wrongly("印发日期早于签发的日期。", "改 --print-date 或 --date。")])
    return decided


def _tell(problems: Sequence[Problem]) -> None:
    """Each in a line; of papers that are not to be, only how many."""
    left = Counter(problem.code for problem in problems if problem.code in _NOT_TO_BE)
    tell(problem for problem in problems if problem.code not in _NOT_TO_BE)
    tell(f"{code.rule}的 {number} 件，没有制作。" for code, number in left.items())


def _say_judged(found: Judged) -> None:
    _tell(found.problems)
    for each in found.fresh:
        number = (
            f"{each.series}〔{each.year}〕{each.serial or '（登记簿编）'}号" if each.numbered else "（由该单位编号）"
        )
        say(f"能签发：{number}  {each.jobs[0].unit}  {each.document.properties.title}")
    for _, entry in found.before:
        say(f"已签发：{entry.number}  {entry.title}")
    say("没有编号，没有制作。")
    finish(ExitCode.NOT_MADE if errors(found.problems) else ExitCode.FINE)


def _issue(order: Order, formats: tuple[str, ...], found: Judged, book: Register, *, json: bool) -> None:
    from docgen.batch.making import sign
    from docgen.batch.sole_use import InUseError
    from docgen.cli.folders import in_use
    from docgen.cli.progress import progress

    try:
        with progress("正在制作", sum(len(each.jobs) for each in found.fresh), "件") as advance:
            answer = sign(order, formats, found, book, advance)
    except InUseError:
        refuse([in_use(order.out)])
    except OSError as error:
        refuse([asked_wrongly(f"文件夹 {order.out} 写不进去（{why(error)}）。", "请用 --out 换一个文件夹。")])
    if answer.value is None:
        refuse(answer.problems, ExitCode.NOT_MADE)
    _say(answer.value, order.out, json=json)


def _say(issued: Issued, out: Path, *, json: bool) -> None:
    from docgen.batch.manifest import NAME, problems_fields
    from docgen.cli.register import told_returned

    told_returned(issued.returned)
    wrong = errors(issued.problems)
    if json:
        say_json(
            {
                "out": str(out),
                "issued": [{"number": str(entry.number), "title": entry.title} for entry in issued.entries],
                "files": [line.path for line in issued.lines],
                "drafts": [line.path for line in issued.drafts],
                "problems": problems_fields(issued.problems),
            }
        )
        finish(ExitCode.NOT_MADE if wrong else ExitCode.FINE)
    _tell(issued.problems)
    for entry in issued.entries:
        say(f"{entry.number}  {entry.title}")
    say(f"签发 {len(issued.entries)} 件，记入登记簿。" if issued.entries else "没有新编文号。")
    if issued.unnumbered:
        say(f"另有 {issued.unnumbered} 件文号空着，由单位自己编，没有记入登记簿。")
    if issued.lines:
        say(f"放好 {len(issued.lines)} 个文件，在 {out}；清单是 {out / NAME}。")
    if issued.drafts:
        say(f"已签发而有变动的，做成送审稿 {sum(line.path is not None for line in issued.drafts)} 个文件，没有编号。")
    finish(ExitCode.NOT_MADE if wrong else ExitCode.FINE)
