"""Everything that is wrong in a template, at once, each with its place; and of a good one, what is filled from it.

Nothing that would be lost in silence passes: a tag where no value can be put (a field code, the address of a link, a
chart) is a fault as one that is misspelt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from lxml import etree

from docgen.own_templates.blocks import Block, matched
from docgen.own_templates.compiling import compiled
from docgen.own_templates.expressions import Scope, check_output, check_statement, names_used
from docgen.own_templates.fields import OF_A_UNIT
from docgen.own_templates.filling import Ready
from docgen.own_templates.hidden import hidden
from docgen.own_templates.package import Parts, opened, parsed
from docgen.own_templates.shapes import ANY, Shape
from docgen.own_templates.statements import Fault, spoken
from docgen.own_templates.stories import Passage, W, passages, story_parts
from docgen.own_templates.tags import Tag, TagKind, found
from docgen.problems import Code, Place, Problem, Result, errors

__all__ = ["CORE_FIELDS", "Finding", "Linted", "linted", "ready"]

_CORE: Final = "docProps/core.xml"
#: What may hold tags among a file's properties → what people call it.
CORE_FIELDS: Final = {
    "title": "标题",
    "subject": "主题",
    "creator": "作者",
    "keywords": "标记",
    "description": "备注",
    "category": "类别",
}
_MOST: Final = 500  # findings that are told of one template
_CURLY: Final = re.compile(r"[“”‘’]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault as a problem with its place; and the passage and characters that its comment goes to, if any."""

    problem: Problem
    passage: Passage | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, kw_only=True)
class Linted:
    """What was read in a template. `roots` and `parts` are its own; `names` what it names: (台账, 领导班子台账) …"""

    name: str
    sha256: str
    parts: Parts
    roots: Mapping[str, etree._Element]
    findings: tuple[Finding, ...]
    tags: tuple[Tag, ...]
    blocks: tuple[Block, ...]
    properties: Mapping[int, tuple[tuple[str, str], ...]]
    names: frozenset[tuple[str, str]]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All findings as problems, in the order of the file."""
        return tuple(finding.problem for finding in self.findings)

    @property
    def of_a_unit(self) -> bool:
        """Whether it is made for each unit."""
        return any(first in OF_A_UNIT for first, _ in self.names)


def linted(content: bytes, name: str, shape: Mapping[str, Shape]) -> Result[Linted]:
    """A template read whole; or why it cannot be one. `shape` is that of `fields.shape_of`."""
    given = opened(content, name)
    if given.value is None:
        return Result(value=None, problems=given.problems)
    parts = given.value
    roots = story_parts(parts)
    reading = _Reading(name, shape)
    texts = list(passages(roots, parts))
    for passage in texts:
        reading.read(passage)
    blocks = reading.blocks()
    reading.check()
    reading.hide(hidden(roots, parts, texts))
    properties = reading.core(parts)
    order = {id(passage): place for place, passage in enumerate(texts)}
    findings = sorted(reading.findings, key=lambda each: (order.get(id(each.passage), len(order)), each.start))
    if len(findings) > _MOST:
        findings[_MOST:] = [_more(name)]
    made = Linted(
        name=name,
        sha256=sha256(content).hexdigest(),
        parts=parts,
        roots=roots,
        findings=tuple(findings),
        tags=tuple(reading.tags),
        blocks=tuple(blocks),
        properties=properties,
        names=frozenset(reading.names(properties)),
    )
    return Result(value=made, problems=made.problems)


def ready(content: bytes, name: str, shape: Mapping[str, Shape]) -> Result[Ready]:
    """A template free of faults, compiled; else all of its problems."""
    result = linted(content, name, shape)
    if result.value is None or errors(result.problems):
        return Result(value=None, problems=result.problems)
    read = result.value
    by_part: dict[str, list[Tag]] = {}
    for tag in read.tags:
        by_part.setdefault(tag.passage.part, []).append(tag)
    parts = {part: compiled(read.roots[part], part, tags, read.blocks) for part, tags in by_part.items()}
    made = Ready(name=name, parts=read.parts, compiled=parts, properties=read.properties)
    return Result(value=made, problems=result.problems)


class _Reading:
    """Gathers tags and faults, passage after passage."""

    def __init__(self, name: str, shape: Mapping[str, Shape]) -> None:
        self.findings: list[Finding] = []
        self.tags: list[Tag] = []
        self._name = name
        self._shape = shape
        self._broken: set[int] = set()  # tags of blocks that do not match

    def read(self, passage: Passage) -> None:
        """The tags of a passage. What a twin has, the other has too: it is told once."""
        for each in found(passage, self._shape):
            if isinstance(each, Tag):
                self.tags.append(each)
            elif not passage.twin:
                self._add(each[0], passage, each[1], each[2])

    def blocks(self) -> list[Block]:
        """The blocks of every story."""
        stories: dict[etree._Element, list[Tag]] = {}
        for tag in self.tags:
            if tag.kind is TagKind.BLOCK:
                stories.setdefault(tag.passage.story, []).append(tag)
        made: list[Block] = []
        for tags in stories.values():
            blocks, faults = matched(tags)
            made += blocks
            for fault, tag in faults:
                if not tag.passage.twin:
                    self._add(fault, tag.passage, tag.start, tag.end)
        return made

    def check(self) -> None:
        """Hold every tag against the fields, in the order of the file, so that a loop's name holds inside it."""
        scopes: dict[str, Scope] = {}
        for tag in self.tags:
            scope = scopes.setdefault(tag.passage.part, Scope(self._shape))
            for fault in self._faults(tag, scope):
                if not tag.passage.twin:
                    self._add(fault, tag.passage, tag.start, tag.end)

    def _faults(self, tag: Tag, scope: Scope) -> Iterator[Fault]:
        if tag.kind is TagKind.OUT:
            faults = check_output(tag.source, scope)
            yield from faults
            if not faults and _CURLY.search(tag.text):
                yield _curly(tag)
        elif tag.kind is TagKind.MERGE:
            if not any(True for _ in tag.passage.node.iterancestors(f"{W}tc")):
                yield Fault(code=Code.TEXT_LOST, message=f"“{tag.text}”不在表格里", hint="写在要合并的那一格里")
        elif tag.statement is not None:
            yield from self._statement(tag, scope)

    def _statement(self, tag: Tag, scope: Scope) -> Iterator[Fault]:
        said = tag.statement
        assert said is not None, "only a statement comes here"
        faults, item = check_statement(said.source, said.word, scope)
        yield from faults
        if said.word == "for":
            scope.enter(*(item or ("", ANY)))
        elif said.word == "endfor":
            scope.leave()
        if not faults and _CURLY.search(tag.text):
            yield _curly(tag)

    def hide(self, places: Iterable[tuple[Fault, Passage | None, str]]) -> None:
        """Faults of what stands where nothing is filled."""
        for fault, passage, place in places:
            if passage is not None:
                self._add(fault, passage, 0, len(passage.text))
            else:
                self._add_at(fault, place)

    def core(self, parts: Parts) -> dict[int, tuple[tuple[str, str], ...]]:
        """The tags among the file's properties, by their places."""
        if _CORE not in parts:
            return {}
        made = {}
        for place, node in enumerate(parsed(parts[_CORE])):
            title = CORE_FIELDS.get(etree.QName(node).localname)
            text = node.text or ""
            if title is None or not re.search(r"[{｛][{%｛％]", text):
                continue
            pieces = re.split(r"\{\{(.*?)\}\}", text)
            made[place] = tuple(
                ("expression", spoken(piece).strip()) if odd % 2 else ("text", piece)
                for odd, piece in enumerate(pieces)
            )
            self._core_faults(made[place], f"文件属性“{title}”")
        return made

    def _core_faults(self, pieces: tuple[tuple[str, str], ...], place: str) -> None:
        for kind, text in pieces:
            if kind == "expression":
                for fault in check_output(text, Scope(self._shape)):
                    self._add_at(fault, place)
            elif re.search(r"[{｛%][{｛%]|[}%｝][}｝]", text):
                hint = "属性里只写 {{ 字段 }}，不写循环和条件"
                self._add_at(Fault(code=Code.TEXT_LOST, message=f"“{text.strip()}”填不了", hint=hint), place)

    def names(self, properties: Mapping[int, tuple[tuple[str, str], ...]]) -> Iterator[tuple[str, str]]:
        """First and second name of every field that is named."""
        for tag in self.tags:
            if tag.kind is TagKind.OUT:
                yield from names_used([tag.source])
            elif tag.statement is not None and tag.statement.word in ("for", "if", "elif"):
                said = tag.statement.source.partition(" ")[2]
                said = said.partition(" in ")[2] if tag.statement.word == "for" else said
                yield from names_used([piece for piece in re.split(r"\sif\s", said) if piece])
        for pieces in properties.values():
            yield from names_used(text for kind, text in pieces if kind == "expression")

    def _add(self, fault: Fault, passage: Passage, start: int, end: int) -> None:
        problem = replace(_problem(fault), place=Place(file=self._name, cell=passage.place))
        self.findings.append(Finding(problem=problem, passage=passage, start=start, end=end))

    def _add_at(self, fault: Fault, place: str) -> None:
        self.findings.append(Finding(problem=replace(_problem(fault), place=Place(file=self._name, cell=place))))


def _problem(fault: Fault) -> Problem:
    return Problem(code=fault.code, message=fault.message, hint=fault.hint)


def _more(name: str) -> Finding:
    message = f"问题太多，只列出前 {_MOST} 处"
    return Finding(problem=Problem(code=Code.TEMPLATE_LIMIT, message=message, place=Place(file=name)))


def _curly(tag: Tag) -> Fault:
    straight = spoken(tag.text[2:-2]).strip()
    marks = tag.text[:2], tag.text[-2:]
    return Fault(
        code=Code.TEMPLATE_NOTE,
        message=f"“{tag.text}”里用了弯引号，已当作直引号",
        hint=f"最好用半角的直引号，写成 {marks[0]} {straight} {marks[1]}",
    )
