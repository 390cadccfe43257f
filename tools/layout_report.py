"""Do DOCX and PDF agree? Pages, first characters of pages and lines, LibreOffice's print of the one against the other.

Usage: python -m tools.layout_report [--all] [REPORT.md]. By default one paper of each kind and variant of both
examples; with --all every paper. Needs LibreOffice and Fandol. Two prints are compared (see `tools.libreoffice`): as
LibreOffice reads the file, and as the file says. Prints a table and writes docs/layout-report.md.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber
from tools import libreoffice

from docgen.document import Document
from docgen.kinds.job import CONSOLIDATED, Request
from docgen.pipeline import Road, fonts_here, load, plan, write
from docgen.resources import templates_dir
from docgen.settings import read_settings

__all__ = ["Agreement", "compare", "main", "read"]

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ("huitoukan", "anquan")
#: Papers that LibreOffice is given at a time.
BATCH = 60
#: What stands in text of at least this size (pt) is a body line; cells, notes and 版记 are smaller.
BODY = 15.0
#: Baselines nearer than this (pt) are one line: faces in a line may differ a little.
APART = 2.5
HEADINGS = {"printed": "LibreOffice 按文件原样", "as_said": "纠正 LibreOffice 两处误读后"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The characters on one baseline, left to right, without blanks; `size` is that of the largest (pt)."""

    text: str
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How two prints of one paper agree: pages of each; of pages, body lines and small lines: alike, and how many."""

    pages: tuple[int, int] = (0, 0)
    papers: tuple[int, int] = (0, 0)  # with equal page counts, all
    firsts: tuple[int, int] = (0, 0)
    body: tuple[int, int] = (0, 0)
    small: tuple[int, int] = (0, 0)

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            **{
                name: tuple(one + two for one, two in zip(getattr(self, name), getattr(other, name), strict=True))
                for name in self.__slots__
            }
        )


def read(pdf: Path) -> list[list[Line]]:
    """The lines of each page, top to bottom, without page numbers (turned ones are not upright)."""
    with pdfplumber.open(pdf) as opened:
        return [_lines([char for char in page.chars if char["upright"]]) for page in opened.pages]


def _lines(characters: list[dict[str, object]]) -> list[Line]:
    rows: list[tuple[float, list[dict[str, object]]]] = []
    for char in sorted(characters, key=lambda char: -char["matrix"][5]):
        if not str(char["text"]).strip():
            continue
        height = char["matrix"][5]
        if not rows or rows[-1][0] - height > APART:
            rows.append((height, []))
        rows[-1][1].append(char)
    lines = []
    for _, row in rows:
        row.sort(key=lambda char: char["x0"])
        lines.append(Line(text="".join(str(char["text"]) for char in row), size=max(char["size"] for char in row)))
    return [line for line in lines if not _is_number(line.text)]


def _is_number(text: str) -> bool:
    return text.startswith("—") and text.endswith("—") and text.strip("—").isdigit()


def compare(ours: list[list[Line]], theirs: list[list[Line]]) -> Agreement:
    """Compare two prints of one paper."""
    heads = [_heads(ours), _heads(theirs)]
    return Agreement(
        pages=(len(ours), len(theirs)),
        papers=(int(len(ours) == len(theirs)), 1),
        firsts=(sum(one == two for one, two in zip(*heads, strict=False)), max(map(len, heads))),
        body=_alike(*([line.text for page in paper for line in page if line.size >= BODY] for paper in (ours, theirs))),
        small=_alike(*([line.text for page in paper for line in page if line.size < BODY] for paper in (ours, theirs))),
    )


def _heads(paper: list[list[Line]]) -> list[str]:
    """The first character of each page; under a table's header where the page begins with the one before's."""
    found = []
    before: list[str] = []
    for page in paper:
        texts = [line.text for line in page]
        repeated = next((at for at, text in enumerate(texts) if text not in before), 0)
        found.append(texts[repeated][0] if texts else "")
        before = texts
    return found


def _alike(ours: list[str], theirs: list[str]) -> tuple[int, int]:
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()), max(len(ours), len(theirs))


def papers(*, every: bool) -> Iterator[tuple[str, Document]]:
    """The papers of both examples by name; `every` one, or the first of each kind and variant."""
    for example in EXAMPLES:
        dataset = load(ROOT / "data_examples" / example / "dataset.xlsx").value
        assert dataset is not None
        road = Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)
        seen = set()
        for number, job in enumerate(plan(dataset, Request())):
            sort = (job.kind, job.variant, job.unit == CONSOLIDATED)
            if sort in seen and not every:
                continue
            composed = road.compose(job).value
            if composed is None:
                continue
            seen.add(sort)
            said = "-".join(part for part in (example, job.kind, job.variant, job.unit) if part)
            yield (f"{said}-{number}" if every else said), composed.document


def main(arguments: list[str]) -> None:
    """Compare, print the table, write the report."""
    every = "--all" in arguments
    names = [argument for argument in arguments if not argument.startswith("--")]
    report = Path(names[0]) if names else ROOT / "docs" / "layout-report.md"
    found: dict[str, dict[str, Agreement]] = {}
    batch: dict[str, Document] = {}
    for name, document in papers(every=every):
        batch[name] = document
        if len(batch) == BATCH:
            found |= _judged(batch)
            batch = {}
    found |= _judged(batch)
    text = _report(found, every=every)
    sys.stdout.write(text)
    report.write_text(text, encoding="utf-8")


def _judged(batch: Mapping[str, Document]) -> dict[str, dict[str, Agreement]]:
    if not batch:
        return {}
    settings = read_settings().value
    assert settings is not None
    fonts = fonts_here(settings.cache)
    with TemporaryDirectory() as name:
        folder = Path(name)
        ours = {}
        for paper, document in batch.items():
            (folder / f"{paper}.pdf").write_bytes(write(document, "pdf", fonts=fonts).data)
            ours[paper] = read(folder / f"{paper}.pdf")
        files = {paper: write(document, "docx").data for paper, document in batch.items()}
        judged: dict[str, dict[str, Agreement]] = {paper: {} for paper in batch}
        for way in HEADINGS:
            (folder / way).mkdir()
            for paper, pdf in getattr(libreoffice, way)(files, folder / way).items():
                judged[paper][way] = compare(ours[paper], read(pdf))
        return judged


def _report(found: Mapping[str, Mapping[str, Agreement]], *, every: bool) -> str:
    which = "两个示例的全部文书" if every else "两个示例的每种文书、每种版本各一件"
    lines = [
        "# DOCX 与 PDF 的版面是否一致",
        "",
        f"`make layout-report` 写于 {date.today().isoformat()}，{platform.machine()}，{os.cpu_count()} 核。",
        f"范围：{which}，共 {len(found)} 件。DOCX 由 LibreOffice 排版（以 Fandol 代替指定字体），与本程序的 PDF 比较。",
        "“误读”指 `overflowPunct` 读反、`autoSpaceDE/DN` 不读，见 formats/docx.md；Word 按文件所写排版。",
        "正文行指三号及以上的行；小字行指表格、说明、版记中的行。",
        "",
        "| 比较方式 | 页数相同的文书 | 每页首字相同 | 正文行相同 | 小字行相同 |",
        "|---|---|---|---|---|",
    ]
    for way, heading in HEADINGS.items():
        lines.append(_total(heading, [judged[way] for judged in found.values()]))
        others = [judged[way] for paper, judged in found.items() if "-ledger-" not in paper]
        lines.append(_total(f"{heading}，台账以外", others))
    lines += ["", "目标：页数全部相同，首字 95%，正文行 92%。", ""]
    for way, heading in HEADINGS.items():
        lines += [f"## {heading}", "", "| 文书 | 页数 PDF／DOCX | 首字 | 正文行 | 小字行 |", "|---|---|---|---|---|"]
        for paper, judged in found.items():
            one = judged[way]
            cells = (_share(one.firsts), _share(one.body), _share(one.small))
            lines.append(f"| {paper} | {one.pages[0]}／{one.pages[1]} | " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def _total(heading: str, judged: list[Agreement]) -> str:
    total = sum(judged, Agreement())
    shares = (total.papers, total.firsts, total.body, total.small)
    return f"| {heading} | " + " | ".join(_share(share) for share in shares) + " |"


def _share(share: tuple[int, int]) -> str:
    alike, every = share
    return f"{alike}/{every}（{alike / every:.1%}）" if every else "—"


if __name__ == "__main__":
    main(sys.argv[1:])
