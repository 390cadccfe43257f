"""The runs of a tree in their order."""

from __future__ import annotations

from docgen.document import Cell, Column, Paragraph, Row, Run, Table
from docgen.walk import runs
from tests.trees import text


def test_the_runs_of_a_footnote_follow_the_run_that_calls_for_it() -> None:
    inner = Run(text="注中", footnote=(text("注中之注"),))
    called = Run(text="正文", footnote=((inner,), text("又一段")))
    table = Table(columns=(Column(width=1),), rows=(Row(cells=(Cell(lines=(text("格"), (), text("次行"))),)),))
    body = (Paragraph(lead=text("导语"), runs=(called, Run(text="后"))), table)
    assert ["导语", "正文", "注中", "注中之注", "又一段", "后", "格", "次行"] == [run.text for run in runs(body)]


def test_the_runs_of_a_run_are_itself_and_its_footnotes() -> None:
    assert ["正文", "注"] == [run.text for run in runs(Run(text="正文", footnote=(text("注"),)))]
    assert [] == [*runs(())]
