"""`python -m tools.make_examples [FOLDER]`: write both examples below FOLDER (data_examples): workbook, YAML, plan."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from tools.make_examples import anquan, huitoukan
from tools.make_examples.workbook import write

from docgen.problems import errors
from docgen.sources.conversion import convert

_ROOT = Path(__file__).resolve().parents[2]


def main(folder: Path) -> None:
    """Build both workbooks and convert them; a problem of the conversion ends the run."""
    write(
        folder / "huitoukan" / "dataset.xlsx",
        huitoukan.sheets(),
        title="整改落实情况“回头看”数据表（示例数据）",
        author="示例数据",
        day=datetime(2015, 2, 6, 9, 0),
        lists=huitoukan.LISTS,
    )
    write(
        folder / "anquan" / "dataset.xlsx",
        anquan.sheets(),
        title="冬季安全生产大检查数据表（示例数据）",
        author="示例数据",
        day=datetime(2024, 12, 31, 9, 0),
        lists=anquan.LISTS,
    )
    for example in ("huitoukan", "anquan"):
        for other in ("dataset.yaml", "plan.md"):
            problems = errors(convert(folder / example / "dataset.xlsx", folder / example / other))
            if problems:
                sys.exit("\n".join(str(problem) for problem in problems))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _ROOT / "data_examples")
