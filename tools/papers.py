"""The papers that reports and tests lay out: those of both examples, and public drafts read as `docgen format` does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.document import Document
from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.pipeline import Road, formatted, load, plan
from docgen.resources import templates_dir
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.title import shape
from docgen.writers.text import text_of

__all__ = ["EXAMPLES", "drafts", "of_each_length", "papers", "sort_of"]

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ("huitoukan", "anquan")
DRAFTS = ROOT / "tests" / "documents"
#: With a mark a draft becomes a whole paper: number and 抄送 go where the standard has them.
MARKS = {
    "guobanfa-2018-108": ("国务院办公厅文件",),
    "guobanhan-2018-71": ("国务院办公厅文件",),
    "suiminguizi-2025-2": ("广州市民政局文件",),
    "quzhengbanfa-2022-6": ("衢州市人民政府办公室文件",),
    "会议纪要": ("岚川能源集团办公会议纪要",),
    "联合通知": ("青石县教育局；青石县公安局；青石县市场监督管理局文件",),
    "huitoukan-notice": ("中共娄底市委党的群众路线教育实践活动", "领导小组文件"),
}


def papers(*, every: bool) -> Iterator[tuple[str, Document]]:
    """The papers of both examples by name; `every` one, or the first of each kind and variant."""
    seen = set()
    for name, sort, document in _composed(every=every):
        if every or sort not in seen:
            seen.add(sort)
            yield name, document


def of_each_length() -> Iterator[tuple[str, Document]]:
    """Of each kind and variant the shortest paper, one of middle length and the longest."""
    sorts: dict[tuple[object, ...], list[tuple[str, Document]]] = {}
    for name, sort, document in _composed(every=True):
        sorts.setdefault(sort, []).append((name, document))
    for found in sorts.values():
        found.sort(key=lambda paper: len(text_of(paper[1])))
        yield from (found[at] for at in sorted({0, len(found) // 2, len(found) - 1}))


def drafts() -> Iterator[tuple[str, Document]]:
    """The public drafts and the examples' as their text stands, and those that have a mark as whole papers."""
    folders = (DRAFTS, DRAFTS / "drafts", ROOT / "data_examples" / "drafts")
    for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
        marks: tuple[tuple[str, ...], ...] = ((), MARKS[path.stem]) if path.stem in MARKS else ((),)
        for mark in marks:
            read = formatted(path.read_bytes(), path.suffix, mark=mark, name=path.stem).value
            assert read is not None
            yield f"draft-{path.stem}{'-mark' if mark else ''}", read.document


def sort_of(name: str) -> str:
    """Example, kind and variant of a paper's name: what is reported together."""
    example, *rest = name.split("-")
    return name if example == "draft" else "-".join([example, *rest[:2]])


def _composed(*, every: bool) -> Iterator[tuple[str, tuple[object, ...], Document]]:
    for example in EXAMPLES:
        dataset = load(ROOT / "data_examples" / example / "dataset.xlsx").value
        assert dataset is not None
        road = Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)
        for number, job in enumerate(plan(dataset, Request())):
            composed = road.compose(job).value
            if composed is not None:
                sort = (example, job.kind, job.variant, job.unit == CONSOLIDATED)
                name = _name(example, job, str(number) if every else "")
                yield name, sort, shape(composed.document, GBT9704, road.names)


def _name(example: str, job: Job, number: str) -> str:
    return "-".join(part for part in (example, job.kind, job.variant or "本件", job.unit, number) if part)
