"""`docgen print`: a finished folder made ready for the print room."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from docgen.cli.options import AsJson
from docgen.cli.speech import ExitCode, asked_wrongly, finish, nearest, refuse, say, say_json, tell
from docgen.problems import Place, Problem
from docgen.refusals import why

if TYPE_CHECKING:
    from docgen.batch.made import Manifest
    from docgen.printing.edition import Edition

__all__ = ["print_"]

#: A ream of paper, printed on both sides.
_REAM: Final = 1000
#: Papers named where the same is said of many.
_SHOWN: Final = 3


def print_(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="batch 做好的文件夹，里面有 manifest.jsonl。")],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="文件夹", help="打印文件放在哪里；不写为“原文件夹-打印”。")
    ] = None,
    kind: Annotated[list[str], typer.Option(metavar="文种", help="只印这些文种；可写多个。")] = [],  # noqa: B006
    unit: Annotated[list[str], typer.Option(metavar="单位", help="只印这些单位的；可写多个。")] = [],  # noqa: B006
    pages: Annotated[
        int, typer.Option(min=2, metavar="页数", help="一个打印文件最多多少页；不写为 1000（双面 500 张）。")
    ] = _REAM,
    once: Annotated[bool, typer.Option("--once", help="每件只排一份，份数看清单，由打印机设置。")] = False,
    edited: Annotated[bool, typer.Option("--edited", help="做出来以后有人改过的 PDF 也照样印，清单里注明。")] = False,
    zip_: Annotated[bool, typer.Option("--zip", help="另把全套文件打成一个 ZIP。")] = False,
    json: AsJson = False,
) -> None:
    """把做好的文件排成打印文件：按单位次序，每件从正面起，份数排好，带书签；另有打印清单。"""
    from docgen.batch.made import read_manifest
    from docgen.printing.edition import Wish, printed
    from docgen.printing.selection import selected

    manifest = read_manifest(folder)
    if manifest is None:
        refuse([asked_wrongly(f"{folder} 里没有清单 manifest.jsonl。", "请写 docgen batch 做好的文件夹。")])
    units, kinds = _units(unit, manifest), _kinds(kind, manifest)
    chosen = selected(folder, manifest, units=units, kinds=kinds, altered=edited, void=_void(manifest))
    if not chosen.items and not chosen.left_out:
        refuse(
            [asked_wrongly(f"{folder} 里没有这样的 PDF 可印。", "请检查 --kind、--unit；只做了 Word 的，先做 PDF。")]
        )
    target = to if to is not None else folder.absolute().with_name(f"{folder.absolute().name}-打印")
    try:
        made = printed(folder, manifest, chosen, target, Wish(most=pages, once=once, parcel=zip_))
    except OSError as error:
        refuse([asked_wrongly(f"文件夹 {target} 写不进去（{why(error)}）。", "请用 --to 换一个文件夹。")])
    shown = target if to is not None else folder.with_name(target.name)
    if json:
        say_json(_fields(made, shown))
    else:
        _say(made, shown)
    finish(ExitCode.NOT_MADE if made.left_out else ExitCode.FINE)


def _void(manifest: Manifest) -> frozenset[str]:
    """The files whose number is void; the register is asked only where a folder has issued papers."""
    from docgen.cli.register import opened_register
    from docgen.register.entries import void_files

    if not any(line.signing for line in manifest.files):
        return frozenset()
    answer = opened_register().entries()
    if answer.value is None:
        refuse(answer.problems, ExitCode.NOT_MADE)
    return void_files(answer.value)


def _units(asked: list[str], manifest: Manifest) -> tuple[str, ...]:
    """The units that were asked for, each in the manifest; else the command ends."""
    from docgen.cli.asked import words

    names = manifest.units
    found = [name for text in asked for name in ([text.strip()] if text.strip() in names else words([text]))]
    return _there("单位", asked, {name: name for name in found}, names)


def _kinds(asked: list[str], manifest: Manifest) -> tuple[str, ...]:
    """The English words of the kinds that were asked for. One of an office's own goes by that word alone."""
    from docgen.cli.asked import words
    from docgen.kinds.all_kinds import kind_of

    named = {word: kind_of(word) for word in words(asked)}
    found = {word: kind.NAME if kind else word for word, kind in named.items()}
    return _there("文种", asked, found, [line.kind for line in manifest.lines])


def _there(what: str, asked: list[str], found: Mapping[str, str], names: Collection[str]) -> tuple[str, ...]:
    """The names of the words asked for; one that the manifest has not, or none at all, ends the command."""
    unknown = [word for word, name in found.items() if name not in names]
    if asked and not found:
        refuse([asked_wrongly(f"没有写要哪个{what}。")])
    if unknown:
        refuse([asked_wrongly(f"清单里没有“{word}”这个{what}。", nearest(word, list(names))) for word in unknown])
    return tuple(dict.fromkeys(found.values()))


def _fields(made: Edition, to: Path) -> dict[str, object]:
    from docgen.batch.manifest import problems_fields
    from docgen.printing.edition import LIST, PARCEL

    return {
        "to": str(to),
        "list": LIST,
        "files": [
            {
                "name": name,
                "pages": stack.pages,
                "papers": [{"path": leaf.item.path, "copies": copies} for leaf, copies in stack.leaves],
            }
            for name, stack in made.files
        ],
        **({"zip": PARCEL, "packed": made.packed} if made.packed is not None else {}),
        "problems": problems_fields(made.left_out),
    }


def _together(problems: Sequence[Problem]) -> list[str]:
    """What is said of the same fault once, with the papers it concerns."""
    places: dict[Problem, dict[str, None]] = {}
    for problem in problems:
        places.setdefault(replace(problem, place=Place()), {})[problem.place.file] = None
    return [
        str(replace(problem, place=Place(file=next(iter(files)))))
        if len(files) == 1
        else f"{problem}（{_some(files)}）"
        for problem, files in places.items()
    ]


def _some(names: Collection[str]) -> str:
    shown = "、".join(list(names)[:_SHOWN])
    return f"{shown} 等 {len(names)} 种" if len(names) > _SHOWN else shown


def _say(made: Edition, to: Path) -> None:
    from docgen.printing.edition import LIST, PARCEL

    tell(_together(made.left_out))
    papers = {leaf.item.path for _, stack in made.files for leaf, _ in stack.leaves}
    sheets = sum(stack.pages for _, stack in made.files) // 2
    for name, stack in made.files:
        say(f"{name}：{len(stack.leaves)} 件，{stack.pages} 页")
    say(f"列入打印 {len(papers)} 件，双面 {sheets} 张纸，放在 {to}；清单是 {to / LIST}。")
    if made.packed is not None:
        say(f"全套 {made.packed} 个文件打成 {to / PARCEL}。")
    if made.left_out:
        say(f"没有列入的 {len(made.left_out)} 件，清单第二张表逐件写明。")
