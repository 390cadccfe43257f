"""The coordinator's memory: twenty times as many short papers of the same dataset, each a DOCX.

The dataset has 500 units and nothing else that grows. Twenty kinds of an office's own, of one and the same short text,
each make a paper a unit: one of them gives 500 documents, all of them 10,000.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from bench.command_rows import DOCGEN
from bench.papers import EXAMPLE, units_dataset
from bench.rows import Asked, Row, row, say
from bench.watched import watched

__all__ = ["memory", "write_dataset", "write_kinds"]

_KEPT: Final = ("活动", "发文", "台账定义")
_NAMES: Final = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
_WORDING: Final = """# 标题
关于抓紧报送材料的通知
# 主送
{{ 主送机关 }}：
# 正文
请{{ 单位.规范化简称 }}抓紧报送有关材料，经主要负责人审核后报送{{ 自称 }}。
"""


def memory(asked: Asked) -> Iterator[Row]:
    """The peak at 10,000 documents beside that at 500."""
    units, kinds = (10, 2) if asked.quick else (500, len(_NAMES))
    dataset, wording = asked.folder / "short.yaml", asked.folder / "kinds"
    write_dataset(dataset, units)
    names = write_kinds(wording, kinds)
    peaks = []
    for chosen in (names[:1], names):
        say(f"  memory at {units * len(chosen)} documents")
        with tempfile.TemporaryDirectory(dir=asked.folder) as out:
            command = [DOCGEN, "batch", str(dataset), "--wording", str(wording), "--format", "docx", "--out", out]
            command += ["--workers", "2", *(word for name in chosen for word in ("--kind", name))]
            peaks.append(watched(command))
            made = sum(1 for _ in Path(out).rglob("*.docx"))
            assert made == units * len(chosen), f"{made} documents"
    few, many = peaks
    documents = units * kinds
    yield row(
        "memory",
        f"memory of the coordinator at {documents:,} documents; theirs: at {units:,}",
        ours=f"{many.peak:.0f} MB",
        theirs=f"{few.peak:.0f} MB",
        value=many.peak / few.peak,
        must=("within 1.2 ×", 1.2),
        figures={"many": many.peak, "few": few.peak, "seconds": many.seconds},
    )
    yield row(
        "memory",
        f"memory of a worker at its peak, {documents:,} documents",
        ours=f"{many.worker_peak:.0f} MB",
        value=many.worker_peak,
        must=("under 400 MB", 400.0),
        figures={"worker": many.worker_peak},
        shown="",
    )


def write_dataset(path: Path, units: int) -> None:
    """The first example with that many other units, and no records of theirs."""
    shipped: dict[str, Any] = yaml.safe_load(EXAMPLE.with_suffix(".yaml").read_text(encoding="utf-8"))
    kept = {sheet: shipped[sheet] for sheet in _KEPT}
    made = units_dataset(units)
    headers = {form.name: ["单位", *(column.name for column in form.columns)] for form in made.forms}
    kept |= {name: {"列": columns, "行": []} for name, columns in headers.items()}
    rows = [
        {
            "代码": unit.code,
            "全称": unit.full_name,
            "规范化简称": unit.name,
            "类别": unit.category,
            "应报告": "是" if unit.must_report else "否",
            "排序": unit.order,
        }
        for unit in made.units
    ]
    kept["发文"] = {"列": kept["发文"]["列"], "行": [each for each in kept["发文"]["行"] if not each.get("单位")]}
    path.write_text(yaml.safe_dump({**kept, "单位": rows}, allow_unicode=True, sort_keys=False), encoding="utf-8")


def write_kinds(folder: Path, count: int) -> list[str]:
    """That many kinds of an office's own; their words."""
    folder.mkdir(exist_ok=True)
    words = []
    for place, name in enumerate(_NAMES[:count]):
        word = f"{name}类通知"
        piece = {
            "份数": "每个单位",
            "措辞": "short",
            "版式": "信函",
            "单位": {"应报告": "是"},
            "主送": "单位",
            "版记": "无",
        }
        kind = {"文种": word, "英文词": f"short-{place + 1}", "用途": "量内存", "取自": ["报送"], "件": [piece]}
        text = yaml.safe_dump(kind, allow_unicode=True, sort_keys=False)
        (folder / f"short-{place + 1}.yaml").write_text(text, encoding="utf-8")
        words.append(word)
    (folder / "short.txt").write_text(_WORDING, encoding="utf-8")
    return words
