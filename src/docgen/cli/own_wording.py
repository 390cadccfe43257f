"""The office's own wording and kinds, as every command that makes papers or reads a dataset has to know them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from docgen.cli.asked import kinds_of, settings_with
from docgen.cli.speech import ExitCode, asked_wrongly, refuse, tell
from docgen.kinds.all_kinds import KINDS, all_wordings, take_in, wordings_of
from docgen.kinds.job import Kind
from docgen.kinds.wordings.own import behind, own_faults, own_files, strangers
from docgen.problems import Code, Place, Problem
from docgen.refusals import why
from docgen.resources import templates_dir
from docgen.settings import Settings

__all__ = ["SHIPPED", "asked_kinds", "require_sound", "with_own_kinds"]

SHIPPED = templates_dir() / "wording"


def with_own_kinds(settings: Settings) -> Path | None:
    """The folder of the office's own wording if it is there, its kinds taken in; faults in these end the command."""
    folder = settings.wording
    if folder is None or not folder.is_dir():
        return None
    try:
        problems = take_in(folder)
    except OSError as error:
        refuse([asked_wrongly(f"措辞文件夹 {folder} 读不出（{why(error)}）。", "请用 --wording 换一个文件夹。")])
    if problems:
        refuse(problems)
    return folder


def asked_kinds(
    words: Sequence[str], workers: str | None = None, wording: str | None = None
) -> tuple[Settings, tuple[Kind, ...]]:
    """The settings and the kinds of words, the office's own among them; their wordings are sound."""
    settings = settings_with(workers, wording)
    own = with_own_kinds(settings)
    kinds = kinds_of(words)
    require_sound(own, [kind.NAME for kind in kinds])
    return settings, kinds


def require_sound(own: Path | None, kinds: Collection[str] = ()) -> None:
    """End the command when the office's own wording of these kinds (none named: of all) has faults.

    All are told at once: no paper falls back on the shipped wording without a word. What the program has changed since
    a wording was copied is a note.
    """
    if own is None:
        return
    asked = {name: each for kind in kinds or KINDS for name, each in wordings_of(kind).items()}
    problems = (*strangers(own, SHIPPED, all_wordings()), *own_faults(own, SHIPPED, asked))
    if problems:
        last = asked_wrongly(f"本单位的措辞有 {len(problems)} 处错误，没有制作。", f"措辞在 {own}，改好再做。")
        refuse([*problems, last], ExitCode.NOT_MADE)
    tell(
        Problem(
            code=Code.WORDING_BEHIND,
            message="本单位复制之后，程序原来的措辞有了变化，仍用本单位的",
            hint="用 docgen wording diff 看变了什么",
            place=Place(file=path.name),
        )
        for path in own_files(own)
        if behind(path, SHIPPED)
    )
