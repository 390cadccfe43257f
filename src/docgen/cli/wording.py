"""`docgen wording`: the office's own wording over the shipped one: show, edit, diff, reset, lint."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from docgen.cli.files import content_of, opened
from docgen.cli.options import AsJson, KindWord, Variant
from docgen.cli.speech import ExitCode, asked_wrongly, finish, nearest, refuse, say, say_json, tell
from docgen.problems import errors
from docgen.refusals import why

if TYPE_CHECKING:
    from docgen.kinds.job import Kind
    from docgen.kinds.wordings.own import Change

__all__ = ["diff", "edit", "lint", "reset", "show", "wording"]

_PART = Annotated[str, typer.Option(metavar="措辞", help="文种的措辞有几个文件时，写哪一个，如 briefing_figures。")]
_FOLDER = Annotated[
    str | None, typer.Option("--wording", metavar="文件夹", help="本单位措辞的文件夹；不写看 DOCGEN_WORDING。")
]


def wording(ctx: typer.Context) -> None:
    """本单位自己的措辞：查看、修改、比较、恢复、检查。"""
    if ctx.invoked_subcommand is None:
        say(ctx.get_help().rstrip())


def show(
    kind: KindWord, variant: Variant = "", part: _PART = "", wording: _FOLDER = None, json: AsJson = False
) -> None:
    """印出现在用的措辞：是程序原来的，还是本单位自己的，在哪个文件。"""
    from docgen.cli.own_wording import SHIPPED
    from docgen.kinds.wordings.own import SUFFIX, in_use, text_of

    chosen, name, own, parts = _asked(kind, variant, part, wording)
    path = in_use(name, own, SHIPPED)
    if path is None:
        refuse([asked_wrongly(f"{chosen.WORD}的措辞 {name}{SUFFIX} 不在。", f"请放进 {own}。")])
    mine = path.parent == own
    if json:
        say_json({"kind": chosen.NAME, "part": name, "own": mine, "file": str(path), "text": text_of(path)})
        return
    tell([f"{name}{SUFFIX}（{parts[name]}），{'本单位自己的' if mine else '程序原来的'}：{path}"])
    if others := [each for each in parts if each != name]:
        tell([f"这个文种还有：{'、'.join(others)}（加 --part 看）"])
    say(text_of(path).rstrip("\n"))


def edit(
    kind: KindWord,
    variant: Variant = "",
    part: _PART = "",
    file: Annotated[
        Path | None, typer.Option(metavar="文件", help="写好的新措辞（.txt）：检查无误后放到位，不用再改。")
    ] = None,
    wording: _FOLDER = None,
) -> None:
    """把措辞复制一份给本单位改，说明文件在哪里；用记事本、WPS 改好存盘就行。"""
    from docgen.cli.own_wording import SHIPPED
    from docgen.kinds.all_kinds import wordings_of
    from docgen.kinds.wordings.own import begin, faults_if_put, place

    chosen, name, own, _ = _asked(kind, variant, part, wording)
    try:
        if file is None:
            fresh = not (own / f"{name}.txt").exists()
            path = begin(name, own, SHIPPED)
            say(f"{'已复制，请' if fresh else '早已复制过，请接着'}用记事本或 WPS 打开修改：{path}")
            say(f"改好存盘后，运行 docgen wording lint {chosen.WORD} 检查。")
            return
        content = _content(file)
        with tempfile.TemporaryDirectory() as bench:
            wrong = errors(faults_if_put(name, content, own, SHIPPED, wordings_of(chosen.NAME), Path(bench)))
        if wrong:
            last = asked_wrongly(f"{file} 有 {len(wrong)} 处错误，没有放进去。", "改好再放。")
            refuse([*wrong, last], ExitCode.NOT_MADE)
        say(f"检查无误，已放到位：{place(name, content, own, SHIPPED)}")
    except OSError as error:
        _not_written(own, error)


def diff(
    kind: KindWord, variant: Variant = "", part: _PART = "", wording: _FOLDER = None, json: AsJson = False
) -> None:
    """逐句说明本单位改了什么，以及复制之后程序原来的措辞变了什么。"""
    from docgen.cli.own_wording import SHIPPED
    from docgen.kinds.wordings.own import BASE, SUFFIX, changes, text_of

    chosen, name, own, parts = _asked(kind, variant, part, wording)
    found = []
    for each in [name] if part or variant else parts:
        mine, shipped, base = (folder / f"{each}{SUFFIX}" for folder in (own, SHIPPED, own / BASE))
        if not mine.is_file() or not shipped.is_file():
            continue
        known = base.is_file()
        ours = changes(text_of(base if known else shipped), text_of(mine))
        since = changes(text_of(base), text_of(shipped)) if known else ()
        found.append((mine.name, ours, since, known))
    if json:
        say_json(
            [
                {"file": file, "ours": _plain(ours), "shipped_since": _plain(since) if known else None}
                for file, ours, since, known in found
            ]
        )
        return
    if not found:
        say(f"{chosen.WORD}用的是程序原来的措辞，本单位没有改。")
    for file, ours, since, known in found:
        say(f"{file}：本单位改了 {len(ours)} 处" + ("：" if ours else "。"))
        _say_changes(ours)
        if not known:
            say("  不知道是从哪一版改起的，以上是与现在程序原来的措辞相比。")
        elif since:
            say(f"  复制之后，程序原来的措辞变了 {len(since)} 处，本单位的还没有跟着变：")
            _say_changes(since)
        else:
            say("  复制之后，程序原来的措辞没有变。")


def reset(kind: KindWord, variant: Variant = "", part: _PART = "", wording: _FOLDER = None) -> None:
    """改回程序原来的措辞；本单位的改名为“（旧）”留着，不删除。"""
    from docgen.kinds.wordings.own import set_aside

    chosen, name, own, parts = _asked(kind, variant, part, wording)
    try:
        moved = [old for each in ([name] if part or variant else parts) if (old := set_aside(each, own))]
    except OSError as error:
        _not_written(own, error)
    if not moved:
        say(f"{chosen.WORD}用的就是程序原来的措辞，没有要改回的。")
    for old in moved:
        say(f"已改回程序原来的措辞；本单位的留在：{old}")


def lint(
    kind: Annotated[str, typer.Argument(metavar="[文种]", help="英文词或中文词；不写则检查全部。")] = "",
    wording: _FOLDER = None,
) -> None:
    """检查本单位的措辞和文种，一次列出所有错误：第几行第几字，错在哪里，怎么改。"""
    from docgen.cli.asked import kinds_of, settings_with
    from docgen.cli.own_wording import SHIPPED, with_own_kinds
    from docgen.kinds.all_kinds import KINDS, all_wordings, wordings_of
    from docgen.kinds.wordings.own import own_faults, strangers

    settings = settings_with(wording=wording)
    own = with_own_kinds(settings)
    kinds = kinds_of([kind] if kind else [])
    if own is None:
        say("本单位没有自己的措辞，用的都是程序原来的。")
        return
    names = [each.NAME for each in kinds] or list(KINDS)
    asked = {name: each for chosen in names for name, each in wordings_of(chosen).items()}
    wrong = (*(() if kind else strangers(own, SHIPPED, all_wordings())), *own_faults(own, SHIPPED, asked))
    for problem in wrong:
        say(str(problem))
    say(f"检查完毕：错误 {len(wrong)} 处。措辞在 {own}。")
    finish(ExitCode.NOT_MADE if wrong else ExitCode.FINE)


def _asked(kind: str, variant: str, part: str, folder: str | None) -> tuple[Kind, str, Path, dict[str, str]]:
    """The kind, the name of its wording that is meant, the office's own folder, and all wordings of the kind."""
    from docgen.cli.asked import kinds_of, settings_with
    from docgen.cli.own_wording import SHIPPED, with_own_kinds
    from docgen.kinds.all_kinds import wordings_of
    from docgen.kinds.wordings.own import SUFFIX, parts_of

    settings = settings_with(wording=folder)
    own = settings.wording
    if own is None:
        refuse([asked_wrongly("没有放本单位措辞的文件夹。", "请用 --wording 写一个。")])
    with_own_kinds(settings)
    chosen = kinds_of([kind])[0]
    wordings = wordings_of(chosen.NAME)
    parts = parts_of(wordings, SHIPPED) if all((SHIPPED / f"{name}{SUFFIX}").is_file() for name in wordings) else {}
    parts = parts or {name: each.about for name, each in wordings.items()}
    if part:
        name = part.removesuffix(SUFFIX)
        if name not in parts:
            known = f"有的是：{'、'.join(parts)}。"
            refuse([asked_wrongly(f"{chosen.WORD}没有“{part}”这个措辞。", nearest(name, list(parts), known))])
        return chosen, name, own, parts
    found = [name for name, each in wordings.items() if variant in each.variants]
    if not found:
        variants = [word for each in wordings.values() for word in each.variants if word]
        hint = nearest(variant, variants, f"可用的有：{'、'.join(variants)}。" if variants else "不要写 --variant。")
        refuse([asked_wrongly(f"{chosen.WORD}没有“{variant}”这个变体。", hint)])
    return chosen, found[0], own, parts


def _content(file: Path) -> bytes:
    from docgen.kinds.wordings.own import LARGEST

    if opened(file).stat().st_size > LARGEST:
        refuse([asked_wrongly(f"{file} 过大，不像是措辞。", "看看是不是选错了文件。")])
    return content_of(file)


def _not_written(own: Path, error: OSError) -> NoReturn:
    refuse([asked_wrongly(f"文件夹 {own} 写不进去（{why(error)}）。", "请用 --wording 换一个文件夹。")])


def _say_changes(found: tuple[Change, ...]) -> None:
    for each in found:
        if each.before and each.after:
            say(f"  第{each.line}行，原来是：{each.before}")
            say(f"  {' ' * (len(str(each.line)) + 4)}改成了：{each.after}")
        elif each.after:
            say(f"  第{each.line}行，增加了：{each.after}")
        else:
            say(f"  第{each.line}行，删去了：{each.before}")


def _plain(found: tuple[Change, ...]) -> list[dict[str, object]]:
    return [{"line": each.line, "before": each.before, "after": each.after} for each in found]
