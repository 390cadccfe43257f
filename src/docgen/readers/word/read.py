"""A Word file → the document, and everything that has to be said of how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from lxml import etree

from docgen.document import Document, Layout, Properties
from docgen.ooxml.word_package import WordPackage, opened_package
from docgen.problems import Place, Problem, Result
from docgen.readers.pieces import Element
from docgen.readers.word.assembly import assembled
from docgen.readers.word.flow import DRAFT, Flow, flow_of
from docgen.readers.word.ours import is_ours, known_by_style
from docgen.readers.word.passages import Heard, Passage
from docgen.readers.word.stranger import Taken, recognized_by_looks
from docgen.readers.word.texts import plain
from docgen.standards.gbt9704 import Standard, StyleName

__all__ = ["WordPaper", "read"]

#: The property of a file in which our writer says the layout.
_LAYOUT: Final = "公文版式"
_PLACES: Final = 5  # that a note names
#: What our writer says in 状态; another program's words there mean nothing to us.
_STATUSES: Final = (DRAFT, "正式稿")
_CORE: Final = {
    "title": "title",
    "creator": "author",
    "subject": "subject",
    "keywords": "keywords",
    "contentStatus": "status",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPaper:
    """What a Word file says. `ours`: our writer made it, so that its parts are known and not guessed.

    `taken` is the report on what the parts of anybody else's file were taken for.
    """

    document: Document
    ours: bool
    taken: tuple[Taken, ...] = ()


def read(content: bytes, name: str, standard: Standard) -> Result[WordPaper]:
    """Read a Word file of the name `name`. No value where it is no Word file that can be read.

    Among the problems those of severity ERROR (D01) name what the document does not hold; D02 is what it holds
    otherwise than the file, D03 what a part was taken for, and why.
    """
    package = opened_package(content)
    if isinstance(package, Problem):
        return Result(value=None, problems=(_placed(package, name),))
    heard = Heard()
    flow = flow_of(package, heard)
    properties, layout = _properties(package, name), _layout(package, flow)
    ours = is_ours(flow.style_names)
    taken: tuple[Taken, ...] = ()
    if ours:
        known = list(known_by_style(flow.blocks, layout, standard, heard))
    else:
        found = recognized_by_looks(flow.blocks, heard)
        known, layout, taken = found.known, found.layout, tuple(found.taken)
    document = assembled(known, layout, properties, standard, heard, ours=ours)
    if not ours:
        document = replace(document, properties=_said(document, name))
    _guesses(taken, heard)
    problems = tuple(_placed(problem, name) for problem in heard.all())
    return Result(value=WordPaper(document=document, ours=ours, taken=taken), problems=problems)


def _guesses(taken: Sequence[Taken], heard: Heard) -> None:
    """A note for each part; headings of a level in one."""
    headings: dict[str, list[str]] = {}
    for one in taken:
        if one.element == Element.HEADING.value and not one.doubt:
            headings.setdefault(one.reason, []).append(one.place)
            continue
        doubt = f"。没有把握：{one.doubt}" if one.doubt else ""
        heard.guessed(f"认作{one.element}：“{one.text}”（{one.reason}）{doubt}", one.place)
    for reason, places in headings.items():
        more = "等" if len(places) > _PLACES else ""
        heard.guessed(f"认作层次标题 {len(places)} 处（{reason}）", "、".join(places[:_PLACES]) + more)


def _said(document: Document, name: str) -> Properties:
    """Title and author of a stranger's file: what the paper itself says, not whose computer it was written on."""
    title = "".join(plain(line) for line in document.title).replace("　", "")
    author = "".join(plain(line) for line in document.sign_off.signature) if document.sign_off else ""
    return Properties(title=title or PurePath(name).stem, author=author)


def _placed(problem: Problem, name: str) -> Problem:
    place = Place(file=name, cell=problem.place.cell)
    return Problem(code=problem.code, message=problem.message, hint=problem.hint, place=place)


def _properties(package: WordPackage, name: str) -> Properties:
    found = dict.fromkeys(_CORE.values(), "")
    core = next((one.target for one in package.relations.get("", {}).values() if one.kind == "core-properties"), "")
    root = package.roots.get(core)
    for node in root.iterchildren("*") if root is not None else ():
        field = _CORE.get(etree.QName(node).localname)
        if field:
            found[field] = node.text or ""
    found["status"] = found["status"] if found["status"] in _STATUSES else ""
    return Properties(**found)


def _layout(package: WordPackage, flow: Flow) -> Layout:
    """What our writer says of the form in the file's own properties; by the styles in use where nothing is said."""
    part = next((one.target for one in package.relations.get("", {}).values() if one.kind == "custom-properties"), "")
    root = package.roots.get(part)
    for node in root.iterchildren("*") if root is not None else ():
        if node.get("name") == _LAYOUT:
            said = "".join(map(str, node.itertext())).strip()
            return next((layout for layout in Layout if layout.value == said), Layout.OFFICIAL)
    used = {block.style for block in flow.blocks if isinstance(block, Passage) and not block.empty}
    if StyleName.READING_BODY.value in used:
        return Layout.READING
    if StyleName.COVER_TITLE.value in used:
        return Layout.LEDGER
    if StyleName.BYLINE.value in used and StyleName.MARK.value not in used:
        return Layout.SPEECH
    marks = [block.text for block in flow.blocks if isinstance(block, Passage) and block.style == StyleName.MARK.value]
    return Layout.MINUTES if any(text.endswith("纪要") for text in marks) else Layout.OFFICIAL
