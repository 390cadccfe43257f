"""A template and the values of a paper → a Word file, whole and well-formed, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import TemplateError, UndefinedError
from lxml import etree

from docgen.own_templates.compiling import Compiled
from docgen.own_templates.merging import merge_equal
from docgen.own_templates.package import Parts, packed, parsed
from docgen.own_templates.sandbox import ENVIRONMENT
from docgen.own_templates.stories import W
from docgen.own_templates.tags import Tag
from docgen.own_templates.values import LimitError, printing, text_of
from docgen.problems import Code, Place, Problem, Result

__all__ = ["MAX_PART", "Filled", "Ready", "filled"]

#: Characters that one part may grow to: some 2,000 pages.
MAX_PART: Final = 32 * 1024 * 1024
_CORE: Final = "docProps/core.xml"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A template ready to be filled: parts that stay as they are, those that are filled, and the file's properties."""

    name: str
    parts: Parts
    compiled: Mapping[str, Compiled]
    properties: Mapping[int, tuple[tuple[str, str], ...]]  # place in core.xml → texts and expressions in turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A Word file; the cells it states, and the name and cell of each value it marks 【待填】."""

    content: bytes
    origins: tuple[str, ...]
    blanks: tuple[tuple[str, str], ...]


def filled(ready: Ready, context: Mapping[str, Any], ranks: Mapping[str, int]) -> Result[Filled]:
    """The paper. What fails is one problem with the place of the tag it failed at."""
    parts = dict(ready.parts)
    with printing(ranks) as state:
        try:
            for name, part in ready.compiled.items():
                parts[name] = _part(part, context)
            if ready.properties:
                parts[_CORE] = _core(ready, context)
        except _FAILS as fault:
            return Result(value=None, problems=(_problem(fault, ready),))
        content = packed(parts)
        return Result(value=Filled(content=content, origins=tuple(state.origins), blanks=tuple(state.blanks)))


_FAILS: Final = (
    TemplateError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)


def _part(part: Compiled, context: Mapping[str, Any]) -> bytes:
    pieces, size = [], 0
    for piece in part.template.generate(context):
        size += len(piece)
        if size > MAX_PART:
            raise LimitError(f"做出来的文件超过 {MAX_PART // (1024 * 1024)} MB")
        pieces.append(piece)
    root = etree.fromstring("".join(pieces), _parser())
    if part.merges:
        merge_equal(root)
    _mended(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def _mended(root: etree._Element) -> None:
    """What loops leave that Word does not take: cells without a paragraph, tables without a row, numbers used twice."""
    for table in list(root.iter(f"{W}tbl")):
        parent = table.getparent()
        if parent is not None and table.find(f"{W}tr") is None and table.find(f"{W}sdt") is None:
            parent.remove(table)
    for cell in root.iter(f"{W}tc", f"{W}txbxContent", f"{W}hdr", f"{W}ftr", f"{W}footnote", f"{W}comment"):
        last = cell[-1] if len(cell) else None
        if last is None or last.tag in (f"{W}tcPr", f"{W}tbl"):
            etree.SubElement(cell, f"{W}p")
    _once(root)


def _once(root: etree._Element) -> None:
    """Pictures are numbered anew, and of repeated bookmarks only the first stays."""
    for place, picture in enumerate(root.iter(_DRAWING), 1):
        picture.set("id", str(place))
    names: set[str] = set()
    gone: set[str] = set()
    starts: set[str] = set()
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        number, name = str(mark.get(f"{W}id")), mark.get(f"{W}name")
        parent = mark.getparent()
        again = name in names or number in starts if mark.tag == f"{W}bookmarkStart" else number in gone
        if name is not None:
            names.add(str(name))
            starts.add(number)
        else:
            gone.add(number)
        if again and parent is not None:
            parent.remove(mark)


def _core(ready: Ready, context: Mapping[str, Any]) -> bytes:
    root = deepcopy(parsed(ready.parts[_CORE]))
    for place, pieces in ready.properties.items():
        said = [text if kind == "text" else _said(text, context) for kind, text in pieces]
        root[place].text = "".join(said)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _said(source: str, context: Mapping[str, Any]) -> str:
    value = ENVIRONMENT.compile_expression(source, undefined_to_none=False)(**context)
    return text_of(value).replace("\n", "")


def _problem(fault: Exception, ready: Ready) -> Problem:
    tag = _tag_of(fault, ready)
    at = Place(file=ready.name, cell=tag.passage.place if tag else "")
    if isinstance(fault, LimitError | MemoryError):
        return Problem(
            code=Code.TEMPLATE_LIMIT,
            message=f"模板填不完：{fault.message if isinstance(fault, LimitError) else '内存不够'}",
            hint="看看循环里面是不是又套了同样的循环；一件里列不下的，按单位分开做",
            place=at,
        )
    said = f"“{tag.text}”" if tag else ""
    return Problem(code=Code.TEMPLATE_UNFILLED, message=f"{said}填不出来：{_why(fault)}", hint=_mend(fault), place=at)


def _why(fault: Exception) -> str:
    if isinstance(fault, UndefinedError):
        return "没有这个字段的值"
    if isinstance(fault, TemplateError) and fault.message and not fault.message.isascii():
        return fault.message
    return "这个值不能这样用"


def _mend(fault: Exception) -> str:
    if isinstance(fault, UndefinedError):
        return "“单位”“督导组”只有按单位做的件才有；别的请核对字段名（docgen fields 列出全部）"
    return "核对这个标签的字段和过滤器；docgen template lint 检查整个模板"


def _tag_of(fault: BaseException, ready: Ready) -> Tag | None:
    """The tag that a fault at filling came from: the template language gives its frames the lines of the source."""
    trace, found = fault.__traceback__, None
    while trace is not None:
        part = ready.compiled.get(trace.tb_frame.f_code.co_filename)
        if part is not None:
            found = part.tag_at(trace.tb_lineno) or found
        trace = trace.tb_next
    return found
