"""Loops and conditions: which tags belong together, and what of the file they repeat or leave out.

Tags in one paragraph are about the text between them; in several cells of one row, about the row; each alone in its
paragraph, about the paragraphs and tables between; each alone in a row of its own, about the rows between. All else
is a fault: nothing is repeated by half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from lxml import etree

from docgen.own_templates.statements import Fault
from docgen.own_templates.stories import W
from docgen.own_templates.tags import Tag
from docgen.problems import Code

__all__ = ["Block", "Level", "matched"]


class Level(Enum):
    """What a block repeats or leaves out."""

    TEXT = "text"
    ROW = "row"  # the row that the tags stand in
    BETWEEN = "between"  # whole paragraphs, tables or rows between the elements that hold the tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Tags that belong together: for … endfor; if … elif … else … endif.

    `holders` are the elements that the tags take the place of (BETWEEN) or the one row (ROW); for TEXT none.
    """

    tags: tuple[Tag, ...]
    level: Level
    holders: tuple[etree._Element, ...] = ()


_ENDS: Final = {"endfor": "for", "endif": "if"}
_DEEPEST: Final = 12  # blocks within one another; no table of an office has more
_NAMES: Final = {"for": "循环", "if": "条件"}
_STATEMENT: Final = re.compile(r"\{%(?!\s*(?:横向)?合并\s*%).*?%\}", re.DOTALL)


def matched(tags: Iterable[Tag]) -> tuple[list[Block], list[tuple[Fault, Tag]]]:
    """The blocks of one story, and the tags that belong to none or reach across what they must not."""
    blocks: list[Block] = []
    faults: list[tuple[Fault, Tag]] = []
    for group in _groups(tags, faults):
        made = _placed(group)
        if isinstance(made, Block):
            blocks.append(made)
        else:
            faults.append(made)
    return blocks, faults


def _groups(tags: Iterable[Tag], faults: list[tuple[Fault, Tag]]) -> Iterator[tuple[Tag, ...]]:
    """Tags that belong together, inner groups before outer ones."""
    open_groups: list[list[Tag]] = []
    for tag in tags:
        word = tag.statement.word if tag.statement else ""
        if word in _NAMES:
            open_groups.append([tag])
            if len(open_groups) == _DEEPEST + 1:
                faults.append((_too_deep(tag), tag))
        elif word in ("elif", "else"):
            if open_groups and (_begins(open_groups[-1]) == "if" or word == "else"):
                open_groups[-1].append(tag)
            else:
                faults.append((_stray(tag, "if"), tag))
        elif word in _ENDS:
            wanted = _ENDS[word]
            place = next((at for at in reversed(range(len(open_groups))) if _begins(open_groups[at]) == wanted), None)
            if place is None:
                faults.append((_stray(tag, wanted), tag))
                continue
            for unclosed in open_groups[place + 1 :]:
                faults.append((_unclosed(unclosed[0]), unclosed[0]))
            yield (*open_groups[place], tag)
            del open_groups[place:]
    faults.extend((_unclosed(group[0]), group[0]) for group in open_groups)


def _begins(group: list[Tag]) -> str:
    said = group[0].statement
    return said.word if said else ""


def _stray(tag: Tag, wanted: str) -> Fault:
    return Fault(
        code=Code.BLOCK_FAULT,
        message=f"“{tag.text}”前面没有与它配对的 {{% {wanted} … %}}",
        hint=f"补上 {{% {wanted} … %}}，或删去它；正文、页眉、脚注、文本框各自配对",
    )


def _too_deep(tag: Tag) -> Fault:
    return Fault(
        code=Code.BLOCK_FAULT,
        message=f"“{tag.text}”已经套到第 {_DEEPEST + 1} 层",
        hint=f"循环和条件最多套 {_DEEPEST} 层",
    )


def _unclosed(tag: Tag) -> Fault:
    word = tag.statement.word if tag.statement else "for"
    return Fault(
        code=Code.BLOCK_FAULT,
        message=f"“{tag.text}”没有结束",
        hint=f"在要{'重复' if word == 'for' else '取舍'}的内容后面写 {{% end{word} %}}",
    )


def _placed(group: tuple[Tag, ...]) -> Block | tuple[Fault, Tag]:
    paragraphs = {tag.passage.node for tag in group}
    if len(paragraphs) == 1:
        return _in_text(group)
    common = _common([tag.passage.node for tag in group])
    if common.tag == f"{W}tr":
        if len(group) > 2:
            fault = Fault(
                code=Code.BLOCK_FAULT,
                message=f"“{group[1].text}”和“{group[0].text}”不在同一格",
                hint="取舍一格里的字，if、else、endif 写在同一段；取舍整行，分开写两行，各有自己的 if、endif",
            )
            return fault, group[1]
        return Block(tags=group, level=Level.ROW, holders=(common,))
    holders = [_child_of(common, tag.passage.node) for tag in group]
    for tag, holder in zip(group, holders, strict=True):
        if wrong := _not_alone(tag, holder, group):
            return wrong, tag
    return Block(tags=group, level=Level.BETWEEN, holders=tuple(holders))


def _in_text(group: tuple[Tag, ...]) -> Block | tuple[Fault, Tag]:
    parents = [_run_parent(tag) for tag in group]
    if any(parent is not parents[0] for parent in parents):
        fault = Fault(
            code=Code.BLOCK_FAULT,
            message=f"“{group[0].text}”和“{group[-1].text}”一个在超链接（或修订、内容控件）里面，一个在外面",
            hint="取消超链接，或接受修订后再写标签",
        )
        return fault, group[0]
    return Block(tags=group, level=Level.TEXT)


def _run_parent(tag: Tag) -> etree._Element | None:
    run = tag.passage.letters[tag.start].node.getparent()
    return run.getparent() if run is not None else None


def _not_alone(tag: Tag, holder: etree._Element, group: tuple[Tag, ...]) -> Fault | None:
    """Why a tag cannot take the place of its holder: something else stands there, or it is too deep inside."""
    name = _NAMES[group[0].statement.word] if group[0].statement else "循环"
    if holder.tag == f"{W}tr":
        if _other_text(tag, holder):
            return Fault(
                code=Code.BLOCK_FAULT,
                message=f"{name}“{group[0].text}”跨了表格的行，而“{tag.text}”所在的行还有别的内容",
                hint="重复一行：开头写在这一行的第一格，结尾写在同一行的最后一格；重复几行：开头、结尾各自单独占一行",
            )
        return None
    if holder.tag == f"{W}p":
        if _other_text(tag, holder):
            return Fault(
                code=Code.TEXT_LOST if tag.prefix else Code.BLOCK_FAULT,
                message=f"“{tag.text}”管几段，同一段里却还有别的文字，会丢掉",
                hint="把它单独放在一段里；只管这一段里的字的，开头和结尾写在同一段",
            )
        return None
    inside = {f"{W}tbl": "表格里面", f"{W}tc": "另一格里"}.get(str(holder.tag), "内容控件里")
    return Fault(
        code=Code.BLOCK_FAULT,
        message=f"{name}“{group[0].text}”的开头和结尾一个在{inside}，一个在外面",
        hint="开头和结尾要在同一处：都在表格外面，或都在表格的同一行（同一格）里",
    )


def _other_text(tag: Tag, holder: etree._Element) -> bool:
    """Whether a holder has more than statements: text, values, pictures."""
    said = "".join(node.text or "" for node in holder.iter(f"{W}t")) if holder.tag == f"{W}tr" else tag.passage.text
    return bool(_STATEMENT.sub("", said).strip()) or _shows_more(holder)


def _shows_more(holder: etree._Element) -> bool:
    marks = ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "sectPr")
    return any(True for _ in holder.iter(*(f"{W}{mark}" for mark in marks)))


def _common(nodes: list[etree._Element]) -> etree._Element:
    """The innermost element around all."""
    chains = [[*reversed(list(node.iterancestors())), node] for node in nodes]
    common = chains[0][0]
    for level in zip(*chains, strict=False):
        if any(each is not level[0] for each in level):
            break
        common = level[0]
    return common


def _child_of(common: etree._Element, node: etree._Element) -> etree._Element:
    chain = [node, *node.iterancestors()]
    return chain[chain.index(common) - 1]
