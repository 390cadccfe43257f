"""`docgen render`: one paper, into a file that the person names."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli.files import in_a_folder
from docgen.cli.options import (
    AsJson,
    CarriedAnyway,
    DatasetFile,
    KindWord,
    OwnWording,
    Preprinted,
    StandardWord,
    Variant,
)
from docgen.cli.speech import ExitCode, asked_wrongly, finish, nearest, refuse, say, say_json, tell
from docgen.refusals import why

if TYPE_CHECKING:
    from docgen.batch.manifest import Line
    from docgen.batch.order import Order
    from docgen.dataset.records import Dataset
    from docgen.kinds.job import Job, Kind, Request
    from docgen.own_templates.papers import OwnTemplate
    from docgen.settings import Settings

__all__ = ["render"]


def render(
    kind: KindWord,
    dataset: DatasetFile,
    out: Annotated[Path, typer.Option(metavar="文件", help="写到哪里；格式看扩展名：.docx、.pdf、.xlsx。")],
    unit: Annotated[str | None, typer.Option(metavar="单位", help="哪个单位的；不写则做本机关的。")] = None,
    variant: Variant = "",
    template: Annotated[
        Path | None, typer.Option(metavar="模板", help="用本单位自己的 Word 模板做；文种可以写 自定。")
    ] = None,
    anyway: CarriedAnyway = False,
    title: Annotated[str, typer.Option(metavar="标题", help="有几件都符合时，选标题是这个的一件。")] = "",
    allow_incomplete: Annotated[
        bool, typer.Option("--allow-incomplete", help="有单位未报送时仍做，并在文中写明未包括哪些单位。")
    ] = False,
    standard: StandardWord = "gbt9704",
    preprinted: Preprinted = False,
    wording: OwnWording = None,
    json: AsJson = False,
) -> None:
    """制作一件，写到指定的文件。"""
    from docgen.batch.order import Order
    from docgen.cli.asked import dataset_of, standards_of, units_of
    from docgen.cli.machine import require
    from docgen.cli.template import own_kind, own_template
    from docgen.kinds.job import Request

    form = _form(out)
    settings, chosen = _settings(kind, form, wording, own=template is not None)
    data = dataset_of(dataset)
    standards = standards_of(standard, data, preprinted=preprinted)
    require([form], standards.all, settings.cache)
    units = tuple(each.name for each in units_of([] if unit is None else [unit], data))
    own = None if template is None else own_template(template, data)
    if own is not None:
        job = _own_job(own, data, own_kind([kind]), units, form)
    else:
        assert chosen is not None, "without a template a kind was chosen"
        request = Request(kinds=(chosen.NAME,), units=units, per_unit=bool(units), personal=True)
        job = _chosen(chosen, data, request, variant, title)
    order = Order(
        dataset=data,
        out=out.parent,
        settings=settings,
        allow_incomplete=allow_incomplete,
        standards=standards,
        template=own,
        anyway=anyway,
    )
    _end(_made(job, form, out, order), out, json=json)


def _made(job: Job, form: str, out: Path, order: Order) -> Line:
    """Make the paper. A file that a batch has left is that batch's: what staff have edited of it is not overwritten.

    The command ends where a batch is at work in that folder, or it cannot be written.
    """
    from docgen.batch.manifest import amend_manifest, home_of, known_alone
    from docgen.batch.plan import PlannedPaper
    from docgen.batch.run import run
    from docgen.batch.sole_use import InUseError, sole_use
    from docgen.cli.folders import in_use

    home = home_of(out)
    folder = home or out.parent
    path = out.absolute().relative_to(folder.absolute()).as_posix()
    paper = PlannedPaper(job=job, files=((form, path),))
    made: list[Line] = []
    try:
        with sole_use(home) if home else nullcontext():
            order = replace(order, out=folder, known=known_alone(folder, path))
            run([paper], order, lambda _, lines: made.extend(lines))
            if home and made[0].path is not None:
                amend_manifest(home, made[0])
    except InUseError:
        refuse([in_use(folder)])
    except OSError as error:
        refuse([asked_wrongly(f"{out} 写不进去（{why(error)}）。", "请用 --out 换一个地方。")])
    return made[0]


def _end(line: Line, out: Path, *, json: bool) -> None:
    if line.path is not None:
        out = out.with_name(Path(line.path).name)
        line = replace(line, path=out.name, beside=Path(line.beside).name)
    if json:
        say_json(line.fields())
    else:
        tell(line.problems)
        if line.path is not None:
            done = "没有另写" if line.edited else "做好了"
            say(f"{done}：{out}" + (f"（{line.pages} 页）" if line.pages else ""))
    finish(ExitCode.NOT_MADE if line.failed or line.path is None else ExitCode.FINE)


def _form(out: Path) -> str:
    """The format of the file to write, which has a place to be in; else the command ends."""
    from docgen.cli.asked import formats_of

    if not out.suffix:
        refuse([asked_wrongly(f"{out} 没有扩展名。", "格式看扩展名，请写 .docx、.pdf 或 .xlsx。")])
    in_a_folder(out)
    return formats_of([out.suffix])[0]


def _settings(word: str, form: str, wording: str | None, *, own: bool) -> tuple[Settings, Kind | None]:
    """The settings, and the kind of a word when its papers are made in the format; else the command ends.

    A paper of an own template needs no kind of the program's, and no wording.
    """
    from docgen.batch.plan import formats_made
    from docgen.cli.asked import settings_with
    from docgen.cli.own_wording import asked_kinds, with_own_kinds

    if own:
        settings = settings_with(wording=wording)
        with_own_kinds(settings)
        return settings, None
    settings, (chosen, *_) = asked_kinds([word], wording=wording)
    made = formats_made(chosen.NAME)
    if form not in made:
        refuse([asked_wrongly(f"{chosen.WORD}不能制作 {form} 格式。", f"可用的有：{'、'.join(made)}。")])
    return settings, chosen


def _own_job(own: OwnTemplate, dataset: Dataset, kind: str, units: tuple[str, ...], form: str) -> Job:
    """The one paper of an own template that was asked for; else the command ends and says what to add."""
    from docgen.kinds.job import Request
    from docgen.template_road import jobs

    if form == "xlsx":
        refuse([asked_wrongly("由 Word 模板不能制作 xlsx 格式。", "可用的有：docx、pdf。")])
    if own.of_a_unit and not units:
        refuse([asked_wrongly("这个模板用了“单位”，按单位制作，缺少选项 --unit。", "请写单位的规范化简称。")])
    return jobs(own, dataset, kind, Request(units=units))[0]


def _chosen(kind: Kind, dataset: Dataset, request: Request, variant: str, title: str) -> Job:
    """The one paper that was asked for; when there is none or more than one the command ends and says what to add."""
    from docgen.batch.plan import short_title
    from docgen.kinds.job import CONSOLIDATED
    from docgen.pipeline import plan

    planned = plan(dataset, request)
    if variant and variant not in {*kind.VARIANTS, *(job.variant for job in planned)}:
        known = f"可用的有：{'、'.join(kind.VARIANTS)}。" if kind.VARIANTS else "不要写 --variant。"
        refuse([asked_wrongly(f"{kind.WORD}没有“{variant}”这个变体。", nearest(variant, kind.VARIANTS, known))])
    jobs = [job for job in planned if job.variant == variant]
    whose = request.units[0] if request.units else CONSOLIDATED
    own = [job for job in jobs if job.unit == whose]
    found = [job for job in own if title in ("", short_title(job))]
    if len(found) == 1:
        return found[0]
    titles = "、".join(short_title(job) for job in own)
    if kind.PER_UNIT and not request.units and not title:
        more = f"；做汇总的，用 --title 写明是哪一件：{titles}。" if own else "。"
        refuse([asked_wrongly(f"{kind.WORD}按单位制作，缺少选项 --unit。", f"请写单位的规范化简称{more}")])
    if not own:
        refuse([asked_wrongly(f"{whose}没有这样的{kind.WORD}。", "请检查 --unit 和 --variant。")])
    message = f"没有标题是“{title}”的。" if title else f"符合的有 {len(own)} 件，缺少选项 --title。"
    hint = nearest(title, [short_title(job) for job in own]) if title else ""
    refuse([asked_wrongly(message, hint or f"可选的有：{titles}。")])
