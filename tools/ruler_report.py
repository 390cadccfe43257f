"""What the ruler found, as the section 尺量 of the report: figures of each measure, what was outside, short lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tools.prints import Judged, Tally
from tools.ruler import TABLE, Measure, Print

__all__ = ["section"]

HEADINGS = {Print.PDF: "本程序的 PDF", Print.OFFICE: "LibreOffice 排的 DOCX"}
#: Papers listed by name for one measure; of more only the number is given.
LISTED = 30


def section(papers: Sequence[Judged]) -> Iterator[str]:
    """The lines of the section."""
    yield "## 尺量"
    yield ""
    yield "不用本程序的标准表和检查，另以字面毫米数量页面：字符由 pdfminer 读，墨迹由 pdfium 按 300 点每英寸画出再量。"
    yield "随文书而定的数（署名右空等）折算到该项的一般数值。"
    yield "DOCX 的每行字数只数全是全角字的行：西文和数字的宽窄随代用字体。"
    yield ""
    for by, heading in HEADINGS.items():
        yield from _figures(papers, by, heading)
        yield from _outside(papers, by)
        yield from _short(papers, by)


def _figures(papers: Iterable[Judged], by: Print, heading: str) -> Iterator[str]:
    totals: dict[str, Tally] = {}
    for paper in papers:
        for name, tally in paper.tallies[by].items():
            totals.setdefault(name, Tally()).merge(tally)
    every = sum(tally.taken for tally in totals.values())
    yield f"### {heading}：量了 {every} 处，超出 {sum(tally.outside for tally in totals.values())} 处"
    yield ""
    yield "| 量什么 | 条款 | 应为 | 允许 | 处数 | 最小 | 中位 | 最大 | 超出 |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, wanted in TABLE.items():
        if name not in totals:
            continue
        tally = totals[name]
        allowed = wanted.pdf if by is Print.PDF else wanted.office
        values = sorted(tally.values)
        spread = (values[0], _median(tally), values[-1]) if values else ("—",) * 3
        cells = (f"{wanted.value:g}{wanted.unit}", f"±{allowed:g}", tally.taken, *spread, tally.outside)
        yield f"| {name} | {wanted.clause} | " + " | ".join(map(str, cells)) + " |"
    yield ""


def _median(tally: Tally) -> float:
    half, seen = sum(tally.values.values()) / 2, 0
    for value in sorted(tally.values):
        seen += tally.values[value]
        if seen >= half:
            return value
    raise ValueError("no values")


def _outside(papers: Iterable[Judged], by: Print) -> Iterator[str]:
    found: dict[str, dict[str, list[Measure]]] = {}
    for paper in papers:
        for one in paper.listed[by]:
            if not one.ok:
                found.setdefault(one.name, {}).setdefault(paper.paper, []).append(one)
    if found:
        yield "超出的："
        yield ""
    for name, where in found.items():
        yield f"* {name}（{len(where)} 件）"
        for paper, measures in list(where.items())[:LISTED]:
            places = "，".join(f"第{one.page}页 {_number(one.found)}" for one in measures[:6])
            more = f" 等 {len(measures)} 处" if len(measures) > 6 else ""
            note = f"（{measures[0].note}）" if measures[0].note else ""
            yield f"  * {paper}：{places}{more}{note}"
        if len(where) > LISTED:
            yield f"  * 另有 {len(where) - LISTED} 件"
    if found:
        yield ""


def _short(papers: Iterable[Judged], by: Print) -> Iterator[str]:
    """Lines that one unbreakable piece leaves more than four 字 short: they may end earlier, and are listed."""
    short = [(paper.paper, one) for paper in papers for one in paper.listed[by] if one.short]
    if not short:
        return
    yield f"下一段文字拆不开、行末空四字以上的行（允许）：{len(short)} 行。"
    yield ""
    yield from (f"* {paper} 第{one.page}页：{one.note}" for paper, one in short[:LISTED])
    if len(short) > LISTED:
        yield f"* 另有 {len(short) - LISTED} 行"
    yield ""


def _number(found: float | None) -> str:
    return "没有" if found is None else f"{found:.2f}"
