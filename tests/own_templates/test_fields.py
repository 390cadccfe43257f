"""The table of fields: every column of the records is in it; list, schema and context derive from it."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.dataset.records import Campaign, Dataset, GroupOfInspectors, Paper, Unit
from docgen.kinds.papers import paper_for
from docgen.own_templates.context import Subject, context
from docgen.own_templates.fields import TABLES, headers
from docgen.own_templates.listing import json_schema, rows_of
from docgen.own_templates.meanings import MEANINGS, NOT_FOR_PAPERS
from docgen.own_templates.papers import shape_for
from docgen.own_templates.shapes import Shape, Sort, plain_name
from docgen.own_templates.values import Fields
from tests.own_templates.word import small

RECORDS: dict[str, Any] = {
    "活动": Campaign,
    "发文": Paper,
    "单位": Unit,
    "督导组": GroupOfInspectors,
    **{table.record.SHEET: table.record for table in TABLES},
}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return small()


@pytest.mark.parametrize("sheet", RECORDS)
def test_every_column_has_a_meaning_or_is_of_no_use_in_a_paper(sheet: str) -> None:
    meant, left = set(MEANINGS[sheet]), NOT_FOR_PAPERS.get(sheet, frozenset())

    assert set(headers(RECORDS[sheet])) == meant | left
    assert set() == meant & left


def values_of(shape: Shape, value: Any, path: str) -> list[str]:
    """The paths of fields that the table has and the context does not."""
    if shape.sort is Sort.ROWS:
        return [] if not value else values_of(Shape(sort=Sort.GROUP, fields=shape.fields), value[0], f"{path}[]")
    missing = []
    for name, inner in (shape.fields or {}).items():
        assert isinstance(value, Fields), path
        try:
            found = value.get(name)
        except KeyError:
            missing.append(f"{path}.{name}")
            continue
        missing += values_of(inner, found, f"{path}.{name}")
    return missing


def test_the_context_has_every_field_of_the_table(dataset: Dataset) -> None:
    subject = Subject(dataset=dataset, paper=paper_for(dataset, "通知", None), unit=dataset.unit("东城分馆"))
    values = context(subject)
    shape = shape_for(dataset)

    assert set(shape) == set(values)
    assert [] == [path for name, each in shape.items() for path in values_of(each, values[name], name)]


def test_the_list_has_each_field_with_its_meaning_and_a_sample(dataset: Dataset) -> None:
    rows = {(row.loop, row.tag): row for row in rows_of(dataset)}

    assert "东城分馆" == rows["", "{{ 单位.名称 }}"].sample
    assert "善本库湿度偏高。" == rows["台账.古籍保护台账", "{{ 行.存在问题 }}"].sample
    assert all(row.meaning for row in rows.values())


def test_the_schema_says_the_same(dataset: Dataset) -> None:
    properties = json_schema(dataset)["properties"]

    assert set(shape_for(dataset)) == set(properties)
    assert ["东城分馆"] == properties["单位"]["properties"]["名称"]["examples"]
    assert "array" == properties["台账"]["properties"]["古籍保护台账"]["type"]


def test_a_header_that_no_tag_can_have_is_named_without_its_marks() -> None:
    assert ["四风方面突出问题", "_12345热线", "AB"] == [
        plain_name(text) for text in ("“四风”方面突出问题", "12345热线", "A-B")
    ]
