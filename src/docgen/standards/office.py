"""The standards of an office: a profile by its name, or a YAML file of what it and its units set otherwise.

依据: gbt9704
二级标题加粗: 是
单位:
  石桥区:
    红色: '#C00000'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import yaml

from docgen.problems import Code, Place, Problem, Result
from docgen.refusals import why
from docgen.standards.gbt9704 import GBT9704, Standard
from docgen.standards.overrides import Overrides, applied, faults, read
from docgen.standards.profiles import PROFILES, preprinted
from docgen.strict_yaml import line_said, read_strict_yaml

__all__ = ["UNITS", "Standards", "profile", "read_standards"]

UNITS: Final = "单位"
_NESTED: Final = ("字体", "页边距")
_LARGEST: Final = 1_000_000  # bytes
_HINT: Final = "写法见 docs/standard.md。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """The standard of the office's own papers, and those of units that have theirs. `digest`: sha256 of the source."""

    office: Standard = GBT9704
    units: Mapping[str, Standard] = field(default_factory=dict)
    digest: str = ""
    white: bool = False  # for paper that is printed red already

    def of(self, unit: str | None) -> Standard:
        """The standard of the papers that a unit itself issues; None: the office."""
        return self.units.get(unit, self.office) if unit is not None else self.office

    @property
    def all(self) -> tuple[Standard, ...]:
        """Every standard, the office's first."""
        return (self.office, *self.units.values())

    def preprinted(self) -> Standards:
        """The same for paper on which mark and red line are printed already."""
        units = {name: preprinted(standard) for name, standard in self.units.items()}
        return replace(self, office=preprinted(self.office), units=units, white=True)


def profile(name: str) -> Standards:
    """The standards of a profile; its digest changes with any of its measures."""
    standard = PROFILES[name]
    return Standards(office=standard, digest=sha256(repr(standard).encode()).hexdigest())


def read_standards(source: str) -> Result[Standards]:
    """The standards of a profile's name or of a YAML file; every problem at once, each with its key."""
    if source in PROFILES:
        return Result(value=profile(source))
    path = Path(source)
    known = "、".join(PROFILES)
    if path.suffix.lower() not in (".yaml", ".yml"):
        return _refused(source, f"没有“{source}”这个版式", f"请写 {known}，或本单位的版式文件（.yaml）。")
    try:
        if path.stat().st_size > _LARGEST:
            return _refused(path.name, "文件过大，不像是版式文件", _HINT)
        content = path.read_bytes()
        tree = read_strict_yaml(content)
    except OSError as error:
        return _refused(path.name, f"文件打不开（{why(error)}）", "看看文件名是否写对。")
    except UnicodeDecodeError:
        return _refused(path.name, "文件不是 UTF-8 文本", "用文本编辑器另存为 UTF-8 编码。")
    except yaml.YAMLError as error:
        return _refused(
            path.name, f"YAML 写法有误{line_said(error)}", "看看这一行的冒号后有没有空格、缩进是否对齐、有没有写重。"
        )
    except RecursionError:
        return _refused(path.name, "一层套一层，太深了", _HINT)
    return _standards(tree, path, sha256(content).hexdigest())


def _standards(tree: Any, path: Path, digest: str) -> Result[Standards]:
    place = Place(file=path.name)
    if not isinstance(tree, dict) or not all(isinstance(key, str) for key in tree):
        return _refused(path.name, "文件里不是“项目: 值”", _HINT)
    own = {key: value for key, value in tree.items() if key != UNITS}
    given = tree.get(UNITS, {})
    office = _made(own, own, path.stem, place)
    problems = list(office.problems)
    units: dict[str, Standard] = {}
    if not isinstance(given, dict):
        problems.append(_problem(replace(place, cell=UNITS), "下面要写各单位的名称", _HINT))
        given = {}
    for unit, keys in given.items():
        where = replace(place, sheet=f"{UNITS} › {unit}")
        if not isinstance(unit, str) or not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys):
            problems.append(_problem(where, "单位名称下面要写“项目: 值”", _HINT))
            continue
        office_name = office.value.name if office.value else path.stem
        made = _made(keys, _merged(own, keys), f"{office_name}（{unit}）", where)
        problems += made.problems
        if made.value is not None:
            units[unit] = made.value
    if problems or office.value is None:
        return Result(value=None, problems=tuple(problems))
    return Result(value=Standards(office=office.value, units=units, digest=digest))


def _made(given: Mapping[str, Any], whole: Mapping[str, Any], name: str, place: Place) -> Result[Standard]:
    """The standard of the keys `whole`; `given` are those written at this place, which alone are judged there."""
    own = read(given, place)
    if not isinstance(own, Overrides):
        return Result(value=None, problems=own)
    overrides = read(whole, place)
    if not isinstance(overrides, Overrides):
        return Result(value=None)  # said at the keys of the office
    standard = applied(overrides, own.name or name)
    return Result(value=standard, problems=tuple(faults(standard, place)))


def _merged(own: Mapping[str, Any], unit: Mapping[str, Any]) -> dict[str, Any]:
    """A unit's keys over the office's, those inside 字体 and 页边距 one by one."""
    merged = {**own, **unit}
    for key in _NESTED:
        under, over = own.get(key), unit.get(key)
        if isinstance(under, dict) and isinstance(over, dict):
            merged[key] = {**under, **over}
    return merged


def _refused(file: str, message: str, hint: str) -> Result[Standards]:
    return Result(value=None, problems=(_problem(Place(file=file), message, hint),))


def _problem(place: Place, message: str, hint: str) -> Problem:
    return Problem(code=Code.STANDARD_FAULT, message=message, hint=hint, place=place)
