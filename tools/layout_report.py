"""Do DOCX and PDF agree, and do both hold before a ruler? Lines of both prints compared, their measures taken.

Usage: python -m tools.layout_report [--all] [REPORT.md]. By default one paper of each kind and variant of both
examples, and the public drafts; with --all every paper. Needs LibreOffice and Fandol. Works in as many processes as
there are cores; prints the report and writes docs/layout-report.md.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from time import monotonic

from tools.agreement import Agreement, compare, read
from tools.papers import ROOT, drafts, papers, sort_of
from tools.prints import Judged, judged
from tools.ruler_report import section

__all__ = ["Agreement", "compare", "main", "papers", "read"]


def main(arguments: list[str]) -> None:
    """Lay out, compare, measure; print and write the report."""
    every = "--all" in arguments
    names = [argument for argument in arguments if not argument.startswith("--")]
    report = Path(names[0]) if names else ROOT / "docs" / "layout-report.md"
    begun = monotonic()
    found = list(judged(chain(papers(every=every), drafts()), os.cpu_count() or 1))
    text = "\n".join(_report(found, every=every, minutes=(monotonic() - begun) / 60))
    sys.stdout.write(text)
    report.write_text(text, encoding="utf-8")


def _report(found: Sequence[Judged], *, every: bool, minutes: float) -> Iterator[str]:
    which = "两个示例的全部文书" if every else "两个示例的每种文书、每种版本各一件"
    machine = f"{platform.machine()}，{os.cpu_count()} 核，用时 {minutes:.0f} 分钟"
    yield "# DOCX 与 PDF 的版面：尺量，是否一致"
    yield ""
    yield f"`make layout-report` 写于 {date.today().isoformat()}，{machine}。"
    yield f"范围：{which}，以及公开公文稿件（tests/documents），共 {len(found)} 件。"
    yield "DOCX 由 LibreOffice 排版（以 Fandol 代替指定字体），与本程序的 PDF 比较。"
    yield ""
    yield from section(found)
    yield from _agreement(found)


def _agreement(found: Sequence[Judged]) -> Iterator[str]:
    yield "## 是否一致"
    yield ""
    yield "正文行指三号及以上的行；小字行指表格、说明、版记中的行。目标：页数全部相同，首字 95%，正文行 92%。"
    yield ""
    yield "| 范围 | 页数相同的文书 | 每页首字相同 | 正文行相同 | 小字行相同 |"
    yield "|---|---|---|---|---|"
    yield _total("全部", [paper.agreement for paper in found])
    yield _total("台账以外", [paper.agreement for paper in found if "-ledger-" not in paper.paper])
    yield ""
    yield from ("| 文书 | 件数 | 页数 PDF／DOCX | 首字 | 正文行 | 小字行 |", "|" + "---|" * 6)
    sorts: dict[str, list[Agreement]] = {}
    for paper in found:
        sorts.setdefault(sort_of(paper.paper), []).append(paper.agreement)
    for sort, agreements in sorts.items():
        one = sum(agreements, Agreement())
        cells = (_share(one.firsts), _share(one.body), _share(one.small))
        yield f"| {sort} | {len(agreements)} | {one.pages[0]}／{one.pages[1]} | " + " | ".join(cells) + " |"
    yield ""


def _total(heading: str, judged: list[Agreement]) -> str:
    total = sum(judged, Agreement())
    shares = (total.papers, total.firsts, total.body, total.small)
    return f"| {heading} | " + " | ".join(_share(share) for share in shares) + " |"


def _share(share: tuple[int, int]) -> str:
    alike, every = share
    return f"{alike}/{every}（{alike / every:.1%}）" if every else "—"


if __name__ == "__main__":
    main(sys.argv[1:])
