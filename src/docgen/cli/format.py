"""`docgen format`: a draft that somebody wrote, as DOCX or PDF, and what each of its lines was taken for."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from docgen.cli.files import content_of, opened, writable
from docgen.cli.options import AsJson, Preprinted, StandardWord
from docgen.cli.speech import ExitCode, asked_wrongly, finish, refuse, say, say_json, tell
from docgen.cli.word import FORMATS, WORD, format_word
from docgen.problems import Code, Place, Problem

if TYPE_CHECKING:
    from docgen.document import Layout
    from docgen.pipeline import Formatted, Product

__all__ = ["format_"]

#: The words of `--layout` → the value of a `Layout`, which is imported only where it is wanted: help is to be quick.
_LAYOUTS: Final = {"文件": "official", "信函": "letter", "纪要": "minutes"}
_LARGEST: Final = 10_000_000  # bytes; a draft of a thousand pages has a third of this


def format_(
    draft: Annotated[
        Path,
        typer.Argument(metavar="稿件", help="纯文本 .txt 或 Markdown .md，UTF-8 或 GB18030 编码；或 Word 文件 .docx。"),
    ],
    out: Annotated[Path, typer.Option(metavar="文件", help="写到哪里；格式看扩展名：.docx、.pdf。")],
    mark: Annotated[
        str,
        typer.Option(
            metavar="标志",
            help="排成带红头的整件公文，标志是这几个字；分两行的，中间写 /；几个机关的，中间写“；”。不写则只排文字。",
        ),
    ] = "",
    layout: Annotated[
        str,
        typer.Option(metavar="版式", help="红头的版式：文件、信函或纪要；不写的，标志以“纪要”结尾是纪要，其余是文件。"),
    ] = "",
    standard: StandardWord = "gbt9704",
    preprinted: Preprinted = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="Word 文件里有带不进来的内容，也照样排。")] = False,
    json: AsJson = False,
) -> None:
    """把写好的稿件排成规范格式，一字不增、一字不减、次序不变，并逐行说明认作什么、为什么、哪里没有把握。"""
    from docgen import pipeline
    from docgen.cli.asked import settings_with, standards_of
    from docgen.cli.machine import require

    if draft.suffix.lower() == WORD:
        if mark or layout:
            refuse([asked_wrongly("--mark、--layout 只用于文字稿件。", "Word 文件有没有红头，照文件里的认。")])
        writable(out, FORMATS)
        format_word(opened(draft), out, standards_of(standard, preprinted=preprinted).office, anyway=anyway, json=json)
    read = _readable(opened(draft), out, (*pipeline.DRAFTS, WORD))
    lines = [line.strip() for line in mark.split("/") if line.strip()]
    form = _layout(layout, marked=bool(lines))
    result = pipeline.formatted(read, draft.suffix.lower(), mark=lines, name=draft.stem, layout=form)
    if result.value is None:
        refuse([_placed(problem, draft) for problem in result.problems], ExitCode.NOT_MADE)
    suffix = out.suffix.lower().removeprefix(".")
    settings = settings_with()
    chosen = standards_of(standard, preprinted=preprinted).office
    require([suffix], [chosen], settings.cache)
    needed = pipeline.needs_fonts(suffix, chosen)
    fonts = pipeline.fonts_here(settings.cache, settings.fonts, chosen) if needed else None
    product = pipeline.write(result.value.document, suffix, fonts=fonts, standard=chosen)
    if unwritten := pipeline.put(out, product.data):
        refuse(unwritten, ExitCode.NOT_MADE)
    _end(result.value, product, out, json=json)


def _layout(word: str, *, marked: bool) -> Layout | None:
    """The form that a word of `--layout` asks for; None when none is asked for. A wrong word ends the command."""
    from docgen.document import Layout

    if not word:
        return None
    if word not in _LAYOUTS:
        refuse([asked_wrongly(f"没有“{word}”这种版式。", f"--layout 请写 {'、'.join(_LAYOUTS)}。")])
    if not marked:
        refuse([asked_wrongly("写了 --layout，没有写 --mark。", "版式是红头的版式，请用 --mark 写上发文机关标志。")])
    return Layout(_LAYOUTS[word])


def _readable(draft: Path, out: Path, known: tuple[str, ...]) -> bytes:
    """The bytes of a draft of which something can be made; else the command ends."""
    if draft.suffix.lower() not in known:
        refuse([asked_wrongly(f"{draft} 不是 {' 或 '.join(known)} 文件。", "请把稿件另存为纯文本，编码选 UTF-8。")])
    writable(out, FORMATS)
    return content_of(draft, largest=_LARGEST)


def _placed(problem: Problem, draft: Path) -> Problem:
    return Problem(code=problem.code, message=problem.message, hint=problem.hint, place=Place(file=draft.name))


def _end(formatted: Formatted, product: Product, out: Path, *, json: bool) -> None:
    """The report: on standard output what each line was taken for, what moved, and the file."""
    told = [problem for problem in product.problems if problem.code is not Code.RECIPIENTS_MOVED]
    moved = [*formatted.moved, *(problem.message for problem in product.problems if problem not in told)]
    if json:
        from docgen.batch.manifest import problems_fields

        say_json(
            {
                "out": str(out),
                "pages": product.pages,
                "parts": [asdict(taken) for taken in formatted.taken],
                "moved": moved,
                "problems": problems_fields(told),
            }
        )
        finish(ExitCode.FINE)
    for taken in formatted.taken:
        lines = f"{taken.first}" if taken.first == taken.last else f"{taken.first}—{taken.last}"
        say(f"第 {lines} 行　{taken.element}：{taken.text}（{taken.reason}）")
        if taken.doubt:
            say(f"　　没有把握：{taken.doubt}")
    for movement in moved:
        say(f"移动：{movement}")
    tell(told)
    say(f"做好了：{out}" + (f"（{product.pages} 页）" if product.pages else ""))
    finish(ExitCode.FINE)
