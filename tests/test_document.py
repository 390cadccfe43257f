"""The tree: runs, whose slots are set by hand, are what a frozen dataclass is, and all of them are found."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from inspect import signature
from typing import Any

import pytest

from docgen.document import Cell, Column, Paragraph, Row, Run, Table
from docgen.facts.figures import Figure
from docgen.walk import runs
from tests.trees import text


@pytest.mark.parametrize(
    "made",
    [Run(text="正文"), Figure(name="问题总数", value=3, text="3", unit="项")],
    ids=lambda made: type(made).__name__,
)
def test_every_field_is_given_as_a_dataclass_takes_it_and_none_is_changed(made: Any) -> None:
    kind = type(made)
    for each in fields(kind):
        parameter = signature(kind).parameters[each.name]
        assert parameter.kind is parameter.KEYWORD_ONLY
        assert (each.default, each.type) == (
            parameter.default if parameter.default is not parameter.empty else each.default,
            parameter.annotation,
        )
        with pytest.raises(FrozenInstanceError):
            setattr(made, each.name, None)
    assert len(fields(kind)) == len(signature(kind).parameters)
    assert made == replace(made)


def test_the_runs_of_a_footnote_follow_the_run_that_calls_for_it() -> None:
    inner = Run(text="注中", footnote=(text("注中之注"),))
    called = Run(text="正文", footnote=((inner,), text("又一段")))
    table = Table(columns=(Column(width=1),), rows=(Row(cells=(Cell(lines=(text("格"), (), text("次行"))),)),))
    body = (Paragraph(lead=text("导语"), runs=(called, Run(text="后"))), table)
    assert ["导语", "正文", "注中", "注中之注", "又一段", "后", "格", "次行"] == [run.text for run in runs(body)]


def test_the_runs_of_a_run_are_itself_and_its_footnotes() -> None:
    assert ["正文", "注"] == [run.text for run in runs(Run(text="正文", footnote=(text("注"),)))]
    assert [] == [*runs(())]
