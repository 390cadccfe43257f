"""`docgen batch`: one dataset, every paper for every unit, and the manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli.options import AsJson, CarriedAnyway, DatasetFile, OwnWording, Preprinted, StandardWord
from docgen.cli.progress import progress
from docgen.cli.speech import ExitCode, asked_wrongly, finish, refuse, say, say_json, tell
from docgen.problems import Code, Problem, errors
from docgen.refusals import why

if TYPE_CHECKING:
    from docgen.batch.manifest import Line
    from docgen.batch.order import Order
    from docgen.batch.plan import PlannedPaper
    from docgen.dataset.records import Dataset
    from docgen.kinds.job import Request
    from docgen.own_templates.papers import OwnTemplate

__all__ = ["batch", "by_rule", "each_error"]


def batch(
    dataset: DatasetFile,
    kind: Annotated[list[str], typer.Option(metavar="文种", help="只做这些文种，如 通知、notice；可写多个。")] = [],  # noqa: B006
    template: Annotated[
        Path | None,
        typer.Option(metavar="模板", help="用本单位自己的 Word 模板做；--kind 写它算哪个文种。"),
    ] = None,
    unit: Annotated[list[str], typer.Option(metavar="单位", help="只做这些单位的；可写多个。")] = [],  # noqa: B006
    format_: Annotated[
        str, typer.Option("--format", metavar="格式", help="docx、pdf、xlsx（只有台账），用逗号分开；不写为 docx,pdf。")
    ] = "docx,pdf",
    out: Annotated[Path, typer.Option(metavar="文件夹", help="放在哪里；不写为 out。")] = Path("out"),
    workers: Annotated[
        str | None, typer.Option(metavar="个数", help="同时工作的进程数；不写为处理器的核数。结果与个数无关。")
    ] = None,
    anyway: CarriedAnyway = False,
    per_unit: Annotated[
        bool, typer.Option("--per-unit", help="通知另按单位各做一份（份号、填好的台账不同）。")
    ] = False,
    personal: Annotated[bool, typer.Option("--personal", help="各单位的文件夹里也放领导干部个人的台账。")] = False,
    allow_incomplete: Annotated[
        bool, typer.Option("--allow-incomplete", help="有单位未报送时仍做汇总件，并在文中写明未包括哪些单位。")
    ] = False,
    standard: StandardWord = "gbt9704",
    preprinted: Preprinted = False,
    wording: OwnWording = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="试算：要做哪些、约多少页、缺哪些文号、有什么问题、要多久；什么也不写。")
    ] = False,
    changed: Annotated[
        bool, typer.Option("--changed", help="比较：与文件夹里已有的相比，哪些要重做，文字改了什么；什么也不写。")
    ] = False,
    json: AsJson = False,
) -> None:
    """由一份数据制作全部文件：所有文种、所有单位和汇总件，并写明来源清单 manifest.jsonl。"""
    from docgen.batch.order import DRAFT, Order
    from docgen.cli.asked import dataset_of, formats_of, standards_of, units_of, words
    from docgen.cli.changed import tell_changed
    from docgen.cli.folders import only_drafts
    from docgen.cli.forecast import foretell
    from docgen.cli.machine import require
    from docgen.cli.own_wording import asked_kinds
    from docgen.cli.template import own_template
    from docgen.kinds.job import Request

    formats = formats_of(words([format_]))
    _refuse_at_odds(template, formats, dry_run=dry_run, changed=changed)
    settings, kinds = asked_kinds(kind if template is None else [], workers, wording)
    data = dataset_of(dataset)
    standards = standards_of(standard, data, preprinted=preprinted)
    require(formats, standards.all, settings.cache)
    request = Request(
        kinds=tuple(each.NAME for each in kinds),
        units=tuple(each.name for each in units_of(unit, data)),
        per_unit=per_unit,
        personal=personal,
    )
    only_drafts(out)
    own = None if template is None else own_template(template, data)
    papers = _planned(own, kind, data, request, formats)
    order = Order(
        dataset=data,
        out=out,
        settings=settings,
        allow_incomplete=allow_incomplete,
        standards=standards,
        status=DRAFT,
        template=own,
        anyway=anyway,
    )
    if dry_run:
        foretell(papers, order, json=json)  # ends here
    if changed:
        tell_changed(papers, order, formats, json=json)  # ends here
    _end(_made(papers, order, formats), order, json=json)


def _refuse_at_odds(template: Path | None, formats: tuple[str, ...], *, dry_run: bool, changed: bool) -> None:
    if dry_run and changed:
        refuse([asked_wrongly("--dry-run 与 --changed 不能一起写。", "试算用前一个，比较用后一个。")])
    if dry_run and template is not None:
        refuse([asked_wrongly("用自己的模板制作，不能试算。", "请去掉 --dry-run 或 --template。")])
    if template is not None and "xlsx" in formats:
        refuse([asked_wrongly("由 Word 模板不能制作 xlsx 格式。", "可用的有：docx、pdf。")])


def _planned(
    own: OwnTemplate | None, kinds: list[str], data: Dataset, request: Request, formats: tuple[str, ...]
) -> tuple[PlannedPaper, ...]:
    """The papers asked for; the command ends when there is none."""
    from docgen.batch.plan import plan_papers
    from docgen.cli.template import own_kind
    from docgen.pipeline import plan
    from docgen.template_road import jobs

    asked = plan(data, request) if own is None else jobs(own, data, own_kind(kinds), request)
    papers = plan_papers(asked, formats)
    if not papers:
        refuse([asked_wrongly("这样要求，没有一件可做。", "请检查 --kind、--unit 和 --format 能否同时成立。")])
    return papers


def _end(lines: list[Line], order: Order, *, json: bool) -> None:
    from docgen.batch.edited import outdated_pdfs
    from docgen.batch.manifest import known_files, older_formats

    outdated = outdated_pdfs(order.out, known_files(order.out))
    older = older_formats(order.out, lines)
    if json:
        say_json(_summary(lines, outdated, older, order.out))
    else:
        _say_summary(lines, outdated, older, order.out)
    failed = [line for line in lines if line.failed]
    finish(ExitCode.NOT_MADE if failed or errors(order.dataset.problems) else ExitCode.FINE)


def _made(papers: tuple[PlannedPaper, ...], order: Order, formats: tuple[str, ...]) -> list[Line]:
    """Make the papers; the command ends where the folder is another batch's, or cannot be written."""
    from docgen.batch.making import make
    from docgen.batch.sole_use import InUseError
    from docgen.cli.folders import in_use

    try:
        with progress("正在制作", len(papers), "件") as advance:
            return make(papers, order, formats, lambda place, lines: advance())
    except InUseError:
        refuse([in_use(order.out)])
    except OSError as error:
        refuse([_unwritten(order.out, error)])


def _unwritten(out: Path, error: OSError) -> Problem:
    from docgen.batch.filing import NO_ROOM

    if error.errno in NO_ROOM:
        hint = "腾出地方后，照原样再运行一次：已经做好的不重做，没有写了一半的文件。"
        return asked_wrongly(f"做到一半，文件夹 {out} 所在的磁盘写满了（{why(error)}）。", hint)
    return asked_wrongly(f"文件夹 {out} 写不进去（{why(error)}）。", "请用 --out 换一个文件夹。")


def _summary(lines: list[Line], outdated: Sequence[Problem], older: Sequence[str], out: Path) -> dict[str, object]:
    from docgen.batch.manifest import problems_fields

    return {
        "out": str(out),
        "made": sum(line.path is not None and not line.edited for line in lines),
        "kept": sum(line.kept for line in lines),
        "refused": sum(line.path is None for line in lines),
        "lines": [
            line.fields() for line in lines if line.path is None or line.failed or line.beside or _edits_met([line])
        ],
        "older": list(older),
        "problems": problems_fields(outdated),
    }


def _say_summary(lines: list[Line], outdated: Sequence[Problem], older: Sequence[str], out: Path) -> None:
    from docgen.batch.manifest import NAME

    made = [line for line in lines if line.path is not None and not line.edited]
    edited = [line for line in lines if line.edited]
    left = [line for line in lines if line.path is None]
    tell(each_error(lines))
    tell([*_edits_met(lines), *outdated])
    kept = sum(line.kept for line in made)
    if kept:
        say(f"做好 {len(made) - kept} 个文件，{kept} 个没有变，没有重做；都在 {out}，清单是 {out / NAME}。")
    else:
        say(f"做好 {len(made)} 个文件，放在 {out}；清单是 {out / NAME}。")
    if older:
        forms = dict.fromkeys(path.rpartition(".")[2] for path in older)
        say(f"这次没有做的格式里，有 {len(older)} 个文件还是以前的内容，和这次做的不一致：{_some(list(older))}。")
        say(f"请用 --format {','.join(forms)} 再做一遍。")
    if edited:
        say(f"没有另写的 {len(edited)} 个：有人改过，而数据没有变。")
    if left:
        say(f"没有制作的 {len(left)} 个：{by_rule(left)}。")
    if notes := by_rule([*made, *edited]):
        say(f"做好的文件中有：{notes}。")
    if left or notes:
        say("各是哪一件、为什么、怎么办，清单里逐件写明。")


def each_error(lines: Iterable[Line]) -> list[str]:
    """Each error once, with the papers it keeps from being made; those of the dataset have been told already."""
    papers: dict[str, dict[str, None]] = {}
    for line in lines:
        for problem in errors(line.problems):
            if problem.code is not Code.COVERS_ERROR:
                papers.setdefault(str(problem), {})[_name(line)] = None
    return [f"{problem}（{_some(list(names))}）" for problem, names in papers.items()]


def _edits_met(lines: Iterable[Line]) -> list[Problem]:
    """What is said of files that staff have edited, once a file."""
    found = (problem for line in lines for problem in line.problems if problem.code is Code.FILE_EDITED)
    return list(dict.fromkeys(found))


def by_rule(lines: Iterable[Line]) -> str:
    """How many files each rule of the table of problems concerns, in the order of the table; edits are told singly."""
    count = Counter(code for line in lines for code in {problem.code for problem in line.problems})
    del count[Code.FILE_EDITED]
    return "，".join(f"{code.rule} {count[code]} 个" for code in Code if count[code])


def _name(line: Line) -> str:
    from docgen.pipeline import word_of

    return f"{line.unit}/{'-'.join(part for part in (word_of(line.kind), line.variant) if part)}"


def _some(names: list[str]) -> str:
    most = 3
    return "、".join(names[:most]) + (f" 等 {len(names)} 件" if len(names) > most else "")
