"""The list of fields for people and for programs: every tag with its meaning, sort and a sample from the dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import TemplateError

from docgen.dataset.records import Blank, Dataset
from docgen.document import (
    Align,
    Document,
    Layout,
    Paragraph,
    Properties,
    Role,
    Table,
    Voice,
)
from docgen.kinds.papers import paper_for
from docgen.own_templates.context import Subject, context, ranks
from docgen.own_templates.filters import FILTERS
from docgen.own_templates.papers import shape_for
from docgen.own_templates.shapes import Shape, Sort
from docgen.own_templates.values import Fields, printing, text_of
from docgen.text_tables import said, text_table

__all__ = ["FieldRow", "document_of", "json_schema", "rows_of"]

#: 文种 whose 发文 row gives the samples: every office has one.
_WORD: Final = "通知"
_LONGEST: Final = 60  # characters of a sample
_NO_SAMPLE: Final = "（数据没有给）"
_FIELDS: Final = (("标签", 4.0, Align.LEFT), ("意思", 4.0, Align.LEFT), ("示例", 3.0, Align.LEFT))
_FILTERS: Final = (("写法", 4.0, Align.LEFT), ("用处", 4.0, Align.LEFT), ("印出来", 3.0, Align.LEFT))


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """A field as it is listed. `loop` is the field to loop over for it, empty for one that is named by itself."""

    group: str
    tag: str
    meaning: str
    sort: Sort
    sample: str
    loop: str = ""


def rows_of(dataset: Dataset) -> tuple[FieldRow, ...]:
    """Every field, in the order of the table; samples are those of the first unit that has its own papers."""
    shape = shape_for(dataset)
    subject = _subject(dataset)
    values = context(subject)
    with printing(ranks(subject)):
        return tuple(row for name, each in shape.items() for row in _rows(name, each, values.get(name)))


def _subject(dataset: Dataset) -> Subject:
    unit = next((unit for unit in dataset.units if unit.name != dataset.campaign.office), None)
    return Subject(dataset=dataset, paper=paper_for(dataset, _WORD, None), unit=unit)


def _rows(name: str, shape: Shape, value: Any, group: str = "", loop: str = "") -> Iterator[FieldRow]:
    group = group or name
    if shape.sort is Sort.ROWS:
        item = value[0] if isinstance(value, tuple) and value else None
        yield FieldRow(
            group=group,
            tag=f"{{% for 行 in {name} %}}…{{% endfor %}}",
            meaning=shape.meaning,
            sort=shape.sort,
            sample=f"{len(value)} 行" if isinstance(value, tuple) else "",
        )
        for inner, each in (shape.fields or {}).items():
            if each.sort is not Sort.GROUP:  # 各单位 has 数 and 台账 inside, which are listed by themselves
                yield from _rows(f"行.{inner}", each, _inside(item, inner), group, name)
    elif shape.sort is Sort.GROUP:
        for inner, each in (shape.fields or {}).items():
            yield from _rows(f"{name}.{inner}", each, _inside(value, inner), group)
    else:
        tag = f"{{{{ {name} }}}}"
        yield FieldRow(group=group, tag=tag, meaning=shape.meaning, sort=shape.sort, sample=_sample(value), loop=loop)


def _inside(value: Any, name: str) -> Any:
    try:
        return value.get(name) if isinstance(value, Fields) else None
    except KeyError:
        return None


def _sample(value: Any) -> str:
    if value is None or isinstance(value, Blank):
        return _NO_SAMPLE
    try:
        said = text_of(value).replace("\n", " ")
    except TemplateError:
        return _NO_SAMPLE
    if said.startswith("【待填") or not said:
        return _NO_SAMPLE
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def json_schema(dataset: Dataset) -> dict[str, Any]:
    """The context of a paper as a JSON Schema (2020-12): what a template of this dataset may name."""
    subject = _subject(dataset)
    values = context(subject)
    with printing(ranks(subject)):
        properties = {name: _schema(each, values.get(name)) for name, each in shape_for(dataset).items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{dataset.campaign.short}：模板字段",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


_TYPES: Final[Mapping[Sort, dict[str, Any]]] = {
    Sort.NUMBER: {"type": ["number", "string"]},
    Sort.DAY: {"type": "string", "format": "date"},
    Sort.FLAG: {"type": "boolean"},
    Sort.NAMES: {"type": "array", "items": {"type": "string"}},
}


def _schema(shape: Shape, value: Any) -> dict[str, Any]:
    about = {"description": shape.meaning}
    if shape.sort in (Sort.GROUP, Sort.ROWS):
        item = value[0] if isinstance(value, tuple) and value else value
        inside = {name: _schema(each, _inside(item, name)) for name, each in (shape.fields or {}).items()}
        made = {"type": "object", "properties": inside, "additionalProperties": shape.fields is None}
        return about | (made if shape.sort is Sort.GROUP else {"type": "array", "items": made})
    sample = _sample(value)
    examples = {} if sample == _NO_SAMPLE else {"examples": [sample]}
    return {**about, **_TYPES.get(shape.sort, {"type": "string"}), **examples}


# ---- as a Word file --------------------------------------------------------------------------------------------------


def document_of(dataset: Dataset) -> Document:
    """The list as a document whose tables staff copy tags from; the samples are the dataset's own."""
    title = "模板字段表"
    body: list[Paragraph | Table] = [
        _paragraph("表中“标签”一栏可以整格复制到自己的 Word 文件里，连同花括号。做文件时，它变成右边那样的内容。"),
        _paragraph("“几行”的字段要用循环：把开头写在表格这一行的第一格，把 {% endfor %} 写在同一行的最后一格。"),
    ]
    filters = ((each.example, each.purpose, each.shows) for each in FILTERS.values())
    groups: dict[str, list[FieldRow]] = {}
    for row in rows_of(dataset):
        groups.setdefault(row.loop or _loop_of(row) or row.group, []).append(row)
    for number, (name, found) in enumerate(groups.items(), 1):
        body += [_caption(f"表{number}　{name}"), text_table(_FIELDS, map(_cells, found), Voice.WORDING)]
    body += [
        _caption(f"表{len(groups) + 1}　过滤器"),
        text_table(_FILTERS, filters, Voice.WORDING),
    ]
    return Document(
        layout=Layout.OFFICIAL,
        properties=Properties(title=title, author=dataset.campaign.office, subject=dataset.campaign.short),
        title=(said(title),),
        body=tuple(body),
    )


def _loop_of(row: FieldRow) -> str:
    return row.tag.removeprefix("{% for 行 in ").partition(" %}")[0] if row.sort is Sort.ROWS else ""


def _cells(row: FieldRow) -> tuple[str, str, str]:
    return row.tag, f"{row.meaning}（{row.sort.value}）", row.sample


def _paragraph(text: str) -> Paragraph:
    return Paragraph(runs=said(text))


def _caption(text: str) -> Paragraph:
    return Paragraph(runs=said(text), role=Role.CAPTION)
