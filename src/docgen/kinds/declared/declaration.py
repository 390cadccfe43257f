"""文种文件 (YAML) → a declaration, checked at the border; every problem at once, each with its key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from docgen.kinds.declared.rows import SOURCES, UNIT_FIELDS, Condition, condition_of
from docgen.kinds.wordings.expressions import nearest
from docgen.kinds.wordings.shapes import Rec
from docgen.problems import Code, Place, Problem, Result
from docgen.refusals import why
from docgen.strict_yaml import line_said, read_strict_yaml

__all__ = ["SHEETS", "Column", "Declaration", "Piece", "Table", "read_declaration"]

_LARGEST: Final = 200_000  # bytes
_HINT: Final = "写法见 docs/new-kind.md"
#: What 取自 may name: the sheets that only some kinds draw on.
SHEETS: Final = (
    "台账",
    "印发件",
    "领导干部",
    "督导组",
    "阶段",
    "要点",
    "报送",
    "自查情况",
    "会议",
    "督查",
    "处理",
    "报告",
    "节假日",
)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, arbitrary_types_allowed=True)


class Column(_Part):
    """A column of a table: its heading, the field it is filled with (序号: the number of the row), its width."""

    heading: str = Field(alias="列名", min_length=1)
    field: str = Field(alias="填", min_length=1)
    width: float = Field(default=1.0, alias="宽", gt=0, le=100)
    centred: Literal["是", "否"] = Field(default="否", alias="居中")


class Table(_Part):
    """A table that the wording places by 〖its name〗: of which rows, which of them, with which columns."""

    rows: Literal["单位", "问题", "报送", "督查"] = Field(alias="每行")
    only: dict[str, Any] = Field(default_factory=dict, alias="只列")
    columns: tuple[Column, ...] = Field(alias="列", min_length=1, max_length=20)
    landscape: Literal["是", "否"] = Field(default="否", alias="横排")

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """只列 as conditions; sound, since `read_declaration` has checked them."""
        return _conditions(self.only, SOURCES[self.rows].fields)


class Piece(_Part):
    """A paper of the kind: one over all units that are chosen (汇总), or one for each of them."""

    whose: Literal["汇总", "每个单位"] = Field(alias="份数")
    variant: str = Field(default="", alias="变体", max_length=12)
    wording: str = Field(alias="措辞", pattern=r"^[\w\-]{1,60}$")
    layout: Literal["文件", "信函"] = Field(default="文件", alias="版式")
    units: dict[str, Any] = Field(default_factory=dict, alias="单位")
    recipients: Literal["发文", "各单位", "单位"] = Field(default="发文", alias="主送")
    signers: Literal["有", "无"] = Field(default="无", alias="签发人")
    imprint: Literal["抄送和印发", "抄送", "无"] = Field(default="抄送和印发", alias="版记")
    tables: dict[str, Table] = Field(default_factory=dict, alias="表")

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """单位 as conditions."""
        return _conditions(self.units, UNIT_FIELDS)


class Declaration(_Part):
    """A kind as its YAML declares it."""

    word: str = Field(alias="文种", pattern=r"^[\u4e00-\u9fff]{2,12}$")
    name: str = Field(alias="英文词", pattern=r"^[a-z][a-z0-9_-]{1,29}$")
    about: str = Field(default="", alias="用途")
    sheets: tuple[str, ...] = Field(default=SHEETS, alias="取自")
    needs_reports: Literal["是", "否"] = Field(default="否", alias="须先报送")
    pieces: tuple[Piece, ...] = Field(alias="件", min_length=1, max_length=12)


def _conditions(written: Mapping[str, Any], fields: Rec) -> tuple[Condition, ...]:
    made = (condition_of(name, value, fields.fields[name]) for name, value in written.items())
    return tuple(each for each in made if isinstance(each, Condition))


def read_declaration(path: Path) -> Result[Declaration]:
    """The declaration of a file, or everything that is wrong with it."""
    place = Place(file=path.name)
    try:
        if path.stat().st_size > _LARGEST:
            return _refused(place, "文件过大，不像是文种文件")
        tree = read_strict_yaml(path.read_bytes())
    except OSError as error:
        return _refused(place, f"文件打不开（{why(error)}）")
    except UnicodeDecodeError:
        return _refused(place, "文件不是 UTF-8 文本", "在记事本或 WPS 里另存为 UTF-8 编码")
    except (yaml.YAMLError, RecursionError) as error:
        hint = "看看这一行的冒号后有没有空格、缩进是否对齐、有没有写重"
        return _refused(place, f"YAML 写法有误{line_said(error)}", hint)
    if not isinstance(tree, dict):
        return _refused(place, "文件里不是“项目: 值”")
    try:
        found = Declaration.model_validate(tree)
    except ValidationError as error:
        found_at = [each["loc"] for each in error.errors()]
        told = (  # a list of which every item is wrong is not also too short
            _mistake(each)
            for each in error.errors()
            if not any(loc != each["loc"] and loc[: len(each["loc"])] == each["loc"] for loc in found_at)
        )
        return Result(value=None, problems=tuple(_problem(place, key, message, hint) for key, message, hint in told))
    wrong = tuple(_problem(place, key, message, hint) for key, message, hint in _faults(found))
    return Result(value=None if wrong else found, problems=wrong)


#: What pydantic calls a mistake → what to say of it; {} is what pydantic knows of it.
_MISTAKES: Final = {
    "missing": ("没有写这一项", "补上"),
    "literal_error": ("写的是“{input}”，没有这种写法", "可以写：{known}"),
    "too_short": ("一个也没有写", "至少写一个"),
    "string_pattern_mismatch": ("写的是“{input}”，不合要求", "{pattern}"),
    "greater_than": ("要写大于 0 的数", ""),
}
_PATTERNS: Final = {
    "文种": "写 2 到 12 个汉字",
    "英文词": "用小写英文字母、数字和短横，字母开头",
    "措辞": "写措辞文件的名称，不带 .txt，没有空格和斜线",
}


def _mistake(error: Any) -> tuple[str, str, str]:
    """Where a mistake is, what it is, and how to mend it."""
    path = [f"第{step + 1}个" if isinstance(step, int) else str(step) for step in error["loc"]]
    key, last = " › ".join(path), str(error["loc"][-1])
    if error["type"] == "extra_forbidden":
        known = _keys_at(error["loc"][:-1])
        return key, f"没有“{last}”这一项", nearest(last, known, f"可以写：{'、'.join(known)}")
    message, hint = _MISTAKES.get(error["type"], ("写法不对", _HINT))
    known = error.get("ctx", {}).get("expected", "").replace("'", "").replace(" or ", "、").replace(", ", "、")
    given = error["input"] if isinstance(error["input"], str | int | float) else "……"
    return key, message.format(input=given), hint.format(known=known, pattern=_PATTERNS.get(last, _HINT))


def _keys_at(path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at a place."""
    names = [step for step in path if isinstance(step, str)]
    model: type[BaseModel] = Declaration
    if names[:1] == ["件"]:
        model = Column if names[-1] == "列" else Table if "表" in names else Piece
    return [info.alias or name for name, info in model.model_fields.items()]


def _faults(found: Declaration) -> Iterator[tuple[str, str, str]]:
    """What the parts of a declaration say that does not fit together."""
    for sheet in found.sheets:
        if sheet not in SHEETS:
            yield "取自", f"没有“{sheet}”这张表", nearest(sheet, SHEETS, f"可以写：{'、'.join(SHEETS)}")
    taken: set[tuple[str, str]] = set()
    for number, piece in enumerate(found.pieces, 1):
        at = f"件 › 第{number}个"
        if (piece.whose, piece.variant) in taken:
            yield f"{at} › 变体", f"“{piece.whose}”的已有一件", "给其中一件写上不同的“变体”"
        taken.add((piece.whose, piece.variant))
        if piece.wording in {other.wording for other in found.pieces[: number - 1]}:
            yield f"{at} › 措辞", f"“{piece.wording}”已是前面一件的措辞", "每件各写一个措辞文件；相同的段落用 include"
        if piece.whose == "汇总" and piece.recipients == "单位":
            yield f"{at} › 主送", "汇总的一件不是给一个单位的", "写 各单位 或 发文"
        yield from _wrong_conditions(f"{at} › 单位", piece.units, UNIT_FIELDS)
        for name, table in piece.tables.items():
            fields = SOURCES[table.rows].fields
            here = f"{at} › 表 › {name}"
            if not re.fullmatch(r"[^〖〗\s{}%#]{1,30}", name):
                yield here, "表的名称不合要求", "不要有空格和〖〗"
            yield from _wrong_conditions(f"{here} › 只列", table.only, fields)
            for place, column in enumerate(table.columns, 1):
                if column.field not in fields.fields and column.field != "序号":
                    hint = nearest(column.field, fields.fields, f"可以填：{'、'.join(fields.fields)}")
                    yield f"{here} › 列 › 第{place}个 › 填", f"没有“{column.field}”这一项", hint


def _wrong_conditions(at: str, written: Mapping[str, Any], fields: Rec) -> Iterator[tuple[str, str, str]]:
    for name, value in written.items():
        if name not in fields.fields:
            yield f"{at} › {name}", f"没有“{name}”这个条件", nearest(name, fields.fields, _HINT)
        elif isinstance(made := condition_of(name, value, fields.fields[name]), str):
            yield f"{at} › {name}", f"写的是“{value}”，看不懂", made


def _refused(place: Place, message: str, hint: str = _HINT) -> Result[Declaration]:
    return Result(value=None, problems=(Problem(code=Code.KIND_FAULT, message=message, hint=hint, place=place),))


def _problem(place: Place, key: str, message: str, hint: str) -> Problem:
    return Problem(code=Code.KIND_FAULT, message=message, hint=hint, place=Place(file=place.file, cell=key))
