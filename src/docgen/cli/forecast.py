"""`docgen batch --dry-run`: what would be made, told by kind and unit; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NoReturn

from docgen.cli.progress import progress
from docgen.cli.speech import ExitCode, finish, say, say_json, tell
from docgen.problems import errors

if TYPE_CHECKING:
    from docgen.batch.forecast import Foreseen
    from docgen.batch.plan import PlannedPaper
    from docgen.batch.run import Order

__all__ = ["foretell"]

_MINUTE = 60


def foretell(papers: Sequence[PlannedPaper], order: Order, *, json: bool) -> NoReturn:
    """Tell what the batch would make, and end."""
    from docgen.batch.forecast import foreseen, lines_of
    from docgen.batch.roads import road_of

    road = road_of(order.dataset, order.settings, allow_incomplete=order.allow_incomplete)
    found: list[Foreseen] = []
    with progress("正在试算", len(papers), "件") as advance:
        for each in foreseen(papers, road, order.standards):
            found.append(each)
            advance()
    if json:
        say_json(_fields(found, order.settings.workers))
    else:
        _say(found, order.settings.workers)
    failed = [line for line in lines_of(found) if line.failed]
    finish(ExitCode.NOT_MADE if failed or errors(order.dataset.problems) else ExitCode.FINE)


def _fields(found: Sequence[Foreseen], workers: int) -> dict[str, object]:
    from docgen.batch.forecast import lines_of, seconds, series_needed

    return {
        "dry_run": True,
        **_counted(found),
        "kinds": {kind: _counted(papers) for kind, papers in _by_kind(found)},
        "units": {unit: _counted(papers) for unit, papers in _by_unit(found)},
        "numbers": series_needed(found),
        "numbers_of_units": sum(1 for each in found if each.series and each.own),
        "seconds": round(seconds(found, workers)),
        "lines": [line.fields() for line in lines_of(found)],
    }


def _counted(papers: Iterable[Foreseen]) -> dict[str, object]:
    made = [each for each in papers if each.pages is not None]
    return {
        "papers": len(made),
        "files": sum(len(each.formats) for each in made),
        "pages_estimated": sum(each.pages or 0 for each in made),
    }


def _by_kind(found: Sequence[Foreseen]) -> list[tuple[str, list[Foreseen]]]:
    return [(kind, list(papers)) for kind, papers in groupby(found, key=lambda each: each.paper.job.kind)]


def _by_unit(found: Sequence[Foreseen]) -> list[tuple[str, list[Foreseen]]]:
    units: dict[str, list[Foreseen]] = {}
    for each in found:
        units.setdefault(each.paper.job.unit, []).append(each)
    return list(units.items())


def _say(found: Sequence[Foreseen], workers: int) -> None:
    from docgen.batch.forecast import lines_of, seconds
    from docgen.cli.batch import by_rule, each_error
    from docgen.kinds.all_kinds import KINDS

    left = lines_of(found)
    tell(each_error(left))
    say(f"试算，没有写任何文件。将做 {_amount(found)}：")
    for kind, papers in _by_kind(found):
        if any(each.pages is not None for each in papers):
            say(f"    {KINDS[kind].WORD}：{_amount(papers)}")
    by_unit = (f"{unit} {_counted(papers)['papers']} 件" for unit, papers in _by_unit(found))
    say(f"按单位：{'、'.join(by_unit)}。")
    _say_numbers(found)
    if left:
        say(f"不能做的 {len(left)} 件：{by_rule(left)}。")
    if notes := by_rule([each.line for each in found if each.pages is not None]):
        say(f"能做的当中有：{notes}。")
    say(f"估计用时：{_duration(seconds(found, workers))}（{workers} 个进程）。页数由文字和表格推算，每件可能差一页。")


def _amount(papers: Iterable[Foreseen]) -> str:
    count = _counted(papers)
    return f"{count['papers']} 件，{count['files']} 个文件，约 {count['pages_estimated']} 页"


def _say_numbers(found: Sequence[Foreseen]) -> None:
    from docgen.batch.forecast import series_needed

    needed = series_needed(found)
    own = sum(1 for each in found if each.series and each.own)
    parts = []
    if needed:
        series = "、".join(f"{name} {count} 个" for name, count in needed.items())
        parts.append(f"要编文号 {sum(needed.values())} 个：{series}")
    if own:
        parts.append(f"各单位自己编文号的 {own} 件")
    if parts:
        say(f"{'；'.join(parts)}。")


def _duration(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"约 {max(1, round(seconds))} 秒"
    return f"约 {round(seconds / _MINUTE)} 分钟"
