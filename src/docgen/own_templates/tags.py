"""The tags of a paragraph, and what looks like one and is none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from docgen.own_templates.statements import Fault, Statement, spoken, statement
from docgen.own_templates.stories import Passage
from docgen.problems import Code

__all__ = ["MERGES", "Merge", "Tag", "TagKind", "found"]


class TagKind(Enum):
    """What a tag does."""

    OUT = "out"  # {{ … }}
    BLOCK = "block"  # for, if and their like
    MERGE = "merge"  # 合并: about the cell it stands in
    COMMENT = "comment"  # {# … #}: left out


class Merge(Enum):
    """How a cell is merged with equal ones."""

    DOWN = "合并"
    ACROSS = "横向合并"


MERGES: Final = {merge.value: merge for merge in Merge}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag: characters `start` to `end` of its passage, as written in `text`.

    `source` is what the template language gets; `anchor` the character whose look the value has; `prefix` docxtpl's
    p, tr, tc or r.
    """

    passage: Passage
    kind: TagKind
    start: int
    end: int
    anchor: int
    source: str = ""
    statement: Statement | None = None
    merge: Merge | None = None
    prefix: str = ""

    @property
    def text(self) -> str:
        """As it stands in the file."""
        return self.passage.text[self.start : self.end]


#: A tag; longer ones are text that a brace has strayed into, and looking on for its end would take for ever.
_TAG: Final = re.compile(r"\{\{(.{0,600}?)\}\}|\{%(.{0,600}?)%\}|\{#(.{0,600}?)#\}", re.DOTALL)
_WIDE: Final = re.compile(r"[{｛][{｛%％#＃]([^{}｛｝]*?)[}｝%％#＃][}｝]", re.DOTALL)
_OPEN: Final = re.compile(r"[{｛][{｛%％]|\{#")
_CLOSE: Final = re.compile(r"[}｝%％][}｝]")
_SINGLE: Final = re.compile(r"[{｛]([^{}｛｝]{1,60})[}｝]")
_PREFIX: Final = re.compile(r"\s*(tr|tc|p|r)(?=\s)")
_SHOWN: Final = 20  # characters of what is not whole that are told
_NARROW: Final = str.maketrans("｛｝％＃", "{}%#")
_DOCXTPL: Final = {"vm": Merge.DOWN, "hm": Merge.ACROSS}


def found(passage: Passage, names: Collection[str]) -> Iterator[Tag | tuple[Fault, int, int]]:
    """The tags of a passage in order; and the faults of what was meant as one, with their first and last character.

    `names` are those that a field may begin with, to know a tag with single braces by.
    """
    last = 0
    for match in _TAG.finditer(passage.text):
        yield from _astray(passage.text, last, match.start(), names)
        yield from _tag(passage, match)
        last = match.end()
    yield from _astray(passage.text, last, len(passage.text), names)


def _tag(passage: Passage, match: re.Match[str]) -> Iterator[Tag | tuple[Fault, int, int]]:
    start, end = match.span()
    if match[3] is not None:
        yield Tag(passage=passage, kind=TagKind.COMMENT, start=start, end=end, anchor=start)
        return
    inner = match[1] if match[1] is not None else match[2]
    if again := re.search(r"\{[{%]", inner):
        message = f"“{match[0][: again.start() + 2].strip()}”没有写完，后面又开始了一个标签"
        close = "}}" if match[1] is not None else "%}"
        yield Fault(code=Code.TAG_FAULT, message=message, hint=f"补上 {close}"), start, end
        return
    if inner.startswith("-") or inner.endswith("-"):
        yield Fault(code=Code.TAG_FAULT, message=f"“{match[0]}”里的“-”不能用", hint="去掉“-”"), start, end
        return
    prefix = _PREFIX.match(inner)
    body = inner[prefix.end() :] if prefix else inner
    name = re.search(r"[^\W\d]", body)
    anchor = start + 2 + (len(inner) - len(body)) + (name.start() if name else 0)
    kind = TagKind.OUT if match[1] is not None else TagKind.BLOCK
    tag = Tag(passage=passage, kind=kind, start=start, end=end, anchor=anchor, prefix=prefix[1] if prefix else "")
    yield from _understood(tag, body)


def _understood(tag: Tag, body: str) -> Iterator[Tag | tuple[Fault, int, int]]:
    span = tag.start, tag.end
    if not body.strip():
        yield Fault(code=Code.TAG_FAULT, message=f"“{tag.text}”里是空的", hint="写上字段名，或删去"), *span
    elif tag.kind is TagKind.OUT:
        if tag.prefix:
            hint = f"写成 {{{{ {body.strip()} }}}}"
            yield Fault(code=Code.TEXT_LOST, message=f"“{{{{{tag.prefix}”的写法不能用，会丢掉文字", hint=hint), *span
        else:
            yield _with(tag, source=spoken(body).strip())
    elif body.strip() in MERGES:
        yield _with(tag, kind=TagKind.MERGE, merge=MERGES[body.strip()])
    elif body.strip() in _DOCXTPL:
        merge = _DOCXTPL[body.strip()].value
        yield Fault(code=Code.TAG_FAULT, message=f"“{tag.text}”不能用", hint=f"写成 {{% {merge} %}}"), *span
    else:
        said = statement(body)
        if isinstance(said, Fault):
            yield said, *span
        else:
            yield _with(tag, source=said.source, statement=said)


def _with(tag: Tag, **changes: object) -> Tag:
    from dataclasses import replace

    return replace(tag, **changes)  # type: ignore[arg-type]


def _astray(text: str, start: int, end: int, names: Collection[str]) -> Iterator[tuple[Fault, int, int]]:
    """What stands between tags and is a tag gone wrong."""
    piece = text[start:end]
    for match in _WIDE.finditer(piece):
        written = match[0].translate(_NARROW)
        yield (
            Fault(
                code=Code.TAG_FAULT, message=f"“{match[0]}”用了全角的花括号或百分号", hint=f"用半角的，写成 {written}"
            ),
            start + match.start(),
            start + match.end(),
        )
    blanked = _WIDE.sub(lambda match: " " * len(match[0]), piece)
    for match in _SINGLE.finditer(blanked):
        inner = match[1].strip()
        if _is_a_field(inner, names) and blanked[match.start() - 1 : match.start()] not in ("{", "｛"):
            fault = Fault(
                code=Code.TAG_FAULT, message=f"“{match[0]}”只有一层花括号，不会填", hint=f"写成 {{{{ {inner} }}}}"
            )
            yield fault, start + match.start(), start + match.end()
    for match in _OPEN.finditer(blanked):
        rest = blanked[match.start() : match.start() + _SHOWN].split("。")[0].strip()
        mark = match[0].translate(_NARROW)
        close = {"{{": "}}", "{%": "%}", "{#": "#}"}[mark]
        fault = Fault(
            code=Code.TAG_FAULT,
            message=f"“{rest}”没有写完：同一段里没有 {close}",
            hint=f"补上 {close}；一个标签要写在同一段里，中间不按回车",
        )
        yield fault, start + match.start(), start + match.end()
    for match in _CLOSE.finditer(_OPEN.sub("  ", blanked)):
        before = blanked[max(0, match.end() - _SHOWN) : match.end()].strip()
        mark = match[0].translate(_NARROW)
        begin = {"}}": "{{", "%}": "{%"}.get(mark, "{{")
        fault = Fault(code=Code.TAG_FAULT, message=f"“{before}”前面没有 {begin}", hint=f"补上 {begin}，或删去 {mark}")
        yield fault, start + match.start(), start + match.end()


def _is_a_field(inner: str, names: Collection[str]) -> bool:
    """Whether the text between single braces was meant as a field or a statement."""
    if inner.startswith(("%", "％")) or inner.endswith(("%", "％")):
        return True
    first = re.match(r"[^\W\d]\w*", inner)
    return first is not None and first[0] in names and re.fullmatch(r"[\w.|｜()（）\"“”\s]+", inner) is not None
