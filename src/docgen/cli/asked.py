"""What a command was asked, from words to values: the dataset, kinds, units, formats, settings. Wrong words end it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from docgen.cli.files import opened
from docgen.cli.speech import ExitCode, asked_wrongly, nearest, refuse, tell
from docgen.dataset.records import Dataset, Unit
from docgen.kinds.all_kinds import KINDS, kind_of
from docgen.kinds.job import Kind
from docgen.pipeline import FORMATS, Standards, load, read_standards
from docgen.problems import Code, Place, Problem, errors
from docgen.settings import Settings, read_settings

__all__ = ["dataset_of", "formats_of", "kinds_of", "settings_with", "standards_of", "units_of", "words"]


def words(texts: Sequence[str]) -> list[str]:
    """The words of an option that may be repeated or hold several, parted by commas."""
    return [word.strip() for text in texts for word in re.split("[,，、]", text) if word.strip()]


def dataset_of(path: Path) -> Dataset:
    """The dataset of a file; its errors are told, its notes counted. What cannot be read at all ends the command."""
    result = load(opened(path), tuple(kind.WORD for kind in KINDS.values()))
    wrong = errors(result.problems)
    tell(wrong)
    if notes := len(result.problems) - len(wrong):
        tell([f"数据中有提示 {notes} 处，docgen validate {path} 可逐条查看。"])
    if result.value is None:
        refuse((), ExitCode.NOT_MADE)
    return result.value


def kinds_of(texts: Sequence[str]) -> tuple[Kind, ...]:
    """The kinds of English or Chinese words, each once; none when nothing is asked for."""
    found: dict[str, Kind] = {}
    problems: list[Problem] = []
    known = [word for kind in KINDS.values() for word in (kind.NAME, kind.WORD)]
    all_kinds = f"可用的有：{'、'.join(kind.WORD for kind in KINDS.values())}。"
    for word in words(texts):
        if kind := kind_of(word):
            found[kind.NAME] = kind
        else:
            problems.append(asked_wrongly(f"没有“{word}”这个文种。", nearest(word, known, all_kinds)))
    if texts and not found and not problems:
        problems.append(asked_wrongly("没有写要哪个文种。", all_kinds))
    if problems:
        refuse(problems)
    return tuple(found.values())


def units_of(texts: Sequence[str], dataset: Dataset) -> tuple[Unit, ...]:
    """The units of 规范化简称, full names or codes, each once; none when nothing is asked for.

    A name may hold a comma itself: what is a name as a whole is not parted.
    """
    known = _names(dataset)
    names = [name for text in texts for name in ([text.strip()] if text.strip() in known else words([text]))]
    problems = [
        asked_wrongly(f"单位表中没有“{name}”。", nearest(name, list(known), "请写单位表中的规范化简称、全称或代码。"))
        for name in names
        if name not in known
    ]
    if texts and not names:
        problems = [asked_wrongly("没有写要哪个单位。", "请写单位表中的规范化简称、全称或代码。")]
    if problems:
        refuse(problems)
    return tuple({known[name].name: known[name] for name in names}.values())


def formats_of(names: Sequence[str]) -> tuple[str, ...]:
    """The formats of words such as docx or .pdf, each once."""
    names = tuple(dict.fromkeys(name.lower().removeprefix(".") for name in names))
    problems = [
        asked_wrongly(f"不能制作 {name} 格式。", f"可用的有：{'、'.join(FORMATS)}。")
        for name in names
        if name not in FORMATS
    ]
    if problems or not names:
        refuse(problems or [asked_wrongly("没有写要哪种格式。", f"可用的有：{'、'.join(FORMATS)}。")])
    return names


def standards_of(source: str, dataset: Dataset | None = None, *, preprinted: bool = False) -> Standards:
    """The standards of a profile's name or a file, its units by their 规范化简称; `preprinted`: for 套打."""
    given = read_standards(source)
    if given.value is None:
        refuse(given.problems)
    found = given.value.preprinted() if preprinted else given.value
    if dataset is None or not found.units:
        return found
    known = _names(dataset)
    place = Place(file=Path(source).name, sheet="单位")
    unknown = [
        Problem(
            code=Code.STANDARD_FAULT,
            message=f"数据的单位表中没有“{unit}”",
            hint=nearest(unit, list(known), "请写单位表中的规范化简称、全称或代码。"),
            place=place,
        )
        for unit in found.units
        if unit not in known
    ]
    if unknown:
        refuse(unknown)
    return replace(found, units={known[unit].name: standard for unit, standard in found.units.items()})


def _names(dataset: Dataset) -> dict[str, Unit]:
    """Every name a unit goes by."""
    return {name: unit for unit in dataset.units for name in (unit.code, unit.full_name, unit.name)}


def settings_with(workers: str | None = None, wording: str | None = None) -> Settings:
    """The settings; what is written on the command line goes before that of the environment."""
    given = read_settings(workers=workers, wording=wording)
    if given.value is None:
        refuse(given.problems)
    return given.value
