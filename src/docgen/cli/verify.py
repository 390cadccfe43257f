"""`docgen verify`: finished files read back and held against the manifest and the dataset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from docgen.cli.options import AsJson, OwnWording
from docgen.cli.progress import progress
from docgen.cli.speech import ExitCode, asked_wrongly, finish, refuse, say, say_json, tell
from docgen.problems import Code, Problem, errors

if TYPE_CHECKING:
    from docgen.batch.made import Manifest
    from docgen.verifying.verify import Verdict

__all__ = ["verify"]


def verify(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="batch 做好的文件夹，里面有 manifest.jsonl。")],
    dataset: Annotated[
        Path | None, typer.Argument(metavar="[数据文件]", help="写上它，逐个数字、逐个名称与数据核对。")
    ] = None,
    standard: Annotated[
        str, typer.Option(metavar="版式", help="制作时用的：gbt9704（不写即是）、gbt33476，或本单位的版式文件。")
    ] = "gbt9704",
    wording: OwnWording = None,
    json: AsJson = False,
) -> None:
    """核对做好的文件：读回每个文件，看数字、名称与数据是否一致，文件有没有缺少、改动。"""
    from docgen.batch.made import read_manifest

    manifest = read_manifest(folder)
    if manifest is None:
        refuse([asked_wrongly(f"{folder} 里没有清单 manifest.jsonl。", "请写 docgen batch 做好的文件夹。")])
    if dataset is None:
        _without_data(folder, manifest, json=json)
    verdict, beside = _held(folder, manifest, dataset, standard, wording)
    if json:
        say_json({**_fields(verdict, beside), "folder": str(folder), "dataset": str(dataset)})
    else:
        tell(beside)
        _say(verdict)
    finish(ExitCode.FINE if verdict.agrees else ExitCode.NOT_MADE)


def _without_data(folder: Path, manifest: Manifest, *, json: bool) -> NoReturn:
    """What can be told without the dataset: files missing or altered, and what two formats of a paper say otherwise."""
    from docgen.batch.manifest import problems_fields
    from docgen.verifying.formats import formats_differing
    from docgen.verifying.verify import of_folder

    found = [*of_folder(folder, manifest), *formats_differing(folder, manifest)]
    if json:
        problems = problems_fields(found)
        say_json({"folder": str(folder), "files": len(manifest.files), "problems": problems})
    else:
        tell(found)
        fine = "都在，都没有改动" if not errors(found) else f"：{_counts(found)}"
        say(f"清单里的 {len(manifest.files)} 个文件{fine}。没有写数据文件，数字没有与数据核对。")
    finish(ExitCode.NOT_MADE if errors(found) else ExitCode.FINE)


def _held(
    folder: Path, manifest: Manifest, dataset: Path, standard: str, wording: str | None
) -> tuple[Verdict, tuple[Problem, ...]]:
    """The verdict, and what is not as it was when the papers were made."""
    from docgen.batch.manifest import header
    from docgen.batch.roads import own_wording, road_of
    from docgen.cli.asked import dataset_of, standards_of
    from docgen.cli.own_wording import asked_kinds
    from docgen.verifying.said import changed_inputs
    from docgen.verifying.verify import verify as held

    settings, _ = asked_kinds([], wording=wording)
    data = dataset_of(dataset)
    preprinted = bool((manifest.first.get("standard") or {}).get("preprinted"))
    standards = standards_of(standard, data, preprinted=preprinted)
    now = header(data.digest, {}, standards, own_wording(settings))
    road = road_of(data, settings, allow_incomplete=True)
    with progress("正在核对", len(manifest.files), "个") as advance:
        verdict = held(folder, manifest, road, standards, advance)
    return verdict, () if verdict.agrees else tuple(changed_inputs(manifest.first, now))


def _fields(verdict: Verdict, beside: Sequence[Problem]) -> dict[str, object]:
    from docgen.batch.manifest import problems_fields
    from docgen.verifying.said import difference_fields

    return {
        "agrees": verdict.agrees,
        "files": verdict.files,
        "figures": verdict.figures,
        "data": verdict.names,
        "shared": verdict.shared,
        "differences": [difference_fields(difference) for difference in verdict.differences],
        "problems": problems_fields((*beside, *verdict.problems)),
    }


def _say(verdict: Verdict) -> None:
    from docgen.verifying.said import problem_of

    found = [*verdict.problems, *map(problem_of, verdict.differences)]
    tell(found)
    say(
        f"读回 {verdict.files} 个文件：数字 {verdict.figures} 处、名称等数据 {verdict.names} 处与数据一致；"
        f"几件都写到的同一天的数字 {verdict.shared} 个，各件一致。"
    )
    say(f"不一致：{_counts(found)}。" if errors(found) else "没有缺少，没有改动，没有不一致。")


def _counts(problems: Sequence[Problem]) -> str:
    count = Counter(problem.code for problem in errors(problems))
    return "，".join(f"{code.rule} {count[code]} 处" for code in Code if count[code])
