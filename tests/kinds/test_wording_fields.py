"""The table of fields is what kinds really hand over: every wording of both examples, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from docgen.dataset.records import Blank, Sourced
from docgen.dates import Deadline
from docgen.document import Run
from docgen.facts import Figure
from docgen.kinds import drafting
from docgen.kinds.all_kinds import all_wordings
from docgen.kinds.job import Request
from docgen.kinds.wordings.shapes import DAY, FLAG, NUMBER, TEXT, Many, Map, Pair, Rec, Shape
from docgen.pipeline import Road, load, plan
from docgen.resources import templates_dir

EXAMPLES = Path(__file__).parents[2] / "data_examples"


@cache
def contexts() -> dict[str, list[Mapping[str, Any]]]:
    """Name of a wording → some of the contexts it is rendered with: the first of each example, and later ones."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    rendered = drafting.render

    def render(name: str, context: Mapping[str, Any], *folders: Path) -> Any:
        found.setdefault(name, []).append(context)
        return rendered(name, context, *folders)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drafting, "render", render)
        for example in ("huitoukan", "anquan"):
            dataset = load(EXAMPLES / example / "dataset.xlsx").value
            assert dataset is not None
            road = Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)
            seen: dict[tuple[str, str], int] = {}
            for job in plan(dataset, Request(personal=True)):
                seen[job.kind, job.variant] = seen.get((job.kind, job.variant), 0) + 1
                if seen[job.kind, job.variant] <= 6:
                    road.compose(job)
    return found


def wrong(value: Any, shape: Shape, at: str) -> list[str]:
    """Where a value is not of the shape that the table gives it."""
    match shape:
        case Rec():
            if not isinstance(value, Mapping):
                return [f"{at}: {type(value).__name__} is no record"]
            names = {name for name in value if "：" not in name and name}
            told = set(shape.fields)
            odd = [f"{at}.{name}" for name in (names ^ told if value else ())]
            return odd + [each for name in names & told for each in wrong(value[name], shape.fields[name], name)]
        case Many():
            if isinstance(value, Blank):
                return []
            if not isinstance(value, list | tuple):
                return [f"{at}: {type(value).__name__} is not several"]
            return [each for one in value[:3] for each in wrong(one, shape.of, f"{at}[]")]
        case Pair():
            return wrong(value[0], shape.first, at) + wrong(value[1], shape.second, at)
        case Map():
            return [] if isinstance(value, Mapping) else [f"{at} is no mapping"]
    kinds: Any = {TEXT: (str, Sourced, Deadline), NUMBER: (int, float, Figure), FLAG: (bool,)}.get(shape)
    if shape is DAY:
        return [] if value is None or hasattr(value, "year") or isinstance(value, Blank) else [f"{at} is no day"]
    fits = kinds is None or isinstance(value, (*kinds, Blank, Run))
    return [] if fits else [f"{at}: {type(value).__name__} for {shape}"]


@pytest.mark.parametrize("name", list(all_wordings()))
def test_a_wording_gets_the_fields_of_the_table_and_no_other(name: str) -> None:
    told = all_wordings()[name].fields

    assert [] == [
        fault
        for context in contexts()[name]
        for fault in (
            *(f"{name}.{field}" for field in set(context) ^ set(told)),
            *(each for field in told for each in wrong(context.get(field), told[field], f"{name}.{field}")),
        )
    ]


def test_every_wording_that_is_rendered_is_in_the_table() -> None:
    assert set(all_wordings()) == set(contexts())
