"""`docgen standard show`: the measures in use, and where they depart from GB/T 9704—2012."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from docgen.cli.options import AsJson
from docgen.cli.speech import ExitCode, finish, say, say_json

__all__ = ["show", "standard"]


def standard(ctx: typer.Context) -> None:
    """查看版式。"""
    if ctx.invoked_subcommand is None:
        say(ctx.get_help().rstrip())


def show(
    source: Annotated[
        str, typer.Argument(metavar="[版式]", help="gbt9704（不写即是）、gbt33476，或本单位的版式文件。")
    ] = "gbt9704",
    unit: Annotated[str, typer.Option(metavar="单位", help="版式文件里另有规定的单位；不写则是本机关的。")] = "",
    json: AsJson = False,
) -> None:
    """列出版式的每项尺寸，先说哪些与 GB/T 9704—2012 不同、为什么；按规定、一般、推荐、惯例分列。"""
    from docgen.cli.asked import standards_of
    from docgen.cli.speech import asked_wrongly, nearest, refuse
    from docgen.standards.deviations import deviations
    from docgen.standards.measures import rows

    standards = standards_of(source)
    if unit and unit not in standards.units:
        known = f"有的是：{'、'.join(standards.units)}。" if standards.units else "这个版式不分单位。"
        refuse([asked_wrongly(f"版式里没有单位“{unit}”。", nearest(unit, list(standards.units), known))])
    standard = standards.of(unit or None)
    found, departures = tuple(rows(standard)), deviations(standard)
    if json:
        say_json(
            {
                "name": standard.name,
                "sha256": standards.digest,
                "deviations": [_plain(each) for each in departures],
                "measures": [_plain(row) for row in found],
            }
        )
        finish(ExitCode.FINE)
    say(f"版式：{standard.name}")
    if standards.units and not unit:
        say(f"另有规定的单位：{'、'.join(standards.units)}（加 --unit 看）")
    _say_differences(found)
    _say_departures(departures)
    _say_all(found)


def _say_differences(found: tuple[Any, ...]) -> None:
    changed = [row for row in found if row.usual]
    say()
    say(f"一、与 GB/T 9704—2012 的通行设置不同的：{len(changed)} 项" + ("" if changed else "，没有"))
    for strength, group in _grouped(changed):
        say(f"【{strength}】")
        for row in group:
            say(f"  {row.name}：{row.value}；通行 {row.usual}（{_clause(row.clause)}）")


def _say_departures(departures: tuple[Any, ...]) -> None:
    say()
    say(f"二、程序做不到或有意不照字面做的：{len(departures)} 项")
    for strength, group in _grouped(departures):
        say(f"【{strength}】")
        for each in group:
            say(f"  {each.what}（{each.where}，{_clause(each.clause)}）")
            say(f"    原因：{each.why}。")


def _say_all(found: tuple[Any, ...]) -> None:
    say()
    say(f"三、全部尺寸：{len(found)} 项")
    for strength, group in _grouped(found):
        say(f"【{strength}】")
        for row in group:
            say(f"  {row.name}：{row.value}（{_clause(row.clause)}）")


def _grouped(found: Any) -> list[tuple[str, list[Any]]]:
    """Rows by how binding they are, the most binding first."""
    from docgen.standards.measures import Strength

    groups = [(strength.value, [row for row in found if row.strength is strength]) for strength in Strength]
    return [(name, group) for name, group in groups if group]


def _clause(clause: str) -> str:
    return "标准没有规定" if clause == "无" else clause


def _plain(row: Any) -> dict[str, Any]:
    return {**asdict(row), "strength": row.strength.value}
