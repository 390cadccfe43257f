"""What is kept from one paper to the next changes no byte: the same papers with nothing kept."""

from __future__ import annotations

from collections import deque
from pathlib import Path

import pytest

from docgen.kinds.job import Request
from docgen.pipeline import Road, fonts_here, load, plan, write
from docgen.resources import templates_dir
from docgen.typesetting import line_breaking, paragraph_lines
from docgen.writers import style_sheet

EXAMPLE = Path(__file__).resolve().parents[2] / "data_examples" / "anquan" / "dataset.xlsx"
KINDS = ("notice", "report", "feedback")


def test_a_paper_is_the_same_with_nothing_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dataset = load(EXAMPLE).value
    assert dataset is not None
    road = Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)
    fonts = fonts_here(tmp_path)
    composed = [road.compose(plan(dataset, Request(kinds=(kind,)))[-1]).value for kind in KINDS]
    documents = [each.document for each in composed if each is not None]
    assert len(KINDS) == len(documents)

    def written() -> list[bytes]:
        return [write(each, form, names=road.names, fonts=fonts).data for each in documents for form in ("docx", "pdf")]

    kept = [written(), written()]
    for module, names in ((line_breaking, ("break_lines", "filled", "pieces_of")), (paragraph_lines, ("_settled",))):
        for name in names:
            monkeypatch.setattr(module, name, getattr(module, name).__wrapped__)
    monkeypatch.setattr(style_sheet, "_kept", deque(maxlen=0))
    assert [written(), written()] == kept
