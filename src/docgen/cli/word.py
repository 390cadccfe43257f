"""`docgen pdf`: the PDF of a Word file as edited; and the way of a Word file through `docgen format`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from docgen.cli.files import content_of, in_a_folder, opened, writable
from docgen.cli.options import AsJson, Preprinted, StandardWord
from docgen.cli.speech import ExitCode, asked_wrongly, finish, refuse, say, say_json, tell
from docgen.problems import Problem, errors

if TYPE_CHECKING:
    from docgen.document import Document
    from docgen.pipeline import Product, Standard, WordPaper

__all__ = ["FORMATS", "WORD", "format_word", "pdf"]

WORD: Final = ".docx"
#: What a draft or a Word file can be laid out as.
FORMATS: Final = (".docx", ".pdf")


def pdf(
    file: Annotated[Path, typer.Argument(metavar="文件", help="Word 文件 .docx：本程序做的、改过的，或别处来的。")],
    out: Annotated[
        Path | None, typer.Option(metavar="文件", help="写到哪里（.pdf）；不写就在原文件旁边，同名。")
    ] = None,
    standard: StandardWord = "gbt9704",
    preprinted: Preprinted = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="有带不进来的内容，也照样出。")] = False,
    json: AsJson = False,
) -> None:
    """把改好的 Word 文件再出成 PDF，文字、表格、图片照改的来；带不进来的一一列出，不加 --anyway 就不出。"""
    from docgen.cli.asked import standards_of

    target = out or file.with_suffix(".pdf")
    content = _content(file)
    if target.suffix.lower() != ".pdf":
        refuse([asked_wrongly(f"不能写成 {target.name}。", "--out 的扩展名请写 .pdf；要 DOCX，用 docgen format。")])
    in_a_folder(target)
    chosen = standards_of(standard, preprinted=preprinted).office
    paper, problems = _read(content, file.name, chosen)
    _carried(problems, "没有出 PDF", anyway=anyway)
    product = _written(paper.document, target, chosen, made_from=content)
    told = (*problems, *product.problems)
    if json:
        _say_json(target, product, told)
        finish(ExitCode.FINE)
    tell(told)
    say(f"做好了：{target}（{product.pages} 页）")
    finish(ExitCode.FINE)


def format_word(file: Path, out: Path, standard: Standard, *, anyway: bool, json: bool) -> None:
    """Lay a Word file out anew, and say what each part was taken for."""
    from docgen import pipeline

    content = _content(file)
    writable(out, FORMATS, source=file)
    paper, problems = _read(content, file.name, standard)
    _carried(problems, "没有排", anyway=anyway)
    document, emphasized = pipeline.plain_paper(paper.document)
    product = _written(document, out, standard)
    told = [problem for problem in (*problems, *product.problems) if problem.code.code != "D03" or not paper.taken]
    if json:
        _say_json(out, product, told, parts=[asdict(taken) for taken in paper.taken], emphasized=emphasized)
        finish(ExitCode.FINE)
    for taken in paper.taken:
        say(f"{taken.place}　{taken.element}：{taken.text}（{taken.reason}）")
        if taken.doubt:
            say(f"　　没有把握：{taken.doubt}")
    if paper.ours:
        say("各部分按本程序的样式认定。")
    if emphasized:
        say(f"未保留：加粗、颜色、字号、对齐、另起页等手工设置 {emphasized} 处，照版式排；要保留的，用 docgen pdf。")
    tell(told)
    say(f"做好了：{out}" + (f"（{product.pages} 页）" if product.pages else ""))
    finish(ExitCode.FINE)


def _content(file: Path) -> bytes:
    if opened(file).suffix.lower() != WORD:
        refuse([asked_wrongly(f"{file} 不是 .docx 文件。", "请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”。")])
    return content_of(file)


def _read(content: bytes, name: str, standard: Standard) -> tuple[WordPaper, tuple[Problem, ...]]:
    from docgen import pipeline

    read = pipeline.read_word(content, name, standard)
    if read.value is None:
        refuse(read.problems, ExitCode.NOT_MADE)
    return read.value, read.problems


def _carried(problems: tuple[Problem, ...], what: str, *, anyway: bool) -> None:
    """End the command when something cannot be carried and nobody said that it does not matter."""
    lost = errors(problems)
    if not lost:
        return
    if anyway:
        return
    tell([*lost, f"有 {len(lost)} 处内容带不进来，{what}。照办法改好再做；就缺这些也行的，加 --anyway。"])
    finish(ExitCode.NOT_MADE)


def _written(document: Document, target: Path, standard: Standard, *, made_from: bytes | None = None) -> Product:
    """Lay out and write a file; a PDF says which Word file it was `made_from`, so that `batch` knows when it is old."""
    from docgen import pipeline
    from docgen.cli.asked import settings_with
    from docgen.cli.machine import require

    suffix = target.suffix.lower().removeprefix(".")
    settings = settings_with()
    require([suffix], [standard], settings.cache)
    needed = pipeline.needs_fonts(suffix, standard)
    fonts = pipeline.fonts_here(settings.cache, settings.fonts, standard) if needed else None
    product = pipeline.write(document, suffix, fonts=fonts, standard=standard)
    if made_from is not None:
        product = replace(product, data=pipeline.pdf_from(product.data, made_from))
    if unwritten := pipeline.put(target, product.data):
        refuse(unwritten, ExitCode.NOT_MADE)
    return product


def _say_json(target: Path, product: Product, told: Sequence[Problem], **more: object) -> None:
    from docgen.batch.manifest import problems_fields

    say_json(
        {
            "out": str(target),
            "pages": product.pages,
            **more,
            "problems": problems_fields(told),
        }
    )
