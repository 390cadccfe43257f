"""A wording as staff wrote it → every fault at once, each with its line and column, in Chinese.

A wording is read as it will be rendered: what it includes is read in its place, in the office's own version where there
is one. Nothing is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from jinja2 import nodes

from docgen.kinds.wordings.expressions import Reading, nearest
from docgen.kinds.wordings.fields import WordingOf
from docgen.kinds.wordings.shapes import ANY, FLAG, NUMBER, TEXT, Many, Map, Pair, Rec, Shape
from docgen.kinds.wordings.tags import Fault, Tag, scanned
from docgen.problems import Code, Place, Problem
from docgen.wording import CLOSE, LARGEST, OPEN, SUFFIX, decoded, find_wording

__all__ = ["faults_of", "outline"]

_STATEMENTS: Final = ("if", "elif", "else", "endif", "for", "endfor", "set", "endset", "include")
_OPENED_BY: Final = {"endif": "if", "endfor": "for", "endset": "set"}
_HEADING: Final = re.compile(r"# ?[^#\s]")
_LIKE_HEADING: Final = re.compile(r"\s*[#＃]")
_SLOT: Final = re.compile(r"〖(.+?)〗")
#: How staff also write the number of a level → how this program (7.3.3) has it.
_LEVELS: Final = (
    (re.compile(r"\([一二三四五六七八九十]+\)、?|（[一二三四五六七八九十]+）、"), "（一）"),
    (re.compile(r"[一二三四五六七八九十]+[.．,，]"), "一、"),
    (re.compile(r"\d{1,2}[.、)](?!\d)"), "1．"),
    (re.compile(r"\(\d{1,2}\)"), "（1）"),
)
_INCLUDED: Final = re.compile(r"[\w（）()\-]+\.txt")
_DEEPEST: Final = 8
_LOOP: Final = Rec(
    {**dict.fromkeys(("first", "last"), FLAG), **dict.fromkeys(("index", "index0", "length", "revindex"), NUMBER)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The parts `# …` of a wording and its 〖tables〗; `needed`: the parts that stand there in any case."""

    sections: frozenset[str]
    needed: frozenset[str]
    blocks: frozenset[str]


@dataclass(slots=True)
class _Frame:
    """An open {% if %}, {% for %} or {% set %} and the names it brings."""

    word: str
    tag: Tag
    names: dict[str, Shape] = field(default_factory=dict)


@dataclass(slots=True)
class _Walk:
    """What is met on the way through a wording and all it includes."""

    folders: tuple[Path, ...]
    names: dict[str, Shape]
    faults: dict[tuple[str, int, int, str], Problem] = field(default_factory=dict)
    sections: list[tuple[str, str, int, bool]] = field(default_factory=list)  # name, file, line, in any case
    filled: set[str] = field(default_factory=set)
    blocks: list[tuple[str, str, int, int]] = field(default_factory=list)
    section: str = ""
    depth: int = 0

    def report(self, file: str, fault: Fault) -> None:
        place = Place(file=file, cell=f"第{fault.line}行第{fault.column}字")
        problem = Problem(code=Code.WORDING_FAULT, message=fault.message, hint=fault.hint, place=place)
        self.faults.setdefault((file, fault.line, fault.column, fault.message), problem)


def faults_of(name: str, wording: WordingOf, folders: Sequence[Path]) -> tuple[Problem, ...]:
    """Everything wrong with a wording in the first of `folders` that has it; the last folder holds the shipped ones."""
    shipped = outline(name, folders[-1:]) if wording.blocks is None else None
    blocks = shipped.blocks if shipped else wording.blocks or frozenset()
    sections = shipped.sections if shipped else wording.sections or frozenset()
    needed = shipped.needed if shipped else wording.needed
    file = f"{name}{SUFFIX}"
    walk = _walked(name, wording.fields, folders)
    if isinstance(_text_of(file, folders), Fault):
        return tuple(walk.faults.values())
    for section, where, line, _ in walk.sections:
        if section not in sections:
            hint = nearest(section, sections, f"可以有的是：{'、'.join(sorted(sections))}")
            fault = Fault(line=line, column=3, message=f"没有“# {section}”这一部分", hint=hint)
            walk.report(where, fault)
    there = {section for section, *_ in walk.sections}
    for section in sorted(needed - there):
        walk.report(file, Fault(line=1, column=1, message=f"缺少“# {section}”这一部分", hint="补上这一行和下面的文字"))
    for section, where, line, _ in walk.sections:
        if section in needed and section not in walk.filled:
            walk.report(where, Fault(line=line, column=1, message=f"“# {section}”下面没有文字", hint="补上文字"))
    for block, where, line, column in walk.blocks:
        if block not in blocks:
            hint = nearest(block, blocks, f"可以有的是：{'、'.join(sorted(blocks))}" if blocks else "删去这一行")
            walk.report(where, Fault(line=line, column=column, message=f"没有〖{block}〗这张表", hint=hint))
    order = sorted(walk.faults, key=lambda key: (key[0] != file, *key))
    return tuple(walk.faults[key] for key in order)


def outline(name: str, folders: Sequence[Path]) -> Outline:
    """The parts and tables of a wording and all it includes."""
    walk = _walked(name, {}, folders)
    return Outline(
        sections=frozenset(section for section, *_ in walk.sections),
        needed=frozenset(section for section, _, _, always in walk.sections if always),
        blocks=frozenset(block for block, *_ in walk.blocks),
    )


def _walked(name: str, fields: Mapping[str, Shape], folders: Sequence[Path]) -> _Walk:
    walk = _Walk(folders=tuple(folders), names=dict(fields))
    _read(f"{name}{SUFFIX}", walk, (), [])
    return walk


def _text_of(file: str, folders: Sequence[Path]) -> str | Fault:
    path = find_wording(file, folders)
    if path is None:
        return Fault(line=1, column=1, message=f"找不到措辞文件“{file}”", hint="看看文件名是否写对")
    if path.stat().st_size > LARGEST:
        return Fault(line=1, column=1, message="文件过大，不像是措辞", hint="看看是不是放错了文件")
    text = decoded(path.read_bytes())
    if text is None:
        return Fault(line=1, column=1, message="不是纯文本", hint="在记事本或 WPS 里另存为纯文本（UTF-8）")
    return text


def _read(file: str, walk: _Walk, above: tuple[str, ...], around: Sequence[_Frame]) -> None:
    """Read a file in the place where it stands; `around` are the loops and conditions it stands in."""
    text = _text_of(file, walk.folders)
    if isinstance(text, Fault):
        walk.report(file, text)
        return
    tags, plain, faults = scanned(text)
    for fault in (*faults, *_characters(text), *_run_together(text)):
        walk.report(file, fault)
    frames = list(around)
    waiting = iter(sorted(tags, key=lambda tag: (tag.line, tag.column)))
    tag = next(waiting, None)
    for number, line in enumerate(plain, 1):
        _line(file, number, line, walk, always=not frames)
        while tag is not None and tag.line == number:
            if tag.opening == "{{":
                walk.filled.add(walk.section)
                _output(file, tag, walk, frames)
            elif tag.opening == "{%":
                _statement(file, tag, walk, frames, (*above, file), len(around))
            tag = next(waiting, None)
    for frame in frames[len(around) :]:
        message = f"{{% {frame.word} %}}没有闭合，少了 {{% end{frame.word} %}}"
        walk.report(
            file, Fault(line=frame.tag.line, column=frame.tag.column - 2, message=message, hint="在这一段之后补上")
        )


def _scope(walk: _Walk, frames: Sequence[_Frame]) -> dict[str, Shape]:
    names = dict(walk.names)
    for frame in frames:
        names.update(frame.names)
    return names


def _reading(file: str, tag: Tag, walk: _Walk, frames: Sequence[_Frame]) -> Reading:
    def report(fault: Fault) -> None:
        walk.report(file, fault)

    return Reading(tag, _scope(walk, frames), report)


def _output(file: str, tag: Tag, walk: _Walk, frames: Sequence[_Frame]) -> None:
    reading = _reading(file, tag, walk, frames)
    tree = reading.parsed(f"{{{{{tag.text}}}}}")
    for output in tree.find_all(nodes.Output) if tree else ():
        for node in output.nodes:
            if not isinstance(node, nodes.TemplateData):
                reading.printed(node)


def _statement(file: str, tag: Tag, walk: _Walk, frames: list[_Frame], above: tuple[str, ...], floor: int) -> None:
    """A {% %}: what it opens or closes, and what its expression names."""
    word = tag.word

    def fault(message: str, hint: str = "") -> None:
        walk.report(file, Fault(line=tag.line, column=tag.place(word), message=message, hint=hint))

    if word not in _STATEMENTS:
        hint = nearest(word, _STATEMENTS, "只能用 if、elif、else、endif、for、endfor、set、include")
        fault(f"没有“{{% {word} %}}”这种写法", hint)
    elif word in ("elif", "else"):
        if len(frames) <= floor or frames[-1].word not in ("if", "for"):
            fault(f"{{% {word} %}}不在 {{% if %}} 里面", "补上前面的 {% if %}，或删去")
        elif word == "elif":
            _expression(file, tag, walk, frames)
    elif word in _OPENED_BY:
        _close(_OPENED_BY[word], frames, floor, fault, file, walk)
    elif word == "include":
        _include(file, tag, walk, frames, above)
    else:
        _open(file, tag, walk, frames)


def _close(
    opened: str, frames: list[_Frame], floor: int, fault: Callable[[str, str], None], file: str, walk: _Walk
) -> None:
    inner = [frame.word for frame in frames[floor:]]
    if opened not in inner:
        fault(f"多出一个 {{% end{opened} %}}", f"删去，或补上前面的 {{% {opened} %}}")
        return
    while frames[-1].word != opened:
        lost = frames.pop()
        message = f"{{% {lost.word} %}}没有闭合，少了 {{% end{lost.word} %}}"
        walk.report(
            file, Fault(line=lost.tag.line, column=lost.tag.column - 2, message=message, hint="在这一段之后补上")
        )
    frames.pop()


def _include(file: str, tag: Tag, walk: _Walk, frames: Sequence[_Frame], above: tuple[str, ...]) -> None:
    named = re.fullmatch(r"[\s+-]*include\s+['\"](.*)['\"][\s+-]*", tag.text)
    name = named[1] if named else ""

    def fault(message: str, hint: str) -> None:
        column = tag.column + tag.text.index(name or "include")
        walk.report(file, Fault(line=tag.line, column=column, message=message, hint=hint))

    if not _INCLUDED.fullmatch(name):
        fault("include 后面要写引号里的文件名", '如 {% include "briefing_figures.txt" %}')
    elif name in above or len(above) > _DEEPEST:
        fault(f"“{name}”一层套一层，绕回了自己", "删去这个 include")
    elif find_wording(name, walk.folders) is None:
        known = sorted(path.name for folder in walk.folders for path in folder.glob(f"*{SUFFIX}"))
        fault(f"找不到措辞文件“{name}”", nearest(name, known))
    else:
        _read(name, walk, above, frames)


def _expression(file: str, tag: Tag, walk: _Walk, frames: Sequence[_Frame]) -> None:
    """The condition of an if or elif."""
    reading = _reading(file, tag, walk, frames)
    inner = re.sub(r"^([\s+-]*)(el)?if\b", r"\1if", tag.text)
    tree = reading.parsed(f"{{%{inner}%}}{{% endif %}}")
    for node in tree.find_all(nodes.If) if tree else ():
        reading.shape(node.test)


def _open(file: str, tag: Tag, walk: _Walk, frames: list[_Frame]) -> None:
    """if, for and set; a set with a value opens nothing."""
    frame = _Frame(tag.word, tag)
    reading = _reading(file, tag, walk, frames)
    if tag.word == "if":
        _expression(file, tag, walk, frames)
    elif tag.word == "for":
        tree = reading.parsed(f"{{%{tag.text}%}}{{% endfor %}}")
        node = tree.find(nodes.For) if tree else None
        if node is not None:
            frame.names = {**_bound(node.target, _each(reading.shape(node.iter))), "loop": _LOOP}
            if node.test is not None:
                _reading(file, tag, walk, [*frames, frame]).shape(node.test)
    elif "=" in tag.text:
        tree = reading.parsed(f"{{%{tag.text}%}}")
        given = tree.find(nodes.Assign) if tree else None
        if given is not None:
            names = frames[-1].names if frames else walk.names
            names.update(_bound(given.target, reading.shape(given.node)))
        return
    else:
        walk.names.update(dict.fromkeys(re.findall(r"set\s+(\w+)", tag.text), TEXT))
    frames.append(frame)


def _each(shape: Shape) -> Shape:
    return shape.of if isinstance(shape, Many) else ANY if not isinstance(shape, Map) else shape.first


def _bound(target: nodes.Node, shape: Shape) -> dict[str, Shape]:
    if isinstance(target, nodes.Name):
        return {target.name: shape}
    items = target.items if isinstance(target, nodes.Tuple) else []
    shapes = (shape.first, shape.second) if isinstance(shape, Pair) and len(items) == 2 else (ANY,) * len(items)
    return {item.name: each for item, each in zip(items, shapes, strict=True) if isinstance(item, nodes.Name)}


def _line(file: str, number: int, line: str, walk: _Walk, *, always: bool) -> None:
    """A line of text without its tags: a heading, a table's place, or a sentence."""
    plain = line.replace("\ufffc", "").strip()
    if _LIKE_HEADING.match(line):
        if not line.startswith("# ") or not _HEADING.match(line) or "\ufffc" in line:
            message = f"“{plain}”不是这里认得的标题行"
            hint = "写成“# 标题”：半角的 #，空一格，从行首写起，只有名称"
            walk.report(file, Fault(line=number, column=1, message=message, hint=hint))
            return
        walk.section = line[2:].strip()
        walk.sections.append((walk.section, file, number, always))
        return
    if not plain:
        return
    walk.filled.add(walk.section)
    if not walk.section:
        message, hint = "这一行在“# 标题”之前，印不出来", "移到某个“# ……”之下，或删去"
        walk.report(file, Fault(line=number, column=1, message=message, hint=hint))
    for found in _SLOT.finditer(line):
        walk.blocks.append((found[1], file, number, found.start() + 1))
        if plain != found[0]:
            message = f"〖{found[1]}〗要单独成行"
            walk.report(file, Fault(line=number, column=found.start() + 1, message=message, hint="前后的文字另起一行"))
    _level(file, number, line, walk)


def _level(file: str, number: int, line: str, walk: _Walk) -> None:
    for written, right in _LEVELS:
        if found := written.match(line.strip()):
            message = f"层次序号“{found[0]}”认不出，会当作普通文字"
            walk.report(
                file, Fault(line=number, column=1, message=message, hint=f"写成“{right}”的样子；数目由程序重新编")
            )


def _run_together(text: str) -> Iterator[Fault]:
    """Sentences that end in a {% %}: the end of such a line is not printed, so that the next line goes on with it."""
    lines = text.split("\n")
    for number, (line, after) in enumerate(pairwise(lines), 1):
        ending = line.rstrip()
        said = re.sub(r"\{%.*?%\}|\{#.*?#\}", "", ending).strip()
        if said and ending.endswith("%}") and not ending.endswith("+%}") and after.strip():
            message = "这一行以“%}”结尾，会与下一行连成一段"
            yield Fault(line=number, column=len(ending) - 1, message=message, hint="在这一行下面空一行")


def _characters(text: str) -> Iterator[Fault]:
    """Characters that no paper prints, those that stand for values among them."""
    for number, line in enumerate(text.split("\n"), 1):
        for column, character in enumerate(line, 1):
            if character in (OPEN, CLOSE) or (ord(character) < 0x20 and character != "\t") or character == "\ufffc":
                message = f"有看不见的字符 U+{ord(character):04X}"
                yield Fault(line=number, column=column, message=message, hint="删去这个字符，重新打一遍")
