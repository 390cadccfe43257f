"""`docgen batch --changed`: which papers the batch would make anew, with old and new text; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from docgen.cli.progress import progress
from docgen.cli.speech import ExitCode, finish, say, say_json, tell
from docgen.problems import errors

if TYPE_CHECKING:
    from docgen.batch.changed import Changed
    from docgen.batch.order import Order
    from docgen.batch.plan import PlannedPaper

__all__ = ["tell_changed"]


def tell_changed(papers: Sequence[PlannedPaper], order: Order, formats: Sequence[str], *, json: bool) -> NoReturn:
    """Tell what has changed, and end."""
    from docgen.batch.changed import changed
    from docgen.batch.making import knowing

    order, _ = knowing(order, formats)
    found: list[Changed] = []
    with progress("正在比较", len(papers), "件") as advance:
        for each in changed(papers, order):
            found.append(each)
            advance()
    if json:
        say_json({"changed": [_fields(each) for each in found if each.now.name != "AS_IS"]})
    else:
        _say(found)
    failed = any(errors(each.problems) for each in found)
    finish(ExitCode.NOT_MADE if failed or errors(order.dataset.problems) else ExitCode.FINE)


def _fields(each: Changed) -> dict[str, object]:
    from docgen.batch.manifest import problems_fields

    return {
        "path": each.path,
        "now": each.now.value,
        "edited": each.edited,
        "changes": each.comparison.fields()["changes"] if each.comparison else [],
        "problems": problems_fields(each.problems),
    }


def _say(found: Sequence[Changed]) -> None:
    from docgen.batch.changed import Now

    tell(dict.fromkeys(problem for each in found for problem in errors(each.problems)))
    for each in found:
        if each.now is Now.OTHERWISE:
            say(f"{each.path}{'（有人改过，下面也有改的）' if each.edited else ''}")
            for change in each.comparison.changes if each.comparison else ():
                say(f"    {change.place}：{change.words}")
    for now in (Now.NEW, Now.SAME_WORDS, Now.NOT_MADE):
        for each in found:
            if each.now is now:
                say(f"{each.path}  {now.value}")
    count = Counter(each.now for each in found)
    amounts = "，".join(f"{now.value} {count[now]} 件" for now in Now if count[now])
    say(f"比较，没有写任何文件。{amounts}。")
